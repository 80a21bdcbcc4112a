"""The pictures of a mail, each held once, with where it comes from or why it is not shown."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import NamedTuple

from feedpub.urls import is_web_address


class File(NamedTuple):
    """A picture on the disk."""

    path: str
    """Relative to the publication."""

    media_type: str
    body: bytes | None
    """None if it is too large to be held."""

    length: int


class Shown(NamedTuple):
    """A picture of the mail."""

    address: str
    path: str
    """Empty if it is not one of ours."""

    media_type: str
    data: str
    """The file in base64, or the picture that stands in its place."""

    length: int
    """Bytes of the file; 0 if there is none."""

    missing: str
    """Why it is not shown; empty if it is."""


class Pictures:
    """Collects the pictures of all documents; `file_at` finds a file by its address."""

    def __init__(self, file_at: Callable[[str], File | None]) -> None:
        self._file_at = file_at
        self._numbers: dict[str, int] = {}
        self._shown: list[Shown] = []

    def word(self, address: str) -> str:
        """Return the word that the script replaces by the picture."""
        if address not in self._numbers:
            self._numbers[address] = len(self._shown)
            self._shown.append(self._found(address))
        return f"feedpub-picture:{self._numbers[address]}:"

    def all(self) -> tuple[Shown, ...]:
        """Return them by their numbers."""
        return tuple(self._shown)

    def _found(self, address: str) -> Shown:
        file = self._file_at(address)
        if file and file.body is not None:
            data = base64.b64encode(file.body).decode()
            return Shown(address, file.path, file.media_type, data, file.length, "")
        if file:
            reason = "too large to be shown here"
        elif is_web_address(address):
            reason = "not one of this publication's files; this page loads nothing from the web"
        else:
            reason = "not the address of a picture"
        path, length = (file.path, file.length) if file else ("", 0)
        return Shown(address, path, "image/svg+xml", _PLACEHOLDER, length, reason)


_PLACEHOLDER = base64.b64encode(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 400" width="600" height="400">'
    b'<defs><pattern id="p" width="16" height="16" patternUnits="userSpaceOnUse" '
    b'patternTransform="rotate(45)"><path d="M0 0v16" stroke="#8a8a8a" stroke-width="2"/>'
    b'</pattern></defs><path fill="#b9b9b9" d="M0 0h600v400H0z"/>'
    b'<path fill="url(#p)" d="M0 0h600v400H0z" opacity=".5"/>'
    b'<path fill="#fff" d="M150 168h300v64H150z"/><text x="300" y="208" text-anchor="middle" '
    b'font-family="sans-serif" font-size="24" fill="#222">Not on this disk</text></svg>'
).decode()
