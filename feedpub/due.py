"""When something appears or disappears for readers without anybody writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from feedpub.model import Article


class Due(NamedTuple):
    """The next moment at which a build would publish something else than now."""

    moment: dt.datetime
    path: str
    """The article that appears or disappears then."""


class Span(NamedTuple):
    """The time during which the same files make the same publication: `since` <= now < `until`."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None

    def holds(self, now: dt.datetime) -> bool:
        """Tell whether nothing changes between the moment of the span and `now`."""
        return (self.since is None or self.since <= now) and (
            self.until is None or now < self.until
        )


def span_around(articles: Iterable[Article], now: dt.datetime) -> Span:
    """Return the time around `now` in which no date of an article lies."""
    since: dt.datetime | None = None
    until: dt.datetime | None = None
    for article in articles:
        for moment in _moments(article):
            if moment <= now:
                since = moment if since is None or moment > since else since
            elif until is None or moment < until:
                until = moment
    return Span(since, until)


def next_due(articles: Iterable[Article], now: dt.datetime) -> Due | None:
    """Return when the next article that is no draft appears or expires."""
    coming = [
        Due(moment, article.path)
        for article in articles
        if not article.draft
        for moment in (article.published, article.expires)
        if moment and moment > now and not (article.expires and article.expires <= now)
    ]
    return min(coming, default=None)


def _moments(article: Article) -> list[dt.datetime]:
    moments = [article.published] if article.published else []
    if article.expires or article.updated or article.corrections:
        moments += [m for m in (article.expires, article.updated) if m]
        moments += [c.date for c in article.corrections if c.date]
    return moments
