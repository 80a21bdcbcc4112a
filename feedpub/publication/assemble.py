"""All articles as of one moment: identified, addressed, sorted; which of them readers may see."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from feedpub.config import Config
from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.lock import Lock
from feedpub.model import Article
from feedpub.publication.identity import Identified, identify
from feedpub.urls import host_of


class State(enum.Enum):
    """What an article is to readers at a moment."""

    PUBLISHED = "published"
    DRAFT = "draft"
    SCHEDULED = "scheduled"
    """Its date or its embargo is still to come."""

    EXPIRED = "expired"


def state_of(article: Article, now: dt.datetime) -> State:
    """Return the state of an article at the moment `now`."""
    if article.draft or article.published is None:
        return State.DRAFT
    if article.published > now:
        return State.SCHEDULED
    if article.expires is not None and article.expires <= now:
        return State.EXPIRED
    return State.PUBLISHED


class Publication(msgspec.Struct, frozen=True, kw_only=True):
    """The publication as of one moment."""

    config: Config
    now: dt.datetime
    articles: tuple[Article, ...]
    """What readers may see, the newest first; ids and addresses are unique."""

    withheld: tuple[tuple[Article, State], ...]
    """The others, in the order of their files."""

    def by_id(self) -> dict[str, Article]:
        """Return the visible articles by id."""
        return {article.id: article for article in self.articles}


class Assembled(NamedTuple):
    """A publication, its identities, and what was noteworthy."""

    publication: Publication
    identified: Identified
    findings: tuple[Finding, ...]


def assemble(
    articles: Sequence[Article],
    config: Config,
    lock: Lock,
    now: dt.datetime,
    unread: frozenset[str] = frozenset(),
) -> Assembled:
    """Put prepared articles in order, as of `now`; `unread` are the files that are none.

    Raises:
        LockError: if an identity must be settled by a person.
    """
    findings: list[Finding] = []
    identified = identify(articles, lock, host_of(config.base_url), unread)
    unique: Sequence[Article] = identified.articles
    if not _are_distinct(unique):
        unique = _unique(identified, findings)
        left_out = {a.ref for a in identified.articles} - {a.ref for a in unique}
        identified = identified.without(left_out)
    with_states = [_timed(article, now, findings) for article in unique]
    visible = [article for article, state in with_states if state is State.PUBLISHED]
    # The id breaks ties, so the order does not depend on the file system.
    visible.sort(key=lambda article: (article.published, article.id), reverse=True)
    publication = Publication(
        config=config,
        now=now,
        articles=tuple(visible),
        withheld=tuple(pair for pair in with_states if pair[1] is not State.PUBLISHED),
    )
    return Assembled(publication, identified, tuple(findings))


def _are_distinct(articles: Sequence[Article]) -> bool:
    """Tell whether each has an id and an address of its own, as nearly always."""
    ids, urls = {a.id for a in articles}, {a.url for a in articles}
    return len(ids) == len(urls) == len(articles)


def _unique(identified: Identified, findings: list[Finding]) -> list[Article]:
    """Return the articles whose id and address are their own; of two, the older row stays."""
    new = {row.ref for row in identified.minted} | {row.ref for _, row in identified.changed}
    had = {(row.ref, row.url) for row in identified.lock.rows}

    def claim(article: Article) -> tuple[bool, bool, bool, str, str]:
        ref = article.ref
        return article.draft, ref in new, (ref, article.url) not in had, article.path, article.key

    kept: list[Article] = []
    ids: dict[str, Article] = {}
    urls: dict[str, Article] = {}
    for article in sorted(identified.articles, key=claim):
        if other := ids.get(article.id):
            findings.append(_twice("duplicate-id", "id", article.id, article, other))
        elif (other := urls.get(article.url)) and not article.draft:
            findings.append(_twice("duplicate-address", "address", article.url, article, other))
        else:
            ids[article.id] = urls[article.url] = article
            kept.append(article)
    return sorted(kept, key=lambda a: (a.path, a.key))


def _twice(code: str, what: str, value: str, article: Article, other: Article) -> Finding:
    message = f"the {what} `{value}` belongs to `{other.ref}` already; this article is left out"
    return Finding(code=code, message=message, at=Location(article.path, article.line))


def _timed(article: Article, now: dt.datetime, findings: list[Finding]) -> tuple[Article, State]:
    """Fill in when the article was updated, and tell what it is to readers."""
    state = state_of(article, now)
    if article.updated == article.published and not article.corrections:
        return article, state
    if state is State.PUBLISHED and (article.updated or article.corrections):
        article = _without_future(article, now, findings)
    corrected = [c.date for c in article.corrections if c.date]
    updated = article.updated or max(corrected, default=None) or article.published
    if updated and article.published:
        updated = max(updated, article.published)
    return msgspec.structs.replace(article, updated=updated), state


def _without_future(article: Article, now: dt.datetime, findings: list[Finding]) -> Article:
    """Return the article without an update and corrections that are still to come."""
    known = tuple(c for c in article.corrections if c.date is None or c.date <= now)
    is_updated = article.updated is None or article.updated <= now
    at = Location(article.path, article.line)
    for name, good in (("updated", is_updated), ("corrections", known == article.corrections)):
        if not good:
            message = f"`{name}` has a date that is still to come"
            findings.append(Finding(code="date-future", message=message, at=at))
    return msgspec.structs.replace(
        article, corrections=known, updated=article.updated if is_updated else None
    )
