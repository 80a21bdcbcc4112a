"""A feed as its readers have it, whichever program wrote it, in whatever format."""

from __future__ import annotations

import datetime as dt

import msgspec


class LiveItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item."""

    id: str
    """Byte for byte as readers keep it; the address, or else the title, of an item without one."""

    url: str = ""
    title: str = ""
    """Plain text."""

    html: str = ""
    """The fullest text there is; not clean."""

    published: dt.datetime | None = None
    """In UTC, as `updated`."""

    updated: dt.datetime | None = None
    image: str = ""
    """Address of the lead picture."""

    enclosures: tuple[str, ...] = ()
    """Addresses."""

    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def moment(self) -> dt.datetime | None:
        """The date that readers show."""
        return self.published or self.updated


class LiveFeed(msgspec.Struct, frozen=True, kw_only=True):
    """One file of a feed."""

    path: str
    """Where it was read."""

    format: str
    """``rss``, ``atom`` or ``json``, of any version."""

    title: str = ""
    url: str = ""
    """The address that it says it has."""

    items: tuple[LiveItem, ...] = ()
    damage: str = ""
    """What is wrong with the file, if more may have been lost than can be told."""
