"""Where readers find an article."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlsplit

from feedpub.config import Config
from feedpub.model import Article
from feedpub.urls import absolute, fill, has_scheme, is_web_address, slugify, to_uri


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
    local = _local(article.published, config) if article.published else None
    folder = config.articles.folder.rstrip("/") + "/"
    inner = article.path.removeprefix(folder).rpartition(".")[0].removesuffix("/index")
    names = {
        "base_url": config.base_url,
        "year": f"{local.year:04}" if local else "0000",
        "month": f"{local.month:02}" if local else "00",
        "day": f"{local.day:02}" if local else "00",
        "section": slugify(article.section) if article.section else "articles",
        "slug": article.slug,
        "path": inner,
    }
    template = config.articles.url
    if not article.section:  # no invented part of the path
        template = template.replace("{section}/", "")
    return fill(template, names)


def _local(moment: dt.datetime, config: Config) -> dt.datetime:
    try:
        return moment.astimezone(config.zone)
    except OverflowError:  # the first or the last day of all; it has no local time there
        return moment


def within_site(url: str, base_url: str) -> str:
    """Return `url` absolute; a path counts from the root of the site, which is `base_url`."""
    if has_scheme(url) or url.startswith("//"):
        return absolute(url, base_url)
    root = urlsplit(base_url).path
    if url.startswith(root):
        return absolute(url, base_url)
    return to_uri(base_url + url.lstrip("/"))
