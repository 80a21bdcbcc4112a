"""Rows of the lock and the articles they stand for: made, compared, buried."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from urllib.parse import unquote

import msgspec

from feedpub.dates import rfc3339
from feedpub.lock import Row
from feedpub.model import Article
from feedpub.publication.likeness import ENOUGH, likeness
from feedpub.urls import path_of


def new_row(article: Article, id_: str) -> Row:
    """Return the row of an article that gets `id_` now."""
    return Row(
        path=article.path,
        key=article.key,
        id=id_,
        url=article.url,
        published=published(article),
        fingerprint=article.fingerprint,
        marks=article.marks,
    )


def mint(host: str, ref: str, taken: set[str]) -> str:
    """Return a new id that is not in `taken` (RFC 9562 section 5.5)."""
    number = 1
    while True:
        name = f"https://{host}/{ref}" + (f"#{number}" if number > 1 else "")
        id_ = uuid.uuid5(uuid.NAMESPACE_URL, name).urn
        if id_ not in taken:
            return id_
        number += 1


def bury(row: Row) -> Row:
    """Return the row of an article whose file is another's now; its id is never given again."""
    return msgspec.structs.replace(row, path=f"{row.path}~{row.id[-12:]}")


def is_replaced(row: Row, article: Article) -> bool:
    """Tell whether a row's file holds another article now: nothing of it is the same."""
    return (
        row.url != article.url
        and not (article.id or article.draft)
        and row.published != published(article)
        and row.marks != ""
        and likeness(row.marks, article.marks) == 0
    )


def alike(row: Row, article: Article) -> bool:
    """Tell whether a vanished article and a newcomer could be the same."""
    same_day = row.published == published(article) != ""
    if row.path == article.path:  # a file of many, where titles come again ("Tides this week")
        return same_day
    names = re.split(r"[/.]", unquote(path_of(row.url)))
    return same_day or article.slug in names or likeness(row.marks, article.marks) >= ENOUGH


def published(article: Article) -> str:
    """Return the date as a row has it."""
    return rfc3339(article.published) if article.published else ""


def _texts_at_addresses(article: Article) -> list[str]:
    return [f"{article.fingerprint} {address}" for address in _addresses(article)]


def _addresses(article: Article) -> list[str]:
    return [article.url, *article.extra.get("aliases", ())]


SIGNS: tuple[tuple[Callable[[Row], str], Callable[[Article], list[str]]], ...] = (
    (lambda row: row.id, lambda article: [article.id] if article.id else []),
    (lambda row: f"{row.fingerprint} {row.url}", _texts_at_addresses),
    (lambda row: row.fingerprint, lambda article: [article.fingerprint]),
    (lambda row: row.url, _addresses),
)
"""By what a moved article is recognised, the surest first."""
