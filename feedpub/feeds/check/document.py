"""One document against the rules of its format, and against those that all formats share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from feedpub.documents import Document
from feedpub.feeds.check.atom import read_atom
from feedpub.feeds.check.html import html_faults
from feedpub.feeds.check.jsonfeed import read_json
from feedpub.feeds.check.rss import read_rss
from feedpub.feeds.check.seen import Entry, Problem, Seen
from feedpub.feeds.check.texts import markup
from feedpub.feeds.check.xml import ATOM, Element, parse_xml

_READERS: Mapping[str, Callable[[Element, str], tuple[Seen, list[Problem]]]] = {
    "rss": read_rss,
    f"{{{ATOM}}}feed": read_atom,
}
"""By the root element."""


class Checked(NamedTuple):
    """A document, read."""

    seen: Seen | None
    """None if it is no feed, or cannot be read."""

    problems: tuple[Problem, ...]


def check_document(document: Document, address: str, now: dt.datetime) -> Checked:
    """Read a document that is served at `address`, and judge it, as of `now`.

    Files that are no feeds (OPML, XSL) need only be well-formed; texts are not looked at.
    """
    if "json" in document.media_type:
        seen, problems = read_json(document.body, document.path)
        if any(problem.code == "feed-malformed" for problem in problems):
            return Checked(None, tuple(problems))
    elif "xml" in document.media_type or document.media_type == "text/x-opml":
        root, problems = parse_xml(document.body)
        reader = _READERS.get(root.tag) if root is not None else None
        if root is None or reader is None:
            malformed = [p for p in problems if p.code == "feed-malformed"]
            return Checked(None, tuple(malformed))
        seen, found = reader(root, document.path)
        problems += found
        problems += _address_of_feed(root, address)
    else:
        return Checked(None, ())
    problems += (problem for rule in ENTRIES_RULES for problem in rule(seen, now))
    placed = (_with_line(problem, document.body) for problem in problems)
    return Checked(seen, tuple(dict.fromkeys(placed)))


def _with_line(problem: Problem, body: bytes) -> Problem:
    """Return a problem of JSON, which has no lines when it is read, with that of the item's id."""
    if problem.line or not problem.item:
        return problem
    at = body.find(msgspec.json.encode(problem.item))
    return problem._replace(line=body.count(b"\n", 0, at) + 1) if at >= 0 else problem


def _address_of_feed(root: Element, address: str) -> Iterator[Problem]:
    for link in root.iter(f"{{{ATOM}}}link"):
        if link.get("rel") == "self" and link.get("href") != address:
            message = f"the feed says that it is at {link.get('href')}, and is at {address}"
            yield Problem("feed-self", message, line=link.sourceline)


# --- what holds in every format --------------------------------------------------------------


def _ids_differ(seen: Seen, now: dt.datetime) -> Iterator[Problem]:
    known: set[str] = set()
    for entry in seen.entries:
        if entry.id and entry.id in known:
            message = f"two items have the id `{entry.id}`"
            yield Problem("feed-ids", message, entry.id, "id", line=entry.line)
        known.add(entry.id)


def _nothing_is_to_come(seen: Seen, now: dt.datetime) -> Iterator[Problem]:
    for entry in seen.entries:
        for field, moment in (("published", entry.published), ("updated", entry.updated)):
            # Atom's dates are spread over one minute where several articles share a moment.
            if moment and moment > now + dt.timedelta(minutes=1):
                message = f"{field} {moment:%Y-%m-%d %H:%M} is still to come"
                yield Problem("feed-date-future", message, entry.id, field, line=entry.line)


def _html_is_fit_for_readers(seen: Seen, now: dt.datetime) -> Iterator[Problem]:
    for entry in seen.entries:
        for html in entry.read_as_html:
            if "<" in html:
                yield from _html_problems(entry, html)


def _html_problems(entry: Entry, html: str) -> Iterator[Problem]:
    for code, message, needle in html_faults(html):
        yield Problem(code, message, entry.id, "body", needle, entry.line)


def _titles_are_plain(seen: Seen, now: dt.datetime) -> Iterator[Problem]:
    for entry in seen.entries:
        if found := markup(entry.title):
            message = f"the title holds the markup `{found}`"
            yield Problem("title-markup", message, entry.id, "title", line=entry.line)


ENTRIES_RULES = (_ids_differ, _nothing_is_to_come, _html_is_fit_for_readers, _titles_are_plain)
