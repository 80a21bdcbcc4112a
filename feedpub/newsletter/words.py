"""What a newsletter itself says to its readers, in their language.

To add a language: one more row in `WORDS`, with every sentence of `Words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from feedpub.publication.language import in_language

Forms = Mapping[str, str]
"""A sentence with ``{n}`` for each plural category of the language (CLDR: one, few, other…)."""


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences and labels of one language."""

    by: str
    comma: str
    last: str
    """Stands between the last two of several names."""

    continue_reading: str
    more_stories: str
    stories: Forms
    minutes: Forms
    updated: str
    correction: str
    notes: str
    note: str
    links: str
    picture: str
    video: str
    audio: str
    file: str
    embed: str
    source: str
    view_in_browser: str
    unsubscribe: str

    def byline(self, names: Iterable[str]) -> str:
        """Return ``By A, B and C``; nothing without names."""
        listed = self.listing(names)
        return self.by.format(names=listed) if listed else ""

    def listing(self, names: Iterable[str]) -> str:
        """Return ``A, B and C``."""
        *first, last = [name for name in names if name] or [""]
        return self.last.join([self.comma.join(first), last]) if first else last


WORDS: Mapping[str, Words] = {
    "en": Words(
        by="By {names}",
        comma=", ",
        last=" and ",
        continue_reading="Continue reading",
        more_stories="More stories",
        stories={"one": "{n} story", "other": "{n} stories"},
        minutes={"one": "{n} minute", "other": "{n} minutes"},
        updated="Updated {date}",
        correction="Correction",
        notes="Notes",
        note="note",
        links="Links",
        picture="Picture",
        video="Video",
        audio="Audio",
        file="File",
        embed="Page",
        source="Source",
        view_in_browser="View in browser",
        unsubscribe="Unsubscribe",
    ),
}


def words_for(language: str, table: Mapping[str, Words] = WORDS) -> Words:
    """Return the words of the language (BCP 47), or of its parent, or the English ones."""
    return in_language(table, language)
