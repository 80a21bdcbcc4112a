"""JSON (`.json`): one record, a list of records, or a JSON Feed; JSON Lines (`.jsonl`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import msgspec

from feedpub.errors import ArticleError, Location
from feedpub.loaders import ghost
from feedpub.loaders.json_text import decode_json, json_error
from feedpub.loaders.record import NAMES, Key, Record, read_record
from feedpub.loaders.source import Source
from feedpub.loaders.text_file import context_of, text_of_file
from feedpub.loaders.values import Context
from feedpub.model import Article
from feedpub.places import Place, json_items, json_offset, json_place
from feedpub.urls import slugify


def load_json(source: Source, context: Context) -> Iterator[Article]:
    """Yield the articles of one document; a broken record leaves the others."""
    text = text_of_file(source, context)
    items, whole = _items(text, source.path)
    if items is None:
        table = _table(decode_json(text, source.path), Location(source.path, 1, 1))
        record = Record(table, source.path, place=_places(text))
        yield read_record(record, context_of(source, context))
        return
    keys = _Keys()
    line, before = 1, 0
    for index, (start, end) in enumerate(items):
        line, before = line + text.count("\n", before, start), start
        indent = start - text.rfind("\n", 0, start) - 1
        # The item alone, where it stands in its line, so that errors have their columns.
        alone = " " * indent + text[start:end]
        try:
            value = decode_json(alone, source.path, line)
            table = _table(value, Location(source.path, line, indent + 1))
            place = _places(alone, line)
            if (post := whole(table)) is not None:
                record = Record(post, source.path, keys.of(table, index), line, place)
                yield read_record(record, _context_of_one(source, context))
        except ArticleError as e:
            context.broken(e)


def offset_of_text(document: str) -> int:
    """Return where the text of the only record stands, if under one of its own names; else 0."""
    with suppress(ValueError, RecursionError):  # without the repairs of `text_of_file`
        start = json_offset(document, ()) or 0
        for name in (*NAMES["html"], *NAMES["markdown"]):
            if (at := json_offset(document, (name,))) is not None and at > start:
                return at
    return 0


_LISTS = ("items", "posts", "articles")
"""Where programs keep the records of a file of many: JSON Feed, Ghost."""


Whole = Callable[[dict[str, Any]], dict[str, Any] | None]
"""What completes a record with what the rest of the file says of it; None if it is none."""


def _items(text: str, path: str) -> tuple[list[tuple[int, int]] | None, Whole]:
    """Return where the records of a list or of a feed are; None if the file is one record."""
    whole: Whole = dict
    start = len(text) - len(text.lstrip())
    try:
        value, end = json.JSONDecoder().raw_decode(text, start)
        if rest := text[end:].lstrip():
            raise json.JSONDecodeError("Extra data", text, len(text) - len(rest))
        if tables := ghost.tables_of(value):
            first = json_offset(text, ghost.POSTS) or 0
            return json_items(text, text.rindex("[", 0, first)), ghost.joiner(tables)
        if isinstance(value, dict):
            name = next((n for n in _LISTS if isinstance(value.get(n), list)), None)
            is_feed = "jsonfeed.org" in str(value.get("version")) or "title" not in value
            place = json_offset(text, (name, 0)) if name and is_feed and value[name] else None
            start = start if place is None else text.rindex("[", 0, place)
        return json_items(text, start) if text[start] == "[" else None, whole
    except json.JSONDecodeError as e:
        raise json_error(e, path, 1) from e
    except (ValueError, RecursionError):
        return None, whole  # `decode_json` says what is wrong


def load_jsonl(source: Source, context: Context) -> Iterator[Article]:
    """Yield the article of each line; a broken line leaves the others."""
    keys = _Keys()
    for number, line in enumerate(text_of_file(source, context).split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = decode_json(line, source.path, number)
            table = _table(value, Location(source.path, number, 1))
            place = _places(line, number)
            record = Record(table, source.path, keys.of(table, number), number, place)
            yield read_record(record, _context_of_one(source, context))
        except ArticleError as e:
            context.broken(e)


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


def _places(text: str, line: int = 1) -> Callable[[Key], Place | None]:
    """Return what finds the fields of the record in `text`, which begins in a file's `line`."""

    def place(key: Key) -> Place | None:
        found = json_place(text, key)
        return Place(found.line + line - 1, found.column) if found else None

    return place


class _Keys:
    """Names the records of a file, by what they say of themselves and not by their order."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def of(self, table: Mapping[str, Any], index: int) -> str:
        name = next((word for field in _NAMING if (word := _word(table.get(field)))), "")
        if not name and (title := _word(table.get("title"))):
            # Titles come again ("Tides this week"); with its date a record is itself.
            date = next((word for field in _DATING if (word := _word(table.get(field)))), "")
            name = slugify(f"{title} {date}")
        if not (name.isascii() and " " not in name and len(name) < 200):
            name = slugify(name)
        unique, number = name or str(index), 1
        while unique in self.taken:
            number += 1
            unique = f"{name or index}-{number}"
        self.taken.add(unique)
        return unique


_DATING = NAMES["published"]
_NAMING = ("id", "guid", "slug", "url", "link")


def _word(value: Any) -> str:
    if isinstance(value, dict):  # WordPress
        value = value.get("rendered")
    return str(value).strip() if value not in (None, "") else ""
