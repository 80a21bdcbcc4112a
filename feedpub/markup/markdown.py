"""Markdown to HTML: CommonMark with the extensions that blogs use. The only door to pyromark."""

from __future__ import annotations

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
    """Return the HTML of `text`; raw HTML in it passes through, so clean it afterwards."""
    return pyromark.html(text, options=_OPTIONS)


def code_ranges(text: str) -> list[tuple[int, int]]:
    """Return where `text` has code, inline or in blocks: offsets in characters, in order."""
    ranges = [
        (span["start"], span["end"])
        for event, span in pyromark.events_with_range(text, options=_OPTIONS)
        if isinstance(event, dict) and ("Code" in event or _starts_code(event))
    ]
    if text.isascii():
        return ranges
    data = text.encode()
    return [(len(data[:a].decode()), len(data[:b].decode())) for a, b in ranges]


def _starts_code(event: object) -> bool:
    match event:
        case {"Start": {"CodeBlock": _}}:
            return True
    return False
