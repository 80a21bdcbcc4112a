"""Text in columns: wrapped for a window of fixed width, addresses left whole.

A column is one Latin letter wide. Chinese, Japanese and Korean letters take two, and
lines of Chinese and Japanese may end almost anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

COLUMNS = 72
"""RFC 5322 recommends at most 78; this leaves room for one level of ``> ``."""

_CLOSING = frozenset(
    "、。，．：；！？）」』】〉》〕］｝”’…‥ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_OPENING = frozenset("（「『【〈《〔［｛“‘")

_NUMERIC = re.compile(r"[^\w\s]?\s?[-+−]?\d|$")
"""A cell that is a number, perhaps with a sign of a currency before it, or empty."""


def columns(text: str) -> int:
    """Return how many columns `text` takes on one line."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def wrap(text: str, width: int = COLUMNS, first: str = "", rest: str | None = None) -> str:
    """Return `text` in lines of at most `width` columns.

    The first begins with `first`, the others with `rest`, or with as much space.
    A line feed ends a line. A word that is too long for a line stands there alone.
    """
    rest = " " * columns(first) if rest is None else rest
    lines: list[str] = []
    for line in text.split("\n"):
        lines += _fill(line, width, first if not lines else rest, rest)
    return "\n".join(lines)


def _fill(text: str, width: int, first: str, rest: str) -> list[str]:
    lines: list[str] = []
    line, used, empty = first, columns(first), True
    for space, piece in _pieces(text):
        gap = "" if empty else space
        size = columns(piece)
        if not empty and used + len(gap) + size > width:
            lines.append(line)
            line, used, gap = rest, columns(rest), ""
        line += gap + piece
        used += len(gap) + size
        empty = False
    return [*lines, line.rstrip()]


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may not be broken, each with the space that separates it from the last."""
    # A no-break space is a letter here, as everywhere.
    for word in re.split(r"[ \t\r\f\v]+", text.strip(" \t\r\f\v")):
        space = " "
        for piece in [word] if word.isascii() else _breakable(word):
            yield space, piece
            space = ""


def _breakable(word: str) -> Iterator[str]:
    start = 0
    for at in range(1, len(word)):
        left, right = word[at - 1], word[at]
        if right in _CLOSING or left in _OPENING or _joined(left, right):
            continue
        if _is_ideographic(left) or _is_ideographic(right):
            yield word[start:at]
            start = at
    yield word[start:]


def _joined(left: str, right: str) -> bool:
    """Tell whether two characters are one to the eye: an accent, an emoji of several."""
    return (
        left == "\u200d"
        or "\U0001f3fb" <= right <= "\U0001f3ff"
        or _columns_of(right) == 0
        or unicodedata.category(right) == "Mc"
    )


def _is_ideographic(letter: str) -> bool:
    # Korean separates its words by spaces.
    return _columns_of(letter) == 2 and not "\uac00" <= letter <= "\ud7a3"


def underline(text: str, sign: str = "-") -> str:
    """Return `text` with a line below, as long as its longest line, at most `COLUMNS`."""
    longest = max(map(columns, text.split("\n")))
    return f"{text}\n{sign * min(longest, COLUMNS)}" if text else ""


def indent(text: str, by: str) -> str:
    """Return `text` with `by` before each line."""
    return "\n".join((by + line).rstrip() for line in text.split("\n"))


def paragraphs(blocks: Iterable[str]) -> str:
    """Join blocks by empty lines; empty ones are left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block and block.strip())


def lines(blocks: Iterable[str]) -> str:
    """Join blocks by ends of line; empty ones are left out."""
    return "\n".join(block.strip("\n") for block in blocks if block and block.strip())


def table(rows: list[list[str]], width: int = COLUMNS, *, heading: bool = True) -> str:
    """Return rows of cells in columns, or each row as a list where they are too wide."""
    count = max(map(len, rows), default=0)
    padded = [[*row, *[""] * (count - len(row))] for row in rows]
    sizes = [max(columns(row[at]) for row in padded) for at in range(count)]
    if sum(sizes) + 2 * (count - 1) > width:
        return _listed(padded, width, heading=heading)
    numeric = [all(_NUMERIC.match(row[at]) for row in padded[heading:]) for at in range(count)]
    written = [_spread(row, sizes, numeric) for row in padded]
    if heading:
        written.insert(1, "  ".join("-" * size for size in sizes))
    return "\n".join(written)


def _spread(row: list[str], sizes: list[int], numeric: list[bool]) -> str:
    gaps = [" " * (size - columns(cell)) for cell, size in zip(row, sizes, strict=True)]
    cells = [gap + cell if right else cell + gap
             for cell, gap, right in zip(row, gaps, numeric, strict=True)]  # fmt: skip
    return "  ".join(cells).rstrip()


def _listed(rows: list[list[str]], width: int, *, heading: bool) -> str:
    names = rows[0] if heading and len(rows) > 1 else [""] * len(rows[0])
    blocks = []
    for row in rows[1:] if heading and len(rows) > 1 else rows:
        cells = [f"{name}: {cell}" if name else cell
                 for name, cell in zip(names, row, strict=True) if cell]  # fmt: skip
        blocks.append("\n".join(wrap(cell, width, "" if at == 0 else "  ", "    ")
                                for at, cell in enumerate(cells)))  # fmt: skip
    return paragraphs(blocks)
