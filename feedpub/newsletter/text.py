"""The text part: the body of an article as plain text, made from the record.

Not from the HTML of the mail, which holds preheader, spacers and layout. Links are
numbered in the text and listed after it, so that no address breaks a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from feedpub.newsletter import tree
from feedpub.newsletter.anchors import note_number
from feedpub.newsletter.columns import (
    COLUMNS,
    columns,
    indent,
    lines,
    paragraphs,
    table,
    underline,
    wrap,
)
from feedpub.newsletter.pictures import described
from feedpub.newsletter.quotes import is_pull_quote, take_speaker
from feedpub.newsletter.run import BLOCKS, Runs
from feedpub.newsletter.tables import filled, rows_of, span_of
from feedpub.newsletter.tree import Element
from feedpub.newsletter.words import WORDS, Words

_NARROWEST = 24
"""Columns that are left to words; what is nested more deeply goes no further to the right."""

_LONGEST_NUMBER = 8
"""Letters of the number of a note; what is longer is text."""


def html_to_text(markup: str, url: str = "", words: Words = WORDS["en"]) -> str:
    """Return clean HTML as text, with its notes and links listed at the end.

    No line is over `COLUMNS` but for code, and for words and addresses that are.
    Links to parts of the page at `url` itself are not listed.
    """
    return _Writer(Runs(url, words), words).write(tree.parse(markup))


class _Writer:
    """One pass over one body, block by block."""

    def __init__(self, runs: Runs, words: Words) -> None:
        self.runs = runs
        self.words = words
        self.notes: list[str] = []

    def write(self, root: Element) -> str:
        body = self.inside(root, COLUMNS)
        links = [f"[{number}] {address}" for address, number in self.runs.links.items()]
        return paragraphs([
            body,
            lines([self.words.label(self.words.notes), *self.notes]) if self.notes else "",
            lines([self.words.label(self.words.links), *links]) if links else "",
        ])  # fmt: skip

    def inside(self, element: Element, width: int) -> str:
        """Return the blocks within the element; loose words between them are blocks too."""
        return paragraphs(self._blocks(element, width))

    def _blocks(self, element: Element, width: int) -> Iterator[str]:
        run = [element.text or ""]
        for child in element:
            if _is_block(child):
                yield wrap(self.runs.settled(run), width)
                run = []
                yield self.block(child, width)
            else:
                run.append(self.runs.inline(child))
            run.append(child.tail or "")
        yield wrap(self.runs.settled(run), width)

    def block(self, element: Element, width: int) -> str:
        number = note_number(element)
        if 0 < len(number) <= _LONGEST_NUMBER:
            tree.remove(element[0])
            self.notes.append(_hung(f"({number}) ", partial(self.inside, element), width))
            return ""
        if write := _BLOCKS.get(str(element.tag)):
            return write(self, element, width)
        body = self.inside(element, width)
        return _marked(body, self.runs.mark(element), width) if element.tag == "a" else body

    def any(self, element: Element, width: int) -> str:
        """Return an element that may stand where only blocks should."""
        if _is_block(element):
            return self.block(element, width)
        return wrap(self.runs.settled([self.runs.inline(element)]), width)

    def heading(self, element: Element, width: int) -> str:
        return underline(wrap(self.runs.inside(element), width), most=width)

    def listed(self, element: Element, width: int, signs: Iterator[str]) -> str:
        """Return the items after their signs, and whatever else stands between them."""
        written = [wrap(self.runs.settled([element.text or ""]), width)]
        for child in element:
            if child.tag == "li":
                written.append(_hung(next(signs), partial(self.item, child), width))
            else:
                written.append(_hung("  ", partial(self.any, child), width))
            written.append(wrap(self.runs.settled([child.tail or ""]), width))
        join = paragraphs if any("\n\n" in item for item in written) else lines
        return join(written)

    def bullets(self, element: Element, width: int) -> str:
        return self.listed(element, width, iter(["- "] * len(element)))

    def numbers(self, element: Element, width: int) -> str:
        return self.listed(element, width, _numbers(element))

    def item(self, element: Element, width: int) -> str:
        """Return an item of a list; one without paragraphs stays close together."""
        join = lines if element.find("p") is None else paragraphs
        return join(self._blocks(element, width))

    def quote(self, element: Element, width: int) -> str:
        speaker = take_speaker(element) if is_pull_quote(element) else None
        if speaker is not None:
            speaker.text = f"\u2014 {speaker.text or ''}"
            element.append(speaker)
        if width - 2 < _NARROWEST:
            return self.inside(element, width)
        inner = self.inside(element, width - 2)
        return indent(inner, "> ") if inner else ""

    def code(self, element: Element, _: int) -> str:
        for end in element.iter("br"):
            end.text = "\n"
        return indent("".join(element.itertext()).strip("\n"), "    ")

    def table(self, element: Element, width: int) -> str:
        cells = rows_of(element)
        words = [[self.runs.inside(cell).replace("\n", " ") for cell in row] for row in cells]
        rows = filled(words, [[span_of(cell) for cell in row] for row in cells])
        heading = bool(cells) and all(cell.tag == "th" for cell in cells[0])
        caption = element.find("caption")
        above = wrap(self.runs.inside(caption), width) if caption is not None else ""
        return paragraphs([above, table(rows, width, heading=heading, colon=self.words.colon)])

    def definitions(self, element: Element, width: int) -> str:
        written = [wrap(self.runs.settled([element.text or ""]), width)]
        for child in element:
            if child.tag == "div":
                written.append(self.definitions(child, width))
            elif child.tag == "dd":
                written.append(_hung("    ", partial(self.inside, child), width, keep=True))
            else:
                written.append(self.any(child, width))
            written.append(wrap(self.runs.settled([child.tail or ""]), width))
        return lines(written)

    def figure(self, element: Element, width: int) -> str:
        if (description := described(element)) is not None:
            shown = self.words.label(self.words.picture, tree.words_of(description))
            description.text = f"[{shown}]"
        return lines(self._blocks(element, width))

    def player(self, element: Element, width: int) -> str:
        label, address = self.runs.player(element)
        return lines([wrap(label, width), address]) if address else self.inside(element, width)

    def rule(self, _: Element, width: int) -> str:
        return "* * *".center(width).rstrip()


_BLOCKS: Mapping[str, Callable[[_Writer, Element, int], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Writer.heading),
    "ul": _Writer.bullets,
    "ol": _Writer.numbers,
    "blockquote": _Writer.quote,
    "pre": _Writer.code,
    "table": _Writer.table,
    "dl": _Writer.definitions,
    "figure": _Writer.figure,
    "video": _Writer.player,
    "audio": _Writer.player,
    "iframe": _Writer.player,
    "hr": _Writer.rule,
}


def _is_block(element: Element) -> bool:
    """Tell whether the element is a block, or holds one."""
    return next(element.iter(*BLOCKS), None) is not None


def _hung(sign: str, write: Callable[[int], str], width: int, *, keep: bool = False) -> str:
    """Return the sign and beside it what `write` makes of the columns that are left."""
    size = columns(sign)
    if width - size < _NARROWEST:
        return write(width)
    inner = write(width - size)
    hung = indent(inner, " " * size)
    return (hung if keep else sign + hung.removeprefix(" " * size)) if inner else ""


def _marked(body: str, mark: str, width: int) -> str:
    """Return the blocks of a link with its number behind them, below where there is no room."""
    room = width - columns(body.rpartition("\n")[2]) - 1
    return f"{body}{' ' if room >= len(mark) else chr(10)}{mark}" if body and mark else body


def _numbers(element: Element) -> Iterator[str]:
    """Yield the signs of the items of a numbered list."""
    items = element.findall("li")
    step = 1 if element.get("reversed") is None else -1
    at = _number(element.get("start"), 1 if step > 0 else len(items))
    first = {"a": "a", "A": "A"}.get(element.get("type", ""))
    for item in items:
        at = _number(item.get("value"), at)
        yield f"{chr(ord(first) + at - 1)}. " if first and 1 <= at <= 26 else f"{at}. "
        at += step


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else otherwise
