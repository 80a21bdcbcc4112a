"""Which way a language is written, and the few words that an article itself needs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

_RTL_SCRIPTS = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())
_RTL_LANGUAGES = frozenset(
    "ar arc arz azb bal bqi ckb dv fa glk he iw ji lrc mzn nqo pnb prs ps sd skr syr ug ur "
    "yi".split()
)

CORRECTIONS: Mapping[str, str] = {
    "en": "Correction",
    "de": "Korrektur",
    "fr": "Rectificatif",
    "es": "Corrección",
    "pt": "Correção",
    "it": "Correzione",
    "nl": "Correctie",
    "ja": "訂正",
    "zh": "更正",
    "ar": "تصحيح",
    "he": "תיקון",
}
"""What stands before a correction, by language."""


def direction(language: str) -> str:
    """Return ``rtl`` if the language (BCP 47) is written from right to left, else ``ltr``.

    A script in the tag decides (``az-Arab``, ``ur-Latn``); else the usual script does.
    """
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest[:2] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RTL_SCRIPTS else "ltr"
    return "rtl" if first in _RTL_LANGUAGES else "ltr"


def in_language(table: Mapping[str, T], language: str) -> T:
    """Return what a table has for a language (BCP 47), or for its parent, or in English."""
    tag = language.lower()
    while tag not in table and "-" in tag:
        tag = tag.rpartition("-")[0]
    return table.get(tag, table["en"])
