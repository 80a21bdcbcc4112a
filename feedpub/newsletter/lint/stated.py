"""Which declarations of style sheets and `style` attributes hold for an element, and how much.

Indexed by what selectors end with, so that a mail of many stories takes no longer per element.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple

from feedpub.newsletter.lint.css import Declaration, matches, sheets, style_of
from feedpub.newsletter.lint.document import Document, Element
from feedpub.newsletter.lint.selectors import parsed_selectors

Scheme = Literal["light", "dark", "outlook"]
"""What the reader sees: our light colours, those for dark screens, or for Outlook on the web."""


Specificity = tuple[int, int, int]


class Stated(NamedTuple):
    """A declaration that holds for an element."""

    weight: tuple[bool, bool, Specificity, int]
    """Whether it is important, whether it is the element's own, and the rest of the cascade."""

    declaration: Declaration
    in_sheet: bool


class _Held(NamedTuple):
    """A declaration of a style sheet, and for what it holds."""

    selector: str
    specificity: Specificity
    order: int
    declaration: Declaration


class Rules:
    """The rules of the style sheets that hold in a scheme, by what their selectors end with."""

    def __init__(self, document: Document, scheme: Scheme) -> None:
        self._by_key: defaultdict[str, list[_Held]] = defaultdict(list)
        order = 0
        for style, said in sheets(document):
            if style.mso == "only" or not _holds(f"@media {style.media or 'all'}", scheme):
                continue
            for rule in said.rules:
                wanted = [d for d in rule.declarations if d.name in _WANTED]
                if rule.outer or not wanted or not all(_holds(c, scheme) for c in rule.conditions):
                    continue
                for selector in _selectors(rule.selector, scheme):
                    for declaration in wanted:
                        order += 1
                        key, weight = _key_of(selector)
                        if len(self._by_key[key]) < _MOST:
                            self._by_key[key].append(_Held(selector, weight, order, declaration))

    def of(self, element: Element) -> Iterator[Stated]:
        """Yield what the style sheets and its own style say of an element."""
        given = element.attributes
        keys = [*(f".{name}" for name in given.get("class", "").split()), element.tag, "*"]
        if "id" in given:
            keys.append(f"#{given['id']}")
        for key in keys:
            for held in self._by_key.get(key, ()):
                if matches(held.selector, element):
                    weight = (bool(held.declaration.important), False, *held[1:3])
                    yield Stated(weight, held.declaration, True)
        if "style" in given:
            for order, declaration in enumerate(style_of(element)):
                if declaration.name in _WANTED:
                    important = bool(declaration.important)
                    yield Stated((important, True, (0, 0, 0), order), declaration, False)


_MOST = 500
"""No honest mail has so many declarations for one class."""

_WANTED = frozenset(
    "color background background-color background-image font font-size font-weight display "
    "visibility opacity text-decoration text-decoration-line border border-bottom "
    "max-height height overflow".split()
)
_COMMA = re.compile(r",(?![^\[(]*[\])])")
_OUTLOOK = re.compile(r"^\s*\[data-ogs[cb]\]\s+")


def _selectors(selector: str, scheme: Scheme) -> Iterator[str]:
    for each in _COMMA.split(selector):
        if "[data-ogs" not in each:
            yield each.strip()
        elif scheme == "outlook":
            yield _OUTLOOK.sub("", each).strip()


@functools.lru_cache(maxsize=2048)
def _key_of(selector: str) -> tuple[str, Specificity]:
    """Return what an element must have for a selector to match, and its specificity."""
    parsed = parsed_selectors(selector)
    if not parsed:
        return "", (0, 0, 0)  # nothing has this key
    simples = [simple for step in parsed[0] for simple in step.simples]
    weight = (
        sum(s.sign == "#" for s in simples),
        sum(s.sign in (".", "[", ":") for s in simples),
        sum(s.sign in ("", "::") for s in simples),
    )
    last = parsed[0][0].simples
    for sign in (".", "#", ""):
        for simple in last:
            if simple.sign == sign:
                return f"{sign}{simple.name}", weight
    return "*", weight


def _holds(condition: str, scheme: Scheme) -> bool:
    said = "".join(condition.lower().split())
    if "prefers-color-scheme:" in said:
        wanted = "dark" if scheme == "dark" else "light"
        return f"prefers-color-scheme:{wanted}" in said and "max-width" not in said
    return said in ("@mediaall", "@mediascreen", "@mediaonlyscreen") or (
        said.startswith("@media") and "min-width" in said and "max-width" not in said
    )
