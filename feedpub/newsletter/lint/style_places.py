"""Where CSS of a rendered mail was written: marks name its rules, and sources the rest."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from feedpub.errors import Location
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.marks import ATTRIBUTE, Sheet, place_of
from feedpub.places import place_of_offset

_SIGNS = ("/*", "{", "}", "(", "[", '"', "'")
_NOT_CSS = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|/\*(?:[^/*]|/(?!\*)|\*(?!/))*\*/", re.S
)  # fmt: skip
_TAG = re.compile(rf'<[^\s<>]+ {ATTRIBUTE}="([^"<>]*)"')
"""HTML where only CSS belongs, with the mark of an element."""

_CLIENT = re.compile(r"^\s*(?:\[data-ogs[cb]\]|u \+ \.body|\.moz-text-html)\s+")
_MADE = re.compile(r"\[data-ogs|prefers-color-scheme")
"""In rules that `schemes.dark` makes of others."""


class StylePlaces:
    """Finds the places of CSS in the files of templates and style sheets."""

    def __init__(self, mail: Mail) -> None:
        self.mail = mail

    def place(self, sheet: Sheet, at: int, selector: str = "", name: str = "") -> Location | None:
        """Return where the CSS at an offset of a sheet was written; nothing if it has no marks.

        `selector` and `name` are of the declaration there, by which the rule is found that a
        rule for dark screens was made from.
        """
        if tag := _TAG.match(sheet.css, at):
            return place_of(tag[1])
        place = sheet.place(at)
        if place is None or not place.path.startswith("builtin/"):
            return self._sign(sheet, at, place) if place else None
        return self._rule(selector, name) or place

    def _rule(self, selector: str, name: str) -> Location | None:
        """Return where the last rule that has one of the selectors says something of `name`."""
        wanted = set(_plain(selector))
        last = None
        for written, said in self.mail.sheets:
            for rule in said.rules:
                is_made = any(map(_MADE.search, (rule.selector, *rule.conditions)))
                if is_made or not wanted.intersection(_plain(rule.selector)):
                    continue
                for declaration in rule.declarations:
                    if declaration.name == name or name.startswith(f"{declaration.name}-"):
                        last = written.place(declaration.at) or last
        return last

    def _sign(self, sheet: Sheet, at: int, mark: Location) -> Location:
        """Return where the sign at the offset stands, which is behind a mark, if there is one."""
        sign = next((sign for sign in _SIGNS if sheet.css.startswith(sign, at)), "")
        begin = sheet.offsets[bisect_right(sheet.offsets, at) - 1]
        origin = self.mail.origin
        source = origin.sources(mark.path) if origin and sign and begin < at else ""
        lines = source.split("\n")[: (mark.line or 1) - 1]
        start = sum(len(line) + 1 for line in lines) + (mark.column or 1) - 1
        before = _blanked(sheet.css[begin:at]).count(sign) if sign else 0
        found = _nth(_blanked(source[start:]), sign, before) if source else -1
        return Location(mark.path, *place_of_offset(source, start + found)) if found > 0 else mark


def _blanked(text: str) -> str:
    """Return CSS without what templates and comments say; everything keeps its place."""
    return _NOT_CSS.sub(lambda found: " " * len(found[0]), text)


def _nth(text: str, sign: str, number: int) -> int:
    at = text.find(sign)
    for _ in range(number):
        at = text.find(sign, at + 1) if at >= 0 else at
    return at


def _plain(selectors: str) -> Iterator[str]:
    return (" ".join(_CLIENT.sub("", each).split()) for each in selectors.split(","))
