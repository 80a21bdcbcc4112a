"""The words in which differences are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from feedpub.dates import local
from feedpub.feeds.diff import Difference, FeedChange, ItemChange, Kind, LiveItem, notified, once

LABELS: dict[Kind, str] = {
    "id-changed": "ID CHANGED",
    "new": "NEW",
    "changed": "CHANGED",
    "dropped": "DROPPED",
}
"""The kinds that are told item by item; the others are counted."""

TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Signs that turn the direction of writing for all that follows, beyond a title too (UAX 9)."""

Show = Callable[[str], str]
"""Makes a text of somebody else's harmless."""


def headline(feeds: Sequence[FeedChange]) -> str:
    """Return the one sentence that matters."""
    count = notified(feeds)
    sentence = f"Readers will be notified of {items(count)}"
    again = len(once(feeds, "id-changed"))
    if again:
        sentence += f", {again} of them a second time" if count > 1 else ", a second time"
    return f"{sentence}."


def sum_of(feeds: Sequence[FeedChange]) -> str:
    """Return how many items there are of each kind."""
    counts = [(len(once(feeds, kind)), label.lower()) for kind, label in LABELS.items()]
    parts = [f"{count} {label.replace('id', 'ID')}" for count, label in counts if count]
    return ", ".join(parts) or "the same to readers"


def items(count: int, what: str = "item") -> str:
    """Return ``1 item`` or ``2 items``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def counted(feed: FeedChange) -> list[str]:
    """Return what is told of a feed in numbers alone."""
    back, aged = len(feed.of("back")), len(feed.of("aged"))
    parts = [f"{items(back, 'older item')} {'comes' if back == 1 else 'come'} back"] if back else []
    return parts + ([f"{items(aged, 'older item')} made room for newer ones"] if aged else [])


def name_of(item: LiveItem) -> str:
    """Return the title, or what stands for it."""
    return item.title or item.url or item.id


def files_of(feed: FeedChange) -> list[str]:
    """Return the files of all formats: ``feed.{rss,atom}`` where only the ending differs."""
    parts = [path.rpartition(".") for path in feed.paths.values()]
    stems = {stem for stem, _, _ in parts}
    if len(parts) > 1 and len(stems) == 1 and "" not in stems:
        return [f"{parts[0][0]}.{{{','.join(ending for _, _, ending in parts)}}}"]
    return list(feed.paths.values())


def day_of(item: LiveItem, zone: dt.tzinfo) -> str:
    """Return the day it was published, as the publication counts days."""
    return local(item.moment, zone).date().isoformat() if item.moment else ""


def told(change: ItemChange, show: Show) -> list[str]:
    """Return what differs in an item, a phrase each."""
    return [_PHRASES.get(d.what, _named)(d, show) for d in change.differences]


def briefly(change: ItemChange) -> str:
    """Return what differs in an item, in a few words."""
    return ", ".join(
        _content(d, str) if d.what == "content" else d.what for d in change.differences
    )


def _content(difference: Difference, show: Show) -> str:
    if difference.beyond_words:
        return f"content ({difference.beyond_words} alone)"
    return f"content (+{difference.words_added}/-{difference.words_removed} words)"


def _named(difference: Difference, show: Show) -> str:
    before, after = (show(text) for text in (difference.before, difference.after))
    if not difference.before:
        return f"{difference.what} {after}, where none was"
    if not difference.after:
        return f"no {difference.what}, where {before} was"
    return f"{difference.what} {before} → {after}"


def _title(difference: Difference, show: Show) -> str:
    return f"title “{show(difference.before)}” → “{show(difference.after)}”"


_PHRASES: dict[str, Callable[[Difference, Show], str]] = {"content": _content, "title": _title}
