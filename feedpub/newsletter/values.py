"""What a value of a subscriber must be to stand where it is wanted."""

from __future__ import annotations

import re

from feedpub.newsletter.story import one_line
from feedpub.urls import to_uri

MOST = 900
"""Letters of an address; a line of a header holds 998 bytes at most."""

_PLAIN = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9:/._~@?=&%+-]*").fullmatch
_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"\\^`{|}\x00-\x1f\x7f]+", re.I).fullmatch


def web_address(value: str) -> str:
    """Return an address as it can stand everywhere, in ASCII; empty if it is none."""
    if len(value) > MOST:
        return ""
    if _PLAIN(value):
        return value
    try:
        address = to_uri(one_line(value)) if _ADDRESS(value) else ""
    except ValueError:
        return ""
    return address if len(address) <= MOST and _ADDRESS(address) else ""


_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
is_mailbox = re.compile(rf"(?=.{{3,320}}\Z){_ATOM}(?:\.{_ATOM})*@[A-Za-z0-9.-]{{1,250}}").fullmatch
"""Tells whether a value is the address of one recipient (RFC 5322 section 3.4.1)."""
