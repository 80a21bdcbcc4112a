"""A file that is to be written: what it is, whether it would change, and how it is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

import msgspec

from feedpub.errors import ConfigError

Kind = Literal["feed", "archive", "page", "site"]


class Planned(NamedTuple):
    """A file that is to be written."""

    path: str
    """Relative to the output folder, with forward slashes."""

    media_type: str
    kind: Kind
    """What people subscribe to is a feed; its older articles are its archive."""

    what: str
    """What it is, for errors: ``the feed `News` ``."""

    key: Callable[[], str]
    """Returns a hex digest of everything that the bytes depend on, and of nothing else."""

    body: Callable[[], bytes]
    """Returns the bytes; equal keys give equal bytes."""


def digest_of(write: Callable[[], bytes]) -> str:
    """Return a hex digest of what is cheap to write."""
    return hashlib.blake2b(write(), digest_size=16).hexdigest()


def digest(*parts: object) -> str:
    """Return a hex digest of values that msgspec can encode."""
    data = msgspec.msgpack.encode(parts, order="deterministic")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def refuse_one_file_for_two(documents: tuple[Planned, ...]) -> None:
    """Raise if two files, or a file and a folder, would have one name on some system.

    Raises:
        ConfigError: naming the first two, and what to do.
    """
    files: dict[str, Planned] = {}
    folders: dict[str, Planned] = {}
    for document in documents:
        name = document.path.casefold()  # as many systems see it
        other = files.setdefault(name, document)
        if other is not document:
            message = f"{other.what} and {document.what} are both written to `{document.path}`"
            raise _collision(message, other, document)
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = document
            folder = folder.rpartition("/")[0]
    for name in files.keys() & folders.keys():
        file, inner = files[name], folders[name]
        message = f"{file.what} is the file `{file.path}`, and {inner.what} needs a folder there"
        raise _collision(message, file, inner)


def _collision(message: str, *documents: Planned) -> ConfigError:
    hints: Mapping[Kind, str] = {
        "feed": "give one of them another `path`",
        "archive": "set `archives = false` for the feed",
        "page": "set `pages = false` in [site]",
        "site": "switch it off in [site]",
    }
    kinds = dict.fromkeys(["feed", *(document.kind for document in documents)])
    return ConfigError(message, hint=", or ".join(hints[kind] for kind in kinds))
