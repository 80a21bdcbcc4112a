"""Pictures and media files of the publication: where they are served, what they are.

Only files within the publication are looked at. The only door to imagesize.
"""

from __future__ import annotations

import os
import posixpath
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec

from feedpub.urls import to_uri

MEDIA_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".oga": "audio/ogg",
    ".ogg": "audio/ogg",
    ".opus": "audio/ogg",
    ".wav": "audio/wav",
    ".m4v": "video/mp4",
    ".mov": "video/quicktime",
    ".mp4": "video/mp4",
    ".ogv": "video/ogg",
    ".webm": "video/webm",
    ".epub": "application/epub+zip",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
}
"""A table of our own, since that of the standard library depends on the machine."""


def media_type_of(address: str) -> str:
    """Return the media type that the ending of an address tells; empty if unknown."""
    return MEDIA_TYPES.get(os.path.splitext(urlsplit(address).path)[1].lower(), "")


class Asset(msgspec.Struct, frozen=True, kw_only=True):
    """A file that an article refers to."""

    path: str
    """Relative to the publication."""

    length: int
    media_type: str
    width: int | None = None
    height: int | None = None


class Assets:
    """Looks files up; `served` pairs folders of the publication with their addresses."""

    def __init__(self, root: Path, served: tuple[tuple[str, str], ...]) -> None:
        self.root = root.resolve()
        self.served = tuple(
            (posixpath.normpath(folder), to_uri(url).rstrip("/") + "/") for folder, url in served
        )
        self.at = cache(self._at)

    def _at(self, path: str) -> Asset | None:
        """Return the file at a path of the publication, or None."""
        file = self.root / path
        try:
            if not file.is_file() or not file.resolve().is_relative_to(self.root):
                return None
            length = file.stat().st_size
        except (OSError, ValueError):
            return None
        media_type = media_type_of(path)
        width, height = _size(file) if media_type.startswith("image/") else (None, None)
        return Asset(path=path, length=length, media_type=media_type, width=width, height=height)

    def path_beside(self, article: str, reference: str) -> str | None:
        """Return the path that a relative reference in an article names, if it stays inside."""
        name = unquote(urlsplit(reference).path)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(article), name))
        return None if path.startswith("../") or path == ".." else path

    def url_of(self, path: str) -> str | None:
        """Return the address under which a file is served, if its folder is."""
        for folder, url in self.served:
            if folder == "." or path.startswith(folder + "/"):
                return url + (path if folder == "." else path[len(folder) + 1 :])
        return None

    def path_of(self, url: str) -> str | None:
        """Return the file that is served at an address, if it is one of ours."""
        for folder, base in self.served:
            if url.startswith(base):
                return posixpath.normpath(f"{folder}/{unquote(urlsplit(url[len(base) :]).path)}")
        return None


def _size(file: Path) -> tuple[int | None, int | None]:
    import imagesize  # only where pictures are

    try:
        width, height = imagesize.get(str(file))
    except (OSError, ValueError):
        return None, None
    return (round(width), round(height)) if width > 0 and height > 0 else (None, None)
