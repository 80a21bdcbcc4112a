"""What a newsletter itself says to its readers, in their language.

To add a language: copy the file of one, write every sentence anew, and add a row to
`WORDS`. A language of one country that differs in some words only says which
(`pt_br`).
"""

from __future__ import annotations

from collections.abc import Mapping

from feedpub.newsletter.words import ar, de, en, es, fr, he, ja, pt, pt_br
from feedpub.newsletter.words.wording import Forms, Words
from feedpub.publication.language import in_language

__all__ = ["WORDS", "Forms", "Words", "words_for"]

WORDS: Mapping[str, Words] = {
    "en": en.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
    "pt": pt.WORDS,
    "pt-br": pt_br.WORDS,
    "ja": ja.WORDS,
    "ar": ar.WORDS,
    "he": he.WORDS,
}
"""By language (BCP 47, in small letters)."""


def words_for(language: str, table: Mapping[str, Words] = WORDS) -> Words:
    """Return the words of the language (BCP 47), or of its parent, or the English ones."""
    return in_language(table, language)
