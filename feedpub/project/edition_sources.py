"""What the web pages of editions are made of besides articles: edition files and templates."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from feedpub.config import Config
from feedpub.loaders.files import Stamp, stamp_of
from feedpub.newsletter.edition import FOLDER
from feedpub.newsletter.template_files import template_files


def has_pages(config: Config) -> bool:
    """Tell whether any newsletter has web pages."""
    return any(newsletter.pages for newsletter in config.newsletters)


def stamps_of_sources(root: Path, config: Config) -> dict[str, Stamp]:
    """Return the stamps of all these files, by names; of none if there are no pages."""
    if not has_pages(config):
        return {}
    files = [*_edition_files(root), *template_files(root)]
    return {shown(name): stamp for name, entry in files if (stamp := _stamp(entry))}


def shown(name: str) -> str:
    """Return the name of a file as text, whatever bytes it has."""
    return name.encode("utf-8", "backslashreplace").decode()


def templates_digest(root: Path) -> str:
    """Return a hex digest of everything that is a template."""
    digest = hashlib.blake2b(digest_size=8)
    for name, entry in template_files(root):
        try:
            data = Path(entry.path).read_bytes()
        except OSError:
            continue
        digest.update(f"{name}\0{len(data)}\0".encode("utf-8", "surrogatepass") + data)
    return digest.hexdigest()


def _edition_files(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    try:
        for entry in os.scandir(root / FOLDER):
            if entry.name.endswith(".md"):
                yield f"{FOLDER}/{entry.name}", entry
    except OSError:
        return


def _stamp(entry: os.DirEntry[str]) -> Stamp | None:
    try:
        return stamp_of(entry.stat())
    except OSError:
        return None
