"""A file of articles, read; the loaders' only access to the disk."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

import msgspec

from feedpub.errors import ArticleError, Location
from feedpub.loaders.files import File, Report, reason
from feedpub.places import place_of_offset


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """One file of articles."""

    path: str
    """Relative to the publication, with forward slashes."""

    folder: str
    """The articles folder, likewise."""

    data: bytes
    side: tuple[str, bytes] | None = None
    """Path and content of the side file, if there is one."""

    in_bundle: bool = False
    """Whether an `index.md` stands beside it, of which it may be a part."""

    def text(self) -> str:
        """Return the text: UTF-8, without byte-order mark, lines ending in a line feed."""
        return decode(self.data, self.path)

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return os.path.splitext(self.path)[1].lower()

    @property
    def inner_path(self) -> str:
        """The path within the articles folder, without ending."""
        return os.path.splitext(self.path[len(self.folder) + 1 :])[0]

    @property
    def is_draft(self) -> bool:
        """Whether it lies in a folder of drafts, as Jekyll has it."""
        return "_drafts" in self.path.split("/")


def iter_sources(
    root: Path,
    folder: str,
    files: list[File],
    report: Report,
    max_bytes: int = 5_000_000,
) -> Iterator[Source]:
    """Yield the files, read. What cannot be read is reported, and the others follow."""
    for file in files:
        try:
            yield read_source(root, folder, file, max_bytes)
        except ArticleError as e:
            report(e)


_OF_MANY = {".json", ".jsonl"}


def read_source(root: Path, folder: str, file: File, max_bytes: int) -> Source:
    """Return a file, read; one of many articles may be as large as it is.

    Raises:
        ArticleError: if it cannot be read, or is too large.
    """
    size = file.stamp[0]
    if size > max_bytes and file.suffix not in _OF_MANY:
        raise ArticleError(
            f"the file has {size:,} bytes; an article may have {max_bytes:,}",
            at=Location(file.path),
            hint="move pictures and data out of it, or raise `articles.max_bytes`",
        )
    try:
        side = (file.side, _bytes_of(root, file.side)) if file.side else None
        data = _bytes_of(root, file.path)
    except OSError as e:
        raise ArticleError(f"the file cannot be read: {reason(e)}", at=Location(file.path)) from e
    return Source(path=file.path, folder=folder, data=data, side=side, in_bundle=file.in_bundle)


def _bytes_of(root: Path, path: str) -> bytes:
    with open(f"{root}/{path}", "rb", buffering=0) as file:
        return file.read()


def decode(data: bytes, path: str) -> str:
    """Return the text of a file.

    Raises:
        ArticleError: at the first byte that is not UTF-8, or at a NUL byte.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        # The codec counts from behind the mark, if there is one.
        before = _with_line_feeds(data.removeprefix(BOM_UTF8)[: e.start].decode("utf-8"))
        at = Location(path, *place_of_offset(before, len(before)))
        raise ArticleError(_not_utf8(data, e.object[e.start]), at=at, hint=_SAVE) from e
    text = _with_line_feeds(text)
    if "\0" in text:
        at = Location(path, *place_of_offset(text, text.index("\0")))
        hint = "restore the file, or remove the byte"
        raise ArticleError("a NUL byte stands here", at=at, hint=hint)
    return text


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


_SAVE = "save the file as UTF-8"


def _not_utf8(data: bytes, byte: int) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "the file is UTF-16, not UTF-8"
    return f"the byte 0x{byte:02X} is not UTF-8; the file is probably Windows-1252 or Latin-1"
