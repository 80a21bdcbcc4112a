"""Dates, addresses and types as the formats demand them. Each function says what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

_RFC822 = re.compile(
    r"(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun), +)?(\d{1,2}) "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d)(?::(\d\d))? "
    r"([+-]\d{4}|GMT|UT|[ECMP][SD]T)",
    re.ASCII,
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_HOURS = {"GMT": 0, "UT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
          "PST": -8, "PDT": -7}  # fmt: skip


def read_rfc822(text: str) -> dt.datetime:
    """Return the moment of an RSS date (RFC 822 section 5, years of four digits).

    Raises:
        ValueError: with what is wrong.
    """
    match = _RFC822.fullmatch(text)
    if not match:
        raise ValueError(f"`{text}` is no date of RFC 822")
    weekday, day, month, year, hour, minute, second, zone = match.groups()
    moment = dt.datetime(
        int(year), _MONTHS.index(month) + 1, int(day), int(hour), int(minute), int(second or 0),
        tzinfo=_zone(zone),
    )  # fmt: skip
    if weekday and weekday != _DAYS[moment.weekday()]:
        raise ValueError(f"`{text}` is a {_DAYS[moment.weekday()]}, not a {weekday}")
    return moment


def _zone(name: str) -> dt.tzinfo:
    if name in _HOURS:
        return dt.timezone(dt.timedelta(hours=_HOURS[name]))
    offset = dt.timedelta(hours=int(name[1:3]), minutes=int(name[3:]))
    return dt.timezone(-offset if name[0] == "-" else offset)


def read_rfc3339(text: str) -> dt.datetime:
    """Return the moment of a date in Atom or JSON Feed (RFC 3339 section 5.6).

    Raises:
        ValueError: with what is wrong.
    """
    if not _RFC3339.fullmatch(text):
        raise ValueError(f"`{text}` is no date of RFC 3339")
    return dt.datetime.fromisoformat(text)


class Fault(NamedTuple):
    """What is wrong with a value, under the code of its kind."""

    code: str
    message: str


_NEVER = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]|[^\x00-\x7f]|%(?![0-9A-Fa-f]{2})")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=100_000)
def address_faults(url: str, *, web: bool = True) -> tuple[Fault, ...]:
    """Return what is wrong with an address (RFC 3986); with `web` it must be http or https."""
    return tuple(_address_faults(url, web))


def _address_faults(url: str, web: bool) -> Iterator[Fault]:
    if not _SCHEME.match(url):
        yield Fault("feed-address", f"`{url}` is not a whole address")
        return
    if match := _NEVER.search(url):
        yield Fault("feed-address", f"`{url}` holds `{match[0]}`, which no address may hold")
        return
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as e:
        yield Fault("feed-address", f"`{url}` is no address: {e}")
        return
    scheme = parts.scheme.lower()
    if web and (scheme not in _PORTS or not parts.hostname):
        yield Fault("feed-address", f"`{url}` is no address of the web")
    elif scheme in _PORTS and _is_odd(url, parts.netloc, parts.path, port == _PORTS[scheme]):
        yield Fault("feed-address-odd", f"`{url}` is not in its usual form")


def _is_odd(url: str, netloc: str, path: str, default_port: bool) -> bool:
    host = netloc.rpartition("@")[2]
    dots = {".", ".."} & set(path.split("/"))
    return host != host.lower() or not url.startswith("http") or default_port or bool(dots)


_MAIL = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+")


def is_mail_address(text: str) -> bool:
    """Tell whether `text` has the form of a mail address (RFC 5322 section 3.4.1, simplified)."""
    return _MAIL.fullmatch(text) is not None


_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?", re.ASCII)


def is_media_type(text: str) -> bool:
    """Tell whether `text` has the form of a media type (RFC 6838 section 4.2)."""
    return _TYPE.fullmatch(text) is not None
