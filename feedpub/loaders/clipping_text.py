"""Clippings: articles as people paste them from a news page into a plain text file.

The text is read in four steps: lines become paragraphs, pictures are put together from the lines
they were pasted as, the header is read down to the first paragraph of the body, and the end is
read backwards: furniture, corrections, biographies. What is not surely furniture stays in the
body, and what is dropped is listed. `clipping_lines` knows the words, this module the places.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from feedpub.loaders import clipping_lines as lines


class Picture(NamedTuple):
    """A picture of which only the words were pasted; each is "" when absent."""

    alt: str
    caption: str
    credit: str


class Block(NamedTuple):
    """A piece of the body."""

    kind: Literal["paragraph", "heading", "quote", "list", "break"]
    text: str
    """A list has one item per line; a quote may have a second line, its source."""
    line: int


class Clipping(NamedTuple):
    """What a clipping says; every text is "" when absent, without markup, on one line."""

    title: str
    kicker: str
    standfirst: str
    """Paragraphs are separated by a line feed, as they are in `bio`."""
    section: str
    lead: Picture | None
    byline: tuple[str, ...]
    """The byline and the lines about role and place below it, as written."""
    authors: tuple[str, ...]
    """Names from the byline, else from the biographies."""
    bio: str
    """All biographies and thanks."""
    bios: tuple[str, ...]
    """The biography of each of `authors`."""
    published: str
    """As written, ``Published Nov. 3, 2026, 9:14 a.m. ET``."""
    updated: str
    blocks: tuple[Block | Picture, ...]
    corrections: tuple[str, ...]
    dropped: tuple[tuple[int, str], ...]
    """Furniture with its line, counted from 1, in the order of the file."""


class ClippingError(ValueError):
    """The text cannot be read as a clipping; `line` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        """Keep message and line apart, for those who know the file."""
        super().__init__(message)
        self.message = message
        self.line = line


def parse_clipping(text: str) -> Clipping:
    """Read a clipping, in time proportional to its length.

    Raises:
        ClippingError: It has no headline.
    """
    reader = _Reader()
    units = reader.read_header(_paragraphs(text))
    body = reader.read_end(reader.cut_tail(units))
    blocks = tuple(_blocks(body))
    names = tuple(reader.authors) or reader.names_in_biographies()
    return Clipping(
        title=reader.title,
        kicker=reader.kicker,
        standfirst="\n".join(reader.standfirst),
        section=reader.section,
        lead=reader.lead,
        byline=tuple(reader.byline),
        authors=names,
        bio="\n".join(text for _, text in reader.bios),
        bios=tuple(map(reader.life_of, names)),
        published=reader.published,
        updated=reader.updated,
        blocks=blocks,
        corrections=tuple(reader.corrections),
        dropped=tuple(sorted(reader.dropped, key=lambda d: d[0])),
    )


class _Line(NamedTuple):
    """One paragraph, once wrapped lines are joined."""

    number: int
    text: str
    tight: bool
    """Directly below the line before, in a text that has blank lines between paragraphs."""


class _Shot(NamedTuple):
    """A picture in its place, and the lines it was made of."""

    picture: Picture
    dotted: bool
    source: tuple[_Line, ...]


_Unit = _Line | _Shot
_SHORT = 300
"""Standfirsts and descriptions of pictures are no longer; paragraphs often are."""


class _Reader:
    """Collects what is not body while the body is cut down from both ends."""

    def __init__(self) -> None:
        self.title = self.kicker = self.section = self.published = self.updated = ""
        self.lead: Picture | None = None
        self.standfirst: list[str] = []
        self.byline: list[str] = []
        self.authors: dict[str, None] = {}
        self.bios: list[tuple[lines.Biography, str]] = []
        self.corrections: list[str] = []
        self.dropped: list[tuple[int, str]] = []

    def drop(self, unit: _Line) -> None:
        self.dropped.append((unit.number, unit.text))

    # The header

    def read_header(self, paragraphs: Sequence[_Line]) -> list[_Unit]:
        """Take everything down to the first paragraph of the body; return the rest."""
        at = self._above_title(paragraphs)
        if at == len(paragraphs) or len(paragraphs[at].text) > _SHORT:
            found = "it begins with a paragraph" if at < len(paragraphs) else "there is no text"
            line = paragraphs[at].number if at < len(paragraphs) else 1
            raise ClippingError(f"no headline: {found}", line)
        self.title = paragraphs[at].text
        units = list(self._units(paragraphs[at + 1 :]))
        at = 0
        while at < len(units) and self._take_header(units, at):
            at += 1
        return units[at:]

    def _above_title(self, paragraphs: Sequence[_Line]) -> int:
        """Take the labels, pictures and furniture above the headline; return its index."""
        at = 0
        while at < len(paragraphs):
            unit = paragraphs[at]
            shot = _marked_shot(paragraphs, at)
            labels = _labels_above(paragraphs, at)
            if shot and self.lead is None:
                self.lead = shot.picture
                at = self._drop_markers(paragraphs, at) + len(shot.source)
            elif lines.is_marker(unit.text):
                at = self._drop_markers(paragraphs, at)
            elif not unit.text.isdigit() and self._take_meta(unit):
                at += 1
            elif labels:
                for label in labels:
                    self._take_label(label)
                at += len(labels)
            else:
                break
        return at

    def _take_label(self, label: _Line) -> None:
        section = lines.section(label.text)
        if section and not self.section:
            self.section = section
            if section != label.text:
                self.drop(label)
        elif not self.kicker:
            self.kicker = label.text
        else:
            self.drop(label)

    def _take_header(self, units: Sequence[_Unit], at: int) -> bool:
        """Take one unit if it belongs to the header."""
        unit = units[at]
        if isinstance(unit, _Shot):
            if self.lead is not None:
                return False
            self.lead = unit.picture
            if unit.dotted and not unit.picture.alt and len(self.standfirst) > 1:
                # Such pages have a description above each caption; here a blank line parts them.
                self.lead = unit.picture._replace(alt=self.standfirst.pop())
        elif self._take_meta(unit, units[at + 1] if at + 1 < len(units) else None):
            pass
        elif self._is_kicker(units, at):
            self.kicker = unit.text
        elif self._is_standfirst(units, at):
            self.standfirst.append(unit.text)
        elif self.authors and (bio := self._biography(unit.text, ())):
            self.bios.append((bio, unit.text))
        else:
            return False
        return True

    def _take_meta(self, unit: _Line, below: _Unit | None = None) -> bool:
        """Take a line that tells of the page, the author or the date."""
        if any(f(unit.text) for f in (lines.is_furniture, lines.is_page_tool, lines.is_divider)):
            self.drop(unit)
            return True
        return (
            self._take_facts(unit, unit.text)
            or self._take_parts(unit)
            or (below is not None and self._take_bare_byline(unit.text, below))
        )

    def _take_facts(self, unit: _Line, text: str) -> bool:
        if when := lines.dates(text):
            if (when[0] and self.published) or (when[1] and self.updated):
                self.dropped.append((unit.number, text))
            self.published = self.published or when[0]
            self.updated = self.updated or when[1]
            return True
        if names := lines.byline(text):
            self.authors.update(dict.fromkeys(names))
        elif not self.byline or not lines.is_role(text):
            return False
        self.byline.append(text)
        return True

    def _take_parts(self, unit: _Line) -> bool:
        """Take ``By Ann Lee | Nov. 3, 2026 | 5 min read``, or nothing unless all is known."""
        parts = _header_parts(unit.text)
        for part in parts:
            if not self._take_facts(unit, part):
                self.dropped.append((unit.number, part))
        return bool(parts)

    def _take_bare_byline(self, text: str, below: _Unit) -> bool:
        """Take a byline without ``By``, if the line below it shows that it is one."""
        found = lines.bare_byline(text)
        if self.authors or not found or not isinstance(below, _Line):
            return False
        names, placed = found
        dated = lines.dates(below.text) is not None
        if not (lines.is_role(below.text) or (dated and (self.standfirst or placed))):
            return False
        self.authors.update(dict.fromkeys(names))
        self.byline.append(text)
        return True

    def _is_kicker(self, units: Sequence[_Unit], at: int) -> bool:
        unit = units[at]
        if self.kicker or self.standfirst or self.lead or self.byline or self.published:
            return False
        if not isinstance(unit, _Line) or not lines.is_label(unit.text):
            return False
        return lines.is_plain_kicker(unit.text) or self._is_standfirst(units, at + 1)

    def _is_standfirst(self, units: Sequence[_Unit], at: int) -> bool:
        """Tell whether something parts this paragraph, or it and the next, from the body.

        A byline or a date does so; a picture or a row of buttons only above the first picture.
        """
        if self.byline or self.published or at >= len(units) or isinstance(units[at], _Shot):
            return False
        end, kind = _separator(units, at)
        above = len(self.standfirst) + sum(_is_text(unit) for unit in units[at:end])
        below = any(_is_text(unit) for unit in units[end + 1 : end + 12])
        short = all(len(unit.text) <= _SHORT for unit in units[at:end] if isinstance(unit, _Line))
        if kind in ("picture", "buttons") and self.lead is not None:
            return False
        return (
            short
            and below
            and 1 <= above <= {"facts": 2, "picture": 2, "buttons": 1, "described": 3, "": 0}[kind]
        )

    def _units(self, paragraphs: Sequence[_Line]) -> list[_Unit]:
        """Put pictures together; drop the lines that announce them."""
        units: list[_Unit] = []
        at = 0
        while at < len(paragraphs):
            if shot := _marked_shot(paragraphs, at):
                at = self._drop_markers(paragraphs, at) + len(shot.source)
            elif shot := _captioned_shot(paragraphs, at, units):
                del units[len(units) - shot.source.index(paragraphs[at]) :]
                at += len(shot.source) - shot.source.index(paragraphs[at])
            elif _is_lone_marker(paragraphs, at):
                at = self._drop_markers(paragraphs, at)
            else:
                units.append(paragraphs[at])
                at += 1
            if shot:
                units.append(shot)
        return units

    def _drop_markers(self, paragraphs: Sequence[_Line], at: int) -> int:
        end = _after_markers(paragraphs, at)
        for marker in paragraphs[at:end]:
            self.drop(marker)
        return end

    # The end

    def cut_tail(self, units: Sequence[_Unit]) -> list[_Unit]:
        """Drop furniture within the body, and what follows once the article is over."""
        sure, likely = _sure_end(units), _likely_end(units)
        end = min(sure, likely)
        kept: list[_Unit] = []
        for at, unit in enumerate(units):
            if isinstance(unit, _Shot):
                if at < end:
                    kept.append(unit)
                else:
                    self.dropped.extend((line.number, line.text) for line in unit.source)
            elif at >= end:
                if likely < at < sure and _is_end_matter(unit.text):
                    kept.append(unit)
                else:
                    self.drop(unit)
            elif _is_inline_furniture(unit.text):
                self.drop(unit)
            else:
                kept.append(unit)
        return kept

    def read_end(self, units: Sequence[_Unit]) -> Sequence[_Unit]:
        """Take corrections and biographies from the end; return what is left."""
        end, above = len(units), len(self.bios)
        rule = max((i for i in range(end) if i >= end - 12 and _is_rule(units[i])), default=end)
        while end and (taken := self._take_end(units, end - 1, relaxed=end - 1 > rule)):
            end -= taken
        self.corrections.reverse()
        self.bios[above:] = reversed(self.bios[above:])
        return units[:end]

    def _take_end(self, units: Sequence[_Unit], at: int, *, relaxed: bool) -> int:
        """Take the last unit if it is no body; return how many units that were."""
        last, above = units[at], units[at - 1] if at else None
        if isinstance(last, _Shot):
            return 0
        if isinstance(above, _Line) and lines.is_correction_label(above.text):
            self._take_labelled_correction(above, last)
            return 2
        if _is_rule(last):
            self.drop(last)
        elif lines.is_correction(last.text):
            self.corrections.append(last.text)
        elif bio := self._biography(last.text, units, at, relaxed=relaxed):
            self.bios.append((bio, last.text))
        elif not self.published and (when := lines.dates(last.text)) and when[0]:
            self.published, self.updated = when[0], self.updated or when[1]
        else:
            return 0
        return 1

    def _take_labelled_correction(self, label: _Line, correction: _Line) -> None:
        """Keep a label that has a date; one that says only ``Correction`` says nothing."""
        if any(map(str.isdigit, label.text)):
            self.corrections.append(f"{label.text}\n{correction.text}")
        else:
            self.drop(label)
            self.corrections.append(correction.text)

    def _biography(
        self, text: str, units: Sequence[_Unit], at: int = 0, *, relaxed: bool = False
    ) -> lines.Biography | None:
        """Recognise a biography below the first `at` units.

        A stranger's must speak of journalism, and the article must not: the last paragraph may
        be about somebody who appears in it. `relaxed`, when a line above parts it from the body.
        """
        bio = lines.biography(text)
        if bio is None or len(self.bios) >= _MOST_BIOGRAPHIES:
            return None
        if relaxed or any(name in self.authors for name in bio.names):
            return bio
        known = bio.sure and at and (bio.about != "life" or not _mention(units[:at], bio.names))
        return bio if known else None

    def names_in_biographies(self) -> tuple[str, ...]:
        """Return the writers the biographies present, each once."""
        present = (bio for bio, _ in self.bios if bio.about != "help")
        return tuple(dict.fromkeys(name for bio in present for name in bio.names))

    def life_of(self, name: str) -> str:
        """Return what the biographies say about one of the authors."""
        told = (text for bio, text in self.bios if bio.about == "life" and name in bio.names)
        return "\n".join(told)


_MOST_BIOGRAPHIES = 10
"""Each costs a search through the whole text."""
_BREAK = re.compile(r"\r\n|\r|\n")
_ENOUGH = 2
"""Paragraphs above a count of comments that show it to be below the article."""
_WIDEST, _NARROWEST, _SLACK = 100, 40, 5
"""Columns between which text is wrapped, and how much of the last may be free."""
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u2060\u00ad")
_QUOTED = re.compile(r"[“„»«\"](?P<text>[^“”„»«\"]{15,280})[”“«»\"]")
_SOURCE = re.compile(r"[—\u2013-] ?[^\W\d_].{1,80}")


# From lines to paragraphs


def _paragraphs(text: str) -> list[_Line]:
    """Clean the lines, and join those that were one paragraph before it was wrapped."""
    raw = [line.translate(_INVISIBLE) for line in _BREAK.split(text)]
    clean = [" ".join(line.split()) for line in raw]
    column = _column(clean)
    result: list[tuple[int, list[str], bool]] = []
    for at, line in enumerate(clean):
        above = clean[at - 1] if at else ""
        if line and above and column and _continues(raw[at - 1 : at + 1], above, line, column):
            result[-1][1].append(line)
        elif line:
            result.append((at + 1, [line], bool(above)))
    spaced = 2 * sum(tight for _, _, tight in result) < len(result)
    return [_Line(number, _join(parts), spaced and tight) for number, parts, tight in result]


def _column(clean: Sequence[str]) -> int:
    """Return the column at which the text is wrapped, or 0."""
    filled = [line for line in clean if line]
    above = [a for a, b in pairwise(clean) if a and b and not lines.is_marker(a)]
    if 20 * sum(len(line) > _WIDEST for line in filled) > len(filled) or not above:
        return 0
    column = sorted(map(len, above))[len(above) * 9 // 10]
    full = [a for a in above if not lines.ends(a) and len(a) > column * 3 // 4]
    return column if column >= _NARROWEST and len(full) * 2 > len(above) else 0


def _continues(raw: Sequence[str], above: str, line: str, column: int) -> bool:
    """Tell whether a line goes on where the one above had no room for its first word."""
    if len(above) + 1 + len(line.split(" ", 1)[0]) < column - _SLACK:
        return False
    indents = [len(r) - len(r.lstrip()) for r in raw]
    if indents[1] > indents[0] or lines.bullet(line) or lines.dates(line) or lines.byline(line):
        return False
    return not (
        lines.ends(above)
        and (lines.is_marker(line) or lines.tail(line) or lines.is_furniture(line))
    )


def _join(parts: Sequence[str]) -> str:
    """Join lines with spaces, except after a hyphen: ``well-`` and ``known``."""
    text = [parts[0]]
    for above, part in pairwise(parts):
        text.append(part if above[-1] == "-" and above[-2:-1].isalpha() else f" {part}")
    return "".join(text)


# From lines to pictures


def _after_markers(paragraphs: Sequence[_Line], at: int) -> int:
    end = at
    while end < len(paragraphs) and (
        lines.is_marker(paragraphs[end].text)
        or (end > at and lines.is_duration(paragraphs[end].text))
    ):
        end += 1
    return end


def _is_lone_marker(paragraphs: Sequence[_Line], at: int) -> bool:
    """Tell whether a marker has no picture and yet is none of the author's headings."""
    return (
        paragraphs[at].text.upper() in ("IMAGE", "IMAGE:")
        or _after_markers(paragraphs, at) > at + 1
    )


def _marked_shot(paragraphs: Sequence[_Line], at: int) -> _Shot | None:
    """Read the picture that a marker announces: description, caption and credit.

    A blank line between them is allowed where ``Credit...`` shows that they belong together.
    """
    start = _after_markers(paragraphs, at)
    if start == at:
        return None
    for end in range(start, min(start + 3, len(paragraphs))):
        line = paragraphs[end]
        if len(line.text) > 2 * _SHORT or _is_structure(line.text):
            break
        if credit := lines.split_credit(line.text):
            texts = [p.text for p in paragraphs[start:end]] + [credit.caption] * bool(
                credit.caption
            )
            parts = paragraphs[start + 1 : end + 1]
            joined = credit.dotted or not credit.caption or all(p.tight for p in parts)
            if len(texts) > 2 or not joined or max(map(len, texts[:-1]), default=0) > _SHORT:
                break
            return _shot(texts, credit, paragraphs[start : end + 1])
    block = _block(paragraphs, start) if start < len(paragraphs) else []
    if 1 <= len(block) <= 2 and not any(_is_structure(p.text) for p in block):
        return _shot([p.text for p in block], None, block)
    return None


def _block(paragraphs: Sequence[_Line], start: int) -> Sequence[_Line]:
    """Return the lines from `start`, if it is below another, to the next blank line."""
    end = start
    while end < len(paragraphs) and end < start + 3 and paragraphs[end].tight:
        end += 1
    return paragraphs[start:end]


def _shot(texts: Sequence[str], credit: lines.Credit | None, source: Sequence[_Line]) -> _Shot:
    """Make a picture of a caption, or a description and a caption."""
    alt = texts[0] if len(texts) == 2 else ""
    caption = texts[-1] if texts else ""
    picture = Picture(alt, caption, credit.name if credit else "")
    return _Shot(picture, credit is not None and credit.dotted, tuple(source))


def _captioned_shot(paragraphs: Sequence[_Line], at: int, units: Sequence[_Unit]) -> _Shot | None:
    """Read a picture that no marker announces from the line that has its credit."""
    line = paragraphs[at]
    if (source := lines.image_source(line.text)) or lines.caption_label(line.text):
        return _labelled_shot(paragraphs, at, source)
    credit = lines.split_credit(line.text)
    if credit is None:
        return None
    above = _block_above(units) if line.tight else []
    if len(above) > (1 if credit.caption else 2):
        above = []
    if not credit.caption and not above and not credit.sure:
        return None
    texts = [p.text for p in above] + [credit.caption] * bool(credit.caption)
    return _shot(texts, credit, [*above, line])


def _block_above(units: Sequence[_Unit]) -> list[_Line]:
    """Return the lines from the last blank line to here, unless one cannot be a picture's."""
    block: list[_Line] = []
    for unit in reversed(units[-3:]):
        if isinstance(unit, _Shot) or len(unit.text) > _SHORT or _is_structure(unit.text):
            return []
        block.insert(0, unit)
        if not unit.tight:
            break
    return block


def _labelled_shot(paragraphs: Sequence[_Line], at: int, source: str) -> _Shot:
    """Read ``Image source, …``, perhaps a description, and ``Image caption, …``."""
    start = at + bool(source)
    for end in range(start, min(start + 2, len(paragraphs))):
        if caption := lines.caption_label(paragraphs[end].text):
            alt = paragraphs[start].text if end > start else ""
            return _Shot(Picture(alt, caption, source), False, tuple(paragraphs[at : end + 1]))
    return _Shot(Picture("", "", source), False, (paragraphs[at],))


# What the end is made of


def _sure_end(units: Sequence[_Unit]) -> int:
    """Return the index of the first line that only stands below an article.

    A count of comments may also stand above it: then there is prose below and hardly any above.
    """
    prose = [isinstance(unit, _Line) and lines.is_sentence(unit.text) for unit in units]
    above, total = 0, sum(prose)
    for at, unit in enumerate(units):
        above += prose[at]
        sure = isinstance(unit, _Line) and lines.tail(unit.text) == "sure"
        if sure and (above >= _ENOUGH or above == total):
            return at
    return len(units)


def _likely_end(units: Sequence[_Unit]) -> int:
    """Return the index of the first ``Comments`` or ``Most read`` with nothing but lists below.

    A heading has prose below it.
    """
    end = len(units)
    sentences = labels = 0
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        if isinstance(unit, _Line):
            if lines.tail(unit.text) and sentences <= labels:
                end = at
            if _is_end_matter(unit.text) or lines.is_furniture(unit.text) or _is_rule(unit):
                continue
            if lines.is_prose(unit.text):
                break
            if lines.is_sentence(unit.text):
                sentences += 1
                continue
        labels += 1
    return end


def _is_end_matter(text: str) -> bool:
    """Tell whether the text may stand below the furniture and still belong to the article."""
    bio = lines.biography(text)
    return lines.is_correction(text) or (bio is not None and bio.sure)


def _is_inline_furniture(text: str) -> bool:
    return lines.is_furniture(text) or lines.is_box(text) or lines.tail(text) == "sure"


def _is_rule(unit: _Unit) -> bool:
    return isinstance(unit, _Line) and (
        lines.is_divider(unit.text) or lines.is_about_authors(unit.text)
    )


def _is_structure(text: str) -> bool:
    """Tell whether the line is part of the page or the header, and so of no picture."""
    tests = (lines.is_marker, lines.is_furniture, lines.dates, lines.byline, lines.tail)
    return any(test(text) for test in tests)


def _mention(units: Sequence[_Unit], names: Sequence[str]) -> bool:
    """Tell whether the units speak of one of the people, by full name or surname."""
    text = "\n".join(unit.text for unit in units if isinstance(unit, _Line))
    return any(re.search(rf"\b{re.escape(name.split()[-1])}\b", text) for name in names)


# What the header is made of


def _separator(
    units: Sequence[_Unit], at: int
) -> tuple[int, Literal["facts", "picture", "described", "buttons", ""]]:
    """Find what ends the paragraphs that begin here, if it is near."""
    for end in range(at, min(at + 8, len(units))):
        unit = units[end]
        if isinstance(unit, _Shot):
            # The last paragraph may turn out to be the picture's description.
            return end, "described" if unit.dotted and not unit.picture.alt else "picture"
        below = units[end + 1] if end + 1 < len(units) else None
        if _is_fact(unit.text, below):
            return end, "facts"
        if lines.is_page_tool(unit.text) or lines.is_share(unit.text):
            return end, "" if lines.tail(unit.text) else "buttons"
    return at, ""


def _is_fact(text: str, below: _Unit | None) -> bool:
    """Tell whether the line holds a date or a byline."""
    if lines.dates(text) or lines.byline(text) or _header_parts(text):
        return True
    dated = isinstance(below, _Line) and (lines.dates(below.text) or lines.is_role(below.text))
    return bool(dated and lines.bare_byline(text))


def _is_text(unit: _Unit) -> bool:
    return isinstance(unit, _Line) and not (
        _is_structure(unit.text) or lines.is_page_tool(unit.text)
    )


def _labels_above(paragraphs: Sequence[_Line], at: int) -> Sequence[_Line]:
    """Return the section and the kicker that stand above a headline.

    Short capitals may themselves be the headline, unless what follows looks more like one.
    """
    end = at
    while end < min(at + 3, len(paragraphs)) and _is_label_above(paragraphs[end].text):
        end += 1
    if end == at or end == len(paragraphs):
        return paragraphs[at : max(at, end - 1)]
    below = paragraphs[end].text
    if len(below) <= _SHORT and below[-1] not in ".…" and not _is_structure(below):
        return paragraphs[at:end]
    while end > at and not (lines.section(paragraphs[end - 1].text)):
        end -= 1
    return paragraphs[at:end]


def _is_label_above(text: str) -> bool:
    if lines.section(text):
        return True
    return len(text) <= 30 and text.count(" ") <= 2 and lines.is_plain_kicker(text)


def _header_parts(text: str) -> Sequence[str]:
    """Split a line into byline, date and reading time; empty unless all of it is such."""
    if len(text) > 200:
        return ()
    parts = [part for part in re.split(r" ?[|·•] ", text) if part]
    facts = [bool(lines.byline(part) or lines.dates(part)) for part in parts]
    if len(parts) > 1 and any(facts):
        known = (
            fact or lines.is_page_tool(part) or lines.is_furniture(part) or lines.is_role(part)
            for fact, part in zip(facts, parts, strict=True)
        )
        return parts if all(known) else ()
    for found in re.finditer(r",? ", text if lines.looks_like_byline(text) else ""):
        parts = [text[: found.start()], text[found.end() :]]
        if lines.dates(parts[1]) and lines.byline(parts[0]):
            return parts
    return ()


# From paragraphs to blocks


def _blocks(units: Sequence[_Unit]) -> Iterator[Block | Picture]:
    """Say of each unit of the body what kind it is."""
    quoted = Counter(
        _bare(found["text"])
        for unit in units
        if isinstance(unit, _Line)
        for found in _QUOTED.finditer(unit.text)
    )
    at = 0
    while at < len(units):
        unit = units[at]
        if isinstance(unit, _Shot):
            yield unit.picture
            at += 1
        elif items := _list(units, at):
            yield Block("list", "\n".join(items), unit.number)
            at += len(items)
        elif quote := _quote(units, at, quoted):
            yield Block("quote", "\n".join(quote), unit.number)
            at += len(quote)
        else:
            yield Block(_kind(units, at), unit.text, unit.number)
            at += 1


def _kind(units: Sequence[_Unit], at: int) -> Literal["paragraph", "heading", "break"]:
    """Tell a heading by what it lacks, an end, and by what it has, something below it."""
    unit = units[at]
    text = unit.text if isinstance(unit, _Line) else ""
    if lines.is_divider(text):
        return "break"
    short = len(text) <= 80 and text[-1:] not in ",;:" and not lines.ends(text)
    starts = text[:1].isupper() or text[:1].isdigit()
    return "heading" if short and starts and at + 1 < len(units) else "paragraph"


def _list(units: Sequence[_Unit], at: int) -> list[str]:
    """Return the items of the list that begins here; numbers stay in the text.

    One dash or one number makes no list: it may be speech, or a heading.
    """
    marks: list[str] = []
    items: list[str] = []
    while at < len(units) and isinstance(unit := units[at], _Line):
        found = lines.bullet(unit.text)
        if found is None or (marks and found[0][0].isdigit() != marks[0][0].isdigit()):
            break
        at += 1
        marks.append(found[0])
        items.append(unit.text if found[0][0].isdigit() else found[1])
    return items if len(items) > 1 or (marks and marks[0] in "•▪◦‣●") else []


def _quote(units: Sequence[_Unit], at: int, quoted: Counter[str]) -> list[str]:
    """Return a pull quote and its source.

    It says what a paragraph says too, or has a line below that names who says it.
    """
    texts = [unit.text for unit in units[at : at + 2] if isinstance(unit, _Line)]
    # A caller never asks about a picture, so there is a first.
    if texts[0].startswith("> "):
        return [texts[0].removeprefix("> ")]
    found = _QUOTED.fullmatch(texts[0])
    if found and len(texts) > 1 and _SOURCE.fullmatch(texts[1]) and not lines.ends(texts[1]):
        return texts
    return texts[:1] if found and quoted[_bare(found["text"])] > 1 else []


def _bare(quote: str) -> str:
    return quote.strip(" .,;:!?…").casefold()
