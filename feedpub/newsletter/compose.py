"""Which articles belong into an edition, and a proposal for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from feedpub.config import NewsletterSettings
from feedpub.dates import local
from feedpub.errors import EditionError
from feedpub.model import Article
from feedpub.newsletter.edition import Edition, Entry
from feedpub.newsletter.periods import canonical_key, key_of, period_of
from feedpub.newsletter.words import Words, words_for
from feedpub.publication import Publication

LATE = dt.timedelta(days=14)
"""An article that missed its edition gets into a later one for so long."""


def key_at(newsletter: NewsletterSettings, key: str | None, publication: Publication) -> str | None:
    """Return the key as editions have it; without one that of now, or None for an article."""
    if newsletter.every == "article":
        return key
    if key is not None:
        return canonical_key(newsletter.every, key)
    return key_of(newsletter.every, today(publication))


def today(publication: Publication) -> dt.date:
    """Return the day that it is in the publication's time zone."""
    return local(publication.now, publication.config.zone).date()


class Taken(NamedTuple):
    """An article of a proposal."""

    article: Article
    day: dt.date
    """On which it was published, in the publication's time zone."""

    is_late: bool
    """Whether an earlier edition could have had it."""


class Proposal(NamedTuple):
    """An edition to be edited, and why it is as it is."""

    edition: Edition
    taken: tuple[Taken, ...]
    """Its articles, in their order."""

    left_out: tuple[Taken, ...]
    """Those for which `max_stories` leaves no room."""


def propose(
    publication: Publication,
    newsletter: NewsletterSettings,
    key: str | None,
    earlier: Iterable[Edition],
) -> Edition:
    """Return the edition of a `proposal`, which see."""
    return proposal(publication, newsletter, key, earlier).edition


def proposal(
    publication: Publication,
    newsletter: NewsletterSettings,
    key: str | None,
    earlier: Iterable[Edition],
) -> Proposal:
    """Return a proposal for the edition `key`; without a key, for the period that is now.

    The newest article comes first. None is in it that another edition of the newsletter
    has; one that came late is, if it is not older than 14 days.

    Raises:
        EditionError: if there is nothing to say.
    """
    zone = publication.config.zone
    key = key_at(newsletter, key, publication)
    mine = [e for e in earlier if e.newsletter == newsletter.name and e.key != key]
    told = {entry.id for edition in mine for entry in edition.entries}
    wanted = [
        Taken(article, local(article.published, zone).date(), is_late=False)
        for article in publication.articles
        if article.published and article.id not in told and _is_wanted(article, newsletter)
    ]
    fresh = [one for one in wanted if newsletter.start is None or one.day >= newsletter.start]
    if key is None or newsletter.every == "article":
        chosen = _one(fresh, publication, key)
        key = chosen[0].article.id
    else:
        chosen = _of_period(fresh, newsletter, key, mine)
    if not chosen:
        hint = "name another edition, or see `feedpub list` for what is published"
        raise EditionError(f"nothing was published for {newsletter.name} {key}", hint=hint)
    room = newsletter.max_stories or len(chosen)
    taken, left_out = tuple(chosen[:room]), tuple(chosen[room:])
    return Proposal(_edition(newsletter, key, publication, taken), taken, left_out)


def untold(
    publication: Publication, newsletter: NewsletterSettings, known: Iterable[Edition]
) -> list[str]:
    """Return the articles that wait for an edition of their own, by id, the oldest first.

    Those of the last 14 days; before the first edition of all only the newest, unless the
    newsletter says when it starts, since nobody waits for the others.
    """
    mine = [edition for edition in known if edition.newsletter == newsletter.name]
    ids: list[str] = []
    while True:
        try:
            edition = propose(publication, newsletter, None, mine)
        except EditionError:
            return ids[::-1]
        ids.append(edition.key)
        if len(mine) == 0 and newsletter.start is None:
            return ids
        mine.append(edition)


def _edition(
    newsletter: NewsletterSettings, key: str, publication: Publication, taken: Sequence[Taken]
) -> Edition:
    articles = [one.article for one in taken]
    words = words_for(newsletter.language or publication.config.publication.language)
    return Edition(
        newsletter=newsletter.name,
        key=key,
        date=today(publication),
        subject=_untagged(articles[0].title),
        preheader=_untagged(_preheader(articles, words)),
        entries=tuple(Entry(article.id) for article in articles),
    )


def _is_wanted(article: Article, newsletter: NewsletterSettings) -> bool:
    in_section = not newsletter.sections or article.section in newsletter.sections
    has_tag = not newsletter.tags or bool(set(newsletter.tags) & set(article.tags))
    return in_section and has_tag


def _one(fresh: Sequence[Taken], publication: Publication, key: str | None) -> list[Taken]:
    now = today(publication)
    if key is None:
        recent = [one for one in fresh if now - one.day <= LATE]
        if recent:
            return recent[:1]
        which = f" of the last {LATE.days} days" if fresh else ""
        hint = "name an older one by its id, its file or its slug" if fresh else "publish something"
        raise EditionError(f"every article{which} has had its edition", hint=hint)
    for article in publication.articles:
        if key in (article.id, article.slug, article.path):
            day = local(article.published, publication.config.zone).date()  # type: ignore[arg-type]
            return [Taken(article, day, is_late=False)]
    raise EditionError(f"`{key}` is no published article", hint="name its id, its file or its slug")


def _of_period(
    fresh: Sequence[Taken], newsletter: NewsletterSettings, key: str, others: Sequence[Edition]
) -> list[Taken]:
    period = period_of(newsletter.every, key)
    late = lateness(newsletter, key, others)
    chosen = [
        one._replace(is_late=one.day < period.start) for one in fresh if period.has(one.day, late)
    ]
    is_first = not any(other.key < key for other in others)
    return [] if is_first and all(one.is_late for one in chosen) else chosen


def lateness(newsletter: NewsletterSettings, key: str, others: Iterable[Edition]) -> dt.timedelta:
    """Return how long before its period an article of the edition `key` may be.

    Before the first edition there is nothing that could have been missed.
    """
    is_first = not any(other.key < key for other in others)
    return dt.timedelta(0) if is_first and not newsletter.start else LATE


def _preheader(chosen: Sequence[Article], words: Words) -> str:
    if len(chosen) == 1:
        return chosen[0].summary or chosen[0].standfirst
    return words.also.format(titles=" · ".join(article.title for article in chosen[1:3]))


def _untagged(text: str) -> str:
    """Return a text that speaks of template tags with a space in each, so that it is none."""
    text = re.sub(r"\{(?=[{%#])", "{ ", text)
    return re.sub(r"\*\|(?=[A-Z])|%%(?=\w)", lambda match: " ".join(match[0]), text)
