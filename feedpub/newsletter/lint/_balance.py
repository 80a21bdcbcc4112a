"""Whether everything that opens in a style sheet closes: braces, brackets, strings, comments.

Parsers mend all of these in silence (CSS Syntax 3, section 5.4.8), so that what a lost brace
swallows is gone and nobody is told. Here the place is looked for where the author slipped,
which is rarely the end of the sheet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.newsletter.lint._junk import quoted
from feedpub.newsletter.lint._rules import Problem

_PIECE = re.compile(
    r"""(?P<comment>/\*(?:.*?\*/|.*\Z))|(?P<string>"(?:[^"\\\n]|\\.)*(?P<end>"?)"""
    r"""|'(?:[^'\\\n]|\\.)*(?P<stop>'?))"""
    r"""|url\(\s*[^"'()\s{}]+\s*\)|\\.|(?P<sign>[][{}();])""",
    re.S | re.I,
)
_CLOSED = {")": "(", "]": "["}
_TOO_MANY = "`}` closes nothing"
_LINE = re.compile(r"^[ \t]*", re.M)
_MOST = 20
"""Of what is not closed, no more is told."""

_NOTHING = re.compile(r"(?:\s|/\*.*?\*/|<!--|-->)*", re.S)


class _Block(NamedTuple):
    """A bracket that is open, or has been."""

    sign: str
    at: int
    start: int
    """Where what stands before it begins: the selector of a rule."""

    is_rule: bool
    """Whether it holds the declarations of a selector."""

    indent: int
    """Of its line."""


def faults(text: str) -> list[Problem]:
    """Return what a style sheet, or a list of declarations, leaves open or closes too often."""
    return _Scan(text).faults()


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.open: list[_Block] = []
        self.holding: list[_Block] = []
        """Rules that have a rule inside, as one has that lost its brace."""
        self.outdented: list[_Block] = []
        """Blocks whose brace stands further left than they do."""
        self.start = 0
        self.lines = [found.span() for found in _LINE.finditer(text)]
        """Where each line starts, and where it has its first character that is no space."""

    def faults(self) -> list[Problem]:
        found = list(self._read())
        if found:  # braces in a string or a comment that never ends are not counted
            return [p for p in found if p == found[0] or p.message != _TOO_MANY][:_MOST]
        missing = [block for block in self.open if block.sign == "{"]
        if not missing:
            return []
        block = next(iter((*self.holding, *self.outdented, missing[-1])))
        words = self.text[block.start : block.at].strip()
        return [Problem(f"{quoted(words + ' {')} is never closed", block.start)]

    def _read(self) -> Iterator[Problem]:
        for piece in _PIECE.finditer(self.text):
            word = piece[0]
            if piece["comment"]:
                if message := _of_comment(word):
                    yield Problem(message, piece.start())
            elif piece["string"]:
                if not (piece["end"] or piece["stop"]):
                    yield Problem(f"the string {quoted(word)} is not closed", piece.start())
            elif piece["sign"]:
                yield from self._sign(word, piece.start())
        for block in self.open:
            if block.sign != "{":
                yield _unclosed(block)

    def _sign(self, sign: str, at: int) -> Iterator[Problem]:
        if sign in "{}":
            while self.open and self.open[-1].sign != "{":
                yield _unclosed(self.open.pop())
        if sign in "{([":
            self._push(sign, at)
        elif sign == "}":
            if not self.open:
                yield Problem(_TOO_MANY, at)
            else:
                self._pop(at)
        elif sign in _CLOSED and self.open and self.open[-1].sign == _CLOSED[sign]:
            self.open.pop()
        if sign in "{};" and not (self.open and self.open[-1].sign != "{"):
            self.start = at + 1

    def _push(self, sign: str, at: int) -> None:
        start, words = at, ""
        if sign == "{" and (nothing := _NOTHING.match(self.text, self.start, at)):
            start, words = nothing.end(), self.text[nothing.end() : at]
        block = _Block(sign, at, start, sign == "{" and words[:1] != "@", self._indent(start))
        outer = self.open[-1] if self.open else None
        if outer and outer.is_rule and block.is_rule and "&" not in words:
            self.holding.append(outer)
        self.open.append(block)

    def _pop(self, at: int) -> None:
        block = self.open.pop()
        if self._line(at)[1] == at and self._indent(at) < block.indent:
            self.outdented.append(block)

    def _line(self, at: int) -> tuple[int, int]:
        return self.lines[bisect_right(self.lines, (at, len(self.text))) - 1]

    def _indent(self, at: int) -> int:
        """Return how far the line of an offset is moved to the right."""
        start, first = self._line(at)
        return first - start


def _of_comment(comment: str) -> str:
    if len(comment) < 4 or not comment.endswith("*/"):
        return "the comment is never closed"
    before, again, _ = comment[2:].partition("/*")
    if again and re.search(r"[{};]", before):
        return "the comment is not closed before the next one begins"
    return ""


def _unclosed(block: _Block) -> Problem:
    return Problem(f"`{block.sign}` is not closed", block.at)
