"""The only door to feedgen. It writes the plain elements; what it gets wrong is written here.

Cured: links in Atom lose `rel` and `type`, and an enclosure becomes the entry's link
(lkiesow/python-feedgen#135); authors without an address vanish from RSS; the clock is
read; entries are prepended; a length of None is written as "None"; the RSS link is
whichever came last. Order, dates and identity come from the description alone.
"""

from __future__ import annotations

from typing import Any

from feedgen.feed import FeedGenerator  # first: feedgen.ext needs it loaded

from feedgen.ext.base import BaseEntryExtension, BaseExtension  # isort: skip
from lxml import etree

from feedpub.dates import rfc822, rfc3339
from feedpub.feeds.describe import FeedDescription, Item
from feedpub.model import Author, Enclosure, Image

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_MEDIA = "http://search.yahoo.com/mrss/"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Element = Any  # an lxml element; feedgen and lxml have no types


def rss_bytes(feed: FeedDescription) -> bytes:
    """Return the feed as RSS 2.0, in UTF-8."""
    return _finish(_generator(feed, "rss").rss_str(pretty=True))


def atom_bytes(feed: FeedDescription) -> bytes:
    """Return the feed as Atom 1.0 (RFC 4287), in UTF-8."""
    return _finish(_generator(feed, "atom").atom_str(pretty=True))


def _finish(xml: bytes) -> bytes:
    # lxml writes the declaration with apostrophes, which some very old readers do not take.
    return xml.replace(
        b"<?xml version='1.0' encoding='UTF-8'?>", b'<?xml version="1.0" encoding="utf-8"?>', 1
    )


def _generator(feed: FeedDescription, format: str) -> Any:
    generator = FeedGenerator()
    generator.register_extension("feedpub", _FeedExtras, _ItemExtras)
    generator.feedpub.feed = feed
    generator.feedpub.format = format
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.description(feed.description)
    generator.language(feed.language)
    generator.updated(feed.updated)
    generator.author(_person(feed.author))
    generator.generator("feedpub")
    generator.docs("")
    if feed.rights:
        generator.rights(feed.rights)
    if feed.icon:
        generator.icon(feed.icon)
        if format == "rss":
            generator.image(url=feed.icon, title=feed.title, link=feed.home_url)
    generator.link(href=feed.urls[format], rel="self", type=f"application/{format}+xml")
    # RSS takes the last link for the channel's.
    generator.link(href=feed.home_url, rel="alternate", type="text/html")
    for item in feed.items:
        _add(generator, item, feed)
    return generator


def _add(generator: Any, item: Item, feed: FeedDescription) -> None:
    article = item.article
    entry = generator.add_entry(order="append")
    entry.feedpub.item = item
    entry.feedpub.feed = feed
    entry.guid(article.id, permalink=article.id == article.url)
    entry.title(article.title)
    entry.link(href=article.url, rel="alternate", type="text/html")
    entry.published(article.published)
    entry.updated(item.atom_updated)
    entry.author([_person(author) for author in article.authors])
    entry.category([{"term": tag, "label": tag} for tag in item.tags])
    if article.summary:
        entry.summary(article.summary)
    if item.html:
        entry.content(item.html, type="html")
    if article.comments_url:
        entry.comments(article.comments_url)
    if article.rights:
        entry.rights(article.rights)


def _person(author: Author) -> dict[str, str]:
    given = {"name": author.name, "email": author.email, "uri": author.url}
    return {key: value for key, value in given.items() if value}


class _FeedExtras(BaseExtension):  # type: ignore[misc]
    """What feedgen cannot say about a feed."""

    feed: FeedDescription
    format: str

    def extend_ns(self) -> dict[str, str]:
        """Declare the namespaces that are used, and no others."""
        spaces = {"dc": _DC} if self.format == "rss" and self.feed.items else {}
        if any(item.article.image and item.article.image.url for item in self.feed.items):
            spaces["media"] = _MEDIA
        return spaces

    def extend_atom(self, root: Element) -> Element:
        """Write dates and language in one form."""
        root.set(_XML_LANG, self.feed.language)
        _set(root, "updated", rfc3339(self.feed.updated))
        return root

    def extend_rss(self, root: Element) -> Element:
        """Write the date in one form; a feed without items has none."""
        channel = root[0]
        _set(channel, "lastBuildDate", rfc822(self.feed.updated) if self.feed.items else "")
        return root


class _ItemExtras(BaseEntryExtension):  # type: ignore[misc]
    """What feedgen cannot say about an item, or says wrong."""

    item: Item
    feed: FeedDescription

    def extend_ns(self) -> dict[str, str]:
        """Declare nothing; the feed does."""
        return {}

    def extend_atom(self, entry: Element) -> Element:
        """Write links and dates anew."""
        article = self.item.article
        if article.language != self.feed.language:
            entry.set(_XML_LANG, article.language)
        for link in entry.findall("link"):
            entry.remove(link)
        _link(entry, article.url, "alternate", "text/html")
        for enclosure in article.enclosures:
            _atom_enclosure(entry, enclosure)
        if article.comments_url:
            _link(entry, article.comments_url, "replies", "text/html")
        _set(entry, "updated", rfc3339(self.item.atom_updated))
        _set(entry, "published", rfc3339(article.published or self.item.atom_updated))
        _media(entry, article.image)
        return entry

    def extend_rss(self, entry: Element) -> Element:
        """Write author, date, enclosure and picture."""
        article = self.item.article
        for author in entry.findall("author"):
            entry.remove(author)
        etree.SubElement(entry, f"{{{_DC}}}creator").text = self.item.byline
        if article.language != self.feed.language:
            etree.SubElement(entry, f"{{{_DC}}}language").text = article.language
        if article.published:
            _set(entry, "pubDate", rfc822(article.published))
        if article.enclosures:
            _rss_enclosure(entry, article.enclosures[0])
        _media(entry, article.image)
        return entry


def _set(parent: Element, name: str, text: str) -> None:
    """Write the text of a child that feedgen has made; without text, remove it."""
    child = parent.find(name)
    if child is not None and not text:
        parent.remove(child)
    elif child is not None:
        child.text = text


def _link(entry: Element, href: str, rel: str, media_type: str, **more: str) -> None:
    etree.SubElement(entry, "link", rel=rel, type=media_type, href=href, **more)


def _atom_enclosure(entry: Element, enclosure: Enclosure) -> None:
    more = {"title": enclosure.title} if enclosure.title else {}
    if enclosure.length is not None:
        more["length"] = str(enclosure.length)
    _link(entry, enclosure.url, "enclosure", enclosure.media_type, **more)


def _rss_enclosure(entry: Element, enclosure: Enclosure) -> None:
    # The length is mandatory; 0 stands for unknown (RSS Best Practices Profile).
    length = str(enclosure.length or 0)
    etree.SubElement(
        entry, "enclosure", url=enclosure.url, length=length, type=enclosure.media_type
    )


def _media(entry: Element, image: Image | None) -> None:
    """Add the lead picture (Media RSS).

    Its description stands in the text alone: feedparser, and whatever is built on it,
    takes ``media:description`` for the text of the entry.
    """
    if image is None or not image.url:
        return
    given = {"url": image.url, "medium": "image", "type": image.media_type}
    given |= {"width": str(image.width or ""), "height": str(image.height or "")}
    media = etree.SubElement(entry, f"{{{_MEDIA}}}content", {k: v for k, v in given.items() if v})
    if image.credit:
        etree.SubElement(media, f"{{{_MEDIA}}}credit").text = image.credit
