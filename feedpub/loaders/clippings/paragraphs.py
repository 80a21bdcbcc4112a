"""From lines to paragraphs: lines are cleaned, and joined where a paragraph was wrapped."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from feedpub.loaders.clippings.captions import is_marker
from feedpub.loaders.clippings.dates import split_dates
from feedpub.loaders.clippings.furniture import is_furniture, tail
from feedpub.loaders.clippings.lines import bullet, ends
from feedpub.loaders.clippings.names import byline


class Line(NamedTuple):
    """One paragraph, once wrapped lines are joined."""

    number: int
    text: str
    tight: bool
    """Directly below the line before, in a text that has blank lines between paragraphs."""


def read_paragraphs(text: str) -> list[Line]:
    """Clean the lines, and join those that were one paragraph before it was wrapped."""
    raw = [line.translate(_INVISIBLE) for line in _BREAK.split(text)]
    clean = [" ".join(line.split()) for line in raw]
    column = _column(clean)
    result: list[tuple[int, list[str], bool]] = []
    for at, line in enumerate(clean):
        above = clean[at - 1] if at else ""
        if line and above and column and _continues(raw[at - 1 : at + 1], above, line, column):
            result[-1][1].append(line)
        elif line:
            result.append((at + 1, [line], bool(above)))
    spaced = 2 * sum(tight for _, _, tight in result) < len(result)
    return [Line(number, _join(parts), spaced and tight) for number, parts, tight in result]


_BREAK = re.compile(r"\r\n|\r|\n")
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u2060\u00ad")
_WIDEST, _NARROWEST, _SLACK = 100, 40, 5
"""Columns between which text is wrapped, and how much of the last may be free."""


def _column(clean: Sequence[str]) -> int:
    """Return the column at which the text is wrapped, or 0."""
    filled = [line for line in clean if line]
    above = [a for a, b in pairwise(clean) if a and b and not is_marker(a)]
    if 20 * sum(len(line) > _WIDEST for line in filled) > len(filled) or not above:
        return 0
    column = sorted(map(len, above))[len(above) * 9 // 10]
    full = [a for a in above if not ends(a) and len(a) > column * 3 // 4]
    return column if column >= _NARROWEST and len(full) * 2 > len(above) else 0


def _continues(raw: Sequence[str], above: str, line: str, column: int) -> bool:
    """Tell whether a line goes on where the one above had no room for its first word."""
    if len(above) + 1 + len(line.split(" ", 1)[0]) < column - _SLACK:
        return False
    indents = [len(r) - len(r.lstrip()) for r in raw]
    if indents[1] > indents[0] or bullet(line) or split_dates(line) or byline(line):
        return False
    return not (ends(above) and (is_marker(line) or tail(line) or is_furniture(line)))


def _join(parts: Sequence[str]) -> str:
    """Join lines with spaces, except after a hyphen: ``well-`` and ``known``."""
    text = [parts[0]]
    for above, part in pairwise(parts):
        text.append(part if above[-1] == "-" and above[-2:-1].isalpha() else f" {part}")
    return "".join(text)
