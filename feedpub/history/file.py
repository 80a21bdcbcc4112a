"""One saved feed, read with care: what is no file has no end, or never begins."""

from __future__ import annotations

from pathlib import Path

from feedpub.errors import ConfigError, Location

LARGEST = 50_000_000
"""In bytes; no feed that readers fetch again and again comes near it."""


def read_saved(file: Path, name: str) -> bytes:
    """Return the bytes of a saved feed; errors call it `name`.

    Raises:
        ConfigError: if it cannot be read, is no file, or is too large to be a feed.
    """
    try:
        if not file.is_file() and file.exists():
            hint = "save the feed into a file first: `curl -o live.xml https://…/feed.xml`"
            raise ConfigError("is no file but a folder or a device", at=Location(name), hint=hint)
        size = file.stat().st_size
        if size > LARGEST:
            message = f"has {size:,} bytes, and a feed has at most {LARGEST:,}"
            hint = "name the feed alone, as readers get it"
            raise ConfigError(message, at=Location(name), hint=hint)
        return file.read_bytes()
    except OSError as e:
        said = (e.strerror or str(e)).lower()
        raise ConfigError(f"cannot be read: {said}", at=Location(name)) from e
