"""All that the page shows of an edition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from feedpub.findings import Finding
from feedpub.newsletter.preview.pictures import Shown
from feedpub.newsletter.preview.views import Kinds, View
from feedpub.newsletter.preview.weight import Weight
from feedpub.newsletter.weight import GMAIL


class Inbox(NamedTuple):
    """What an inbox shows of the mail before it is opened."""

    segment: str
    recipient: str
    """The title of the recipient."""

    sender: str
    subject: str
    preheader: str


class Heaviness(NamedTuple):
    """The weight of a segment's mail."""

    segment: str
    weight: Weight
    headlines: tuple[str, ...]
    """Of its stories, in their order."""

    @property
    def share(self) -> int:
        """Per cent of what Gmail shows."""
        return round(100 * self.weight.most / GMAIL)


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """An edition, ready to be shown on one page."""

    newsletter: str
    """Its title."""

    name: str
    key: str
    source: str
    """The file of the edition; empty if it is a proposal."""

    template: str
    language: str
    direction: str
    subject: str
    kinds: Kinds
    views: tuple[View, ...]
    documents: Mapping[str, str]
    """Made by `offline`, by their names; see `document_name`."""

    pictures: tuple[Shown, ...]
    inboxes: tuple[Inbox, ...]
    weights: tuple[Heaviness, ...]
    headers: str
    """The head of the mail to the example."""

    fields: Mapping[str, Mapping[str, str]]
    """The late fields of the mail: by name, what each recipient's mail says."""

    findings: tuple[Finding, ...]
