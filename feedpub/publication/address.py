"""Where readers find an article."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from urllib.parse import urlsplit

from feedpub.config import Config
from feedpub.dates import local
from feedpub.model import Article
from feedpub.urls import absolute, fill, has_scheme, is_web_address, placeholders, slugify, to_uri


def address_of(article: Article, config: Config) -> str:
    """Return the absolute address of an article, from its record or from `articles.url`.

    Raises:
        ValueError: if the record's address cannot be one.
    """
    url = within_site(article.url or _filled(article, config), config.base_url)
    if not is_web_address(url):
        raise ValueError("it is not one of the web")
    return url


def _filled(article: Article, config: Config) -> str:
    template = config.articles.url
    if not article.section:  # no invented part of the path
        template = template.replace("{section}/", "")
    wanted = _placeholders(template)
    names = {"base_url": config.base_url, "slug": article.slug}
    if not wanted.isdisjoint(("year", "month", "day")):
        names |= _date(article.published, config)
    if "section" in wanted:
        names["section"] = slugify(article.section) if article.section else "articles"
    if "path" in wanted:
        inner = article.path.removeprefix(config.articles.folder.rstrip("/") + "/")
        names["path"] = inner.rpartition(".")[0].removesuffix("/index")
    return fill(template, names)


@lru_cache(maxsize=8)
def _placeholders(template: str) -> frozenset[str]:
    return frozenset(placeholders(template))


def _date(moment: dt.datetime | None, config: Config) -> dict[str, str]:
    if moment is None:
        return {"year": "0000", "month": "00", "day": "00"}
    day = local(moment, config.zone)
    return {"year": f"{day.year:04}", "month": f"{day.month:02}", "day": f"{day.day:02}"}


def within_site(url: str, base_url: str) -> str:
    """Return `url` absolute; a path counts from the root of the site, which is `base_url`."""
    if has_scheme(url) or url.startswith("//"):
        return absolute(url, base_url)
    root = urlsplit(base_url).path
    if url.startswith(root):
        return absolute(url, base_url)
    return to_uri(base_url + url.lstrip("/"))
