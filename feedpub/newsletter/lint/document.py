"""A rendered mail as the checks see it: its elements and styles with exact offsets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from feedpub.newsletter.lint._build import Builder
from feedpub.newsletter.lint.element import Element, Run

__all__ = ["Document", "Element", "Run", "Style", "parse"]


class Style(NamedTuple):
    """A ``<style>`` block."""

    text: str
    at: int
    """Offset of the text."""

    media: str
    ignored: bool
    """Whether the inliner leaves it alone, so that only clients read it."""

    mso: str
    element: Element


class Document(NamedTuple):
    """A parsed mail."""

    text: str
    elements: Sequence[Element]
    """In the order in which they start."""

    styles: Sequence[Style]
    comments: Sequence[tuple[int, int]]
    """Where each comment starts and ends, conditional ones too."""

    complete: bool = True
    """False if the end was left out because there are too many elements."""


def parse(html: str) -> Document:
    """Return the document; there is no text that cannot be parsed."""
    builder = Builder(html)
    builder.build()
    return Document(html, builder.elements, _styles(builder), builder.comments, builder.complete)


def _styles(builder: Builder) -> list[Style]:
    contents = {id(element): (at, end) for element, at, end in builder.raw}
    found = []
    for element in builder.elements:
        if element.tag == "style":
            at, end = contents.get(id(element), (element.inside, element.inside))
            given = element.attributes
            ignored = given.get("data-premailer") == "ignore" or given.get("data-css-inline") in (
                "ignore",
                "keep",
            )
            media = given.get("media", "").strip()
            found.append(Style(builder.text[at:end], at, media, ignored, element.mso, element))
    return found
