"""The first sentences of a text, for a template that has room for no more."""

from __future__ import annotations

import re

_END = re.compile(r"(?:[.!?…؟۔]+[\"'”’»)\]]*(?= )|[。！？]+[」』）]*)")
_LEAST = 25
"""Letters of a sentence; what ends before is an abbreviation: “Mr.”, “No.”."""


def sentences(text: str, most: int = 2) -> str:
    """Return at most so many sentences of a text on one line, whole as they are."""
    begins = found = 0
    for end in _END.finditer(text):
        is_japanese = end[0][0] in "。！？"
        if end.end() - begins < (_LEAST // 2 if is_japanese else _LEAST):
            continue
        if text[end.end() :].lstrip()[:1].islower():
            continue
        found += 1
        begins = end.end()
        if found == most:
            return text[:begins]
    return text
