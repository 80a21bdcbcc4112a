"""From lines to pictures: a description, a caption and a credit, with or without ``Image`` above.

Only their words were pasted, so a picture is known by a marker, or by the line with its credit.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from feedpub.loaders.clippings.captions import (
    Credit,
    caption_label,
    image_source,
    is_duration,
    is_marker,
    split_credit,
)
from feedpub.loaders.clippings.dates import split_dates
from feedpub.loaders.clippings.furniture import is_furniture, tail
from feedpub.loaders.clippings.names import byline
from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.records import Picture


class Shot(NamedTuple):
    """A picture in its place, and the lines it was made of."""

    picture: Picture
    source: tuple[Line, ...]
    undescribed: bool = False
    """Its page puts a description above each caption, and this one has none."""


Unit = Line | Shot

SHORT = 300
"""Standfirsts and descriptions of pictures are no longer; paragraphs often are."""


def join_pictures(paragraphs: Sequence[Line], drop: Callable[[Line], None]) -> list[Unit]:
    """Put pictures together; drop the lines that announce them."""
    units: list[Unit] = []
    at = 0
    while at < len(paragraphs):
        marks = markers(paragraphs, at)
        shot = (
            marked_shot(paragraphs, at + len(marks))
            if marks
            else _captioned_shot(paragraphs, at, units)
        )
        if not shot and not _is_stray(marks):
            units.append(paragraphs[at])
            at += 1
            continue
        for mark in marks:
            drop(mark)
        at += len(marks)
        if shot:
            above = shot.source.index(paragraphs[at])
            units[len(units) - above :] = [shot]
            at += len(shot.source) - above
    return units


def markers(paragraphs: Sequence[Line], at: int) -> Sequence[Line]:
    """Return the lines from `at` that announce a picture or a film, with the film's length."""
    end = at
    while end < len(paragraphs) and (
        is_marker(paragraphs[end].text) or (end > at and is_duration(paragraphs[end].text))
    ):
        end += 1
    return paragraphs[at:end]


def marked_shot(paragraphs: Sequence[Line], start: int) -> Shot | None:
    """Read the picture directly below markers: description, caption and credit.

    A blank line between them is allowed where ``Credit...`` shows that they belong together.
    """
    for end in range(start, min(start + 3, len(paragraphs))):
        line = paragraphs[end]
        if len(line.text) > 2 * SHORT or is_structure(line.text):
            break
        if credit := split_credit(line.text):
            shot = _shot(paragraphs[start:end], credit, line)
            if shot and (credit.dotted or not credit.caption or _is_joined(shot.source)):
                return shot
            break
    block = _tight_lines(paragraphs, start)
    if 1 <= len(block) <= 2 and not any(is_structure(line.text) for line in block):
        alt = block[0].text if len(block) == 2 else ""
        return Shot(Picture(alt, block[-1].text, ""), tuple(block))
    return None


def is_structure(text: str) -> bool:
    """Tell whether the line is part of the page or the header, and so of no picture."""
    tests = (is_marker, is_furniture, split_dates, byline, tail)
    return any(test(text) for test in tests)


def _is_stray(marks: Sequence[Line]) -> bool:
    """Tell whether markers without a picture are none of the author's headings."""
    return len(marks) > 1 or any(mark.text.upper().startswith("IMAGE") for mark in marks)


def _is_joined(lines: Sequence[Line]) -> bool:
    return all(line.tight for line in lines[1:])


def _tight_lines(paragraphs: Sequence[Line], start: int) -> Sequence[Line]:
    """Return the lines from `start`, if it is below another, to the next blank line."""
    end = start
    while end < len(paragraphs) and end < start + 3 and paragraphs[end].tight:
        end += 1
    return paragraphs[start:end]


def _shot(above: Sequence[Line], credit: Credit, line: Line) -> Shot | None:
    """Make a picture of a line with a credit and those above; None if they are no description."""
    texts = [text for text in (*(line.text for line in above), credit.caption) if text]
    *alts, caption = texts or [""]
    if len(alts) > 1 or any(len(alt) > SHORT for alt in alts):
        return None
    alt = "".join(alts)
    picture = Picture(alt, caption, credit.name)
    return Shot(picture, (*above, line), credit.dotted and not alt)


def _captioned_shot(paragraphs: Sequence[Line], at: int, units: Sequence[Unit]) -> Shot | None:
    """Read a picture that no marker announces from the line that has its credit."""
    line = paragraphs[at]
    if (source := image_source(line.text)) or caption_label(line.text):
        return _labelled_shot(paragraphs, at, source)
    credit = split_credit(line.text)
    if credit is None:
        return None
    above = _lines_above(units) if line.tight else []
    shot = _shot(above, credit, line) if above else None
    alone = credit.caption or credit.sure
    return shot or (_shot((), credit, line) if alone else None)


def _lines_above(units: Sequence[Unit]) -> list[Line]:
    """Return the lines from the last blank line to here, unless one cannot be a picture's."""
    block: list[Line] = []
    for unit in reversed(units[-3:]):
        if isinstance(unit, Shot) or len(unit.text) > SHORT or is_structure(unit.text):
            return []
        block.insert(0, unit)
        if not unit.tight:
            break
    return block


def _labelled_shot(paragraphs: Sequence[Line], at: int, source: str) -> Shot:
    """Read ``Image source, …``, perhaps a description, and ``Image caption, …``."""
    start = at + bool(source)
    for end in range(start, min(start + 2, len(paragraphs))):
        if caption := caption_label(paragraphs[end].text):
            alt = paragraphs[start].text if end > start else ""
            return Shot(Picture(alt, caption, source), tuple(paragraphs[at : end + 1]))
    return Shot(Picture("", "", source), (paragraphs[at],))
