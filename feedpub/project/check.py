"""What `check` does: articles, what would be written, and what is there, all judged."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from feedpub.config import CONFIG_NAME
from feedpub.documents import Document
from feedpub.errors import Location, LockError
from feedpub.feeds import Complete, Planned, plan
from feedpub.feeds.check import (
    Expected,
    Places,
    Problem,
    Readers,
    Served,
    Site,
    Subject,
    check_article,
    check_document,
    check_identity,
    check_size,
    differences,
    is_short,
    known_articles,
    place_of_feed,
)
from feedpub.findings import Finding, in_order
from feedpub.lock import LOCK_NAME, Lock, Row, parse_lock
from feedpub.model import Article
from feedpub.output import MANIFEST_NAME, made_files
from feedpub.project.edition_sources import has_pages
from feedpub.project.logos import missing_logos
from feedpub.project.project import Loaded, Project
from feedpub.publication import State
from feedpub.urls import to_uri

if TYPE_CHECKING:
    from feedpub.project.edition_pages import EditionPages


def check(project: Project, now: dt.datetime, output: Path | None = None) -> list[Finding]:
    """Return everything noteworthy; nothing is written.

    If `output` is there, the files in it are compared with those that a build would write.
    """
    try:
        loaded = project.load(now)
    except LockError as e:
        unsettled = [
            Finding(code="identity-unsettled", message=error.message, at=error.at, hint=error.hint)
            for error in e.all()
        ]
        anew = _Unidentified(project.root, project.config)
        return in_order([*unsettled, *_Check(anew, anew.load(now), now).findings(None)])
    return in_order(_Check(project, loaded, now).findings(output))


class _Unidentified(Project):
    """The same publication, for all that does not depend on who is who."""

    @cached_property
    def lock(self) -> Lock:
        """No identities."""
        return Lock()


class _Watched:
    """Completes articles, and shows each to `watch` once, as it was and as it is."""

    def __init__(self, complete: Complete, watch: Callable[[Article, Article], None]) -> None:
        self.complete = complete
        self.watch = watch
        self.seen: set[str] = set()

    def __call__(self, article: Article) -> Article:
        whole = self.complete(article)
        if article.ref not in self.seen:
            self.seen.add(article.ref)
            self.watch(article, whole)
        return whole

    def digest(self, article: Article) -> str:
        return self.complete.digest(article)


class _Check:
    """One run over a publication; of its texts only a few are held at a time."""

    def __init__(self, project: Project, loaded: Loaded, now: dt.datetime) -> None:
        self.project = project
        self.config = project.config
        self.loaded = loaded
        self.now = now
        self.publication = loaded.publication
        self.places = Places(project.text_of)
        visible = [(article, State.PUBLISHED) for article in self.publication.articles]
        self.articles = [*visible, *self.publication.withheld]
        rows = loaded.identified.lock.rows
        self.aliases = {id_: row.id for row in rows for _, id_ in row.ids}
        self.known = {article.id: (article, state) for article, state in self.articles}
        for alias, id_ in self.aliases.items():
            if id_ in self.known:
                self.known.setdefault(alias, self.known[id_])
        self.new_ids = {row.id for row in loaded.identified.minted if not is_short(row.id)}
        self.completer = project.completer(loaded.publication)
        self.complete = _Watched(self.completer, self._check_article)
        self.planned = plan(loaded.publication, self.complete)
        self.editions = self._editions()
        self.found: list[Finding] = []

    def findings(self, output: Path | None) -> Iterator[Finding]:
        yield from self._of_identity()
        served = self._served(output) if output and (output / MANIFEST_NAME).is_file() else None
        for _, group in groupby(self.planned.documents, self._group):
            expected = {one.path: self._expected(one) for one in group}
            yield from self._of_documents(expected)
            if served:
                for path, one in expected.items():
                    yield from served.compare(path, one)
        if served:
            for path, is_kept in self.editions.expected().items() if self.editions else ():
                served.expect(path, is_needed=not is_kept)
            yield from served.rest()
        for article, state in self.articles:  # those that no document shows
            if state is State.DRAFT:  # it is not finished, but what is missing can be said
                self.completer(article)
            elif article.ref not in self.complete.seen:
                self.complete(article)
        yield from self.found
        mail = list(self._of_mail())
        yield from mail
        said = {(finding.at, finding.message) for finding in mail}
        pages = self.editions.findings if self.editions else ()
        yield from (finding for finding in pages if (finding.at, finding.message) not in said)
        told = [*self.loaded.findings, *self.planned.findings, *self.completer.findings]
        for finding in told:
            yield self._sharpened(finding)
        yield from missing_logos(self.project)

    # --- articles ---

    def _check_article(self, article: Article, whole: Article) -> None:
        self.found += check_article(Subject(article, whole), self.site, self.places)

    @cached_property
    def site(self) -> Site:
        """The addresses of the publication."""
        visible: dict[str, Article] = {}
        for article in self.publication.articles:
            for url in (*article.extra.get("aliases", ()), article.url):
                visible[url] = article
        withheld = {article.url: _WITHHELD[state] for article, state in self.publication.withheld}
        paths = {one.path for one in self.planned.documents}
        paths |= self.editions.expected().keys() if self.editions else set()
        written = {self.config.base_url + path for path in paths}

        def is_file(url: str) -> bool:
            path = self.project.assets.path_of(url)
            ours = path is not None and self.project.assets.at(path) is not None
            return ours or url in written or url in self.completer.files

        return Site(self.config, visible, withheld, is_file, self.completer)

    def _of_identity(self) -> Iterator[Finding]:
        identified = self.loaded.identified
        known = known_articles(identified, self.articles)
        yield from check_identity(known, identified, self.config.zone, self.now, self.places)

    def _of_mail(self) -> Iterator[Finding]:
        # Who is who must be known before it can be said which article an edition names.
        if self.config.newsletters and not isinstance(self.project, _Unidentified):
            # Imported here because templates cost time that feeds alone need not pay.
            from feedpub.project.check_mail import check_mail

            yield from check_mail(self.project, self.publication, self.completer, self.places)

    def _editions(self) -> EditionPages | None:
        """Return the web pages of editions; they are not rendered, which a build does."""
        if not has_pages(self.config):
            return None
        from feedpub.project.edition_pages import EditionPages
        from feedpub.project.editions import read_known

        known = read_known(self.project)
        return EditionPages(self.project, self.publication, self.planned, known, self.completer)

    # --- documents ---

    @cached_property
    def _feeds(self) -> dict[str, int]:
        """The number of the feed that each path belongs to."""
        feeds = enumerate(self.planned.feeds)
        return {path: number for number, feed in feeds for path in feed.paths.values()}

    def _group(self, planned: Planned) -> tuple[str, int | str]:
        """Return what a feed's formats have in common; an archive's differ in the ending alone."""
        return planned.kind, self._feeds.get(planned.path, planned.path.rpartition(".")[0])

    def _expected(self, planned: Planned) -> Expected:
        document = Document(planned.path, planned.media_type, planned.body())
        address = to_uri(self.config.base_url + planned.path)
        checked = check_document(document, address, self.now)
        return Expected(document, checked, address, planned.kind)

    def _of_documents(self, expected: dict[str, Expected]) -> Iterator[Finding]:
        """Judge what belongs together: each document, and a feed in all its formats."""
        for path, one in expected.items():
            for problem in one.checked.problems:
                # An id that readers have is kept, good or bad; of short ones it is said already.
                if problem.code != "id-weak" or problem.item in self.new_ids:
                    yield self._found(problem, path)
        feeds = [
            (one.checked.seen, len(one.document.body), one.kind)
            for one in expected.values()
            if one.checked.seen and one.kind in ("feed", "archive")
        ]
        if not feeds:
            return
        path, kind = feeds[0][0].path, feeds[0][2]
        for problem in differences([seen for seen, _, _ in feeds], self.aliases):
            yield self._found(problem, path)
        sizes = [(seen, size) for seen, size, _ in feeds]
        for problem in check_size(sizes, is_archive=kind == "archive"):
            yield self._found(problem, path)

    def _served(self, output: Path) -> Served:
        def actual(path: str) -> bytes | None:
            try:
                return (output / path).read_bytes()
            except OSError:
                return None

        broken = (f.at.path for f in self.loaded.findings if f.code == "article-broken" and f.at)
        replaced = frozenset(before.id for before, _ in self.loaded.identified.changed)
        readers = Readers(self.known, self.places, self._rows(), frozenset(broken), replaced)
        name = _name(output, self.project.root)
        return Served(name, actual, _made(output), readers, self.now)

    def _rows(self) -> dict[str, tuple[Row, Location]]:
        """Return the rows of the lock by id, with their places."""
        rows: dict[str, tuple[Row, Location]] = {}
        for number, line in enumerate((self.project.text_of(LOCK_NAME) or "").splitlines(), 1):
            for row in parse_lock(line).rows:
                rows[row.id] = row, Location(LOCK_NAME, number)
        return rows

    # --- places ---

    def _found(self, problem: Problem, path: str) -> Finding:
        """Return the finding at the article that a problem comes from, else at the settings."""
        article, _ = self.known.get(problem.item, (None, None))
        message = problem.message
        if article is None:
            at = place_of_feed(self.project.text_of(CONFIG_NAME) or "", self.config, path)
        elif problem.needle:
            at = self.places.text(article, problem.needle, field=problem.field)
        else:
            at = self.places.field(article, problem.field)
        return Finding(code=problem.code, message=message, at=at)

    def _sharpened(self, finding: Finding) -> Finding:
        """Return a finding of which only the article is known with the line of the field."""
        fields = _FIELDS.get(finding.code)
        if not fields or finding.at is None or finding.at.column is not None:
            return finding
        article = self._by_place.get((finding.at.path, finding.at.line))
        if article is None:
            return finding
        names = [name for name in fields if f"`{name}`" in finding.message] or fields
        return msgspec.structs.replace(finding, at=self.places.field(article, *names))

    @cached_property
    def _by_place(self) -> dict[tuple[str, int | None], Article]:
        """The articles by where they begin."""
        return {(a.path, a.line): a for a in self.loaded.identified.articles}


def _made(folder: Path) -> frozenset[str]:
    """Return the files in a folder that are ours; a manifest that cannot be read owns nothing."""
    try:
        return frozenset(made_files(folder) or ())
    except OSError:
        return frozenset()


def _name(output: Path, root: Path) -> str:
    """Return the output folder as places name it: relative to the publication."""
    return Path(os.path.relpath(output.resolve(), root.resolve())).as_posix()


_WITHHELD = {
    State.DRAFT: "a draft",
    State.SCHEDULED: "not published yet",
    State.EXPIRED: "not published any more",
}

_FIELDS = {
    "duplicate-id": ("id",),
    "duplicate-address": ("url", "slug", "title"),
    "date-future": ("updated", "corrections"),
    "field-ignored": ("aliases",),
    "tag-spelling": ("tags", "section"),
}
"""The fields at whose line a finding belongs that is known by its article alone."""
