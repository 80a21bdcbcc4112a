"""HTML as a tree that may be taken apart and put together again.

What comes in is clean already (`markup.clean`); what is made of it goes into mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any, TypeAlias

from lxml import etree, html

from feedpub.markup.text import text_of

Element: TypeAlias = Any
"""An element of lxml, which comes without types."""

DEPTH = 100
"""Deeper elements lose their markup, never their text; no article needs more."""

_PARSER_DEPTH = 1000
"""libxml2 drops what is nested deeper than twice that."""

_OPEN_OR_CLOSE = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_EMPTY = re.compile(r'<(source|wbr)\b(?:[^>"]|"[^"]*")*>')
"""What holds nothing, but libxml2 nests all that follows in it."""

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_SPACE = re.compile(r"[ \t\r\n\f]+")


def parse(markup: str) -> Element:
    """Return a ``div`` that holds the fragment, without comments."""
    if _depth(markup) > _PARSER_DEPTH:
        markup = f"<p>{escape(text_of(markup), quote=False)}</p>"
    markup = _EMPTY.sub(r"\g<0></\1>", markup)
    parser = html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
    document = html.document_fromstring(f"<html><body>{markup}</body></html>", parser=parser)
    root: Element = document.find("body")
    document.remove(root)
    root.tag = "div"
    _flatten(root)
    return root


def inner_html(root: Element) -> str:
    """Return what is inside of `root`."""
    pieces = [escape(root.text or "", quote=False)]
    pieces += [etree.tostring(child, encoding="unicode", method="html") for child in root]
    return "".join(pieces).strip()


def elements(root: Element, *tags: str) -> list[Element]:
    """Return the elements of these names below `root`, safe to change while iterating."""
    return [element for element in root.iter(*tags) if element is not root]


def new(tag: str, attributes: Mapping[str, str] | None = None, text: str = "") -> Element:
    """Return a new element."""
    element: Element = html.Element(tag, dict(attributes or {}))
    element.text = text or None
    return element


def replace(old: Element, by: Element) -> None:
    """Put `by` in the place of `old`; the text that follows stays."""
    by.tail, old.tail = old.tail, None
    parent = old.getparent()
    if parent is not None:
        parent.replace(old, by)


def remove(element: Element) -> None:
    """Take the element out with all it holds; the text that follows stays."""
    element.drop_tree()


def unwrap(element: Element) -> None:
    """Take the element out and leave what it holds.

    What `drop_tag` does, without counting the elements before it, of which there may be many.
    """
    parent, previous, children = element.getparent(), element.getprevious(), list(element)
    _append_after(parent, previous, element.text)
    for child in children:
        element.addprevious(child)
    _append_after(parent, children[-1] if children else previous, element.tail)
    element.tail = None
    parent.remove(element)


def _append_after(parent: Element, previous: Element | None, text: str | None) -> None:
    """Write `text` behind the child `previous`, or before all children."""
    if text and previous is not None:
        previous.tail = (previous.tail or "") + text
    elif text:
        parent.text = (parent.text or "") + text


def move_content(source: Element, target: Element) -> None:
    """Append what `source` holds to `target`."""
    if source.text:
        append_text(target, source.text)
    for child in list(source):
        target.append(child)
    source.text = None


def append_text(element: Element, text: str) -> None:
    """Write `text` at the end of the element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def words_of(element: Element) -> str:
    """Return the text of the element on one line."""
    return one_line("".join(element.itertext()))


def one_line(text: str) -> str:
    """Collapse white space as HTML does."""
    return _SPACE.sub(" ", text).strip(" ")


def _flatten(root: Element) -> None:
    """Turn what is nested too deeply into text, so that no recursion below can fail."""
    level = [root]
    for _ in range(DEPTH):
        level = [child for element in level for child in element]
    for element in level:
        text = "".join(element.itertext())
        for child in list(element):
            element.remove(child)
        element.text = text


def _depth(markup: str) -> int:
    """Return how deeply elements are nested."""
    if markup.count("</") <= _PARSER_DEPTH:
        return 0
    deepest = depth = 0
    for match in _OPEN_OR_CLOSE.finditer(markup):
        if match[2].lower() not in _VOID:
            depth += -1 if match[1] else 1
            deepest = max(deepest, depth)
    return deepest
