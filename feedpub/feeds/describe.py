"""What a feed says, in no format yet: the one source of RSS, Atom and JSON Feed."""

from __future__ import annotations

import datetime as dt

import msgspec

from feedpub.model import Article, Author


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """One article in a feed."""

    article: Article
    """Completed."""

    html: str
    """The full text; empty where the feed carries summaries only."""

    atom_updated: dt.datetime

    @property
    def tags(self) -> tuple[str, ...]:
        """The section and the tags, each once."""
        names = (self.article.section, *self.article.tags)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def revised(self) -> dt.datetime | None:
        """When it was updated, if that is not when it was published; whole seconds."""
        article = self.article
        return article.updated if article.updated != article.published else None

    @property
    def byline(self) -> str:
        """All authors in one line, the only form that every RSS reader shows whole."""
        return ", ".join(author.name for author in self.article.authors)


class FeedHead(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What a feed, or one page of its archive, says of itself."""

    id: str
    title: str
    description: str
    home_url: str
    language: str
    author: Author
    icon: str
    rights: str

    paths: dict[str, str]
    """File of each format, relative to the output folder."""

    urls: dict[str, str]
    """Address of each format."""

    per: str = ""
    """Of what it is one of several: ``tag``, ``author`` or ``section``."""

    hubs: tuple[str, ...] = ()
    """WebSub hubs, which tell subscribers of new items."""

    stylesheet: str = ""
    """File that makes it readable in a browser, relative to the output folder."""

    previous: dict[str, str] = {}
    """Address of the newest page of the archive, or of the page before this one."""

    following: dict[str, str] = {}
    """Address of the page after this one, if this is the oldest."""

    current: dict[str, str] = {}
    """Address of the feed itself, if this is a page of its archive."""


class FeedDescription(FeedHead, frozen=True, kw_only=True):
    """One feed, with all that a writer needs."""

    updated: dt.datetime
    """The newest of its items."""

    items: tuple[Item, ...]
    """The newest first."""
