"""Colours of six digits: how bright they are, how well one is read on another (WCAG 2.2, 1.4.3)."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color: str) -> float:
    """Return the relative luminance, from 0 for black to 1 for white."""
    red, green, blue = (_linear(part / 255) for part in _parts(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lightened(color: str, share: float) -> str:
    """Return the colour with a share of white in it, from 0 to 1."""
    return "#" + "".join(f"{round(part + (255 - part) * share):02x}" for part in _parts(color))


def darkened(color: str, share: float) -> str:
    """Return the colour with a share of black in it, from 0 to 1."""
    return "#" + "".join(f"{round(part * (1 - share)):02x}" for part in _parts(color))


def _parts(color: str) -> tuple[int, ...]:
    return tuple(int(color[at : at + 2], 16) for at in (1, 3, 5))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
