"""What subscribers would see if the publication were built now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path

import msgspec

from feedpub.feeds import Outline, Plan, plan
from feedpub.feeds.diff import (
    Articles,
    Depth,
    Feed,
    FeedChange,
    LiveFeed,
    LiveItem,
    compare,
    page_of,
    parse_feed,
)
from feedpub.findings import Finding, in_order
from feedpub.model import Article
from feedpub.project.before import Before, are_alike, bodies_of, read_before
from feedpub.project.project import Project


class DiffReport(msgspec.Struct, frozen=True, kw_only=True):
    """What differs from what was."""

    against: str
    """What was, for people."""

    zone: dt.tzinfo
    """In which the publication counts days."""

    feeds: tuple[FeedChange, ...]
    notes: tuple[str, ...] = ()
    places: dict[str, str] = {}
    """Path and key of each article that is published now, by its id."""

    findings: tuple[Finding, ...] = ()


def diff(
    project: Project, against: str, now: dt.datetime, output: Path, *, folder: Path | None = None
) -> DiffReport:
    """Compare what a build would write now with what was; see `read_before`. Nothing is written.

    Raises:
        FeedpubError: as `Project.load` and `read_before`.
    """
    loaded = project.load(now)
    complete = project.completer(loaded.publication)
    planned = plan(loaded.publication, complete)
    before = read_before(project, against, now, output, folder=folder)
    articles = loaded.publication.articles
    bodies = bodies_of(planned)
    feeds = [_feed(outline, bodies) for outline in wanted(before, planned)]
    depth = Depth(every_format=not (before.alike and are_alike(loaded.identified.lock)))
    changes = compare_with(before, feeds, planned, articles, depth)
    findings = in_order([*loaded.findings, *planned.findings, *complete.findings])
    return DiffReport(
        against=before.name,
        zone=project.config.zone,
        feeds=tuple(changes),
        notes=before.notes,
        places={article.id: article.ref for article in articles},
        findings=tuple(findings),
    )


def wanted(before: Before, planned: Plan) -> list[Outline]:
    """Return the feeds of which it is known what they were."""
    return [
        feed
        for feed in planned.feeds
        if before.whole or not before.files.keys().isdisjoint(feed.paths.values())
    ]


def _feed(outline: Outline, bodies: Mapping[str, Callable[[], bytes]]) -> Feed:
    made = {format: cache(bodies[path]) for format, path in outline.paths.items()}

    def read(format: str) -> LiveFeed:
        return parse_feed(made[format](), outline.paths[format])

    def is_same(format: str, data: bytes) -> bool:
        return made[format]() == data

    return Feed(outline.title, outline.paths, {f: partial(read, f) for f in made}, is_same)


def compare_with(
    before: Before,
    feeds: Iterable[Feed],
    planned: Plan,
    articles: Iterable[Article],
    depth: Depth,
) -> list[FeedChange]:
    """Return what happens to each feed; see `compare`."""
    published = {name for article in articles for name in (article.id, page_of(article.url))}
    feed_paths = {path for outline in planned.feeds for path in outline.paths.values()}
    others = {document.path for document in planned.documents} - feed_paths

    @cache
    def known() -> frozenset[str] | None:
        if before.known is not None:
            return before.known
        pages = [parse_feed(before.files[path], path) for path in before.files.keys() & others]
        return frozenset(item.id for page in pages for item in page.items) if pages else None

    def was_published(id_: str) -> bool:
        ids = known()
        return ids is None or id_ in ids

    def is_published(item: LiveItem) -> bool:
        return item.id in published or page_of(item.url) in published

    articles_ = Articles(was_published, is_published)
    return compare(before.files, list(feeds), others, articles_, depth)
