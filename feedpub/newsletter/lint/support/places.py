"""Questions about an element's surroundings that decide whether a lack is seen."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from feedpub.newsletter.lint.css import values_of
from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.support.use import Use, is_zero, lengths, pixels

_NEAR = 48
"""Elements around, or thousands within, that are looked at; hostile mail has no bounds."""

CELLS = frozenset({"td", "th"})
_BOUND = frozenset({"td", "th", "table"})


def around(element: Element | None) -> Iterator[Element]:
    """Yield the elements around, as far as they matter."""
    return iter(()) if element is None else itertools.islice(element.ancestors(), _NEAR)


def within(element: Element | None) -> Iterator[Element]:
    """Yield the elements within, as far as they matter."""
    return iter(()) if element is None else itertools.islice(element.descendants(), _NEAR * 20)


def has_content(element: Element | None) -> bool:
    """Say whether there are words or a picture in the element."""
    if element is None:
        return False
    runs = itertools.islice(element.runs(), _NEAR * 20)
    return any(run.text.strip(_INVISIBLE) for run in runs) or any(
        other.tag == "img" for other in within(element)
    )


_INVISIBLE = " \t\r\n\f\u00a0\u00ad\u034f\u2007\u200b\u200c\u200d\ufeff"


def hidden(use: Use) -> bool:
    """Say whether the declarations hide the element in more than one way."""
    ways = 0
    for declaration in use.block:
        name, value = declaration.name, declaration.value.lower()
        ways += name == "display" and value == "none"
        ways += name == "mso-hide" and value == "all"
        ways += name in ("max-height", "height", "max-width", "width") and is_zero(value)
        ways += name == "opacity" and is_zero(value)
        ways += name == "visibility" and value == "hidden"
        ways += name in ("font-size", "line-height") and _tiny(value)
    return ways > 1


def _tiny(value: str) -> bool:
    return any(number <= 1 for number, unit in lengths(value) if unit in ("px", "pt", ""))


def mso_hides(use: Use) -> bool:
    """Say whether Outlook is told by its own property to hide the element."""
    return "all" in use.said("mso-hide")


def colored(element: Element | None) -> bool:
    """Say whether an element has a background colour of its own."""
    if element is None:
        return False
    if element.attributes.get("bgcolor"):
        return True
    return any(
        declaration.name == "background-color"
        or (declaration.name == "background" and has_color(declaration.value))
        for declaration in values_of(element)
    )


def has_color(value: str) -> bool:
    """Say whether a value of `background` names a colour beside its picture."""
    value = value.lower()
    if "#" in value.split("url(")[0] or "rgb(" in value:
        return True
    rest = value.rpartition(")")[2] if "(" in value else value
    words = rest.replace(",", " ").split()
    return any(
        word.startswith("#") or (word.isalpha() and word not in _NO_COLORS) for word in words
    )


_NO_COLORS = frozenset(
    "none transparent repeat scroll fixed local center top bottom left right cover contain "
    "border padding content inherit initial unset important".split()
)


def width_in_outlook(element: Element | None) -> float | None:
    """Return the smallest width in pixels of the tables and cells around, as Outlook has them."""
    widths = [width for outer in around(element) if outer.mso != "not" for width in _fixed(outer)]
    return min(widths, default=None)


def _fixed(element: Element) -> Iterator[float]:
    if element.tag not in _BOUND:
        return
    if width := pixels(element.attributes.get("width", "")):
        yield width
    for declaration in values_of(element):
        if declaration.name == "width" and (width := pixels(declaration.value)):
            yield width


def in_ghost(element: Element | None) -> bool:
    """Say whether the next table cell around is one that only Outlook sees."""
    cell = next((outer for outer in around(element) if outer.tag in CELLS), None)
    return cell is not None and cell.mso == "only"


def holds_ghost(element: Element | None) -> bool:
    """Say whether a table that only Outlook sees is the first thing in the element."""
    if element is None or not element.children:
        return False
    first = element.children[0]
    return first.mso == "only" and first.tag == "table"


def centered(element: Element | None) -> bool:
    """Say whether an attribute, or a cell for Outlook alone, centres the element."""
    if element is None:
        return False
    if element.attributes.get("align", "").lower() == "center":
        return True
    if in_ghost(element) or holds_ghost(element):
        return True
    for outer in around(element):
        if outer.attributes.get("align", "").lower() == "center" or outer.tag == "center":
            return outer.mso != "not"
        if outer.tag in ("td", "th", "div"):
            return any(
                declaration.name == "text-align" and declaration.value.lower() == "center"
                for declaration in values_of(outer)
            )
    return False


def padded_cell(element: Element | None) -> bool:
    """Say whether the cell around, or `mso-padding-alt`, keeps the padding in Outlook."""
    if element is None:
        return False
    cell = next((outer for outer in around(element) if outer.tag in CELLS), None)
    for holder in (element, cell):
        for declaration in values_of(holder) if holder is not None else ():
            if declaration.name == "mso-padding-alt":
                return True
            if holder is cell and declaration.name.startswith("padding"):
                return not is_zero(declaration.value)
    return any(child.mso == "only" for child in element.children)


def starts_last(element: Element | None) -> bool:
    """Say whether nothing follows in the cell, which begins at the left as it is."""
    parent = element.parent if element is not None else None
    if element is None or parent is None or parent.children[-1] is not element:
        return False
    after = any(run.parent is parent and run.at > element.at and run.text.strip()
                for run in parent.runs())  # fmt: skip
    aligned = [d.value.lower() for d in values_of(parent) if d.name == "text-align"]
    return not after and aligned == ["left"]
