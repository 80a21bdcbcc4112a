"""Which files of the articles folder may hold articles, and how each stands on the disk."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Callable, Collection, Iterator
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from feedpub.errors import ArticleError, Location
from feedpub.findings import Finding

Report = Callable[[ArticleError], None]
Note = Callable[[Finding], None]
Stamp = tuple[int, int, int, int]
"""Size, time of change, time of change of the inode (both in ns), and number of the inode."""

SIDE_FILES = (".toml", ".yaml", ".yml")
"""Endings of a file that holds the front matter of the clipping of the same name."""

UNREAD = (".adoc", ".mdx", ".njk", ".org", ".rst", ".textile")
"""Endings of articles that blogs have and feedpub does not read."""


class File(NamedTuple):
    """A file that may hold articles."""

    path: str
    """Relative to the publication, with forward slashes."""

    stamp: Stamp
    in_bundle: bool = False
    """Whether an `index.md` stands beside it, of which it may be a part."""

    side: str = ""
    """Path of the side file, if there is one."""

    side_stamp: Stamp | None = None

    @property
    def suffix(self) -> str:
        """The ending of the name, in lower case."""
        return os.path.splitext(self.path)[1].lower()


def stamp_of(status: os.stat_result) -> Stamp:
    """Return by what a file is known as unchanged."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino


def find_files(
    root: Path,
    folder: str,
    suffixes: Collection[str],
    report: Report,
    *,
    ignore: tuple[str, ...] = (),
    note: Note = lambda finding: None,
) -> list[File]:
    """Return the files below `folder` that may hold articles, in the order of their paths.

    Hidden files and those that begin with ``_`` are no articles; nor are files
    that match `ignore`, and links to a file that is read anyway. What cannot be read is
    reported.
    """
    there = [found for here in _walk(root, folder, report) for found in here]
    sides = {file.path: file for file, suffix, _ in there if suffix in SIDE_FILES}
    if ignore:
        inner = len(folder) + 1
        there = [
            found
            for found in there
            if not any(fnmatch.fnmatch(found[0].path[inner:], pattern) for pattern in ignore)
        ]
    _note_unread([found for found in there if found[1] in UNREAD], note)
    wanted = [found for found in there if found[1] in suffixes]
    return [
        _with_side(file, sides) if suffix == ".txt" else file
        for file, suffix, _ in _once(root, wanted, note)
    ]


_Found = tuple[File, str, Path | None]
"""A file of any kind; its ending, in lower case; and where it leads, if it is a link."""


def _walk(root: Path, folder: str, report: Report) -> Iterator[list[_Found]]:
    """Yield what is in each folder; the names in it are in order."""
    pending = [folder]
    while pending:
        here = pending.pop()
        try:
            entries = sorted(os.scandir(root / here), key=attrgetter("name"))
        except OSError as e:
            report(ArticleError(f"the folder cannot be read: {reason(e)}", at=Location(here)))
            continue
        has_index = here != folder and any(entry.name == "index.md" for entry in entries)
        folders: list[str] = []
        files: list[_Found] = []
        for entry in entries:
            name, target = entry.name, None
            if name[0] in "._" and name not in _BLOGS:
                continue
            path = f"{here}/{name}"
            if not (path.isprintable() or _nameable(path, report)):
                continue
            if entry.is_symlink() and (target := _target(root, path, report)) is None:
                continue
            if entry.is_file():  # no pipe, whose end never comes
                suffix = name[name.rfind(".") :].lower()
                is_part = has_index and name.partition(".")[0] != "index"
                files.append((File(path, stamp_of(entry.stat()), is_part), suffix, target))
            elif entry.is_dir() and not target:
                folders.append(path)
        yield files
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
        why = reason(e) if isinstance(e, OSError) else "it leads to itself"
        report(ArticleError(f"the file cannot be read: {why}", at=Location(path)))
        return None
    if target.is_relative_to(root.resolve()):
        return target
    error = ArticleError("the link leads out of the publication", at=Location(path))
    error.hint = "copy the file here; nothing outside the publication is read"
    report(error)
    return None


def _note_unread(files: list[_Found], note: Note) -> None:
    for suffix in UNREAD:
        if paths := [file.path for file, ending, _ in files if ending == suffix]:
            count = "1 file is" if len(paths) == 1 else f"{len(paths)} files are"
            message = f"{count} in a format that feedpub does not read: {suffix}"
            note(Finding(code="format-unknown", message=message, at=Location(paths[0])))


def _once(root: Path, files: list[_Found], note: Note) -> list[_Found]:
    """Return the files, but not the links to another of them."""
    if not any(target for _, _, target in files):
        return files
    kept: list[_Found] = []
    seen = {(root / file.path).resolve(): file.path for file, _, target in files if not target}
    for file, suffix, target in files:
        if target and (other := seen.setdefault(target, file.path)) != file.path:
            message = f"this is a link to `{other}`, which is read already"
            note(Finding(code="article-linked", message=message, at=Location(file.path)))
        else:
            kept.append((file, suffix, target))
    return kept


def _with_side(file: File, sides: dict[str, File]) -> File:
    for suffix in SIDE_FILES:
        if side := sides.get(os.path.splitext(file.path)[0] + suffix):
            return file._replace(side=side.path, side_stamp=side.stamp)
    return file


def reason(error: OSError) -> str:
    """Return why a file cannot be read, as the system says it."""
    return error.strerror or str(error)
