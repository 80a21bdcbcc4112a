"""Markdown with front matter (`.md`, `.markdown`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from feedpub.findings import Finding
from feedpub.loaders.frontmatter import split
from feedpub.loaders.record import IncompleteError, Record, read_record
from feedpub.loaders.source import Source
from feedpub.loaders.text_file import body_of, context_of, text_of_file
from feedpub.loaders.values import Context
from feedpub.markup.clean import SITE, without_holes
from feedpub.markup.text import plain
from feedpub.model import Article

_TITLE = re.compile(r"\s*(?:#[ \t]+(.+?)(?:[ \t]+#+)?|([^\n#>*+\-`\s][^\n]*)\n=+)[ \t]*(?:\n|$)")


def load_markdown(source: Source, context: Context) -> Iterator[Article]:
    """Yield the article; without a title in the fields, its first heading is the title.

    What stands beside a bundle's `index.md` and is not complete is a part of it, as in Hugo.
    """
    if not source.in_bundle:
        yield _article(source, context)
        return
    told: list[Finding] = []
    with suppress(IncompleteError):
        article = _article(source, msgspec.structs.replace(context, report=told.append))
        for finding in told:
            context.report(finding)
        yield article


def _article(source: Source, context: Context) -> Article:
    context = context_of(source, context)
    matter = split(text_of_file(source, context), source.path)
    body = body_of(matter.body, "markdown", matter.body_line, source.path, context)
    may_have_one = body.text.lstrip().startswith("#") or "\n=" in body.text
    heading = _TITLE.match(body.text) if may_have_one else None
    title = _words(heading[1] or heading[2]) if heading else ""
    record = Record(matter.fields(source.path), source.path, place=matter.place)
    article = read_record(record, msgspec.structs.replace(context, title=title), body)
    if heading and title == article.title:
        # The title stands above the text anyway; it shall not stand there twice.
        rest = body.text[heading.end() :]
        body = msgspec.structs.replace(body, text=rest, line=body.line + heading[0].count("\n"))
        article = msgspec.structs.replace(article, body=body)
    return article


def _words(markdown: str) -> str:
    """The plain text of a heading."""
    words = _ATTRIBUTES.sub("", without_holes(markdown.replace(SITE, "")))
    return plain(
        re.sub(r"!?\[([^\]]*)\]\([^)]*\)|[*_`]{1,3}(\S.*?\S|\S)[*_`]{1,3}", r"\1\2", words)
    )


_ATTRIBUTES = re.compile(r"\s*\{[#.][^{}]*\}\s*$")
