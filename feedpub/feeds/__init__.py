"""Feeds: one neutral description, written in three formats that agree, and what goes with them."""

from feedpub.feeds.describe import FeedDescription, Item
from feedpub.feeds.formats import FORMATS, Format
from feedpub.feeds.outline import Complete, Outline
from feedpub.feeds.plan import Plan, plan
from feedpub.feeds.planned import Planned

__all__ = [
    "FORMATS",
    "Complete",
    "FeedDescription",
    "Format",
    "Item",
    "Outline",
    "Plan",
    "Planned",
    "plan",
]
