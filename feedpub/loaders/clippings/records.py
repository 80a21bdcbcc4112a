"""What a clipping is read into."""

from typing import Literal, NamedTuple

BlockKind = Literal["paragraph", "heading", "quote", "list", "break"]


class Picture(NamedTuple):
    """A picture of which only the words were pasted; each is "" when absent."""

    alt: str
    caption: str
    credit: str


class Block(NamedTuple):
    """A piece of the body."""

    kind: BlockKind
    text: str
    """A list has one item per line; a quote may have a second line, its source."""
    line: int


class Clipping(NamedTuple):
    """What a clipping says; every text is "" when absent, without markup, on one line."""

    title: str
    kicker: str
    standfirst: str
    """Paragraphs are separated by a line feed, as they are in `bio`."""
    section: str
    lead: Picture | None
    byline: tuple[str, ...]
    """The byline and the lines about role and place below it, as written."""
    authors: tuple[str, ...]
    """Names from the byline, else from the biographies."""
    bio: str
    """All biographies and thanks."""
    bios: tuple[str, ...]
    """The biography of each of `authors`."""
    published: str
    """As written, ``Published Nov. 3, 2026, 9:14 a.m. ET``."""
    updated: str
    blocks: tuple[Block | Picture, ...]
    corrections: tuple[str, ...]
    dropped: tuple[tuple[int, str], ...]
    """Furniture with its line, counted from 1, in the order of the file."""


class ClippingError(ValueError):
    """The text cannot be read as a clipping; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        """Keep message and line apart, for those who know the file."""
        super().__init__(message)
        self.message = message
        self.line = line
