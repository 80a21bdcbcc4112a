"""What a file is, said so that readers, browsers and players understand it."""

from __future__ import annotations

import re
from pathlib import PurePath

from feedpub.loaders.assets import MEDIA_TYPES

TYPES = {
    **MEDIA_TYPES,
    ".atom": "application/atom+xml",
    ".css": "text/css",
    ".csv": "text/csv",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".js": "text/javascript",
    ".json": "application/json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".opml": "text/x-opml",
    ".otf": "font/otf",
    ".rdf": "application/rdf+xml",
    ".rss": "application/rss+xml",
    ".srt": "application/x-subrip",
    ".ttf": "font/ttf",
    ".txt": "text/plain",
    ".vtt": "text/vtt",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".xsl": "text/xsl",
}

FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")

_HEAD = 2048
_ROOTS = {
    b"rss": FEED_TYPES[0],
    b"feed": FEED_TYPES[1],
}
_ROOT = re.compile(rb"<(?![?!])(?:\w+:)?(\w+)")
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https:(?:\\?/){2}jsonfeed\.org')


def is_text(media_type: str) -> bool:
    """Tell whether it has a charset, and is worth compressing."""
    kind, _, sub = media_type.partition("/")
    return (
        kind == "text"
        or sub.endswith(("+xml", "+json"))
        or sub in ("json", "xml", "javascript", "x-subrip")
    )


def media_type(name: str, body: bytes | None) -> str:
    """Return the media type by the ending; feeds of any name are known by how they begin."""
    known = TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
    if body is not None and known == "application/xml":
        root = _ROOT.search(body[:_HEAD])
        return _ROOTS.get(root[1], known) if root else known
    if body is not None and known == "application/json" and _JSON_FEED.search(body[:_HEAD]):
        return FEED_TYPES[2]
    return known


def content_type(media_type: str) -> str:
    """Return the header's value; feedpub writes UTF-8 only."""
    return f"{media_type}; charset=utf-8" if is_text(media_type) else media_type
