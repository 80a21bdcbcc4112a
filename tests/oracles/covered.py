"""How many of the words that one sees in the HTML also stand in the text part."""

from __future__ import annotations

import itertools
import re
from collections import Counter

from tests.oracles.browser import Browser

_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"\b(?:https?|mailto):[^\s<>]+")


def visible_text(browser: Browser, html: str) -> str:
    """Return what a browser shows; the preheader and its padding are hidden."""
    text: str = browser.show(html, pictures=False).run("document.body.innerText")
    return text


def missing_words(seen: str, text: str) -> tuple[float, Counter[str]]:
    """Return the share of words of `seen` that stand in `text` as often, and the others."""
    return _compared(Counter(_words(seen)), Counter(_words(text)))


def missing_pairs(seen: str, text: str) -> tuple[float, Counter[str]]:
    """Return the same of pairs of neighbouring characters, where no spaces part words.

    The text is broken into lines anywhere, so that there all pairs count.
    """
    wanted = Counter(pair for run in _words(seen) for pair in _pairs(run))
    return _compared(wanted, Counter(_pairs("".join(_words(text)))))


def links(browser: Browser, html: str) -> set[str]:
    """Return the addresses that the HTML leads to, those within the mail left out."""
    ask = "[...document.links].map(a => a.getAttribute('href')).filter(h => !h.startsWith('#'))"
    return set(browser.show(html, pictures=False).run(ask))


def addresses(text: str) -> set[str]:
    """Return the addresses of the text part."""
    return set(_ADDRESS.findall(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _pairs(characters: str) -> list[str]:
    return [a + b for a, b in itertools.pairwise(characters)]


def _compared(wanted: Counter[str], given: Counter[str]) -> tuple[float, Counter[str]]:
    lost = wanted - given
    return 1 - lost.total() / max(wanted.total(), 1), lost
