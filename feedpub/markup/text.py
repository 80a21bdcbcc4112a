"""The plain text of clean HTML."""

from __future__ import annotations

import re
from html import unescape

_MORE = re.compile(r"<!--\s*(?:more|excerpt)\s*-->", re.I)
_NOT_READ = re.compile(r"<(figcaption|pre|table|sup)\b.*?(?:</\1>|\Z)", re.S)
_CUT_TAG = re.compile(r"<[^>]*\Z")
_BLOCK = re.compile(
    r"</?(?:p|div|li|dd|dt|h[1-6]|blockquote|tr|figure|td|th|ul|ol|dl|table|pre)(?=[\s>])[^<>]*>"
    r"|<br>|<hr>"
)
_TAG = re.compile(r"<[^<>]*>")  # in clean HTML, attributes hold no angle brackets
_BREAK = re.compile(r"</?p>|<w?br ?/?>", re.I)
_EMPHASIS = re.compile(
    r"<(a|abbr|b|big|cite|code|em|font|i|kbd|mark|q|s|small|span|strong|sub|sup|tt|u|var)\b[^<>]*>"
    r"([^<]*)</\1>",
    re.I,
)
_SPACE = re.compile(r"\s+")
_SENTENCE_END = re.compile(r"[.!?…؟]['\"”’»)]*(?=\s)|[。！？][」』”’）]*")


def text_of(html: str) -> str:
    """Return the words of clean `html` on one line, blocks separated by a space."""
    return _SPACE.sub(" ", unescape(_TAG.sub("", _BLOCK.sub(" ", html)))).strip()


def plain(text: str) -> str:
    """Return a title or summary as plain text: emphasis removed, entities decoded once.

    Only pairs of inline elements are markup here; ``<details>`` in a title is what it is about.
    """
    if text.isprintable() and not ("<" in text or "&" in text or "  " in text):
        return text.strip()
    if "<" in text or "&" in text:
        text = _BREAK.sub(" ", text)
        for _ in range(4):  # from the inside out; nobody nests deeper
            text = _EMPHASIS.sub(r"\2", text)
        text = unescape(text)
    return _SPACE.sub(" ", text).strip()


def excerpt(html: str, length: int = 300) -> str:
    """Return the beginning of clean `html` as plain text, at most `length` characters.

    It ends with a sentence if one ends in the second half, else at a word with ``…``.
    Captions, code and tables are passed over.
    """
    beginning = _CUT_TAG.sub("", html[: 40 * length])
    text = text_of(_NOT_READ.sub(" ", beginning)) or text_of(html)
    if len(text) <= length:
        return text
    ends = [m.end() for m in _SENTENCE_END.finditer(text, length // 2, length + 1)]
    if fitting := [end for end in ends if end <= length]:
        return text[: fitting[-1]]
    cut = text.rfind(" ", length // 2, length)
    return text[: cut if cut > 0 else length - 1].rstrip(" ,;:–—-") + "…"


def before_more(text: str) -> str | None:
    """Return what stands before ``<!--more-->``, the mark of Hugo, Jekyll and WordPress."""
    match = _MORE.search(text)
    return text[: match.start()] if match else None
