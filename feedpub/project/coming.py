"""Which editions of a newsletter are still to be sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from feedpub.config.settings import NewsletterSettings
from feedpub.dates import local
from feedpub.errors import EditionError
from feedpub.newsletter.compose import propose
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.periods import period_of
from feedpub.publication import Publication


def coming(
    publication: Publication,
    newsletter: NewsletterSettings,
    written: Sequence[Edition],
    *,
    is_broken: bool = False,
) -> Sequence[Edition]:
    """Return those that are not past, or at least the newest, or what would be proposed.

    With `is_broken` nothing is proposed, as there is an edition that only cannot be read.
    """
    mine = [e for e in written if e.newsletter == newsletter.name and e.entries]
    if not mine:
        try:
            return [] if is_broken else [propose(publication, newsletter, None, written)]
        except EditionError:  # there is nothing to say
            return []
    today = local(publication.now, publication.config.zone).date()
    later = [e for e in mine if _last_day(e, newsletter) >= today]
    newest = max(mine, key=lambda e: (_last_day(e, newsletter), e.key))
    return later or [newest]


def _last_day(edition: Edition, newsletter: NewsletterSettings) -> dt.date:
    """Return the day until which the edition may still be sent."""
    if edition.date:
        return edition.date
    if newsletter.every == "article":
        return dt.date.min
    return period_of(newsletter.every, edition.key).end
