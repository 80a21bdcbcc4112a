"""JSON Feed 1.1 (jsonfeed.org/version/1.1), rule by rule."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from feedpub.feeds.check.seen import Attached, Entry, Problem, Seen
from feedpub.feeds.check.values import address_faults, is_media_type, read_rfc3339

VERSIONS = ("https://jsonfeed.org/version/1.1", "https://jsonfeed.org/version/1")


def read_json(body: bytes, path: str) -> tuple[Seen, list[Problem]]:
    """Return what readers see, and what breaks a rule."""
    nothing = Seen(format="json", path=path)
    try:
        feed = json.loads(body.decode("utf-8"), parse_constant=_refuse)
    except json.JSONDecodeError as e:
        return nothing, [Problem("feed-malformed", f"not valid JSON: {e.msg}", line=e.lineno)]
    except (ValueError, RecursionError) as e:
        return nothing, [Problem("feed-malformed", f"not valid JSON: {e}", line=1)]
    if not isinstance(feed, dict):
        return nothing, [Problem("feed-malformed", "it is no JSON object", line=1)]
    listed = feed.get("items")
    items = [item for item in listed if isinstance(item, dict)] if isinstance(listed, list) else []
    seen = Seen(
        format="json",
        path=path,
        title=_str(feed.get("title")),
        entries=tuple(map(_entry, items)),
    )
    problems = [Problem(code, said) for rule in FEED_RULES for code, said in rule(feed)]
    for item in items:
        for rule in ITEM_RULES:
            field = _FIELDS.get(rule, "")
            problems += (Problem(c, said, _str(item.get("id")), field) for c, said in rule(item))
    return seen, problems


def _refuse(constant: str) -> None:
    raise ValueError(f"`{constant}` is no JSON")


def _entry(item: dict[str, Any]) -> Entry:
    attachments = item.get("attachments")
    authors, tags = item.get("authors"), item.get("tags")
    return Entry(
        id=_str(item.get("id")),
        url=_str(item.get("url")),
        title=_str(item.get("title")),
        summary=_str(item.get("summary")),
        html=_str(item.get("content_html")),
        read_as_html=(_str(item.get("content_html")),),
        published=_moment(item.get("date_published")),
        updated=_moment(item.get("date_modified")),
        authors=tuple(_str(a.get("name")) for a in _tables(authors)),
        tags=tuple(map(_str, tags)) if isinstance(tags, list) else (),
        enclosures=tuple(
            Attached(_str(a.get("url")), _str(a.get("mime_type")), _size(a))
            for a in _tables(attachments)
        ),
    )


def _str(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _size(attachment: dict[str, Any]) -> str:
    size = attachment.get("size_in_bytes")
    return "" if size is None else str(size)


def _tables(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _moment(value: Any) -> dt.datetime | None:
    try:
        return read_rfc3339(_str(value))
    except ValueError:
        return None


Told = tuple[str, str]
"""The code of a problem and its message."""

Rule = Callable[[dict[str, Any]], Iterator[Told]]


# --- rules of the feed -----------------------------------------------------------------------


def _says_its_version(feed: dict[str, Any]) -> Iterator[Told]:
    if feed.get("version") not in VERSIONS:
        yield "feed-incomplete", f"`version` is not `{VERSIONS[0]}`"


def _has_title_and_items(feed: dict[str, Any]) -> Iterator[Told]:
    if not _str(feed.get("title")):
        yield "feed-incomplete", "the feed has no `title`"
    items = feed.get("items")
    if not isinstance(items, list):
        yield "feed-incomplete", "the feed has no list `items`"
    elif any(not isinstance(item, dict) for item in items):
        yield "feed-incomplete", "one of `items` is no object"


def _feed_addresses(feed: dict[str, Any]) -> Iterator[Told]:
    for name in ("home_page_url", "feed_url", "next_url", "icon", "favicon"):
        yield from _address(feed, name)
    if "feed_url" not in feed:
        yield "feed-self", "the feed has no `feed_url`"


def _hubs_are_hubs(feed: dict[str, Any]) -> Iterator[Told]:
    hubs = feed.get("hubs", [])
    whole = isinstance(hubs, list) and all(
        isinstance(hub, dict) and hub.get("type") and hub.get("url") for hub in hubs
    )
    if not whole:
        yield "feed-incomplete", "a hub has no `type` or no `url`"


def _language_is_said(feed: dict[str, Any]) -> Iterator[Told]:
    if not _str(feed.get("language")):
        yield "feed-language", "the feed does not say its language"


# --- rules of an item ------------------------------------------------------------------------


def _has_an_id(item: dict[str, Any]) -> Iterator[Told]:
    if not _str(item.get("id")):
        yield "feed-incomplete", "an item has no `id`, or one that is no text"


def _has_a_text(item: dict[str, Any]) -> Iterator[Told]:
    texts = [item.get(name) for name in ("content_html", "content_text")]
    if not any(isinstance(text, str) for text in texts):
        yield "feed-incomplete", "an item has neither `content_html` nor `content_text`"


def _item_addresses(item: dict[str, Any]) -> Iterator[Told]:
    yield from _address(item, "url")


def _external_address(item: dict[str, Any]) -> Iterator[Told]:
    yield from _address(item, "external_url")


def _pictures(item: dict[str, Any]) -> Iterator[Told]:
    for name in ("image", "banner_image"):
        yield from _address(item, name)


def _address(table: dict[str, Any], name: str) -> Iterator[Told]:
    if name in table:
        if not isinstance(table[name], str):
            yield "feed-address", f"`{name}` is no text"
        else:
            yield from address_faults(table[name])


def _published(item: dict[str, Any]) -> Iterator[Told]:
    yield from _date(item, "date_published")


def _modified(item: dict[str, Any]) -> Iterator[Told]:
    yield from _date(item, "date_modified")


def _date(item: dict[str, Any], name: str) -> Iterator[Told]:
    if name in item:
        try:
            read_rfc3339(_str(item[name]))
        except ValueError as e:
            yield "feed-date", f"`{name}`: {e}"


def _people(table: dict[str, Any]) -> Iterator[Told]:
    authors = table.get("authors", [])
    if not isinstance(authors, list) or any(not isinstance(author, dict) for author in authors):
        yield "feed-incomplete", "`authors` is no list of objects"
    for author in _tables(authors):
        if not any(_str(author.get(name)) for name in ("name", "url", "avatar")):
            yield "feed-incomplete", "an author has neither name, `url` nor `avatar`"
        for name in ("url", "avatar"):
            if name in author:
                yield from address_faults(_str(author[name]), web=False)


def _tags_are_texts(item: dict[str, Any]) -> Iterator[Told]:
    tags = item.get("tags", [])
    if not isinstance(tags, list) or any(not isinstance(tag, str) for tag in tags):
        yield "feed-incomplete", "`tags` is no list of texts"


def _attachments_are_whole(item: dict[str, Any]) -> Iterator[Told]:
    for attachment in _tables(item.get("attachments")):
        url, kind = _str(attachment.get("url")), _str(attachment.get("mime_type"))
        if not url or not kind:
            yield "feed-enclosure", "an attachment has no `url` or no `mime_type`"
        if url:
            yield from address_faults(url)
        if kind and not is_media_type(kind):
            yield "feed-type", f"`{kind}` is no media type"
        for name in ("size_in_bytes", "duration_in_seconds"):
            size = attachment.get(name, 0)
            if isinstance(size, bool) or not isinstance(size, int | float) or size < 0:
                yield "feed-enclosure", f"`{name}` of an attachment is no number"


FEED_RULES: Sequence[Rule] = (
    _says_its_version,
    _has_title_and_items,
    _feed_addresses,
    _hubs_are_hubs,
    _people,
    _language_is_said,
)
ITEM_RULES: Sequence[Rule] = (
    _has_an_id,
    _has_a_text,
    _item_addresses,
    _external_address,
    _pictures,
    _published,
    _modified,
    _people,
    _tags_are_texts,
    _attachments_are_whole,
)
_FIELDS = {
    _has_an_id: "id",
    _item_addresses: "url",
    _external_address: "canonical_url",
    _pictures: "image",
    _published: "published",
    _modified: "updated",
    _people: "authors",
    _tags_are_texts: "tags",
    _attachments_are_whole: "enclosures",
}
"""The field of the article behind each rule."""
