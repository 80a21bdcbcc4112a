"""Date lines: ``Published Nov. 3, 2026, 9:14 a.m. ET``, in a few languages."""

import re


def split_dates(text: str) -> tuple[str, str] | None:
    """Split a date line into when it was published and when updated, as written.

    A date without a label must have its year: ``May 16`` may be a heading.
    """
    if not 6 <= len(text) <= 120 or not any(map(str.isdigit, text)):
        return None
    found = _DATES.fullmatch(text)
    if found is None or (found["bare"] and not _YEAR.search(found["bare"])):
        return None
    return found["bare"] or found["published"] or "", found["updated"] or ""


_MONTHS = (
    "jan(?:uary|uar|eiro|vier|\\.)?|feb(?:ruary|ruar|\\.)?|fev(?:ereiro|\\.)?|févr?(?:ier|\\.)?"
    "|mar(?:ch|ço|s|\\.)?|märz|a[pvb]r(?:il|\\.)?|may|mai[o]?|june?|jun(?:i|ho|\\.)|juin"
    "|july?|jul(?:i|ho|\\.)|juill?(?:et|\\.)?|aug(?:ust|\\.)?|ago(?:sto|\\.)?|août"
    "|sept?(?:ember|embre|\\.)?|set(?:embro|\\.)?|oct(?:ober|obre|\\.)?|okt(?:ober|\\.)?"
    "|out(?:ubro|\\.)?|nov(?:ember|embro|embre|\\.)?|de[cz](?:ember|embro|\\.)?|déc(?:embre|\\.)?"
)
_CLOCK = (
    r"\d{1,2}(?:[:.h]\d{2})(?::\d{2})?(?:\.\d+)?(?: ?[ap]\.? ?m\b\.?)?"
    r"(?: ?(?:Uhr|h|Z|[+-]\d{2}:?\d{2}|[A-Z]{2,5}|\([A-Z]{2,5}\)))?"
)
_DAY = (
    rf"(?:(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|º)? (?:de |of )?(?:{_MONTHS}),?(?: (?:de )?\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|seg|ter|qua|qui|sex|s[aá]b|dom|lun|mar|mer"
    r"|mi[eé]|jeu|jue|ven|vie|sam|dim)[^\W\d_]{0,8}(?:-feira)?"
)
_MOMENT = (
    rf"(?:{_CLOCK},? )?(?:{_WEEKDAY}[.,]{{0,2}} )?{_DAY}"
    rf"(?:T{_CLOCK}|,?(?: (?:at|um|às|à|[-\u2013—|·•]))? ?\(?{_CLOCK}\)?)?"
)
_PUBLISHED = r"(?:first |originally )?(?:published|posted|veröffentlicht|erstellt|publicado|publié)"
_UPDATED = (
    r"(?:last |zuletzt )?(?:updated|modified|amended|aktualisiert|a[ct]?tualizado|mise? à jour)"
)
_ON = r"(?:[: ]+(?:on |em |le |am |vom )?)"
_DATES = re.compile(
    rf"(?:(?P<bare>{_MOMENT})|(?P<published>{_PUBLISHED}{_ON}{_MOMENT}))?"
    rf"(?: ?[|·•;,\u2013—-]? ?\(?(?P<updated>{_UPDATED}{_ON}{_MOMENT})\)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
