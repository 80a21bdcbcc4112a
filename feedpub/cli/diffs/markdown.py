"""What `diff` found, as the comment on a pull request: the sum first, then what to look at.

Titles are somebody else's words: they can neither format anything, nor mention anybody, nor
link to an issue.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from feedpub.cli.diffs.phrases import (
    LABELS,
    TURNS,
    briefly,
    counted,
    day_of,
    files_of,
    headline,
    items,
    name_of,
    sum_of,
    told,
)
from feedpub.feeds.diff import FeedChange, ItemChange, LiveItem, once
from feedpub.project.diff import DiffReport
from feedpub.urls import is_web_address

MARK = "<!-- feedpub diff -->"
"""The first line, by which a later run finds the comment that it replaces."""

LIMIT = 65_536
"""So many characters a comment on GitHub may have."""

Changes = list[tuple[FeedChange, ItemChange]]


def as_markdown(report: DiffReport) -> str:
    """Return the report in GitHub's Markdown, lists cut so far that it fits into a comment."""
    for most in (500, 200, 100, 50, 20, 10, 5):
        text = "\n\n".join(_parts(report, most))
        if len(text) < LIMIT:  # `click.echo` adds a line end
            return text
    return text[: LIMIT - 1]


def _parts(report: DiffReport, most: int) -> Iterator[str]:
    yield f"{MARK}\n### {headline(report.feeds).rstrip('.')}"
    yield f"Compared with {_code(report.against)}: {sum_of(report.feeds)}."
    yield from _warnings(report, most)
    if rows := list(_rows(report)):
        head = ["| | Item | What readers see | Feeds |", "|---|---|---|---|"]
        yield "\n".join([*head, *rows[:most], *_left(rows, most, "| | … {} | | |")])
    if details := list(_details(report)):
        lines = [*details[:most], *_left(details, most, "- … {}")]
        yield _folded("Every change in detail", "\n".join(lines))
    yield from _feed_by_feed(report.feeds, most)


def _feed_by_feed(feeds: Sequence[FeedChange], most: int) -> Iterator[str]:
    told = [feed for feed in feeds if feed.state != "same" and not feed.is_quiet]
    quiet = sum(feed.is_quiet for feed in feeds)
    parts = [f"{items(len(told), 'feed')} differ{'s' if len(told) == 1 else ''}"]
    parts += [f"{quiet} with other bytes but the same to readers"] if quiet else []
    if told:
        parts.append(f"{len(feeds) - len(told) - quiet} as before")
        yield _folded(f"Feed by feed: {', '.join(parts)}", _feeds(told, most))
    elif quiet:
        yield f"{items(quiet, 'feed')} with other bytes, but the same to readers."


def _warnings(report: DiffReport, most: int) -> Iterator[str]:
    if renamed := once(report.feeds, "id-changed"):
        lines = [
            f"**{items(len(renamed))} would get another id, and every reader would show "
            f"{'it' if len(renamed) == 1 else 'them'} a second time.**"
        ]
        shown = [_renamed(changes[0][1], report.places) for changes in renamed]
        lines += [*shown[:most], *_left(shown, most, "- … {}"), "", _CURE]
        yield _alert("CAUTION", lines)
    gone = [feed for feed in report.feeds if feed.state == "gone"]
    lines = [
        f"**The feed {_text(feed.title)} is gone** ({_files(feed)}): its subscribers get nothing "
        "any more. `files` in `[[feeds]]` keeps an old name."
        for feed in gone
    ]
    lines = [*lines[:most], *_left(lines, most, "… {}")]
    lines += [_text(note) for note in report.notes]
    if lines:
        yield _alert("WARNING", "\n\n".join(lines).split("\n"))


_CURE = "To keep an id, write the old one as `id` into the article, or restore its row in the lock."


def _renamed(change: ItemChange, places: dict[str, str]) -> str:
    before = change.before.id if change.before else ""
    return f"- {_item(change, places)}: {_code(before)} → {_code(change.item.id)}"


def _rows(report: DiffReport) -> Iterator[str]:
    for kind, label in LABELS.items():
        name = label.replace(" ", "&nbsp;")
        strong = name if kind in ("changed", "dropped") else f"**{name}**"
        for changes in once(report.feeds, kind):
            change = changes[0][1]
            cells = [strong, _link(change.item), _seen(change, report.zone), _where(changes)]
            yield f"| {' | '.join(cells)} |"


def _seen(change: ItemChange, zone: dt.tzinfo) -> str:
    if change.kind == "new":
        return f"published {day_of(change.item, zone)}" if change.item.moment else "without a date"
    if change.kind == "dropped":
        return "most keep what they have"
    again = "again, as new" if change.kind == "id-changed" else ""
    return "; ".join(part for part in (again, briefly(change)) if part)


def _where(changes: Changes) -> str:
    names = [_cell(_code(_stem(feed))) for feed, _ in changes]
    formats = changes[0][1].formats
    first = f"{names[0]} ({', '.join(formats)} only)" if formats else names[0]
    return first if len(names) == 1 else f"{first} and {len(names) - 1} more"


def _stem(feed: FeedChange) -> str:
    return str(PurePosixPath(next(iter(feed.paths.values()))).with_suffix(""))


def _details(report: DiffReport) -> Iterator[str]:
    for kind in ("id-changed", "changed"):
        for changes in once(report.feeds, kind):
            change = changes[0][1]
            phrases = told(change, _text)
            if phrases:
                lines = [f"- {LABELS[kind]} {_item(change, report.places)}"]
                yield "\n".join([*lines, *(f"  - {phrase}" for phrase in phrases)])


def _item(change: ItemChange, places: dict[str, str]) -> str:
    place = places.get(change.item.id)
    return _link(change.item) + (f" ({_code(place)})" if place else "")


def _feeds(feeds: Sequence[FeedChange], most: int) -> str:
    head = [
        "| Feed | Files | New | ID&nbsp;changed | Changed | Dropped | Notes |",
        "|---|---|--:|--:|--:|--:|---|",
    ]
    rows = [_feed_row(feed) for feed in feeds]
    return "\n".join([*head, *rows[:most], *_left(rows, most, "| … {} | | | | | | |")])


def _feed_row(feed: FeedChange) -> str:
    counts = [
        len(feed.of("new")),
        len(feed.of("id-changed")),
        len(feed.of("changed")),
        len(feed.of("dropped")),
    ]
    states = {"new": ["a new feed"], "gone": ["**gone**"]}.get(feed.state, [])
    notes = [*states, *counted(feed), *(_text(note) for note in feed.notes)]
    cells = [
        _text(feed.title),
        _cell(_files(feed)),
        *(str(n or "") for n in counts),
        "; ".join(notes),
    ]
    return f"| {' | '.join(cells)} |"


def _files(feed: FeedChange) -> str:
    return ", ".join(_code(path) for path in files_of(feed))


def _left(all_: Sequence[str], most: int, form: str) -> list[str]:
    return [form.format(f"and {len(all_) - most} more")] if len(all_) > most else []


def _alert(kind: str, lines: Sequence[str]) -> str:
    return "\n".join(f"> {line}".rstrip() for line in (f"[!{kind}]", *lines))


def _folded(title: str, body: str) -> str:
    # Without the empty lines GitHub takes the list for HTML.
    return f"<details><summary>{title}</summary>\n\n{body}\n\n</details>"


# --- Other people's words --------------------------------------------------------------------

_LONGEST = 200
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$&]|^[-+=]|(?<=^\d)[.)])")
_CALLS = re.compile(
    r"@|#(?=\d)|(?<=\b[Gg][Hh])-(?=\d)|(?<=:)//|(?<=\bwww)\.|:(?=[\w+-]+:)", re.IGNORECASE
)
_JOINER = "&#8288;"
"""WORD JOINER: not seen, but with it ``@name``, ``#1``, ``:tea:`` and ``www.`` are mere text.

A backslash or an entity is not enough: GitHub looks for them after it has read the Markdown.
"""


def _clipped(text: str) -> str:
    line = " ".join("".join(c if c >= " " and c not in TURNS else " " for c in text).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _text(text: str) -> str:
    """Return text that stands for itself, on one line."""
    parts: list[str] = []
    place = 0
    line = _clipped(text)
    for match in _CALLS.finditer(line):
        parts += [_SPECIAL.sub(r"\\\1", line[place : match.start()]), _broken(match[0])]
        place = match.end()
    return "".join([*parts, _SPECIAL.sub(r"\\\1", line[place:])])


def _broken(sign: str) -> str:
    return _SPECIAL.sub(r"\\\1", sign[:1]) + _JOINER + sign[1:]


def _code(text: str) -> str:
    """Return text as code, in as many backticks as it needs; nothing in it means anything."""
    line = _clipped(text)
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def _cell(code: str) -> str:
    """Return code for a table, where its strokes would end the cell."""
    return code.replace("|", "\\|")


def _link(item: LiveItem) -> str:
    name = _text(name_of(item))
    if not is_web_address(item.url):
        return name
    return f"[{name}](<{quote(item.url, safe=_OF_ADDRESSES)}>)"


_OF_ADDRESSES = "!#$%&'()*+,/:;=?@[]~"
