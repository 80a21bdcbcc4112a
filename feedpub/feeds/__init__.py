"""Feeds: one neutral description, written in three formats that agree.

To add a format: one module with a writer, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from feedpub.documents import Document
from feedpub.feeds.atom import write_atom
from feedpub.feeds.describe import FeedDescription, describe_feeds
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


def feed_documents(
    feeds: Iterable[FeedDescription], formats: Mapping[str, Format] = FORMATS
) -> Iterator[Document]:
    """Yield the files of all feeds."""
    for feed in feeds:
        for name, path in feed.paths.items():
            yield Document(path, formats[name].media_type, formats[name].write(feed))


__all__ = ["FORMATS", "FeedDescription", "Format", "describe_feeds", "feed_documents"]
