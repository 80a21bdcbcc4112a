"""A mail made ready for the page: it loads nothing, and the script can switch what it shows.

What the script replaces is written as words of ours: ``feedpub-picture:3:`` for a picture, and
``(--feedpub-dark)`` for the question whether the screen is dark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape, unescape

DARK = "(--feedpub-dark)"
LIGHT = "(--feedpub-light)"
HEAD = "<!--feedpub-head-->"
"""Stands at the beginning of the head, where the script writes what belongs before all else."""


def offline(html: str, picture: Callable[[str], str]) -> str:
    """Return the document without anything that it would load.

    `picture` returns what stands in place of the address of a picture.
    """
    made = _PIECE.sub(lambda match: _piece(match, picture), html)
    found = _HEAD.search(made)
    at = found.end() if found else 0
    return f"{made[:at]}{HEAD}{made[at:]}"


_PIECE = re.compile(
    r"""<!--.*?(?:-->|\Z)
    | (?P<style><style\b[^>]*+>) (?P<css>.*?) (?:</style\s*>|\Z)
    | <script\b.*?(?:</script\s*>|\Z)
    | <(?P<name>[a-z][^\s/>]*+) (?P<inner>(?:"[^"]*+"|'[^']*+'|[^'">])*+) (?:>|\Z)""",
    re.X | re.S | re.I,
)
_HEAD = re.compile(r"<head\b[^>]*>", re.I)

_LOADING = frozenset("base embed iframe link object script source".split())
"""Elements of which nothing stays; the page would refuse what they load."""


def _piece(match: re.Match[str], picture: Callable[[str], str]) -> str:
    if match["style"]:
        start = _switched(match["style"])
        return f"{start}{_without_addresses(_switched(match['css']), picture)}</style>"
    name = (match["name"] or "").lower()
    if not name:
        # Conditional comments are for Outlook; any other may be needed to read the page.
        return match[0] if match[0].startswith("<!--") else ""
    if name in _LOADING or (name == "meta" and "http-equiv" in match["inner"].lower()):
        return ""
    inner = _ATTRIBUTE.sub(lambda found: _attribute(name, found, picture), match["inner"])
    if name == "a" and _WITHIN.search(inner):
        inner += ' target="_self"'
    return f"<{match['name']}{inner}>"


_ATTRIBUTE = re.compile(
    r"""(\s)(src|srcset|background|poster|style|media|ping|loading)\s*=\s*
    (?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""",
    re.I | re.X,
)
_WITHIN = re.compile(r"""\shref\s*=\s*["']?#""", re.I)


def _attribute(name: str, match: re.Match[str], picture: Callable[[str], str]) -> str:
    space, attribute, *values = match.groups()
    value = unescape(next((each for each in values if each is not None), ""))
    match attribute.lower():
        case "style":
            value = _without_addresses(value, picture)
        case "media":
            value = _switched(value)
        case "srcset" | "ping" | "loading":
            return ""
        case "src" if name not in ("img", "input"):
            return ""
        case _:
            value = picture(value.strip())
    return f'{space}{attribute}="{escape(value)}"'


_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.I)
_IMPORT = re.compile(r"@import\b[^;}]*;?", re.I)


def _without_addresses(css: str, picture: Callable[[str], str]) -> str:
    def one(match: re.Match[str]) -> str:
        return f"url('{picture(match[1] or match[2] or match[3] or '')}')"

    return _URL.sub(one, _IMPORT.sub("", css))


_SCHEME = re.compile(r"\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)", re.I)


def _switched(css: str) -> str:
    """Return media queries in which the script says what the screen is."""
    return _SCHEME.sub(lambda match: DARK if match[1].lower() == "dark" else LIGHT, css)
