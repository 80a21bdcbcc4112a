"""The lines in the head of a web page by which readers and browsers find the feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from feedpub.feeds.describe import FeedHead

DISCOVERY = "feeds-head.html"


def links(feed: FeedHead, media_types: Mapping[str, str]) -> list[str]:
    """Return one ``link`` for each format of a feed."""
    return [
        f'<link rel="alternate" type="{media_types[format]}" title="{escape(feed.title)}"'
        f' href="{escape(url)}">'
        for format, url in feed.urls.items()
    ]


def discovery_html(feeds: Sequence[FeedHead], media_types: Mapping[str, str]) -> bytes:
    """Return the lines for all feeds: first those of every page, then those of topics."""
    general = [line for feed in feeds if not feed.per for line in links(feed, media_types)]
    special = [line for feed in feeds if feed.per for line in links(feed, media_types)]
    if special:
        note = "<!-- Each of these belongs on the pages of its own tag, author or section. -->"
        special.insert(0, note)
    return "".join(f"{line}\n" for line in (*general, *special)).encode()
