"""JSON as people write it: errors with a place, no key twice."""

from __future__ import annotations

import json
import re
from typing import Any

from feedpub.errors import ArticleError, Location
from feedpub.places import place_of_offset


def decode_json(text: str, path: str, line: int = 1) -> Any:
    """Return the JSON value; one key twice in an object is an error."""
    try:
        return json.loads(text, object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as e:
        raise json_error(e, path, line) from e
    except _Duplicate as e:
        place = place_of_offset(text, _second_key(text))
        at = Location(path, place.line + line - 1, place.column)
        message = f"the key `{e}` stands here a second time"
        raise ArticleError(message, at=at, hint="keep one") from e
    except ValueError as e:  # a number of thousands of digits
        raise ArticleError(f"not valid JSON: {e}", at=Location(path, line)) from e
    except RecursionError as e:
        raise ArticleError("the JSON is nested too deeply", at=Location(path, line)) from e


class _Duplicate(Exception):
    """A key that an object has twice."""


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for key, value in pairs:
        if key in table:
            raise _Duplicate(key)
        table[key] = value
    return table


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"(\s*:)?|[{}]')


def _second_key(text: str) -> int:
    """Return where a key stands for the second time in one object; the JSON is valid."""
    open_: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        if token[0] == "{":
            open_.append(set())
        elif token[0] == "}":
            open_.pop()
        elif token[1]:
            key = json.loads(token[0][: -len(token[1])])
            if key in open_[-1]:
                return token.start()
            open_[-1].add(key)
    return 0


def json_error(error: json.JSONDecodeError, path: str, line: int) -> ArticleError:
    """Return the error with its place in the file."""
    at = Location(path, error.lineno + line - 1, error.colno)
    return ArticleError(f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}", at=at)
