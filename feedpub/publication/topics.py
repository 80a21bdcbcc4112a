"""Tags, authors and sections, each with its articles and a name that a path can hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.model import Article
from feedpub.urls import short_hash, slugify


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """One tag, author or section."""

    name: str
    """As most articles spell it."""

    slug: str
    articles: tuple[Article, ...]


NAMES: Mapping[str, Callable[[Article], Iterable[str]]] = {
    "tag": lambda article: article.tags,
    "author": lambda article: (author.name for author in article.authors),
    "section": lambda article: (article.section,) if article.section else (),
}


def topics(articles: Sequence[Article], per: str) -> tuple[list[Topic], list[Finding]]:
    """Return the topics in the order of their slugs; upper and lower case are one topic."""
    numbers: dict[str, list[int]] = {}
    names_of = NAMES[per]
    for number, article in enumerate(articles):
        for name in dict.fromkeys(names_of(article)):
            numbers.setdefault(name, []).append(number)
    spellings: dict[str, list[str]] = {}
    for name in numbers:
        spellings.setdefault(_key(name), []).append(name)
    slugs = _slugs(spellings)
    found: list[Topic] = []
    findings: list[Finding] = []
    for key, names in spellings.items():
        usual = min(names, key=lambda name: (-len(numbers[name]), name))
        # An article that has two spellings is in the feed once.
        chosen = numbers[usual] if len(names) == 1 else sorted(_union(numbers, names))
        found.append(
            Topic(name=usual, slug=slugs[key], articles=tuple(articles[n] for n in chosen))
        )
        if per == "tag":
            findings += [
                _two_spellings(per, usual, name, articles[numbers[name][0]])
                for name in sorted(names)
                if name != usual
            ]
    return sorted(found, key=lambda topic: topic.slug), findings


def _union(numbers: Mapping[str, list[int]], names: Iterable[str]) -> set[int]:
    return {number for name in names for number in numbers[name]}


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _slugs(keys: Iterable[str]) -> dict[str, str]:
    """Return a path name for each key, no two alike.

    Where a path would make two names one, the name that is spelt like the path keeps it and
    the others get a hash of themselves, so that a name keeps its path whoever comes along.
    """
    wanted: dict[str, list[str]] = {}
    for key in keys:
        wanted.setdefault(slugify(key), []).append(key)
    slugs: dict[str, str] = {}
    for slug, group in wanted.items():
        plainest = min(group, key=lambda key: (key != slug, key.replace(" ", "-") != slug, key))
        for key in group:
            slugs[key] = slug if key == plainest else f"{slug}-{short_hash(key)}"
    return slugs


def _two_spellings(per: str, usual: str, name: str, article: Article) -> Finding:
    message = f"the {per} `{name}` is `{usual}` elsewhere; both are in one feed"
    return Finding(code="tag-spelling", message=message, at=Location(article.path, article.line))
