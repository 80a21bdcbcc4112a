"""Where the publication lies in its repository, since code hosts count paths from there."""

from __future__ import annotations

import posixpath
from pathlib import Path


def prefix_of(root: Path) -> str:
    """Return the way from the top of the repository to the publication, with a slash at its end.

    Empty where the publication is the top, or lies in no repository.
    """
    whole = root.resolve()
    for folder in (whole, *whole.parents):
        if (folder / ".git").exists():
            inner = whole.relative_to(folder).as_posix()
            return "" if inner == "." else f"{inner}/"
    return ""


def in_repository(prefix: str, path: str) -> str:
    """Return a path of the publication as the repository has it; ``..`` may lead out of either."""
    return posixpath.normpath(prefix + path)
