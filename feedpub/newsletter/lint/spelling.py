"""Declarations with what does not exist, with the nearest that does."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from feedpub.newsletter.lint._rules import tokenized
from feedpub.newsletter.lint.colour_values import ALSO_COLOURED, COLOURED, bad_colours
from feedpub.newsletter.lint.css import Declaration
from feedpub.newsletter.lint.lengths import LENGTHS, bad_lengths
from feedpub.newsletter.lint.near import meant, nearest
from feedpub.newsletter.lint.property_names import DESCRIPTORS, PROPERTIES, is_known

READ_BY = frozenset(("color", "background", "background-color"))
"""Properties that decide how well text is read."""


class Misspelt(NamedTuple):
    """What is wrong with a declaration."""

    message: str
    hint: str
    of_colour: bool = False
    """Whether text or its ground lacks its colour for it."""


def misspelt(declaration: Declaration) -> Misspelt | None:
    """Return what is misspelt in a declaration; nothing if nothing is for certain."""
    return _misspelt(declaration.name, declaration.value)


@functools.lru_cache(maxsize=4096)
def _misspelt(name: str, value: str) -> Misspelt | None:
    if not is_known(name):
        near = near_property(name)
        lost = near in READ_BY
        return Misspelt(f"there is no property `{name}`", meant(near), lost) if near else None
    if name not in PROPERTIES or len(value) > _LONGEST:
        return None
    of_colour = name in READ_BY
    message, hint = next(_faults(name, value), ("", ""))
    return Misspelt(message, hint, of_colour) if message else None


_LONGEST = 2000
"""A longer value is not read."""


def _faults(name: str, value: str) -> Iterator[tuple[str, str]]:
    tokens = tokenized(value)
    yield from _important(name, tokens)
    if name in ALSO_COLOURED:
        yield from bad_colours(name, value, tokens)
    elif name == "background-image":
        yield from bad_colours(name, "", tokens)
    for bad, good in bad_lengths(name, value, tokens):
        kind = "colour" if good.startswith("#") else "length"
        yield f"`{bad}` is no {kind}", f"write `{good}`"


def _important(name: str, tokens: Sequence[Any]) -> Iterator[tuple[str, str]]:
    """Yield what should be ``!important``."""
    words = [t for t in tokens if t.type not in ("whitespace", "comment")]
    for sign, word in pairwise(words):
        if word.type == "ident" and _is_nearly(word.lower_value):
            if sign == "!" and word.lower_value != "important":
                yield f"there is no `!{word.value}`", meant("!important")
            elif sign != "!" and word is words[-1] and name in COLOURED | LENGTHS:
                yield f"`{word.value}` lacks its `!`", "write `!important`"


def _is_nearly(word: str) -> bool:
    return bool(nearest(word, ["important"]))


@functools.lru_cache(maxsize=512)
def near_property(name: str) -> str:
    """Return the property that is meant; empty if none is so near that it must be."""
    return nearest(name, [known for known in (*PROPERTIES, *DESCRIPTORS) if len(known) > 3])
