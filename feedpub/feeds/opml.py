"""A list of all feeds that readers import at once (OPML 2.0, opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from feedpub.config import Config
from feedpub.feeds.describe import FeedHead
from feedpub.feeds.words import words_for

OPML = "feeds.opml"

_TYPES: Mapping[str, str] = {"rss": "RSS2", "atom": "ATOM1", "json": "JSON"}
"""What readers write as `version`; the type is always ``rss``, which stands for any feed."""


def opml_bytes(feeds: Sequence[FeedHead], config: Config) -> bytes:
    """Return the list; the feeds of tags, authors and sections are in a folder for each."""
    publication = config.publication
    words = words_for(publication.language)
    lines = [_outline(feed, "    ") for feed in feeds if not feed.per]
    for per in dict.fromkeys(feed.per for feed in feeds if feed.per):
        name = escape(getattr(words, per))
        inner = [_outline(feed, "      ") for feed in feeds if feed.per == per]
        lines += [f'    <outline text="{name}" title="{name}">', *inner, "    </outline>"]
    author = config.default_author
    head = {
        "title": publication.title,
        "ownerName": author.name,
        "ownerEmail": author.email,
        "docs": "https://opml.org/spec2.opml",
    }
    return "\n".join(
        [
            '<?xml version="1.0" encoding="utf-8"?>',
            '<opml version="2.0">',
            "  <head>",
            *(f"    <{name}>{escape(text)}</{name}>" for name, text in head.items() if text),
            "  </head>",
            "  <body>",
            *lines,
            "  </body>",
            "</opml>",
            "",
        ]
    ).encode()


def _outline(feed: FeedHead, indent: str) -> str:
    format = next(iter(feed.urls))
    given = {
        "text": feed.title,
        "title": feed.title,
        "description": feed.description,
        "type": "rss",
        "version": _TYPES[format],
        "language": feed.language,
        "xmlUrl": feed.urls[format],
        "htmlUrl": feed.home_url,
    }
    said = " ".join(f'{name}="{escape(text)}"' for name, text in given.items() if text)
    return f"{indent}<outline {said}/>"
