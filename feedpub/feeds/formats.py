"""The formats of feeds. To add one: a module with a writer, and one line in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from feedpub.feeds.atom import write_atom
from feedpub.feeds.describe import FeedDescription
from feedpub.feeds.jsonfeed import write_json
from feedpub.feeds.rss import write_rss


class Format(NamedTuple):
    """How a description becomes bytes."""

    media_type: str
    write: Callable[[FeedDescription], bytes]


FORMATS: Mapping[str, Format] = {
    "rss": Format("application/rss+xml", write_rss),
    "atom": Format("application/atom+xml", write_atom),
    "json": Format("application/feed+json", write_json),
}
