"""What differs between two states of the feeds, as their readers would see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from feedpub.feeds.diff.live import LiveItem

Kind = Literal["id-changed", "new", "changed", "dropped", "back", "aged"]
"""What happens to an item.

- ``id-changed``: it is the same to a person, but readers show it again, as a new one
- ``new``: readers show it for the first time
- ``changed``: readers replace what they have, mostly without a word
- ``dropped``: it was withdrawn, or belongs to another feed now; most readers keep what they have
- ``back``: an older article comes (back) into the feed, because it holds more now, or others left
- ``aged``: newer articles took its place
"""

What = Literal[
    "title", "content", "date", "updated", "picture", "address", "enclosures", "authors", "tags"
]


class Difference(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that differs between two states of an item."""

    what: What
    before: str = ""
    """As text; for ``content``, empty."""

    after: str = ""
    words_added: int = 0
    words_removed: int = 0
    beyond_words: str = ""
    """Where no word of the content differs: ``pictures``, ``links`` or ``markup``."""


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to one item of one feed."""

    kind: Kind
    item: LiveItem
    """As it is now; as it was, if it is gone."""

    before: LiveItem | None = None
    differences: tuple[Difference, ...] = ()
    formats: tuple[str, ...] = ()
    """Where only some formats of the feed show it: which."""

    @property
    def name(self) -> tuple[str, str]:
        """What is the same in all feeds and formats, which may have ids of their own."""
        return (self.item.url or self.item.id, self.item.title)

    @property
    def notifies(self) -> bool:
        """Whether readers show it as new."""
        return self.kind in ("new", "id-changed")


class FeedChange(msgspec.Struct, frozen=True, kw_only=True):
    """What happens to one feed, in all its formats."""

    title: str
    state: Literal["same", "changed", "new", "gone"]
    paths: dict[str, str]
    """File of each format, in the output folder."""

    held: int = 0
    """How many items it had."""

    holds: int = 0
    """How many it has."""

    items: tuple[ItemChange, ...] = ()
    """Nothing for a feed that is new, since nobody reads it yet, or gone."""

    notes: tuple[str, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Whether the bytes differ, but nothing that readers show."""
        return self.state == "changed" and not self.items and not self.notes

    def of(self, *kinds: Kind) -> list[ItemChange]:
        """Return the changes of some kinds."""
        return [change for change in self.items if change.kind in kinds]

    @property
    def notified(self) -> int:
        """How many items the readers of this feed are notified of."""
        return sum(change.notifies for change in self.items)


def once(feeds: Iterable[FeedChange], *kinds: Kind) -> list[list[tuple[FeedChange, ItemChange]]]:
    """Return the changes of some kinds over all feeds, those of one item together."""
    found: dict[tuple[str, str], list[tuple[FeedChange, ItemChange]]] = {}
    for feed in feeds:
        for change in feed.of(*kinds):
            found.setdefault(change.name, []).append((feed, change))
    return list(found.values())


def notified(feeds: Iterable[FeedChange]) -> int:
    """Return how many items readers are notified of; one in many feeds counts once."""
    return len(once(feeds, "new", "id-changed"))
