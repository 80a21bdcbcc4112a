"""RSS 2.0 with the Best Practices Profile of the RSS board, as validators read it."""

from __future__ import annotations

import datetime as dt

from feedpub.feeds.check.rss_channel import CHANNEL_RULES
from feedpub.feeds.check.rss_item import ITEM_RULES
from feedpub.feeds.check.seen import Attached, Entry, Problem, Seen
from feedpub.feeds.check.values import (
    read_rfc822,
)
from feedpub.feeds.check.xml import (
    CONTENT,
    DC,
    Element,
    inner,
    text,
)


def read_rss(root: Element, path: str) -> tuple[Seen, list[Problem]]:
    """Return what readers see, and what breaks a rule."""
    channel = root.find("channel")
    if channel is None:
        problem = Problem("feed-incomplete", "`<rss>` holds no `<channel>`", line=root.sourceline)
        return Seen(format="rss", path=path), [problem]
    items = channel.findall("item")
    entries = tuple(_entry(item) for item in items)
    seen = Seen(format="rss", path=path, title=text(channel, "title"), entries=entries)
    problems = [problem for rule in CHANNEL_RULES for problem in rule(channel)]
    for item, entry in zip(items, entries, strict=True):
        for rule in ITEM_RULES:
            problems += (problem._replace(item=entry.id) for problem in rule(item))
    if root.get("version") != "2.0":
        message = f"the version is `{root.get('version', '')}`, not `2.0`"
        problems.append(Problem("feed-incomplete", message, line=root.sourceline))
    return seen, problems


def _entry(item: Element) -> Entry:
    content, description = text(item, f"{{{CONTENT}}}encoded"), text(item, "description")
    return Entry(
        id=text(item, "guid") or text(item, "link"),
        url=text(item, "link"),
        title=text(item, "title"),
        summary=description,
        html=content,
        # A description is HTML for readers, even if it was meant as a plain summary.
        read_as_html=(content, description),
        published=_moment(text(item, "pubDate")),
        authors=tuple(map(inner, item.findall(f"{{{DC}}}creator"))),
        tags=tuple(map(inner, item.findall("category"))),
        enclosures=tuple(
            Attached(e.get("url", ""), e.get("type", ""), e.get("length", ""))
            for e in item.findall("enclosure")
        ),
        line=item.sourceline,
    )


def _moment(date: str) -> dt.datetime | None:
    try:
        return read_rfc822(date)
    except ValueError:
        return None
