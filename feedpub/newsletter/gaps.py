"""What stands in a gap: the value of a subscriber, written as its surroundings demand.

A value is data wherever it comes to stand: in HTML it is escaped, within an address encoded,
in a header one line. What cannot be shown as its type demands gives way to the fallback.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from html import escape
from typing import Literal
from urllib.parse import quote

from feedpub.config.settings import FieldType
from feedpub.newsletter.late import Gap
from feedpub.newsletter.locales import date_words, number_words
from feedpub.newsletter.standing import is_within_address, objection, standing
from feedpub.newsletter.story import one_line
from feedpub.newsletter.values import is_mailbox, web_address

Context = Literal[
    "html", "query", "text", "first-words", "words", "uri", "uri-query", "id", "to", "unsubscribe"
]
"""Where a gap is: in HTML, as text or a whole address; in a part of an address; in the text part;
in the subject; in a header as an address or a part of one; at the end of the Message-ID. ``to``
and ``unsubscribe`` are whole headers, which are left out without a value.
"""


def said(gap: Gap, value: str | None) -> str:
    """Return what the gap says for a value: in words, on one line, or the fallback."""
    return sayer(gap)(value) if value else gap.fallback


def sayer(gap: Gap) -> Callable[[str], str]:
    """Return what says a value in the gap; made once, since it is called for every subscriber."""
    fallback = gap.fallback
    match gap.type:
        case "text":
            return _text
        case "address":
            return lambda value: web_address(value) or fallback
        case _:
            return lambda value: _in_words(gap, value.strip()) or fallback


def _text(value: str) -> str:
    return value if value.isascii() and value.isprintable() else _one_line(value)


_one_line = lru_cache(maxsize=4096)(one_line)


@lru_cache(maxsize=4096)
def _in_words(gap: Gap, value: str) -> str:
    """Return a number or a date as the language writes it; nothing if the value is none."""
    try:
        if gap.type == "number":
            number = Decimal(value)
            # A number of more digits is none that people read.
            fits = number.is_finite() and abs(number.adjusted()) < _DIGITS
            return number_words(number, gap.language) if fits else ""
        return date_words(dt.date.fromisoformat(value), gap.language)
    except (ValueError, InvalidOperation):
        return ""


_DIGITS = 30


def context_in_html(html: str, at: int) -> Context:
    """Return what surrounds the offset `at` of a document that an inliner has written."""
    return "query" if is_within_address(standing(html, at)) else "html"


def misplaced(html: str, gaps: Mapping[str, Gap]) -> Iterator[tuple[Gap, str]]:
    """Yield the gaps that stand where nothing may be filled in, with a sentence that says why."""
    for match in pattern_of(gaps).finditer(html) if gaps else ():
        gap = gaps[match[0]]
        is_address = gap.type == "address"
        if why := objection(standing(html, match.start()), is_address=is_address):
            yield gap, f"`subscriber.{gap.field}` {why}"


def context_in_text(text: str, at: int) -> Context:
    """Return what surrounds the offset `at` of a text: an address, or words."""
    run = re.split(r"\s", text[max(0, at - _FAR) : at])[-1]
    return "query" if re.match(r"[^\w]*(?:https?://|mailto:)\S", run, re.I) else "text"


_FAR = 4000
"""Letters that an address has at most."""


def shown(written: str, gaps: Mapping[str, Gap], values: Mapping[str, str], part: str) -> str:
    """Return what was rendered with the values of one subscriber, for looking at it.

    `part` is ``html`` or ``text``.
    """
    if not gaps:
        return written
    context_in = {"html": context_in_html, "text": context_in_text}[part]

    def value(match: re.Match[str]) -> str:
        gap = gaps[match[0]]
        return _WRITTEN[context_in(written, match.start())](said(gap, values.get(gap.field)))

    return pattern_of(gaps).sub(value, written)


def pattern_of(gaps: Mapping[str, Gap]) -> re.Pattern[str]:
    """Return the pattern of all words that stand for gaps."""
    return re.compile("|".join(map(re.escape, gaps)))


def _in_address(value: str) -> str:
    return quote(value, safe="")


_WRITTEN: Mapping[Context, Callable[[str], str]] = {
    "html": escape,
    "query": _in_address,
    "text": str,
}
"""How a value is written where people read it, before any encoding."""


def encoder(context: Context) -> Callable[[str], bytes]:
    """Return what makes the bytes of a value in a compiled message."""
    return _ENCODERS[context]


def quoted_printable(text: str) -> bytes:
    """Return lines of at most 76 characters (RFC 2045 section 6.7), their ends as CRLF."""
    data = binascii.b2a_qp(text.encode("utf-8", "replace"), istext=True)
    if b"=20\n" in data or b"=09\n" in data or data.endswith((b"=20", b"=09")):
        data = _OVERLONG.sub(rb"\1=\n\2", data)
    return data.replace(b"\n", b"\r\n")


_OVERLONG = re.compile(rb"^([^\n]{74})(=20|=09)$", re.M)
"""A line that binascii makes one character too long for the space at its end."""


def plain_in(gap: Gap) -> Callable[[str], object]:
    """Return what tells quickly that a value is said as it is, and fits on a line of any body."""
    return _PLAIN[gap.type]


_PLAIN: Mapping[FieldType, Callable[[str], object]] = {
    "text": re.compile(r"[A-Za-z0-9:/._~@-]{1,70}").fullmatch,
    "address": re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9:/._~@-]{0,60}").fullmatch,
    "number": lambda _: None,
    "date": lambda _: None,
}

BODIES = frozenset({"html", "text"})
"""The contexts of which that holds."""


@lru_cache(maxsize=4096)
def _in_html(value: str) -> bytes:
    return quoted_printable(escape(value))


@lru_cache(maxsize=4096)
def _in_text(value: str) -> bytes:
    return quoted_printable(value)


def encoded_words(text: str) -> Iterator[bytes]:
    """Yield the text as encoded words (RFC 2047 section 2), each at most 75 characters long."""
    chunk = ""
    for letter in text:
        if len((chunk + letter).encode("utf-8", "replace")) > _WORD:
            yield _encoded_word(chunk)
            chunk = ""
        chunk += letter
    if chunk:
        yield _encoded_word(chunk)


_WORD = 42
"""Bytes that make 56 letters of base64, with `=?utf-8?b?` and `?=` less than 75."""


def _encoded_word(chunk: str) -> bytes:
    return b"=?utf-8?b?" + base64.b64encode(chunk.encode("utf-8", "replace")) + b"?="


def _in_uri(value: str) -> bytes:
    written = _in_address(value).encode()
    return written if len(written) <= _LONGEST else b""


_LONGEST = 400
"""Letters of a value in an address of a header, which must be on one line."""


def _suffix(value: str) -> bytes:
    known = value if value.isascii() and value.isalnum() else _in_address(value)
    return b"." + known[:_LONGEST_ID].encode() if value else b""


_LONGEST_ID = 100


_ENCODERS: Mapping[Context, Callable[[str], bytes]] = {
    "html": _in_html,
    "query": lambda value: quoted_printable(_in_address(value)),
    "text": _in_text,
    "first-words": lambda value: b" " + b"\r\n ".join(encoded_words(value)),
    "words": lambda value: b"".join(b"\r\n " + word for word in encoded_words(value)),
    "uri": lambda value: value.encode("ascii", "ignore"),
    "uri-query": _in_uri,
    "id": _suffix,
    "to": lambda value: b"To: " + value.encode() + b"\r\n" if is_mailbox(value) else b"",
    "unsubscribe": lambda url: b"List-Unsubscribe: <" + url.encode() + b">\r\n" if url else b"",
}
