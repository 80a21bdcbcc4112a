"""Tags, authors and sections, each with its articles and a name that a path can hold."""

from __future__ import annotations

import unicodedata
from collections import Counter
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
    groups: dict[str, list[Article]] = {}
    spellings: dict[str, Counter[str]] = {}
    first: dict[str, Article] = {}
    for article in articles:
        for name in dict.fromkeys(NAMES[per](article)):
            key = _key(name)
            if not groups.get(key) or groups[key][-1] is not article:
                groups.setdefault(key, []).append(article)
            spellings.setdefault(key, Counter())[name] += 1
            first.setdefault(name, article)
    slugs = _slugs(groups)
    found = [
        Topic(name=_usual(spellings[key]), slug=slugs[key], articles=tuple(group))
        for key, group in groups.items()
    ]
    findings = [
        _two_spellings(per, _usual(counter), name, first[name])
        for counter in spellings.values()
        for name in sorted(counter)
        if name != _usual(counter) and per == "tag"
    ]
    return sorted(found, key=lambda topic: topic.slug), findings


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _usual(counter: Counter[str]) -> str:
    return min(counter, key=lambda name: (-counter[name], name))


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
