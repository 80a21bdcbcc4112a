"""What a check finds in a mail, not yet with a place in somebody's file."""

from __future__ import annotations

from typing import NamedTuple

from feedpub.errors import Location
from feedpub.newsletter.lint.element import Element
from feedpub.places import Path


class Problem(NamedTuple):
    """Something wrong in a mail, and what is known of where it comes from.

    Whoever looks for the place takes the first of these that is there: `at`, `setting`,
    `edition`, and then whatever the element comes from.
    """

    code: str
    message: str
    element: Element | None = None
    """Where it is in the HTML; nothing if it concerns the whole mail."""

    needles: tuple[str, ...] = ()
    """Texts by which the place is found in the file of an author, the best first."""

    fields: tuple[str, ...] = ()
    """Fields of the article that say it, where the words are not found."""

    edition: str = ""
    """The field of the edition that says it: ``subject``, ``preheader``, ``articles``."""

    setting: Path = ()
    """The setting that says it, from the root of feedpub.toml."""

    at: Location | None = None
    """The line of a template or style sheet, where that is known already."""

    blocks: tuple[str, ...] = ()
    """Blocks of templates that should say what the whole mail lacks."""

    in_text: bool = False
    """Whether the text part as a whole lacks it."""

    hint: str = ""
