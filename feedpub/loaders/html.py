"""HTML files (`.html`): with front matter, or a whole page with its own head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple

import msgspec

from feedpub.loaders.frontmatter import split
from feedpub.loaders.record import Record, read_record
from feedpub.loaders.source import Source
from feedpub.loaders.text_file import body_of, context_of, text_of_file
from feedpub.loaders.values import Context
from feedpub.markup.text import text_of
from feedpub.model import Article, Body

_HEAD = (re.compile(r"<head(?=[\s>])[^>]*>", re.I), re.compile(r"</head\s*>", re.I))
_BODY = (re.compile(r"<body(?=[\s>])[^>]*>", re.I), re.compile(r"</body\s*>|\Z", re.I))
_HEADING = (re.compile(r"<h1(?=[\s>])[^>]*>", re.I), re.compile(r"</h1\s*>", re.I))
_LANGUAGE = re.compile(r"""<html\b[^<>]*?\slang\s*=\s*["']?([\w-]+)""", re.I)


class _Element(NamedTuple):
    start: int
    inner: int
    inner_end: int
    end: int

    def text(self, page: str) -> str:
        return page[self.inner : self.inner_end]


def _find(page: str, tags: tuple[re.Pattern[str], re.Pattern[str]]) -> _Element | None:
    """Return where the first element is, if it is closed."""
    first = tags[0].search(_whole_tags(page))
    last = tags[1].search(page, first.end()) if first else None
    return _Element(*first.span(), *last.span()) if first and last else None


def _whole_tags(page: str) -> str:
    """Return the page without tags that never end, each of which would be followed to the end."""
    cut = page.find("<", page.rfind(">") + 1)
    return page[:cut] if cut >= 0 else page


def load_html(source: Source, context: Context) -> Iterator[Article]:
    """Yield the article; fields that the front matter lacks come from the page's head."""
    context = context_of(source, context)
    matter = split(text_of_file(source, context), source.path)
    page, line = matter.body, matter.body_line
    fields = {**_fields_of_head(page), **matter.fields(source.path)}
    if whole := _find(page, _BODY):
        line += page.count("\n", 0, whole.inner)
        page = whole.text(page)
    heading = _find(page, _HEADING)
    title = text_of(heading.text(page)) if heading else ""
    record = Record(fields, source.path, place=matter.place)
    article = read_record(record, msgspec.structs.replace(context, title=title), Body(""))
    if heading and title == article.title:
        lines = "\n" * page.count("\n", heading.start, heading.end)
        page = page[: heading.start] + lines + page[heading.end :]
    yield msgspec.structs.replace(article, body=body_of(page, "html", line, source.path, context))


def _fields_of_head(page: str) -> dict[str, str]:
    """Return what ``<title>`` and ``<meta>`` say, under the names that records use."""
    head = _find(page, _HEAD)
    if not head:
        return {}
    parser = _Head()
    with suppress(AssertionError):  # at `<![…`; what was found before it stands
        parser.feed(_whole_tags(head.text(page)))
        parser.close()
    language = _LANGUAGE.search(page)
    return {**({"language": language[1]} if language else {}), **parser.fields}


_META = {
    "article:published_time": "date",
    "article:modified_time": "updated",
    "article:section": "section",
    "og:image": "image",
    "og:description": "description",
}


class _Head(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.in_title = tag == "title"
        name = (given.get("name") or given.get("property") or "").lower()
        if tag == "meta" and name and given.get("content"):
            name = _META.get(name, name)
            if ":" not in name and name not in ("viewport", "generator", "robots"):
                self.fields.setdefault(name, str(given["content"]))
        if tag == "link" and given.get("rel") == "canonical" and given.get("href"):
            self.fields["url"] = str(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self.in_title = False

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.fields["title"] = self.fields.get("title", "") + data
