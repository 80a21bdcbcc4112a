"""Feeds and articles judged: what the strictest validators, readers and directories object to.

Documents and articles go in, problems and findings come out; nothing is read or written. To
add a rule: one function, and its line in the table of its module (`CHANNEL_RULES`,
`ITEM_RULES`, `FEED_RULES`, `ENTRY_RULES`, `ENTRIES_RULES`, `CHECKS`).
"""

from feedpub.feeds.check.articles import Subject, check_article
from feedpub.feeds.check.budget import check_size
from feedpub.feeds.check.document import Checked, check_document
from feedpub.feeds.check.identity import Known, check_identity, is_short, known_articles
from feedpub.feeds.check.links import Site
from feedpub.feeds.check.parity import differences
from feedpub.feeds.check.place import Places
from feedpub.feeds.check.seen import Entry, Problem, Seen
from feedpub.feeds.check.served import Expected, Readers, Served
from feedpub.feeds.check.settings import place_of_feed

__all__ = [
    "Checked",
    "Entry",
    "Expected",
    "Known",
    "Places",
    "Problem",
    "Readers",
    "Seen",
    "Served",
    "Site",
    "Subject",
    "check_article",
    "check_document",
    "check_identity",
    "check_size",
    "differences",
    "is_short",
    "known_articles",
    "place_of_feed",
]
