"""The feeds in a folder of files that are or were served."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from feedpub.history.file import read_saved

_ENDINGS = (".rss", ".atom", ".json", ".xml", ".rdf")
_ROOT = re.compile(rb"<(?:\w+:)?(?:rss|feed|rdf:RDF|RDF)[\s>]", re.IGNORECASE)
_JSON = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')
_HEAD = 4_000
_TAIL = 1_000
"""A JSON object may name its version last."""


def looks_like_feed(data: bytes) -> bool:
    """Tell whether these are the bytes of an RSS, Atom or JSON feed, as far as a glance shows."""
    head = data[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"{"):
        return bool(_JSON.search(head) or _JSON.search(data[-_TAIL:]))
    return head.startswith(b"<") and _ROOT.search(head) is not None


def _glance(file: Path) -> bytes:
    """Return the beginning and the end of a file."""
    with file.open("rb") as stream:
        head = stream.read(_HEAD)
        stream.seek(max(len(head), file.stat().st_size - _TAIL))
        return head + stream.read(_TAIL)


def feed_files(folder: Path, names: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the feeds below a folder by path, in order: by their ending, or under one of `names`.

    What begins with a point is passed over, and so are links that lead out of the folder, and
    what is no file.

    Raises:
        ConfigError: if a feed is too large to be one.
    """
    wanted = {name for name in names if (folder / name).is_file()}
    for inner, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        below = Path(inner).relative_to(folder)
        for name in files:
            if name.lower().endswith(_ENDINGS) and not name.startswith("."):
                wanted.add((below / name).as_posix())
    top = folder.resolve()
    found: dict[str, bytes] = {}
    for path in sorted(wanted):
        file = folder / path
        if file.resolve().is_relative_to(top) and file.is_file() and looks_like_feed(_glance(file)):
            found[path] = read_saved(file, path)
    return found
