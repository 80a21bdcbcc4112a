"""The elements of feeds that feedgen writes wrong or not at all, each added to its parent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lxml import etree

from feedpub.dates import rfc3339
from feedpub.feeds.describe import FeedDescription
from feedpub.model import Article, Enclosure, Image

ATOM = "http://www.w3.org/2005/Atom"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
_HISTORY = "http://purl.org/syndication/history/1.0"
_MEDIA = "http://search.yahoo.com/mrss/"
SPACES: Mapping[str, str] = {"dc": DC, "dcterms": DCTERMS, "fh": _HISTORY, "media": _MEDIA}

Element = Any  # an lxml element; lxml has no types


def set_text(parent: Element, name: str, text: str) -> None:
    """Write the text of a child that feedgen has made; without text, remove it."""
    child = parent.find(name)
    if child is not None and not text:
        parent.remove(child)
    elif child is not None:
        child.text = text


def add_link(entry: Element, href: str, rel: str, media_type: str, **more: str) -> None:
    """Add a link of an Atom entry."""
    etree.SubElement(entry, "link", rel=rel, type=media_type, href=href, **more)


def add_canonical(entry: Element, tag: str, article: Article) -> None:
    """Add where the article stands first, if that is elsewhere."""
    # No relation of Atom's is called canonical; validators know `related`.
    others = {article.url, article.source.url if article.source else ""}
    if article.canonical_url and article.canonical_url not in others:
        etree.SubElement(entry, tag, rel="related", type="text/html", href=article.canonical_url)


def add_expiry(entry: Element, article: Article) -> None:
    """Add the moment from which the article is out of date (a DCMI Period)."""
    if article.expires:
        valid = etree.SubElement(entry, f"{{{DCTERMS}}}valid")
        valid.text = f"end={rfc3339(article.expires)};scheme=W3C-DTF"


def add_atom_enclosure(entry: Element, enclosure: Enclosure) -> None:
    """Add a media file to an Atom entry, which takes many."""
    more = {"title": enclosure.title} if enclosure.title else {}
    if enclosure.length is not None:
        more["length"] = str(enclosure.length)
    add_link(entry, enclosure.url, "enclosure", enclosure.media_type, **more)


def add_rss_enclosure(entry: Element, enclosure: Enclosure) -> None:
    """Add a media file to an item of RSS, which takes one."""
    # The length is mandatory; 0 stands for unknown (RSS Best Practices Profile).
    length = str(enclosure.length or 0)
    etree.SubElement(
        entry, "enclosure", url=enclosure.url, length=length, type=enclosure.media_type
    )


def has_media(article: Article, format: str) -> bool:
    """Tell whether anything of the article is written as Media RSS."""
    more = len(article.enclosures) > 1 and format == "rss"
    return more or bool(article.image and article.image.url)


def add_media(entry: Element, image: Image | None) -> None:
    """Add the lead picture (Media RSS).

    Its description stands in the text alone: feedparser, and whatever is built on it,
    takes ``media:description`` for the text of the entry.
    """
    if image is None or not image.url:
        return
    size = {"width": str(image.width or ""), "height": str(image.height or "")}
    given = {"url": image.url, "medium": "image", "type": image.media_type, **size}
    media = _media_element(entry, "content", given)
    if image.credit:
        etree.SubElement(media, f"{{{_MEDIA}}}credit").text = image.credit
    _media_element(entry, "thumbnail", {"url": image.url, **size})


def add_media_enclosure(entry: Element, enclosure: Enclosure) -> None:
    """Add an enclosure beyond the one that RSS has room for.

    Its title is left out: feedparser takes ``media:title`` for the title of the item.
    """
    medium = enclosure.media_type.partition("/")[0]
    given = {
        "url": enclosure.url,
        "medium": medium if medium in ("audio", "image", "video") else "document",
        "type": enclosure.media_type,
        "fileSize": str(enclosure.length or ""),
        "duration": str(enclosure.duration or ""),
    }
    _media_element(entry, "content", given)


def _media_element(entry: Element, name: str, given: dict[str, str]) -> Element:
    said = {key: value for key, value in given.items() if value}
    return etree.SubElement(entry, f"{{{_MEDIA}}}{name}", said)


def add_feed_links(parent: Element, tag: str, feed: FeedDescription, format: str) -> None:
    """Add hubs (WebSub), and what joins a feed and the pages of its archive (RFC 5005)."""
    for hub in feed.hubs:
        etree.SubElement(parent, tag, rel="hub", href=hub)
    if feed.current:
        etree.SubElement(parent, f"{{{_HISTORY}}}archive")
        etree.SubElement(parent, tag, rel="current", href=feed.current[format])
    if format in feed.previous:
        etree.SubElement(parent, tag, rel="prev-archive", href=feed.previous[format])
    if format in feed.following:
        etree.SubElement(parent, tag, rel="next-archive", href=feed.following[format])
