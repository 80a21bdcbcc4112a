"""The end: furniture, corrections, biographies."""

from collections.abc import Sequence

from feedpub.loaders.clippings.biographies import (
    biography,
    is_about_authors,
    is_correction,
    is_correction_label,
)
from feedpub.loaders.clippings.dates import split_dates
from feedpub.loaders.clippings.furniture import is_box, is_divider, is_furniture, tail
from feedpub.loaders.clippings.lines import is_prose, is_sentence
from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.parts import Parts
from feedpub.loaders.clippings.pictures import Shot, Unit

_ENOUGH = 2
"""Paragraphs above a count of comments that show it to be below the article."""

_NEAR = 12
"""Units from the end within which a rule parts the biographies from the body."""


def cut_tail(units: Sequence[Unit], parts: Parts) -> list[Unit]:
    """Drop furniture within the body, and what follows once the article is over."""
    sure, likely = _sure_end(units), _likely_end(units)
    kept: list[Unit] = []
    for at, unit in enumerate(units):
        if at < min(sure, likely):
            keep = isinstance(unit, Shot) or not _is_inline_furniture(unit.text)
        else:
            keep = likely < at < sure and isinstance(unit, Line) and _is_end_matter(unit.text)
        if keep:
            kept.append(unit)
        else:
            parts.drop(unit)
    return kept


def read_end(units: Sequence[Unit], parts: Parts) -> Sequence[Unit]:
    """Take corrections and biographies from the end; return what is left."""
    end, above = len(units), len(parts.bios)
    near = range(max(0, end - _NEAR), end)
    rule = max((at for at in near if _is_rule(units[at])), default=end)
    while end and (taken := _take_last(units, end, parts, relaxed=end - 1 > rule)):
        end -= taken
    parts.corrections.reverse()
    parts.bios[above:] = reversed(parts.bios[above:])
    return units[:end]


def _take_last(units: Sequence[Unit], end: int, parts: Parts, *, relaxed: bool) -> int:
    """Take the unit above `end` if it is no body; return how many units that were."""
    last, above = units[end - 1], units[end - 2] if end > 1 else None
    if isinstance(last, Shot):
        return 0
    if isinstance(above, Line) and is_correction_label(above.text):
        _take_labelled_correction(above, last, parts)
        return 2
    if _is_rule(last):
        parts.drop(last)
    elif is_correction(last.text):
        parts.corrections.append(last.text)
    elif not (
        parts.take_biography(last.text, units[: end - 1], relaxed=relaxed)
        or _take_date(last.text, parts)
    ):
        return 0
    return 1


def _take_labelled_correction(label: Line, correction: Line, parts: Parts) -> None:
    """Keep a label that has a date; one that says only ``Correction`` says nothing."""
    if any(map(str.isdigit, label.text)):
        parts.corrections.append(f"{label.text}\n{correction.text}")
    else:
        parts.drop(label)
        parts.corrections.append(correction.text)


def _take_date(text: str, parts: Parts) -> bool:
    published, updated = split_dates(text) or ("", "")
    if parts.published or not published:
        return False
    parts.published, parts.updated = published, parts.updated or updated
    return True


def _sure_end(units: Sequence[Unit]) -> int:
    """Return the index of the first line that only stands below an article.

    A count of comments may also stand above it: then there is prose below and hardly any above.
    """
    prose = [isinstance(unit, Line) and is_sentence(unit.text) for unit in units]
    above, total = 0, sum(prose)
    for at, unit in enumerate(units):
        above += prose[at]
        sure = isinstance(unit, Line) and tail(unit.text) == "sure"
        if sure and (above >= _ENOUGH or above == total):
            return at
    return len(units)


def _likely_end(units: Sequence[Unit]) -> int:
    """Return the index of the first ``Comments`` or ``Most read`` with nothing but lists below.

    A heading has prose below it.
    """
    end = len(units)
    sentences = labels = 0
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        if isinstance(unit, Line):
            if tail(unit.text) and sentences <= labels:
                end = at
            if _is_end_matter(unit.text) or is_furniture(unit.text) or _is_rule(unit):
                continue
            if is_prose(unit.text):
                break
            if is_sentence(unit.text):
                sentences += 1
                continue
        labels += 1
    return end


def _is_end_matter(text: str) -> bool:
    """Tell whether the text may stand below the furniture and still belong to the article."""
    bio = biography(text)
    return is_correction(text) or (bio is not None and bio.sure)


def _is_inline_furniture(text: str) -> bool:
    return is_furniture(text) or is_box(text) or tail(text) == "sure"


def _is_rule(unit: Unit) -> bool:
    return isinstance(unit, Line) and (is_divider(unit.text) or is_about_authors(unit.text))
