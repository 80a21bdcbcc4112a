"""Style sheets and ``style`` attributes as rules and declarations, with exact offsets.

A rule that is nested in others stands alone, with what is around it: conditions such as
`@media`, and the selectors of outer rules.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.newsletter.lint._rules import AtRule, Declaration, Problem, Reader, Rule, tokenized
from feedpub.newsletter.lint.document import Document, Element, Style
from feedpub.newsletter.lint.selectors import matches

__all__ = [
    "AtRule", "Declaration", "Problem", "Rule", "Sheet", "declarations", "matches", "sheet",
    "sheets", "style_of", "values_of",
]  # fmt: skip

LONGEST = 500_000
"""A longer text is not read; it is far beyond what any client takes."""


class Sheet(NamedTuple):
    """What a ``<style>`` block says."""

    rules: tuple[Rule, ...] = ()
    at_rules: tuple[AtRule, ...] = ()
    comments: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


def sheets(document: Document) -> Iterator[tuple[Style, Sheet]]:
    """Yield each ``<style>`` block with what it says."""
    for style in document.styles:
        yield style, sheet(style.text, style.at)


@functools.lru_cache(maxsize=64)
def sheet(text: str, at: int = 0) -> Sheet:
    """Return the rules of a style sheet that starts at the offset `at` of the document."""
    reader = Reader(text, at)
    if len(text) > LONGEST:
        return Sheet(problems=(Problem("the style sheet is too long to be read", at),))
    reader.read_rules(tokenized(text), len(text), (), ())
    return Sheet(
        tuple(sorted(reader.rules, key=_place)),
        tuple(sorted(reader.at_rules, key=_place)),
        tuple(sorted(reader.comments)),
        tuple(reader.problems),
    )


def _place(rule: Rule | AtRule) -> int:
    return rule.at


def style_of(element: Element) -> tuple[Declaration, ...]:
    """Return the declarations of the ``style`` attribute, with their offsets in the document."""
    text = element.attributes.get("style", "")
    found, _ = _attribute(text)
    start = element.value_at("style")
    if element.value_at("style", len(text)) == start + len(text):  # no references in it
        return tuple(d._replace(at=d.at + start, value_at=d.value_at + start) for d in found)
    place = functools.partial(element.value_at, "style")
    return tuple(d._replace(at=place(d.at), value_at=place(d.value_at)) for d in found)


def values_of(element: Element) -> tuple[Declaration, ...]:
    """Return the declarations of the ``style`` attribute, quickly: their offsets are in it."""
    return _attribute(element.attributes.get("style", ""))[0]


def declarations(text: str, at: int = 0) -> tuple[tuple[Declaration, ...], tuple[Problem, ...]]:
    """Return the declarations of a list of them, and what in it is none."""
    found, problems = _attribute(text)
    return (
        tuple(d._replace(at=d.at + at, value_at=d.value_at + at) for d in found),
        tuple(problem._replace(at=problem.at + at) for problem in problems),
    )


@functools.lru_cache(maxsize=4096)
def _attribute(text: str) -> tuple[tuple[Declaration, ...], tuple[Problem, ...]]:
    if len(text) > LONGEST:
        return (), (Problem("the style is too long to be read", 0),)
    reader = Reader(text, 0)
    found = reader.read_block(tokenized(text), len(text), None, (), ())
    return tuple(found), tuple(reader.problems)
