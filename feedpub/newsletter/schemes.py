"""One stylesheet for light and for dark screens.

A rule names both colours as CSS itself does, ``color:light-dark(#1a1917,#eeebe4)``, which mail
programs do not know. `light` is what is moved into the elements; `dark` is what stays in the
head. So a colour is said in one place, and nothing is forgotten in the dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.newsletter.marks import unmarked
from feedpub.newsletter.story import Html

_PAIR = re.compile(r"light-dark\(\s*([^(),]+?)\s*,\s*([^(),]+?)\s*\)")
TAG = re.compile(r"</?style\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMA = re.compile(r"\s*,\s*(?![^\[]*\])")


class TagError(ValueError):
    """There is HTML in a stylesheet."""


def light(css: str) -> Html:
    """Return the stylesheet for light screens, without comments and empty lines.

    Raises:
        TagError: if there is HTML in it.
    """
    if tag := TAG.search(css):
        raise TagError(f"`{unmarked(tag[0])}` in a stylesheet: blocks of styles hold CSS alone")
    lines = _PAIR.sub(r"\1", _COMMENT.sub(_left, css)).splitlines()
    return Html("\n".join(filter(str.strip, lines)))


def _left(comment: re.Match[str]) -> str:
    """Leave a comment that has begun twice, for which a `*/` is missing: rules may be in it."""
    return comment[0] if "/*" in comment[0][2:] else ""


def dark(css: str, text: str = "", ground: str = "") -> Html:
    """Return rules that give dark screens their colours, to win over styles in the elements.

    `text` and `ground` are put before the selectors: of rules for the colour of text, and for
    all others.
    """
    written: list[tuple[str, list[str]]] = []
    for declaration, selectors in sorted(_themed(css), key=_kind):
        before = text if declaration.startswith("color:") else ground
        names = [before + name for name in selectors]
        if written and written[-1][0] == declaration:
            written[-1][1].extend(names)
        else:
            written.append((declaration, names))
    rules = (f"{','.join(dict.fromkeys(names))}{{{said}}}" for said, names in written)
    return Html("\n".join(rules))


def _themed(css: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the declarations that name two colours, with their selectors."""
    for selectors, body in _RULE.findall(_COMMENT.sub("", css)):
        for declaration in body.split(";"):
            if pair := _PAIR.search(declaration):
                name = declaration.partition(":")[0].strip()
                value = _PAIR.sub(r"\2", declaration.partition(":")[2]).strip()
                if name.startswith(("border", "background")) and not name.endswith("color"):
                    name, value = f"{name}-color", pair[2]
                value = value.replace("!important", "").strip()
                yield f"{name}:{value} !important", _COMMA.split(selectors.strip())


_KINDS = ("color", "background", "border")


def _kind(themed: tuple[str, list[str]]) -> int:
    """Sort by what is coloured, which leaves the order of rules that compete as it is."""
    name = themed[0].partition(":")[0]
    return next((at for at, kind in enumerate(_KINDS) if name.startswith(kind)), len(_KINDS))
