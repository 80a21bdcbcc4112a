"""Files in .feedpub/cache: what is known from the last build, and may be lost at any time.

A file counts only if this very program wrote it, for the same settings, and not a bit of it
has changed since; else it is as good as not there. Nothing here is worth an error.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from feedpub import __version__

T = TypeVar("T")

CACHE_FOLDER = ".feedpub/cache"
_LIBRARIES = (
    *("feedgen", "imagesize", "lxml", "nh3", "pyromark", "PyYAML"),
    *("babel", "css_inline", "cssselect", "cssutils", "Jinja2", "MarkupSafe", "premailer"),
)
"""Those whose newer version may write other bytes."""


def load(file: Path, key: str, kind: type[T]) -> T | None:
    """Return what was saved under the same key; None if that is not there, whole."""
    try:
        data = file.read_bytes()
        head, body = data[:_HEAD], memoryview(data)[_HEAD:]
        if head != _head(key, body):
            return None
        return msgspec.msgpack.decode(body, type=kind)
    except (OSError, msgspec.MsgspecError, ValueError, RecursionError):
        return None


def save(file: Path, key: str, value: Any) -> None:
    """Keep a value for the next build, if the disk lets us."""
    body = msgspec.msgpack.encode(value)
    temporary = file.with_name(f"{file.name}.new")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as opened:
            opened.write(_head(key, body))
            opened.write(body)
        temporary.replace(file)


def mark(file: Path) -> str:
    """Return what tells the state of a saved file from any other; empty if there is none."""
    try:
        with file.open("rb") as opened:
            return opened.read(_HEAD).hex()
    except OSError:
        return ""


def disk_clock(folder: Path) -> int:
    """Return the moment that is now by the clock of the disk, in ns; 0 if it cannot be told."""
    file = folder / "clock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
        os.utime(file)
        return file.stat().st_mtime_ns
    except OSError:
        return 0


@cache
def program() -> str:
    """Return a digest of this program and of the libraries that it writes with."""
    digest = hashlib.blake2b(f"{__version__} {sys.version_info[:2]}".encode(), digest_size=16)
    folder = Path(__file__).parent
    for file in sorted(folder.rglob("*.py")):
        digest.update(file.read_bytes())
    found: set[str] = set()
    for place in sys.path:
        with contextlib.suppress(OSError):
            found |= {name for name in os.listdir(place or ".") if name.endswith(".dist-info")}
    known = tuple(name.lower() + "-" for name in _LIBRARIES)
    digest.update(" ".join(sorted(n for n in found if n.lower().startswith(known))).encode())
    return digest.hexdigest()


_MAGIC = b"feedpub cache\n"
_HEAD = len(_MAGIC) + 32


def _head(key: str, body: bytes | memoryview) -> bytes:
    digest = hashlib.blake2b(key.encode(), digest_size=32)
    digest.update(program().encode())
    digest.update(body)
    return _MAGIC + digest.digest()
