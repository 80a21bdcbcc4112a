"""What `build --against` stops: news to subscribers that nobody would send on purpose.

To add a guard: its name in `against.Guard`, a function, and one line in `GUARDS`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from feedpub.errors import ConfigError, GuardError, Location, together
from feedpub.feeds import Outline, Plan
from feedpub.feeds.diff import Depth, Feed, FeedChange, LiveFeed, LiveItem, once
from feedpub.markup.text import plain
from feedpub.model import Article
from feedpub.project.against import Against, Guard
from feedpub.project.before import are_alike, read_before
from feedpub.project.diff import compare_with, wanted
from feedpub.project.project import Project
from feedpub.publication import Publication


def refuse_surprises(
    project: Project,
    publication: Publication,
    planned: Plan,
    against: Against,
    now: dt.datetime,
    output: Path,
) -> None:
    """Raise if readers would be told something that was hardly meant, and is not allowed.

    Only identities are compared, so nothing of the new feeds need be rendered.

    Raises:
        GuardError: with every reason, and the switch that allows it.
        ConfigError: as `read_before`.
    """
    before = read_before(project, against.name, now, output, folder=against.folder)
    if not before.files and before.known is None:
        hint = "name the folder that has them; without any, build without `--against`"
        raise ConfigError(f"there is no feed in `{against.name}` to compare with", hint=hint)
    feeds = [_feed(outline) for outline in wanted(before, planned)]
    depth = Depth(texts=False, every_format=not (before.alike and are_alike(project.lock)))
    changes = compare_with(before, feeds, planned, publication.articles, depth)
    articles = {article.id: article for article in publication.articles}
    most = project.config.publication.max_new
    errors = surprises(changes, articles, most, against.allow)
    if errors:
        raise together(errors)


def _feed(outline: Outline) -> Feed:
    def read(format: str) -> LiveFeed:
        items = tuple(_item(article, format) for article in outline.articles)
        return LiveFeed(path=outline.paths[format], format=format, title=outline.title, items=items)

    readers = {format: partial(read, format) for format in outline.paths}
    return Feed(outline.title, outline.paths, readers, lambda format, data: False)


def _item(article: Article, format: str) -> LiveItem:
    return LiveItem(
        id=article.id_in(format),
        url=article.url,
        title=plain(article.title),
        published=article.published,
    )


# --- The guards ------------------------------------------------------------------------------


class Case(NamedTuple):
    """What the guards judge."""

    changes: Sequence[FeedChange]
    articles: Mapping[str, Article]
    """By id."""

    most: int | None
    """The setting `max_new`."""


def surprises(
    changes: Sequence[FeedChange],
    articles: Mapping[str, Article],
    most: int | None,
    allow: frozenset[Guard] = frozenset(),
) -> list[GuardError]:
    """Return every reason to stop that is not allowed."""
    case = Case(changes, articles, most)
    return [error for name, guard in GUARDS.items() if name not in allow for error in guard(case)]


_LONGEST_LIST = 10


def _id_change(case: Case) -> Iterator[GuardError]:
    found = once(case.changes, "id-changed")
    for changes in found[:_LONGEST_LIST]:
        change = changes[0][1]
        article = case.articles.get(change.item.id)
        at = Location(article.path, article.line) if article else None
        before = change.before.id if change.before else ""
        where = f" in {', '.join(change.formats)}" if change.formats else ""
        message = (
            f"readers would get “{change.item.title}” a second time{where}: "
            f"its id was {before}, and would be {change.item.id}"
        )
        hint = (
            "put the old id back, as `id` of the article or in its row of feedpub.lock; "
            "to let it pass: `--allow id-change`"
        )
        yield GuardError(message, at=at, hint=hint)
    if (left := len(found) - _LONGEST_LIST) > 0:
        yield GuardError(f"{left} more items would get another id")


def allowed(feed: FeedChange, most: int | None) -> int | None:
    """Return how many new items a feed may get at once; None for any number.

    So it is with a feed that was empty, since a publication begins with one.
    """
    if most == 0 or feed.held == 0:
        return None
    return max(10, feed.holds // 2) if most is None else most


def _many_new(case: Case) -> Iterator[GuardError]:
    def surplus(feed: FeedChange) -> int:
        limit = allowed(feed, case.most)
        return 0 if limit is None else len(feed.of("new")) - limit

    found = [feed for feed in case.changes if surplus(feed) > 0]
    if not found:
        return
    worst = max(found, key=surplus)
    yield GuardError(
        f"the feed “{worst.title}” would get {len(worst.of('new'))} new items at once, "
        f"more than {allowed(worst, case.most)}{_and_others(found)}",
        hint="if that is meant: `--allow many-new`, or `max_new` in [publication]",
    )


def _empty_feed(case: Case) -> Iterator[GuardError]:
    found = [
        feed for feed in case.changes if feed.state == "changed" and feed.held > feed.holds == 0
    ]
    if not found:
        return
    most = max(found, key=lambda feed: feed.held)
    items = f"{most.held} item{'' if most.held == 1 else 's'}"
    yield GuardError(
        f"the feed “{most.title}” would be empty, and it holds {items} now{_and_others(found)}",
        hint="look at `feedpub list`; if that is meant: `--allow empty-feed`",
    )


def _and_others(found: Sequence[FeedChange]) -> str:
    others = len(found) - 1
    return f"; so it is with {others} other feed{'' if others == 1 else 's'}" if others else ""


GUARDS: Mapping[Guard, Callable[[Case], Iterator[GuardError]]] = {
    "id-change": _id_change,
    "many-new": _many_new,
    "empty-feed": _empty_feed,
}
