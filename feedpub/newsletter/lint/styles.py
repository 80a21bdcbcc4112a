"""CSS with mistakes in it, as the author wrote it: before it is moved into the elements."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from feedpub.newsletter import marks
from feedpub.newsletter.lint import css
from feedpub.newsletter.lint.document import Document, Element, parse
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.mistakes import Fault, in_attribute, in_sheet, unclosed
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.lint.style_places import StylePlaces

_BUILTIN = "builtin/"

_MARK = re.compile(rf' {marks.ATTRIBUTE}="[^"`]*"?')


def check_styles(mail: Mail) -> Iterator[Problem]:
    """Yield what mail programs, and our inliners, leave out or lose because it is no CSS.

    Where a sheet is not closed, nothing else is told of the sheets: one mistake makes many.
    """
    document = _written(mail)
    found = list(_broken(mail, document))
    if not found:
        found = [*_in_sheets(mail, document), *_imports(mail, document)]
    # Rules for dark screens are made of those of the author.
    yield from [problem for problem in found if not _is_ours(problem)] or found
    for element in document.elements:
        if "style" in element.attributes:
            yield from _of_element(element)


def is_broken(mail: Mail) -> bool:
    """Say whether rules are lost because something is not closed, so that no look is judged."""
    return any(unclosed(sheet.css) for _, sheet in _sheets(_written(mail)))


def has_lost_colours(mail: Mail) -> bool:
    """Say whether a colour is told to be none, so that what is seen instead is not judged."""
    document = _written(mail)
    classes = _classes(document)
    faults = [fault for _, s in _sheets(document) for fault in in_sheet(s.css, classes)]
    for element in document.elements:
        if "style" in element.attributes:
            given = in_attribute(element.attributes["style"])
            faults += (fault for fault in given if not _is_of_vml(element, fault))
    return any(fault.of_colour for fault in faults)


@functools.lru_cache(maxsize=4)
def _parsed(html: str) -> Document:
    return parse(html)


def _written(mail: Mail) -> Document:
    return _parsed(mail.source or mail.marked)


def _classes(document: Document) -> frozenset[str]:
    given = (element.attributes.get("class", "") for element in document.elements)
    return frozenset(name for names in given for name in names.split())


def _sheets(document: Document) -> Iterator[tuple[Element, marks.Sheet]]:
    for style in document.styles:
        yield style.element, marks.sheet_of(style.text)


def _is_ours(problem: Problem) -> bool:
    return problem.at is not None and problem.at.path.startswith(_BUILTIN)


def _broken(mail: Mail, document: Document) -> Iterator[Problem]:
    places = StylePlaces(mail)
    for element, sheet in _sheets(document):
        for fault in unclosed(sheet.css):
            yield Problem("mail-style-broken", fault.message, element=element,
                          at=places.place(sheet, fault.at))  # fmt: skip


def _in_sheets(mail: Mail, document: Document) -> Iterator[Problem]:
    places = StylePlaces(mail)
    classes = _classes(document)
    for element, sheet in _sheets(document):
        for fault in in_sheet(sheet.css, classes):
            at = places.place(sheet, fault.at, fault.selector, fault.name)
            message = _MARK.sub("", fault.message)
            yield Problem(fault.code, message, element=element, at=at, hint=fault.hint)


def _imports(mail: Mail, document: Document) -> Iterator[Problem]:
    """Yield style sheets of elsewhere that inliners leave out; those that stay are told too."""
    found = [(element, sheet, rule) for element, sheet in _sheets(document)
             for rule in css.sheet(sheet.css).at_rules if rule.name == "import"]  # fmt: skip
    if not found:
        return
    kept = {rule.prelude for _, said in css.sheets(mail.document) for rule in said.at_rules}
    places = StylePlaces(mail)
    for element, sheet, rule in found:
        if rule.prelude not in kept:
            yield Problem("mail-import", f"`@import {rule.prelude}` is left out of the mail",
                          element=element, at=places.place(sheet, rule.at))  # fmt: skip


def _of_element(element: Element) -> Iterator[Problem]:
    """Yield what is wrong with the `style` of an element, with its words to be found by."""
    text = element.attributes["style"]
    for fault in in_attribute(text):
        if not _is_of_vml(element, fault):
            words = text[fault.at :].partition(";")[0].strip()
            yield Problem(fault.code, fault.message, element=element, hint=fault.hint,
                          needles=(words, words.partition(":")[0] + ":"))  # fmt: skip


def _is_of_vml(element: Element, fault: Fault) -> bool:
    """Say whether it is no mistake, since VML has properties and lengths of its own."""
    return fault.code == "mail-style-unknown" and ":" in element.tag
