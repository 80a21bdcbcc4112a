"""What `check` says of a publication's own templates: what in them never comes into a mail."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from feedpub.config.problem import nearest
from feedpub.config.settings import Config, NewsletterSettings
from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.newsletter import blame
from feedpub.newsletter.templates.outline import Named, Outline, outline
from feedpub.project.own_templates import BUILTIN, Sources, found, used


def check_templates(config: Config, files: Sources) -> Iterator[Finding]:
    """Yield tests for segments that nobody has, and blocks and text that nothing prints."""
    known: defaultdict[str, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    for newsletter in config.newsletters:
        for name in _names(files, newsletter):
            for label, source in used(files, name):
                if not label.startswith(BUILTIN):
                    sources[label] = source
                    known[label].update(newsletter.segments)
    for label, source in sources.items():
        if read := outline(source):
            yield from _segments(label, source, read, known[label])
            yield from _blocks(files, label, source, read)
            yield from _outside(label, source, read)


def _names(files: Sources, newsletter: NewsletterSettings) -> Sequence[str]:
    """Return the templates of HTML and text."""
    text = f"{newsletter.template}.txt"
    if not found(files, text)[1]:
        text = "article.txt" if newsletter.every == "article" else "digest.txt"
    return f"{newsletter.template}.html", text


def _segments(label: str, source: str, read: Outline, known: set[str]) -> Iterator[Finding]:
    for asked in read.segments:
        if asked.name not in known:
            hint = nearest(asked.name, known) if known else _NO_SEGMENTS
            message = f"no newsletter that uses this has a segment `{asked.name}`"
            at = _place(label, source, asked, rf"[\"']{re.escape(asked.name)}[\"']")
            yield Finding(code="mail-template", message=message, at=at, hint=hint)


_NO_SEGMENTS = 'name them in the settings: segments = ["members", "guests"]'


def _blocks(files: Sources, label: str, source: str, read: Outline) -> Iterator[Finding]:
    above = _above(files, label, read)
    if above is None:
        return
    for block in read.blocks:
        if block.name not in above and block.name not in read.printed:
            message = f"no template above has a block `{block.name}`, so nothing prints this one"
            pattern = rf"\{{%[-+]?\s*block\s+{re.escape(block.name)}\b"
            at = _place(label, source, block, pattern)
            hint = blame.nearest(block.name, above)
            yield Finding(code="mail-template", message=message, at=at, hint=hint)


def _outside(label: str, source: str, read: Outline) -> Iterator[Finding]:
    lines: set[int] = set()
    for text in read.outside:
        if text.line not in lines:
            lines.add(text.line)
            at = _place(label, source, text, re.escape(text.name))
            message = "this stands outside of all blocks, so nothing prints it"
            yield Finding(code="mail-template", message=message, at=at, hint=_INTO_A_BLOCK)


_INTO_A_BLOCK = "put it into a block of the template that this one extends"


def _above(files: Sources, label: str, read: Outline) -> set[str] | None:
    """Return the blocks that the templates above print; nothing if they are not all known."""
    names: set[str] = set()
    seen = {label}
    parent = read.extends
    if not parent:
        return None
    while parent:
        label, source = found(files, parent)
        upper = outline(source) if source and label not in seen else None
        if upper is None:
            return None
        seen.add(label)
        names |= upper.names | upper.printed
        # What extends one of several is not known to the end.
        if not upper.extends and "extends" in re.findall(r"\{%[-+]?\s*(\w+)", source):
            return None
        parent = upper.extends
    return names


def _place(label: str, source: str, named: Named, pattern: str) -> Location:
    line = source.split("\n")[named.line - 1]
    match = re.search(pattern, line)
    return Location(label, named.line, match.start() + 1 if match else None)
