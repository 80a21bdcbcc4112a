"""A publication in a folder: its settings, its lock, its articles."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from feedpub.config import CONFIG_NAME, Config, parse_config
from feedpub.due import Due, Span, next_due, span_around
from feedpub.errors import ArticleError, ConfigError, Location, LockError
from feedpub.findings import Finding, broken
from feedpub.loaders import LOADERS
from feedpub.loaders.files import File, find_files
from feedpub.loaders.source import decode
from feedpub.lock import LOCK_NAME, Lock, format_lock, parse_lock
from feedpub.output import write_file
from feedpub.urls import fill

# The rest is imported where it is used: a build that finds nothing changed needs none of it.
if TYPE_CHECKING:
    from feedpub.loaders.assets import Assets
    from feedpub.model import Article
    from feedpub.project.reading import Known, Reader
    from feedpub.publication import Completer, Publication
    from feedpub.publication.complete import Trace
    from feedpub.publication.identity import Identified


class Loaded(NamedTuple):
    """Everything that was read, put in order."""

    publication: Publication
    identified: Identified
    findings: tuple[Finding, ...]
    span: Span
    """As long as it stays what it is, if nobody writes anything."""

    due: Due | None
    """When it next becomes something else."""


class Files(NamedTuple):
    """The files that may hold articles."""

    files: tuple[File, ...]
    findings: tuple[Finding, ...]
    """What was noteworthy about the others."""

    unread: tuple[str, ...]
    """What of the folder cannot be read."""


class Project:
    """A publication in a folder."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.config = config

    @classmethod
    def open(cls, folder: Path) -> Project:
        """Return the publication in a folder, or in the nearest one above it.

        Raises:
            ConfigError: if there is none, or its settings are wrong.
        """
        for root in (folder, *folder.resolve().parents):
            if (root / CONFIG_NAME).is_file():
                return cls(root, parse_config(_read(root / CONFIG_NAME, CONFIG_NAME, ConfigError)))
        hint = "begin with `feedpub init`, or name the folder: `feedpub -C DIR …`"
        raise ConfigError(f"there is no {CONFIG_NAME} here or above", hint=hint)

    @cached_property
    def lock(self) -> Lock:
        """The identities as they are on disk."""
        file = self.root / LOCK_NAME
        return parse_lock(_read(file, LOCK_NAME, LockError)) if file.exists() else Lock()

    @cached_property
    def assets(self) -> Assets:
        """The pictures and media files."""
        from feedpub.loaders.assets import Assets

        base_url = self.config.base_url
        served = tuple(
            (a.folder, fill(a.url, {"base_url": base_url})) for a in self.config.articles.assets
        )
        return Assets(self.root, served)

    @cached_property
    def reader(self) -> Reader:
        """What reads the files of articles."""
        from feedpub.project.reading import Reader

        return Reader(self.root, self.config)

    def load(self, now: dt.datetime) -> Loaded:
        """Read all articles and put them in order, as of `now`.

        Raises:
            LockError: if an identity must be settled by a person.
        """
        from feedpub.project.collecting import few_collections
        from feedpub.project.reading import read_all

        with few_collections():
            files = self.find_files()
            return self.assembled(files, read_all(self.reader, files.files), now)

    def find_files(self) -> Files:
        """Return the files that may hold articles, and what was noteworthy about the others."""
        settings = self.config.articles
        if not (self.root / settings.folder).is_dir():
            hint = "make it, or name another as `folder` in [articles]"
            raise ConfigError(
                f"the folder of articles, `{settings.folder}`, does not exist", hint=hint
            )
        findings: list[Finding] = []
        unread: list[str] = []

        def report_broken(error: ArticleError) -> None:
            findings.append(broken(error))
            unread.extend([error.at.path] if error.at else [])

        files = find_files(
            self.root,
            settings.folder.rstrip("/"),
            LOADERS,
            report_broken,
            ignore=settings.ignore,
            note=findings.append,
        )
        return Files(tuple(files), tuple(findings), tuple(unread))

    def assembled(self, files: Files, read: Mapping[str, Known], now: dt.datetime) -> Loaded:
        """Put the articles of all files in order, as of `now`.

        Raises:
            LockError: if an identity must be settled by a person.
        """
        from feedpub.publication import assemble

        known = read.values()
        articles = [article for one in known for article in one.articles]
        unread = frozenset(files.unread).union(*(one.unread for one in known if one.unread))
        assembled = assemble(articles, self.config, self.lock, now, unread)
        findings = (finding for one in known for finding in one.findings)
        return Loaded(
            publication=assembled.publication,
            identified=assembled.identified,
            findings=(*files.findings, *findings, *assembled.findings),
            span=span_around(articles, now),
            due=next_due(articles, now),
        )

    def read_articles(self) -> tuple[list[Article], list[Finding]]:
        """Return all articles that can be read, prepared, and what was noteworthy."""
        from feedpub.project.reading import read_all

        known = read_all(self.reader, self.find_files().files).values()
        articles = [article for one in known for article in one.articles]
        return articles, [finding for one in known for finding in one.findings]

    def completer(
        self, publication: Publication, known: Mapping[str, Trace] = MappingProxyType({})
    ) -> Completer:
        """Return what makes articles of this publication complete."""
        from feedpub.publication import Completer
        from feedpub.publication.surroundings import Surroundings

        surroundings = Surroundings(publication, self.assets)
        return Completer(surroundings, self.reader.body, self._text_of, known)

    def _text_of(self, path: str) -> str:
        """Return the text of an article's file; it was read before, so it can be."""
        return decode((self.root / path).read_bytes(), path)

    def text_of(self, path: str) -> str | None:
        """Return the text of a file of the publication, None if it has none."""
        try:
            return self._text_of(path)
        except (OSError, ArticleError):
            return None

    def is_written(self, lock: Lock) -> bool:
        """Tell whether the file of the lock is as `write_lock` would leave it."""
        file = self.root / LOCK_NAME
        text = _read(file, LOCK_NAME, LockError) if file.exists() else ""
        return text == format_lock(lock)

    def write_lock(self, lock: Lock) -> bool:
        """Write the lock if it changed, and tell whether it did."""
        file = self.root / LOCK_NAME
        if not lock.rows and not file.exists():
            return False
        self.__dict__.pop("lock", None)  # what was read is of yesterday
        hint = "the ids must be kept: make the folder writable, or build with --frozen"
        return write_file(file, format_lock(lock).encode(), LOCK_NAME, hint)


def _read(file: Path, name: str, kind: type[ConfigError | LockError]) -> str:
    try:
        return decode(file.read_bytes(), name)
    except OSError as e:
        raise kind(f"cannot be read: {(e.strerror or str(e)).lower()}", at=Location(name)) from e
    except ArticleError as e:
        raise kind(e.message, at=e.at, hint=e.hint) from e
