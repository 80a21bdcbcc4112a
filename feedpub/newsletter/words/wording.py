"""The sentences and labels that each language has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

import msgspec

Forms: TypeAlias = Mapping[str, str]
"""A sentence for each plural category that CLDR gives the language: one, few, other…

``{n}`` is the number. Forms for a single number, as the dual, may do without it.
"""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a newsletter says of itself in one language; ``{…}`` is filled in."""

    language: str
    """BCP 47; its plural categories are those of `Forms`."""

    colon: str = ": "
    """Between a label and what it labels, with the space that belongs there."""

    # People

    by: str
    comma: str
    last: str
    """Stands between the last two of several names."""

    last_before: tuple[str, str] = ("", "")
    """A pattern, and what `last` becomes before a name that begins so: *y* is *e* before *Inés*."""

    # Stories

    stories: Forms
    minutes: Forms
    updated: str
    continue_reading: str
    """Leads from the beginning of a story to all of it."""

    read_more: str
    listen: str
    watch: str
    """These three stand on buttons and cards."""

    more_stories: str
    also: str
    """The line in the inbox after a subject that tells the first story: ``{titles}``."""

    # What belongs to a text

    correction: str
    corrected: str
    """The label of a correction of a certain ``{date}``."""

    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    """Marks of a quotation, and of one inside of it."""

    notes: str
    note: str
    """What leads to note ``{n}`` where a small raised number cannot."""

    links: str
    picture: str
    video: str
    audio: str
    file: str
    embed: str
    source: str

    # The newsletter

    view_in_browser: str
    unsubscribe: str
    preferences: str
    all_editions: str
    editions_of: str
    """The heading above all editions of ``{title}``."""

    no_editions: str

    def byline(self, names: Iterable[str]) -> str:
        """Return ``By A, B and C``; nothing without names."""
        listed = self.listing(names)
        return self.by.format(names=listed) if listed else ""

    def listing(self, names: Iterable[str]) -> str:
        """Return ``A, B and C``."""
        *first, last = [name for name in names if name] or [""]
        if not first:
            return last
        pattern, other = self.last_before
        link = other if pattern and re.match(pattern, last, re.IGNORECASE) else self.last
        return link.join([self.comma.join(first), last])

    def label(self, name: str, text: str = "") -> str:
        """Return ``Correction: text``; without text the name with its colon, to end a line."""
        return f"{name}{self.colon}{text}".rstrip()
