"""How much of a text changed, in words."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import takewhile

from feedpub.markup.text import text_of

# Chinese and Japanese have no spaces; there each character counts.
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_ADDRESS = re.compile(r'\b(src|srcset|poster|href)\s*=\s*"([^"]*)"', re.IGNORECASE)
_MOST = 3_000
"""Of longer changes only the numbers of each word are compared; that is fast, and near enough."""


def words_changed(before: str, after: str) -> tuple[int, int]:
    """Return how many words came and how many went, between two texts in HTML."""
    old, new = _WORD.findall(text_of(before)), _WORD.findall(text_of(after))
    start = _common(old, new)
    old, new = old[start:], new[start:]
    end = _common(old[::-1], new[::-1])
    old, new = old[: len(old) - end], new[: len(new) - end]
    if max(len(old), len(new)) > _MOST:
        ours, theirs = Counter(new), Counter(old)
        return (ours - theirs).total(), (theirs - ours).total()
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    changes = [(j2 - j1, i2 - i1) for tag, i1, i2, j1, j2 in codes if tag != "equal"]
    return sum(came for came, _ in changes), sum(went for _, went in changes)


def _common(one: list[str], other: list[str]) -> int:
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def beyond_words(before: str, after: str) -> str:
    """Return what differs between two texts whose words are the same."""
    old, new = dict.fromkeys(_ADDRESS.findall(before)), dict.fromkeys(_ADDRESS.findall(after))
    names = {name.lower() for name, _ in old.keys() ^ new.keys()}
    if names - {"href"}:
        return "pictures"
    return "links" if names else "markup"
