"""Clippings (`.txt`): an article as it was pasted from a news page.

What the text lacks, such as date and address, comes from a front matter, from a side
file (`name.toml` or `name.yaml` beside `name.txt`), or from the file's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import msgspec

from feedpub.dates import find_date
from feedpub.errors import ArticleError, Location
from feedpub.loaders.clipping_text import Block, Clipping, ClippingError, Picture, parse_clipping
from feedpub.loaders.frontmatter import FrontMatter, parse_block, split
from feedpub.loaders.record import Record, read_record
from feedpub.loaders.source import Source, decode
from feedpub.loaders.text_file import context_of, text_of_file
from feedpub.loaders.values import Context
from feedpub.markup.figure import figure_html
from feedpub.model import Article, Body


def load_clipping(source: Source, context: Context) -> Iterator[Article]:
    """Yield the article; fields of the front matter or side file win over the text."""
    context = context_of(source, context)
    matter = split(text_of_file(source, context), source.path)
    try:
        clipping = parse_clipping(matter.body)
    except ClippingError as e:
        at = Location(source.path, e.line + matter.body_line - 1)
        raise ArticleError(
            str(e), at=at, hint="begin with the headline on a line of its own"
        ) from e
    context = msgspec.structs.replace(
        context,
        title=clipping.title,
        date=context.date or find_date(clipping.published, context.zone),
    )
    given, record = _given(source, matter)
    record = record._replace(fields={**_fields(clipping, given), **given})
    html = "\n".join(_html(block) for block in clipping.blocks)
    yield read_record(record, context, Body(html, "html", matter.body_line))


def _given(source: Source, matter: FrontMatter) -> tuple[dict[str, Any], Record]:
    """Return the fields that were written by hand, and where they stand."""
    fields = matter.fields(source.path)
    if source.side is None:
        return fields, Record(fields, source.path, place=matter.place)
    path, data = source.side
    syntax = "toml" if path.endswith(".toml") else "yaml"
    block = decode(data, path)
    side = FrontMatter(syntax, block, 1, "", 1)
    both = {**fields, **parse_block(syntax, block, path)}
    return both, Record(both, path, place=side.place)._replace(path=source.path)


def _fields(clipping: Clipping, given: dict[str, Any]) -> dict[str, Any]:
    """Return what the text says, under the names that records use."""
    fields: dict[str, Any] = {
        "title": clipping.title,
        "kicker": clipping.kicker,
        "standfirst": clipping.standfirst,
        "section": clipping.section,
        "authors": _authors(clipping),
        "corrections": list(clipping.corrections),
    }
    image = given.pop("image", None)
    if clipping.lead or image:
        fields["image"] = {
            **_picture(clipping.lead),
            **(image if isinstance(image, dict) else {"url": image}),
        }
    return {name: value for name, value in fields.items() if value}


def _authors(clipping: Clipping) -> list[dict[str, str]]:
    bios = (*clipping.bios, *[""] * len(clipping.authors))
    return [{"name": name, "bio": bio} for name, bio in zip(clipping.authors, bios, strict=False)]


def _picture(lead: Picture | None) -> dict[str, str]:
    return dict(lead._asdict()) if lead else {}


def _html(block: Block | Picture) -> str:
    if isinstance(block, Picture):
        return figure_html("", block.alt, caption=block.caption, credit=block.credit)
    lines = [escape(line, quote=False) for line in block.text.split("\n")]
    if block.kind == "list":
        return "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    if block.kind == "quote":
        return "<blockquote>" + "".join(f"<p>{line}</p>" for line in lines) + "</blockquote>"
    if block.kind == "break":
        return "<hr>"
    tag = "h2" if block.kind == "heading" else "p"
    return "\n".join(f"<{tag}>{line}</{tag}>" for line in lines)
