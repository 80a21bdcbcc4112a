"""What the rules of an Atom feed and of its entries share."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.feeds.check.seen import Problem
from feedpub.feeds.check.values import (
    address_faults,
    is_mail_address,
    is_media_type,
    read_rfc3339,
)
from feedpub.feeds.check.xml import (
    ATOM,
    Element,
    Rule,
    children,
    inner,
    problem,
    spaced,
    text,
)

A = f"{{{ATOM}}}"
"""Before the names of Atom's elements."""


def rel(link: Element) -> str:
    """Return the relation of a link."""
    rel: str = link.get("rel", "alternate")
    return rel


def is_complete(what: str) -> Rule:
    """Return the rule that a feed or an entry has what both must have."""

    def rule(parent: Element) -> Iterator[Problem]:
        for name in ("id", "title", "updated"):
            if not text(parent, A + name):
                yield problem("feed-incomplete", f"the {what} has no `<{name}>`", parent)

    return rule


_DATES = {"updated": "updated", "published": "published"}


def dates_are_dates(parent: Element) -> Iterator[Problem]:
    """RFC 4287 section 3.3."""
    for name, field in _DATES.items():
        for date in parent.findall(A + name):
            try:
                read_rfc3339(inner(date))
            except ValueError as e:
                yield problem("feed-date", str(e), date, field)


_LINK_FIELDS = {
    "alternate": "url",
    "enclosure": "enclosures",
    "replies": "comments_url",
    "via": "source",
    "canonical": "canonical_url",
}


def links_are_whole(parent: Element) -> Iterator[Problem]:
    """RFC 4287 section 4.2.7; relative addresses are allowed, and resolved in many ways."""
    seen: set[tuple[str, str, str]] = set()
    for link in parent.findall(f"{A}link"):
        field, href = _LINK_FIELDS.get(rel(link), ""), link.get("href", "")
        if not href:
            yield problem("feed-incomplete", "a link has no `href`", link, field)
            continue
        for code, message in address_faults(href):
            yield problem(code, message, link, field, href)
        if rel(link).lower() not in _RELATIONS and ":" not in rel(link):
            message = f"`{rel(link)}` is no registered relation"
            yield problem("feed-link-relation", message, link)
        if link.get("type") and not is_media_type(link.get("type")):
            message = f"`{link.get('type')}` is no media type"
            yield problem("feed-type", message, link, field, link.get("type"))
        if rel(link) == "alternate":
            key = rel(link), link.get("type", ""), link.get("hreflang", "")
            if key in seen:
                message = "two alternate links have one type and language"
                yield problem("feed-link-twice", message, link, field)
            seen.add(key)


_RELATIONS = frozenset(
    "about alternate amphtml archives author bookmark canonical collection contents copyright "
    "current describedby describes edit edit-media enclosure first help hub icon index item last "
    "latest-version license me memento monitor next next-archive original payment prev "
    "prev-archive preview previous privacy-policy related replies self service shortlink "
    "sponsored start successor-version tag terms-of-service up version-history via webmention "
    "working-copy working-copy-of".split()
) - {"archives"}


def texts_say_what_they_are(parent: Element) -> Iterator[Problem]:
    """RFC 4287 section 3.1.1."""
    for name, field in {"summary": "summary", "content": "", "subtitle": "", "rights": ""}.items():
        for element in parent.findall(A + name):
            kind = element.get("type", "text")
            known = ("text", "html", "xhtml")
            if kind not in known and not (name == "content" and is_media_type(kind)):
                yield problem("feed-type", f"`{kind}` is no type of a text", element, field)
            if kind == "text" and _MARKED.search(inner(element)):
                message = f"`<{name}>` is plain text and holds HTML"
                yield problem("feed-html-undeclared", message, element, field)


_MARKED = re.compile(r"<(a|b|em|i|p|span|strong|div)\b[^<>]*>.*?</\1>", re.S)


def people_can_be_named(parent: Element) -> Iterator[Problem]:
    """RFC 4287 section 3.2."""
    for author in (*parent.findall(f"{A}author"), *parent.findall(f"{A}contributor")):
        if not text(author, f"{A}name"):
            yield problem("feed-incomplete", "a person has no name", author, "authors")
        email = author.find(f"{A}email")
        if email is not None and not is_mail_address(inner(email)):
            message = f"`{inner(email)}` is no mail address"
            yield problem("feed-contact", message, email, "authors", inner(email))
        if uri := text(author, f"{A}uri"):
            for code, message in address_faults(uri):
                yield problem(code, message, author, "authors", uri)


def elements_belong(names: frozenset[str]) -> Rule:
    """Return the rule that there are no other elements of Atom than these."""

    def rule(parent: Element) -> Iterator[Problem]:
        for child in children(parent):
            space, name = spaced(child)
            if space in ("", ATOM) and (name not in names or not space):
                yield problem("feed-element", f"Atom has no `<{name}>` here", child)
            elif space == "http://www.w3.org/1999/xhtml":
                yield problem("feed-element", f"XHTML (`<{name}>`) belongs into texts", child)

    return rule
