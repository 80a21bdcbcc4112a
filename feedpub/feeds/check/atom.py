"""Atom 1.0 (RFC 4287) with archives (RFC 5005), as validators read it."""

from __future__ import annotations

import datetime as dt

from feedpub.feeds.check.atom_entry import ENTRY_RULES
from feedpub.feeds.check.atom_feed import FEED_RULES
from feedpub.feeds.check.atom_rule import A, rel
from feedpub.feeds.check.seen import Attached, Entry, Problem, Seen
from feedpub.feeds.check.values import (
    read_rfc3339,
)
from feedpub.feeds.check.xml import (
    Element,
    inner,
    markup_of,
    text,
)


def read_atom(root: Element, path: str) -> tuple[Seen, list[Problem]]:
    """Return what readers see, and what breaks a rule."""
    elements = root.findall(f"{A}entry")
    entries = tuple(_entry(element) for element in elements)
    seen = Seen(format="atom", path=path, title=text(root, f"{A}title"), entries=entries)
    problems = [problem for rule in FEED_RULES for problem in rule(root)]
    for element, entry in zip(elements, entries, strict=True):
        for rule in ENTRY_RULES:
            problems += (problem._replace(item=entry.id) for problem in rule(element))
    return seen, problems


def _entry(entry: Element) -> Entry:
    links = entry.findall(f"{A}link")
    return Entry(
        id=text(entry, f"{A}id"),
        url=next((link.get("href", "") for link in links if rel(link) == "alternate"), ""),
        title=text(entry, f"{A}title"),
        summary=text(entry, f"{A}summary"),
        html=_html(entry.find(f"{A}content")),
        read_as_html=tuple(
            _html(said)
            for name in ("content", "summary")
            for said in entry.findall(A + name)
            if "html" in said.get("type", "")
        ),
        published=_moment(text(entry, f"{A}published")),
        updated=_moment(text(entry, f"{A}updated")),
        authors=tuple(text(author, f"{A}name") for author in entry.findall(f"{A}author")),
        tags=tuple(tag.get("term", "") for tag in entry.findall(f"{A}category")),
        enclosures=tuple(
            Attached(link.get("href", ""), link.get("type", ""), link.get("length", ""))
            for link in links
            if rel(link) == "enclosure"
        ),
        line=entry.sourceline,
    )


def _html(content: Element | None) -> str:
    """Return the HTML of a text; XHTML (RFC 4287 section 3.1.1.3) written as HTML."""
    if content is None:
        return ""
    return markup_of(content) if content.get("type") == "xhtml" else inner(content)


def _moment(date: str) -> dt.datetime | None:
    try:
        return read_rfc3339(date)
    except ValueError:
        return None
