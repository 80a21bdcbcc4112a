"""Every file that is served, planned: its bytes are made when they are asked for, and not before.

A key tells whether a file would change. It costs no rendering, and no completed article if
the digests of articles are known from before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from feedpub.config import Config
from feedpub.feeds.archive import with_archive
from feedpub.feeds.discovery import DISCOVERY, discovery_html
from feedpub.feeds.formats import FORMATS, Format
from feedpub.feeds.headers import HEADERS, headers_text
from feedpub.feeds.opml import OPML, opml_bytes
from feedpub.feeds.outline import Complete, Outline, outlines
from feedpub.feeds.page import LATEST, page_html, page_path
from feedpub.feeds.planned import Kind, Planned, digest, digest_of, refuse_one_file_for_two
from feedpub.feeds.stylesheet import STYLESHEET, css_bytes
from feedpub.findings import Finding
from feedpub.publication import Publication


class Plan(NamedTuple):
    """All files, what they say, and what was noteworthy."""

    documents: tuple[Planned, ...]
    feeds: tuple[Outline, ...]
    findings: tuple[Finding, ...]


def plan(
    publication: Publication, complete: Complete, formats: Mapping[str, Format] = FORMATS
) -> Plan:
    """Return what is to be written for a publication.

    Raises:
        ConfigError: if two files would be one.
    """
    config = publication.config
    findings: list[Finding] = []
    archived = [
        with_archive(feed, config.zone, config.base_url) for feed in outlines(publication, findings)
    ]
    feeds = tuple(feed for feed, _ in archived)
    documents = tuple(_documents(config, archived, complete, formats))
    refuse_one_file_for_two(documents, config)
    return Plan(documents, feeds, tuple(findings))


def _documents(
    config: Config,
    archived: Sequence[tuple[Outline, Sequence[Outline]]],
    complete: Complete,
    formats: Mapping[str, Format],
) -> Iterator[Planned]:
    feeds = [feed for feed, _ in archived]
    for feed in feeds:
        for name in feed.paths:
            yield _feed_document(feed, name, formats[name], complete, "feed")
    for _, pages in archived:
        for page in pages:
            for name in page.paths:
                yield _feed_document(page, name, formats[name], complete, "archive")
    media_types = {name: format.media_type for name, format in formats.items()}
    if config.site.pages:
        yield from (_page(feed, config, media_types, complete) for feed in _one_per_path(feeds))
    yield from _site(feeds, config, media_types)


def _feed_document(
    feed: Outline, name: str, format: Format, complete: Complete, kind: Kind
) -> Planned:
    def key() -> str:
        return digest(name, feed.head(), *map(complete.digest, feed.articles))

    def body() -> bytes:
        return format.write(feed.described(complete))

    what = f"the feed `{feed.title}`"
    if kind == "archive":
        what = f"the archive of {what}"
    return Planned(feed.paths[name], format.media_type, kind, what, key, body)


def _one_per_path(feeds: Sequence[Outline]) -> Iterable[Outline]:
    """Return the feeds; two with one path, which differ in their formats, as one."""
    found: dict[str, Outline] = {}
    for feed in feeds:
        other = found.get(feed.path, feed)
        urls = {**other.urls, **feed.urls, **other.urls}
        found[feed.path] = msgspec.structs.replace(other, urls=urls)
    return found.values()


def _page(
    feed: Outline, config: Config, media_types: Mapping[str, str], complete: Complete
) -> Planned:
    shown = msgspec.structs.replace(
        feed, articles=feed.articles[:LATEST], full=False, previous={}, hubs=(), stylesheet=""
    )
    opml_url = config.base_url + OPML if config.site.opml else ""

    def key() -> str:
        digests = map(complete.digest, shown.articles)
        return digest("page", shown.head(), media_types, config.zone.key, opml_url, *digests)

    def body() -> bytes:
        return page_html(shown.described(complete), media_types, config.zone, opml_url)

    what = f"the page of the feed `{feed.title}`"
    return Planned(page_path(feed.path), "text/html", "page", what, key, body)


def _site(
    feeds: Sequence[Outline], config: Config, media_types: Mapping[str, str]
) -> Iterator[Planned]:
    """Yield what there is one of; none of it depends on articles."""
    site = config.site
    known = [feed.head() for feed in feeds]
    table = (
        (site.stylesheet, STYLESHEET, "text/css", css_bytes),
        (site.opml, OPML, "text/x-opml", partial(opml_bytes, known, config)),
        (
            site.autodiscovery,
            DISCOVERY,
            "text/html",
            partial(discovery_html, known, media_types),
        ),
        (site.headers, HEADERS, "text/plain", partial(headers_text, known, config, media_types)),
    )
    for is_on, path, media_type, write in table:
        if is_on:
            yield Planned(path, media_type, "site", f"`{path}`", partial(digest_of, write), write)
