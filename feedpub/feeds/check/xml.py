"""XML read without trust: no entities, no network, no repairs."""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from lxml import etree

from feedpub.feeds.check.seen import Problem

Element = Any  # an lxml element; lxml has no types

ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
HISTORY = "http://purl.org/syndication/history/1.0"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
THREAD = "http://purl.org/syndication/thread/1.0"
TERMS = "http://purl.org/dc/terms/"
XML = "http://www.w3.org/XML/1998/namespace"
XHTML = "http://www.w3.org/1999/xhtml"

KNOWN_SPACES = {
    ATOM, CONTENT, DC, TERMS, MEDIA, HISTORY, ITUNES, THREAD, XML,
    "http://purl.org/rss/1.0/modules/slash/",
    "http://purl.org/rss/1.0/modules/syndication/",
    "http://www.georss.org/georss",
    "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "http://backend.userland.com/creativeCommonsRssModule",
    "http://creativecommons.org/ns#",
    "http://wellformedweb.org/CommentAPI/",
    "http://www.google.com/schemas/sitemap-news/0.9",
    "http://prismstandard.org/namespaces/basic/2.0/",
    "https://podcastindex.org/namespace/1.0",
}  # fmt: skip
"""Namespaces that feed validators know."""


class Parsed(NamedTuple):
    """A document, or why there is none."""

    root: Element | None
    problems: list[Problem]


def parse_xml(body: bytes) -> Parsed:
    """Return the root of a document; what is not well-formed is a problem at its line."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, recover=False
    )
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError as e:
        message = f"not well-formed: {str(e.msg).partition(', line ')[0]}"
        return Parsed(None, [Problem("feed-malformed", message, line=e.lineno or 1)])
    except ValueError as e:
        return Parsed(None, [Problem("feed-malformed", f"not well-formed: {e}", line=1)])
    return Parsed(root, list(_document_problems(body, root)))


def _document_problems(body: bytes, root: Element) -> Iterator[Problem]:
    if root.getroottree().docinfo.doctype:
        yield Problem("feed-malformed", "it has a document type, which readers refuse", line=1)
    if body.startswith(BOM_UTF8):
        yield Problem("feed-malformed", "it begins with a byte-order mark", line=1)
    elif not body.startswith(b"<?xml") or b"encoding" not in body[: body.find(b"?>")]:
        yield Problem("feed-language", "the declaration does not say the encoding", line=1)
    for prefix, space in root.nsmap.items():
        if space not in KNOWN_SPACES:
            message = f"the namespace `{space}` (`{prefix}`) is not known"
            yield Problem("feed-namespace", message, line=root.sourceline)


Rule = Callable[[Element], Iterator[Problem]]
"""Yields what is wrong with an element."""


def problem(code: str, message: str, at: Element, field: str = "", needle: str = "") -> Problem:
    """Return the problem of an element, at its line."""
    return Problem(code, message, field=field, needle=needle, line=at.sourceline)


def text(parent: Element, name: str) -> str:
    """Return the text of the first child of that name, without white space around it."""
    child = parent.find(name)
    return inner(child) if child is not None else ""


def inner(element: Element) -> str:
    """Return the text of an element."""
    return (element.text or "").strip()


def markup_of(element: Element) -> str:
    """Return what is in the `<div>` of an XHTML text, as HTML."""
    inside = "".join(etree.tostring(part, encoding="unicode") for part in element)
    return _SPACES.sub("", inside)


_SPACES = re.compile(r'\sxmlns(?::\w+)?="[^"]*"|(?<=<)\w+:|(?<=</)\w+:')


def children(parent: Element) -> list[Element]:
    """Return the elements in an element; comments and instructions are none."""
    return [child for child in parent if isinstance(child.tag, str)]


def spaced(element: Element) -> tuple[str, str]:
    """Return namespace and name of an element."""
    space, _, name = element.tag.rpartition("}")
    return space[1:], name
