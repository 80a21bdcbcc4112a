"""The text of an edition's file, in which the places of mistakes are found."""

from __future__ import annotations

import re

from feedpub.errors import ArticleError, EditionError, Location
from feedpub.loaders.frontmatter import FrontMatter, split
from feedpub.places import place_of_offset

Key = tuple[str | int, ...]
"""The way to a field of the file: ``("articles", 2, "headline")``."""


class EditionText:
    """The text of an edition's file, in which places are found.

    Raises:
        EditionError: if its front matter cannot be read at all.
    """

    def __init__(self, text: str, path: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.path = path
        try:
            self.matter: FrontMatter = split(self.text, path)
        except ArticleError as e:
            raise EditionError(e.message, at=e.at, hint=e.hint) from e

    @property
    def is_edition(self) -> bool:
        """Whether there is a front matter; a README.md has none."""
        return bool(self.matter.syntax)

    @property
    def intro(self) -> str:
        """What stands below the front matter."""
        return self.matter.body.strip()

    @property
    def intro_line(self) -> int:
        """The line on which the introduction begins."""
        return self.text.count("\n", 0, self._intro_offset) + 1

    def place(self, *key: str | int) -> Location:
        """Return where a field stands, or the nearest around it, or else where the file begins."""
        place = self.matter.place(key)
        return Location(self.path, *place) if place else Location(self.path, 1)

    def place_in(self, key: Key, piece: str) -> Location:
        """Return where a piece of a field's text stands.

        Where quoting has changed the piece, what stands before its first quote is looked for.
        """
        there = self.place(*key)
        at = self.text.find(re.split(r"[\"'\\]", piece, maxsplit=1)[0], self._offset(there))
        return self._place(at) if at >= 0 else there

    def place_of_intro(self, offset: int) -> Location:
        """Return the place of an offset in the introduction."""
        return self._place(self._intro_offset + offset)

    @property
    def _intro_offset(self) -> int:
        return len(self.text) - len(self.matter.body.lstrip())

    def _offset(self, place: Location) -> int:
        lines = self.text.split("\n")[: (place.line or 1) - 1]
        return sum(len(line) + 1 for line in lines) + (place.column or 1) - 1

    def _place(self, offset: int) -> Location:
        return Location(self.path, *place_of_offset(self.text, offset))
