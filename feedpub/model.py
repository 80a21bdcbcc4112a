"""The records: an article and what belongs to it.

A record that exists is valid. Dates are in UTC and whole seconds; lists are tuples;
text is plain unless its name says `html`.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec


class Author(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody who wrote an article."""

    name: str
    email: str = ""
    url: str = ""
    bio: str = ""


class Image(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A picture."""

    url: str
    """Empty where a clipping describes a picture that is not at hand."""

    alt: str = ""
    """What the picture shows, for those who cannot see it."""

    caption: str = ""
    credit: str = ""
    media_type: str = ""
    width: int | None = None
    """In pixels; read from the file where it is at hand."""

    height: int | None = None


class Enclosure(msgspec.Struct, frozen=True, kw_only=True):
    """A media file that travels with an article.

    RSS allows one per item and demands its length; Atom and JSON Feed take many.
    """

    url: str
    media_type: str = ""
    length: int | None = None
    """Size in bytes; read from the file where it is at hand."""

    title: str = ""
    duration: int | None = None
    """In seconds."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """Where an article comes from, if from elsewhere."""

    url: str
    title: str = ""


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What was wrong in an article, and when it was put right."""

    text: str
    date: dt.datetime | None = None


class Body(msgspec.Struct, frozen=True, omit_defaults=True):
    """The text of an article as it was written."""

    text: str
    kind: Literal["markdown", "html"] = "markdown"
    line: int = 1
    """The line of the file on which the text begins."""


class Article(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An article: first as it was written, then as readers get it.

    The loaders leave `id`, `url` and `html` empty where the file does not say; addresses
    are as written. Assembling a publication gives every article its `id` and `url`;
    completing one gives it clean `html`, a `summary`, and absolute addresses.
    """

    title: str
    path: str
    """The file, relative to the publication."""

    key: str = ""
    """Which record of the file, where it holds many."""

    line: int = 1
    body: Body = Body("")
    fingerprint: str = ""
    """Of title and text; given together with `marks`, so that the text need not be kept."""

    marks: str = ""
    """Of title and some lines."""

    digest: str = ""
    """Of the bytes of its file, where the text is left there."""

    id: str = ""
    ids: tuple[tuple[str, str], ...] = ()
    """Format and id, where readers of one format know it by another id; see `feedpub.lock`."""

    url: str = ""
    slug: str = ""
    kicker: str = ""
    standfirst: str = ""
    summary: str = ""
    html: str = ""
    authors: tuple[Author, ...] = ()
    published: dt.datetime | None = None
    """None only in a draft."""

    updated: dt.datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    language: str = ""
    image: Image | None = None
    enclosures: tuple[Enclosure, ...] = ()
    canonical_url: str = ""
    source: Link | None = None
    comments_url: str = ""
    rights: str = ""
    draft: bool = False
    embargo: dt.datetime | None = None
    expires: dt.datetime | None = None
    corrections: tuple[Correction, ...] = ()
    extra: dict[str, Any] = {}
    """What the file says beyond the known fields; templates may use it."""

    def id_in(self, format: str) -> str:
        """Return the id by which readers of a format know it."""
        return dict(self.ids).get(format, self.id)

    @property
    def ref(self) -> str:
        """Path and, in a file of many records, key: ``articles/notices.jsonl#tide``."""
        return f"{self.path}#{self.key}" if self.key else self.path
