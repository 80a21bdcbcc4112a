"""CSS with mistakes in it, as the author wrote it: before it is moved into the elements."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.newsletter import marks
from feedpub.newsletter.lint import _balance, css
from feedpub.newsletter.lint.document import Document, Element, parse
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.lint.spelling import misspelt
from feedpub.newsletter.lint.style_places import StylePlaces

_BUILTIN = "builtin/"


_MARK = re.compile(rf' {marks.ATTRIBUTE}="[^"`]*"?')


class _Fault(NamedTuple):
    """What is wrong at an offset of a style sheet or of a `style` attribute."""

    code: str
    message: str
    at: int
    hint: str = ""
    selector: str = ""
    name: str = ""
    """The selector and the property, where they are known."""


_MOST_RULES = 2000
_MOST = 200
"""Of the faults of a sheet, and of the declarations of a rule; no honest mail has more."""


def check_styles(mail: Mail) -> Iterator[Problem]:
    """Yield what mail programs, and our inliners, leave out or lose because it is no CSS.

    Where a sheet is not closed, nothing else is told of the sheets: one mistake makes many.
    """
    document = _written(mail)
    found = list(_broken(mail, document))
    if not found:
        found = [problem for sheet in _sheets(document) for problem in _of_sheet(mail, *sheet)]
    # Rules for dark screens are made of those of the author.
    yield from [problem for problem in found if not _is_ours(problem)] or found
    for element in document.elements:
        if "style" in element.attributes:
            yield from _of_element(element)


def is_broken(mail: Mail) -> bool:
    """Say whether rules are lost because something is not closed, so that no look is judged."""
    return any(_faults(sheet.css) for _, sheet in _sheets(_written(mail)))


@functools.lru_cache(maxsize=4)
def _parsed(html: str) -> Document:
    return parse(html)


def _written(mail: Mail) -> Document:
    return _parsed(mail.source or mail.marked)


def _sheets(document: Document) -> Iterator[tuple[Element, marks.Sheet]]:
    for style in document.styles:
        yield style.element, marks.sheet_of(style.text)


def _is_ours(problem: Problem) -> bool:
    return problem.at is not None and problem.at.path.startswith(_BUILTIN)


@functools.lru_cache(maxsize=64)
def _faults(text: str) -> tuple[css.Problem, ...]:
    return tuple(_balance.faults(text)) if len(text) <= css.LONGEST else ()


def _broken(mail: Mail, document: Document) -> Iterator[Problem]:
    places = StylePlaces(mail)
    for element, sheet in _sheets(document):
        for fault in _faults(sheet.css):
            yield Problem("mail-style-broken", fault.message, element=element,
                          at=places.place(sheet, fault.at))  # fmt: skip


def _of_sheet(mail: Mail, element: Element, sheet: marks.Sheet) -> Iterator[Problem]:
    places = StylePlaces(mail)
    said = css.sheet(sheet.css)
    faults = [_Fault("mail-style-ignored", p.message, p.at) for p in said.problems]
    for rule in said.rules[:_MOST_RULES]:
        faults += [f._replace(selector=rule.selector) for f in _misspelt(rule.declarations)]
    for at_rule in said.at_rules:
        faults += _misspelt(at_rule.declarations)
    for fault in faults[:_MOST]:
        at = places.place(sheet, fault.at, fault.selector, fault.name)
        message = _MARK.sub("", fault.message)
        yield Problem(fault.code, message, element=element, at=at, hint=fault.hint)


def _misspelt(declarations: tuple[css.Declaration, ...]) -> Iterator[_Fault]:
    for declaration in declarations[:_MOST]:
        if wrong := misspelt(declaration):
            yield _Fault("mail-style-unknown", wrong.message, declaration.at, wrong.hint,
                         name=declaration.name)  # fmt: skip


def _of_element(element: Element) -> Iterator[Problem]:
    """Yield what is wrong with the `style` of an element, with its words to be found by."""
    text = element.attributes["style"]
    for fault in _in_attribute(text):
        if fault.code == "mail-style-unknown" and ":" in element.tag:  # VML has names of its own
            continue
        words = text[fault.at :].partition(";")[0].strip()
        yield Problem(fault.code, fault.message, element=element, hint=fault.hint,
                      needles=(words, words.partition(":")[0] + ":"))  # fmt: skip


@functools.lru_cache(maxsize=2048)
def _in_attribute(text: str) -> tuple[_Fault, ...]:
    if broken := _faults(text):
        return tuple(_Fault("mail-style-ignored", each.message, each.at) for each in broken)
    said, problems = css.declarations(text)
    ignored = (_Fault("mail-style-ignored", each.message, each.at) for each in problems)
    return (*ignored, *_misspelt(said))
