"""Two states of the feeds compared, file by file, and the formats of one feed put together."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from feedpub.dates import rfc3339
from feedpub.feeds.diff.changes import Difference, FeedChange, ItemChange, Kind, What
from feedpub.feeds.diff.live import LiveFeed, LiveItem
from feedpub.feeds.diff.match import match
from feedpub.feeds.diff.parse import parse_feed
from feedpub.feeds.diff.words import beyond_words, words_changed

_KINDS: tuple[Kind, ...] = ("id-changed", "new", "changed", "dropped", "back", "aged")
"""In the order in which they are told."""

_ORDER = {kind: number for number, kind in enumerate(_KINDS)}


class Feed(NamedTuple):
    """A feed as it is now: its files, by format."""

    title: str
    paths: Mapping[str, str]
    read: Mapping[str, Callable[[], LiveFeed]]
    """For each format, what reads the file; called only if needed."""

    is_same: Callable[[str, bytes], bool]
    """Tells of a format whether its file has these bytes."""


class Articles(NamedTuple):
    """Which articles there are, in feeds or not; asked only if it matters."""

    was_published: Callable[[str], bool]
    """Tells of an id whether it was published before, or may have been."""

    is_published: Callable[[LiveItem], bool]
    """Tells of an item whether it is published now."""


class Depth(NamedTuple):
    """How closely to look."""

    texts: bool = True
    """Whether to compare what items say, not only which there are."""

    every_format: bool = True
    """Or else one format of each feed, since they say the same."""


def compare(
    before: Mapping[str, bytes],
    feeds: Sequence[Feed],
    others: Iterable[str],
    articles: Articles,
    depth: Depth,
) -> list[FeedChange]:
    """Return what happens to each feed, those that are gone at the end.

    `before` are files by path; `others` are paths that are no feeds to subscribe to now, such
    as archives.
    """
    now = {path for feed in feeds for path in feed.paths.values()}
    gone = [path for path in before if path not in now.union(others)]
    return [*(_feed(feed, before, articles, depth) for feed in feeds), *_gone(gone, before)]


def _feed(feed: Feed, before: Mapping[str, bytes], articles: Articles, depth: Depth) -> FeedChange:
    paths = dict(feed.paths)
    there = [format for format, path in paths.items() if path in before]
    new = [format for format in paths if format not in there]
    if not there:
        return FeedChange(title=feed.title, state="new", paths=paths)
    changed = [format for format in there if not feed.is_same(format, before[paths[format]])]
    if not depth.every_format:
        changed = there = sorted(changed, key=_SPEED.index)[:1]
    if not changed:
        return FeedChange(title=feed.title, state="same", paths=paths)
    pairs = {f: (parse_feed(before[paths[f]], paths[f]), feed.read[f]()) for f in changed}
    found = {format: list(_items(*pair, articles, depth)) for format, pair in pairs.items()}
    first, last = pairs[changed[0]]
    return FeedChange(
        title=feed.title,
        state="changed",
        paths=paths,
        held=len(first.items),
        holds=len(last.items),
        items=_together(found, len(there)),
        notes=tuple(dict.fromkeys(_notes(pairs, new, paths))),
    )


_SPEED = ("json", "atom", "rss")
"""Which format is read fastest."""


def _notes(
    pairs: Mapping[str, tuple[LiveFeed, LiveFeed]], new: Sequence[str], paths: Mapping[str, str]
) -> Iterator[str]:
    for old, now in pairs.values():
        if old.title != now.title:
            yield f"the title becomes “{now.title}”; it was “{old.title}”"
        if old.damage:
            yield f"{old.path} was broken before ({old.damage}); items may be missing from it"
    for format in new:
        yield f"{paths[format]} is new"


def _gone(paths: Iterable[str], before: Mapping[str, bytes]) -> Iterator[FeedChange]:
    """Yield the feeds that no longer are, the formats of one together."""
    stems: dict[str, list[str]] = {}
    for path in sorted(paths):
        stems.setdefault(str(PurePosixPath(path).with_suffix("")), []).append(path)
    for stem, files in stems.items():
        if _MONTH.search(stem) or any(_is_archive(before[path]) for path in files):
            continue
        feeds = [parse_feed(before[path], path) for path in files]
        yield FeedChange(
            title=feeds[0].title or feeds[0].path,
            state="gone",
            paths={feed.format: feed.path for feed in feeds},
            held=len(feeds[0].items),
        )


_MONTH = re.compile(r"(?:^|/)\d{4}-\d\d$")


def _is_archive(data: bytes) -> bool:
    """Tell whether a file is a page of an archive (RFC 5005 section 4)."""
    return b":archive/>" in data or b":archive />" in data


# --- Items -----------------------------------------------------------------------------------


def _items(old: LiveFeed, new: LiveFeed, articles: Articles, depth: Depth) -> Iterator[ItemChange]:
    matched = match(old.items, new.items)
    for before, after in (*matched.same, *matched.renamed):
        differences = tuple(_differences(before, after)) if depth.texts else ()
        if before.id != after.id:
            yield ItemChange(kind="id-changed", item=after, before=before, differences=differences)
        elif differences:
            yield ItemChange(kind="changed", item=after, before=before, differences=differences)
    for item in matched.came:
        yield ItemChange(kind=_of_newcomer(item, old, articles), item=item)
    for item in matched.went:
        yield ItemChange(kind=_of_lost(item, new, articles), item=item)


def _of_newcomer(item: LiveItem, old: LiveFeed, articles: Articles) -> Kind:
    """Tell an article that readers had before, or could have, from one that is new to all.

    Older than all that was in the feed, and published before, or if that cannot be told:
    the feed held it once, or would have if it had been longer.
    """
    return "back" if _is_older(item, old) and articles.was_published(item.id) else "new"


def _of_lost(item: LiveItem, new: LiveFeed, articles: Articles) -> Kind:
    return "aged" if _is_older(item, new) and articles.is_published(item) else "dropped"


def _is_older(item: LiveItem, feed: LiveFeed) -> bool:
    moments = [other.moment for other in feed.items if other.moment]
    return bool(moments and item.moment and item.moment <= min(moments))


def _differences(before: LiveItem, after: LiveItem) -> Iterator[Difference]:
    if before.title != after.title:
        yield Difference(what="title", before=before.title, after=after.title)
    if before.html != after.html:
        yield _content(before.html, after.html)
    if before.published != after.published:
        yield _dates("date", before.published, after.published)
    elif _is_another_moment(before.updated or before.published, after.updated or after.published):
        yield _dates("updated", before.updated, after.updated)
    others: tuple[tuple[What, str, str], ...] = (
        ("picture", before.image, after.image),
        ("address", before.url, after.url),
        ("enclosures", " ".join(before.enclosures), " ".join(after.enclosures)),
        ("authors", ", ".join(before.authors), ", ".join(after.authors)),
        ("tags", ", ".join(before.tags), ", ".join(after.tags)),
    )
    for what, old, new in others:
        if old != new:
            yield Difference(what=what, before=old, after=new)


def _content(before: str, after: str) -> Difference:
    added, removed = words_changed(before, after)
    beyond = "" if added or removed else beyond_words(before, after)
    return Difference(what="content", words_added=added, words_removed=removed, beyond_words=beyond)


def _dates(what: What, before: dt.datetime | None, after: dt.datetime | None) -> Difference:
    old, new = (rfc3339(moment) if moment else "" for moment in (before, after))
    return Difference(what=what, before=old, after=new)


def _is_another_moment(before: dt.datetime | None, after: dt.datetime | None) -> bool:
    # Entries that share a date get up to a minute of their own in Atom (RFC 4287 section 4.2.15).
    if before is None or after is None:
        return False
    return abs(before - after) > dt.timedelta(seconds=90)


# --- Formats ---------------------------------------------------------------------------------

_NOT_EVERYWHERE: set[What] = {"updated", "enclosures", "authors", "tags", "picture"}
"""What some formats cannot say, or say in other words."""


def _together(found: Mapping[str, list[ItemChange]], formats: int) -> tuple[ItemChange, ...]:
    """Return the changes of all formats, each once; those that only some show name these."""
    merged: dict[tuple[str, ...], ItemChange] = {}
    where: dict[tuple[str, ...], list[str]] = {}
    for format, changes in found.items():
        for change in changes:
            key = (change.kind, *change.name)
            where.setdefault(key, []).append(format)
            known = merged.get(key)
            merged[key] = _merged(known, change) if known else change
    whole = [
        change
        if len(where[key]) == formats or _is_expected(change)
        else msgspec.structs.replace(change, formats=tuple(where[key]))
        for key, change in merged.items()
    ]
    return tuple(sorted(whole, key=lambda change: _ORDER[change.kind]))


def _merged(one: ItemChange, other: ItemChange) -> ItemChange:
    told = {difference.what for difference in one.differences}
    more = (difference for difference in other.differences if difference.what not in told)
    return msgspec.structs.replace(one, differences=(*one.differences, *more))


def _is_expected(change: ItemChange) -> bool:
    whats = {difference.what for difference in change.differences}
    return change.kind == "changed" and whats <= _NOT_EVERYWHERE
