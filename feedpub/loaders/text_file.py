"""What the loaders of single-article files share: the name of the file, and its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from feedpub.errors import ArticleError, Location
from feedpub.findings import Finding
from feedpub.loaders.record import split_name, tag_removed
from feedpub.loaders.source import Source
from feedpub.loaders.values import Context
from feedpub.markup.characters import may_be_bad, repair
from feedpub.markup.foreign import resolve_tags
from feedpub.model import Body
from feedpub.places import Place

MOST_TOLD = 50
"""So many places of one kind are told of a file; the rest are counted."""


def context_of(source: Source, context: Context) -> Context:
    """Return the context with what the file's path says: date, slug, whether it is a draft."""
    parts = source.inner_path.split("/")
    name = parts[-2] if parts[-1] == "index" and len(parts) > 1 else parts[-1]
    moment, rest = split_name(name, context.zone)
    slug = "" if name == "index" else rest or name
    return msgspec.structs.replace(context, date=moment, slug=slug, draft=source.is_draft)


def text_of_file(source: Source, context: Context) -> str:
    """Return the text, repaired; every bad character is reported at its place.

    Raises:
        ArticleError: if it is not UTF-8, or empty.
    """
    text = source.text()
    if not text or text.isspace():
        raise ArticleError(
            "the file is empty", at=Location(source.path), hint="write the article, or delete it"
        )
    if not may_be_bad(source.data):
        return text
    repaired, bad = repair(text)
    places = _places(text, (character.offset for character in bad))
    code = "control-character"
    for character, place in zip(bad[:MOST_TOLD], places, strict=False):
        did = f"was read as `{character.repaired}`" if character.repaired else "was removed"
        at = Location(source.path, *place)
        message = f"the character {character.code} {did}"
        context.report(Finding(code=code, message=message, at=at))
    if more := len(bad[MOST_TOLD:]):
        message = f"there are {more:,} more of such characters"
        context.report(Finding(code=code, message=message, at=Location(source.path, 1)))
    return repaired


def body_of(text: str, kind: str, line: int, path: str, context: Context) -> Body:
    """Return the body; tags of other programs are carried out, or reported and taken out."""
    resolved, tags = resolve_tags(text, kind)
    places = _places(text, (tag.offset for tag in tags))
    for tag, place in zip(tags[:MOST_TOLD], places, strict=False):
        context.report(tag_removed(tag, Location(path, place.line + line - 1, place.column)))
    if more := len(tags[MOST_TOLD:]):
        message = f"there are {more:,} more of such tags"
        context.report(Finding(code="template-tag", message=message, at=Location(path, line)))
    return Body(resolved, kind, line)  # type: ignore[arg-type]


def _places(text: str, offsets: Iterable[int]) -> Iterator[Place]:
    """Yield the places of offsets in their order, each counted on from the one before."""
    line, begin, at = 1, 0, 0
    for offset in offsets:
        line += text.count("\n", at, offset)
        begin = max(begin, text.rfind("\n", at, offset) + 1)
        at = offset
        yield Place(line, offset - begin + 1)
