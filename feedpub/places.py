"""Where a key stands in a TOML, YAML or JSON text.

Parsers for speed do not keep positions. These look one up again, from the text, and
are called only when there is an error to report. A path is the way to the key through
tables (by name) and lists (by number): ``("feeds", 1, "limit")``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Sequence
from typing import NamedTuple

Path = Sequence[str | int]


class Place(NamedTuple):
    """Line and column, both counted from 1."""

    line: int
    column: int


def place_of_offset(text: str, offset: int) -> Place:
    """Return the place of the character at `offset`."""
    before = text[:offset]
    return Place(before.count("\n") + 1, offset - before.rfind("\n"))


def toml_error(error: tomllib.TOMLDecodeError, text: str) -> tuple[str, Place]:
    """Return what is wrong with a TOML text, and where."""
    message, _, where = str(error).rpartition(" (at ")
    if match := re.match(r"line (\d+), column (\d+)", where):
        return message.rstrip("."), Place(int(match[1]), int(match[2]))
    return message or str(error), place_of_offset(text, len(text.rstrip("\n")))


def toml_place(text: str, path: Path) -> Place | None:
    """Return where the key at `path` stands, or the nearest table around it.

    In a list that is written on one line, that is the first key of the name.
    """
    names = [step for step in path if isinstance(step, str)]
    best: Place | None = None
    depth = 0
    counts: dict[tuple[str, ...], int] = {}
    table: list[str | int] = []
    for number, line in enumerate(text.split("\n"), 1):
        for keys, column in _toml_keys(line, table, counts):
            common = _common(keys, path) or _common(keys, names)
            if common > depth or (best is None and common):
                best, depth = Place(number, column), common
    return best


_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = re.compile(
    r"""(?:^\s*|[{,]\s*)((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"))*)\s*="""
)


def _toml_keys(
    line: str, table: list[str | int], counts: dict[tuple[str, ...], int]
) -> list[tuple[list[str | int], int]]:
    """Return the keys of one line as whole paths; a header changes `table` in place."""
    if line.lstrip().startswith("#"):
        return []
    if header := _HEADER.match(line):
        names = _split(header[2])
        table[:] = names
        if header[1] == "[[":
            counts[tuple(names)] = counts.get(tuple(names), -1) + 1
        for end in range(len(names), 0, -1):
            if tuple(names[:end]) in counts:
                table.insert(end, counts[tuple(names[:end])])
        return [(list(table), header.start(2) + 1)]
    found: list[tuple[list[str | int], int]] = []
    outer: list[str | int] = []
    for match in _KEY.finditer(line):
        inner = bool(found)
        found.append(([*table, *(outer if inner else []), *_split(match[1])], match.start(1) + 1))
        if not inner:
            outer = list(_split(match[1]))
    return found


def _split(dotted: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(dotted)]


_PART = re.compile(r"""\"[^"]*\"|'[^']*'|[^.\s"']+""")
"""Of a dotted key; what is quoted may have dots of its own."""


def _common(keys: Sequence[str | int], path: Path) -> int:
    if len(keys) > len(path):
        return 0
    return len(keys) if list(path[: len(keys)]) == list(keys) else 0


def json_place(text: str, path: Path, start: int = 0) -> Place | None:
    """Return where the value at `path` stands, from the document that begins at `start`."""
    offset = json_offset(text, path, start)
    return None if offset is None else place_of_offset(text, offset)


def json_items(text: str, at: int) -> list[tuple[int, int]]:
    """Return where each item of the list that begins at `at` begins and ends.

    Raises:
        json.JSONDecodeError: where the text is no JSON.
    """
    decode = json.JSONDecoder().raw_decode
    items: list[tuple[int, int]] = []
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]" or items:
        _, end = decode(text, at)
        items.append((at, end))
        at = _skip(text, end)
        if text[at : at + 1] == "]":
            break
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
        at = _skip(text, at + 1)
    return items


_SPACE = re.compile(r"[ \t\n\r]*")


def json_offset(text: str, path: Path, start: int = 0) -> int | None:
    """Return where the value at `path` stands, as `json_place`, in characters."""
    decode = json.JSONDecoder(strict=False).raw_decode
    here = _skip(text, start)
    for depth, step in enumerate(path, 1):
        if text[here : here + 1] not in ("{", "["):
            return here
        found, at = None, _skip(text, here + 1)
        index = 0
        while at < len(text) and text[at] not in "]}":
            key_at, key = at, index
            if text[here] == "{":
                key, at = decode(text, at)
                at = _skip(text, _skip(text, at) + 1)
            if key == step:
                found = at if isinstance(step, int) else key_at
                value_at = at
                break
            _, at = decode(text, at)
            at = _skip(text, at)
            at = _skip(text, at + 1) if text[at : at + 1] == "," else at
            index += 1
        if found is None:
            return here
        if depth == len(path):
            return found
        here = value_at
    return here


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at
