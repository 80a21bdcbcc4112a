"""The rules of an item of RSS."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedpub.feeds.check.rss_rule import contact, dates, elements_belong, twice
from feedpub.feeds.check.seen import Problem
from feedpub.feeds.check.values import address_faults, is_media_type
from feedpub.feeds.check.xml import (
    CONTENT,
    MEDIA,
    Element,
    Rule,
    children,
    inner,
    problem,
    text,
)

_IN_ITEM = frozenset(
    "title link description author category comments enclosure guid pubDate source".split()
)


def _item_is_complete(item: Element) -> Iterator[Problem]:
    if not text(item, "title") and not text(item, "description"):
        yield problem("feed-incomplete", "the item has neither title nor description", item)


def _guid_is_an_id(item: Element) -> Iterator[Problem]:
    guid = item.find("guid")
    if guid is None or not inner(guid):
        yield problem("feed-guid", "the item has no guid", item, "id")
    elif guid.get("isPermaLink", "true") != "false" and address_faults(inner(guid)):
        message = f"`{inner(guid)}` is no address, and isPermaLink is not `false`"
        yield problem("feed-guid", message, guid, "id")


def _author_is_a_mailbox(item: Element) -> Iterator[Problem]:
    for author in item.findall("author"):
        yield from contact(author)
    yield from twice(item, "authors")


def _item_has_a_date(item: Element) -> Iterator[Problem]:
    yield from dates(item, "pubDate", "published")


def _summary_comes_first(item: Element) -> Iterator[Problem]:
    names = [child.tag for child in children(item)]
    content = f"{{{CONTENT}}}encoded"
    if content in names and "description" in names[names.index(content) :]:
        yield problem("feed-order", "`description` stands behind `content:encoded`", item)


def _enclosures_are_complete(item: Element) -> Iterator[Problem]:
    enclosures = item.findall("enclosure")
    if len(enclosures) > 1:
        message = "the item has several enclosures; readers take one of them"
        yield problem("feed-enclosure", message, item, "enclosures")
    for enclosure in enclosures:
        missing = [name for name in ("url", "length", "type") if not enclosure.get(name)]
        if missing:
            message = f"the enclosure has no `{missing[0]}`"
            yield problem("feed-enclosure", message, enclosure, "enclosures")
        if not (enclosure.get("length") or "0").isdigit():
            message = f"the length `{enclosure.get('length')}` is no number"
            yield problem("feed-enclosure", message, enclosure, "enclosures")
        if enclosure.get("type") and not is_media_type(enclosure.get("type")):
            message = f"`{enclosure.get('type')}` is no media type"
            yield problem("feed-type", message, enclosure, "enclosures", enclosure.get("type"))
        for code, message in address_faults(enclosure.get("url", "")):
            yield problem(code, message, enclosure, "enclosures")


def _media_have_alternatives(item: Element) -> Iterator[Problem]:
    for group in item.findall(f"{{{MEDIA}}}group"):
        if len(group.findall(f"{{{MEDIA}}}content")) < 2:
            yield problem("feed-media", "a `media:group` holds no alternatives", group, "image")
    for media in item.iter(f"{{{MEDIA}}}content", f"{{{MEDIA}}}thumbnail"):
        if media.get("url"):
            for code, message in address_faults(media.get("url")):
                yield problem(code, message, media, "image", media.get("url"))


_FIELDS = {"link": "url", "comments": "comments_url", "source": "source"}


def _addresses_are_whole(item: Element) -> Iterator[Problem]:
    for name, field in _FIELDS.items():
        for element in item.findall(name):
            url = element.get("url", "") if name == "source" else inner(element)
            for code, message in address_faults(url):
                yield problem(code, message, element, field, url)


ITEM_RULES: Sequence[Rule] = (
    _item_is_complete,
    _guid_is_an_id,
    _author_is_a_mailbox,
    _item_has_a_date,
    _summary_comes_first,
    _enclosures_are_complete,
    _media_have_alternatives,
    _addresses_are_whole,
    elements_belong(_IN_ITEM),
)
