"""Colours of CSS, how well one is read on another, and what mail programs make of them.

No program says how it turns colours for dark screens. Outlook makes light grounds dark and dark
text light and leaves what is dark already; Gmail on iOS turns the lightness of everything round.
"""

from __future__ import annotations

import colorsys
import functools
import re
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Paint(NamedTuple):
    """A colour in sRGB, each part from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    def over(self, ground: Paint) -> Paint:
        """Return what is seen where this colour lies on a solid ground."""
        if self.alpha >= 1:
            return self
        a = self.alpha
        pairs = zip(self[:3], ground[:3], strict=True)
        red, green, blue = (a * mine + (1 - a) * below for mine, below in pairs)
        return Paint(red, green, blue)

    def __str__(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self[:3])


WHITE = Paint(1, 1, 1)
BLACK = Paint(0, 0, 0)


@functools.lru_cache(maxsize=4096)
def paint_of(value: str) -> Paint | None:
    """Return the colour that a value is; nothing if it cannot be told, as of `var()`."""
    # Imported here because only `check` needs it.
    from tinycss2.color3 import RGBA, parse_color

    found = parse_color(_MODERN.sub(r"rgba(\1,\2,\3,\4)", value.strip()))
    return Paint(*found) if isinstance(found, RGBA) else None


_MODERN = re.compile(r"rgba?\(\s*(\d+)\s+(\d+)\s+(\d+)\s*/\s*([\d.]+)\s*\)")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|(?:rgb|hsl)a?\([^()]*\)|\b[a-zA-Z]+\b(?!\()")


def paint_in(value: str) -> Paint | None:
    """Return the colour in a shorthand such as `background`; without one it is transparent."""
    for found in _COLOUR.finditer(re.sub(r"url\([^()]*\)", "", value)):
        if (paint := paint_of(found[0])) is not None:
            return paint
    return Paint(0, 0, 0, 0)


@functools.lru_cache(maxsize=65536)
def contrast(one: Paint, other: Paint) -> float:
    """Return the contrast ratio, from 1 to 21 (WCAG 2.2)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@functools.lru_cache(maxsize=4096)
def luminance(paint: Paint) -> float:
    """Return the relative luminance, from 0 to 1."""
    red, green, blue = map(_linear, paint[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _lightness(paint: Paint) -> float:
    """Return CIE L*, from 0 to 100."""
    y = luminance(paint)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def _with_lightness(paint: Paint, wanted: float) -> Paint:
    """Return the colour mixed with black or white until its CIE L* is `wanted`."""
    low, high = -1.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if _lightness(_moved(paint, middle)) < wanted else (low, middle)
    return _moved(paint, (low + high) / 2)


def _moved(paint: Paint, by: float) -> Paint:
    end = 0.0 if by < 0 else 1.0
    red, green, blue = (part + abs(by) * (end - part) for part in paint[:3])
    return Paint(red, green, blue, paint.alpha)


def _same(paint: Paint) -> Paint:
    return paint


_DARKEST = 12
"""CIE L* of what Outlook makes of white, about #1f1f1f."""


@functools.lru_cache(maxsize=4096)
def _darkened(ground: Paint) -> Paint:
    light = _lightness(ground)
    if light < 50:
        return ground
    return _with_lightness(ground, 100 - light + _DARKEST * (light - 50) / 50)


@functools.lru_cache(maxsize=4096)
def _lightened(text: Paint) -> Paint:
    light = _lightness(text)
    return _with_lightness(text, 100 - light) if light < 50 else text


@functools.lru_cache(maxsize=4096)
def _turned(paint: Paint) -> Paint:
    hue, light, saturation = colorsys.rgb_to_hls(*paint[:3])
    return Paint(*colorsys.hls_to_rgb(hue, 1 - light, saturation), paint.alpha)


class Inversion(NamedTuple):
    """What a mail program makes of the colours of grounds and of texts."""

    ground: Callable[[Paint], Paint]
    text: Callable[[Paint], Paint]


INVERSIONS: Mapping[str, Inversion] = {
    "": Inversion(_same, _same),
    "where Outlook darkens it": Inversion(_darkened, _lightened),
    "where Gmail on iOS inverts it": Inversion(_turned, _turned),
}
