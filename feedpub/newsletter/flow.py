"""How the blocks of a body follow each other: no loose words, and start and end known."""

from __future__ import annotations

from feedpub.newsletter import tree
from feedpub.newsletter.tree import Element

_BLOCKS = frozenset("p div table ul ol dl blockquote pre hr h1 h2 h3 h4 h5 h6 address".split())


def settle_paragraphs(root: Element) -> None:
    """Make loose words beside a block a paragraph, and of a paragraph around one several."""
    for paragraph in tree.elements(root, "p"):
        if any(child.tag in _BLOCKS for child in paragraph):
            paragraph.tag = "div"
    for box in [root, *tree.elements(root, "div", "blockquote")]:
        if any(child.tag in _BLOCKS for child in box):
            _gather_loose(box)


def _gather_loose(box: Element) -> None:
    """Put what stands between the blocks of the box into paragraphs."""
    first = tree.new("p", text=box.text or "")
    runs = [first]
    for child in list(box):
        if child.tag in _BLOCKS:
            runs.append(tree.new("p", text=child.tail or ""))
            child.tail = None
            child.addnext(runs[-1])
        else:
            runs[-1].append(child)
    box.text = None
    box.insert(0, first)
    for run in runs:
        if not tree.words_of(run) and next(run.iter("img"), None) is None:
            tree.unwrap(run)


_SIDED = ("ul", "ol", "dd", "blockquote", "th", "p")


def settle_directions(root: Element, direction: str) -> None:
    """Mark what has a start and an end, where these are right and left."""
    for element in tree.elements(root, *_SIDED):
        near = next((e for e in (element, *element.iterancestors()) if e.get("dir")), None)
        said = direction if near is None else near.get("dir")
        if said == "rtl" and (element.tag != "p" or element.get("class")):
            element.set("class", f"{element.get('class', '')} rtl".strip())
