"""What the elements of a mail look like, as far as legibility goes: a small cascade.

Colours, grounds, the size of letters, what is hidden and what is underlined (CSS Cascade 4,
section 6). On a wide screen; pictures behind text are taken for not loaded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from feedpub.newsletter.lint.document import Document, Element
from feedpub.newsletter.lint.paint import BLACK, WHITE, Paint, paint_in, paint_of
from feedpub.newsletter.lint.stated import Rules, Scheme, Stated


class Said(NamedTuple):
    """What gave an element its colour or its ground."""

    element: Element
    value: str
    at: int | None = None
    """The offset of the declaration if it stands in a style sheet."""


class Look(NamedTuple):
    """What an element looks like; most of it is inherited."""

    ink: Paint | None = BLACK
    ink_by: Said | None = None
    ground: Paint | None = WHITE
    """What is seen behind the text; nothing if that cannot be told."""

    layers: tuple[Paint, ...] = ()
    """The colours of grounds, the nearest last; the canvas is below them."""

    ground_by: Said | None = None
    size: float = 16.0
    bold: bool = False
    hidden: bool = False
    underlined: bool = False
    framed: bool = False
    """Whether a ground of its own or a border sets it apart."""

    @property
    def is_large(self) -> bool:
        """Whether WCAG takes text for large: 18 points, or 14 if bold."""
        return self.size >= 24 or (self.bold and self.size >= 18.66)


Looks = Mapping[int, Look]
"""By the `id` of the element."""


def looks(document: Document, scheme: Scheme = "light") -> Looks:
    """Return what each element looks like that others than Outlook for Windows see."""
    rules = Rules(document, scheme)
    found: dict[int, Look] = {}
    initial = _initial(document, scheme)
    for element in document.elements:
        if element.mso != "only":
            outer = next((e for e in element.ancestors() if e.mso != "only"), None)
            parent = found[id(outer)] if outer is not None else initial
            found[id(element)] = _look(element, parent, rules.of(element), scheme)
    return found


def has_scheme(document: Document, scheme: Scheme) -> bool:
    """Tell whether the mail has colours of its own for a scheme."""
    word = {"dark": "prefers-color-scheme", "outlook": "data-ogs", "light": ""}[scheme]
    return any(word in style.text for style in document.styles if style.mso != "only")


def _initial(document: Document, scheme: Scheme) -> Look:
    declared = any(
        e.tag == "meta" and e.attributes.get("name") == "color-scheme"
        and "dark" in e.attributes.get("content", "") for e in document.elements[:40]
    )  # fmt: skip
    if scheme == "dark" and declared:
        return Look(ink=WHITE, ground=_CANVAS, layers=(_CANVAS,))
    return Look(layers=(WHITE,))


_CANVAS = Paint(0.07, 0.07, 0.07)


def _look(element: Element, parent: Look, stated: Iterator[Stated], scheme: Scheme) -> Look:
    won: dict[str, Stated] = {}
    for each in sorted(stated, key=lambda s: s.weight):
        for name in _LONG.get(each.declaration.name, (each.declaration.name,)):
            won[name] = each
    values = {name: each.declaration.value.strip() for name, each in won.items()}
    look = _form(values, _of_tag(element, parent, scheme), parent)
    return _ground(element, won, values, _ink(element, won, values, look, parent))


_LONG = {
    "background": ("background-color", "background-image"),
    "font": ("font-size", "font-weight"),
    "text-decoration-line": ("text-decoration",),
    "border": ("border-bottom",),
}

_SIZES = {"h1": 2.0, "h2": 1.5, "h3": 1.17, "h5": 0.83, "h6": 0.67, "small": 0.83, "sup": 0.83,
          "sub": 0.83}  # fmt: skip
_BOLD = frozenset("b strong th h1 h2 h3 h4 h5 h6".split())
_NEVER = frozenset("head style script title template noscript".split())


def _of_tag(element: Element, parent: Look, scheme: Scheme) -> Look:
    """Return what the element inherits, and what browsers give an element of its name."""
    tag, given = element.tag, element.attributes
    look = parent._replace(
        size=parent.size * _SIZES.get(tag, 1.0),
        bold=parent.bold or tag in _BOLD,
        hidden=parent.hidden or tag in _NEVER or "hidden" in given,
        framed=False,
    )
    if tag == "a" and "href" in given:
        blue = Paint(0.62, 0.62, 1) if scheme == "dark" else Paint(0, 0, 0.933)
        look = look._replace(ink=blue, ink_by=Said(element, ""), underlined=True)
    if tag in ("u", "ins"):
        look = look._replace(underlined=True)
    if tag == "font" and (paint := paint_of(given.get("color", ""))):
        look = look._replace(ink=paint, ink_by=Said(element, given["color"]))
    return look


def _form(values: Mapping[str, str], look: Look, parent: Look) -> Look:
    if "font-size" in values and (size := _pixels(values["font-size"], parent.size)) is not None:
        look = look._replace(size=size)
    if weight := re.search(
        r"\b(bold|bolder|normal|lighter|[1-9]00)\b", values.get("font-weight", "")
    ):
        bold = weight[1].startswith("bold") or (weight[1].isdigit() and int(weight[1]) >= 600)
        look = look._replace(bold=bold)
    gone = (
        values.get("display") == "none"
        or values.get("visibility") in ("hidden", "collapse")
        or re.fullmatch(r"0?\.?0+", values.get("opacity", "1")) is not None
        or look.size <= 1
        or (values.get("overflow") == "hidden" and _has_no_height(values))
    )
    decoration = values.get("text-decoration", "")
    underlined = "underline" in decoration or (look.underlined and not decoration)
    border = re.search(r"[1-9]", values.get("border-bottom", "")) is not None
    return look._replace(hidden=look.hidden or gone, underlined=underlined, framed=border)


def _has_no_height(values: Mapping[str, str]) -> bool:
    return any(re.match(r"0(?![.\d])", values.get(name, "")) for name in ("max-height", "height"))


def _pixels(value: str, parent: float) -> float | None:
    """Return a size in pixels, also out of the shorthand `font`."""
    found = re.search(r"(?<![\w/.])(\d*\.?\d+)(px|pt|em|rem|%)", value)
    if not found:
        return None
    number = float(found[1])
    unit = {"px": 1.0, "pt": 4 / 3, "em": parent, "rem": 16.0, "%": parent / 100}[found[2]]
    return number * unit


def _said(element: Element, stated: Stated) -> Said:
    declaration = stated.declaration
    return Said(element, declaration.value, declaration.at if stated.in_sheet else None)


def _ink(
    element: Element,
    won: Mapping[str, Stated],
    values: Mapping[str, str],
    look: Look,
    parent: Look,
) -> Look:
    value = values.get("color", "").lower()
    if value == "inherit":
        return look._replace(ink=parent.ink, ink_by=parent.ink_by)
    if not value or value == "currentcolor":
        return look
    return look._replace(ink=paint_of(value), ink_by=_said(element, won["color"]))


def _ground(
    element: Element, won: Mapping[str, Stated], values: Mapping[str, str], look: Look
) -> Look:
    paint, by = _painted(element, won, values)
    image = re.search(r"url\(|gradient\(", values.get("background-image", ""))
    if paint is None or (image and paint.alpha == 0):
        return look._replace(ground=None, ground_by=by, framed=True)
    if paint.alpha == 0 or (paint.alpha < 1 and look.ground is None):
        return look
    layers = (*look.layers, paint) if paint.alpha < 1 else (paint,)
    solid = layers[0]
    for layer in layers[1:]:
        solid = layer.over(solid)
    return look._replace(ground=solid, layers=layers, ground_by=by, framed=True)


def _painted(
    element: Element, won: Mapping[str, Stated], values: Mapping[str, str]
) -> tuple[Paint | None, Said]:
    """Return the element's own ground; nothing if it cannot be told."""
    value = values.get("background-color")
    if value is None:
        given = element.attributes.get("bgcolor", "")
        six = f"#{given}" if re.fullmatch(r"[0-9a-fA-F]{6}", given) else given
        return paint_of(six) if given else _NOTHING, Said(element, given)
    stated = won["background-color"]
    if value.lower() in ("inherit", "initial", "unset", "none"):
        return _NOTHING, _said(element, stated)
    read = paint_in if stated.declaration.name == "background" else paint_of
    return read(value), _said(element, stated)


_NOTHING = Paint(0, 0, 0, 0)
