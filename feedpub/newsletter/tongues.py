"""Which language a piece of a mail is in, as attributes, and as a class for its script."""

from __future__ import annotations

from html import escape

from feedpub.newsletter.story import Html
from feedpub.publication.language import direction

_CJK = frozenset("ja ko zh yue".split())


def tongue(language: str) -> Html:
    """Return the attributes that say the language: `` lang="ar" dir="rtl"``."""
    return Html(f' lang="{escape(language)}" dir="{direction(language)}"')


def script(language: str) -> str:
    """Return the class of a script whose letters are never spaced, slanted or made large.

    `` rtl`` or `` cjk``, to be written after another class; empty for all others.
    """
    if direction(language) == "rtl":
        return " rtl"
    return " cjk" if language.lower().partition("-")[0] in _CJK else ""
