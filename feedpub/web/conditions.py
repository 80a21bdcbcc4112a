"""Preconditions of a request: what the reader has already, and whether it still holds."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import format_datetime, parsedate_to_datetime

_TAG = re.compile(r'(W/)?("[^"]*")')


def http_date(moment: dt.datetime) -> str:
    """Return the moment as HTTP writes it (RFC 9110 section 5.6.7)."""
    return format_datetime(moment.astimezone(dt.UTC), usegmt=True)


def precondition(headers: Mapping[str, str], etag: str, modified: dt.datetime) -> int:
    """Return 200, 304 or 412, in the order of RFC 9110 section 13.2.2.

    `etag` is strong; `modified` is in whole seconds. A date that is none counts as absent.
    """
    if (wanted := headers.get("if-match")) is not None:
        if wanted.strip() != "*" and etag not in _tags(wanted, weak=False):
            return 412
    elif (limit := _date(headers, "if-unmodified-since")) and modified > limit:
        return 412
    if (known := headers.get("if-none-match")) is not None:
        return 304 if known.strip() == "*" or etag in _tags(known, weak=True) else 200
    since = _date(headers, "if-modified-since")
    return 304 if since and modified <= since else 200


def range_applies(headers: Mapping[str, str], etag: str, modified: dt.datetime) -> bool:
    """Tell whether the reader's part is of the file as it is now (``If-Range``, section 13.1.5)."""
    given = headers.get("if-range")
    return given is None or given.strip() in (etag, http_date(modified))


def _tags(value: str, *, weak: bool) -> set[str]:
    """Return the tags of a list; weak ones only where a weak comparison is asked for."""
    return {tag for mark, tag in _TAG.findall(value) if weak or not mark}


def _date(headers: Mapping[str, str], name: str) -> dt.datetime | None:
    try:
        date = parsedate_to_datetime(headers[name])
    except (KeyError, ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=dt.UTC)


def accepts_gzip(value: str) -> bool:
    """Tell whether ``Accept-Encoding`` takes gzip (section 12.5.3); a weight of 0 refuses it."""
    weights: dict[str, float] = {}
    for part in value.lower().split(","):
        name, _, parameters = part.partition(";")
        match = _WEIGHT.search(parameters)
        weights[name.strip()] = float(match[1]) if match else 1.0
    return weights.get("gzip", weights.get("x-gzip", weights.get("*", 0.0))) > 0


_WEIGHT = re.compile(r"\bq\s*=\s*([01](?:\.\d*)?)", re.ASCII)
