"""What a rendered mail consists of: elements, with the place of everything in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from feedpub.newsletter.lint._tags import Attribute, decoded, place_in

_TAG = re.compile(r"</?[a-zA-Z]")


class Run(NamedTuple):
    """A piece of text between two tags."""

    parent: Element
    text: str
    at: int
    mso: str
    apart: bool
    """Whether a block, a cell or a line starts or ends before it."""


class Element:
    """An element, linked with those around it."""

    __slots__ = (
        "_raw", "_runs", "_span", "at", "attributes", "children", "closed", "end", "inside", "mso",
        "number", "parent", "tag",
    )  # fmt: skip

    def __init__(
        self, tag: str, raw: tuple[Attribute, ...], at: int, parent: Element | None, mso: str
    ) -> None:
        self.tag = tag
        """In lower case."""
        self.attributes: dict[str, str] = {}
        """Decoded values under lower-case names; of one that is given twice, the first."""
        for attribute in raw:
            self.attributes.setdefault(attribute.name, decoded(attribute.raw))
        self.at = at
        """Offset of the ``<``."""
        self.inside = self.end = at
        """Offsets behind the start tag, and behind the end tag (or where that would be)."""
        self.closed = False
        """Whether it has an end tag."""
        self.parent = parent
        self.children: list[Element] = []
        self.mso = mso
        """``only`` if Outlook for Windows alone sees it, ``not`` if all others do, else empty."""
        self.number = 0
        """Which child of its parent it is, from 1, among those that not only Outlook sees."""
        self._raw = raw
        self._runs: list[Run] = []
        self._span = (0, 0)

    def __repr__(self) -> str:
        return f"<{self.tag} at {self.at}>"

    @property
    def unquoted(self) -> str:
        """The name of an attribute whose value runs on into other tags; empty if there is none."""
        addresses = (name for name in ("href", "src") if _TAG.search(self.attributes.get(name, "")))
        names = (each.name for each in self._raw if _TAG.search(each.raw))
        return next(chain(addresses, names), "")

    def value_at(self, name: str, index: int = 0) -> int:
        """Return the offset of an attribute's value, or of a character in the decoded value.

        Where there is no value it is the offset of the name; without the attribute, `at`.
        """
        for attribute in self._raw:
            if attribute.name == name:
                return attribute.at + (place_in(attribute.raw, index) if index else 0)
        return self.at

    def ancestors(self) -> Iterator[Element]:
        """Yield the elements around this one, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def descendants(self) -> Iterator[Element]:
        """Yield all elements within, in the order of the document."""
        waiting = self.children[::-1]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))

    @property
    def own_text(self) -> str:
        """The decoded text that stands in the element itself, not in one inside it."""
        return "".join(run.text for run in self.runs() if run.parent is self)

    @property
    def words(self) -> str:
        """All text within, as words with one space between; without styles and scripts.

        What only Outlook sees belongs to an element that only Outlook sees.
        """
        runs = [run for run in self.runs() if run.mso != "only" or self.mso == "only"]
        return " ".join("".join(" " * run.apart + run.text for run in runs).split())

    def runs(self) -> Iterator[Run]:
        """Yield the pieces of text within, in the order of the document."""
        return (self._runs[number] for number in range(*self._span))
