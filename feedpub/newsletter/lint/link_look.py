"""Whether one sees that words are a link, also without telling colours apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from feedpub.newsletter.lint.cascade import Look
from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.links import links_of
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.paint import contrast
from feedpub.newsletter.lint.problem import Problem

LEAST = 3.0
"""The contrast with the text around it that lets a link do without a line (WCAG 2.2, G183)."""

_BLOCKS = frozenset("p li td div dd blockquote figcaption".split())
_INLINE = frozenset("a b em i strong span font small sup sub u bdi bdo".split())
_MARKED = frozenset("img b strong u".split())
_TEXT = 20
"""Letters beside its links that make a block running text."""


def check_link_colour(mail: Mail) -> Iterator[Problem]:
    """Yield links in running text that only their colour tells apart (WCAG 2.2, 1.4.1)."""
    letters = _letters_beside_links(mail)
    listed = {id(e.parent) for e in mail.elements if e.tag == "br"}
    for link in links_of(mail):
        block = _block_of(link)
        if block is None or letters[id(block)] < _TEXT or not link.words:
            continue
        if id(link.parent) not in listed and _is_like_text(mail, link, mail.looks[id(block)]):
            at = mail.place_of_style(link, ("text-decoration", "text-decoration-line"), "none")
            message = f"nothing but its colour tells the link “{link.words[:40]}” from the text"
            yield Problem("mail-link-colour", message, element=link, at=at,
                          needles=(link.words,))  # fmt: skip


def _letters_beside_links(mail: Mail) -> Counter[int]:
    """Return how many letters stand in each block itself, those of links not counted."""
    letters: Counter[int] = Counter()
    for run in mail.runs:
        parent: Element | None = run.parent
        if run.parent.tag not in _BLOCKS:
            parent = None if _is_in_link(run.parent) else _block_of(run.parent)
        if parent is not None:
            letters[id(parent)] += len("".join(run.text.split()))
    return letters


def _is_in_link(element: Element) -> bool:
    return any(e.tag == "a" for e in (element, *element.ancestors()))


def _block_of(element: Element) -> Element | None:
    """Return the block in whose lines the element stands."""
    if element.tag not in _INLINE:
        return None
    for outer in element.ancestors():
        if outer.tag in _BLOCKS:
            return outer
        if outer.tag not in _INLINE:
            return None
    return None


def _is_like_text(mail: Mail, link: Element, text: Look) -> bool:
    look = mail.looks[id(link)]
    inner = [e for e in link.children if e.mso != "only"]
    if look.underlined or look.framed or look.hidden:
        return False
    if any(mail.looks[id(e)].underlined or e.tag in _MARKED for e in inner):
        return False
    if look.ink is None or text.ink is None or (look.bold, look.size) != (text.bold, text.size):
        return False
    return contrast(look.ink, text.ink) < LEAST
