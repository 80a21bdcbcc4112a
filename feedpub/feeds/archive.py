"""The older articles of a feed, one page for each month (RFC 5005 section 4).

A page says which page is before it and nothing else about other pages, and what it holds
depends on its own month alone. So it changes when an article of its month does, and at no
other time. Months without articles have empty pages for the same reason: an article that
is dated back finds its page there, and no other page need lead to it.

The oldest page alone says which page is next, since validators call a page that leads nowhere
incomplete. That is the page of the following month, whether it is there yet or not, so this
changes no page either.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from feedpub.dates import local
from feedpub.feeds.outline import Outline
from feedpub.model import Article
from feedpub.urls import to_uri

LONGEST_GAP = 36
"""Months. A longer time without articles is bridged by the link instead of by empty pages."""


class Month(NamedTuple):
    """A month of the publication's time zone."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}"

    @property
    def before(self) -> Month:
        """The previous one."""
        return Month(self.year, self.month - 1) if self.month > 1 else Month(self.year - 1, 12)

    @property
    def after(self) -> Month:
        """The following one."""
        return Month(self.year, self.month + 1) if self.month < 12 else Month(self.year + 1, 1)

    def begins(self, zone: dt.tzinfo) -> dt.datetime:
        """Return its first moment, in UTC."""
        if self == (1, 1):  # before it there is nothing, whatever the zone
            return dt.datetime.min.replace(tzinfo=dt.UTC)
        return dt.datetime(self.year, self.month, 1, tzinfo=zone).astimezone(dt.UTC)


def with_archive(feed: Outline, zone: dt.tzinfo, base_url: str) -> tuple[Outline, list[Outline]]:
    """Return the feed with its link to the archive, and the pages, the newest first.

    A feed without articles, or one whose archive is switched off, has no pages.
    """
    months = list(_months(feed.archived, zone))
    if not months:
        return feed, []
    addresses = [_addresses(feed, month, base_url) for month, _ in months]
    after = _addresses(feed, months[-1][0].after, base_url) if len(months) == 1 else addresses[-2]
    pages = [
        msgspec.structs.replace(
            feed,
            paths=_paths(feed, month),
            urls=urls,
            articles=articles,
            archived=(),
            since=month.begins(zone),
            current=feed.urls,
            previous=older,
            following={} if older else after,
        )
        for (month, articles), urls, older in zip(
            months, addresses, [*addresses[1:], {}], strict=True
        )
    ]
    return msgspec.structs.replace(feed, previous=addresses[0]), pages


def _paths(feed: Outline, month: Month) -> dict[str, str]:
    return {format: f"{feed.path}/{month}.{format}" for format in feed.paths}


def _addresses(feed: Outline, month: Month, base_url: str) -> dict[str, str]:
    return {format: to_uri(base_url + path) for format, path in _paths(feed, month).items()}


def _months(
    articles: tuple[Article, ...], zone: dt.tzinfo
) -> Iterator[tuple[Month, tuple[Article, ...]]]:
    """Yield months and their articles, the newest first; one without articles has none."""
    done = 0
    month = _month_of(articles[0], zone) if articles else Month(1, 1)
    while done < len(articles):
        begins = month.begins(zone)
        end = bisect_right(articles, -begins.timestamp(), lo=done, key=_descending)
        yield month, articles[done:end]
        done = end
        if done < len(articles):
            following = _month_of(articles[done], zone)
            month = following if _between(following, month) > LONGEST_GAP else month.before


def _descending(article: Article) -> float:
    return -article.published.timestamp() if article.published else 0.0


def _month_of(article: Article, zone: dt.tzinfo) -> Month:
    moment = local(article.published or dt.datetime.min.replace(tzinfo=dt.UTC), zone)
    return Month(moment.year, moment.month)


def _between(earlier: Month, later: Month) -> int:
    """Return how many months lie between two."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month - 1
