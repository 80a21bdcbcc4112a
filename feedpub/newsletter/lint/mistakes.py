"""What is wrong at which offset of a style sheet or of a `style` attribute."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.newsletter.lint import _balance, css
from feedpub.newsletter.lint.element_names import ELEMENTS
from feedpub.newsletter.lint.near import meant
from feedpub.newsletter.lint.selectors import parsed_selectors
from feedpub.newsletter.lint.spelling import READ_BY, misspelt
from feedpub.newsletter.lint.tokens import tags_in


class Fault(NamedTuple):
    """What is wrong at an offset."""

    code: str
    message: str
    at: int
    hint: str = ""
    selector: str = ""
    name: str = ""
    """The selector and the property, where they are known."""

    of_colour: bool = False
    """Whether text or its ground lacks its colour for it."""


_MOST_RULES = 2000
_MOST = 200
"""Of the faults of a sheet, and of the declarations of a rule; no honest mail has more."""


@functools.lru_cache(maxsize=64)
def unclosed(text: str) -> tuple[css.Problem, ...]:
    """Return what is not closed in CSS, or closes nothing."""
    return tuple(_balance.faults(text)) if len(text) <= css.LONGEST else ()


@functools.lru_cache(maxsize=16)
def in_sheet(text: str, classes: frozenset[str]) -> tuple[Fault, ...]:
    """Return the mistakes in a sheet that is closed; `classes` are those that the mail has."""
    said = css.sheet(text)
    lost = [rule.at for rule in said.rules if rule.is_junk and _is_of_colour(rule.declarations)]
    faults = [_ignored(p)._replace(of_colour=p.at in lost or _names_colour(p.message))
              for p in said.problems]  # fmt: skip
    for rule in said.rules[:_MOST_RULES]:
        if not rule.is_junk:
            faults += _elements(rule, classes)
        faults += [f._replace(selector=rule.selector) for f in _in_values(rule.declarations)]
    for at_rule in said.at_rules:
        faults += _in_values(at_rule.declarations)
    return tuple(faults[:_MOST])


@functools.lru_cache(maxsize=2048)
def in_attribute(text: str) -> tuple[Fault, ...]:
    """Return the mistakes in the value of a `style` attribute."""
    if broken := unclosed(text):
        lost = _names_colour(text)
        return tuple(_ignored(each)._replace(of_colour=lost) for each in broken)
    said, problems = css.declarations(text)
    return (*map(_ignored, problems), *_in_values(said))


_COLOUR = re.compile(r"(?<![\w-])(?:color|background|is not ended)\b")


def _names_colour(text: str) -> bool:
    return _COLOUR.search(text) is not None


def _ignored(problem: css.Problem) -> Fault:
    lost = _names_colour(problem.message)
    return Fault("mail-style-ignored", problem.message, problem.at, of_colour=lost)


def _is_of_colour(declarations: tuple[css.Declaration, ...]) -> bool:
    return any(declaration.name in READ_BY for declaration in declarations)


def _elements(rule: css.Rule, classes: frozenset[str]) -> Iterator[Fault]:
    """Yield names of elements that do not exist, where a class of the mail has the name."""
    for chain in parsed_selectors(rule.selector) or ():
        for step in chain:
            for simple in step.simples:
                name = simple.name
                if not simple.sign and name in classes and name.lower() not in ELEMENTS:
                    lost = _is_of_colour(rule.declarations)
                    yield Fault("mail-style-unknown", f"there is no element `{name}`", rule.at,
                                meant(f".{name}"), of_colour=lost)  # fmt: skip


def _in_values(declarations: tuple[css.Declaration, ...]) -> Iterator[Fault]:
    for declaration in declarations[:_MOST]:
        at, name = declaration.at, declaration.name
        if wrong := misspelt(declaration):
            yield Fault("mail-style-unknown", wrong.message, at, wrong.hint, name=name,
                        of_colour=wrong.of_colour)  # fmt: skip
        if name not in _FREE and "url(" in declaration.value.lower():
            for address in _relative(declaration.value):
                message = f"`url({address[:80]})` has no whole address"
                yield Fault("mail-link-relative", message, at, name=name)


_FREE = ("behavior", "filter")
_URL = re.compile(
    r"""\burl\(\s*(?:"(?P<double>[^"\\]*)"|'(?P<single>[^'\\]*)'|(?P<bare>[^()"'\s\\]+))\s*\)"""
    r"""|"[^"]*"|'[^']*'""",
    re.I,
)
_WHOLE = re.compile(r"[a-z][a-z0-9+.-]*:|#|zq[0-9a-f]|\Z", re.I)
"""Late fields (see `late`) hold whole addresses."""

_FILLED_IN = set("{}[]<>|*$")
"""Signs of what other programs fill in."""


def _relative(value: str) -> Iterator[str]:
    """Yield the addresses of pictures and fonts that lead nowhere from an inbox."""
    for found in _URL.finditer(value):
        address = found[found.lastgroup].strip() if found.lastgroup else ""
        filled_in = _FILLED_IN.intersection(address) or any(tags_in(address))
        if not _WHOLE.match(address) and not filled_in:
            yield address
