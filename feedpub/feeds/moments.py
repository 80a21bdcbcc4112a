"""When Atom entries were updated: no two of a feed at one moment, and none moved by another."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from feedpub.model import Article

EMPTY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without items was updated: equal input gives equal bytes, so not the clock."""

_STEP = dt.timedelta(milliseconds=1)


def atom_moments(articles: Iterable[Article]) -> dict[str, dt.datetime]:
    """Return for each id when its Atom entry was updated, no two alike.

    The seconds are those of `updated`. The milliseconds are derived from the id, always, so
    that articles which share a date have an order, and keep it whoever joins or leaves
    the feed. Where even they are equal, the older article keeps its own.
    """
    given = sorted(
        (_moment(article), article.published or EMPTY, article.id) for article in articles
    )
    moments: dict[str, dt.datetime] = {}
    last = dt.datetime.min.replace(tzinfo=dt.UTC)
    for moment, _, id_ in given:
        last = moments[id_] = max(moment, last + _STEP)
    return moments


def _moment(article: Article) -> dt.datetime:
    whole = article.updated or article.published or EMPTY
    number = int.from_bytes(hashlib.sha256(article.id.encode()).digest()[:4], "big")
    return whole + (number % 1000) * _STEP
