"""The files of the articles folder; the loaders' only access to the disk."""

from __future__ import annotations

import fnmatch
import os
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from feedpub.errors import ArticleError, Location
from feedpub.findings import Finding
from feedpub.places import place_of_offset

SIDE_FILES = (".toml", ".yaml", ".yml")
"""Endings of a file that holds the front matter of the file of the same name."""


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
        return os.path.splitext(os.path.relpath(self.path, self.folder))[0].replace(os.sep, "/")

    @property
    def is_draft(self) -> bool:
        """Whether it lies in a folder of drafts, as Jekyll has it."""
        return "_drafts" in self.path.split("/")


UNREAD = (".adoc", ".mdx", ".njk", ".org", ".rst", ".textile")
"""Endings of articles that blogs have and feedpub does not read."""

Report = Callable[[ArticleError], None]
Note = Callable[[Finding], None]


def iter_sources(
    root: Path,
    folder: str,
    suffixes: frozenset[str],
    report: Report,
    *,
    ignore: tuple[str, ...] = (),
    max_bytes: int = 5_000_000,
    note: Note = lambda finding: None,
) -> Iterator[Source]:
    """Yield the files below `folder` that may hold articles, in the order of their paths.

    Hidden files and those that begin with ``_`` are no articles; nor are files
    that match `ignore`, and links to a file that is read anyway. What cannot be read is
    reported, and the others follow.
    """
    files = [
        file
        for file in _walk(root, folder, report)
        if not any(fnmatch.fnmatch(file.path[len(folder) + 1 :], pattern) for pattern in ignore)
    ]
    _note_unread([file for file in files if file.suffix not in suffixes], note)
    for file in _once(root, [file for file in files if file.suffix in suffixes], note):
        try:
            most = max_bytes if file.suffix not in _OF_MANY else None
            yield _read(root, folder, file.path, most)
        except ArticleError as e:
            report(e)


_OF_MANY = {".json", ".jsonl"}


class _File(NamedTuple):
    path: str
    suffix: str
    """The ending, in lower case."""

    target: Path | None
    """Where it leads, if it is a link."""


def _note_unread(files: list[_File], note: Note) -> None:
    for suffix in UNREAD:
        if found := [file.path for file in files if file.suffix == suffix]:
            count = "1 file is" if len(found) == 1 else f"{len(found)} files are"
            message = f"{count} in a format that feedpub does not read: {suffix}"
            note(Finding(code="format-unknown", message=message, at=Location(found[0])))


def _once(root: Path, files: list[_File], note: Note) -> Iterator[_File]:
    """Yield the files, but not the links to another of them."""
    seen: dict[Path, str] = {}
    if any(file.target for file in files):
        seen = {(root / file.path).resolve(): file.path for file in files if not file.target}
    for file in files:
        if file.target and (other := seen.setdefault(file.target, file.path)) != file.path:
            message = f"this is a link to `{other}`, which is read already"
            note(Finding(code="article-linked", message=message, at=Location(file.path)))
        else:
            yield file


def _walk(root: Path, folder: str, report: Report) -> Iterator[_File]:
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = sorted(os.scandir(root / here), key=lambda e: e.name)
        except OSError as e:
            report(ArticleError(f"the folder cannot be read: {_reason(e)}", at=Location(here)))
            continue
        folders: list[str] = []
        for entry in entries:
            path = f"{here}/{entry.name}"
            if entry.name.startswith((".", "_")) and entry.name not in _BLOGS:
                continue
            if not _nameable(path, report):
                continue
            target = _target(root, path, report) if entry.is_symlink() else None
            if entry.is_symlink() and not target:
                continue
            if entry.is_dir():
                folders += [path] if not target else []
            elif entry.is_file():  # no pipe, whose end never comes
                yield _File(path, os.path.splitext(path)[1].lower(), target)
        pending += reversed(folders)


_BLOGS = {"_posts", "_drafts"}


_NO_TEXT = re.compile("[\0-\x1f\x7f\ud800-\udfff]")


def _nameable(path: str, report: Report) -> bool:
    """Tell whether the name is text, as feeds and the lock need it."""
    if not _NO_TEXT.search(path):
        return True
    error = ArticleError("the name holds characters that are no text")
    error.at = Location(_NO_TEXT.sub(lambda match: f"\\u{ord(match[0]):04x}", path))
    error.hint = "give the file a name of letters, digits and hyphens"
    report(error)
    return False


def _target(root: Path, path: str, report: Report) -> Path | None:
    """Return where a link ends, if that is within the publication."""
    try:
        target = (root / path).resolve(strict=True)
    except (OSError, RuntimeError) as e:
        reason = _reason(e) if isinstance(e, OSError) else "it leads to itself"
        report(ArticleError(f"the file cannot be read: {reason}", at=Location(path)))
        return None
    if target.is_relative_to(root.resolve()):
        return target
    error = ArticleError("the link leads out of the publication", at=Location(path))
    error.hint = "copy the file here; nothing outside the publication is read"
    report(error)
    return None


def _read(root: Path, folder: str, path: str, max_bytes: int | None) -> Source:
    file = root / path
    try:
        size = file.stat().st_size
        if max_bytes is not None and size > max_bytes:
            raise ArticleError(
                f"the file has {size:,} bytes; an article may have {max_bytes:,}",
                at=Location(path),
                hint="move pictures and data out of it, or raise `articles.max_bytes`",
            )
        return Source(
            path=path,
            folder=folder,
            data=file.read_bytes(),
            side=_side(root, path),
            in_bundle=_in_bundle(file, root / folder),
        )
    except OSError as e:
        raise ArticleError(f"the file cannot be read: {_reason(e)}", at=Location(path)) from e


def _in_bundle(file: Path, folder: Path) -> bool:
    alone = file.stem == "index" or file.parent == folder
    return not alone and (file.parent / "index.md").is_file()


def _side(root: Path, path: str) -> tuple[str, bytes] | None:
    if not path.lower().endswith(".txt"):
        return None
    for suffix in SIDE_FILES:
        name = os.path.splitext(path)[0] + suffix
        file = (root / name).resolve()
        if file.is_file() and file.is_relative_to(root.resolve()):
            return name, file.read_bytes()
    return None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


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
