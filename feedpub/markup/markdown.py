"""Markdown to HTML: CommonMark with the extensions that blogs use. The only door to pyromark."""

from __future__ import annotations

import re

import pyromark

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_HEADING_ATTRIBUTES
    | pyromark.Options.ENABLE_DEFINITION_LIST
)


def markdown_to_html(text: str) -> str:
    """Return the HTML of `text`; raw HTML in it passes through, so clean it afterwards.

    A picture that is a paragraph of its own and has a title is a figure; the title is its
    caption.
    """
    html = pyromark.html(text, options=_OPTIONS)
    if "<input" in html:
        html = _BOX.sub(lambda match: "☑ " if match[1] else "☐ ", html)
    return _PICTURE.sub(_FIGURE, html) if "<p><img" in html else html


# The boxes of a task list, which neither feeds nor mail can hold.
_BOX = re.compile(r'<input disabled="" type="checkbox"( checked="")?/>\n')

# As pyromark writes it: the attributes in this order, and quotation marks in them escaped.
_PICTURE = re.compile(r'<p><img src="([^"]*)" alt="([^"]*)" title="([^"]+)" /></p>')
_FIGURE = r'<figure><img src="\1" alt="\2"><figcaption>\3</figcaption></figure>'


def code_ranges(text: str) -> list[tuple[int, int]]:
    """Return where `text` has code, inline or in blocks: offsets in characters, in order."""
    ranges = [
        (span["start"], span["end"])
        for event, span in pyromark.events_with_range(text, options=_OPTIONS)
        if isinstance(event, dict) and ("Code" in event or _starts_code(event))
    ]
    return ranges if text.isascii() else _in_characters(text.encode(), ranges)


def _in_characters(data: bytes, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return offsets in bytes as offsets in characters; they must be in order."""
    counted: list[tuple[int, int]] = []
    at = characters = 0
    for start, end in ranges:
        first = characters + len(data[at:start].decode())
        characters = first + len(data[start:end].decode())
        at = end
        counted.append((first, characters))
    return counted


def _starts_code(event: object) -> bool:
    match event:
        case {"Start": {"CodeBlock": _}}:
            return True
    return False
