"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

from typing import Any

import msgspec

from feedpub.dates import rfc3339
from feedpub.feeds.describe import FeedDescription, Item
from feedpub.model import Author, Enclosure


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
        }
    )
    document["items"] = [_item(item, feed) for item in feed.items]
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _item(item: Item, feed: FeedDescription) -> dict[str, Any]:
    article = item.article
    changed = article.updated if article.updated != article.published else None
    return _without_empty(
        {
            "id": article.id,
            "url": article.url,
            "title": article.title,
            # An item must have one of the two.
            "content_html": item.html,
            "content_text": "" if item.html else article.summary or article.title,
            "summary": article.summary,
            "image": article.image.url if article.image else "",
            "date_published": rfc3339(article.published) if article.published else "",
            "date_modified": rfc3339(changed) if changed else "",
            "authors": [_author(author) for author in article.authors],
            "tags": list(item.tags),
            "language": article.language if article.language != feed.language else "",
            "attachments": [_attachment(enclosure) for enclosure in article.enclosures],
        }
    )


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
    return {key: value for key, value in table.items() if value not in ("", None, [])}
