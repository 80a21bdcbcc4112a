"""Marks that say from which line of which template each element and each CSS rule comes.

``<td class="story">`` becomes ``<td data-src="builtin/parts/story.html:3:5" class="story">``.
CSS has its marks before selectors and declarations, in letters of private use, since `light`
takes comments out and inliners take some for what they are not. They are in a marked rendering
alone; without them it is the same mail.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from html import escape
from typing import NamedTuple

from feedpub.errors import Location

ATTRIBUTE = "data-src"
_OPEN, _CLOSE = "\ue5f0", "\ue5f1"

_IN_CSS = re.compile(rf"{_OPEN}([^{_OPEN}{_CLOSE}]*:\d+:\d+){_CLOSE}")
_IN_HTML = re.compile(rf' {ATTRIBUTE}="[^"<>]*:\d+:\d+"| data-story="\d*"')

_CSS_BLOCKS = frozenset({"styles", "more_styles"})
"""Blocks of base.html that hold CSS."""


def marked(source: str, label: str) -> str:
    """Return the source of a template with marks; `label` is its file as people know it."""
    if not label.endswith((".html", ".css")):
        return source
    return _Marker(source, label).marked()


def unmarked(text: str) -> str:
    """Return what was rendered without marks, those of stories included."""
    return _IN_HTML.sub("", without_css_marks(text))


def without_css_marks(text: str) -> str:
    """Return what was rendered without the marks in CSS."""
    return _IN_CSS.sub("", text) if _OPEN in text else text


def place_of(mark: str) -> Location | None:
    """Return the place that the mark of an element names."""
    path, _, place = mark.rpartition(":")
    path, _, line = path.rpartition(":")
    return Location(path, int(line), int(place)) if path and line.isdigit() else None


class Sheet(NamedTuple):
    """CSS without its marks, and what they said."""

    css: str
    offsets: tuple[int, ...]
    places: tuple[Location, ...]

    def place(self, offset: int) -> Location | None:
        """Return where the declaration or selector at `offset` was written."""
        at = bisect_right(self.offsets, offset)
        return self.places[at - 1] if at else None


def sheet_of(css: str) -> Sheet:
    """Return marked CSS as what it says, and where that was written."""
    pieces: list[str] = []
    offsets: list[int] = []
    places: list[Location] = []
    length = end = 0
    for mark in _IN_CSS.finditer(css):
        pieces.append(css[end : mark.start()])
        length += mark.start() - end
        end = mark.end()
        if place := place_of(mark[1]):
            offsets.append(length)
            places.append(place)
    return Sheet("".join([*pieces, css[end:]]), tuple(offsets), tuple(places))


_JINJA = r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}"
_TOKEN = re.compile(
    rf"(?P<raw>\{{%-?\s*raw\b.*?endraw\s*-?%\}})|(?P<jinja>{_JINJA})|(?P<comment>/\*.*?\*/)"
    rf"|(?P<end></style)|(?P<tag><(?:[a-zA-Z]|\{{\{{.*?\}}\}})(?:[\w:-]|\{{\{{.*?\}}\}})*)"
    r"|(?P<close>>)|(?P<quote>[\"'])|(?P<sign>[{};])|(?P<other>[^\s<>{};\"'/]+|\S)",
    re.S,
)
_BLOCK = re.compile(r"\{%[-+]?\s*(block|endblock)\b\s*(\w*)")


class _Marker:
    """One pass over a template, from token to token."""

    def __init__(self, source: str, label: str) -> None:
        self.source = source
        self.label = re.sub(r"[^\w./ -]", "?", label)
        self.lines = [0, *(match.end() for match in re.finditer("\n", source))]
        self.is_css = label.endswith(".css")
        self.is_fresh = True
        self.in_style = False
        self.in_tag = False
        self.quote = ""
        self.blocks: list[str] = []

    def marked(self) -> str:
        pieces: list[str] = []
        end = 0
        for at, mark in self._marks():
            pieces += [self.source[end:at], mark]
            end = at
        return "".join([*pieces, self.source[end:]])

    def _marks(self) -> Iterator[tuple[int, str]]:
        for token in _TOKEN.finditer(self.source):
            kind = str(token.lastgroup)
            if kind == "jinja":
                self._block(token[0])
            reads: Callable[[str, re.Match[str]], Iterator[tuple[int, str]]]
            reads = self._css if self._in_css() else self._html
            yield from reads(kind, token)

    def _in_css(self) -> bool:
        if self.in_tag:
            return False
        return self.is_css or self.in_style or bool(_CSS_BLOCKS & set(self.blocks))

    def _block(self, tag: str) -> None:
        if found := _BLOCK.match(tag):
            if found[1] == "block":
                self.blocks.append(found[2])
            elif self.blocks:
                self.blocks.pop()

    def _css(self, kind: str, token: re.Match[str]) -> Iterator[tuple[int, str]]:
        if kind == "end":
            self.in_style = False
        elif kind == "tag" and not self.is_css and not self.in_style:
            yield from self._html(kind, token)  # a block of CSS that has tags of its own
        elif kind == "sign":
            self.is_fresh = True
        elif self.is_fresh and (kind == "other" or token[0].startswith("{{")):
            self.is_fresh = False
            yield token.start(), f"{_OPEN}{self._place(token.start())}{_CLOSE}"

    def _html(self, kind: str, token: re.Match[str]) -> Iterator[tuple[int, str]]:
        if self.quote:
            self.quote = "" if token[0] == self.quote else self.quote
        elif kind == "tag":
            self.in_tag = True
            self.in_style = token[0].lower() == "<style"
            self.is_fresh = True
            yield token.end(), f' {ATTRIBUTE}="{escape(self._place(token.start()))}"'
        elif kind == "close":
            self.in_tag = False
        elif kind == "quote" and self.in_tag:
            self.quote = token[0]

    def _place(self, at: int) -> str:
        line = bisect_right(self.lines, at)
        return f"{self.label}:{line}:{at - self.lines[line - 1] + 1}"
