"""An edition: what one mailing of a newsletter says, in a file that people edit."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from feedpub.urls import short_hash


class Entry(msgspec.Struct, frozen=True):
    """An article's place in an edition."""

    id: str
    headline: str = ""
    """Replaces the article's title here; empty to keep it."""

    blurb: str = ""
    """Replaces the article's summary here; empty to keep it."""

    segments: tuple[str, ...] = ()
    """Only subscribers of these get it, and nobody on the web; empty for all."""


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One mailing of a newsletter; its identity is newsletter and key."""

    newsletter: str
    key: str
    """``2026-11-20``, ``2026-W47``, ``2026-11``, or the id of the one article."""

    date: dt.date | None = None
    """The day that it bears, and from which its web page is there."""

    subject: str
    preheader: str = ""
    entries: tuple[Entry, ...] = ()
    intro: str = ""
    """The editor's introduction, as Markdown."""

    path: str = ""
    """The file, relative to the publication."""


FOLDER = "editions"
"""The folder of the files, in the publication."""

PAGES = "editions"
"""The folder of the web pages, in the output folder."""


def page_path(newsletter: str, key: str) -> str:
    """Return the web page of an edition, relative to the output folder."""
    return f"{PAGES}/{newsletter}/{file_name(key)}.html"


def index_path(newsletter: str) -> str:
    """Return the list of a newsletter's editions, relative to the output folder."""
    return f"{PAGES}/{newsletter}/index.html"


def file_name(key: str) -> str:
    """Return the key of an edition as every file system takes it.

    A key of which too much is lost on the way, or that would be another file's name, ends
    with a short hash of itself.
    """
    name = _ODD.sub("-", key)
    if len(name) <= _LONGEST and key.isascii() and not _TAKEN.fullmatch(name):
        return name
    return f"{name[:_LONGEST].strip('-.')}-{short_hash(key)}".lstrip("-")


_ODD = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST = 100
_TAKEN = re.compile(r"index|\..*|-*", re.I)
"""The list of editions, names that hosts hide, and no name at all."""
