"""What `lock adopt` does: a blog moves in, and its readers keep what they have.

The feeds that are live say under which id, and of which date, readers know an article. The
lock takes both over, so no reader sees an article twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

import msgspec

from feedpub.config import CONFIG_NAME
from feedpub.dates import rfc3339
from feedpub.feeds.diff import LiveFeed, LiveItem, page_of, pair_off, parse_feed, same_title
from feedpub.history import read_saved
from feedpub.lock import LOCK_NAME, Lock, Row
from feedpub.model import Article
from feedpub.output import alone
from feedpub.project.project import Project
from feedpub.publication.rows import new_row
from feedpub.urls import has_scheme

How = Literal["address", "similar address", "other host", "title and day", "title"]
"""By what an item was found to be an article."""


class Adopted(msgspec.Struct, frozen=True, kw_only=True):
    """An article with what readers have of it."""

    article: Article
    item: LiveItem
    how: How
    row: Row
    """As it is in the lock from now on."""

    is_new: bool
    """Whether the lock changes for it."""

    odd: dt.datetime | None = None
    """The date in the feed, if it can be none of the article and was left there."""


class Unmatched(msgspec.Struct, frozen=True, kw_only=True):
    """An item that is no article here, as far as can be told."""

    file: str
    item: LiveItem
    nearest: str = ""
    """The article that is most like it."""


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """An article that cannot have the id that readers know."""

    article: Article
    item: LiveItem
    reason: str
    hint: str


class AdoptReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the items of all feeds."""

    adopted: tuple[Adopted, ...]
    unmatched: tuple[Unmatched, ...]
    conflicts: tuple[Conflict, ...]
    damaged: tuple[LiveFeed, ...]
    """Files that were not well-formed, so that items may be missing."""

    others: int
    """How many articles are in none of the feeds; they have ids of feedpub's."""


def adopt(
    project: Project,
    files: Sequence[Path],
    now: dt.datetime,
    *,
    dry_run: bool = False,
) -> AdoptReport:
    """Take ids and dates of the articles from saved feeds into the lock.

    Raises:
        ConfigError: if a file is no feed.
        LockError: as `Project.load`.
    """
    with alone(project.root / CONFIG_NAME, LOCK_NAME):
        feeds = [_read(file) for file in files]
        loaded = project.load(now)
        # As they are written: with ids and dates of their own alone.
        written = {article.ref: article for article in project.read_articles()[0]}
        identified = [*loaded.publication.articles, *(a for a, _ in loaded.publication.withheld)]
        articles = [written[article.ref] for article in identified]
        matched, unmatched = match_articles(feeds, articles)
        adoption = _Adoption(loaded.identified.lock, project.lock, now)
        adoption.take(matched)
        if not dry_run:
            project.write_lock(Lock(tuple(sorted(adoption.rows.values()))))
    return AdoptReport(
        adopted=tuple(adoption.adopted),
        unmatched=tuple(unmatched),
        conflicts=tuple(adoption.conflicts),
        damaged=tuple(feed for feed in feeds if feed.damage),
        others=len(articles) - len({article.ref for article, _ in matched}),
    )


def _read(file: Path) -> LiveFeed:
    return parse_feed(read_saved(file, str(file)), str(file))


# --- Which item is which article -------------------------------------------------------------

Found = dict[str, tuple[LiveItem, How]]
"""By format, what readers of that format have."""

_FORMATS = ("rss", "atom", "json")
"""Where the formats of a blog gave an article different ids, the first counts as its own."""


def match_articles(
    feeds: Iterable[LiveFeed], articles: Sequence[Article]
) -> tuple[list[tuple[Article, Found]], list[Unmatched]]:
    """Return the articles that are in the feeds, in their order, and the items that are none.

    By address first, then by one that leads to the same page, or to the same path of another
    host; then by title and day, or by the title of an article whose embargo put its day off.
    """
    found: dict[str, Found] = {}
    unmatched: dict[str, Unmatched] = {}
    for feed in feeds:
        items, rest = list(feed.items), list(articles)
        for how, names_of_item, names_of_article in _SIGNS:
            for item, article in pair_off(items, rest, names_of_item, names_of_article):
                found.setdefault(article.ref, {}).setdefault(feed.format, (item, how))
        for item, article in _put_off(items, rest):
            found.setdefault(article.ref, {}).setdefault(feed.format, (item, "title"))
        for item in items:
            nearest = _nearest(item, rest)
            unmatched.setdefault(item.id, Unmatched(file=feed.path, item=item, nearest=nearest))
    known = {item.id for one in found.values() for item, _ in one.values()}
    left = [one for id_, one in unmatched.items() if id_ not in known]
    return [(a, _in_order(found[a.ref])) for a in articles if a.ref in found], left


def _in_order(found: Found) -> Found:
    return {format: found[format] for format in _FORMATS if format in found}


def _addresses(article: Article) -> list[str]:
    return [article.url, *article.extra.get("aliases", ())]


def _addresses_of_item(item: LiveItem) -> list[str]:
    return [text for text in (item.url, item.id) if text]


def _pages(addresses: Iterable[str]) -> list[str]:
    return [page for address in addresses if (page := page_of(address))]


def _paths(addresses: Iterable[str]) -> list[str]:
    return [path for page in _pages(addresses) if (path := page.partition("/")[2])]


def _days(title: str, moment: dt.datetime | None) -> list[str]:
    """Return the title with its day, in whatever zone that was."""
    if moment is None or not 1 < moment.year < 9999 or not same_title(title):
        return []
    days = ((moment + dt.timedelta(hours=hours)).date() for hours in (-12, 0, 12))
    return [f"{same_title(title)} {day}" for day in dict.fromkeys(days)]


_SIGNS: tuple[
    tuple[How, Callable[[LiveItem], Iterable[str]], Callable[[Article], Iterable[str]]], ...
] = (
    ("address", _addresses_of_item, _addresses),
    (
        "similar address",
        lambda item: _pages(_addresses_of_item(item)),
        lambda article: _pages(_addresses(article)),
    ),
    (
        "other host",
        lambda item: _paths(_addresses_of_item(item)),
        lambda article: _paths(_addresses(article)),
    ),
    (
        "title and day",
        lambda item: _days(item.title, item.moment),
        lambda article: _days(article.title, article.published),
    ),
)
"""By what an item is known to be an article, the surest first."""


def _titles_of(one: LiveItem | Article) -> list[str]:
    return [title] if (title := same_title(one.title)) else []


def _put_off(items: list[LiveItem], articles: list[Article]) -> list[tuple[LiveItem, Article]]:
    """Take out, and return, the items that are articles with an embargo, by their title alone.

    Of such an article the embargo counts as its day; other programs tell readers the day before.
    """
    pairs = [
        (item, article)
        for item, article in pair_off(
            list(items),
            list(articles),
            _titles_of,
            _titles_of,
        )
        if article.embargo
        and article.embargo == article.published
        and item.moment
        and item.moment < article.embargo
    ]
    items[:] = [item for item in items if not any(item is one for one, _ in pairs)]
    articles[:] = [one for one in articles if not any(one is other for _, other in pairs)]
    return pairs


def _nearest(item: LiveItem, articles: Iterable[Article]) -> str:
    from difflib import get_close_matches  # only where something is wrong

    known = list(articles)
    titles = {same_title(article.title): article.ref for article in known}
    slugs = {article.slug: article.ref for article in known}
    path = next(iter(_paths([item.url])), "")
    for name, names, cutoff in (
        (same_title(item.title), titles, 0.75),
        (path.rpartition("/")[2], slugs, 0.9),
    ):
        if name and (close := get_close_matches(name, names, 1, cutoff)):
            return names[close[0]]
    return ""


# --- What the lock says then -----------------------------------------------------------------


class _Adoption:
    def __init__(self, lock: Lock, before: Lock, now: dt.datetime) -> None:
        self.now = now
        self.rows = {row.ref: row for row in lock.rows}
        self.before = {row.ref: row for row in before.rows}
        self.adopted: list[Adopted] = []
        self.conflicts: list[Conflict] = []

    def take(self, matched: Iterable[tuple[Article, Found]]) -> None:
        """Change the rows of the articles that are in the feeds."""
        for article, found in matched:
            item, how = next(iter(found.values()))
            known = self.rows.get(article.ref)
            if known is None and not article.id:
                continue  # a draft; it gets its row when it is published
            dates = [one.published for one, _ in found.values() if one.published]
            likely = [date for date in dates if _is_likely(date, self.now)]
            row = _row(article, known.id if known else article.id, found, likely)
            other = next(
                (o for o in self.rows.values() if o.id == row.id and o.ref != row.ref), None
            )
            if other:
                hint = (
                    f"if `{other.ref}` was this article: `feedpub lock move {other.ref} {row.ref}`"
                )
                reason = f"the id that readers know, {row.id}, is that of `{other.ref}`"
                self.conflicts.append(
                    Conflict(article=article, item=item, reason=reason, hint=hint)
                )
                continue
            self.rows[row.ref] = row
            is_new = self.before.get(row.ref) != row
            self.adopted.append(
                Adopted(
                    article=article,
                    item=item,
                    how=how,
                    row=row,
                    is_new=is_new,
                    odd=dates[0] if dates and not likely else None,
                )
            )


def _is_likely(date: dt.datetime, now: dt.datetime) -> bool:
    """Tell a date from what programs write for want of one, and from one still to come."""
    return date.year >= 1900 and f"{date:%Y-%m-%d}" not in _ZEROS and date <= now


_ZEROS = ("1970-01-01", "1969-12-31")
"""The moment at which computers begin to count, in any zone."""


def _row(article: Article, id_: str, found: Found, likely: Sequence[dt.datetime]) -> Row:
    """Return the row of an article that readers know by the ids in `found`; else by `id_`.

    Its id is that of its record, or else that of its first format, if it can be one in Atom too
    (RFC 4287 section 4.2.6); where a format gave it another one, that stands beside it. Its date
    is the first of the `likely` ones.
    """
    ids = {format: item.id for format, (item, _) in found.items()}
    chosen = article.id or next((known for known in ids.values() if has_scheme(known)), id_)
    others = tuple((format, known) for format, known in ids.items() if known != chosen)
    row = new_row(article, chosen)
    date = next((rfc3339(moment) for moment in likely), "")
    dated = date if row.published and date != row.published else ""
    return msgspec.structs.replace(row, ids=others, dated=dated)
