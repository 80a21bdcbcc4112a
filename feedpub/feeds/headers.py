"""`_headers`: what Netlify and Cloudflare Pages send along with the feeds.

Both match a path with ``*`` for any characters, apply every rule that matches, and join the
values of a header that two rules set; so no two rules here set the same header of one file.
Cloudflare reads 100 rules at most: hence patterns wherever one will do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from feedpub.config import Config, FeedSettings
from feedpub.feeds.describe import FeedHead
from feedpub.feeds.opml import OPML
from feedpub.urls import fill, path_of, to_uri

HEADERS = "_headers"

MAX_AGE = 900
"""Seconds. Many readers do not ask again before that is over, so it delays what is new."""

_XML = ("rss", "atom")
"""The formats in XML. No other files have their endings, so one pattern is enough for each."""


def headers_text(
    feeds: Sequence[FeedHead], config: Config, media_types: Mapping[str, str]
) -> bytes:
    """Return the file: types of the feeds, how long they keep, who may read them, and hubs."""
    root = "/" + path_of(config.base_url)
    if config.site.xml_types:
        xml = dict.fromkeys(_XML, "application/xml")
        media_types = {**media_types, **xml}
    rules = {
        to_uri(root + pattern): _common(media_types[format])
        for format, pattern in _patterns(config.feeds)
    }
    if config.site.opml:
        rules[root + OPML] = _common("text/x-opml")
    for feed in sorted(feeds, key=lambda feed: bool(feed.per)):  # should the rules be too many
        for url in feed.urls.values() if feed.hubs else ():
            targets = [*((hub, "hub") for hub in feed.hubs), (url, "self")]
            link = ", ".join(f'<{target}>; rel="{rel}"' for target, rel in targets)
            rules.setdefault("/" + path_of(url), {})["Link"] = link
    return "\n".join(
        line
        for path, headers in rules.items()
        for line in (path, *(f"  {name}: {value}" for name, value in headers.items()), "")
    ).encode()


def _common(media_type: str) -> dict[str, str]:
    return {
        "Content-Type": f"{media_type}; charset=utf-8",
        "Cache-Control": f"public, max-age={MAX_AGE}",
        "Access-Control-Allow-Origin": "*",
    }


def _patterns(feeds: Sequence[FeedSettings]) -> list[tuple[str, str]]:
    """Return formats and paths, relative to the output folder, with ``*`` for any name."""
    formats = dict.fromkeys(format for feed in feeds for format in feed.formats)
    found = [(format, f"*.{format}") for format in formats if format in _XML]
    for feed in feeds:
        anything = {str(feed.per): "*"}
        for format in feed.formats:
            file = feed.files.get(format, f"{feed.path}.{format}")
            found.append((format, fill(file, anything)))
            if feed.has_archives:
                found.append((format, f"{fill(feed.path, anything)}/*.{format}"))
    return [
        (format, path)
        for format, path in dict.fromkeys(found)
        if not any(_covers(other, path) for _, other in found if other != path)
    ]


def _covers(pattern: str, path: str) -> bool:
    return re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path) is not None
