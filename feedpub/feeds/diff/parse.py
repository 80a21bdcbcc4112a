"""The bytes of a feed of any program to a neutral record."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

import msgspec

from feedpub.dates import UTC, parse_date
from feedpub.errors import ConfigError, Location
from feedpub.feeds.diff.live import LiveFeed, LiveItem
from feedpub.markup.text import plain


def parse_feed(data: bytes, path: str) -> LiveFeed:
    """Return the feed in the bytes of a file: RSS 0.9x, 1.0 or 2.0, Atom, or JSON Feed.

    Raises:
        ConfigError: if it is none.
    """
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        feed = _parse_json(data, path)
    else:
        from feedpub.feeds.diff._feedparser import parse_xml  # costs 80 ms

        feed = parse_xml(data, path)
    if feed is None:
        hint = "save the feed itself: `curl -o live.xml https://blog.example/feed.xml`"
        raise ConfigError("is no RSS, Atom or JSON feed", at=Location(path), hint=hint)
    return feed


# --- JSON Feed ---------------------------------------------------------------------------------


def _parse_json(data: bytes, path: str) -> LiveFeed | None:
    try:
        feed = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as e:
        raise ConfigError(f"not valid JSON: {e}", at=Location(path)) from e
    if not isinstance(feed, dict) or "jsonfeed.org" not in _text(feed, "version"):
        return None
    return LiveFeed(
        path=path,
        format="json",
        title=_text(feed, "title"),
        url=_text(feed, "feed_url"),
        items=tuple(_item(item) for item in _tables(feed, "items")),
    )


def _item(item: dict[str, Any]) -> LiveItem:
    url = _text(item, "url") or _text(item, "external_url")
    title = plain(_text(item, "title"))
    # Version 1 has one `author`.
    authors = _tables(item, "authors") or _tables({"author": [item.get("author")]}, "author")
    return LiveItem(
        id=_text(item, "id") or url or title,
        url=url,
        title=title,
        html=next((t for name in _TEXTS if (t := _text(item, name))), ""),
        published=_moment(item, "date_published"),
        updated=_moment(item, "date_modified"),
        image=_text(item, "image") or _text(item, "banner_image"),
        enclosures=tuple(_text(x, "url") for x in _tables(item, "attachments")),
        authors=tuple(_text(author, "name") or _text(author, "url") for author in authors),
        tags=tuple(tag for tag in item.get("tags") or () if isinstance(tag, str)),
    )


_TEXTS = ("content_html", "content_text", "summary")


def _text(table: dict[str, Any], name: str) -> str:
    value = table.get(name)
    if isinstance(value, str):
        return value
    # The specification: ids that are numbers are taken as text.
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _tables(table: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = table.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _moment(item: dict[str, Any], name: str) -> dt.datetime | None:
    with contextlib.suppress(ValueError):
        return parse_date(_text(item, name), UTC)
    return None
