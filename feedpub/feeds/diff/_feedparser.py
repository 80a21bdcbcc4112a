"""The only door to feedparser: RSS 0.9 to 2.0 and Atom of any program, valid or not.

It is given bytes, so it fetches nothing; and it is told to leave texts and addresses alone.
"""

from __future__ import annotations

import calendar
import datetime as dt
import io
import re
import time
from typing import Any

from feedpub.dates import UTC
from feedpub.errors import ConfigError, Location
from feedpub.feeds.diff.live import LiveFeed, LiveItem
from feedpub.markup.text import plain

Entry = Any  # feedparser's dictionary; `dict.get` because its own invents dates


def parse_xml(data: bytes, path: str) -> LiveFeed | None:
    """Return the feed, or None if it is none.

    Raises:
        ConfigError: if it is broken beyond what the library mends.
    """
    parsed = _parse(data, path)
    version = str(parsed.get("version") or "")
    if not version.startswith(("rss", "atom")):
        return None
    # An `xml:base` changes ids that are relative; readers that matter keep them as written.
    raw = _parse(data.replace(b"xml:base", b"xml-base"), path) if b"xml:base" in data else parsed
    if len(raw.entries) != len(parsed.entries):
        raw = parsed
    return LiveFeed(
        path=path,
        format=version.rstrip("0123456789unf"),
        title=plain(parsed.feed.get("title", "")),
        url=next(iter(_linked(parsed.feed, "self")), ""),
        items=tuple(
            _item(entry, _text(written, "id"), version)
            for entry, written in zip(parsed.entries, raw.entries, strict=True)
        ),
        damage=_damage(parsed),
    )


def _parse(data: bytes, path: str) -> Any:
    import feedparser  # costs 80 ms

    try:
        return feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as e:
        # It lets such errors out where names or encodings are not what they say they are.
        message = f"cannot be read as a feed: {e}"
        raise ConfigError(message, at=Location(path), hint="save it again, whole") from e


def _damage(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    # Others are about labels, such as an encoding that is named wrongly.
    if not type(error).__name__.startswith("SAX"):
        return ""
    return re.sub(r"^<unknown>:(\d+):\d+: ", r"line \1: ", str(error))


def _item(entry: Entry, id_: str, version: str) -> LiveItem:
    published, updated = _moment(entry, "published_parsed"), _moment(entry, "updated_parsed")
    if version.startswith("rss") and published is None:
        published, updated = updated, None  # ``dc:date`` says when it was published
    title, url = plain(_text(entry, "title")), _text(entry, "link")
    return LiveItem(
        id=id_ or url or title,
        url=url,
        title=title,
        html=_html(entry),
        published=published,
        updated=updated,
        image=_image(entry),
        enclosures=_linked(entry, "enclosure"),
        authors=tuple(x.name for x in dict.get(entry, "authors", ()) if x.get("name")),
        tags=tuple(x.term for x in dict.get(entry, "tags", ()) if x.get("term")),
    )


def _text(entry: Entry, name: str) -> str:
    return str(dict.get(entry, name) or "")


def _linked(entry: Entry, rel: str) -> tuple[str, ...]:
    links = dict.get(entry, "links", ())
    return tuple(x.href for x in links if x.get("rel") == rel and x.get("href"))


def _moment(entry: Entry, name: str) -> dt.datetime | None:
    moment: time.struct_time | None = dict.get(entry, name)
    if moment is None:
        return None
    try:
        return dt.datetime.fromtimestamp(calendar.timegm(moment), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _html(entry: Entry) -> str:
    contents = [content.get("value", "") for content in dict.get(entry, "content", ())]
    return next((text for text in contents if text), _text(entry, "summary"))


def _image(entry: Entry) -> str:
    pictures = [
        media
        for media in dict.get(entry, "media_content", ())
        if media.get("medium") == "image" or media.get("type", "").startswith("image/")
    ]
    for media in (*pictures, *dict.get(entry, "media_thumbnail", ())):
        if media.get("url"):
            return str(media["url"])
    return ""
