"""The tree of a document, built as browsers do as far as mails need it (HTML 13.2.6).

Paragraphs, list items and table cells end where the next one starts. An end tag ends the
nearest element of its name in the same table cell, or nothing. Tags for Outlook alone end
only each other, since they may stand across those of everybody.
"""

from __future__ import annotations

from collections import defaultdict

from feedpub.newsletter.lint import _conditional
from feedpub.newsletter.lint._tags import Sort, Token, decoded, tokens
from feedpub.newsletter.lint.element import Element, Run

MOST_ELEMENTS = 100_000
"""What comes after so many is not looked at; such a mail is too long by far anyway."""

DEEPEST = 512
"""Elements nested deeper are placed beside each other, as in browsers."""

_VOID = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
    "track wbr".split()
)
_WALLS = frozenset("table td th caption object".split())
"""An end tag inside does not end what is outside, but for those of tables."""

_TABLE = frozenset("table caption thead tbody tfoot tr td th html body head".split())
_ENDS_P = frozenset(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search "
    "section summary table ul".split()
)
_ENDS = {
    "li": (("li",), ("ul", "ol", "menu", "dir")),
    "dt": (("dt", "dd"), ("dl",)),
    "dd": (("dt", "dd"), ("dl",)),
    "td": (("td", "th"), ("table", "tr")),
    "th": (("td", "th"), ("table", "tr")),
    "tr": (("tr",), ("table",)),
    "tbody": (("tbody", "thead", "tfoot"), ("table",)),
    "thead": (("tbody", "thead", "tfoot"), ("table",)),
    "tfoot": (("tbody", "thead", "tfoot"), ("table",)),
    "body": (("head",), ("body",)),
    "option": (("option",), ("select",)),
}
"""Which open elements a start tag ends, unless one of the second list is between."""

_APART = _ENDS_P | _TABLE | set(_ENDS) | {"br", "img", "hr", "summary", "v:roundrect", "v:rect"}
_Key = tuple[str, bool]


class Builder:
    """Takes the tokens of one text and keeps the open elements."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.elements: list[Element] = []
        self.runs: list[Run] = []
        self.raw: list[tuple[Element, int, int]] = []
        """The elements with raw content, and where that starts and ends."""
        self.comments: list[tuple[int, int]] = []
        self.complete = True
        self._apart = False
        self._stack: list[Element] = []
        self._open: defaultdict[_Key, list[int]] = defaultdict(list)
        self._walls: dict[bool, list[int]] = {False: [], True: []}

    def build(self) -> None:
        """Read the whole text."""
        self._read(0, len(self.text), "")
        self._end_from(0, len(self.text))

    def _read(self, at: int, end: int, mso: str) -> None:
        outer = mso
        for token in tokens(self.text, at, end):
            if len(self.elements) >= MOST_ELEMENTS:
                self.complete = False
                return
            if token.sort is Sort.COMMENT:
                mso = self._comment(token, mso, outer)
            elif token.sort is Sort.START:
                self._start(token, mso)
            elif token.sort is Sort.END:
                self._end(token, mso)
            elif token.sort is Sort.RAW:
                if self.elements:
                    self.raw.append((self.elements[-1], token.at, token.end))
            elif self._stack:
                text = decoded(self.text[token.at : token.end])
                self.runs.append(Run(self._holder(mso), text, token.at, mso, self._apart))
                self._apart = False

    def _holder(self, mso: str) -> Element:
        """Return the element that a text stands in for those who see it."""
        open_ = reversed(self._stack)
        seen = (each for each in open_ if mso == "only" or each.mso != "only")
        return next(seen, self._stack[-1])

    def _comment(self, token: Token, mso: str, outer: str) -> str:
        comment = self.text[token.at : token.end]
        self.comments.append((token.at, token.end))
        found = _conditional.condition(comment)
        if not found:
            return outer if _conditional.closes(comment) else mso
        if not found.content:
            return found.mso or mso
        if found.mso == "only" and not outer:
            start, stop = found.content
            self._read(token.at + start, token.at + stop, "only")
        return mso

    def _start(self, token: Token, mso: str) -> None:
        self._end_implied(token.name, token.at, mso == "only")
        self._apart |= token.name in _APART
        parent = self._stack[-1] if self._stack else None
        element = Element(token.name, token.attributes, token.at, parent, mso)
        element.inside = element.end = token.end
        element._runs = self.runs
        element._span = (len(self.runs), len(self.runs))
        self.elements.append(element)
        if parent is not None:
            before = parent.children[-1].number if parent.children else 0
            element.number = before + (mso != "only")
            parent.children.append(element)
        leaf = token.name in _VOID or (token.closed and ":" in token.name)
        if leaf or len(self._stack) >= DEEPEST:
            element.closed = True  # or it is too deep to know
            return
        self._open[token.name, mso == "only"].append(len(self._stack))
        if token.name in _WALLS:
            self._walls[mso == "only"].append(len(self._stack))
        self._stack.append(element)

    def _end(self, token: Token, mso: str) -> None:
        only = mso == "only"
        places = self._open.get((token.name, only))
        walls = self._walls[only]
        if places and (token.name in _TABLE or not walls or places[-1] >= walls[-1]):
            self._end_from(places[-1], token.at, token.end)

    def _end_implied(self, tag: str, at: int, only: bool) -> None:
        if tag in _ENDS_P:
            self._end_open(("p",), (), at, only)
        if rule := _ENDS.get(tag):
            self._end_open(rule[0], rule[1], at, only)

    def _end_open(
        self, tags: tuple[str, ...], between: tuple[str, ...], at: int, only: bool
    ) -> None:
        walls = self._walls[only]
        wall = walls[-1] if walls and not (_TABLE & set(tags)) else -1
        limits = [self._open[tag, only][-1] for tag in between if self._open.get((tag, only))]
        lowest = max([wall, *limits])
        places = [self._open[tag, only][-1] for tag in tags if self._open.get((tag, only))]
        if places and max(places) > lowest:
            self._end_from(max(places), at)

    def _end_from(self, depth: int, at: int, end: int | None = None) -> None:
        """End the element at `depth` and all that are open inside it."""
        ended = self._stack[depth].mso == "only" if len(self._stack) > depth else False
        while len(self._stack) > depth:
            element = self._stack.pop()
            # Tags for Outlook alone may stand across those of everybody, which end later.
            across = ended != (element.mso == "only")
            element.closed = end is not None and (len(self._stack) == depth or across)
            element.end = at if end is None or len(self._stack) > depth else end
            element._span = (element._span[0], len(self.runs))
            only = element.mso == "only"
            self._apart |= element.tag in _APART
            self._open[element.tag, only].pop()
            if element.tag in _WALLS:
                self._walls[only].pop()
