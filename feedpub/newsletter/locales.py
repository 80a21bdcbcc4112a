"""Numbers and dates as a language writes them, with the digits that it has."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_OF_WORDS: Mapping[str, str] = {"pt": "pt-PT"}
"""The country whose words a language has here, where CLDR would take another."""

_ZEROS: Mapping[str, str] = {
    "arab": "\u0660",
    "arabext": "\u06f0",
    "beng": "\u09e6",
    "deva": "\u0966",
    "mymr": "\u1040",
    "tibt": "\u0f20",
}
"""The digit 0 of CLDR's numbering systems that are not ``latn``; 1 to 9 follow it."""


@lru_cache(maxsize=32)
def locale_of(language: str) -> Locale:
    """Return the locale of a BCP 47 tag, or of its parent, or the English one."""
    # Imported here because it costs 50 ms that most commands need not pay.
    from babel import Locale, UnknownLocaleError

    tag = _OF_WORDS.get(language.lower(), language)
    while tag:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return Locale("en")


class PatternError(ValueError):
    """A pattern is not CLDR's, or asks for the hour of a day."""

    hint = (
        "write `short`, `medium`, `long`, `full`, or letters of CLDR such as `d MMMM y`; "
        "strftime's `%` is not known"
    )


def number_words(number: float | Decimal, language: str) -> str:
    """Return the number as the language writes it."""
    from babel.numbers import format_decimal

    locale = locale_of(language)
    return _digits(format_decimal(number, locale=locale, numbering_system="default"), locale)


def date_words(day: dt.date, language: str, form: str = "long") -> str:
    """Return the day; `form` is ``short``, ``medium``, ``long``, ``full``, or a CLDR pattern.

    Raises:
        PatternError: if it is none of these.
    """
    from babel.dates import format_date

    locale = locale_of(language)
    try:
        if "%" in form or form.count("'") % 2:
            raise ValueError("strftime's, or a quotation without an end")
        return _digits(format_date(day, form, locale=locale), locale)
    except (KeyError, ValueError, AttributeError, TypeError) as e:  # all of them, for patterns
        raise PatternError(f"`{form}` is no pattern of dates") from e


def period_words(first: dt.date, last: dt.date, language: str) -> str:
    """Return the days from `first` to `last`, both in it: ``16–22 November 2026``.

    As CLDR's intervals, but with the month written out.
    """
    from babel.dates import format_date

    if first >= last:
        return date_words(first, language)
    locale = locale_of(language)
    patterns = _interval(locale, _differs(first, last))
    days = zip((first, last), patterns, strict=True)
    written = "".join(format_date(day, pattern, locale=locale) for day, pattern in days)
    return _digits(written, locale)


def plural_of(number: float, language: str) -> str:
    """Return the plural category of the number (CLDR): ``one``, ``few``, ``other`` or another."""
    return locale_of(language).plural_form(number)


def _differs(first: dt.date, last: dt.date) -> str:
    """Return the greatest field in which two days differ."""
    if first.year != last.year:
        return "y"
    return "M" if first.month != last.month else "d"


_MONTH = re.compile(r"(?<!M)MMM(?!M)")
_DASH = re.compile(r"\s*[–—-]\s*\Z")
_TAIL = re.compile(r"[^A-Za-z]*\Z")


def _interval(locale: Locale, differs: str) -> tuple[str, str]:
    """Return the patterns of the first day, dash and all, and of the last."""
    short, rest = locale.interval_formats["yMMMd"][differs]
    whole = locale.date_formats["long"].pattern
    year_is_last = whole.rstrip("'").endswith("y")
    if not year_is_last or (differs == "d" and "M" in short):
        return _MONTH.sub("MMMM", short), _MONTH.sub("MMMM", rest)
    if differs == "d":
        return short, whole
    without_year = str(locale.datetime_skeletons.get("MMMMd", "d MMMM"))
    first = without_year if differs == "M" else whole
    # Persian has a word in place of the dash.
    dash = _DASH.search(short) or _TAIL.search(short)
    return first + (dash[0] if dash else ""), whole


def _digits(text: str, locale: Locale) -> str:
    """Return `text` with the digits of the locale."""
    zero = _ZEROS.get(locale.default_numbering_system)
    if zero is None:
        return text
    return text.translate({ord("0") + n: ord(zero) + n for n in range(10)})
