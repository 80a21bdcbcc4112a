"""A file with what HTTP says of it: type, strong tag, date, and its bytes plain or compressed."""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import os
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from feedpub.web.kinds import content_type, is_text, media_type

HELD = 8_000_000
"""Files up to this size are read whole, so that tag and bytes are of one moment; feeds are
at most 5 MB, since the validator refuses larger ones. Longer ones are read part by part."""

WORTH_COMPRESSING = 256
"""Below it a compressed file is hardly shorter."""


class Stored(NamedTuple):
    """A file as it is now."""

    file: Path
    media_type: str
    etag: str
    """Strong, and the same for equal bytes wherever and whenever they were written."""

    modified: dt.datetime
    size: int
    body: bytes | None
    """None if the file is too long to be held."""

    @property
    def content_type(self) -> str:
        """The header's value."""
        return content_type(self.media_type)

    @property
    def is_compressible(self) -> bool:
        """Tell whether a compressed form is offered."""
        return self.body is not None and is_text(self.media_type) and self.size > WORTH_COMPRESSING

    def with_body(self, body: bytes) -> Stored:
        """Return it with other bytes, and their tag."""
        return self._replace(body=body, size=len(body), etag=_tag(hashlib.sha256(body)))

    def compressed(self) -> Stored:
        """Return the compressed form, which is other bytes and so has another tag."""
        body = _gzip(self.body or b"")
        etag = f'{self.etag[:-1]}-gzip"'
        return self._replace(body=body, size=len(body), etag=etag)


def read(file: Path) -> Stored:
    """Return the file with its bytes, if they are not too many.

    Raises:
        OSError: if it cannot be read, or went away.
    """
    with file.open("rb") as opened:
        status = os.fstat(opened.fileno())
        modified = dt.datetime.fromtimestamp(int(status.st_mtime), dt.UTC)
        if status.st_size > HELD:
            seen = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            type_ = media_type(file.name, None)
            return Stored(file, type_, _tag_of_file(file, seen), modified, status.st_size, None)
        body = opened.read()
    type_ = media_type(file.name, body)
    return Stored(file, type_, _tag(hashlib.sha256(body)), modified, len(body), body)


@lru_cache(maxsize=1024)
def _tag_of_file(file: Path, seen: tuple[int, ...]) -> str:
    """Return the tag of a long file; `seen` tells whether it is still the file of last time."""
    with file.open("rb") as opened:
        return _tag(hashlib.file_digest(opened, "sha256"))


def _tag(digest: hashlib._Hash) -> str:
    return f'"{digest.hexdigest()[:32]}"'


@lru_cache(maxsize=64)
def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=6, mtime=0)
