"""Whether an element is one that a selector speaks of, for the selectors that mails use."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from feedpub.newsletter.lint._selectors import Chain, Simple, parsed_selectors
from feedpub.newsletter.lint.element import Element

__all__ = ["matches", "parsed_selectors"]


def matches(selector: str, element: Element) -> bool | None:
    """Say whether a selector, or a list of them, holds for the element.

    Nothing is returned where that cannot be told from a document at rest: pseudo-elements,
    `:hover` and its like, and what is not known here. What only Outlook sees is not there
    for elements that everybody sees.
    """
    parsed = parsed_selectors(selector)
    if parsed is None:
        return None
    answers = [_holds(chain, element) for chain in parsed]
    if any(answers):
        return True
    return None if None in answers else False


def _holds(chain: Chain, element: Element) -> bool | None:
    """Walk the selector from right to left with all elements that it may stand for."""
    answer = _all(chain[0].simples, element)
    if not answer or len(chain) == 1:
        return answer
    unsure = False
    current = [element]
    for step in chain[1:]:
        following: dict[int, Element] = {}
        for other in _reached(step.combinator, current):
            found = _all(step.simples, other)
            unsure |= found is None
            if found:
                following[id(other)] = other
        current = list(following.values())
        if not current:
            return None if unsure else False
    return True


def _reached(combinator: str, elements: list[Element]) -> Iterator[Element]:
    seen: set[int] = set()
    for element in elements:
        for other in _REACH[combinator](element):
            if id(other) in seen:
                break  # all that follow were seen too
            seen.add(id(other))
            yield other


def _outer(element: Element) -> Iterator[Element]:
    hidden = "not" if element.mso == "only" else "only"
    return (other for other in element.ancestors() if other.mso != hidden)


def _parent(element: Element) -> Iterator[Element]:
    for other in _outer(element):
        yield other
        return


def _before(element: Element) -> Iterator[Element]:
    if element.parent is not None:
        others = [other for other in element.parent.children if other.mso != "only"]
        yield from reversed(others[: element.number - 1])


def _previous(element: Element) -> Iterator[Element]:
    for other in _before(element):
        yield other
        return


_REACH: dict[str, Callable[[Element], Iterator[Element]]] = {
    " ": _outer,
    ">": _parent,
    "+": _previous,
    "~": _before,
}


def _all(simples: Iterable[Simple], element: Element) -> bool | None:
    unsure = False
    for simple in simples:
        answer = _one(simple, element)
        if answer is False:
            return False
        unsure |= answer is None
    return None if unsure else True


def _one(simple: Simple, element: Element) -> bool | None:
    match simple.sign:
        case "":
            return element.tag == simple.name
        case "*":
            return True
        case ".":
            return simple.name in element.attributes.get("class", "").split()
        case "#":
            return element.attributes.get("id") == simple.name
        case "[":
            return _attribute(simple, element)
        case ":":
            return _pseudo(simple, element)
    return None


_TEST = re.compile(r"""([~|^$*]?=)\s*("[^"]*"|'[^']*'|[^\s]+?)\s*([iIsS]?)\Z""")


def _attribute(simple: Simple, element: Element) -> bool | None:
    value = element.attributes.get(simple.name)
    if value is None or not simple.argument:
        return value is not None
    test = _TEST.match(simple.argument)
    if not test:
        return None
    wanted = test[2].strip("\"'") if test[2][:1] in "\"'" else test[2]
    if test[3] in ("i", "I"):
        value, wanted = value.lower(), wanted.lower()
    return {
        "=": value == wanted,
        "~=": bool(wanted) and wanted in value.split(),
        "|=": value == wanted or value.startswith(f"{wanted}-"),
        "^=": bool(wanted) and value.startswith(wanted),
        "$=": bool(wanted) and value.endswith(wanted),
        "*=": bool(wanted) and wanted in value,
    }[test[1]]


def _pseudo(simple: Simple, element: Element) -> bool | None:
    name, argument = simple.name, simple.argument
    if name in ("not", "is", "where"):
        said = matches(argument, element)
        return said if said is None or name != "not" else not said
    if name == "root":
        return element.parent is None
    if name in ("link", "any-link"):
        return element.tag in ("a", "area") and "href" in element.attributes
    siblings = element.parent.children[-1].number if element.parent else 1
    place = element.number or 1
    if name in _PLACES:
        return {"first": place == 1, "last": place == siblings, "only": siblings == 1}[
            name.partition("-")[0]
        ]
    if name in ("nth-child", "nth-last-child"):
        return _nth(argument, place if name == "nth-child" else siblings - place + 1)
    return None


_PLACES = ("first-child", "last-child", "only-child")
_NTH = re.compile(r"([+-]?\d{0,6})n\s*(?:([+-])\s*(\d{1,6}))?|([+-]?\d{1,6})", re.I)


def _nth(argument: str, place: int) -> bool | None:
    argument = {"odd": "2n+1", "even": "2n"}.get(argument.lower(), argument)
    found = _NTH.fullmatch(argument)
    if not found:
        return None
    if found[4]:
        return place == int(found[4])
    step = int(found[1] + "1" if found[1] in ("", "+", "-") else found[1])
    rest = place - int((found[2] or "") + (found[3] or "0"))
    return rest == 0 if step == 0 else rest % step == 0 and rest // step >= 0
