"""What WordPress's REST interface gives for a post."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_NUMBERS = ("id", "author", "categories", "tags", "featured_media")


def from_wordpress(fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a post with names in place of numbers.

    The id that its feed has is the `guid`; authors and topics are named under `_embedded`.
    Fields of any other program are returned as they are.
    """
    if not isinstance(fields.get("title"), dict) or "rendered" not in fields["title"]:
        return fields
    given = {name: value for name, value in fields.items() if name not in _NUMBERS}
    embedded = given.pop("_embedded", None)
    embedded = embedded if isinstance(embedded, dict) else {}
    terms = [term for group in _lists(embedded.get("wp:term")) for term in _tables(group)]
    return {
        **given,
        "author": [{"name": a["name"]} for a in _tables(embedded.get("author")) if a.get("name")],
        "categories": _names(terms, "category"),
        "tags": _names(terms, "post_tag"),
        "image": [
            {"url": media["source_url"], "alt": media.get("alt_text", "")}
            for media in _tables(embedded.get("wp:featuredmedia"))
            if media.get("source_url")
        ],
    }


def _names(terms: list[dict[str, Any]], taxonomy: str) -> list[Any]:
    return [term["name"] for term in terms if term.get("taxonomy") == taxonomy and term.get("name")]


def _lists(value: Any) -> Iterator[list[Any]]:
    yield from (item for item in value if isinstance(item, list)) if isinstance(value, list) else ()


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()
