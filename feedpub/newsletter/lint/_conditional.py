"""Conditional comments, by which a mail speaks to Outlook for Windows alone.

``<!--[if mso]>…<![endif]-->`` is a comment to all others; ``<!--[if !mso]><!-->…
<!--<![endif]-->`` hides what is between from Outlook.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_OPENING = re.compile(r"<!(?:--)?\[if\s([^\]>]{1,200})\]>", re.I)
_REVEALED = re.compile(r"\s*<!(?:--\s*)?-->\Z|\s*<!-->\Z")
_CLOSING = re.compile(r"<!(?:--)?\s*(?:<!)?\[endif\](?:--)?>\s*\Z", re.I)
_HIDDEN_END = re.compile(r"<!\[endif\]--!?>\Z", re.I)
_VERSIONS = (12.0, 14.0, 15.0, 16.0)
"""Of Outlook for Windows with Word: 2007 to 2024."""


class Condition(NamedTuple):
    """The start of a conditional part."""

    mso: str
    """``only`` or ``not`` for Outlook; empty if everybody sees it, ``never`` if nobody does."""

    content: tuple[int, int] | None
    """From where to where in the comment the HTML stands; none if it follows the comment."""


def condition(comment: str) -> Condition | None:
    """Return the condition that a comment opens, or nothing if it opens none."""
    opening = _OPENING.match(comment)
    if not opening:
        return None
    said = [_holds(opening[1], version) for version in _VERSIONS]
    if not comment.startswith("<!--"):  # <![if !mso]>
        return Condition("" if any(said) else "not", None)
    if _REVEALED.match(comment, opening.end()):
        return Condition("" if any(said) else "not", None)
    ending = _HIDDEN_END.search(comment)
    stop = ending.start() if ending else len(comment) - (3 if comment.endswith("-->") else 0)
    mso = "only" if any(said) else "never"
    return Condition(mso, (opening.end(), max(stop, opening.end())))


def closes(comment: str) -> bool:
    """Say whether a comment is the end of a condition: ``<!--<![endif]-->``."""
    return bool(_CLOSING.match(comment))


_WORD = re.compile(r"\s*(?:([()&|!])|(?:(lte?|gte?)\s+)?([a-z]+)(?:\s+([\d.]+))?)", re.I)


def _holds(expression: str, version: float) -> bool:
    """Say whether Word of this version takes the expression for true.

    It is rewritten, word by word, into one that has only brackets and signs.
    """
    said: list[str] = []
    for sign, relation, feature, number in _WORD.findall(expression):
        said.append(sign or _word(relation.lower(), feature.lower(), number, version))
    return _any("".join(said))


def _word(relation: str, feature: str, number: str, version: float) -> str:
    if feature not in ("mso", "vml", "true"):
        return "0"
    if feature != "mso" or not number:
        return "1"
    try:
        asked = float(number)
    except ValueError:
        return "0"
    same = int(version) == int(asked)
    answers = {"lt": version < asked, "lte": version <= asked, "gt": version > asked}
    answers |= {"gte": version >= asked, "": same}
    return "1" if answers[relation] else "0"


_STEPS = (("!0", "1"), ("!1", "0"), ("(0)", "0"), ("(1)", "1"), ("!!", ""))


def _any(signs: str) -> bool:
    before = ""
    while before != signs:
        before = signs
        for step, result in _STEPS:
            signs = signs.replace(step, result)
        signs = re.sub(r"([01])&([01])", lambda m: "1" if m[1] == m[2] == "1" else "0", signs)
        if before == signs:
            signs = re.sub(r"([01])\|([01])", lambda m: str(int("1" in m[0])), signs)
    return signs == "1"
