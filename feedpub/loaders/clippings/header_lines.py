"""What stands around a line of the header, and what that makes of it."""

import re
from collections.abc import Sequence
from typing import Literal

from feedpub.loaders.clippings.dates import split_dates
from feedpub.loaders.clippings.furniture import is_furniture, is_page_tool, is_share, tail
from feedpub.loaders.clippings.names import bare_byline, byline, is_role, looks_like_byline
from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.pictures import SHORT, Shot, Unit, is_structure

_Separator = Literal["facts", "picture", "described", "buttons", ""]

_MOST_ABOVE: dict[_Separator, int] = {
    "facts": 2,
    "picture": 2,
    "described": 3,  # the last paragraph may turn out to be the picture's description
    "buttons": 1,
    "": 0,
}
"""How many paragraphs of a standfirst may stand above what parts them from the body."""


def is_parted(units: Sequence[Unit], at: int, taken: int, *, only_by_facts: bool) -> bool:
    """Tell whether something parts this paragraph, or it and the next, from the body.

    A byline or a date does so, a picture or a row of buttons too. Of the standfirst, `taken`
    paragraphs have been read.
    """
    end, kind = _separator(units, at)
    if only_by_facts and kind != "facts":
        return False
    between = units[at:end]
    short = all(len(unit.text) <= SHORT for unit in between if isinstance(unit, Line))
    above = taken + sum(map(_is_text, between))
    below = any(map(_is_text, units[end + 1 : end + 12]))
    return short and below and 1 <= above <= _MOST_ABOVE[kind]


def header_parts(text: str) -> Sequence[str]:
    """Split a line into byline, date and reading time; empty unless all of it is such."""
    if len(text) > 200:
        return ()
    parts = [part for part in re.split(r" ?[|·•] ", text) if part]
    if len(parts) > 1 and any(map(_is_fact, parts)):
        return parts if all(map(_is_header_part, parts)) else ()
    for found in re.finditer(r",? ", text if looks_like_byline(text) else ""):
        parts = [text[: found.start()], text[found.end() :]]
        if split_dates(parts[1]) and byline(parts[0]):
            return parts
    return ()


def _separator(units: Sequence[Unit], at: int) -> tuple[int, _Separator]:
    """Find what ends the paragraphs that begin here, if it is near."""
    for end in range(at, min(at + 8, len(units))):
        unit = units[end]
        if isinstance(unit, Shot):
            return end, "described" if unit.undescribed else "picture"
        below = units[end + 1] if end + 1 < len(units) else None
        if _is_fact(unit.text) or header_parts(unit.text) or _is_signed(unit.text, below):
            return end, "facts"
        if is_page_tool(unit.text) or is_share(unit.text):
            return end, "" if tail(unit.text) else "buttons"
    return at, ""


def _is_fact(text: str) -> bool:
    return bool(split_dates(text) or byline(text))


def _is_signed(text: str, below: Unit | None) -> bool:
    """Tell whether the line is a byline without ``By``, as the one below it shows."""
    if not isinstance(below, Line) or not (split_dates(below.text) or is_role(below.text)):
        return False
    return bare_byline(text) is not None


def _is_header_part(text: str) -> bool:
    return _is_fact(text) or is_page_tool(text) or is_furniture(text) or is_role(text)


def _is_text(unit: Unit) -> bool:
    return isinstance(unit, Line) and not (is_structure(unit.text) or is_page_tool(unit.text))
