"""Where in a document a gap stands, and what may be filled in there."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple


class Standing(NamedTuple):
    """What is open at an offset of a document; all of it is empty in plain text."""

    element: str = ""
    """The tag that is open, or the element whose text is no HTML; ``!`` in a comment."""

    attribute: str = ""
    """The attribute of the tag; empty where its name would be."""

    before: str = ""
    """Its value so far, without the white space that it begins with."""

    tag: str = ""


def standing(html: str, at: int) -> Standing:
    """Return what is open at the offset `at` of a document that an inliner has written."""
    begins, tokens = _tokens(html)
    number = bisect_right(begins, at) - 1
    if number < 0 or at >= tokens[number].end():
        return Standing()
    token = tokens[number]
    if name := token["raw"]:
        return Standing(name.lower())
    if not token["tag"]:
        return Standing("!")
    for found in _ATTRIBUTE.finditer(html, token.end("tag"), token.end()):
        group = 2 if found[2] is not None else 3
        if found.start(group) <= at <= found.end(group):
            before = html[found.start(group) : at].lstrip()
            return Standing(token["tag"].lower(), found[1].lower(), before, token[0])
    return Standing(token["tag"].lower())


@lru_cache(maxsize=4)
def _tokens(html: str) -> tuple[list[int], list[re.Match[str]]]:
    tokens = list(_TOKEN.finditer(html))
    return [token.start() for token in tokens], tokens


_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | <(?P<raw>style|script|xmp|iframe|noembed|noframes|noscript|plaintext)\b
      (?:[^>"']|"[^"]*"|'[^']*')*+> .*? (?:</(?P=raw)(?=[\s/>])|\Z)
    | </?(?P<tag>[a-z][^\s/>]*+) (?:[^>"']|"[^"]*"|'[^']*')*+>""",
    re.I | re.S | re.X,
)
_ATTRIBUTE = re.compile(r"""([^\s"'=<>/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

_ADDRESSES = frozenset("href src background poster cite".split())
_WORDS = frozenset("title alt abbr summary content".split())
_WHOLE = re.compile(r"(?:https?://|mailto:)", re.I)


def is_within_address(where: Standing) -> bool:
    """Tell whether an address has begun there."""
    return where.attribute in _ADDRESSES and bool(where.before)


def objection(where: Standing, *, is_address: bool) -> str:
    """Return why nothing may be filled in there, as the end of a sentence; empty if it may be."""
    if not where.element:
        return ""
    if not where.attribute:
        place = (
            f"`<{where.element}>`" if where.element not in ("!", "style") else "CSS or in a comment"
        )
        return f"cannot stand in {place}"
    if where.attribute in _ADDRESSES:
        good = bool(_WHOLE.match(where.before)) if where.before else is_address
        return "" if good else "is no address, so no link can lead there"
    says = where.attribute in _WORDS or where.attribute.startswith("aria-")
    if says and "http-equiv" not in where.tag.lower():
        return ""
    return f"cannot stand in `{where.attribute}`"
