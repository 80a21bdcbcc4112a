"""Colours that are none, with what was meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

from feedpub.newsletter.lint.colour_names import COLOURS, FUNCTIONS, WORDS
from feedpub.newsletter.lint.near import meant, nearest

COLOURED = frozenset(
    "color background-color border-color border-top-color border-right-color "
    "border-bottom-color border-left-color outline-color text-decoration-color caret-color "
    "column-rule-color fill stroke".split()
)
"""Properties whose values are colours and nothing else."""

ALSO_COLOURED = COLOURED | frozenset(
    "background border border-top border-right border-bottom border-left outline box-shadow "
    "text-shadow text-decoration column-rule".split()
)
"""Those, and properties in whose values colours may stand."""

_HEX = re.compile(r"[0-9a-f]+", re.I)
_WORD = re.compile(
    r"""url\([^()]*\)|"[^"]*"|'[^']*'|[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|(?P<hash>\#+\s?[\w-]*)"""
    r"|(?P<word>[\w\\-]+)",
)
_FOREIGN = set("{}[]<>|*%!\\")
"""Signs of tricks, and of what other programs fill in."""

_PATH = re.compile(r"look(?:\.\w+)+")
_QUOTES = "\"'\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}" + (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}\N{DOUBLE LOW-9 QUOTATION MARK}"
)
_DIGITS = "write `#` and three or six digits, each from 0 to 9 or from a to f"


def bad_colours(name: str, value: str, tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the colours of a value, as a message and a hint."""
    if name in COLOURED:
        yield from _no_colour(value, tokens)
    yield from _functions(tokens)
    yield from _misspelt(value, alone=name in COLOURED)


def _no_colour(value: str, tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield the value of a colour that can be none, however new the program is."""
    if len(tokens) == 1 and tokens[0].type == "function" and tokens[0].lower_name == "light-dark":
        for part in _parts(tokens[0].arguments):
            yield from _no_colour(_text(part), part)
        return
    kinds = [t for t in tokens if t.type not in ("whitespace", "comment")]
    if not any(map(_is_never, kinds)) or _is_foreign(value, kinds):
        return
    quoted = any(t.type == "string" or set(_QUOTES).intersection(_text([t])) for t in kinds)
    bare = value.strip(_QUOTES)
    hint = f"write `{bare}`, without quotes" if quoted else _DIGITS
    if _PATH.fullmatch(value):
        hint = f"write `{{{{ {value} }}}}`"
    yield f"`{_short(value)}` is no colour", hint


def _is_never(token: Any) -> bool:
    """Say whether a token stands in no colour, outside of brackets."""
    if token.type == "ident":
        return not token.value.isascii()
    if token.type in ("number", "dimension", "percentage"):
        written = token.serialize()
        return bool(token.value) and not (_HEX.fullmatch(written) and len(written) in (3, 6))
    return token.type in ("literal", "string", "at-keyword")


def _is_foreign(value: str, tokens: Sequence[Any]) -> bool:
    return any(t.type in ("{} block", "[] block") for t in tokens) or bool(
        _FOREIGN.intersection(t.value for t in tokens if t.type == "literal") or "\\" in value
    )


def _parts(tokens: Sequence[Any]) -> Iterator[list[Any]]:
    """Yield what stands between commas."""
    part: list[Any] = []
    for token in tokens:
        if token == ",":
            yield part
            part = []
        elif part or token.type not in ("whitespace", "comment"):
            part.append(token)
    yield part


def _text(tokens: Sequence[Any]) -> str:
    return "".join(token.serialize() for token in tokens).strip()


def _short(value: str) -> str:
    value = " ".join(value.split())
    return value if len(value) <= 40 else f"{value[:39]}…"


def _functions(tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "function":
            if near := _near_function(token.lower_name):
                yield f"there is no function `{token.name}()`", meant(f"{near}(…)")
            yield from _functions(token.arguments)


@functools.lru_cache(maxsize=512)
def _near_function(name: str) -> str:
    if name in FUNCTIONS or not re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name):
        return ""
    return nearest(name, sorted(FUNCTIONS), shortest=3)


def _misspelt(value: str, *, alone: bool) -> Iterator[tuple[str, str]]:
    for found in _WORD.finditer(value[:300]):
        word = found[0]
        if found["hash"]:
            if not re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", word, re.I):
                yield f"`{word}` is no colour", _DIGITS
        elif found["word"] and alone:
            if _HEX.fullmatch(word) and len(word) in (3, 6) and word.lower() not in COLOURS:
                yield f"`{word}` is no colour", f"write `#{word}`"
            elif near := _near_colour(word.lower()):
                yield f"`{word}` is no colour", meant(near)


@functools.lru_cache(maxsize=512)
def _near_colour(word: str) -> str:
    if word in COLOURS or word in WORDS or "\\" in word or not word.isalpha():
        return ""
    return nearest(word, COLOURS, shortest=3)
