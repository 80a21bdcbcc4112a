"""What in a style sheet is no rule and no declaration, and how that is said.

Tricks that work as they are meant are left alone: ``*zoom:1`` and ``_height:1px`` for old
Internet Explorers, and ``};``.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile
from typing import Any

from feedpub.newsletter.lint.property_names import PROPERTIES, is_known

_SPACE = ("whitespace", "comment")
_NEVER = (
    *("string", "url", "at-keyword", "number", "percentage", "dimension", "error"),
    *("() block", "{} block"),
)
"""Kinds of tokens that no selector has."""

_COMBINATORS = (">", "+", "~", "||")
_BEFORE_NAMES = ("*", "+", "#", "_", "$", "&", "!")
"""Signs before a property with which it is for old Internet Explorers alone."""

_FREE = ("filter", "behavior", "tab-stops")
"""Properties whose values Internet Explorer and Word write in ways of their own."""


def quoted(text: str) -> str:
    """Return CSS for a message: on one line, and not all of it."""
    text = " ".join(text.split())
    return f"`{text if len(text) <= 60 else text[:59] + '…'}`"


def in_selector(tokens: Sequence[Any], *, nested: bool) -> str:
    """Return what is wrong with a selector, as the end of a sentence about it; or nothing."""
    tokens = list(dropwhile(lambda token: token.type in _SPACE or token == ";", tokens))
    while tokens and tokens[-1].type in _SPACE:
        tokens.pop()
    if not tokens:
        return "has no selector before it"
    if tokens[0] == "/" and tokens[1:2] == ["/"]:
        broken = any(t.type == "whitespace" and "\n" in t.value for t in tokens)
        return "is no selector: `//` begins no comment in CSS" if broken else ""
    before: Any = ","
    for token in tokens:
        if token.type not in _SPACE:
            if not _may_follow(before, token, nested=nested):
                return "is no selector"
            before = token
    return "is no selector" if before in (",", ".", ":", *_COMBINATORS) else ""


def _may_follow(before: Any, token: Any, *, nested: bool) -> bool:
    if token.type in _NEVER:
        return False
    if before == ".":
        return bool(token.type == "ident")
    if before == ":":
        return bool(token == ":" or token.type in ("ident", "function"))
    if token == ",":
        return bool(before != "," and before not in _COMBINATORS)
    if token.type == "literal":
        if token in _COMBINATORS:
            return bool(before not in _COMBINATORS and (nested or before != ","))
        return token in (".", ":", "*", "|", "&")
    return bool(token.type != "function")


def in_declaration(tokens: Sequence[Any]) -> str | None:
    """Return why this is no declaration; empty for what is meant so, nothing if it is one."""
    first, rest = tokens[0], [t for t in tokens[1:] if t.type not in _SPACE]
    if first == ":":
        return "has no name before its colon"
    if _is_trick(first, tokens[1:]):
        return ""
    if first == "/" and tokens[1:2] == ["/"]:
        lines = any(t.type == "whitespace" and "\n" in t.value for t in tokens)
        return "is no declaration: `//` begins no comment in CSS" if lines else ""
    if first.type != "ident":
        return "is no declaration"
    if not rest or rest[0] != ":":
        return "has no colon"
    if first.value.startswith("--"):
        return None
    if len(rest) == 1:
        return "has no value"
    if lost := _swallowed(first.lower_value, tokens):
        return f"lacks a semicolon before `{lost}`"
    return _too_many(first.lower_value, rest[1:])


def _is_trick(first: Any, rest: Sequence[Any]) -> bool:
    if first.type == "hash":
        return bool(rest) and rest[0] == ":"
    named = len(rest) > 1 and rest[0].type == "ident" and any(t == ":" for t in rest[1:3])
    return named and first in _BEFORE_NAMES


def _too_many(name: str, value: Sequence[Any]) -> str | None:
    for token, following in zip(value, (*value[1:], None), strict=True):
        if token.type == "error":
            return f"has a `{token.kind}` too many"
        if name in PROPERTIES and name not in _FREE:
            if token == ":":
                return "has a colon too many"
            if token == "/" and following == "/":
                return "has `//`, which begins no comment in CSS"
    return None


def _swallowed(name: str, tokens: Sequence[Any]) -> str:
    """Return the property that the value swallows, since nothing ends it before."""
    if name.startswith(("mso-", "-ms-")) or name in _FREE:
        return ""
    start = next(number for number, token in enumerate(tokens) if token == ":") + 1
    for number in range(start + 2, len(tokens)):
        space, word, colon = tokens[number - 2 : number + 1]
        if colon == ":" and word.type == "ident" and space.type in _SPACE:
            on_new_line = space.type == "whitespace" and "\n" in space.value
            if is_known(word.lower_value) or on_new_line:
                return str(word.value)
    return ""
