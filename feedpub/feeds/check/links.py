"""Links from article to article: whether an article is there, and the place within it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from feedpub.config import Config
from feedpub.markup.text import text_of
from feedpub.model import Article
from feedpub.urls import placeholders, slugify


class LinkFault(NamedTuple):
    """What is wrong with a link."""

    code: str
    message: str
    hint: str = ""


_HREF = re.compile(r'<a\b[^>]*? href="([^"]+)"')


class Site:
    """All addresses of a publication that feedpub knows.

    Other programs make pages of the same site, so an address that is not known is reported
    only where an article would be: by the pattern of their addresses, or because it is nearly
    that of one.
    """

    def __init__(
        self,
        config: Config,
        visible: dict[str, Article],
        withheld: dict[str, str],
        is_file: Callable[[str], bool],
        complete: Callable[[Article], Article],
    ) -> None:
        self.base_url = config.base_url
        self.visible = {_key(url): article for url, article in visible.items()}
        """By address; the aliases of an article are among them."""

        self.withheld = {_key(url): state for url, state in withheld.items()}
        """The state of the article at each address that readers cannot see."""

        self.is_file = is_file
        """Whether a file is served at an address."""

        self.complete = complete
        self.pattern = _pattern(config)
        self._base = _key(config.base_url)

    def broken_links(self, article: Article) -> Iterator[tuple[str, LinkFault]]:
        """Yield the links of a completed article that lead nowhere."""
        if self._base.partition("/")[0] not in article.html:
            return
        for match in dict.fromkeys(_HREF.findall(article.html)):
            href = unescape(match)
            key = _key(href)
            inside = key == self._base or key.startswith(self._base + "/")
            if inside and (fault := self._fault(href, key)):
                yield href, fault

    def _fault(self, href: str, key: str) -> LinkFault | None:
        if target := self.visible.get(key):
            return self._fragment_fault(href, target)
        if state := self.withheld.get(key):
            message = f"the link to {href} leads to an article that is {state}"
            hint = "publish that article first, or do nothing if it will be there in time"
            return LinkFault("link-broken", message, hint)
        if urlsplit(href).query or self.is_file(href.partition("#")[0]):
            return None
        near = self._nearest(key)
        if self.pattern.fullmatch(key) if self.pattern else near:
            hint = f"did you mean {self.visible[near[0]].url}?" if near else ""
            return LinkFault("link-broken", f"there is no article at {href}", hint)
        return None

    def _nearest(self, key: str) -> list[str]:
        """Return the address that was meant, if one nearly is the same."""
        if len(self.visible) > _FEW:
            return []
        depth = key.count("/")
        return get_close_matches(key, [k for k in self.visible if k.count("/") == depth], 1, 0.94)

    def _fragment_fault(self, href: str, target: Article) -> LinkFault | None:
        fragment = unquote(href.partition("#")[2])
        if not fragment or _OF_PAGES.fullmatch(fragment):
            return None
        anchors = _anchors(self.complete(target).html)
        if fragment in anchors or slugify(fragment) in anchors:
            return None
        return LinkFault("fragment-missing", f"`{target.title}` has no place `#{fragment}`")


_FEW = 5_000
"""Among more articles than these nobody looks for the nearest."""

_OF_PAGES = re.compile(r"(?:top|main|content|comments?|respond|more|disqus_thread|:~:).*|.*-\d+")
"""Places that a page around the article has."""

_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)


@lru_cache(maxsize=256)
def _anchors(html: str) -> frozenset[str]:
    """Return the ids in a text, and those that programs make of its headings."""
    ids = {unescape(name) for name in _ANCHOR.findall(html)}
    return frozenset(ids | {slugify(text_of(heading)) for heading in _HEADING.findall(html)})


def _key(url: str) -> str:
    """Return an address without what does not tell pages apart."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    for ending in ("index.html", "index.htm"):
        path = path.removesuffix(ending)
    return (parts.netloc.lower() + path).rstrip("/")


_SHAPES = {"base_url": "", "year": r"\d{4}", "month": r"\d\d", "day": r"\d\d", "path": ".+"}


def _pattern(config: Config) -> re.Pattern[str] | None:
    """Return what the addresses of articles look like, where no other page looks like that."""
    template = config.articles.url
    if "year" not in placeholders(template) or "slug" not in placeholders(template):
        return None
    whole = "".join(
        _SHAPES.get(piece[1:-1], r"[^/]+") if piece.startswith("{") else re.escape(piece)
        for piece in re.split(r"(\{\w+\})", template)
    )
    return re.compile(re.escape(_key(config.base_url) + "/") + whole.rstrip("/"))
