"""What about a use of a feature decides whether somebody sees that a client lacks it."""

from __future__ import annotations

import re
from collections.abc import Callable

from feedpub.newsletter.lint.support import places
from feedpub.newsletter.lint.support.use import Use, Where, is_zero, lengths, pixels

Predicate = Callable[[Use], bool]


def never(use: Use) -> bool:
    """No mail that can be read shows it."""
    return False


def has(pattern: str) -> Predicate:
    """Return a predicate: the value matches the pattern."""
    compiled = re.compile(pattern)
    return lambda use: bool(compiled.search(use.value))


def on(*tags: str) -> Predicate:
    """Return a predicate: the element is one of these."""
    return lambda use: use.tag in tags


def negative(use: Use) -> bool:
    """Whether a negative number moves something as far as can be seen."""
    return any(number < -2 or (number < 0 and unit == "em") for number, unit in lengths(use.value))


def several(use: Use) -> bool:
    """Whether the value is a list with commas outside brackets."""
    return "," in re.sub(r"\([^()]*\)", "", re.sub(r"\([^()]*\)", "", use.value))


def selector_has(pattern: str) -> Predicate:
    """Return a predicate: the selector matches the pattern."""
    compiled = re.compile(pattern)
    return lambda use: bool(compiled.search(use.selector))


def not_a_type(use: Use) -> bool:
    """Whether a pseudo-class stands behind something else than the name of an element."""
    return bool(re.search(r"(?:[.#][\w-]+|\]|\*|^|\s):", use.selector))


def auto_margin(use: Use) -> bool:
    """Whether only a margin would centre the element."""
    if "auto" not in use.value.split() or use.tag in ("hr", "body", "html", "img"):
        return False
    return not places.centered(use.element) and not use.attribute("align")


def span_margin(use: Use) -> bool:
    """Whether a margin stands on a `<span>`."""
    return use.tag == "span" and not is_zero(use.value) and "auto" not in use.value


def wide(use: Use) -> bool:
    """Whether Outlook, which knows `max-width` of tables alone, makes the element wider."""
    most = pixels(use.value)
    if not most or use.tag == "table" or places.hidden(use) or places.holds_ghost(use.element):
        return False
    own = pixels(use.attribute("width")) or min(
        filter(None, map(pixels, use.said("width") if use.tag in places.CELLS else ())),
        default=None,
    )
    around = places.width_in_outlook(use.element)
    bound = min((width for width in (own, around) if width), default=None)
    return bound is None or bound > most * 1.15


def fixed_width(use: Use) -> bool:
    """Whether Outlook ignores a width that is not all there is."""
    number = lengths(use.value)
    if use.tag not in ("span", "div", "p", "img") or not number or places.hidden(use):
        return False
    size, unit = number[0]
    if (unit == "%" and size >= 100) or size <= 1:
        return False
    if use.tag == "img":
        return not pixels(use.attribute("width"))
    around = places.width_in_outlook(use.element)
    if unit == "px" and around:
        return around > size * 1.15
    return not places.in_ghost(use.element)


def fixed_height(use: Use) -> bool:
    """Whether an empty element, made to keep a distance, has only its height for that."""
    if use.tag not in ("span", "div", "p") or places.hidden(use) or "px" not in use.value:
        return False
    said = places.has_content(use.element)
    return not is_zero(use.value) and not said and not any(use.said("line-height", "font-size"))


_BLOCKS = frozenset(
    "div p h1 h2 h3 h4 h5 h6 section article header footer center pre table".split()
)


def outside_cells(use: Use) -> bool:
    """Whether padding that can be seen stands on something else than a table cell."""
    if not any(number >= 4 for number, unit in lengths(use.value) if unit != "%"):
        return "%" in use.value and use.tag in _BLOCKS and not is_zero(use.value)
    if places.hidden(use) or places.padded_cell(use.element):
        return False
    if use.tag == "table":
        return is_zero(use.attribute("cellpadding") or "0")
    return use.tag in _BLOCKS or (use.tag in ("a", "span") and _is_button(use))


def _is_button(use: Use) -> bool:
    return places.colored(use.element) or any("solid" in value for value in use.said("border"))


def odd_weight(use: Use) -> bool:
    """Whether a weight is neither that of plain text nor that of bold text."""
    return any(number % 100 or number in (100, 200, 300, 500) for number, _ in lengths(use.value))


def blurred_lines(use: Use) -> bool:
    """Whether nothing tells Outlook to take line heights exactly."""
    return use.value != "0" and not use.facts.exact_lines


def picture_without_color(use: Use) -> bool:
    """Whether a background has a picture or a gradient, and no colour to stand in for it."""
    if "url(" not in use.value and "gradient(" not in use.value:
        return False
    return not color_beside(use)


def picture_alone(use: Use) -> bool:
    """Whether a background has a picture, which is no gradient, and no colour."""
    return "gradient(" not in use.value and picture_without_color(use)


def color_beside(use: Use) -> bool:
    """Whether a colour stands in for a picture, or something for Outlook alone does."""
    if any(places.has_color(value) for value in use.said("background-color", "background")):
        return True
    return places.colored(use.element) or (
        use.element is not None and any(child.mso == "only" for child in use.element.children)
    )


def nested_table(use: Use) -> bool:
    """Whether Outlook shows a table inside what is not displayed."""
    if places.mso_hides(use) or use.value != "none":
        return False
    return any(element.tag == "table" for element in places.within(use.element))


def shown_picture(use: Use) -> bool:
    """Whether Outlook shows a picture that is not displayed."""
    return use.tag == "img" and use.value == "none" and not places.mso_hides(use)


def upper_important(use: Use) -> bool:
    """Whether `!important` has a capital letter."""
    return use.declaration is not None and use.declaration.important.lstrip("! ") != "important"


def close_important(use: Use) -> bool:
    """Whether Outlook, which reads no media queries, meets a mark without a space before."""
    return use.declaration is not None and use.declaration.close and not use.conditions


def inline(use: Use) -> bool:
    """Whether it stands in the element itself."""
    return use.where is Where.ELEMENT


def dropped_important(use: Use) -> bool:
    """Whether Outlook drops a declaration in an element that would do something there."""
    idle = is_zero(use.value) or use.found.startswith(("background-", "-"))
    return use.where is Where.ELEMENT and not idle


def nested_media(use: Use) -> bool:
    """Whether a media query is in another."""
    return any(condition.startswith("@media") for condition in use.conditions)


def attribute_selector(pattern: str) -> Predicate:
    """Return a predicate: an attribute selector of the rule is of this kind."""
    compiled = re.compile(pattern)
    return lambda use: any(
        compiled.search(found) for found in re.findall(r"[\w.*-]*\[[^\]]*\]", use.selector)
    )


def always(use: Use) -> bool:
    """Every use is such a case."""
    return True


def thick(use: Use) -> bool:
    """Whether a border is wider than Outlook draws it."""
    return any(number > 8 for number, unit in lengths(use.value.split("#")[0]) if unit == "px")


def close_picture(use: Use) -> bool:
    """Whether `!important` follows a picture without a space."""
    return bool(use.declaration and use.declaration.close and "url(" in use.value)
