"""Colours as numbers: contrast (WCAG 2.2) and lightness, CIE L* and that of HSL."""

from __future__ import annotations

import colorsys
import re
from typing import NamedTuple

_RGB = re.compile(r"rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)")


class Colour(NamedTuple):
    """Red, green and blue from 0 to 1, in sRGB."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @classmethod
    def of(cls, computed: str) -> Colour:
        """Return the colour that a browser writes as ``rgb(…)`` or ``rgba(…)``.

        Raises:
            ValueError: if it is written in another way.
        """
        match = _RGB.fullmatch(computed)
        if not match:
            raise ValueError(f"not a colour: {computed}")
        red, green, blue, alpha = match.groups()
        return cls(int(red) / 255, int(green) / 255, int(blue) / 255, float(alpha or 1))

    def over(self, ground: Colour) -> Colour:
        """Return what is seen where this colour lies on a solid ground."""
        a = self.alpha
        red, green, blue = (
            a * mine + (1 - a) * below for mine, below in zip(self[:3], ground[:3], strict=True)
        )
        return Colour(red, green, blue)

    def __str__(self) -> str:
        return "#" + "".join(f"{round(255 * part):02x}" for part in self[:3])


def contrast(one: Colour, other: Colour) -> float:
    """Return the contrast ratio, from 1 to 21 (WCAG 2.2, `contrast ratio`)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: Colour) -> float:
    """Return the relative luminance, from 0 to 1."""
    red, green, blue = map(_linear, colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightness(colour: Colour) -> float:
    """Return CIE L*, from 0 to 100."""
    y = luminance(colour)
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def with_lightness(colour: Colour, wanted: float) -> Colour:
    """Return the colour made lighter or darker until its CIE L* is `wanted`, its hue kept."""
    low, high = -1.0, 1.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (middle, high) if lightness(_moved(colour, middle)) < wanted else (low, middle)
    return _moved(colour, (low + high) / 2)


def inverted(colour: Colour) -> Colour:
    """Return the colour with the lightness of HSL turned round: light red is dark red."""
    hue, light, saturation = colorsys.rgb_to_hls(*colour[:3])
    return Colour(*colorsys.hls_to_rgb(hue, 1 - light, saturation), colour.alpha)


def _moved(colour: Colour, by: float) -> Colour:
    """Return the colour mixed with black (`by` from -1) or white (to 1)."""
    end = 0.0 if by < 0 else 1.0
    red, green, blue = (part + abs(by) * (end - part) for part in colour[:3])
    return Colour(red, green, blue, colour.alpha)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
