"""Values that not all clients know, beside others that say the same for the rest."""

from __future__ import annotations

from feedpub.newsletter.lint.support import places
from feedpub.newsletter.lint.support import predicates as p
from feedpub.newsletter.lint.support.use import Use
from feedpub.newsletter.lint.support.values import features_of

_VALUE_SLUGS = ("css-function-", "css-unit-")
_BY_VALUE = frozenset(
    "css-conic-gradient css-linear-gradient css-modern-color css-radial-gradient css-rgb css-rgba "
    "css-variables css-display-flex css-display-grid css-intrinsic-size css-white-space".split()
)


def said_otherwise(use: Use) -> bool:
    """Say whether the same property, or an attribute, says it in a way that all know."""
    if use.declaration is None or not _by_value(use):
        return False
    name = use.declaration.name
    for other in use.block:
        same = other.name == name and other.value != use.declaration.value
        if same and use.slug not in features_of(other.name, other.value):
            return True
    if name in ("background", "background-color", "background-image"):
        return _color_instead(use)
    attribute = _ATTRIBUTES.get(name)
    return bool(attribute and use.attribute(attribute))


def _by_value(use: Use) -> bool:
    return use.slug.startswith(_VALUE_SLUGS) or use.slug in _BY_VALUE


def _color_instead(use: Use) -> bool:
    if use.attribute("bgcolor"):
        return True
    if use.slug.endswith("gradient"):
        return p.color_beside(use)
    return use.declaration is not None and any(
        value != use.value and places.has_color(value) and use.slug not in _slugs(value)
        for value in use.said("background", "background-color")
    )


def _slugs(value: str) -> tuple[str, ...]:
    return features_of("background", value)


_ATTRIBUTES = {
    "height": "height",
    "max-width": "width",
    "text-align": "align",
    "vertical-align": "valign",
    "width": "width",
}
