"""Which articles belong into an edition, and a proposal for it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple
from zoneinfo import ZoneInfo

from feedpub.config import Config, NewsletterSettings
from feedpub.dates import local
from feedpub.errors import EditionError
from feedpub.model import Article
from feedpub.newsletter.edition import Edition, Entry
from feedpub.publication import Publication

LATE = dt.timedelta(days=14)
"""An article that missed its edition gets into a later one for so long."""


class Period(NamedTuple):
    """Days in the publication's time zone; the end is the first day that is not in it."""

    start: dt.date
    end: dt.date

    def moments(self, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
        """Return both as moments."""
        midnight = dt.time(0)
        return tuple(dt.datetime.combine(day, midnight, zone) for day in self)  # type: ignore[return-value]


def key_of(every: str, day: dt.date) -> str:
    """Return the key of the period that `day` is in."""
    return _KEYS[every](day)


def period_of(every: str, key: str) -> Period:
    """Return the period that a key names.

    Raises:
        EditionError: with an example of a key.
    """
    try:
        return _PERIODS[every](key)
    except (ValueError, OverflowError):
        hint = f"the key of a {every} is written as {key_of(every, dt.date(2026, 11, 20))}"
        raise EditionError(f"`{key}` is no {every}", hint=hint) from None


def canonical_key(every: str, key: str) -> str:
    """Return the key as editions have it: ``2027-01-04`` for ``2027-1-4``; an id is one as it is.

    Raises:
        EditionError: with an example of a key.
    """
    return key if every == "article" else key_of(every, period_of(every, key).start)


def _week_key(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_KEYS: Mapping[str, Callable[[dt.date], str]] = {
    "day": lambda day: day.isoformat(),
    "week": _week_key,
    "month": lambda day: f"{day:%Y-%m}",
}


def _day(key: str) -> Period:
    start = dt.datetime.strptime(key, "%Y-%m-%d").date()  # noqa: DTZ007
    return Period(start, start + dt.timedelta(days=1))


def _week(key: str) -> Period:
    match = re.fullmatch(r"(\d{4})-[Ww](\d{1,2})", key)
    if not match:
        raise ValueError(key)
    start = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return Period(start, start + dt.timedelta(days=7))


def _month(key: str) -> Period:
    start = dt.datetime.strptime(key, "%Y-%m").date()  # noqa: DTZ007
    return Period(start, (start + dt.timedelta(days=31)).replace(day=1))


_PERIODS: Mapping[str, Callable[[str], Period]] = {"day": _day, "week": _week, "month": _month}


def key_at(newsletter: NewsletterSettings, key: str | None, publication: Publication) -> str | None:
    """Return the key as editions have it; without one that of now, or None for an article."""
    if newsletter.every == "article":
        return key
    if key is not None:
        return canonical_key(newsletter.every, key)
    return key_of(newsletter.every, publication.now.astimezone(publication.config.zone).date())


def propose(
    publication: Publication,
    newsletter: NewsletterSettings,
    key: str | None,
    earlier: Iterable[Edition],
) -> Edition:
    """Return a proposal for the edition `key`; without a key, for the period that is now.

    The newest article comes first. None is in it that an earlier edition of the
    newsletter has; one that came late is, if it is not older than 14 days.

    Raises:
        EditionError: if there is nothing to say.
    """
    config = publication.config
    key = key_at(newsletter, key, publication)
    mine = [e for e in earlier if e.newsletter == newsletter.name and e.key != key]
    told = {entry.id for edition in mine for entry in edition.entries}
    fresh = [a for a in publication.articles if a.id not in told and _wanted(a, newsletter, config)]
    if key is None or newsletter.every == "article":
        chosen = _one(fresh, publication, key)
        key = chosen[0].id
    else:
        chosen = _of_period(fresh, newsletter, key, config.zone, bool(mine))
    if not chosen:
        hint = "name another edition, or see `feedpub list` for what is published"
        raise EditionError(f"nothing was published for {newsletter.name} {key}", hint=hint)
    chosen = chosen[: newsletter.max_stories or None]
    return Edition(
        newsletter=newsletter.name,
        key=key,
        subject=chosen[0].title,
        preheader=_preheader(chosen),
        entries=tuple(Entry(article.id) for article in chosen),
    )


def _wanted(article: Article, newsletter: NewsletterSettings, config: Config) -> bool:
    published = article.published
    if published is None or (
        newsletter.start and local(published, config.zone).date() < newsletter.start
    ):
        return False
    in_section = not newsletter.sections or article.section in newsletter.sections
    has_tag = not newsletter.tags or bool(set(newsletter.tags) & set(article.tags))
    return in_section and has_tag


def _one(fresh: Sequence[Article], publication: Publication, key: str | None) -> list[Article]:
    if key is None and not fresh:
        raise EditionError("every article has had its edition", hint="publish something")
    if key is None:
        return [fresh[0]]
    for article in publication.articles:
        if key in (article.id, article.slug, article.path):
            return [article]
    raise EditionError(f"`{key}` is no published article", hint="name its id, its file or its slug")


def _of_period(
    fresh: Sequence[Article],
    newsletter: NewsletterSettings,
    key: str,
    zone: ZoneInfo,
    has_earlier: bool,
) -> list[Article]:
    start, end = period_of(newsletter.every, key).moments(zone)
    # Before the first edition there is nothing that could have been missed.
    since = start - LATE if has_earlier or newsletter.start else start
    chosen = [a for a in fresh if a.published and since <= a.published < end]
    return (
        chosen if any(a.published and a.published >= start for a in chosen) or has_earlier else []
    )


def _preheader(chosen: Sequence[Article]) -> str:
    if len(chosen) == 1:
        return chosen[0].summary or chosen[0].standfirst
    return "Also: " + " · ".join(article.title for article in chosen[1:3])
