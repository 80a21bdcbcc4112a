"""The feeds of a publication before anything costly is done: what each says, and which articles."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

import msgspec

from feedpub.config import Config, FeedSettings
from feedpub.feeds.describe import FeedDescription, FeedHead, Item
from feedpub.feeds.moments import EMPTY, atom_moments
from feedpub.feeds.stylesheet import STYLESHEET
from feedpub.findings import Finding
from feedpub.model import Article, Author
from feedpub.publication import Publication, Topic, topics
from feedpub.publication.address import within_site
from feedpub.publication.content import full_html
from feedpub.urls import fill, host_of, to_uri


class Complete(Protocol):
    """Completes articles, as `publication.Completer` does."""

    def __call__(self, article: Article) -> Article:
        """Return the article as readers get it; this is costly."""
        ...

    def digest(self, article: Article) -> str:
        """Return a digest that changes whenever the completed article does."""
        ...


class Outline(FeedHead, frozen=True, kw_only=True):
    """A feed without the texts of its items."""

    articles: tuple[Article, ...]
    """Not completed; the newest first."""

    full: bool
    """Whether items carry the whole text."""

    path: str
    """That of the settings: its files without their endings."""

    since: dt.datetime = EMPTY
    """When it was updated, if it has no items."""

    archived: tuple[Article, ...] = ()
    """All articles, beyond the limit too, if older ones shall be found; the newest first."""

    @cached_property
    def atom_updated(self) -> dict[str, dt.datetime]:
        """When each Atom entry was updated, by the article's id."""
        return atom_moments(self.articles)

    @property
    def updated(self) -> dt.datetime:
        """The newest of its items."""
        return max(self.atom_updated.values(), default=self.since)

    def head(self) -> Outline:
        """Return the feed without its articles."""
        return msgspec.structs.replace(self, articles=(), archived=())

    def described(self, complete: Complete) -> FeedDescription:
        """Return the feed with its items completed."""
        head = {name: getattr(self, name) for name in FeedHead.__struct_fields__}
        items = tuple(self._item(complete(article)) for article in self.articles)
        return FeedDescription(**head, updated=self.updated, items=items)

    def _item(self, article: Article) -> Item:
        article = _with_uris(article)
        html = full_html(article) if self.full else ""
        return Item(article=article, html=html, atom_updated=self.atom_updated[article.id])


def _with_uris(article: Article) -> Article:
    """Return the article with those addresses in ASCII that completing it leaves as written."""
    source = article.source
    return msgspec.structs.replace(
        article,
        authors=tuple(map(_with_uri, article.authors)),
        canonical_url=to_uri(article.canonical_url) if article.canonical_url else "",
        comments_url=to_uri(article.comments_url) if article.comments_url else "",
        source=msgspec.structs.replace(source, url=to_uri(source.url)) if source else None,
    )


def _with_uri(author: Author) -> Author:
    return msgspec.structs.replace(author, url=to_uri(author.url)) if author.url else author


def _newest(articles: tuple[Article, ...], limit: int) -> tuple[Article, ...]:
    """Return the newest articles, with all of the last one's moment.

    Of thirty articles that have one day for a date none is the newest, and one that was added
    today shall not be missing; but a moment that so many share stands for no date at all.
    """
    if len(articles) <= limit or not limit:
        return articles[:limit]
    last = articles[limit - 1].published
    end = limit
    while end < len(articles) and articles[end].published == last and end <= _SHARED * limit:
        end += 1
    return articles[: end if end <= _SHARED * limit else limit]


_SHARED = 3


def outlines(publication: Publication, findings: list[Finding]) -> Iterator[Outline]:
    """Yield every feed of the settings; what is noteworthy about topics goes into `findings`."""
    for settings in publication.config.feeds:
        for topic in _topics(publication, settings, findings):
            articles = topic.articles if topic else publication.articles
            yield _outline(publication.config, settings, topic, articles)


def _topics(
    publication: Publication, settings: FeedSettings, findings: list[Finding]
) -> Iterator[Topic | None]:
    if settings.per is None:
        yield None
        return
    found, noteworthy = topics(publication.articles, settings.per)
    findings += noteworthy
    yield from found


def _outline(
    config: Config, settings: FeedSettings, topic: Topic | None, articles: tuple[Article, ...]
) -> Outline:
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
    return Outline(
        id=uuid.uuid5(uuid.NAMESPACE_URL, f"https://{host_of(config.base_url)}/feed/{stem}").urn,
        title=title,
        description=settings.description or publication.description or title,
        home_url=config.base_url,
        language=publication.language,
        author=_with_uri(config.default_author),
        icon=within_site(publication.icon, config.base_url) if publication.icon else "",
        rights=publication.rights,
        paths=paths,
        urls={format: to_uri(config.base_url + path) for format, path in paths.items()},
        per=settings.per or "",
        hubs=tuple(map(to_uri, publication.hubs)),
        stylesheet=STYLESHEET if config.site.stylesheet else "",
        articles=_newest(articles, settings.limit),
        full=settings.content == "full",
        path=stem,
        archived=articles if settings.has_archives else (),
    )
