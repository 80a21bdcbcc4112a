"""Text that cannot be read well: in light, in dark, and where mail programs turn the colours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from feedpub.errors import Location
from feedpub.newsletter.brand import look_of
from feedpub.newsletter.lint.cascade import Look, Looks, Said, has_scheme, looks
from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.paint import INVERSIONS, Paint, contrast
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.lint.stated import Scheme
from feedpub.places import Path

LEAST = 4.5
LEAST_LARGE = 3.0
"""WCAG 2.2, 1.4.3."""

_WHERE: dict[Scheme, str] = {
    "light": "",
    "dark": " on dark screens",
    "outlook": " in the dark mode of Outlook on the web",
}


def check_contrast(mail: Mail) -> Iterator[Problem]:
    """Yield each pair of colours that text has and that is too close, once for each place."""
    told: set[object] = set()
    for scheme, where in _WHERE.items():
        if scheme == "light" or has_scheme(mail.document, scheme):
            found = mail.looks if scheme == "light" else looks(mail.document, scheme)
            for inversion in INVERSIONS if scheme == "light" else ("",):
                for low in _low(mail, found, inversion):
                    problem = _problem(mail, low, where or (inversion and f" {inversion}"))
                    # One cause is told once, in the way of showing it that comes first.
                    cause = problem.at or problem.setting or (str(low.ink), str(low.ground))
                    if cause not in told:
                        yield problem
                    told.add(cause)


class _Low(NamedTuple):
    """A text that is too much like its ground."""

    element: Element
    words: str
    look: Look
    ink: Paint
    ground: Paint
    least: float
    is_inverted: bool


def _low(mail: Mail, found: Looks, inversion: str) -> Iterator[_Low]:
    turn = INVERSIONS[inversion]
    seen: set[tuple[object, ...]] = set()
    for element, words in _texts(mail, found):
        look = found[id(element)]
        if look.ink is None or look.ground is None:
            continue
        if inversion and look.ink_by and not look.ink_by.value:
            continue  # the blue of links that nobody chose is each program's own affair
        least = LEAST_LARGE if look.is_large else LEAST
        key = (look.ink, look.ground, least, look.ink_by and look.ink_by.element.tag,
               look.ink_by and look.ink_by.element.attributes.get("class"))  # fmt: skip
        if key in seen:
            continue
        seen.add(key)
        ground = turn.ground(look.ground)
        ink = turn.text(look.ink).over(ground)
        if contrast(ink, ground) < least - 0.005:
            yield _Low(element, words, look, ink, ground, least, bool(inversion))


def _texts(mail: Mail, found: Looks) -> Iterator[tuple[Element, str]]:
    """Yield what is read, with the element that it stands in; descriptions of pictures too."""
    for run in mail.runs:
        words = " ".join(run.text.split())
        seen = found.get(id(run.parent))  # a text alone in what Outlook draws has none
        if seen and not seen.hidden and any(c.isalnum() for c in words):
            yield run.parent, words
    for element in mail.elements:
        if element.tag == "img" and (alt := element.attributes.get("alt", "").strip()):
            look = found[id(element)]
            if not look.hidden:
                yield element, alt


def _problem(mail: Mail, low: _Low, where: str) -> Problem:
    ratio = int(contrast(low.ink, low.ground) * 100) / 100
    words = low.words if len(low.words) <= 40 else f"{low.words[:39].rstrip()}…"
    message = (
        f"`{low.ink}` on `{low.ground}`{where} has a contrast of {ratio}:1, less than "
        f"{low.least:g}:1: “{words}”"
    )
    code = "mail-contrast-inverted" if low.is_inverted else "mail-contrast"
    at, setting = _blamed(mail, low)
    return Problem(code, message, element=low.element, at=at, setting=setting)


def _blamed(mail: Mail, low: _Low) -> tuple[Location | None, Path]:
    """Return where the colours were said; by the author, if one of them was.

    A colour of the palette goes with the others; one from outside hardly was tried with all.
    """
    said = [each for each in (low.look.ink_by, low.look.ground_by) if each]
    palette = _palette(mail)
    strange = [each for each in said if each.value.strip().lower() not in palette]
    if own := _own_place(mail, strange):
        return own, ()
    for each in said:
        if setting := _setting(mail, each):
            return None, setting
    return _own_place(mail, said) or next(_places(mail, said), None), ()


def _own_place(mail: Mail, said: Sequence[Said]) -> Location | None:
    """Return the first place that is not in a template of ours."""
    places = _places(mail, said)
    return next((place for place in places if not place.path.startswith("builtin/")), None)


def _places(mail: Mail, said: Sequence[Said]) -> Iterator[Location]:
    return (place for each in said if (place := _place(mail, each)))


def _palette(mail: Mail) -> frozenset[str]:
    """Return the colours of the newsletter's look."""
    if mail.origin is None:
        return frozenset()
    look = look_of(mail.origin.newsletter, mail.origin.config)
    tables = (msgspec.structs.astuple(look.light), msgspec.structs.astuple(look.dark))
    return frozenset(color.lower() for table in tables for color in table)


def _setting(mail: Mail, said: Said) -> Path:
    """Return the setting of the brand that has the colour."""
    if mail.origin is None:
        return ()
    value = said.value.strip().lower()
    tables = (
        (mail.origin.newsletter.brand, (*mail.origin.table, "brand")),
        (mail.origin.config.brand, ("brand",)),
    )
    for brand, path in tables:
        for name in ("colors", "dark"):
            palette = getattr(brand, name)
            for field in palette.__struct_fields__:
                if value and getattr(palette, field).lower() == value:
                    return (*path, name, field)
    return ()


_GROUND = ("background-color", "background")


def _place(mail: Mail, said: Said) -> Location | None:
    if said.at is not None:
        return mail.place_in_style(said.at, said.element)
    if said.value:
        names = ("color", *_GROUND)
        if place := mail.place_of_style(said.element, names, said.value):
            return place
    return mail.mark(said.element)
