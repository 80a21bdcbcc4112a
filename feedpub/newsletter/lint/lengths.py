"""Lengths that are none: `28xp`, `28 px`, and `28` where a number alone means nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from feedpub.newsletter.lint.near import nearest

_BOX = ("margin", "padding", "scroll-margin", "scroll-padding", "inset")
_SIDES = (
    *("", "-top", "-right", "-bottom", "-left", "-block", "-block-start", "-block-end"),
    *("-inline", "-inline-start", "-inline-end"),
)
_LINES = frozenset(
    (*(f"border{side}" for side in _SIDES), "outline", "column-rule", "box-shadow", "text-shadow")
)
"""Properties with a length, or several, and a colour."""

LENGTHS = _LINES | frozenset(
    """
    background-position background-position-x background-position-y background-size block-size
    border-bottom-left-radius border-bottom-right-radius border-radius border-spacing
    border-top-left-radius border-top-right-radius bottom column-gap column-width flex-basis
    font-size gap height inline-size left letter-spacing line-height-step max-block-size
    max-height max-inline-size max-width min-block-size min-height min-inline-size min-width
    outline-offset outline-width perspective right row-gap text-decoration-thickness text-indent
    text-underline-offset top vertical-align width word-spacing
    """.split()
).union(
    (f"{name}{side}" for name in _BOX for side in _SIDES),
    (f"border{side}-width" for side in _SIDES),
)
"""Properties that take no number but 0 (the formal syntaxes of MDN's browser data)."""

_WITH_NUMBERS = frozenset("background columns flex font line-height tab-size".split())
"""Properties that take lengths, and numbers too."""

_COMMON = "px em % rem pt ex ch vw vh in cm mm pc vmin vmax".split()
_KNOWN = frozenset(
    """
    cap cqb cqh cqi cqmax cqmin cqw deg dpcm dpi dppx dvb dvh dvi dvmax dvmin dvw fr grad hz ic
    khz lh lvb lvh lvi lvmax lvmin lvw ms q rad rcap rch rex ric rlh s svb svh svi svmax svmin svw
    turn vb vi
    """.split()
).union(_COMMON)
"""CSS Values 4, sections 6 and 7; the units of grids and containers."""

_WORDS = {"pixel": "px", "pixels": "px", "point": "pt", "points": "pt", "percent": "%"}
_FOREIGN = set("{}[]<>|*$\\")
"""Signs of tricks, and of what other programs fill in."""

_MATHS = ("calc", "min", "max", "clamp")
_HEX = re.compile(r"(?:[0-9a-f]{3}){1,2}", re.I)


def bad_lengths(name: str, value: str, tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield each part of a value that is no length, and what it should be.

    Of a colour that lacks its `#`, in `border:1px solid 333`, that is the colour.
    """
    if (name in LENGTHS or name in _WITH_NUMBERS) and not _FOREIGN.intersection(value):
        yield from _bad(name, tokens, alone=name in LENGTHS)


def _bad(name: str, tokens: Sequence[Any], *, alone: bool) -> Iterator[tuple[str, str]]:
    lacks_colour = name in _LINES and any(map(_is_width, tokens)) and not _has_hash(tokens)
    for number, token in enumerate(tokens):
        following = tokens[number + 1 : number + 3]
        if token.type == "function" and token.lower_name in _MATHS:
            yield from _bad(name, token.arguments, alone=False)
        if token.type not in ("number", "dimension"):
            continue
        digits = token.representation
        unit = token.unit if token.type == "dimension" else ""
        if lacks_colour and _HEX.fullmatch(digits + unit):
            yield digits + unit, f"#{digits}{unit}"
        elif unit:
            if right := _unit_meant(unit, alone=alone):
                yield digits + unit, digits + right
        elif apart := _unit_apart(following):
            yield f"{digits} {apart}", f"{digits}{apart}"
        elif alone and token.value and _stands_free(tokens, number):
            yield digits, f"{digits}px"


def _is_width(token: Any) -> bool:
    if token.type == "dimension":
        return token.lower_unit in _KNOWN
    return _is(token, "thin", "medium", "thick")


def _has_hash(tokens: Sequence[Any]) -> bool:
    return any(token.type == "hash" for token in tokens)


def _is(token: Any, *words: str) -> bool:
    return token.type == "ident" and token.lower_value in words


def _unit_meant(unit: str, *, alone: bool) -> str:
    """Return the unit that is meant by one that does not exist; empty if none is near."""
    lower = unit.lower()
    if lower in _KNOWN or (lower == "x" and not alone):
        return ""
    if not lower.isascii():
        return "px"
    near = (known for known in _COMMON if nearest(lower, [known], shortest=1))
    return _WORDS.get(lower) or next(near, "")


def _unit_apart(following: Sequence[Any]) -> str:
    """Return the unit that stands behind a space."""
    if len(following) < 2 or following[0].type != "whitespace":
        return ""
    unit = following[1]
    return str(unit.value) if unit == "%" or _is(unit, *_COMMON) else ""


def _stands_free(tokens: Sequence[Any], number: int) -> bool:
    around = [*tokens[max(number - 1, 0) : number], *tokens[number + 1 : number + 2]]
    return all(t.type in ("whitespace", "comment") or t in (",", "/") for t in around)
