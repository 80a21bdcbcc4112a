"""The cascade where premailer gets it wrong (CSS Cascade 4, section 6; Selectors 4, section 17)."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence

Pairs = Sequence[tuple[str, str]]
"""Properties with their values, important ones ending in ``!important``."""

Weight = tuple[int, int, int, int, int, int]
"""Important or not, the specificity, the number of the block, the number of the rule."""

_IMPORTANT = "!important"

_RESETS: Mapping[str, tuple[str, ...]] = {
    "font": ("font-", "line-height"),
    "padding": ("padding-",),
    "margin": ("margin-",),
    "background": ("background-",),
}
"""What a shorthand sets besides, so that what was said of it before counts no more."""


def weight(rule: tuple[Weight, str, str], block: int) -> Weight:
    """Return the weight of a rule with the specificity that its selector really has."""
    (important, *_, number), selector, _ = rule
    return (important, *_specificity(selector), block, number)


@functools.lru_cache(maxsize=1024)
def _specificity(selector: str) -> tuple[int, int, int]:
    from cssselect import parse

    specificity: tuple[int, int, int] = parse(selector)[0].specificity()
    return specificity


def merged(own: Pairs, rules: Iterable[Pairs]) -> str:
    """Return the style of an element: what `rules` say, the weightiest last, and its own.

    What is set again moves to the end, since ``padding`` after ``padding-left`` resets it.
    """
    said = [pair for rule in rules for pair in rule]
    normal = [pair for pair in said if not pair[1].endswith(_IMPORTANT)]
    important = [pair for pair in said if pair[1].endswith(_IMPORTANT)]
    style: dict[str, str] = {}
    for name, value in (*normal, *own, *important):
        if style.get(name, "").endswith(_IMPORTANT) and not value.endswith(_IMPORTANT):
            continue
        style.pop(name, None)
        for reset in _reset_by(name, style):
            del style[reset]
        style[name] = value
    return ";".join(f"{name}:{value}" for name, value in style.items())


def _reset_by(name: str, style: Mapping[str, str]) -> list[str]:
    starts = _RESETS.get(name)
    if not starts:
        return []
    return [
        other
        for other in style
        if other.startswith(starts) and not style[other].endswith(_IMPORTANT)
    ]
