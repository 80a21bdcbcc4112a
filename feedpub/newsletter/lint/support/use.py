"""One place where a mail uses a feature, with what decides whether that matters."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.newsletter.lint._rules import Declaration
from feedpub.newsletter.lint.document import Document, Element

_LONGEST = 1000
"""Characters of a value that are looked at."""


class Where(enum.Enum):
    """What happens to a mail if the place is ignored."""

    ELEMENT = "element"
    """In the element itself; nothing else stands in for it."""

    RULE = "rule"
    """In a rule for all, which some clients do not read."""

    EXTRA = "extra"
    """In a rule on a condition, or in a block that only clients read: more for those who can."""


class Facts(NamedTuple):
    """What is known of the whole document."""

    document: Document
    exact_lines: bool
    """Whether Outlook is told somewhere to take line heights exactly."""

    names: frozenset[str]
    """The names of anchors."""

    overflow: Element | None
    """The `<style>` with which the styles become too large for Gmail."""


class Use(NamedTuple):
    """A feature in a place."""

    slug: str
    found: str
    at: int
    facts: Facts
    where: Where = Where.ELEMENT
    element: Element | None = None
    declaration: Declaration | None = None
    block: tuple[Declaration, ...] = ()
    """The declarations that stand together with this one."""

    selector: str = ""
    conditions: tuple[str, ...] = ()
    mso: str = ""
    """Who reads the style it stands in, as `mso` of elements."""

    @property
    def tag(self) -> str:
        """The tag of the element; empty if it is not known."""
        return self.element.tag if self.element is not None else ""

    @property
    def value(self) -> str:
        """The value of the declaration, in lower case."""
        return self.declaration.value[:_LONGEST].lower() if self.declaration is not None else ""

    def attribute(self, name: str) -> str:
        """Return an attribute of the element, empty if it has none."""
        return self.element.attributes.get(name, "").strip() if self.element is not None else ""

    def said(self, *names: str) -> Iterator[str]:
        """Yield the values of these properties that stand together with this one."""
        for declaration in self.block:
            if declaration.name in names:
                yield declaration.value[:_LONGEST].lower()


_LENGTH = re.compile(r"(?<![\w#.-])([+-]?(?:\d+\.?\d*|\.\d+))([a-z%]*)")


def lengths(value: str) -> list[tuple[float, str]]:
    """Return the numbers of a value, each with its unit."""
    return [(float(number), unit) for number, unit in _LENGTH.findall(value)]


def is_zero(value: str) -> bool:
    """Say whether all numbers of a value are zero, and there is one."""
    found = lengths(value)
    return bool(found) and not any(number for number, _ in found)


def pixels(value: str) -> float | None:
    """Return a width in pixels, from an attribute or a value; nothing if it is no such width."""
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*", value)
    return float(found[1]) if found else None
