"""Selectors cut into their conditions (Selectors 4, section 18)."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple


class Simple(NamedTuple):
    """One condition: ``.a``, ``[b]``, ``:c(d)``; `sign` is its first character."""

    sign: str
    name: str
    argument: str = ""


class Step(NamedTuple):
    """Conditions on one element, and how it stands to the next one on the left."""

    simples: tuple[Simple, ...]
    combinator: str


Chain = tuple[Step, ...]
"""A selector from right to left; the combinator of the last step is empty."""

_NAME = r"(?:[\w-]|[^\x00-\x7f]|\\.)+"
_PIECE = re.compile(
    rf"""(?P<space>\s*[>+~]\s*|\s+)|(?P<all>\*)|(?P<sign>[.#])(?P<name>{_NAME})"""
    rf"""|\[\s*(?P<attribute>{_NAME})\s*(?P<test>(?:[~|^$*]?=)\s*"""
    rf"""(?:"[^"]*"|'[^']*'|[^\]\s]+)\s*[iIsS]?)?\s*\]"""
    rf"""|(?P<pseudo>::?{_NAME})(?P<open>\()?|(?P<comma>\s*,\s*)|(?P<type>{_NAME})"""
)


@functools.lru_cache(maxsize=2048)
def parsed_selectors(text: str) -> tuple[Chain, ...] | None:
    """Return the selectors of a list, or nothing if the text is none."""
    if len(text) > 20_000:
        return None
    chains: list[Chain] = []
    steps: list[Step] = []
    simples: list[Simple] = []
    text = text.strip()
    at = 0
    while at < len(text):
        # A comma may have white space before it, which is no combinator then.
        found = _PIECE.match(text, at)
        if not found:
            return None
        end = found.end()
        if found["comma"] or (found["space"] and text.startswith(",", end)):
            if not simples:
                return None
            chains.append((Step(tuple(simples), ""), *reversed(steps)))
            steps, simples = [], []
            end = end if found["comma"] else end + 1
            end += len(text[end:]) - len(text[end:].lstrip())
        elif found["space"]:
            if not simples:
                return None
            steps.append(Step(tuple(simples), found["space"].strip() or " "))
            simples = []
        elif found["pseudo"]:
            argument, end = _argument(text, end) if found["open"] else ("", end)
            if end < 0:
                return None
            colons = "::" if found["pseudo"].startswith("::") else ":"
            simples.append(Simple(colons, found["pseudo"].lstrip(":").lower(), argument))
        else:
            simples.append(_simple(found))
        at = end
    if not simples:
        return None
    return (*chains, (Step(tuple(simples), ""), *reversed(steps)))


def _simple(found: re.Match[str]) -> Simple:
    if found["all"]:
        return Simple("*", "*")
    if found["attribute"]:
        return Simple("[", found["attribute"].lower(), (found["test"] or "").strip())
    if found["sign"]:
        return Simple(found["sign"], found["name"])
    return Simple("", found["type"].lower())


def _argument(text: str, at: int) -> tuple[str, int]:
    depth = 1
    for found in re.compile(r"[()]").finditer(text, at):
        depth += 1 if found[0] == "(" else -1
        if not depth:
            return text[at : found.start()].strip(), found.end()
    return "", -1
