"""The filters of templates. To add one: a function, and its name in `FILTERS`."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import jinja2
import msgspec
from jinja2.runtime import Context

from feedpub.newsletter import columns, schemes, sentences, tongues
from feedpub.newsletter.late import LateValue, Subscriber
from feedpub.newsletter.locales import date_words, number_words, period_words, plural_of
from feedpub.newsletter.story import Story, by_section
from feedpub.newsletter.templates.wrong_values import WrongValue, described
from feedpub.newsletter.words import Forms, Words


@jinja2.pass_context
def _date(context: Context, moment: dt.date | None, form: str = "long") -> str:
    """Write a date in the newsletter's language and the publication's time zone.

    `form` is ``short``, ``medium``, ``long``, ``full``, or a CLDR pattern.
    """
    return date_words(_day(context, moment), context["language"], form) if moment else ""


@jinja2.pass_context
def _period(context: Context, first: dt.date, last: dt.date) -> str:
    """Write the days from the first to the last, which is one of them."""
    return period_words(_day(context, first), _day(context, last), context["language"])


def _day(context: Context, moment: object) -> dt.date:
    if isinstance(moment, dt.datetime):
        return moment.astimezone(context["zone"]).date()
    if isinstance(moment, dt.date):
        return moment
    raise WrongValue(f"{described(moment)} is no date")


@jinja2.pass_context
def _number(context: Context, number: object) -> str:
    """Write a number as the newsletter's language does."""
    if not isinstance(number, int | float | Decimal) or not math.isfinite(number):
        raise WrongValue(f"{described(number)} is no number")
    return number_words(number, context["language"])


@jinja2.pass_context
def _count(context: Context, number: int, forms: Forms) -> str:
    """Write the sentence of `forms` that fits the number: ``3 stories``."""
    # Ours may be English in a newsletter of another language.
    words: Words = context["words"]
    ours = any(forms is each for each in msgspec.structs.astuple(words))
    language = words.language if ours else context["language"]
    written = _number(context, number)
    try:
        form = forms.get(plural_of(number, language), forms["other"])
        return form.format(n=written)
    except (AttributeError, TypeError, LookupError, ValueError) as e:
        raise WrongValue(f"{described(forms)} has no forms for a number", _FORMS) from e


_FORMS = 'such as `words.minutes`, or `{"one": "{n} gull", "other": "{n} gulls"}`'


def _uri(address: str) -> str:
    """Return the address for a link; nothing if a mail must not lead there."""
    return address if address.partition(":")[0].lower() in ("http", "https", "mailto") else ""


def _default(value: Any, default: Any = "", boolean: bool = False) -> Any:
    """Return `default` for what is missing; of a late field, what stands there if it is."""
    if isinstance(value, LateValue):
        return value.otherwise(str(default))
    if isinstance(value, jinja2.Undefined) and isinstance(value._undefined_obj, Subscriber):
        value._fail_with_undefined_error()  # a misspelt field would be missing for everybody
    return jinja2.filters.do_default(value, default, boolean)


@jinja2.pass_context
def _tongue(context: Context, story: Story) -> str:
    """Say the language of a story, where it is not the newsletter's."""
    return tongues.tongue(story.language) if story.language != context["language"] else ""


@jinja2.pass_context
def _own_tongue(context: Context, story: Story) -> str:
    """Say the newsletter's language, for its own words within a story of another.

    Also where both are written from right to left, or numbers beside words would change places.
    """
    own = context["language"]
    either = "rtl" in (story.direction, context["direction"])
    return tongues.tongue(own) if either or story.language != own else ""


FILTERS: Mapping[str, Callable[..., Any]] = {
    "default": _default,
    "d": _default,
    "date": _date,
    "period": _period,
    "number": _number,
    "count": _count,
    "by_section": by_section,
    "uri": _uri,
    "light": schemes.light,
    "dark": schemes.dark,
    "script": tongues.script,
    "tongue": _tongue,
    "own_tongue": _own_tongue,
    "sentences": sentences.sentences,
    "wrap": columns.wrap,
    "underline": columns.underline,
    "indented": columns.indent,
    "paragraphs": columns.paragraphs,
    "lines": columns.lines,
}
