"""An export of Ghost: a database in which posts, tags and authors stand in tables of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

POSTS = ("db", 0, "data", "posts", 0)
"""Where the first post of an export stands."""

Row = dict[str, Any]
_SITE = "__GHOST_URL__"


def tables_of(document: Any) -> Mapping[str, Any] | None:
    """Return the tables of an export; None if the document is none."""
    match document:
        case {"db": [{"data": {"posts": [_, *_]} as tables}, *_]}:
            return dict(tables)
    return None


def joiner(tables: Mapping[str, Any]) -> Callable[[Row], Row | None]:
    """Return what makes a whole post of a row of `posts`; a page is none.

    Addresses of the site, which an export leaves open, become paths.
    """
    meta = {_word(row, "post_id"): row for row in _rows(tables, "posts_meta")}
    tags = _linked(tables, "posts_tags", "tag_id", "tags")
    authors = _linked(tables, "posts_authors", "author_id", "users")

    def whole(post: Row) -> Row | None:
        if post.get("type") == "page" or post.get("page") in (True, 1):
            return None
        id_ = _word(post, "id")
        given = {**meta.get(id_, {}), **post, "tags": tags.get(id_), "authors": authors.get(id_)}
        return {
            name: value.replace(_SITE, "") if isinstance(value, str) else value
            for name, value in given.items()
        }

    return whole


def _linked(tables: Mapping[str, Any], links: str, key: str, others: str) -> dict[str, list[Row]]:
    """Return for each post the rows of another table, in their order."""
    known = {_word(row, "id"): row for row in _rows(tables, others) if _word(row, "name")}
    found: dict[str, list[Row]] = {}
    for link in sorted(_rows(tables, links), key=_order):
        if (other := known.get(_word(link, key))) is not None:
            found.setdefault(_word(link, "post_id"), []).append(other)
    return found


def _order(link: Row) -> int:
    place = link.get("sort_order")
    return place if isinstance(place, int) else 0


def _rows(tables: Mapping[str, Any], name: str) -> list[Row]:
    rows = tables.get(name)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _word(row: Row, name: str) -> str:
    value = row.get(name)
    return str(value) if isinstance(value, str | int) else ""
