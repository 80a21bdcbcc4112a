"""Quotations that are set apart, and who said what they quote."""

from __future__ import annotations

import re

from feedpub.newsletter import tree
from feedpub.newsletter.tree import Element

_DASH = re.compile(r"\A\s*(?:[\u2014\u2015]+|--|\u2013\s)\s*")
_ENDED = re.compile(r"[.!?…。！？؟\"'”’»」』\u2014\u2015]\Z")
_BLOCKS = frozenset("p div footer".split())


def is_pull_quote(quote: Element) -> bool:
    """Tell whether the quotation has an ``aside`` to itself."""
    aside = quote.getparent()
    if aside is None or aside.tag != "aside" or len(aside) != 1:
        return False
    return not f"{aside.text or ''}{quote.tail or ''}".strip()


def take_speaker(quote: Element) -> Element | None:
    """Take out who said it, as a paragraph without a dash; None if nobody is named.

    That is a ``cite`` at the end, after a whole sentence or in a block of its own, or a last
    paragraph that begins with a dash.
    """
    last = quote[-1] if len(quote) else None
    if last is None or (last.tail or "").strip():
        return None
    name = _name_in(last)
    if name is None or not tree.words_of(quote).removesuffix(tree.words_of(name)).strip(
        " \u2014\u2015"
    ):
        return None
    speaker = tree.new("p")
    tree.move_content(name, speaker)
    speaker.text = _DASH.sub("", speaker.text or "", count=1)
    _remove_with_empty(name, quote)
    return speaker if tree.words_of(speaker) else None


def _name_in(last: Element) -> Element | None:
    """Return the element that holds the name: the last one, or a ``cite`` that ends it."""
    if last.tag in _BLOCKS and _is_dashed(last):
        return last
    cite = last
    while cite.tag != "cite":
        if not len(cite) or cite.tag not in _BLOCKS or (cite[-1].tail or "").strip():
            return None
        cite = cite[-1]
    return cite if _ends_before(cite) else None


def _is_dashed(element: Element) -> bool:
    return bool(_DASH.match(element.text or ""))


def _ends_before(cite: Element) -> bool:
    """Tell whether what comes before in the same block is a whole sentence, or nothing."""
    before = cite.getprevious()
    if before is not None and before.tag in {"br", *_BLOCKS}:
        return not (before.tail or "").strip(" \n\u2014\u2015")
    box = cite.getparent()
    words = tree.words_of(box) if box is not None else ""
    said = words.removesuffix(tree.words_of(cite)).strip()
    return not said or bool(_ENDED.search(said))


def _remove_with_empty(name: Element, quote: Element) -> None:
    """Remove the element, a dash or line end before it, and boxes that then are empty."""
    box, before = name.getparent(), name.getprevious()
    tree.remove(name)
    if before is not None:
        before.tail = (before.tail or "").rstrip(" \n\u2014\u2015")
        if before.tag == "br" and not before.tail:
            tree.remove(before)
    elif box is not None:
        box.text = (box.text or "").rstrip(" \n\u2014\u2015")
    while box is not None and box is not quote and not tree.words_of(box):
        box, empty = box.getparent(), box
        tree.remove(empty)
