"""Whether the formats of one feed say the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from feedpub.feeds.check.seen import Entry, Problem, Seen
from feedpub.markup.text import text_of

_NONE: Mapping[str, str] = MappingProxyType({})
_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON"}


def differences(formats: Sequence[Seen], aliases: Mapping[str, str] = _NONE) -> Iterator[Problem]:
    """Yield in what the other formats of a feed differ from its first.

    `aliases` are the ids under which one format knows an article, with the usual ones. What a
    format cannot say is not compared: RSS has one enclosure, one line of authors, and
    no date of update.
    """
    if len(formats) < 2:
        return
    first, *others = formats
    for other in others:
        pair = f"{_NAMES[first.format]} and {_NAMES[other.format]}"
        ours, theirs = (
            [aliases.get(entry.id, entry.id) for entry in seen.entries] for seen in (first, other)
        )
        if ours != theirs:
            lacking = min({*ours} ^ {*theirs}, default="")
            message = f"{pair} do not have the same items in the same order"
            yield Problem("formats-differ", message, lacking)
            continue
        for mine, its in zip(first.entries, other.entries, strict=True):
            for field, value in SAID.items():
                if value(mine, its) != value(its, mine):
                    message = f"{pair} do not have the same {field} of the item `{mine.title}`"
                    yield Problem("formats-differ", message, mine.id, field)


def _authors(entry: Entry, other: Entry) -> str:
    return ", ".join(entry.authors)


def _published(entry: Entry, other: Entry) -> dt.datetime | None:
    return entry.published and entry.published.astimezone(dt.UTC).replace(microsecond=0)


def _enclosures(entry: Entry, other: Entry) -> list[tuple[str, str]]:
    """The first only where the other format has but one."""
    most = len(other.enclosures) or 1
    return [(e.url, e.media_type) for e in entry.enclosures][:most]


def _words(entry: Entry, other: Entry) -> str:
    """Only where both carry the text; the same bytes are not read twice."""
    if entry.html == other.html or not (entry.html and other.html):
        return ""
    return text_of(entry.html)


SAID: Mapping[str, Callable[[Entry, Entry], Any]] = {
    "title": lambda entry, other: entry.title,
    "url": lambda entry, other: entry.url,
    "published": _published,
    "authors": _authors,
    "tags": lambda entry, other: entry.tags,
    "enclosures": _enclosures,
    "text": _words,
}
