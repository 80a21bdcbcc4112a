"""JSON Feed 1.1 (jsonfeed.org/version/1.1).

What an article has and JSON Feed has no name for stands under ``_feedpub``, in the names of
the record: `section`, `canonical_url`, `source`, `comments_url`, `rights`, `expires`,
`corrections`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from feedpub.dates import rfc3339
from feedpub.feeds.describe import FeedDescription, Item
from feedpub.model import Article, Author, Correction, Enclosure


def write_json(feed: FeedDescription) -> bytes:
    """Return the feed as JSON Feed, indented so that its changes can be read."""
    document = _without_empty(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": feed.home_url,
            "feed_url": feed.urls["json"],
            "description": feed.description,
            "icon": feed.icon,
            "language": feed.language,
            "authors": [_author(feed.author)],
            "hubs": [{"type": "WebSub", "url": hub} for hub in feed.hubs],
            "next_url": feed.previous.get("json"),
        }
    )
    document["items"] = [_item(item, feed) for item in feed.items]
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _item(item: Item, feed: FeedDescription) -> dict[str, Any]:
    article = item.article
    return _without_empty(
        {
            "id": article.id_in("json"),
            "url": article.url,
            "external_url": article.source.url if article.source else "",
            "title": article.title,
            # An item must have one of the two.
            "content_html": item.html,
            "content_text": "" if item.html else article.summary or article.title,
            "summary": article.summary,
            "image": article.image.url if article.image else "",
            "date_published": rfc3339(article.published) if article.published else "",
            "date_modified": rfc3339(item.revised) if item.revised else "",
            "authors": [_author(author) for author in article.authors],
            "tags": list(item.tags),
            "language": article.language if article.language != feed.language else "",
            "attachments": [_attachment(enclosure) for enclosure in article.enclosures],
            "_feedpub": _extension(article, feed),
        }
    )


def _extension(article: Article, feed: FeedDescription) -> dict[str, Any]:
    source = article.source
    return _without_empty(
        {
            "section": article.section,
            "canonical_url": article.canonical_url,
            "source": _without_empty({"url": source.url, "title": source.title})
            if source
            else None,
            "comments_url": article.comments_url,
            "rights": article.rights if article.rights != feed.rights else "",
            "expires": rfc3339(article.expires) if article.expires else "",
            "corrections": [_correction(correction) for correction in article.corrections],
        }
    )


def _correction(correction: Correction) -> dict[str, Any]:
    date = rfc3339(correction.date) if correction.date else ""
    return _without_empty({"date": date, "text": correction.text})


def _author(author: Author) -> dict[str, Any]:
    url = author.url or (f"mailto:{author.email}" if author.email else "")
    return _without_empty({"name": author.name, "url": url})


def _attachment(enclosure: Enclosure) -> dict[str, Any]:
    return _without_empty(
        {
            "url": enclosure.url,
            "mime_type": enclosure.media_type,
            "title": enclosure.title,
            "size_in_bytes": enclosure.length,
            "duration_in_seconds": enclosure.duration,
        }
    )


def _without_empty(table: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value not in ("", None, [], {})}
