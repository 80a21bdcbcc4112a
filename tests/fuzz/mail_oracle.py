"""What must hold for every mail, whoever gets it. As in `oracle`, the lists are its own."""

from __future__ import annotations

import email
import re
import unicodedata
from collections.abc import Iterator, Mapping
from email.message import EmailMessage
from email.policy import default
from typing import Any

import html5lib
from lxml import html as lxml_html

from feedpub.newsletter.compiled import CompiledMessage
from feedpub.newsletter.gaps import shown
from feedpub.newsletter.render import Rendered
from tests.fuzz.oracle import (
    _ACTIVE,
    _ADDRESSES,
    _FORBIDDEN,
    _HTML,
    _IGNORED,
    _SCHEMES,
    Wrong,
    check_address,
)

_OF_MAIL = frozenset({"meta", "style", "title", "link"})
_HEADERS = frozenset(
    """
    message-id to date from reply-to content-language list-id subject list-unsubscribe mime-version
    content-type
    """.split()
)
_LEFT = re.compile("zq[0-9a-f]{2}|\ue5f0|\ue5f1")
"""Words that stand for late fields, or what is left of them, and marks for `check`."""

_FETCHING = re.compile(r"expression\s*\(|behavior\s*:|@import|javascript\s*:|-moz-binding", re.I)
_COLUMNS = 72

RECIPIENTS: Mapping[str, Mapping[str, str]] = {
    "nobody": {},
    "somebody": {
        "email": "ana@x.example", "name": "Ana", "since": "2024-02-03", "miles": "12345.5",
        "page": "https://a.example/b", "unsubscribe_url": "https://post.example/u/1",
        "preferences_url": "https://post.example/p/1", "delivery": "a1b2",
    },
    "attacker": {
        "email": "\"x\" onload=alert(1) '@x.example\r\nBcc: all@x.example", "name":
        "\"'><script>alert(1)</script> {{ x }} =?utf-8?q?x?=\r\n\r\n.\r\nBcc: all@x.example",
        "since": "9999-99-99<b>", "miles": "1e99999999", "page": "javascript:alert(1)",
        "unsubscribe_url": "https://x.example/>\r\nBcc: all@x.example", "delivery": "a1b2",
        "preferences_url": " java\tscript:alert(1)",
    },
    "alien": {
        "email": "\ud800é漢\u202e@\u2066é.example", "name":
        "\ud800\u202e漢😀\x00\x85\ufdd0e\u0301" * 9,
        "since": "0001-01-01", "miles": "-0.000", "page": "https://é.example/\ud800?ü=\u202e#\"'",
        "unsubscribe_url": "HTTPS://é.example/ü\udfff", "preferences_url": "mailto:ü@é.example",
    },
    "glutton": dict.fromkeys(
        ("email", "name", "miles", "since"), "9" * 3000) | dict.fromkeys(
        ("page", "unsubscribe_url", "preferences_url"), "https://x.example/" + "y" * 3000),
}  # fmt: skip
"""What subscribers may have put into the database, by name."""


def check_rendered(rendered: Rendered, *, ours: bool) -> None:
    """Raise unless a rendering is what mail may be; a template that is not `ours` may be unsafe."""
    if not rendered.html.startswith("<!DOCTYPE html>\n"):
        raise Wrong(f"no-doctype: {rendered.html[:80]!r}")
    if len(set(rendered.subject.splitlines())) > 1:
        raise Wrong(f"subject: {rendered.subject!r}")
    if ours:
        check_lines(rendered.text)


def check_lines(text: str) -> None:
    """Raise if a line of the text part is longer than it must be."""
    for line in text.split("\n"):
        words = re.sub(r"^(?:> ?|[ -]|\(?(?:[0-9]+|[a-z])[.)] )*", "", line)
        is_code = re.match(r"(?:> )*\s*(?:[-(\d.)]+ )?\s*    ", line)
        width = sum(unicodedata.category(letter) not in _WITHOUT_WIDTH for letter in line)
        can_break = not is_code and "://" not in line and " " in words[:_COLUMNS]
        if width > _COLUMNS and can_break and not _EMOJI.search(line):
            raise Wrong(f"long-line: {width} columns: {line[:200]!r}")


_WITHOUT_WIDTH = frozenset(("Mn", "Me", "Cf"))
_EMOJI = re.compile("[\U0001f000-\U0001ffff]")
"""Several of them may be shown as one, so that nobody knows how wide they are."""


def check_message(rendered: Rendered, message: CompiledMessage, *, ours: bool) -> None:
    """Raise unless the mail says to each recipient what was rendered, and nothing else happens."""
    shape: list[Any] | None = None
    for name, values in RECIPIENTS.items():
        data = message.fill(values)
        html = _check_mail(data, rendered, values)
        tags = list(_shape(html))
        if shape is not None and tags != shape:
            was, now = next(((a, b) for a, b in zip(shape, tags, strict=False) if a != b), ("", ""))
            raise Wrong(f"shape-of-mail: for {name}: {was} became {now}")
        shape = tags
        if ours and name == "attacker":
            check_document(html)


def _check_mail(data: bytes, rendered: Rendered, values: Mapping[str, str]) -> str:
    """Hold the bytes of one mail to what was rendered; return its HTML."""
    if not data.isascii() or re.search(rb"\r(?!\n)|(?<!\r)\n|\x00", data):
        raise Wrong(f"bytes-of-mail: {data[:2000]!r}")
    if (longest := max(map(len, data.split(b"\r\n")))) > 998:
        raise Wrong(f"line-of-mail: {longest} bytes")
    mail: EmailMessage = email.message_from_bytes(data, policy=default)  # type: ignore[assignment]
    for part in mail.walk():
        if part.defects:
            raise Wrong(f"defect: {part.defects!r} in {data[:1500]!r}")
        for name, value in part.items():
            if getattr(value, "defects", ()):
                raise Wrong(f"defect-of-header: {name}: {value!r}: {value.defects!r}")
    names = [name.lower() for name in mail]
    if len(set(names)) < len(names) or not _HEADERS.issuperset(names):
        raise Wrong(f"headers: {names}")
    if _words(mail["Subject"]) != _words(shown(rendered.subject, rendered.gaps, values, "text")):
        raise Wrong(f"subject-differs: {mail['Subject']!r}, {rendered.subject!r}")
    read: dict[str, str] = {}
    for part in ("html", "plain"):
        body = mail.get_body((part,))
        read[part] = body.get_content().replace("\r\n", "\n") if body else ""
        of = "html" if part == "html" else "text"
        meant = shown(getattr(rendered, of), rendered.gaps, values, of)
        if read[part].rstrip("\n") != meant.replace("\r\n", "\n").rstrip("\n"):
            raise Wrong(f"part-differs: {_first_difference(read[part], meant)}")
    for written in (*map(str, mail.values()), *read.values()):
        if match := _LEFT.search(written):
            raise Wrong(f"left-over: {written[max(0, match.start() - 60) : match.end() + 40]!r}")
    return read["html"]


def _words(text: str) -> str:
    return " ".join(text.split())


def _first_difference(one: str, other: str) -> str:
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
    return f"at {at}: {one[at - 40 : at + 60]!r}, not {other[at - 40 : at + 60]!r}"


def _shape(html: str) -> Iterator[tuple[str, ...]]:
    """Yield the elements with the names of their attributes, and odd schemes."""
    root = lxml_html.document_fromstring(html.encode(), parser=_parser())
    for element in root.iter():
        schemes = [
            scheme
            for key, value in element.items()
            if key in _ADDRESSES
            and ":" in value
            and (scheme := _IGNORED.sub("", value).partition(":")[0].lower()) not in _SCHEMES
        ]
        yield (str(element.tag), *element.keys(), *schemes)


def _parser() -> Any:
    return lxml_html.HTMLParser(encoding="utf-8", huge_tree=True)


def check_document(html: str) -> None:
    """Raise if there is anything active in a document, or twice what must be there once."""
    seen: dict[str, set[str]] = {"id": set(), "name": set()}
    for element in html5lib.parse(html).iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.removeprefix(_HTML)
        if name.startswith("{"):
            raise Wrong(f"foreign-element: {name}")
        if name in _ACTIVE and name not in _OF_MAIL:
            raise Wrong(f"active-element: <{name}> {dict(element.attrib)}")
        if name == "style" and _FETCHING.search(element.text or ""):
            raise Wrong(f"css: {element.text!r}")
        for key, value in element.attrib.items():
            _check_attribute(name, str(key).rpartition("}")[2].lower(), value, seen)


def _check_attribute(tag: str, key: str, value: str, seen: dict[str, set[str]]) -> None:
    if key.startswith("on") or (key in _FORBIDDEN and tag != "meta"):
        raise Wrong(f"active-attribute: {key}={value!r} of <{tag}>")
    if key in ("data-src", "data-story"):
        raise Wrong(f"left-over: {key}={value!r}")
    if key == "http-equiv":
        raise Wrong(f"active-attribute: {key}={value!r}")
    if key == "style" and (_FETCHING.search(value) or "url(" in value.lower()):
        raise Wrong(f"style: {value!r} of <{tag}>")
    # Where a subscriber has no address and nothing stands in its place, there is none.
    if key in _ADDRESSES and value and not (tag == "meta" or value.startswith("#")):
        check_address(value, f"<{tag} {key}>")
    if key in seen and tag != "meta":
        if value in seen[key]:
            raise Wrong(f"{key}-twice: {value!r} of <{tag}>")
        seen[key].add(value)
