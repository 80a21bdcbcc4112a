"""Template tags in the texts of an edition: late fields that are declared, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from feedpub.config.mentions import BUILTIN, Mention, mentions
from feedpub.config.problem import nearest
from feedpub.config.settings import NewsletterSettings
from feedpub.errors import EditionError, Location
from feedpub.markup.foreign import resolve_tags
from feedpub.markup.markdown import code_ranges
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.edition_text import EditionText, Key
from feedpub.newsletter.late import Late


def tag_errors(
    edition: Edition, newsletter: NewsletterSettings, file: EditionText
) -> Iterator[EditionError]:
    """Yield, with their places, the tags that would reach inboxes as they are written."""
    known = {**BUILTIN, **newsletter.fields}
    for name, text in (("subject", edition.subject), ("preheader", edition.preheader)):
        for mention in mentions(text):
            if mention.name not in known:
                at = file.place_in((name,), f"subscriber.{mention.name}")
                yield _undeclared(mention, known, at)
        yield from _raw(_blanked(text, mentions(text)), (name,), file, _LATE)
    said = mentions_in_prose(edition.intro)
    for mention in said:
        at = file.place_of_intro(mention.offset)
        if mention.name not in known:
            yield _undeclared(mention, known, at)
        elif known[mention.name].type != "address" and _LINK.search(edition.intro[: mention.begin]):
            message = f"`subscriber.{mention.name}` is no address, so no link can lead there"
            yield EditionError(message, at=at, hint="declare it with `type` `address`")
    yield from _raw_in_prose(_blanked(edition.intro, said), file)
    for number, entry in enumerate(edition.entries):
        for name, text in (("headline", entry.headline), ("blurb", entry.blurb)):
            hint = "late fields stand in subject, preheader and introduction only"
            yield from _raw(text, ("articles", number, name), file, hint)


_LINK = re.compile(
    r"""(?:\]\(\s*<?|^[ ]{0,3}\[[^\]]+\]:\s*<?|\b(?:href|src)\s*=\s*["']?)\Z""", re.I | re.M
)
"""What stands before an address, of Markdown and of HTML."""


def mentions_in_prose(markdown: str) -> list[Mention]:
    """Return the late fields of a text but those in code, where a tag is what the text is about."""
    found = list(mentions(markdown))
    code = code_ranges(markdown) if found else []
    return [m for m in found if not any(start <= m.begin < end for start, end in code)]


def expanded(markdown: str, late: Late) -> str:
    """Return an introduction with its late fields as the words that stand for them."""
    pieces: list[str] = []
    at = 0
    for mention in mentions_in_prose(markdown):
        pieces += [markdown[at : mention.begin], late.expand(mention.whole)]
        at = mention.begin + len(mention.whole)
    return "".join([*pieces, markdown[at:]])


_TAG = re.compile(
    r"""\{\{.*?\}\} | \{%.*?%\} | \{\#.*?\#\} | \{\{ | \{%
    | \*\|[A-Z][A-Z0-9_:]*\|\* | %%[A-Za-z_]\w*%%""",
    re.X,
)
"""Jinja, Liquid and their like; Mailchimp; Salesforce."""

_ELSEWHERE = re.compile(r"\{\{\s*subscriber\b | \*\|[A-Z][A-Z0-9_:]*\|\* | %%[A-Za-z_]\w*%%", re.X)
"""What remains in an introduction without the tags that articles are read without too."""

_LATE = 'only late fields are filled in: `{{ subscriber.name | default("friend") }}`'


def _blanked(text: str, found: Iterable[Mention]) -> str:
    """Return the text with letters in the place of late fields, so that all else stays put."""
    for mention in found:
        end = mention.begin + len(mention.whole)
        text = text[: mention.begin] + "x" * len(mention.whole) + text[end:]
    return text


def _undeclared(mention: Mention, known: Mapping[str, object], at: Location) -> EditionError:
    """Return the error; `known` are the fields that there are."""
    message = f"no field `{mention.name}` is declared in `fields` of the newsletter"
    return EditionError(message, at=at, hint=nearest(mention.name, known))


def _raw(text: str, key: Key, file: EditionText, hint: str) -> Iterator[EditionError]:
    for match in _TAG.finditer(text) if _SIGNS.search(text) else ():
        message = f"the template tag `{match[0]}` would reach readers as it is"
        yield EditionError(message, at=file.place_in(key, match[0]), hint=hint)


_SIGNS = re.compile(r"\{[{%#]|\*\||%%")


def _raw_in_prose(markdown: str, file: EditionText) -> Iterator[EditionError]:
    if not _SIGNS.search(markdown):
        return
    found = [(tag.offset, tag.text) for tag in resolve_tags(markdown, "markdown")[1]]
    code = code_ranges(markdown)
    for match in _ELSEWHERE.finditer(markdown):
        at = match.start()
        inside = [start <= at < end for start, end in code]
        inside += [start <= at < start + len(text) for start, text in found]
        if not any(inside):
            found.append((at, match[0]))
    hint = f"{_LATE}; to show a tag as text, put it between backticks"
    for offset, text in sorted(found):
        message = f"the template tag `{text}` would not reach readers as it is meant"
        yield EditionError(message, at=file.place_of_intro(offset), hint=hint)
