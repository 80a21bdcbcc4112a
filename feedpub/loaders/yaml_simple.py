"""The YAML that nearly all front matter is, read ten times as fast as the whole language.

One field a line; its value a plain or quoted text, or a list of plain words in brackets.
Whatever is not surely that is left to the real parser, which has the same answer for the rest.
"""

from __future__ import annotations

import re
from typing import Any

_FIELD = re.compile(
    r"""
    ([A-Za-z_][A-Za-z0-9_-]*):
    (?:[ ]+(?:
        "([^"\\\n]*)"                           # quoted, without escapes
      | '([^'\n]*)'
      | \[([^\[\]{}"'\n\#:&*!|>%@`]*)\]         # a list of plain words
      | ([A-Za-z0-9][^\n]*)                     # plain: it cannot be a sign of YAML's
    ))?
    [ ]*\n
    """,
    re.VERBOSE,
)
_NOT_PLAIN = re.compile(r":[ ]|[ ]\#|:$")
_INTEGER = re.compile(r"0|[1-9][0-9]{0,17}")
_CONSTANTS = {"true": True, "false": False, "null": None}
# What YAML counts as the end of a line, or refuses.
_ODD = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def parse_simple(block: str) -> dict[str, Any] | None:
    """Return the fields of a block, or None if it takes the real parser to tell."""
    if not block.replace("\n", " ").isprintable() and _ODD.search(block):
        return None
    fields: dict[str, Any] = {}
    at = 0
    while match := _FIELD.match(block, at):
        key, double, single, items, plain = match.groups()
        if (
            key in fields
            or key.lower() in _CONSTANTS
            or (plain and _NOT_PLAIN.search(plain.rstrip(" ")))
        ):
            return None
        if plain is not None:
            fields[key] = _resolved(plain.rstrip(" "))
        elif items is None:
            fields[key] = double if double is not None else single
        elif (words := _words(items)) is not None:
            fields[key] = words
        else:
            return None
        at = match.end()
    return fields if at == len(block) and fields else None


def _resolved(text: str) -> Any:
    if len(text) > 18:
        return text
    if text[0] in "0123456789":
        return int(text) if _INTEGER.fullmatch(text) else text
    return _CONSTANTS.get(text.lower(), text)


def _words(items: str) -> list[Any] | None:
    if not items.strip():
        return []
    words = [item.strip() for item in items.split(",")]
    if all(word and word[0].isascii() and word[0].isalnum() for word in words):
        return [_resolved(word) for word in words]
    return None
