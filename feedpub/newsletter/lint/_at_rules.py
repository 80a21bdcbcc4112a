"""What the blocks of at-rules hold."""

from __future__ import annotations

import enum
import re
from collections.abc import Mapping


class Content(enum.Enum):
    """What stands between the braces of an at-rule."""

    RULES = "rules"
    DECLARATIONS = "declarations"
    OTHER = "other"
    """What is not read here."""

    UNKNOWN = "unknown"
    """It is read as rules, and nothing in it is a mistake."""


_WORDS: Mapping[Content, str] = {
    Content.RULES: "media supports layer container scope starting-style document",
    Content.DECLARATIONS: "font-face page property counter-style viewport",
    Content.OTHER: "keyframes font-feature-values import",
}
_CONTENTS = {name: content for content, names in _WORDS.items() for name in names.split()}
_PREFIX = re.compile(r"\A-[a-z]+-")

_ENDED = ("import", "charset", "namespace")
_BLOCKS = ("media", "supports", "font-face", "page", "keyframes", "-webkit-keyframes")


def content_of(name: str) -> Content:
    """Return what the block of an at-rule holds; one with the prefix of a browser is the same."""
    return _CONTENTS.get(_PREFIX.sub("", name), Content.UNKNOWN)


def fault_of(name: str, *, has_block: bool) -> str:
    """Return what is wrong with how an at-rule ends, or nothing."""
    if name in _ENDED and has_block:
        return "is not ended by a semicolon"
    return "has no block" if name in _BLOCKS and not has_block else ""
