"""The same for elements, attributes and whole styles."""

from __future__ import annotations

from feedpub.newsletter.lint.support import places
from feedpub.newsletter.lint.support.use import Use


def in_body(use: Use) -> bool:
    """Whether a style stands where Gmail removes it, and Outlook comes too late to it."""
    if use.element is None or use.element.mso == "only":
        return False
    outer = [element.tag for element in use.element.ancestors()]
    return "head" not in outer and "body" in outer


def too_large(use: Use) -> bool:
    """Whether the block is the one that makes the styles larger than Gmail takes together."""
    return use.facts.overflow is use.element


def unnamed_target(use: Use) -> bool:
    """Whether the place that a link leads to has no `<a name>`."""
    return use.attribute("href")[1:] not in use.facts.names


def on_cells_without_color(use: Use) -> bool:
    """Whether a picture behind a table has no colour to stand in for it."""
    return use.tag != "body" and not places.colored(use.element)


def percent_picture(use: Use) -> bool:
    """Whether a picture has a size in per cent."""
    return use.tag == "img" and "%" in use.attribute("width") + use.attribute("height")


def reversed_list(use: Use) -> bool:
    """Whether a list counts down."""
    return use.element is not None and "reversed" in use.element.attributes


def blind_copy(use: Use) -> bool:
    """Whether a link asks for a blind copy."""
    return "bcc=" in use.attribute("href").lower()


def uncontrolled(use: Use) -> bool:
    """Whether a video has no buttons."""
    return use.element is not None and "controls" not in use.element.attributes


def table_beside(use: Use) -> bool:
    """Whether a table is to stand beside text."""
    return use.tag == "table" and use.attribute("align").lower() in ("left", "right")
