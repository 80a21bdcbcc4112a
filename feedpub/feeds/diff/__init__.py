"""Feeds compared as their readers would see it: any two states, of any program, in any format.

`parse_feed` makes a neutral record of a file; `compare` says what happens to the items.
"""

from feedpub.feeds.diff.addresses import page_of
from feedpub.feeds.diff.changes import Difference, FeedChange, ItemChange, Kind, notified, once
from feedpub.feeds.diff.compare import Articles, Depth, Feed, compare
from feedpub.feeds.diff.live import LiveFeed, LiveItem
from feedpub.feeds.diff.match import pair_off, same_title
from feedpub.feeds.diff.parse import parse_feed

__all__ = [
    "Articles",
    "Depth",
    "Difference",
    "Feed",
    "FeedChange",
    "ItemChange",
    "Kind",
    "LiveFeed",
    "LiveItem",
    "compare",
    "notified",
    "once",
    "page_of",
    "pair_off",
    "parse_feed",
    "same_title",
]
