"""A file that a build makes: where it goes, what it is, its bytes."""

from __future__ import annotations

import msgspec


class Document(msgspec.Struct, frozen=True):
    """One file of the output."""

    path: str
    """Relative to the output folder, with forward slashes."""

    media_type: str
    body: bytes
