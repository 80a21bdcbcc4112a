"""Where in an article's file something stands that was found in what was made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import unquote

from feedpub.errors import ArticleError, Location
from feedpub.loaders.frontmatter import FrontMatter, parse_block, split
from feedpub.loaders.record import NAMES
from feedpub.model import Article
from feedpub.places import Place, json_offset, place_of_offset

_JSON = (".json", ".jsonl")
_NESTED = ("taxonomies", "extra", "params", "front_matter")


class Places:
    """Finds lines. `text_of` returns the text of a file of the publication, None if it has none."""

    def __init__(self, text_of: Callable[[str], str | None]) -> None:
        self.text_of = lru_cache(maxsize=64)(text_of)

    def field(self, article: Article, *fields: str) -> Location:
        """Return where the first of these fields stands that the record has.

        Where it has none of them, the place is where the article begins.
        """
        for field in fields:
            if at := self._field(article, field):
                return at
        return Location(article.path, article.line)

    def text(self, article: Article, *needles: str, field: str = "") -> Location:
        """Return where the first of these texts stands, else the field, else the article."""
        text = self.text_of(article.path) or ""
        start, end = _extent(text, article)
        body = _offset_of_line(text, article.body.line) if not article.key else start
        for needle in filter(None, needles):
            for form in dict.fromkeys(_forms(needle)):
                for begin in (max(body, start), start):
                    at = text.find(form, begin, end)
                    if at >= 0:
                        return Location(article.path, *place_of_offset(text, at))
        return self.field(article, field) if field else Location(article.path, article.line)

    def _field(self, article: Article, field: str) -> Location | None:
        text = self.text_of(article.path)
        if text is None:
            return None
        if article.path.lower().endswith(_JSON):
            place = _json_place(text, article, field)
            return Location(article.path, *place) if place else None
        for path, matter in self._matters(article.path, text):
            place = _place_in(matter, path, field)
            if place:
                return Location(path, *place)
        return None

    def _matters(self, path: str, text: str) -> Iterator[tuple[str, FrontMatter]]:
        """Yield the side file of a clipping, which wins, and the front matter."""
        stem, dot, suffix = path.rpartition(".")
        for ending, syntax in ((".toml", "toml"), (".yaml", "yaml"), (".yml", "yaml")):
            if dot and suffix.lower() == "txt" and (beside := self.text_of(stem + ending)):
                yield stem + ending, FrontMatter(syntax, beside, 1, "", 1)
                break
        try:
            yield path, split(text, path)
        except ArticleError:  # an article that cannot be read has its place already
            return


def _place_in(matter: FrontMatter, path: str, field: str) -> Place | None:
    try:
        fields = parse_block(matter.syntax, matter.block, path, matter.line)
    except ArticleError:
        return None
    key = _key_of(fields, field)
    return matter.place(key) if key else None


def _key_of(fields: dict[str, Any], field: str) -> tuple[str, ...] | None:
    """Return the name under which a record has a field, through the tables that spread theirs."""
    names = {_plain(name): name for name in fields}
    for name in NAMES.get(field, (field,)):
        if name in names and fields[names[name]] not in (None, ""):
            return (names[name],)
    for outer in _NESTED:
        table = fields.get(names.get(outer, outer))
        if isinstance(table, dict) and (inner := _key_of(table, field)):
            return (names.get(outer, outer), *inner)
    return None


def _plain(name: Any) -> str:
    return str(name).strip().lower().replace("-", "_").replace(" ", "_")


def _json_place(text: str, article: Article, field: str) -> Place | None:
    start, _ = _extent(text, article)
    try:
        table, _ = json.JSONDecoder(strict=False).raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    key = _key_of(table, field) if isinstance(table, dict) else None
    offset = json_offset(text, key, start) if key else None
    return None if offset is None else place_of_offset(text, offset)


def _extent(text: str, article: Article) -> tuple[int, int]:
    """Return where the article begins and ends in its file."""
    if not article.path.lower().endswith(_JSON):
        return 0, len(text)
    at = _offset_of_line(text, article.line)
    if not article.key:
        return len(text) - len(text.lstrip()), len(text)
    end = text.find("\n", at)
    line_end = end if end >= 0 else len(text)
    while (at := text.find("{", at, line_end)) >= 0:
        try:
            table, last = json.JSONDecoder(strict=False).raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
            continue
        if isinstance(table, dict) and _key_of(table, "title"):
            return at, last
        at += 1
    return _offset_of_line(text, article.line), len(text)


def _offset_of_line(text: str, line: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at


def _forms(needle: str) -> Sequence[str]:
    """Return the ways in which a file may have written a text."""
    return (
        needle,
        escape(needle),
        escape(needle, quote=False),
        unquote(needle),
        json.dumps(needle)[1:-1],
        json.dumps(needle, ensure_ascii=False)[1:-1],
    )
