"""The files that templates are, found without the library that renders them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

USER_FOLDER = "templates"
"""A publication's own templates, relative to it."""


def builtin_folder() -> Path:
    """Return the folder of built-in templates.

    A wheel carries it inside the package; a checkout has it beside the package.
    """
    package = Path(__file__).parent.parent
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent / "templates"


def template_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the publication's own templates and ours, each with a name that no other has."""
    yield from _files(str(root / USER_FOLDER), f"{USER_FOLDER}/", set())
    yield from _files(str(builtin_folder()), "builtin/", set())


def _files(folder: str, name: str, seen: set[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield the files of a folder, and of those in it, each of which is `seen` once."""
    try:
        real = os.path.realpath(folder)
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    if real in seen:
        return
    seen.add(real)
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith("~"):
            continue  # leftovers of editors
        if entry.is_dir():
            yield from _files(entry.path, f"{name}{entry.name}/", seen)
        else:
            yield f"{name}{entry.name}", entry
