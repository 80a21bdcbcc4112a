"""JSON (`.json`): one record, a list of records, or a JSON Feed; JSON Lines (`.jsonl`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from feedpub.errors import ArticleError, Location
from feedpub.loaders.json_text import decode_json
from feedpub.loaders.record import Key, Record, read_record
from feedpub.loaders.source import Source
from feedpub.loaders.text_file import body_of, context_of, text_of_file
from feedpub.loaders.values import Context
from feedpub.model import Article
from feedpub.places import Place, json_place, place_of_offset
from feedpub.urls import slugify


def load_json(source: Source, context: Context) -> Iterator[Article]:
    """Yield the articles of one document; a broken record leaves the others."""
    text = text_of_file(source, context)
    value = decode_json(text, source.path)
    inside: Key = ()
    if isinstance(value, dict) and "title" not in value and isinstance(value.get("items"), list):
        value, inside = value["items"], ("items",)  # a JSON Feed
    if not isinstance(value, list):
        record = Record(
            _table(value, Location(source.path, 1, 1)), source.path, place=_places(text, ())
        )
        yield _article(record, context_of(source, context))
        return
    keys = _Keys()
    for index, item in enumerate(value):
        place = _places(text, (*inside, index))
        try:
            at = Location(source.path, *(place(()) or (1, 1)))
            record = Record(
                _table(item, at), source.path, keys.of(item, index), at.line or 1, place
            )
            yield _article(record, _context_of_one(source, context))
        except ArticleError as e:
            context.broken(e)


def load_jsonl(source: Source, context: Context) -> Iterator[Article]:
    """Yield the article of each line; a broken line leaves the others."""
    keys = _Keys()
    for number, line in enumerate(text_of_file(source, context).split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = decode_json(line, source.path, number)
            table = _table(value, Location(source.path, number, 1))
            place = _places(line, (), number)
            record = Record(table, source.path, keys.of(table, number), number, place)
            yield _article(record, _context_of_one(source, context))
        except ArticleError as e:
            context.broken(e)


def _article(record: Record, context: Context) -> Article:
    article = read_record(record, context)
    body = article.body
    body = body_of(body.text, body.kind, record.line, record.path, context)
    return msgspec.structs.replace(article, body=body)


def _context_of_one(source: Source, context: Context) -> Context:
    """A file of many: its name is no record's slug; its date may be everyone's."""
    return msgspec.structs.replace(context_of(source, context), slug="")


def _table(value: Any, at: Location) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    kind = {"list": "a list", "str": "a text", "bool": "true or false", "NoneType": "null"}
    what = kind.get(type(value).__name__, "a number")
    raise ArticleError(
        f"a record must be an object, not {what}", at=at, hint='write {"title": "…", …}'
    )


def _places(text: str, path: Key, line: int = 1) -> Any:
    def place(key: Key) -> Place | None:
        found = json_place(text, (*path, *key)) if (*path, *key) else _first(text)
        return Place(found.line + line - 1, found.column) if found else None

    return place


def _first(text: str) -> Place:
    return place_of_offset(text, len(text) - len(text.lstrip()))


class _Keys:
    """Names the records of a file, by what they say of themselves and not by their order."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, value: Any, index: int) -> str:
        table = value if isinstance(value, dict) else {}
        name = next(
            (str(table[k]) for k in ("id", "guid", "slug", "url", "link", "title") if table.get(k)),
            "",
        )
        key = (
            name if name.isascii() and " " not in name and len(name) < 200 else slugify(name)[:120]
        )
        key = key or str(index)
        number = 1
        unique = key
        while unique in self.taken:
            number += 1
            unique = f"{key}-{number}"
        self.taken.add(unique)
        return unique
