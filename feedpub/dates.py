"""Dates as people write them, and as feeds and mail want them.

What is read here is exact or refused: a date that could mean two days
(``01/02/2024``) is an error, never a guess.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = dt.UTC

_MONTHS = (
    "january february march april may june july august september october november december"
).split()

_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})"
_YEAR = r"(?P<year>\d{4})"
_NUMERIC = rf"{_YEAR}(?P<sign>[-/.])(?P<month>\d{{1,2}})(?P=sign){_DAY}"
_MONTH_FIRST = rf"{_MONTH}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}"
_DAY_FIRST = rf"{_DAY}(?:st|nd|rd|th|\.)?[\s-]+{_MONTH},?[\s-]+{_YEAR}"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_TIME = r"""
    (?P<hour>\d{1,2}) : (?P<minute>\d{2}) (?: : (?P<second>\d{2}) (?:[.,]\d+)? )?
    (?: \s*(?P<half>[ap])\.?m\b\.? )?
    (?: \s*(?P<zone>[+-]\d{2}:?\d{2}|[a-z]+(?:/[a-z0-9_+-]+)*) )?
    (?: \s+[a-z]{2,5} (?: \s+m=\S+ )? )?  # Go: `2020-01-02 03:04:05 +0000 UTC m=+0.1`
    (?: \s*\([a-z\s]*\) )?  # RFC 822 comment
"""

_FLAGS = re.ASCII | re.IGNORECASE
_ISO = re.compile(rf"{_YEAR}(?:\d{{4}}|-?W\d\d-?\d)(?:[T\s]\d.*)?|\d{{4}}-\d\d-\d\dT\d\d", _FLAGS)
"""What of ISO 8601 is not written as people do."""


@cache  # most programs that import this read no such date, and patterns take long to compile
def _written() -> tuple[re.Pattern[str], ...]:
    at = rf"(?:(?:T|,?\s+(?:at\s+)?)(?x:{_TIME}))?"
    return tuple(
        re.compile(rf"(?:published\s+)?{_WEEKDAY}{day}{at}", _FLAGS)
        for day in (_NUMERIC, _MONTH_FIRST, _DAY_FIRST)
    )


@cache
def _in_prose() -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<![a-z0-9]){day}(?![0-9])", _FLAGS) for day in (_MONTH_FIRST, _DAY_FIRST)
    )


_AMBIGUOUS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:\s.*)?", _FLAGS)

_HOURS = {"z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
          "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}  # fmt: skip
"""The names of zones that mean one offset: RFC 822 section 5.1 defines them."""


def parse_date(text: str, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment that `text` names, in UTC and whole seconds.

    ISO 8601 in all its usual shapes, RFC 822, ``20 November 2026`` and
    ``Nov. 20, 2026, 5:00 pm``. Without an offset the time is in `zone`; without a time it
    is midnight there.

    Raises:
        ValueError: with a sentence that says what is wrong.
    """
    text = text.strip()
    if _USUAL.fullmatch(text):  # most dates by far, read in a tenth of the time
        with contextlib.suppress(ValueError):
            return to_utc(dt.datetime.fromisoformat(text), zone)
    return to_utc(_parse(text), zone)


_USUAL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)", re.ASCII)


def to_utc(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return `moment` in UTC and whole seconds; one without an offset is in `zone`."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        raise ValueError("the date is outside the years 1 to 9999") from None


def local(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return `moment` in a zone; the first and the last day of all may have no time there."""
    try:
        return moment.astimezone(zone)
    except OverflowError:
        return moment


def find_date(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the moment that a line is or names, in UTC, or None."""
    with contextlib.suppress(ValueError):
        return parse_date(text, zone)
    for pattern in _in_prose():
        for match in pattern.finditer(text):
            try:
                return to_utc(_day(match), zone)
            except ValueError:
                continue
    return None


def is_date_only(text: str) -> bool:
    """Tell whether `text` names a day and no time of day."""
    return _HAS_TIME.search(text) is None


_HAS_TIME = re.compile(r":|\dT\d", re.IGNORECASE)


def _parse(text: str) -> dt.datetime:
    shown = text if len(text) <= 60 else text[:59] + "…"
    for pattern in _written():
        if match := pattern.fullmatch(text):
            try:
                return _day(match).replace(**_time(match), tzinfo=_zone(match["zone"]))
            except ValueError as e:
                raise ValueError(f"`{shown}` is not a date: {e}") from None
    if _ISO.fullmatch(text):
        try:
            return dt.datetime.fromisoformat(text.upper())
        except ValueError as e:
            raise ValueError(f"`{shown}` is not a date: {e}") from None
    if _AMBIGUOUS.fullmatch(text):
        raise ValueError(f"`{shown}` could mean two different days")
    raise ValueError(f"`{shown}` is not a date")


def _day(match: re.Match[str]) -> dt.datetime:
    month = match["month"]
    number = int(month) if month.isdigit() else _month(month)
    return dt.datetime(int(match["year"]), number, int(match["day"]))  # noqa: DTZ001


def _time(match: re.Match[str]) -> dict[str, int]:
    """Return the time of day, if the text has one."""
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"there is no hour {hour} am or pm")
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    return {"hour": hour, "minute": minute, "second": second}


def _zone(name: str | None) -> dt.tzinfo | None:
    if name is None:
        return None
    if name[0] in "+-":
        offset = dt.timedelta(hours=int(name[1:3]), minutes=int(name[-2:]))
        if name[-2:] > "59" or offset >= dt.timedelta(days=1):
            raise ValueError(f"there is no offset {name}")
        return dt.timezone(-offset if name[0] == "-" else offset)
    if name.lower() in _HOURS:
        return dt.timezone(dt.timedelta(hours=_HOURS[name.lower()]))
    if "/" in name:  # a bare name, such as `CST6CDT` or a country's, is not what is meant
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
    raise ValueError(f"`{name}` is not a time zone")


def _month(name: str) -> int:
    wanted = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(wanted) or (wanted == "sept" and number == 9):
            return number
    raise ValueError(f"`{name}` is not a month")


def rfc3339(moment: dt.datetime) -> str:
    """Write `moment` as ``2026-11-20T17:00:00Z`` (RFC 3339), with milliseconds if it has any."""
    if moment.tzinfo is UTC and not moment.microsecond:
        return f"{moment.isoformat()[:-6]}Z"
    utc = moment.astimezone(UTC)
    spec = "milliseconds" if utc.microsecond else "seconds"
    return utc.isoformat(timespec=spec).replace("+00:00", "Z")


def rfc822(moment: dt.datetime) -> str:
    """Write `moment` as ``Fri, 20 Nov 2026 17:00:00 +0000`` (RFC 822, four-digit year)."""
    utc = moment.astimezone(UTC)
    day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][utc.weekday()]
    month = _MONTHS[utc.month - 1][:3].title()
    return f"{day}, {utc.day:02} {month} {utc.year:04} {utc:%H:%M:%S} +0000"
