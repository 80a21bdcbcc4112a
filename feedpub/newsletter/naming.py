"""Late fields in messages: as authors write them, not as the words that stand for them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping

from feedpub.errors import FeedpubError
from feedpub.newsletter.gaps import pattern_of
from feedpub.newsletter.late import Gap


def named(text: str, gaps: Mapping[str, Gap]) -> str:
    """Return a message in which ``{{ subscriber.email }}`` stands for each word of a late field.

    So it does for the beginning of one, where a message had to be cut off.
    """
    if "zq" not in text or not gaps:
        return text
    text = pattern_of(gaps).sub(lambda match: _said(gaps[match[0]].field), text)
    for word, gap in gaps.items():
        whose = {each.field for each in gaps.values() if each.type == gap.type}
        said = _said(gap.field if len(whose) == 1 else "…")
        least = word.index("zq") + _LEAST
        begun = "|".join(re.escape(word[:end]) for end in range(len(word) - 1, least - 1, -1))
        text = re.sub(rf"(?:{begun})(?=[`”…]|$)", said, text)
    return text


_LEAST = 3
"""Letters by which the beginning of a word is known."""


def _said(field: str) -> str:
    return f"{{{{ subscriber.{field} }}}}"


@contextlib.contextmanager
def named_errors(gaps: Mapping[str, Gap]) -> Iterator[None]:
    """Let the messages of errors name late fields so that people know them."""
    try:
        yield
    except FeedpubError as e:
        for each in e.all():
            each.message, each.hint = named(each.message, gaps), named(each.hint, gaps)
        raise
