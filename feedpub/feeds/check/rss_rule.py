"""What the rules of an RSS channel and of its items share."""

from __future__ import annotations

from collections.abc import Iterator

from feedpub.feeds.check.seen import Problem
from feedpub.feeds.check.values import is_mail_address, read_rfc822
from feedpub.feeds.check.xml import (
    DC,
    TERMS,
    Element,
    Rule,
    children,
    inner,
    problem,
    spaced,
)


def contact(person: Element) -> Iterator[Problem]:
    """A person is an address with the name in parentheses."""
    said = inner(person)
    if not is_mail_address(said.partition(" ")[0]):
        yield problem("feed-contact", f"`{said}` begins with no mail address", person, "authors")
    elif "(" not in said:
        message = f"`{said}` has no name in parentheses"
        yield problem("feed-contact-unnamed", message, person, "authors")


def dates(parent: Element, name: str, field: str) -> Iterator[Problem]:
    """Dates are those of RFC 822, with a year of four digits."""
    for date in parent.findall(name):
        try:
            read_rfc822(inner(date))
        except ValueError as e:
            yield problem("feed-date", str(e), date, field)


_SAME = (
    ("title", DC, "title"),
    ("description", DC, "description"),
    ("language", DC, "language"),
    ("copyright", DC, "rights"),
    ("managingEditor", DC, "creator"),
    ("webMaster", DC, "publisher"),
    ("pubDate", DC, "date"),
    ("pubDate", TERMS, "created"),
    ("lastBuildDate", TERMS, "modified"),
    ("author", DC, "creator"),
    ("category", DC, "subject"),
    ("source", DC, "source"),
    ("guid", DC, "identifier"),
)
"""Elements of RSS and of Dublin Core that mean the same."""


def twice(parent: Element, field: str) -> Iterator[Problem]:
    """Nothing is said in RSS and in Dublin Core."""
    for name, space, other in _SAME:
        twin = parent.find(f"{{{space}}}{other}")
        if twin is not None and parent.find(name) is not None:
            message = f"`{name}` and `dc:{other}` are both there"
            yield problem("feed-twice", message, twin, field)


def elements_belong(names: frozenset[str]) -> Rule:
    """Return the rule that there are no other elements of RSS than these."""

    def rule(parent: Element) -> Iterator[Problem]:
        for child in children(parent):
            space, name = spaced(child)
            if not space and name not in names:
                yield problem("feed-element", f"RSS has no `<{name}>` here", child)

    return rule
