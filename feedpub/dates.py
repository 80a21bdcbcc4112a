"""Dates as people write them, and as feeds and mail want them.

What is read here is exact or refused: a date that could mean two days
(``01/02/2024``) is an error, never a guess.
"""

from __future__ import annotations

import datetime as dt
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UTC = dt.UTC

_MONTHS = (
    "january february march april may june july august september october november december"
).split()

_NUMERIC = re.compile(
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2}|[A-Za-z]+(?:/[A-Za-z_+-]+)+)?)?",
)
_MONTH_FIRST = re.compile(
    r"(?:published\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I
)
_DAY_FIRST = re.compile(
    r"(?:published\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.I
)
_AMBIGUOUS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")


def parse_date(text: str, zone: dt.tzinfo) -> dt.datetime:
    """Return the moment that `text` names, in UTC and whole seconds.

    ISO 8601 in all its usual shapes, RFC 822, ``20 November 2026`` and
    ``Nov. 20, 2026``. Without an offset the time is in `zone`; without a time it is
    midnight there.

    Raises:
        ValueError: with a sentence that says what is wrong.
    """
    text = text.strip()
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        moment = _parse_other(text, zone)
    return to_utc(moment, zone)


def to_utc(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    """Return `moment` in UTC and whole seconds; one without an offset is in `zone`."""
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        raise ValueError("the date is outside the years 1 to 9999") from None


def find_date(text: str, zone: dt.tzinfo) -> dt.datetime | None:
    """Return the first day that is named in a line of prose, in UTC, or None."""
    for pattern, day, month in ((_MONTH_FIRST, 2, 1), (_DAY_FIRST, 1, 2)):
        if match := pattern.search(text):
            try:
                local = dt.datetime(
                    int(match[3]), _month(match[month]), int(match[day]), tzinfo=zone
                )
            except ValueError:
                continue
            return to_utc(local, zone)
    return None


def is_date_only(text: str) -> bool:
    """Tell whether `text` names a day and no time of day."""
    return ":" not in text


def _parse_other(text: str, zone: dt.tzinfo) -> dt.datetime:
    if match := _NUMERIC.fullmatch(text):
        return _from_numbers(match, zone)
    for pattern, day, month in ((_MONTH_FIRST, 2, 1), (_DAY_FIRST, 1, 2)):
        if match := pattern.fullmatch(text):
            return dt.datetime(int(match[3]), _month(match[month]), int(match[day]), tzinfo=zone)
    if _AMBIGUOUS.fullmatch(text):
        raise ValueError(f"`{text}` could mean two different days")
    try:
        return parsedate_to_datetime(text)  # RFC 822, as in feeds
    except (ValueError, TypeError, IndexError):
        raise ValueError(f"`{text}` is not a date") from None


def _from_numbers(match: re.Match[str], zone: dt.tzinfo) -> dt.datetime:
    names = ("year", "month", "day", "hour", "minute", "second")
    year, month, day, hour, minute, second = (int(match[name] or 0) for name in names)
    zone = _zone(match["zone"], zone)
    try:
        return dt.datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError as e:
        raise ValueError(f"`{match[0]}` is not a date: {e}") from None


def _zone(name: str | None, default: dt.tzinfo) -> dt.tzinfo:
    if name is None:
        return default
    if name in ("Z", "UTC", "GMT"):
        return UTC
    if name[0] in "+-":
        return dt.datetime.strptime(name.replace(":", ""), "%z").tzinfo or UTC
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"`{name}` is not a time zone") from None


def _month(name: str) -> int:
    wanted = name.lower()
    for number, month in enumerate(_MONTHS, 1):
        if month.startswith(wanted) or (wanted == "sept" and number == 9):
            return number
    raise ValueError(f"`{name}` is not a month")


def rfc3339(moment: dt.datetime) -> str:
    """Write `moment` as ``2026-11-20T17:00:00Z`` (RFC 3339), with milliseconds if it has any."""
    utc = moment.astimezone(UTC)
    spec = "milliseconds" if utc.microsecond else "seconds"
    return utc.isoformat(timespec=spec).replace("+00:00", "Z")


def rfc822(moment: dt.datetime) -> str:
    """Write `moment` as ``Fri, 20 Nov 2026 17:00:00 +0000`` (RFC 822, four-digit year)."""
    utc = moment.astimezone(UTC)
    day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][utc.weekday()]
    month = _MONTHS[utc.month - 1][:3].title()
    return f"{day}, {utc.day:02} {month} {utc.year:04} {utc:%H:%M:%S} +0000"
