"""Sentences about a writer, and corrections: what stands below an article and belongs to it."""

import re
from typing import Literal, NamedTuple

from feedpub.loaders.clippings.lines import ends, line_test
from feedpub.loaders.clippings.names import has_role, leading_people, people


class Biography(NamedTuple):
    """The people a biography names, and how much its words can be trusted."""

    names: tuple[str, ...]
    sure: bool
    """It speaks of journalism; otherwise only of somebody who is a something."""
    about: Literal["life", "work", "help"]
    """``Ann Lee is a reporter``; ``Reporting by Ann Lee``; ``Ann Lee contributed reporting``."""


def biography(text: str) -> Biography | None:
    """Recognise a sentence about a writer; only its place can tell whether it is a biography."""
    if len(text) > 500:
        return None
    if thanks := _HELP.fullmatch(text):
        wrote = people(thanks["who"].strip(" )")) if thanks["who"] else None
        return Biography(wrote or (), True, "work" if wrote else "help")
    names, rest = leading_people(text)
    found = _BIO_SURE.match(rest) if names else None
    if found is None:
        return None
    sure = found["what"] is None or has_role(found["what"])
    known = sure or _IS_A.match(rest)
    return Biography(names, sure, "help" if found["helped"] else "life") if known else None


is_about_authors = line_test(
    40, r"about the (?:author|writer)s?:?|über die autor(?:en|in)|sobre [oa]s? autor(?:es|a)?"
)
"""Whether the line is the title above biographies."""


def is_correction(text: str) -> bool:
    """Tell whether the text, standing at the end, corrects the article."""
    return _CORRECTION.match(text) is not None


def is_correction_label(text: str) -> bool:
    """Tell whether the line is only the title or date above a correction."""
    return not ends(text) and _is_correction_title(text)


_BIO_SURE = re.compile(
    r"(?:,[^.]{1,90},)? ?(?:(?:is|are|ist|sind|é|são|es|est) (?P<what>[^.]{0,160})"
    r"|(?:writes|reports|reported|covers|cover|has covered|has reported|schreibt|berichtet|escreve"
    r"|cobre|écrit|escribe)\b(?: (?:about|on|for|from|über|aus|sobre|sur))?.*"
    r"|(?P<helped>contributed (?:reporting|research|to this)\b.*))"
)
_IS_A = re.compile(
    r"(?:,[^.]{1,90},)? ?(?:is (?:an?|the)|ist (?:eine?|der|die)|é (?:um|uma|o|a)) .+"
)
_HELP = re.compile(
    r"\(?(?:(?:reporting|text|bericht) by (?P<who>[^;.]+)|(?:additional reporting"
    r"|with reporting|reporting was contributed|edited|editing) by .+|mitarbeit: .+);?.*",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"(?:a correction was made (?:on|to)|corrections?\s?(?::|—|\u2013)|korrektur\s?:|correção\s?:"
    r"|correctif\s?:|correction \(|an earlier version of this (?:article|story|report)"
    r"|this (?:article|story) was (?:amended|corrected) on|eine frühere version dies)",
    re.IGNORECASE,
)
_is_correction_title = line_test(
    50, r"(?:corrections?|korrektur|correção)(?:\s?[:—\u2013].{0,30})?"
)
