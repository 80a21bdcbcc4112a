"""The sections of the page, each a function that writes its HTML; an empty one is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from feedpub.newsletter.preview.closer import closer
from feedpub.newsletter.preview.glance import glance
from feedpub.newsletter.preview.inbox import inbox
from feedpub.newsletter.preview.lists import fields, headers, pictures, remarks
from feedpub.newsletter.preview.sizes import sizes
from feedpub.newsletter.preview.value import Preview


class Section(NamedTuple):
    """A part of the page."""

    id: str
    title: str
    body: Callable[[Preview], str]


SECTIONS: tuple[Section, ...] = (
    Section("glance", "At a glance", glance),
    Section("closer", "Closer", closer),
    Section("inbox", "In the inbox", inbox),
    Section("size", "Size", sizes),
    Section("fields", "What is filled in", fields),
    Section("pictures", "Pictures", pictures),
    Section("headers", "Headers", headers),
    Section("remarks", "Remarks", remarks),
)
