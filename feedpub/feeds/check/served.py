"""What is in the output folder against what a build would write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from feedpub.documents import Document
from feedpub.errors import Location
from feedpub.feeds.check.document import Checked, check_document
from feedpub.feeds.check.place import Places
from feedpub.feeds.check.seen import Entry
from feedpub.findings import KINDS, Finding, Severity
from feedpub.lock import Row
from feedpub.model import Article
from feedpub.publication import State


class Expected(NamedTuple):
    """A file that a build would write."""

    document: Document
    checked: Checked
    address: str
    kind: str
    """As a plan has it; people subscribe to what is a ``feed``."""


class Readers(NamedTuple):
    """What is known of the articles that readers may have."""

    articles: Mapping[str, tuple[Article, State]]
    """By id."""

    places: Places
    rows: Mapping[str, tuple[Row, Location]]
    """The rows of feedpub.lock by id, with their places."""

    unread: frozenset[str]
    """Files that cannot be read now; their articles are not gone."""

    replaced: frozenset[str]
    """Ids that became others, which is said already."""


class Served:
    """The files in an output folder, of which `ours` were made by feedpub.

    A file that differs from what a build would write is stale; one that breaks a rule which
    the new one keeps was damaged, or edited by hand.
    """

    def __init__(
        self,
        folder: str,
        actual: Callable[[str], bytes | None],
        ours: frozenset[str],
        readers: Readers,
        now: dt.datetime,
    ) -> None:
        self.folder = folder
        self.actual = actual
        self.ours = ours
        self.readers = readers
        self.now = now
        self.stale: list[str] = []
        self._looked_at: set[str] = set()
        self._told: set[str] = set()

    def compare(self, path: str, expected: Expected) -> Iterator[Finding]:
        """Yield what is wrong with the file that is there in place of the expected one."""
        self._looked_at.add(path)
        body, document = self.actual(path), expected.document
        if body == document.body:
            return
        found: list[Finding] = []
        if body is not None:
            there = Document(path, document.media_type, body)
            read = check_document(there, expected.address, self.now)
            found = list(_worse(f"{self.folder}/{path}", read, expected.checked))
            if read.seen and expected.kind == "feed":
                yield from self._lost(read.seen.entries, f"{self.folder}/{path}")
        yield from found
        if not any(KINDS[finding.code].severity is Severity.ERROR for finding in found):
            self.stale.append(path)

    def expect(self, path: str, *, is_needed: bool) -> None:
        """Note a file that may be there, or must be; what it holds is not looked at."""
        self._looked_at.add(path)
        if is_needed and self.actual(path) is None:
            self.stale.append(path)

    def rest(self) -> Iterator[Finding]:
        """Yield, at the end, that files are not up to date, or would be removed."""
        stale = [*self.stale, *sorted(self.ours - self._looked_at)]
        if stale:
            count = "1 file differs" if len(stale) == 1 else f"{len(stale)} files differ"
            names = ", ".join(stale[:3]) + (" …" if len(stale) > 3 else "")
            message = f"{count} from what a build would write: {names}"
            there = next((path for path in stale if self.actual(path) is not None), None)
            at = Location(f"{self.folder}/{there}" if there else self.folder)
            yield Finding(code="output-stale", message=message, at=at)

    def _lost(self, entries: Iterable[Entry], path: str) -> Iterator[Finding]:
        for entry in entries:
            if entry.id not in self._told:
                self._told.add(entry.id)
                yield from _lost(entry, path, self.readers)


def _worse(path: str, read: Checked, expected: Checked) -> Iterator[Finding]:
    known = {(problem.code, problem.message) for problem in expected.problems}
    for problem in read.problems:
        if (problem.code, problem.message) not in known and not _is_of_its_time(problem.code):
            at = Location(path, problem.line) if problem.line else Location(path)
            yield Finding(code=problem.code, message=problem.message, at=at, hint=_REBUILD)


_REBUILD = "run `feedpub build`, and edit the article instead of this file"


def _is_of_its_time(code: str) -> bool:
    """Whether what was right when it was written may be wrong as of another moment."""
    return code == "feed-date-future"


def _lost(entry: Entry, path: str, readers: Readers) -> Iterator[Finding]:
    """Yield what happens to an item that readers have."""
    if known := readers.articles.get(entry.id):
        article, state = known
        if state in (State.DRAFT, State.SCHEDULED):
            word = "a draft" if state is State.DRAFT else "scheduled"
            message = f"readers have `{article.title}` already, which is {word} now"
            at = readers.places.field(article, "draft", "embargo", "published")
            yield Finding(code="article-gone", message=message, at=at)
        return
    if entry.id in readers.replaced:
        return
    same = next(
        (a for a, state in readers.articles.values()
         if a.url == entry.url and state is State.PUBLISHED), None
    )  # fmt: skip
    if same:
        message = f"readers have this article under the id `{entry.id}`, and it is `{same.id}` now"
        at = _of_id(same, readers)
        hint = f"write `id: {entry.id}` into the article, or restore feedpub.lock from git"
        yield Finding(code="id-changed", message=message, at=at, hint=hint)
    else:
        message = f"readers have `{entry.title}`, whose article is gone"
        row, at = readers.rows.get(entry.id, (None, Location(path, entry.line)))
        if row is None or row.path not in readers.unread:
            yield Finding(code="article-gone", message=message, at=at)


def _of_id(article: Article, readers: Readers) -> Location:
    """Return where an article's id stands: in its file, or else in the lock."""
    at = readers.places.field(article, "id")
    if at.column is None and article.id in readers.rows:
        return readers.rows[article.id][1]
    return at
