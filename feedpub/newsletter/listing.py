"""What the list of a newsletter's editions shows, and the feeds that its pages lead to."""

from __future__ import annotations

import datetime as dt

import msgspec

from feedpub.config import Config, NewsletterSettings
from feedpub.newsletter.edition import Edition, page_path
from feedpub.newsletter.late import Late


class FeedLink(msgspec.Struct, frozen=True, kw_only=True):
    """A feed of the publication, in one of its formats."""

    title: str
    url: str
    media_type: str
    format: str
    """As people know it: ``RSS``."""


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """An edition in the list."""

    subject: str
    preheader: str
    date: dt.date
    url: str
    stories: int


def row_of(edition: Edition, newsletter: NewsletterSettings, config: Config) -> Row:
    """Return the edition, which has a date, as the list shows it."""
    language = newsletter.language or config.publication.language
    late = Late(newsletter, language, b"", on_web=True)
    return Row(
        subject=late.expand(edition.subject),
        preheader=late.expand(edition.preheader),
        date=edition.date or dt.date.min,
        url=config.base_url + page_path(newsletter.name, edition.key),
        stories=len(edition.entries),
    )
