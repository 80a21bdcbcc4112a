"""Whose edition a file was meant to be that cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from feedpub.feeds.check import Places
from feedpub.project.editions import KnownEdition

_NAMED = re.compile(r"""^\s*["']?newsletter["']?\s*[:=]\s*["']?([\w-]+)""", re.M)


def owners(known: Mapping[str, KnownEdition], names: Iterable[str], places: Places) -> set[str]:
    """Return the newsletters, of `names`, that have an edition which cannot be used.

    A file that says of no newsletter, neither within nor by its name, may be anybody's.
    """
    every = set(names)
    found: set[str] = set()
    for path, one in known.items():
        if one.errors:
            found |= _owner(path, places.text_of(path) or "", every) or every
    return found


def _owner(path: str, text: str, names: set[str]) -> set[str]:
    said = _NAMED.search(text)
    if said and said[1] in names:
        return {said[1]}
    file = PurePosixPath(path).name
    return set(sorted((n for n in names if file.startswith(f"{n}-")), key=len)[-1:])
