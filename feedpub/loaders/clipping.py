"""Clippings (`.txt`): an article as it was pasted from a news page.

What the text lacks, such as date and address, comes from a front matter, from a side
file (`name.toml` or `name.yaml` beside `name.txt`), or from the file's name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import msgspec

from feedpub.dates import find_date
from feedpub.errors import ArticleError, Location
from feedpub.loaders.clippings import Block, Clipping, ClippingError, Picture, parse_clipping
from feedpub.loaders.frontmatter import FrontMatter, parse_block, split
from feedpub.loaders.record import NAMES, Key, Record, read_record
from feedpub.loaders.source import Source, decode
from feedpub.loaders.text_file import context_of, text_of_file
from feedpub.loaders.values import Context
from feedpub.markup.figure import figure_html
from feedpub.model import Article, Body


def load_clipping(source: Source, context: Context) -> Iterator[Article]:
    """Yield the article; fields of the front matter or side file win over the text."""
    context = context_of(source, context)
    matter = split(text_of_file(source, context), source.path)
    clipping = _parse(matter, source.path)
    context = msgspec.structs.replace(
        context,
        title=clipping.title,
        date=context.date or find_date(clipping.published, context.zone),
    )
    record = _Record.of(source, matter)
    signed = _written("authors", record.fields)
    blocks = [_html(block) for block in clipping.blocks]
    notes = _notes(clipping.bio, () if signed else clipping.bios)
    body = Body("\n".join([*blocks, *notes]), "html", matter.body_line)
    yield read_record(record.completed(_said(clipping, context)), context, body)


def _parse(matter: FrontMatter, path: str) -> Clipping:
    try:
        return parse_clipping(matter.body)
    except ClippingError as e:
        at = Location(path, e.line + matter.body_line - 1)
        hint = "begin with the headline on a line of its own"
        raise ArticleError(e.message, at=at, hint=hint) from e


class _Record(Record):
    """Fields from two files; a mistake is reported in the file that has the field."""

    side: Record = Record({}, "")

    @classmethod
    def of(cls, source: Source, matter: FrontMatter) -> _Record:
        """Return what was written by hand; the side file wins over the front matter."""
        fields = matter.fields(source.path)
        if source.side is None:
            return cls(fields, source.path, place=matter.place)
        path, data = source.side
        syntax = "toml" if path.endswith(".toml") else "yaml"
        block = decode(data, path)
        side = FrontMatter(syntax, block, 1, "", 1)
        beside = parse_block(syntax, block, path)
        record = cls({**fields, **beside}, source.path, place=matter.place)
        record.side = Record(beside, path, place=side.place)
        return record

    def completed(self, said: Mapping[str, Any]) -> _Record:
        """Return the record with what the text says in those fields that nobody wrote."""
        fields = dict(self.fields)
        for field, value in said.items():
            names = _written(field, self.fields)
            if not names:
                fields[field] = value
            elif field == "image":
                fields[names[0]] = _described(value, fields[names[0]])
        record = self._replace(fields=fields)
        record.side = self.side
        return record

    def at(self, key: Key) -> Location:
        """Return where the field stands, or where the text begins."""
        beside = key and key[0] in self.side.fields
        return self.side.at(key) if beside else super().at(key)


def _written(field: str, fields: Mapping[str, Any]) -> list[str]:
    """Return the names under which `fields` have the field, the one that counts first."""
    given = {str(n).strip().lower().replace("-", "_").replace(" ", "_"): n for n in fields}
    return [given[name] for name in NAMES[field] if name in given]


def _said(clipping: Clipping, context: Context) -> dict[str, Any]:
    """Return what the text says, under the names that records use."""
    authors = zip(clipping.authors, clipping.bios, strict=True)
    fields = {
        "title": clipping.title,
        "kicker": clipping.kicker,
        "standfirst": clipping.standfirst,
        "section": clipping.section,
        "authors": [{"name": name, **({"bio": bio} if bio else {})} for name, bio in authors],
        "updated": find_date(clipping.updated, context.zone),
        "corrections": list(clipping.corrections),
        "image": clipping.lead and clipping.lead._asdict(),
    }
    return {name: value for name, value in fields.items() if value}


def _described(words: Mapping[str, str], image: Any) -> Any:
    """Return the picture that was written by hand, with the words that the text has for it."""
    first = image[0] if isinstance(image, list) and image else image
    table = {"url": first} if isinstance(first, str | None) else first
    return {**words, **table} if isinstance(table, dict) else image


def _notes(bio: str, told: Sequence[str]) -> list[str]:
    """Return as paragraphs the biographies and thanks that no author's biography has told."""
    known = {line for life in told for line in life.split("\n")}
    lines = [line for line in bio.split("\n") if line and line not in known]
    return [f"<p><em>{escape(line, quote=False)}</em></p>" for line in lines]


_TAGS = {
    "paragraph": ("", "p"),
    "heading": ("", "h2"),
    "list": ("ul", "li"),
    "quote": ("blockquote", "p"),
}
"""The element around each kind of block, and the one around each of its lines."""


def _html(block: Block | Picture) -> str:
    if isinstance(block, Picture):
        return figure_html("", block.alt, caption=block.caption, credit=block.credit)
    if block.kind == "break":
        return "<hr>"
    around, tag = _TAGS[block.kind]
    lines = (escape(line, quote=False) for line in block.text.split("\n"))
    inner = "".join(f"<{tag}>{line}</{tag}>" for line in lines)
    return f"<{around}>{inner}</{around}>" if around else inner
