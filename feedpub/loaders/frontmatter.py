"""Front matter: YAML between ``---``, TOML between ``+++``, JSON in braces, Pelican's header."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from feedpub.errors import ArticleError, Location
from feedpub.loaders.json_text import decode_json, json_error
from feedpub.loaders.yaml_simple import parse_simple
from feedpub.places import Place, json_place, toml_error, toml_place


class FrontMatter(NamedTuple):
    """What stands above the text of an article, and the text."""

    syntax: str
    """``yaml``, ``toml``, ``json``, ``header``, or empty if there is none."""

    block: str
    line: int
    """The line of the file on which the block begins."""

    body: str
    body_line: int
    """The line of the file on which the text begins; if there is none, the last one."""

    def fields(self, path: str) -> dict[str, Any]:
        """Return the fields of the block.

        Raises:
            ArticleError: at the place that cannot be read.
        """
        return parse_block(self.syntax, self.block, path, self.line)

    def place(self, key: tuple[str | int, ...]) -> Place | None:
        """Return the place in the file where the field `key` stands."""
        place = _PLACES[self.syntax](self.block, key)
        return Place(place.line + self.line - 1, place.column) if place else None


_FENCES = {
    "---": ("yaml", re.compile(r"^(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.M)),
    "+++": ("toml", re.compile(r"^\+\+\+[^\S\n]*(?:\n|\Z)", re.M)),
}
"""How front matter begins; its syntax, and how it ends."""

_HEADER = re.compile(
    r"""(?i:title)[ \t]*:[^\n]*\n(?=[ \t]*\n)  # alone; other single lines are prose
    | (?:(?i:title|date|modified|authors?|tags|keywords|category|slug|summary|status|lang)
           [ \t]*:[^\n]*\n){2,}
    (?:[\w-]+[ \t]*:[^\n]*\n|[ \t]+[^\n]+\n)*""",
    re.X,
)


def split(text: str, path: str) -> FrontMatter:
    """Return the front matter of `text` and what follows it.

    Raises:
        ArticleError: if it is never closed.
    """
    first, _, rest = text.partition("\n")
    if fence := _FENCES.get(first.rstrip()):
        return _fenced(first.rstrip(), *fence, rest, path)
    if re.match(r'\{\s*["}]', text):
        return _json(text, path)
    if match := _HEADER.match(text):
        body_line = match[0].count("\n") + 1
        return FrontMatter("header", match[0], 1, text[match.end() :], body_line)
    return FrontMatter("", "", 1, text, 1)


def _fenced(sign: str, syntax: str, end: re.Pattern[str], rest: str, path: str) -> FrontMatter:
    if match := end.search(rest):
        below = rest.count("\n", 0, match.end()) + 2
        return FrontMatter(syntax, rest[: match.start()], 2, rest[match.end() :], below)
    raise ArticleError(
        "the front matter that begins here is never closed",
        at=Location(path, 1, 1),
        hint=f"put a line `{sign}` between the fields and the text",
    )


def _json(text: str, path: str) -> FrontMatter:
    try:
        _, end = json.JSONDecoder().raw_decode(text)
    except json.JSONDecodeError as e:
        raise json_error(e, path, 1) from e
    except (ValueError, RecursionError):
        end = len(text)  # `decode_json` says what is wrong
    begin = end + text.startswith("\n", end)
    return FrontMatter("json", text[:end], 1, text[begin:], text.count("\n", 0, begin) + 1)


# --- one parser for each syntax --------------------------------------------------------------


def parse_block(syntax: str, block: str, path: str, line: int = 1) -> dict[str, Any]:
    """Return the fields that `block` holds; it begins on `line` of the file."""
    fields = _PARSERS[syntax](block, path, line)
    if fields is None:
        return {}
    if not isinstance(fields, dict):
        message = f"the front matter is a {type(fields).__name__}, not a table of fields"
        raise ArticleError(message, at=Location(path, line, 1), hint="write `title: …`")
    return fields


def _parse_yaml(block: str, path: str, line: int) -> Any:
    fields = parse_simple(block)
    if fields is not None:
        return fields
    from feedpub.loaders.yaml_block import parse_whole  # nearly all front matter is simple

    return parse_whole(block, path, line)


def _parse_toml(block: str, path: str, line: int) -> Any:
    try:
        return tomllib.loads(block)
    except tomllib.TOMLDecodeError as e:
        message, place = toml_error(e, block)
        at = Location(path, place.line + line - 1, place.column)
        raise ArticleError(f"not valid TOML: {message}", at=at) from e
    except ValueError as e:  # a number of thousands of digits
        raise ArticleError(f"not valid TOML: {e}", at=Location(path, line)) from e
    except RecursionError as e:
        raise ArticleError("the front matter is nested too deeply", at=Location(path, line)) from e


def _parse_header(block: str, path: str, line: int) -> Any:
    """Pelican's way: ``Name: value``, further lines of a value indented."""
    fields: dict[str, str] = {}
    name = ""
    for text in block.removesuffix("\n").split("\n"):
        if text[:1] in " \t" and name:
            fields[name] += " " + text.strip()
        else:
            name, _, value = text.partition(":")
            fields[name.strip()] = value.strip()
    return fields


_PARSERS: Mapping[str, Callable[[str, str, int], Any]] = {
    "yaml": _parse_yaml,
    "toml": _parse_toml,
    "json": decode_json,
    "header": _parse_header,
    "": lambda block, path, line: {},
}


def _yaml_place(block: str, key: tuple[str | int, ...]) -> Place | None:
    from feedpub.loaders.yaml_block import yaml_place

    return yaml_place(block, key)


def _header_place(block: str, key: tuple[str | int, ...]) -> Place | None:
    for number, line in enumerate(block.split("\n"), 1):
        if (line.partition(":")[0].strip(),) == key[:1]:
            return Place(number, 1)
    return None


_PLACES: Mapping[str, Callable[[str, tuple[str | int, ...]], Place | None]] = {
    "yaml": _yaml_place,
    "toml": toml_place,
    "json": json_place,
    "header": _header_place,
    "": lambda block, key: None,
}
