"""Pictures in the body of an article: one source, a width, words for those who see none."""

from __future__ import annotations

import re
from collections import Counter

from feedpub.newsletter import tree
from feedpub.newsletter.tree import Element

_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*")
_TINY = 3
"""A picture of so few pixels only counts readers."""

_LINE = frozenset("a abbr b bdi bdo cite em i mark p q s small span strong sub sup u".split())


def settle_pictures(root: Element, most: int) -> None:
    """Give every picture a description, a width of at most `most`, and nothing else."""
    for picture in tree.elements(root, "picture"):
        images = list(picture.iter("img"))
        if images:
            tree.replace(picture, images[0])
        else:
            tree.unwrap(picture)
    images = tree.elements(root, "img")
    crowded = _crowded(images)
    for image in images:
        _settle(image, most, crowded)


def _crowded(images: list[Element]) -> set[Element]:
    """Return the elements of a line of text that hold words, or more than one picture."""
    counts = Counter(e for image in images for e in image.iterancestors() if e.tag in _LINE)
    return {element for element, count in counts.items() if count > 1 or tree.words_of(element)}


def _settle(image: Element, most: int, crowded: set[Element]) -> None:
    width, height = _pixels(image.get("width")), _pixels(image.get("height"))
    if not image.get("src") or min(width or most, height or most) < _TINY:
        tree.remove(image)
        return
    kept = {"src": image.get("src"), "alt": tree.one_line(image.get("alt", ""))}
    alone = _stands_alone(image, crowded)
    image.attrib.clear()
    image.attrib.update(kept)
    if width:
        image.set("width", str(min(width, most)))
    image.set("style", picture_style(min(width, most) if width else None, block=alone))


def described(figure: Element) -> Element | None:
    """Return the paragraph that stands for a picture which is not at hand, as in clippings."""
    first = figure[0] if len(figure) else None
    if first is None or first.tag != "p" or len(first):
        return None
    return first if all(child.tag == "figcaption" for child in figure[1:]) else None


def picture_style(width: int | None, *, block: bool = True, percent: int = 100) -> str:
    """Return the style that lets a picture shrink with the screen and never grow.

    One whose size is not known keeps its own.
    """
    shape = f"width:{percent}%;max-width:{width}px" if width else "max-width:100%"
    shape += ";height:auto"
    return f"display:block;{shape}" if block else shape


def _pixels(value: str | None) -> int | None:
    match = _PIXELS.fullmatch(value or "")
    return int(match[1]) if match else None


def _stands_alone(image: Element, crowded: set[Element]) -> bool:
    """Tell whether the picture has a block, or a line between blocks, to itself."""
    element = image
    while (parent := element.getparent()) is not None:
        if _before(element).strip() or (element.tail or "").strip():
            return False
        if parent.tag not in _LINE:
            return True
        if parent in crowded:
            return False
        element = parent
    return True


def _before(element: Element) -> str:
    previous = element.getprevious()
    if previous is not None:
        return previous.tail or ""
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""
