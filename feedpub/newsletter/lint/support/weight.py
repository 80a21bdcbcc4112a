"""How much it matters that a feature is missing, and when it does not."""

from __future__ import annotations

from collections.abc import Mapping

from feedpub.findings import Severity
from feedpub.newsletter.lint.support import places
from feedpub.newsletter.lint.support import predicates as p
from feedpub.newsletter.lint.support.fallback import said_otherwise
from feedpub.newsletter.lint.support.use import Use, is_zero

_LOST = "html-picture html-srcset html-svg html-video html-audio image-base64 image-svg"

_DIFFERENT = """
    css-at-import css-background css-background-image css-block-inline-size css-conic-gradient
    css-display-flex css-display-grid css-display-none css-float css-function-clamp
    css-function-light-dark css-function-max css-function-min css-height css-inline-size css-inset
    css-linear-gradient css-margin css-margin-block-start-end
    css-margin-inline-block css-margin-inline-start-end css-max-width css-modern-color css-nesting
    css-padding css-padding-block-start-end css-padding-inline-block
    css-padding-inline-start-end css-position css-radial-gradient css-rgb css-rgba
    css-text-align css-text-orientation css-unit-calc css-unit-ch css-unit-rem css-unit-vh
    css-unit-vmax css-unit-vmin css-unit-vw css-variables css-visibility css-white-space css-width
    css-writing-mode html-background html-base html-dialog html-form html-height html-hidden
    html-link html-meter html-object html-progress html-width image-apng image-avif image-bmp
    image-hdr image-heif image-ico image-mp4 image-tiff image-webp
"""

LEVELS: Mapping[str, Severity] = {
    **dict.fromkeys(_LOST.split(), Severity.ERROR),
    **dict.fromkeys(_DIFFERENT.split(), Severity.WARNING),
}
"""Error: something to read or to see is gone. Warning: it looks different.

What is not here does no harm where it is missing: corners are square, and that is all.
"""

ALWAYS = frozenset({"css-at-font-face", "css-at-import", "css-nesting", "html-style"})
"""Judged in rules for some clients too."""


def level(use: Use) -> Severity:
    """Return how much it matters where a client lacks the feature."""
    found = LEVELS.get(use.slug, Severity.INFO)
    lighter = _LIGHTER.get(use.slug)
    return Severity.INFO if lighter and lighter(use) else found


def harmless(use: Use) -> bool:
    """Say whether nothing is lost by this use, since the mail has something that stands in."""
    unless = _UNLESS.get(use.slug)
    return bool(unless and unless(use)) or said_otherwise(use)


def _inside(*tags: str) -> p.Predicate:
    return lambda use: any(element.tag in tags for element in places.around(use.element))


def _content(use: Use) -> bool:
    """Whether the element holds words or a picture for those who cannot play it."""
    return places.has_content(use.element)


def _picture(use: Use) -> bool:
    return any(
        element.tag == "img" and "src" in element.attributes
        for element in places.within(use.element)
    )


def _font_link(use: Use) -> bool:
    return "font" in use.attribute("href").lower()


def _no_stylesheet(use: Use) -> bool:
    return "stylesheet" not in use.attribute("rel").lower().split()


def _physical(*names: str) -> p.Predicate:
    return lambda use: is_zero(use.value) or any(True for _ in use.said(*names))


def _moved(use: Use) -> bool:
    """Whether a position moves nothing: `static`, or `relative` without an offset."""
    offsets = list(use.said("left", "right", "top", "bottom", "inset"))
    still = all(is_zero(value) or value == "auto" for value in offsets)
    return use.value in ("static", "relative", "initial") and still


def _aligned(use: Use) -> bool:
    if use.value in ("none", "inherit") or use.attribute("align"):
        return True
    return use.value == "left" and places.starts_last(use.element)


def _breaks_kept(use: Use) -> bool:
    return use.value in ("normal", "nowrap", "inherit") or use.tag == "pre" or _inside("pre")(use)


def _hidden_or_empty(use: Use) -> bool:
    if use.element is None or places.hidden(use):
        return True
    return use.tag != "img" and not places.has_content(use.element)


def _plain_selector(use: Use) -> bool:
    """Whether a rule only says what few clients know, as resets do."""
    return all(d.name.startswith(("-", "mso-")) for d in use.block)


def _only_emphasis(use: Use) -> bool:
    """Whether a rule only marks a link that is seen to be one anyway."""
    return all(d.name in ("color", "cursor", "text-decoration") for d in use.block)


def _no_effect(use: Use) -> bool:
    return is_zero(use.value) or use.value in ("none", "100%", "inherit", "normal", "auto")


def _background_kept(use: Use) -> bool:
    return not p.picture_without_color(use) or "gradient(" in use.value


_UNLESS: Mapping[str, p.Predicate] = {
    "css-background-image": _background_kept,
    "css-border-radius": _no_effect,
    "css-border-spacing": lambda use: (
        is_zero(use.value)
        or bool(use.attribute("cellspacing"))
        or "collapse" in use.said("border-collapse")
    ),
    "css-box-shadow": _no_effect,
    "css-display-none": _hidden_or_empty,
    "css-filter": _no_effect,
    "css-float": _aligned,
    "css-letter-spacing": _no_effect,
    "css-margin-inline-start-end": _physical("margin", "margin-left", "margin-right"),
    "css-margin-inline-block": _physical("margin", "margin-left", "margin-top"),
    "css-margin-block-start-end": _physical("margin", "margin-top", "margin-bottom"),
    "css-max-height": lambda use: _no_effect(use) or places.hidden(use),
    "css-min-height": _no_effect,
    "css-min-width": lambda use: (
        _no_effect(use) or bool(use.attribute("width")) or places.in_ghost(use.element)
    ),
    "css-opacity": lambda use: use.value in ("1", "1.0", "100%") or places.hidden(use),
    "css-padding-inline-start-end": _physical("padding", "padding-left", "padding-right"),
    "css-padding-inline-block": _physical("padding", "padding-left", "padding-top"),
    "css-padding-block-start-end": _physical("padding", "padding-top", "padding-bottom"),
    "css-position": _moved,
    "css-sytem-ui": lambda use: "," in use.value,
    "css-text-shadow": _no_effect,
    "css-text-align": lambda use: bool(use.attribute("align")),
    "css-transform": _no_effect,
    "css-transition": _no_effect,
    "css-animation": _no_effect,
    "css-visibility": lambda use: use.value != "hidden" or places.hidden(use),
    "css-white-space": _breaks_kept,
    "css-word-spacing": _no_effect,
    "css-pseudo-class-hover": _only_emphasis,
    "css-selector-attribute": _plain_selector,
    "css-selector-universal": _plain_selector,
    "html-hidden": lambda use: (
        use.element is not None
        and "display:none" in use.element.attributes.get("style", "").replace(" ", "")
    ),
    "html-input-hidden": _inside("form"),
    "html-link": _no_stylesheet,
    "html-meter": _content,
    "html-object": _content,
    "html-picture": _picture,
    "html-progress": _content,
    "html-ruby": lambda use: any(e.tag == "rp" for e in places.within(use.element)),
    "html-semantics": lambda use: (
        use.tag in ("time", "mark", "summary")
        or not (use.attribute("style") or use.tag in ("details", "summary"))
    ),
    "html-srcset": lambda use: use.tag == "source" or bool(use.attribute("src")),
}
"""Where a use does nothing, or something else in the mail does the same."""

_LIGHTER: Mapping[str, p.Predicate] = {
    "css-padding": lambda use: use.tag in ("a", "span", "body") and _in_colored_cell(use),
    "css-white-space": lambda use: use.value == "pre-line",
    "css-rgba": lambda use: (
        not p.has("^(?:color|background)")(use)
        and use.declaration is not None
        and use.declaration.name not in ("color", "background-color", "background")
    ),
    "css-at-import": lambda use: "font" in use.found.lower(),
    "html-audio": _content,
    "html-link": _font_link,
    "html-video": _content,
}
"""Where it matters less than elsewhere."""


def _in_colored_cell(use: Use) -> bool:
    return any(places.colored(e) for e in places.around(use.element) if e.tag in places.CELLS)
