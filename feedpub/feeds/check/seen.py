"""What a reader sees in a feed, whatever its format, and what is wrong with it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import msgspec


class Problem(NamedTuple):
    """Something wrong in a document, not yet with a place in an article."""

    code: str
    message: str
    item: str = ""
    """The id of the item; empty if it is the feed's."""

    field: str = ""
    """The field of the article that it comes from, if one can be told."""

    needle: str = ""
    """Words of the article's text by which the place is found."""

    line: int | None = None
    """The line of the document."""


class Attached(NamedTuple):
    """An enclosure, as a feed has it."""

    url: str
    media_type: str
    length: str


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a feed, as a reader sees it."""

    id: str = ""
    url: str = ""
    title: str = ""
    summary: str = ""
    html: str = ""
    read_as_html: tuple[str, ...] = ()
    """All texts that readers take for HTML."""

    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    authors: tuple[str, ...] = ()
    """Their names; in RSS all in one."""

    tags: tuple[str, ...] = ()
    enclosures: tuple[Attached, ...] = ()
    line: int | None = None
    """The line of the document on which it begins."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A document as a reader sees it."""

    format: str
    """``rss``, ``atom`` or ``json``."""

    path: str
    title: str = ""
    entries: tuple[Entry, ...] = ()
