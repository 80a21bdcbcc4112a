"""The edition as it would look the other way round, from right to left.

Its own words (dates, `Continue reading`) are rendered in Arabic; the words of people are spelt
with Arabic letters, one for one. They mean nothing, but they run, join and break as Arabic does.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

LANGUAGE = "ar"

_TEXT = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title|code|pre|kbd|samp)\b.*?(?:</\1\s*>|\Z)"
    r"""|<[a-zA-Z/!](?:"[^"]*+"|'[^']*+'|[^'">])*+(?:>|\Z)|(?P<text>[^<]+)""",
    re.S | re.I,
)


def respelt(html: str) -> str:
    """Return the document with its Latin words in Arabic letters."""
    return _TEXT.sub(lambda match: _spelt(match["text"]) if match["text"] else match[0], html)


def _spelt(text: str) -> str:
    bare = _ACCENT.sub("", unicodedata.normalize("NFD", _ENTITY.sub(_whole, text)))
    return unicodedata.normalize("NFC", bare.translate(_LETTERS))


_ACCENT = re.compile("[\u0300-\u036f]")
_ENTITY = re.compile(r"&(#?\w+);")


def _whole(match: re.Match[str]) -> str:
    """Return the character itself, whose name must not be respelt; but for those of markup."""
    if match[1] in ("lt", "gt", "amp", "quot"):
        return {"lt": "‹", "gt": "›", "amp": "و", "quot": "”"}[match[1]]
    return unescape(match[0])


_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ARABIC = "ابچدهفگحيجكلمنوپقرستءڤوخيز"
_LETTERS = str.maketrans(_LATIN + _LATIN.upper() + ",;?", _ARABIC * 2 + "،؛؟")
