"""The rules of an RSS channel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedpub.feeds.check.rss_rule import contact, dates, elements_belong, twice
from feedpub.feeds.check.seen import Problem
from feedpub.feeds.check.values import address_faults
from feedpub.feeds.check.xml import (
    ATOM,
    DC,
    HISTORY,
    ITUNES,
    Element,
    Rule,
    inner,
    problem,
    text,
)


def _channel_is_complete(channel: Element) -> Iterator[Problem]:
    for name in ("title", "link", "description"):
        if not text(channel, name):
            yield problem("feed-incomplete", f"the channel has no `<{name}>`", channel)


def _contacts_are_mailboxes(channel: Element) -> Iterator[Problem]:
    people = [e for name in ("managingEditor", "webMaster") for e in channel.findall(name)]
    for person in (*people, *channel.findall("author")):
        yield from contact(person)


def _dates_of_channel(channel: Element) -> Iterator[Problem]:
    for name in ("pubDate", "lastBuildDate"):
        yield from dates(channel, name, "")


def _image_mirrors_the_channel(channel: Element) -> Iterator[Problem]:
    image = channel.find("image")
    if image is None:
        return
    for name in ("title", "link"):
        if text(image, name) != text(channel, name):
            message = f"the `<{name}>` of the picture is not that of the channel"
            yield problem("feed-image", message, image, "icon")
    if not text(image, "url"):
        yield problem("feed-incomplete", "the picture has no `<url>`", image, "icon")
        return
    url = text(image, "url").partition("?")[0].lower()
    if not url.endswith((".gif", ".jpg", ".jpeg", ".png")):
        yield problem("feed-image", f"`{url}` is no GIF, JPEG or PNG", image, "icon")


def _links_of_channel(channel: Element) -> Iterator[Problem]:
    links = channel.findall(f"{{{ATOM}}}link")
    if not any(link.get("rel") == "self" for link in links):
        yield problem("feed-self", "there is no `atom:link` with rel=self", channel)
    is_archive = channel.find(f"{{{HISTORY}}}archive") is not None
    is_whole = channel.find(f"{{{HISTORY}}}complete") is not None
    if is_archive and not is_whole and not any(link.get("rel") == "current" for link in links):
        yield problem("feed-archive", "the archive has no link with rel=current", channel)
    for link in (*channel.findall("link"), *links):
        for code, message in address_faults(link.get("href") or inner(link)):
            yield problem(code, message, link)


def _nothing_is_said_twice(channel: Element) -> Iterator[Problem]:
    yield from twice(channel, "")
    if channel.find("textInput") is not None:
        yield problem("feed-element", "`textInput` is ignored by all readers", channel)


def _language_is_said(channel: Element) -> Iterator[Problem]:
    if not text(channel, "language") and not text(channel, f"{{{DC}}}language"):
        yield problem("feed-language", "the channel does not say its language", channel)


def _podcast_is_complete(channel: Element) -> Iterator[Problem]:
    if channel.find(f".//{{{ITUNES}}}*") is None:
        return
    for name in ("image", "category", "explicit"):
        if channel.find(f"{{{ITUNES}}}{name}") is None:
            yield problem("feed-podcast", f"the channel has no `itunes:{name}`", channel)


_IN_CHANNEL = frozenset(
    "title link description language copyright managingEditor webMaster pubDate lastBuildDate "
    "category generator docs cloud ttl image rating textInput skipHours skipDays item".split()
)


CHANNEL_RULES: Sequence[Rule] = (
    _channel_is_complete,
    _contacts_are_mailboxes,
    _dates_of_channel,
    _image_mirrors_the_channel,
    _links_of_channel,
    _nothing_is_said_twice,
    _language_is_said,
    _podcast_is_complete,
    elements_belong(_IN_CHANNEL),
)
