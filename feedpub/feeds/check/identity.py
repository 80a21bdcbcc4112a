"""Articles against feedpub.lock: ids, dates and texts that are not those that readers had."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from feedpub.dates import local
from feedpub.errors import Location
from feedpub.feeds.check.place import Places
from feedpub.feeds.check.values import address_faults
from feedpub.findings import Finding
from feedpub.lock import Row
from feedpub.model import Article
from feedpub.publication import State
from feedpub.publication.identity import Identified
from feedpub.publication.likeness import ENOUGH, likeness
from feedpub.publication.rows import published


class Known(NamedTuple):
    """An article and what the lock says of it."""

    written: Article
    """As its file has it; it has the id that it will be published with."""

    settled: Article
    """As the publication has it."""

    state: State
    row: Row | None


def known_articles(
    identified: Identified, articles: Iterable[tuple[Article, State]]
) -> list[Known]:
    """Return the articles of a publication beside their files and their rows."""
    rows = {(row.path, row.key): row for row in identified.lock.rows}
    written = {(article.path, article.key): article for article in identified.articles}
    return [
        Known(written.get(name, article), article, state, rows.get(name))
        for article, state in articles
        for name in [(article.path, article.key)]
    ]


def check_identity(
    known: Sequence[Known],
    identified: Identified,
    zone: dt.tzinfo,
    now: dt.datetime,
    places: Places,
) -> Iterator[Finding]:
    """Yield what is noteworthy about ids and dates."""
    yield from _changed_ids(known, identified, places)
    yield from _alike_ids(known, identified, places)
    yield from _weak_ids(known, identified, places)
    yield from _repeated_titles(known, identified, zone, places)
    for one in known:
        if one.row is not None and one.state is not State.DRAFT:
            yield from _moved_date(one, one.row, now, places)
            yield from _changed_text(one, one.row, places)
        yield from _early_update(one, zone, places)


def _changed_ids(
    known: Sequence[Known], identified: Identified, places: Places
) -> Iterator[Finding]:
    by_ref = {one.written.ref: one.written for one in known}
    for before, after in identified.changed:
        message = f"the id was `{before.id}`, and is `{after.id}` now"
        article = by_ref.get(after.ref)
        at = places.field(article, "id") if article else Location(after.path)
        hint = f"write `id: {before.id}`; if the new id is meant, build and commit feedpub.lock"
        yield Finding(code="id-changed", message=message, at=at, hint=hint)


def _alike_ids(known: Sequence[Known], identified: Identified, places: Places) -> Iterator[Finding]:
    """Two articles, or an article and a row whose article is gone, whose ids nearly agree."""
    refs = {one.written.ref for one in known}
    gone = {_likeness(row.id): (row.id, row.ref) for row in identified.lock.rows
            if row.ref not in refs}  # fmt: skip
    seen: dict[str, tuple[str, str]] = dict(gone)
    for one in _older_first(known, identified):
        id_ = one.settled.id
        other, ref = seen.setdefault(_likeness(id_), (id_, one.written.ref))
        if other != id_:
            message = f"the id `{id_}` is nearly that of `{ref}`, `{other}`"
            at = places.field(one.written, "id")
            yield Finding(code="id-lookalike", message=message, at=at)


def _older_first(known: Sequence[Known], identified: Identified) -> list[Known]:
    """Return those that readers have before those that are new, which should give way."""
    new = {row.ref for row in identified.minted}
    return sorted(known, key=lambda one: (one.written.ref in new, one.written.ref))


def _likeness(id_: str) -> str:
    """Return an id without what people take for nothing."""
    text = unquote(id_).strip().casefold()
    return text.removeprefix("https:").removeprefix("http:").rstrip("/")


def _weak_ids(known: Sequence[Known], identified: Identified, places: Places) -> Iterator[Finding]:
    """Only of articles that are new: an id that readers have is kept, good or bad."""
    new = {row.ref for row in identified.minted}
    for one in known:
        id_ = one.settled.id
        if one.written.ref in new and is_short(id_):
            message = f"the id `{id_}` is so short that another feed may have it"
            at = places.field(one.written, "id")
            yield Finding(code="id-weak", message=message, at=at)
        elif one.written.ref in new:
            for code, message in address_faults(id_, web=False):
                if code == "feed-address-odd":
                    yield Finding(code=code, message=message, at=places.field(one.written, "id"))


def is_short(id_: str) -> bool:
    """Tell whether an id is so short that another feed may have it."""
    return len(id_) < 9 and ":" not in id_


def _repeated_titles(
    known: Sequence[Known], identified: Identified, zone: dt.tzinfo, places: Places
) -> Iterator[Finding]:
    seen: dict[tuple[str, dt.date], Article] = {}
    for one in _older_first(known, identified):
        article = one.settled
        if one.state is State.DRAFT or article.published is None:
            continue
        key = article.title.casefold(), local(article.published, zone).date()
        other = seen.setdefault(key, article)
        if other is not article and likeness(other.marks, article.marks) > ENOUGH:
            message = f"`{other.ref}` has the title `{article.title}`, the same day and text"
            at = places.field(one.written, "title")
            yield Finding(code="title-repeated", message=message, at=at)


def _moved_date(one: Known, row: Row, now: dt.datetime, places: Places) -> Iterator[Finding]:
    moment = published(one.settled)
    # What was never due may be put off.
    if moment in (row.published, row.dated) or not row.published or _moment(row.published) > now:
        return
    way = "back" if moment < row.published else "forwards"
    message = f"the date was moved {way}, from {row.published} to {moment}"
    if one.state is State.SCHEDULED:
        message += ", so that the article disappears until then"
    at = places.field(one.written, "published", "embargo")
    if one.written.embargo and one.written.published == one.written.embargo:
        at = places.field(one.written, "embargo", "published")
    yield Finding(code="date-moved", message=message, at=at)


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def _changed_text(one: Known, row: Row, places: Places) -> Iterator[Finding]:
    article = one.settled
    is_told = bool(article.updated and article.published and article.updated > article.published)
    if row.fingerprint == article.fingerprint or is_told or one.state is not State.PUBLISHED:
        return
    message = f"`{article.title}` is not as it was first published, and `updated` does not say so"
    at = places.field(one.written, "updated", "published", "title")
    yield Finding(code="text-changed", message=message, at=at)


def _early_update(one: Known, zone: dt.tzinfo, places: Places) -> Iterator[Finding]:
    written = one.written
    # An embargo puts `published` off, and a day without a time is at its beginning.
    if written.updated is None or written.published is None or written.embargo:
        return
    if local(written.updated, zone).date() < local(written.published, zone).date():
        message = f"updated on {written.updated:%Y-%m-%d}, but published on "
        message += f"{written.published:%Y-%m-%d}"
        at = places.field(written, "updated")
        yield Finding(code="updated-early", message=message, at=at)
