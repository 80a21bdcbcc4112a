"""Tables of an article: what is a heading, and how they fit into a narrow window.

Words and numbers are never broken. A table that cannot fit a telephone is shown there row by
row, each cell after its heading; where a mail program knows no such rules, it scrolls.
"""

from __future__ import annotations

from feedpub.newsletter import tree
from feedpub.newsletter.columns import columns
from feedpub.newsletter.tree import Element

NARROW = 284
"""Pixels that a window of 320 leaves to a table."""

_LETTER = 7.5
"""Pixels of a letter in a table on a narrow screen."""

_PADDING = 8
_MOST_COLUMNS = 4
_DENSE_FROM = 7
_WHOLE = 12
"""A cell of one word of so many letters, mostly a number, keeps to one line."""

_MOST_SPAN = 100


def settle_tables(root: Element) -> None:
    """Say which cells are headings, and of what; a table without any only lays out."""
    for table in tree.elements(root, "table"):
        if not table.get("role"):
            _settle(table)


def _settle(table: Element) -> None:
    table.attrib.update({"width": "100%", "cellpadding": "0", "cellspacing": "0", "border": "0"})
    rows = rows_of(table)
    headings = [cell for row in rows for cell in row if cell.tag == "th"]
    if headings or table.find("caption") is not None:
        table.set("class", " ".join(["data", *_shapes(rows)]))
    else:
        table.set("role", "presentation")
    for cell in headings:
        if cell.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            cell.set("scope", "row" if _starts_row(cell) else "col")
    for row in rows:
        for cell in row:
            words = tree.words_of(cell)
            if words and " " not in words and columns(words) <= _WHOLE:
                cell.set("class", "whole")
    if "stack" in table.get("class", ""):
        _name_cells(rows)
    box = tree.new("div", {"class": "scroll"})
    tree.replace(table, box)
    box.append(table)


def rows_of(table: Element) -> list[list[Element]]:
    """Return the cells of the table itself, not those of tables in it."""
    return [
        [cell for cell in row if cell.tag in ("th", "td")]
        for row in table.iter("tr")
        if next(row.iterancestors("table")) is table
    ]


def filled(rows: list[list[str]], spans: list[list[tuple[int, int]]]) -> list[list[str]]:
    """Return the words of each cell in every row that it spans, columns it spans left empty.

    `spans` are columns and rows of each cell.
    """
    taken: dict[tuple[int, int], str] = {}
    for down, row in enumerate(rows):
        across = 0
        for words, (wide, high) in zip(row, spans[down], strict=True):
            while (down, across) in taken:
                across += 1
            for below in range(down, min(down + high, len(rows))):
                taken |= {(below, across + at): "" if at else words for at in range(wide)}
    count = max((across + 1 for _, across in taken), default=0)
    return [[taken.get((down, across), "") for across in range(count)] for down in range(len(rows))]


def span_of(cell: Element) -> tuple[int, int]:
    """Return how many columns and rows a cell takes; no more than a sane table has."""
    said = (cell.get("colspan", "1"), cell.get("rowspan", "1"))
    wide, high = (int(n) if n.isascii() and n.isdecimal() else 1 for n in said)
    return min(max(wide, 1), _MOST_SPAN), min(max(high, 1), _MOST_SPAN)


def _starts_row(cell: Element) -> bool:
    row = cell.getparent()
    return cell.getprevious() is None and any(other.tag == "td" for other in row)


def _shapes(rows: list[list[Element]]) -> list[str]:
    """Return the classes that say what is done to make the table fit."""
    count = max(map(len, rows), default=0)
    shapes = ["dense"] if count >= _DENSE_FROM else []
    if _can_stack(rows) and (count > _MOST_COLUMNS or _least_width(rows) > NARROW):
        shapes.append("stack")
    return shapes


def _can_stack(rows: list[list[Element]]) -> bool:
    """Tell whether every cell has one heading, in the first row."""
    cells = [cell for row in rows for cell in row]
    return (
        len(rows) > 1
        and all(cell.tag == "th" for cell in rows[0])
        and len({len(row) for row in rows}) == 1
        and not any(cell.get("colspan") or cell.get("rowspan") for cell in cells)
    )


def _least_width(rows: list[list[Element]]) -> float:
    longest = [
        max((len(word) for cell in column for word in tree.words_of(cell).split()), default=0)
        for column in zip(*rows, strict=True)
    ]
    return sum(letters * _LETTER + _PADDING for letters in longest)


def _name_cells(rows: list[list[Element]]) -> None:
    """Write the heading into each cell, to be shown where the table is shown row by row."""
    heads, *others = rows
    for head in heads:
        head.getparent().set("class", "heads")
    names = [tree.words_of(head) for head in heads]
    for row in others:
        for name, cell in zip(names, row, strict=True):
            if name and tree.words_of(cell):
                shown = tree.new("span", {"class": "head", "style": "mso-hide:all"}, f"{name}: ")
                shown.tail, cell.text = cell.text, None
                cell.insert(0, shown)
