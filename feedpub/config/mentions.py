"""Late fields as texts name them: ``{{ subscriber.name | default("friend") }}``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from feedpub.config.settings import LateField

BUILTIN: Mapping[str, LateField] = {
    "email": LateField(type="text", example="reader@example.org"),
    "unsubscribe_url": LateField(type="address", example="https://example.org/unsubscribe"),
    "preferences_url": LateField(type="address", example="https://example.org/preferences"),
}
"""The fields that every subscriber has."""


class Mention(NamedTuple):
    """A late field that a text names."""

    name: str
    fallback: str | None
    """What the text itself says for those who have none."""

    begin: int
    """Offset of the whole."""

    offset: int
    """Offset of the name."""

    whole: str
    """As it is written."""


def mentions(text: str) -> Iterator[Mention]:
    """Yield the late fields of a text, declared or not."""
    for match in _MENTION.finditer(text) if "{{" in text else ():
        yield _mention(match)


def replaced(text: str, by: Callable[[Mention], str]) -> str:
    """Return the text with something in the place of each late field."""
    return _MENTION.sub(lambda match: by(_mention(match)), text) if "{{" in text else text


def _mention(match: re.Match[str]) -> Mention:
    return Mention(match[1], match["fallback"], match.start(), match.start(1), match[0])


_MENTION = re.compile(
    r"""\{\{\s* subscriber\.(\w+) \s*
    (?: \|\s*d(?:efault)?\(\s* (?P<quote>["']) (?P<fallback>[^\n]*?) (?P=quote) \s*\) \s* )?
    \}\}""",
    re.X,
)
