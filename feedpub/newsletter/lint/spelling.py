"""Properties and colours that do not exist, with the nearest that does."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from feedpub.newsletter.lint.colour_names import COLOURS, WORDS
from feedpub.newsletter.lint.css import Declaration
from feedpub.newsletter.lint.property_names import DESCRIPTORS, PROPERTIES, is_known

COLOURED = frozenset(
    "color background-color border-color border-top-color border-right-color "
    "border-bottom-color border-left-color outline-color text-decoration-color caret-color "
    "column-rule-color fill stroke".split()
)
"""Properties whose values are colours and nothing else."""

_ALSO_COLOURED = COLOURED | frozenset(
    "background border border-top border-right border-bottom border-left outline box-shadow "
    "text-shadow text-decoration column-rule".split()
)


class Misspelt(NamedTuple):
    """What is wrong with a declaration."""

    message: str
    hint: str


def misspelt(declaration: Declaration) -> Misspelt | None:
    """Return what is misspelt in a declaration; nothing if nothing is for certain."""
    name = declaration.name
    if not is_known(name):
        near = near_property(name)
        return Misspelt(f"there is no property `{name}`", _meant(near)) if near else None
    if name in _ALSO_COLOURED:
        return next(_bad_colours(declaration), None)
    return None


@functools.lru_cache(maxsize=512)
def near_property(name: str) -> str:
    """Return the property that is meant; empty if none is so near that it must be."""
    return _nearest(name, [known for known in (*PROPERTIES, *DESCRIPTORS) if len(known) > 3])


_HEX = re.compile(r"[0-9a-f]+", re.I)
_WORD = re.compile(
    r"""url\([^()]*\)|"[^"]*"|'[^']*'|[\w-]+\([^()]*(?:\([^()]*\)[^()]*)*\)|(?P<hash>\#+\s?[\w-]*)"""
    r"|(?P<word>[\w\\-]+)",
)


def _bad_colours(declaration: Declaration) -> Iterator[Misspelt]:
    alone = declaration.name in COLOURED
    for found in _WORD.finditer(declaration.value[:300]):
        word = found[0]
        if found["hash"]:
            if not re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", word, re.I):
                hint = "write `#` and three or six digits, each from 0 to 9 or from a to f"
                yield Misspelt(f"`{word}` is no colour", hint)
        elif found["word"] and alone:
            if _HEX.fullmatch(word) and len(word) in (3, 6) and word.lower() not in COLOURS:
                yield Misspelt(f"`{word}` is no colour", f"write `#{word}`")
            elif near := _near_colour(word.lower()):
                yield Misspelt(f"`{word}` is no colour", _meant(near))


@functools.lru_cache(maxsize=512)
def _near_colour(word: str) -> str:
    if word in COLOURS or word in WORDS or "\\" in word or not word.isalpha():
        return ""
    return _nearest(word, COLOURS, shortest=3)


def _meant(near: str) -> str:
    return f"did you mean `{near}`?"


def _nearest(name: str, known: Iterable[str], shortest: int = 4) -> str:
    """Return the known name that differs in one letter, or in two if it is a long one."""
    if len(name) < shortest:
        return ""
    most = 2 if len(name) > 8 else 1
    letters = set(name)
    near = [
        (distance, other)
        for other in known
        if abs(len(other) - len(name)) <= most
        and len(letters ^ set(other)) <= 2 * most
        and (distance := _distance(name, other)) <= (most if other[0] == name[0] else 1)
    ]
    return min(near, default=(0, ""))[1]


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, left out, added or exchanged with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
