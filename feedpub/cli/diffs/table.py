"""What `diff` found, as JSON; names and meanings of the fields stay the same."""

from __future__ import annotations

from typing import Any

import msgspec

from feedpub.dates import rfc3339
from feedpub.feeds.diff import FeedChange, ItemChange, LiveItem, notified, once
from feedpub.project.diff import DiffReport


def as_json(report: DiffReport) -> str:
    """Return the report as JSON for programs and people."""
    feeds = report.feeds
    table = {
        "against": report.against,
        "notified": notified(feeds),
        "new": len(once(feeds, "new")),
        "changed": len(once(feeds, "changed")),
        "id_changed": len(once(feeds, "id-changed")),
        "dropped": len(once(feeds, "dropped")),
        "notes": list(report.notes),
        "feeds": [_feed(feed, report.places) for feed in feeds],
    }
    return msgspec.json.format(msgspec.json.encode(table), indent=2).decode()


def _feed(feed: FeedChange, places: dict[str, str]) -> dict[str, Any]:
    return {
        "title": feed.title,
        "state": feed.state,
        "paths": feed.paths,
        "notified": feed.notified,
        "items_before": feed.held,
        "items": [_change(change, places) for change in feed.items],
        "notes": list(feed.notes),
    }


def _change(change: ItemChange, places: dict[str, str]) -> dict[str, Any]:
    return {
        "kind": change.kind,
        **_item(change.item),
        "article": places.get(change.item.id, ""),
        "before": _item(change.before) if change.before else None,
        "differences": [
            {
                "what": difference.what,
                "before": difference.before,
                "after": difference.after,
                "words_added": difference.words_added,
                "words_removed": difference.words_removed,
                "beyond_words": difference.beyond_words,
            }
            for difference in change.differences
        ],
        "formats": list(change.formats),
    }


def _item(item: LiveItem) -> dict[str, str]:
    published = rfc3339(item.published) if item.published else ""
    return {"id": item.id, "url": item.url, "title": item.title, "published": published}
