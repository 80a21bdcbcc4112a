"""An edition: what one mailing of a newsletter says, in a file that people edit."""

from __future__ import annotations

import msgspec


class Entry(msgspec.Struct, frozen=True):
    """An article's place in an edition."""

    id: str
    headline: str = ""
    """Replaces the article's title here; empty to keep it."""

    blurb: str = ""
    """Replaces the article's summary here; empty to keep it."""


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """One mailing of a newsletter; its identity is newsletter and key."""

    newsletter: str
    key: str
    """``2026-11-20``, ``2026-W47``, ``2026-11``, or the id of the one article."""

    subject: str
    preheader: str = ""
    entries: tuple[Entry, ...] = ()
    intro: str = ""
    """The editor's introduction, as Markdown."""

    path: str = ""
    """The file, relative to the publication."""
