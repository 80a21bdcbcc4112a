"""Whether every text can be read, also where a mail program changes the colours by itself.

No program says how it does so. Outlook makes light grounds dark and dark text light, and
leaves what is dark; Gmail on iOS turns the lightness of everything round. For the latter
lightness is taken in two ways, so that nothing hangs on the choice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from tests.oracles import HERE
from tests.oracles.browser import Browser, Scheme
from tests.oracles.colours import Colour, contrast, inverted, lightness, with_lightness
from tests.oracles.devtools import Json

LEAST = 4.5
"""The contrast that WCAG 2.2, 1.4.3, demands of text; large text is not let off here."""

DARKEST_GROUND = 12
"""CIE L* of what Outlook makes of white, about #1f1f1f."""

Change = Callable[[Colour], Colour]


class Mode(NamedTuple):
    """A way of showing a mail: whose colours, and what becomes of them."""

    scheme: Scheme
    ground: Change
    text: Change


def _same(colour: Colour) -> Colour:
    return colour


def _darkened(ground: Colour) -> Colour:
    light = lightness(ground)
    if light < 50:
        return ground
    return with_lightness(ground, 100 - light + DARKEST_GROUND * (light - 50) / 50)


def _lightened(text: Colour) -> Colour:
    light = lightness(text)
    return with_lightness(text, 100 - light) if light < 50 else text


def _turned(colour: Colour) -> Colour:
    return with_lightness(colour, 100 - lightness(colour))


MODES: Mapping[str, Mode] = {
    "light": Mode("light", _same, _same),
    "dark": Mode("dark", _same, _same),
    "partly inverted": Mode("light", _darkened, _lightened),
    "inverted": Mode("light", inverted, inverted),
    "inverted by L*": Mode("light", _turned, _turned),
}


def illegible(browser: Browser, html: str, *, pictures: bool = True) -> list[str]:
    """Return each text of a document whose contrast is too low in a mode, and how low."""
    texts: dict[Scheme, list[Json]] = {}
    for scheme in ("light", "dark"):
        browser.show(html, scheme=scheme, pictures=pictures)
        texts[scheme] = browser.run((HERE / "texts.js").read_text())
    return [
        complaint
        for name, mode in MODES.items()
        for text in texts[mode.scheme]
        for complaint in _judged(text, name, mode)
    ]


def _judged(text: Json, name: str, mode: Mode) -> Iterator[str]:
    *nearest, solid = (mode.ground(Colour.of(ground)) for ground in text["grounds"])
    for ground in reversed(nearest):
        solid = ground.over(solid)
    ink = mode.text(Colour.of(text["colour"]))
    seen = ink._replace(alpha=ink.alpha * text["opacity"]).over(solid)
    ratio = contrast(seen, solid)
    if ratio < LEAST:
        yield f"{name}: {seen} on {solid} is {ratio:.2f}: {text['where']} “{text['text']}”"
