"""A publication in a folder: its settings, its lock, its articles."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path

import msgspec

from feedpub.config import CONFIG_NAME, Config, parse_config
from feedpub.errors import ArticleError, ConfigError, Location, LockError
from feedpub.findings import Finding, broken
from feedpub.loaders import LOADERS, Context, iter_sources, load_articles
from feedpub.loaders.assets import Assets
from feedpub.loaders.source import decode
from feedpub.lock import LOCK_NAME, Lock, format_lock, parse_lock
from feedpub.model import Article
from feedpub.output import write_file
from feedpub.publication import Completer, Publication, assemble
from feedpub.publication.identity import Identified
from feedpub.urls import fill


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was read, put in order."""

    publication: Publication
    identified: Identified
    findings: tuple[Finding, ...]


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
        base_url = self.config.base_url
        served = tuple(
            (a.folder, fill(a.url, {"base_url": base_url})) for a in self.config.articles.assets
        )
        return Assets(self.root, served)

    def load(self, now: dt.datetime) -> Loaded:
        """Read all articles and put them in order, as of `now`.

        Raises:
            LockError: if an identity must be settled by a person.
        """
        articles, findings, unread = self.read_articles()
        assembled = assemble(articles, self.config, self.lock, now, unread)
        return Loaded(
            publication=assembled.publication,
            identified=assembled.identified,
            findings=(*findings, *assembled.findings),
        )

    def read_articles(self) -> tuple[list[Article], list[Finding], frozenset[str]]:
        """Return the articles as they are written, findings, and the files that cannot be read."""
        findings: list[Finding] = []
        unread: set[str] = set()

        def report_broken(error: ArticleError) -> None:
            findings.append(broken(error))
            unread.update({error.at.path} if error.at else ())

        settings = self.config.articles
        if not (self.root / settings.folder).is_dir():
            hint = "make it, or name another as `folder` in [articles]"
            raise ConfigError(
                f"the folder of articles, `{settings.folder}`, does not exist", hint=hint
            )
        sources = iter_sources(
            self.root,
            settings.folder.rstrip("/"),
            frozenset(LOADERS),
            report_broken,
            ignore=settings.ignore,
            max_bytes=settings.max_bytes,
            note=findings.append,
        )
        context = Context(
            zone=self.config.zone,
            authors=self.config.authors,
            report=findings.append,
            broken=report_broken,
        )
        return list(load_articles(sources, context)), findings, frozenset(unread)

    def completer(self, publication: Publication) -> Completer:
        """Return what makes articles of this publication complete."""
        addresses = {
            article.path: article.url for article in publication.articles if not article.key
        }
        withheld = {
            article.path: state for article, state in publication.withheld if not article.key
        }
        return Completer(self.config.base_url, self.assets, addresses, withheld, self._text_of)

    def _text_of(self, path: str) -> str:
        """Return the text of an article's file; it was read before, so it can be."""
        return decode((self.root / path).read_bytes(), path)

    def write_lock(self, lock: Lock) -> bool:
        """Write the lock if it changed, and tell whether it did."""
        file = self.root / LOCK_NAME
        if not lock.rows and not file.exists():
            return False
        hint = "the ids must be kept: make the folder writable, or build with --frozen"
        return write_file(file, format_lock(lock).encode(), LOCK_NAME, hint)


def _read(file: Path, name: str, kind: type[ConfigError | LockError]) -> str:
    try:
        return decode(file.read_bytes(), name)
    except OSError as e:
        raise kind(f"cannot be read: {(e.strerror or str(e)).lower()}", at=Location(name)) from e
    except ArticleError as e:
        raise kind(e.message, at=e.at, hint=e.hint) from e
