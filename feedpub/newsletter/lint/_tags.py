"""HTML cut into tags, text and comments, each with its offset (HTML 13.2.5).

The tokenizer of the standard library does not tell where an attribute stands, and older
releases of it take quadratic time for tags that never end. Every character is looked at a
fixed number of times here.
"""

from __future__ import annotations

import enum
import html
import re
from collections.abc import Iterator
from typing import NamedTuple


class Sort(enum.Enum):
    """What a token is."""

    START = "start"
    END = "end"
    TEXT = "text"
    COMMENT = "comment"
    """Of the form ``<!--…-->``; what browsers take for one, such as ``<![if …]>``, too."""

    RAW = "raw"
    """The content of `<style>` and `<script>`, in which nothing is decoded."""


class Attribute(NamedTuple):
    """An attribute; `at` is where its value starts, or its name if it has no value."""

    name: str
    raw: str
    at: int


class Token(NamedTuple):
    """A piece of the text from `at` to `end`."""

    sort: Sort
    at: int
    end: int
    name: str = ""
    """The lower-case name of a tag."""

    attributes: tuple[Attribute, ...] = ()
    closed: bool = False
    """Whether the tag ends with ``/>``."""


_MARK = re.compile(r"<(?:(?P<start>[a-zA-Z])|/(?P<end>[a-zA-Z])|(?P<other>[!?/]))")
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(
    r"""[\s/]*(?P<name>[^\s/>][^\s/>=]*)"""
    r"""(?:\s*=\s*(?:"(?P<double>[^"]*)(?:"|\Z)|'(?P<single>[^']*)(?:'|\Z)|(?P<bare>[^\s>]*)))?"""
)
_CLOSE = re.compile(r"(?P<slash>[\s/]*)>")
_COMMENT_END = re.compile(r"--!?>")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.I)
    for name in ("style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes")
}
_DECODED = {"title", "textarea"}


def tokens(text: str, at: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of `text` between two offsets; every character is in at most one.

    A tag or comment that never ends reaches to the end of the text, as in browsers.
    """
    end = len(text) if end is None else end
    while at < end:
        mark = _MARK.search(text, at, end)
        start = mark.start() if mark else end
        if start > at:
            yield Token(Sort.TEXT, at, start)
        if not mark:
            return
        token = _tag(text, mark, end) if not mark["other"] else _comment(text, start, end)
        yield token
        at = token.end
        if token.sort is Sort.START and (closing := _RAW.get(token.name)):
            found = closing.search(text, at, end)
            stop = found.start() if found else end
            if stop > at:
                sort = Sort.TEXT if token.name in _DECODED else Sort.RAW
                yield Token(sort, at, stop)
            at = stop


def _tag(text: str, mark: re.Match[str], end: int) -> Token:
    sort = Sort.START if mark["start"] else Sort.END
    at = mark.start(mark.lastgroup or 0)
    name = _NAME.match(text, at, end)
    assert name is not None  # the mark ends with a letter
    attributes = []
    at = name.end()
    while not (close := _CLOSE.match(text, at, end)):
        found = _ATTRIBUTE.match(text, at, end)
        if not found:  # white space at the end of a tag that never ends
            at = end
            break
        group = found.lastgroup or "name"
        raw = found[group] if group != "name" else ""
        attributes.append(Attribute(found["name"].lower(), raw, found.start(group)))
        at = found.end()
    closed = bool(close and "/" in close["slash"])
    return Token(
        sort,
        mark.start(),
        close.end() if close else end,
        name[0].lower(),
        tuple(attributes),
        closed,
    )


def _comment(text: str, at: int, end: int) -> Token:
    if text.startswith("<!--", at):
        if shortest := re.compile(r"<!--(?:-?>)").match(text, at, end):
            return Token(Sort.COMMENT, at, shortest.end())
        found = _COMMENT_END.search(text, at + 4, end)
        stop = found.end() if found else end
    else:
        place = text.find(">", at, end)
        stop = end if place < 0 else place + 1
    return Token(Sort.COMMENT, at, stop)


_REFERENCE = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[^\t\n\f <&#;]{1,32};?)")


def decoded(raw: str) -> str:
    """Return the text that an attribute or a text node stands for."""
    return html.unescape(raw) if "&" in raw else raw


def place_in(raw: str, index: int) -> int:
    """Return where in `raw` the character at `index` of its decoded form is written."""
    place = shift = 0
    if "&" not in raw:
        return min(index, len(raw))
    for reference in _REFERENCE.finditer(raw):
        length = len(html.unescape(reference[0]))
        if reference.start() - shift + length > index:
            break
        shift += len(reference[0]) - length
    else:
        return min(index + shift, len(raw))
    place = index + shift
    return min(place, reference.start()) if place > reference.start() else place
