"""From the path of a request to a file, and never to one that is nobody's business."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from feedpub.loaders.assets import media_type_of

INDEX_NAME = "index.html"

_FOR_THE_HOST = {"_headers", "_redirects"}
"""Files that tell a host what to do; hosts read them and serve them to nobody."""


class Mount(NamedTuple):
    """A folder, and the path under which it is served."""

    prefix: tuple[str, ...]
    """The parts of the path, not encoded."""

    folder: Path
    media_only: bool = False
    """Whether it holds other files too (drafts, settings) that are not to be seen."""


class Found(NamedTuple):
    """What a path leads to."""

    file: Path
    is_folder: bool = False
    """Whether the path names a folder without the slash that its links need."""


def parts_of(raw: bytes) -> tuple[str, ...] | None:
    """Return the parts of a request's path, or None if none of our files can have it.

    A part is decoded after the path is taken apart, so an encoded slash separates nothing;
    the last part is empty if the path ends with a slash. Hidden names, ``..`` and what no
    file system knows have no file.
    """
    try:
        parts = tuple(unquote_to_bytes(part).decode() for part in raw.split(b"/")[1:])
    except UnicodeDecodeError:
        return None
    empty = [part == "" for part in parts]
    if not parts or any(empty[:-1]) or any(not _is_name(part) for part in parts if part):
        return None
    return parts


def find(mounts: Iterable[Mount], parts: tuple[str, ...]) -> Found | None:
    """Return the file of the first mount that has one."""
    found = (_find_in(mount, parts) for mount in mounts)
    return next((each for each in found if each), None)


def _is_name(part: str) -> bool:
    hidden = part.startswith(".") and part != ".well-known"
    return not hidden and not any(c in "/\\" or c < " " or c == "\x7f" for c in part)


def _find_in(mount: Mount, parts: tuple[str, ...]) -> Found | None:
    length = len(mount.prefix)
    if parts[:length] != mount.prefix:
        return None
    inner = parts[length:]
    if not inner:  # the folder itself, without its slash
        return _index(mount, (), slash=False)
    if inner[-1] == "":
        return _index(mount, inner[:-1], slash=True)
    if inner[0] in _FOR_THE_HOST:
        return None
    file = _inside(mount, inner)
    if file and not (mount.media_only and not media_type_of(file.name)):
        return Found(file)
    return _index(mount, inner, slash=False)


def _index(mount: Mount, inner: tuple[str, ...], *, slash: bool) -> Found | None:
    file = None if mount.media_only else _inside(mount, (*inner, INDEX_NAME))
    return Found(file, is_folder=not slash) if file else None


def _inside(mount: Mount, inner: tuple[str, ...]) -> Path | None:
    """Return the regular file, if it lies in the folder, whatever links are there."""
    try:
        root = mount.folder.resolve()
        file = root.joinpath(*inner).resolve()
        if not file.is_relative_to(root) or not file.is_file():
            return None
    except (OSError, ValueError, RuntimeError):  # a loop of links, a name that is too long
        return None
    return file if all(_is_name(part) for part in file.relative_to(root).parts) else None
