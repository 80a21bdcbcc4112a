"""The header: everything down to the first paragraph of the body."""

from collections.abc import Sequence

from feedpub.loaders.clippings.dates import split_dates
from feedpub.loaders.clippings.furniture import is_divider, is_furniture, is_page_tool
from feedpub.loaders.clippings.header_lines import header_parts, is_parted
from feedpub.loaders.clippings.labels import is_label, is_plain_kicker, labels_above, section
from feedpub.loaders.clippings.names import bare_byline, byline, is_role
from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.parts import Parts
from feedpub.loaders.clippings.pictures import (
    SHORT,
    Shot,
    Unit,
    join_pictures,
    marked_shot,
    markers,
)
from feedpub.loaders.clippings.records import ClippingError

_LONGEST_DESCRIPTION = 160
"""Of those known only by their place: rather a long standfirst than a hidden paragraph."""


def read_header(paragraphs: Sequence[Line], parts: Parts) -> list[Unit]:
    """Take everything down to the first paragraph of the body; return the rest."""
    at = 0
    while at < len(paragraphs) and (taken := _take_above_title(paragraphs, at, parts)):
        at += taken
    if at == len(paragraphs):
        raise ClippingError("no headline: there is no text", 1)
    title = paragraphs[at]
    if len(title.text) > SHORT:
        raise ClippingError("no headline: it begins with a paragraph", title.number)
    parts.title = title.text
    units = join_pictures(paragraphs[at + 1 :], parts.drop)
    at = 0
    while at < len(units) and _take_unit(units, at, parts):
        at += 1
    return units[at:]


def _take_above_title(paragraphs: Sequence[Line], at: int, parts: Parts) -> int:
    """Take labels, furniture or a picture above the headline; return how many lines that were."""
    if marks := markers(paragraphs, at):
        for mark in marks:
            parts.drop(mark)
        shot = None if parts.lead else marked_shot(paragraphs, at + len(marks))
        if shot:
            parts.lead = shot.picture
        return len(marks) + (len(shot.source) if shot else 0)
    line = paragraphs[at]
    if not line.text.isdigit() and _take_meta(line, None, parts):
        return 1
    labels = labels_above(paragraphs, at)
    for label in labels:
        _take_label(label, parts)
    return len(labels)


def _take_label(label: Line, parts: Parts) -> None:
    name = section(label.text)
    if name and not parts.section:
        parts.section = name
        if name != label.text:
            parts.drop(label)
    elif not parts.kicker:
        parts.kicker = label.text
    else:
        parts.drop(label)


def _take_unit(units: Sequence[Unit], at: int, parts: Parts) -> bool:
    """Take one unit below the headline if it belongs to the header."""
    unit = units[at]
    if isinstance(unit, Shot):
        return _take_lead(unit, parts)
    if _take_meta(unit, units[at + 1] if at + 1 < len(units) else None, parts):
        return True
    if _is_kicker(units, at, unit.text, parts):
        parts.kicker = unit.text
        return True
    if _is_standfirst(units, at, parts):
        parts.standfirst.append(unit.text)
        return True
    return parts.take_biography(unit.text)


def _take_lead(shot: Shot, parts: Parts) -> bool:
    if parts.lead is not None:
        return False
    parts.lead = shot.picture
    above = parts.standfirst
    if shot.undescribed and len(above) > 1 and len(above[-1]) <= _LONGEST_DESCRIPTION:
        # Such pages have a description above each caption; here a blank line parts them.
        parts.lead = shot.picture._replace(alt=above.pop())
    return True


def _take_meta(line: Line, below: Unit | None, parts: Parts) -> bool:
    """Take a line that tells of the page, the author or the date."""
    if is_furniture(line.text) or is_page_tool(line.text) or is_divider(line.text):
        parts.drop(line)
        return True
    return (
        _take_facts(line, parts)
        or _take_parts(line, parts)
        or _take_bare_byline(line, below, parts)
    )


def _take_facts(line: Line, parts: Parts) -> bool:
    """Take a date, a byline, or a role below one."""
    text = line.text
    if when := split_dates(text):
        published, updated = when
        if (published and parts.published) or (updated and parts.updated):
            parts.drop(line)
        parts.published = parts.published or published
        parts.updated = parts.updated or updated
    elif names := byline(text):
        parts.take_byline(text, names)
    elif parts.byline and is_role(text):
        parts.take_byline(text, ())
    else:
        return False
    return True


def _take_parts(line: Line, parts: Parts) -> bool:
    """Take ``By Ann Lee | Nov. 3, 2026 | 5 min read``, or nothing unless all is known."""
    pieces = [line._replace(text=text) for text in header_parts(line.text)]
    for piece in pieces:
        if not _take_facts(piece, parts):
            parts.drop(piece)
    return bool(pieces)


def _take_bare_byline(line: Line, below: Unit | None, parts: Parts) -> bool:
    """Take a byline without ``By``, if the line below it shows that it is one."""
    found = bare_byline(line.text)
    if parts.authors or not found or not isinstance(below, Line):
        return False
    names, placed = found
    dated = split_dates(below.text) is not None and (parts.standfirst or placed)
    if not dated and not is_role(below.text):
        return False
    parts.take_byline(line.text, names)
    return True


def _is_kicker(units: Sequence[Unit], at: int, text: str, parts: Parts) -> bool:
    if parts.kicker or parts.standfirst or parts.lead or parts.byline or parts.published:
        return False
    return is_label(text) and (is_plain_kicker(text) or _is_standfirst(units, at + 1, parts))


def _is_standfirst(units: Sequence[Unit], at: int, parts: Parts) -> bool:
    """Tell whether a paragraph is parted from the body; above a picture, only the first one."""
    if parts.byline or parts.published or at >= len(units) or isinstance(units[at], Shot):
        return False
    lead = parts.lead is not None
    return is_parted(units, at, len(parts.standfirst), only_by_facts=lead)
