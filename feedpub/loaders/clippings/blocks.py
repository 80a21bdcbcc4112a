"""From paragraphs to blocks: what is a heading, a list, a pull quote, a break."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from feedpub.loaders.clippings.furniture import is_divider
from feedpub.loaders.clippings.lines import bullet, ends
from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.pictures import Shot, Unit
from feedpub.loaders.clippings.records import Block, BlockKind, Picture


def blocks(units: Sequence[Unit]) -> Iterator[Block | Picture]:
    """Say of each unit of the body what kind it is."""
    texts = [unit.text for unit in units if isinstance(unit, Line)]
    quoted = Counter(_bare(found) for text in texts for found in _QUOTED.finditer(text))
    at = 0
    while at < len(units):
        unit = units[at]
        if isinstance(unit, Shot):
            yield unit.picture
            at += 1
            continue
        kind: BlockKind
        if found := _list(units, at):
            kind = "list"
        elif found := _quote(unit.text, units[at + 1 : at + 2], quoted):
            kind = "quote"
        else:
            kind, found = _kind(unit.text, last=at + 1 == len(units)), [unit.text]
        yield Block(kind, "\n".join(found), unit.number)
        at += len(found)


def _kind(text: str, *, last: bool) -> BlockKind:
    """Tell a heading by what it lacks, an end, and by what it has, something below it."""
    if is_divider(text):
        return "break"
    short = len(text) <= 80 and text[-1] not in ",;:" and not ends(text)
    starts = text[0].isupper() or text[0].isdigit()
    return "heading" if short and starts and not last else "paragraph"


def _list(units: Sequence[Unit], at: int) -> list[str]:
    """Return the items of the list that begins here; numbers stay in the text.

    One dash or one number makes no list: it may be speech, or a heading.
    """
    marks: list[str] = []
    items: list[str] = []
    while at < len(units) and isinstance(unit := units[at], Line):
        found = bullet(unit.text)
        if found is None or (marks and found[0][0].isdigit() != marks[0][0].isdigit()):
            break
        at += 1
        marks.append(found[0])
        items.append(unit.text if found[0][0].isdigit() else found[1])
    return items if len(items) > 1 or (marks and marks[0] in "•▪◦‣●") else []


def _quote(text: str, below: Sequence[Unit], quoted: Counter[str]) -> list[str]:
    """Return a pull quote and its source.

    It says what a paragraph says too, or has a line below that names who says it.
    """
    if text.startswith("> "):
        return [text.removeprefix("> ")]
    found = _QUOTED.fullmatch(text)
    if not found:
        return []
    for source in below:
        if isinstance(source, Line) and _SOURCE.fullmatch(source.text) and not ends(source.text):
            return [text, source.text]
    return [text] if quoted[_bare(found)] > 1 else []


def _bare(quote: re.Match[str]) -> str:
    return quote["text"].strip(" .,;:!?…").casefold()


_QUOTED = re.compile(r"[“„»«\"](?P<text>[^“”„»«\"]{15,280})[”“«»\"]")
_SOURCE = re.compile(r"[—\u2013-] ?[^\W\d_].{1,80}")
