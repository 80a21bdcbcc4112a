"""The HTML of an item, as the strictest readers take it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from feedpub.markup.clean import SCHEMES, TAGS


class HtmlFault(NamedTuple):
    """What is wrong in a piece of HTML."""

    code: str
    message: str
    needle: str
    """What stands there, to find its place in the article."""


@lru_cache(maxsize=4096)
def html_faults(html: str) -> tuple[HtmlFault, ...]:
    """Return what is wrong; the formats of a feed carry the same text, which is read once."""
    return tuple(dict.fromkeys(_faults(html)))


_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")

_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_OPTIONAL = frozenset(
    "caption colgroup dd dt li optgroup option p rp rt tbody td tfoot th thead tr".split()
)
_UNSAFE = frozenset(
    "applet base button embed form frame frameset iframe input link meta noscript object script "
    "select style textarea".split()
)
_ADDRESSES = frozenset("action cite data formaction href poster src".split())
_STYLE = re.compile(r"text-align\s*:\s*(?:left|right|center|justify|start|end)\s*;?")


def _faults(html: str) -> Iterator[HtmlFault]:
    open_: list[str] = []
    for match in _TAG.finditer(html):
        closing, name, attributes = match[1], match[2].lower(), match[3]
        if closing:
            yield from _close(name, open_)
            continue
        if name in _UNSAFE:
            yield HtmlFault("feed-html-unsafe", f"the text holds `<{name}>`", f"<{name}")
        elif name not in TAGS:
            yield HtmlFault("feed-html-broken", f"`<{name}>` is no HTML of feeds", f"<{name}")
        if "=" in attributes:
            yield from _attribute_faults(attributes)
        if name not in _VOID and not attributes.endswith("/"):
            open_.append(name)
    for name in open_:
        if name not in _OPTIONAL:
            yield HtmlFault("feed-html-broken", f"`<{name}>` is never closed", f"<{name}")


def _close(name: str, open_: list[str]) -> Iterator[HtmlFault]:
    """Take the element from those that are open, with those whose end may be left out."""
    if open_ and open_[-1] == name:
        open_.pop()
        return
    if name not in open_:
        if name not in _VOID:
            yield HtmlFault("feed-html-broken", f"`</{name}>` closes nothing", f"</{name}")
        return
    while (inner := open_.pop()) != name:
        if inner not in _OPTIONAL:
            yield HtmlFault("feed-html-broken", f"`<{inner}>` is not closed", f"<{inner}")


def _attribute_faults(attributes: str) -> Iterator[HtmlFault]:
    for match in _ATTRIBUTE.finditer(attributes):
        name = match[1].lower()
        value = unescape(match[2] or match[3] or match[4] or "")
        if name.startswith("on") and len(name) > 3:
            yield HtmlFault("feed-html-unsafe", f"the text holds the script `{name}`", match[1])
        elif name == "style" and not _STYLE.fullmatch(value.strip()):
            yield HtmlFault("feed-html-unsafe", f"the style `{value}` may hide the text", value)
        elif name in _ADDRESSES:
            yield from _address_fault(value)
        elif name == "srcset":
            for candidate in value.split(", "):
                yield from _address_fault(candidate.strip().partition(" ")[0])


def _address_fault(value: str) -> Iterator[HtmlFault]:
    scheme, colon, _ = re.sub(r"[\x00-\x20]", "", value).partition(":")
    if not colon or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme):
        yield HtmlFault("feed-relative", f"the address `{value}` is relative", value)
    elif scheme.lower() not in SCHEMES:
        yield HtmlFault("feed-html-unsafe", f"the address `{value}` runs something", value)
