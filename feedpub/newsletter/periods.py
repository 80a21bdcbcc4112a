"""Periods that editions cover, and the keys that name them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from feedpub.errors import EditionError


class Period(NamedTuple):
    """Days in the publication's time zone; the end is the first day that is not in it."""

    start: dt.date
    end: dt.date

    def has(self, day: dt.date, late: dt.timedelta = dt.timedelta(0)) -> bool:
        """Tell whether a day is in it, or at most so long before."""
        return self.start - day <= late and day < self.end


def key_of(every: str, day: dt.date) -> str:
    """Return the key of the period that `day` is in."""
    return _KEYS[every](day)


def period_of(every: str, key: str) -> Period:
    """Return the period that a key names.

    Raises:
        EditionError: with an example of a key.
    """
    try:
        return _PERIODS[every](key)
    except (ValueError, OverflowError):
        hint = f"the key of a {every} is written as {key_of(every, dt.date(2026, 11, 20))}"
        raise EditionError(f"`{key}` is no {every}", hint=hint) from None


def canonical_key(every: str, key: str) -> str:
    """Return the key as editions have it: ``2027-01-04`` for ``2027-1-4``; an id is one as it is.

    Raises:
        EditionError: with an example of a key.
    """
    return key if every == "article" else key_of(every, period_of(every, key).start)


def _week_key(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_KEYS: Mapping[str, Callable[[dt.date], str]] = {
    "day": lambda day: day.isoformat(),
    "week": _week_key,
    "month": lambda day: f"{day:%Y-%m}",
}


def _day(key: str) -> Period:
    start = dt.datetime.strptime(key, "%Y-%m-%d").date()  # noqa: DTZ007
    return Period(start, start + dt.timedelta(days=1))


def _week(key: str) -> Period:
    match = re.fullmatch(r"(\d{4})-[Ww](\d{1,2})", key)
    if not match:
        raise ValueError(key)
    start = dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    return Period(start, start + dt.timedelta(days=7))


def _month(key: str) -> Period:
    start = dt.datetime.strptime(key, "%Y-%m").date()  # noqa: DTZ007
    return Period(start, (start + dt.timedelta(days=31)).replace(day=1))


_PERIODS: Mapping[str, Callable[[str], Period]] = {"day": _day, "week": _week, "month": _month}


def last_period(every: str, day: dt.date) -> str:
    """Return the key of the last period that was over before `day`.

    Raises:
        EditionError: if there was none, on the first of all days.
    """
    try:
        return key_of(every, period_of(every, key_of(every, day)).start - dt.timedelta(days=1))
    except OverflowError:
        raise EditionError(f"no {every} was over before {day}") from None
