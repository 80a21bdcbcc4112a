"""Subscribers to look at a mail with: an example, the longest values, and none at all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from feedpub.config.settings import FieldType, LateField
from feedpub.newsletter.locales import date_words
from feedpub.publication.language import in_language


class Recipient(NamedTuple):
    """Somebody whom the mail could go to."""

    name: str
    title: str
    values: Mapping[str, str]


def recipients(
    fields: Mapping[str, LateField], language: str, today: dt.date
) -> tuple[Recipient, ...]:
    """Return them; `fields` are those that the mail has, `language` is the newsletter's.

    An example that a field does not have is made up from its type.
    """
    example = {name: field.example or _usual(name, field, today) for name, field in fields.items()}
    longest = {
        name: max(example[name], _longest(name, field.type, language, today.year), key=len)
        for name, field in fields.items()
        if field.type != "date"
    }
    days = {
        name: _longest(name, field.type, language, today.year)
        for name, field in fields.items()
        if field.type == "date"
    }
    return (
        Recipient("example", "Example", example),
        Recipient("longest", "Longest values", longest | days),
        Recipient("empty", "No values", {}),
    )


def _usual(name: str, field: LateField, today: dt.date) -> str:
    usual: Mapping[FieldType, str] = {
        "text": field.default or name.replace("_", " "),
        "number": "12",
        "date": today.isoformat(),
        "address": "https://example.org/",
    }
    return usual[field.type]


def _longest(name: str, type_: FieldType, language: str, year: int) -> str:
    """Return a value longer than which hardly one is."""
    if type_ == "text" and name == "email":
        return _EMAIL
    long: Mapping[FieldType, Callable[[], str]] = {
        "text": lambda: in_language(_NAMES, language),
        "number": lambda: "9876543210.75",
        "date": lambda: _longest_day(language, year),
        "address": lambda: f"https://example.org/{'a1b2c3d4e5' * 20}",
    }
    return long[type_]()


def _longest_day(language: str, year: int) -> str:
    """Return the day of the year whose date is the longest in words."""
    days = (dt.date(year, month, 28) for month in range(1, 13))
    return max(days, key=lambda day: len(date_words(day, language))).isoformat()


_EMAIL = (
    "maria-antonia.vasconcelos.albuquerque.e.meneses-figueiredo@"
    "correspondence.maritime-museum.example"
)
_NAMES: Mapping[str, str] = {
    "en": "Maria Antónia de Vasconcelos Albuquerque e Meneses-Figueiredo",
    "de": "Prof. Dr. Annegret Freifrau von Schmettau-Leutheusser zu Rhedebrück",
    "ar": "عبد الرحمن بن محمد بن عبد العزيز الهاشمي القرشي السكندري",
    "he": "אליאורה־מרגלית בן־אברהמי לבית אבן־שושן הירושלמית",
    "ja": "勅使河原北小路 龍之介左衛門太郎（港湾新聞愛読者代表）",
}
