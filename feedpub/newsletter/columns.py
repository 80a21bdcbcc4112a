"""Text in columns: wrapped for a window of fixed width, addresses left whole."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from feedpub.newsletter.breaking import columns, pieces

__all__ = ["COLUMNS", "columns", "indent", "lines", "paragraphs", "table", "underline", "wrap"]

COLUMNS = 72
"""RFC 5322 recommends at most 78; this leaves room for one level of ``> ``."""

_BLANK = " \N{IDEOGRAPHIC SPACE}"

_NUMERIC = re.compile(r"[^\w\s]?\s?[-+−]?\d|$")
"""A cell that is a number, perhaps with a sign of a currency before it, or empty."""


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
    for space, piece in pieces(text):
        gap = "" if empty else space
        size = columns(piece)
        if not empty and used + len(gap) + size > width:
            lines.append(line.rstrip(_BLANK))
            line, used, gap = rest, columns(rest), ""
        line += gap + piece
        used += len(gap) + size
        empty = False
    return [*lines, line.rstrip(_BLANK)]


def underline(text: str, sign: str = "-", most: int = COLUMNS) -> str:
    """Return `text` with a line below, as long as its longest line, at most `most` columns."""
    longest = max(map(columns, text.split("\n")))
    return f"{text}\n{sign * min(longest, most)}" if text else ""


def indent(text: str, by: str) -> str:
    """Return `text` with `by` before each line."""
    return "\n".join((by + line).rstrip() for line in text.split("\n"))


def paragraphs(blocks: Iterable[str]) -> str:
    """Join blocks by empty lines; empty ones are left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block and block.strip())


def lines(blocks: Iterable[str]) -> str:
    """Join blocks by ends of line; empty ones are left out."""
    return "\n".join(block.strip("\n") for block in blocks if block and block.strip())


def table(
    rows: list[list[str]], width: int = COLUMNS, *, heading: bool = True, colon: str = ": "
) -> str:
    """Return rows of cells in columns; where these are too wide, each row as a list.

    As a list too where a cell is written from right to left: a mail program may turn the
    line, and what stood below each other would not any more. `colon` follows a heading there.
    """
    count = max(map(len, rows), default=0)
    padded = [[*row, *[""] * (count - len(row))] for row in rows]
    sizes = [max(columns(row[at]) for row in padded) for at in range(count)]
    turned = any(_is_turned(cell) for row in rows for cell in row)
    if count > 1 and (turned or sum(sizes) + 2 * (count - 1) > width):
        return _listed(padded, width, colon if heading and len(rows) > 1 else "")
    if count == 1 and sizes[0] > width:
        return paragraphs(wrap(row[0], width) for row in padded)
    numeric = [all(_NUMERIC.match(row[at]) for row in padded[heading:]) for at in range(count)]
    written = [_spread(row, sizes, numeric) for row in padded]
    if heading:
        written.insert(1, "  ".join("-" * size for size in sizes))
    return "\n".join(written)


def _is_turned(text: str) -> bool:
    """Tell whether letters of `text` are written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _spread(row: list[str], sizes: list[int], numeric: list[bool]) -> str:
    gaps = [" " * (size - columns(cell)) for cell, size in zip(row, sizes, strict=True)]
    cells = [gap + cell if right else cell + gap
             for cell, gap, right in zip(row, gaps, numeric, strict=True)]  # fmt: skip
    return "  ".join(cells).rstrip()


def _listed(rows: list[list[str]], width: int, colon: str) -> str:
    """Return each row as lines, of which the first stands out; headings first if `colon`."""
    names, others = (rows[0], rows[1:]) if colon else ([""] * len(rows[0]), rows)
    # A heading above nothing would be lost.
    alone = [name for at, name in enumerate(names) if not any(row[at] for row in others)]
    blocks = [wrap(name, width) for name in alone]
    for row in others:
        cells = [f"{name}{colon}{cell}" if name else cell
                 for name, cell in zip(names, row, strict=True) if cell]  # fmt: skip
        blocks.append("\n".join(wrap(cell, width, "" if at == 0 else "  ", "    ")
                                for at, cell in enumerate(cells)))  # fmt: skip
    return paragraphs(blocks)
