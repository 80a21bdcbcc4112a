"""JSON as people write it: errors with a place, no key twice."""

from __future__ import annotations

import json
import re
from typing import Any

from feedpub.errors import ArticleError, Location
from feedpub.places import Place, place_of_offset


def decode_json(text: str, path: str, line: int = 1) -> Any:
    """Return the JSON value; one key twice in an object is an error."""
    try:
        return json.loads(text, object_pairs_hook=_without_duplicates)
    except json.JSONDecodeError as e:
        raise json_error(e, path, line) from e
    except _Duplicate as e:
        offset = [
            m.start()
            for m in re.finditer(re.escape(json.dumps(e.key, ensure_ascii=False)) + r"\s*:", text)
        ]
        place = place_of_offset(text, offset[1]) if len(offset) > 1 else Place(1, 1)
        at = Location(path, place.line + line - 1, place.column)
        raise ArticleError(
            f"the key `{e.key}` stands here a second time", at=at, hint="keep one"
        ) from e
    except RecursionError as e:
        raise ArticleError("the JSON is nested too deeply", at=Location(path, line)) from e


class _Duplicate(Exception):
    def __init__(self, key: str) -> None:
        self.key = key


def _without_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        seen: set[str] = set()
        raise _Duplicate(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return table


def json_error(error: json.JSONDecodeError, path: str, line: int) -> ArticleError:
    """Return the error with its place in the file."""
    at = Location(path, error.lineno + line - 1, error.colno)
    return ArticleError(f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}", at=at)
