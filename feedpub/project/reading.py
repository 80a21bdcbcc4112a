"""Files of articles read: what each holds, prepared, without the texts, which stay on the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import msgspec

from feedpub.config import Config
from feedpub.errors import ArticleError, Location
from feedpub.findings import Finding, broken
from feedpub.loaders import Source, load_articles
from feedpub.loaders.files import File
from feedpub.loaders.source import read_source
from feedpub.loaders.values import Context
from feedpub.model import Article, Body
from feedpub.project.parallel import in_two
from feedpub.project.report import Tell, silent
from feedpub.publication.prepare import prepare

_OFTEN = 100
FEW = 500
"""So many files are read before a second process would be of use."""


class Known(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file of articles held when it was read."""

    digest: str
    """Of everything that was read of it."""

    articles: tuple[Article, ...]
    """Prepared, without their texts."""

    findings: tuple[Finding, ...]
    unread: tuple[str, ...]
    """Files of which something could not be used."""


class Reader:
    """Reads files of articles of a publication."""

    def __init__(self, root: Path, config: Config) -> None:
        self.root = root
        self.config = config
        self.files: dict[str, File] = {}
        """The files of the publication, by path."""

        self._texts: dict[str, dict[str, Body]] = {}

    def read(self, file: File, before: Known | None = None) -> Known | None:
        """Read a file; None if it has the bytes that it had `before`."""
        try:
            source = self._source(file)
        except ArticleError as e:
            return self._nothing(file, e)
        digest = _digest(source)
        if before and before.digest == digest:
            return None
        findings: list[Finding] = []
        unread: list[str] = []
        prepared: list[Article] = []
        for article in self._articles(source, findings, unread):
            if (ready := prepare(article, digest, self.config, findings)) is None:
                unread.append(article.path)
            else:
                prepared.append(ready)
        return Known(digest, tuple(prepared), tuple(findings), tuple(unread))

    def body(self, article: Article) -> Body:
        """Return the text of an article, read anew; of a file of many, those of all are kept."""
        texts = self._texts.pop(article.path, None)
        if texts is None:
            source = self._source(self.files[article.path])
            texts = {a.key: a.body for a in self._articles(source, [], [])}
        if len(texts) > 1 or article.key:
            self._texts[article.path] = texts
            while len(self._texts) > _FILES_KEPT:
                del self._texts[next(iter(self._texts))]
        return texts.get(article.key, Body(""))

    def _source(self, file: File) -> Source:
        settings = self.config.articles
        return read_source(self.root, settings.folder.rstrip("/"), file, settings.max_bytes)

    def _articles(
        self, source: Source, findings: list[Finding], unread: list[str]
    ) -> Iterator[Article]:
        def report_broken(error: ArticleError) -> None:
            findings.append(broken(error))
            unread.extend([error.at.path] if error.at else [])

        context = Context(
            zone=self.config.zone,
            authors=self.config.authors,
            report=findings.append,
            broken=report_broken,
        )
        return load_articles([source], context)

    def _nothing(self, file: File, error: ArticleError) -> Known:
        at = error.at or Location(file.path)
        return Known("", (), (broken(error),), (at.path,))


_FILES_KEPT = 4


def read_all(
    reader: Reader,
    files: Sequence[File],
    before: Mapping[str, Known] = MappingProxyType({}),
    unchanged: Container[File] = (),
    tell: Tell = silent,
) -> dict[str, Known]:
    """Return what each file holds, by path; those that are `unchanged` held it `before`."""
    reader.files = {file.path: file for file in files}
    changed = [file for file in files if file.path not in before or file not in unchanged]

    def work(some: Sequence[File]) -> list[Known | None]:
        found: list[Known | None] = []
        for number, file in enumerate(some):
            if number % _OFTEN == 0:
                tell("reading articles", number * len(changed) // len(some), len(changed))
            found.append(reader.read(file, before.get(file.path)))
        return found

    read = in_two(work, changed, list[Known | None]) if len(changed) > FEW else work(changed)
    anew = {file.path: known for file, known in zip(changed, read, strict=True) if known}
    return {file.path: anew.get(file.path) or before[file.path] for file in files}


def _digest(source: Source) -> str:
    digest = hashlib.blake2b(
        source.data, digest_size=16, person=b"part" if source.in_bundle else b""
    )
    if source.side:
        digest.update(b"\0" + source.side[0].encode() + b"\0" + source.side[1])
    return digest.hexdigest()
