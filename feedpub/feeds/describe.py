"""What a feed says, in no format yet: the one source of RSS, Atom and JSON Feed."""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Callable, Iterator, Sequence

import msgspec

from feedpub.config import Config, FeedSettings
from feedpub.errors import ConfigError
from feedpub.findings import Finding
from feedpub.model import Article, Author
from feedpub.publication import Publication, Topic, topics
from feedpub.publication.address import within_site
from feedpub.publication.content import full_html
from feedpub.urls import fill, host_of, to_uri

Complete = Callable[[Article], Article]


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
    def byline(self) -> str:
        """All authors in one line, the only form that every RSS reader shows whole."""
        return ", ".join(author.name for author in self.article.authors)


class FeedDescription(msgspec.Struct, frozen=True, kw_only=True):
    """One feed."""

    id: str
    title: str
    description: str
    home_url: str
    language: str
    author: Author
    icon: str
    rights: str
    updated: dt.datetime
    """The newest of its items."""

    paths: dict[str, str]
    """File of each format, relative to the output folder."""

    urls: dict[str, str]
    """Address of each format."""

    items: tuple[Item, ...]
    """The newest first."""


EMPTY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
"""When a feed without items was updated: equal input gives equal bytes, so not the clock."""


def describe_feeds(
    publication: Publication, complete: Complete
) -> tuple[list[FeedDescription], list[Finding]]:
    """Return every feed of the settings, and what was noteworthy about topics.

    Raises:
        ConfigError: if two feeds would be one file.
    """
    config = publication.config
    findings: list[Finding] = []
    spread = spread_updates(publication.articles)
    feeds: list[FeedDescription] = []
    for settings in config.feeds:
        for topic in _topics(publication, settings, findings):
            chosen = (topic.articles if topic else publication.articles)[: settings.limit]
            full = settings.content == "full"
            items = tuple(_item(complete(article), full, spread) for article in chosen)
            feeds.append(_describe(config, settings, topic, items, spread))
    _refuse_one_file_for_two(feeds)
    return feeds, findings


def _topics(
    publication: Publication, settings: FeedSettings, findings: list[Finding]
) -> Iterator[Topic | None]:
    if settings.per is None:
        yield None
        return
    found, noteworthy = topics(publication.articles, settings.per)
    findings += noteworthy
    yield from found


def _item(article: Article, full: bool, spread: dict[str, dt.datetime]) -> Item:
    html = full_html(article) if full else ""
    return Item(article=article, html=html, atom_updated=spread[article.id])


def _describe(
    config: Config,
    settings: FeedSettings,
    topic: Topic | None,
    items: tuple[Item, ...],
    spread: dict[str, dt.datetime],
) -> FeedDescription:
    publication = config.publication
    names = {str(settings.per): topic.slug} if topic else {}
    spoken = {str(settings.per): topic.name} if topic else {}
    title = fill(settings.title, spoken) if settings.title else publication.title
    if topic and not settings.title:
        title = f"{publication.title}: {topic.name}"
    paths: dict[str, str] = {
        format: fill(settings.files.get(format, f"{settings.path}.{format}"), names)
        for format in settings.formats
    }
    stem = fill(settings.path, names)
    return FeedDescription(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"https://{host_of(config.base_url)}/feed/{stem}").urn,
        title=title,
        description=settings.description or publication.description or title,
        home_url=config.base_url,
        language=publication.language,
        author=config.default_author,
        icon=within_site(publication.icon, config.base_url) if publication.icon else "",
        rights=publication.rights,
        updated=max((item.atom_updated for item in items), default=EMPTY),
        paths=paths,
        urls={format: to_uri(config.base_url + path) for format, path in paths.items()},
        items=items,
    )


def _refuse_one_file_for_two(feeds: Sequence[FeedDescription]) -> None:
    seen: dict[str, str] = {}
    for feed in feeds:
        for path in feed.paths.values():
            name = path.casefold()  # as many systems see it
            if name in seen:
                message = (
                    f"the feeds `{seen[name]}` and `{feed.title}` are both written to `{path}`"
                )
                raise ConfigError(message, hint="give one of them another `path`")
            seen[name] = feed.title


# --- Atom's dates ----------------------------------------------------------------------------

_SLOTS = 60_000


def spread_updates(articles: Sequence[Article]) -> dict[str, dt.datetime]:
    """Return for each id when its Atom entry was updated, no two alike.

    Articles that share `updated` (dates without a time) get seconds that are derived from
    their ids, so that the order of readers who sort by it is stable.
    """
    groups: dict[dt.datetime, list[str]] = {}
    for article in articles:
        groups.setdefault(article.updated or article.published or EMPTY, []).append(article.id)
    spread: dict[str, dt.datetime] = {}
    for moment, ids in groups.items():
        if len(ids) == 1:
            spread[ids[0]] = moment
            continue
        taken: set[int] = set()
        for id_ in sorted(ids):
            slot = int.from_bytes(hashlib.sha256(id_.encode()).digest()[:4], "big") % _SLOTS
            while slot in taken:
                slot += 1
            taken.add(slot)
            spread[id_] = moment + dt.timedelta(milliseconds=slot)
    return spread
