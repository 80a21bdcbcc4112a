"""The only door to feedgen. It writes the plain elements; what it gets wrong is written here.

Cured: links in Atom lose `rel` and `type`, and an enclosure becomes the entry's link
(lkiesow/python-feedgen#135); authors without an address vanish from RSS; the clock is
read; entries are prepended; a length of None is written as "None"; the RSS link is
whichever came last. Order, dates and identity come from the description alone.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from feedgen.feed import FeedGenerator  # first: feedgen.ext needs it loaded

from feedgen.ext.base import BaseEntryExtension, BaseExtension  # isort: skip
from lxml import etree

from feedpub.dates import rfc822, rfc3339
from feedpub.feeds._elements import (
    ATOM,
    DC,
    SPACES,
    Element,
    add_atom_enclosure,
    add_canonical,
    add_expiry,
    add_feed_links,
    add_link,
    add_media,
    add_media_enclosure,
    add_rss_enclosure,
    has_media,
    set_text,
)
from feedpub.feeds.describe import FeedDescription, Item
from feedpub.model import Article, Author
from feedpub.urls import host_of

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def rss_bytes(feed: FeedDescription) -> bytes:
    """Return the feed as RSS 2.0, in UTF-8."""
    xml = _generator(feed, "rss").rss_str(pretty=True)
    return _finish(_TITLE.sub(_unmistakable, xml), feed, "rss")


def atom_bytes(feed: FeedDescription) -> bytes:
    """Return the feed as Atom 1.0 (RFC 4287), in UTF-8."""
    return _finish(_generator(feed, "atom").atom_str(pretty=True), feed, "atom")


_TITLE = re.compile(rb"<title>[^<]*</title>")


def _unmistakable(title: re.Match[bytes]) -> bytes:
    """Write ``&`` and ``<`` in a title so that no reader takes it for HTML (RSS Profile)."""
    return title[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;")


def _finish(xml: bytes, feed: FeedDescription, format: str) -> bytes:
    # lxml writes the declaration with apostrophes, which some very old readers do not take.
    declaration = b"<?xml version='1.0' encoding='UTF-8'?>"
    lines = ['<?xml version="1.0" encoding="utf-8"?>']
    if feed.stylesheet:
        # Relative, so that it works wherever the folder is looked at.
        address = "../" * feed.paths[format].count("/") + feed.stylesheet
        lines.append(f'<?xml-stylesheet type="text/css" href="{address}"?>')
    return xml.replace(declaration, "\n".join(lines).encode(), 1)


def _generator(feed: FeedDescription, format: str) -> Any:
    generator = FeedGenerator()
    generator.register_extension("feedpub", _FeedExtras, _ItemExtras)
    generator.feedpub.feed = feed
    generator.feedpub.format = format
    generator.id(feed.id)
    generator.title(feed.title)
    generator.subtitle(feed.description)
    generator.description(_for_readers(feed.description, format))
    generator.language(feed.language)
    generator.updated(feed.updated)
    generator.author(_person(feed.author))
    generator.generator("feedpub")
    generator.docs("")
    if feed.rights:
        generator.rights(feed.rights)
    if feed.icon:
        generator.icon(feed.icon)
        if format == "rss" and feed.icon.lower().endswith((".gif", ".jpg", ".jpeg", ".png")):
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
    id_ = article.id_in(generator.feedpub.format)
    entry.guid(id_, permalink=id_ == article.url)
    entry.title(article.title)
    entry.link(href=article.url, rel="alternate", type="text/html")
    entry.published(article.published)
    entry.updated(item.atom_updated)
    entry.author([_person(author) for author in article.authors])
    entry.category([_category(tag, article, feed) for tag in item.tags])
    if article.summary:
        entry.summary(_for_readers(article.summary, generator.feedpub.format))
    if item.html:
        entry.content(item.html, type="html")
    if article.comments_url:
        entry.comments(article.comments_url)
    if _own_rights(article, feed):
        entry.rights(article.rights)


def _for_readers(text: str, format: str) -> str:
    """Return plain text as a format has it: a description in RSS is HTML to all readers."""
    return escape(text, quote=False) if format == "rss" else text


def _category(name: str, article: Article, feed: FeedDescription) -> dict[str, str]:
    """Return a tag, or the section, with a scheme that tells which of them it is."""
    kind = "section" if name == article.section else "tag"
    return {"term": name, "label": name, "scheme": f"{feed.home_url}#{kind}"}


def _own_rights(article: Article, feed: FeedDescription) -> bool:
    return bool(article.rights) and article.rights != feed.rights


def _person(author: Author) -> dict[str, str]:
    given = {"name": author.name, "email": author.email, "uri": author.url}
    return {key: value for key, value in given.items() if value}


class _FeedExtras(BaseExtension):  # type: ignore[misc]
    """What feedgen cannot say about a feed."""

    feed: FeedDescription
    format: str

    def extend_ns(self) -> dict[str, str]:
        """Declare the namespaces that are used, and no others."""
        articles = [item.article for item in self.feed.items]
        used = {
            "dc": bool(articles) and self.format == "rss",
            "dcterms": any(article.expires for article in articles),
            "fh": bool(self.feed.current),
            "media": any(has_media(article, self.format) for article in articles),
        }
        return {prefix: SPACES[prefix] for prefix, is_used in used.items() if is_used}

    def extend_atom(self, root: Element) -> Element:
        """Write dates, language and links in one form."""
        root.set(_XML_LANG, self.feed.language)
        set_text(root, "updated", rfc3339(self.feed.updated))
        add_feed_links(root, "link", self.feed, self.format)
        return root

    def extend_rss(self, root: Element) -> Element:
        """Write the date in one form; a feed without items has none, but an old page has."""
        channel = root[0]
        is_dated = self.feed.items or self.feed.current
        set_text(channel, "lastBuildDate", rfc822(self.feed.updated) if is_dated else "")
        add_feed_links(channel, f"{{{ATOM}}}link", self.feed, self.format)
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
        add_link(entry, article.url, "alternate", "text/html")
        for enclosure in article.enclosures:
            add_atom_enclosure(entry, enclosure)
        if article.comments_url:
            add_link(entry, article.comments_url, "replies", "text/html")
        if article.source:
            title = {"title": article.source.title} if article.source.title else {}
            add_link(entry, article.source.url, "via", "text/html", **title)
        add_canonical(entry, "link", article)
        if not self.item.html and not article.summary:  # an entry without any text is not read out
            etree.SubElement(entry, "summary").text = article.title
        set_text(entry, "updated", rfc3339(self.item.atom_updated))
        set_text(entry, "published", rfc3339(article.published or self.item.atom_updated))
        add_expiry(entry, article)
        add_media(entry, article.image)
        return entry

    def extend_rss(self, entry: Element) -> Element:
        """Write author, dates, enclosures, links and picture."""
        article = self.item.article
        for author in entry.findall("author"):
            entry.remove(author)
        etree.SubElement(entry, f"{{{DC}}}creator").text = self.item.byline
        if article.language != self.feed.language:
            etree.SubElement(entry, f"{{{DC}}}language").text = article.language
        if _own_rights(article, self.feed):
            etree.SubElement(entry, f"{{{DC}}}rights").text = article.rights
        if article.published:
            set_text(entry, "pubDate", rfc822(article.published))
        if self.item.revised:
            etree.SubElement(entry, f"{{{ATOM}}}updated").text = rfc3339(self.item.revised)
        if source := article.source:
            etree.SubElement(entry, "source", url=source.url).text = source.title or host_of(
                source.url
            )
        add_canonical(entry, f"{{{ATOM}}}link", article)
        add_expiry(entry, article)
        if article.enclosures:
            add_rss_enclosure(entry, article.enclosures[0])
        add_media(entry, article.image)
        for enclosure in article.enclosures[1:]:
            add_media_enclosure(entry, enclosure)
        return entry
