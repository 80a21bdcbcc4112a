"""What `diff` found, for people at a terminal."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator
from typing import Any

import click

from feedpub.cli.diffs.phrases import (
    LABELS,
    TURNS,
    counted,
    day_of,
    files_of,
    headline,
    items,
    name_of,
    sum_of,
    told,
)
from feedpub.feeds.diff import FeedChange, ItemChange
from feedpub.project.diff import DiffReport

_STYLES: dict[str, dict[str, Any]] = {
    "id-changed": {"fg": "red", "bold": True},
    "new": {"fg": "green"},
    "changed": {"fg": "yellow"},
    "dropped": {"fg": "red"},
}
_WIDTH = max(map(len, LABELS.values()))
_INDENT = " " * (_WIDTH + 4)


def as_text(report: DiffReport) -> str:
    """Return the report: feed by feed, and the sum at the end."""
    told_before: set[tuple[str, ...]] = set()
    parts = [
        "\n".join(_feed(feed, report.zone, told_before))
        for feed in report.feeds
        if feed.state == "changed" and not feed.is_quiet
    ]
    parts += ["\n".join(_states(report.feeds))] if any(_states(report.feeds)) else []
    parts += ["\n".join(f"Note: {_safe(note)}" for note in report.notes)] if report.notes else []
    compared = f"Compared with {_safe(report.against)}: {sum_of(report.feeds)}."
    parts.append(f"{compared}\n{click.style(headline(report.feeds), bold=True)}")
    return "\n\n".join(parts)


def _feed(feed: FeedChange, zone: dt.tzinfo, told_before: set[tuple[str, ...]]) -> Iterator[str]:
    yield f"{click.style(_safe(feed.title), bold=True)}: {', '.join(files_of(feed))}"
    for note in feed.notes:
        yield f"  {_safe(note)}"
    for kind, label in LABELS.items():
        for change in feed.of(kind):
            styled = click.style(label.ljust(_WIDTH), **_STYLES[kind])
            day = day_of(change.item, zone) if kind == "new" and change.item.published else ""
            shown = f"  ({day})" if day else ""
            yield f"  {styled}  {_safe(name_of(change.item))}{shown}{_only(change)}"
            # In the next feeds it is only named.
            if (kind, *change.name) not in told_before:
                told_before.add((kind, *change.name))
                for phrase in _details(change):
                    yield _INDENT + phrase
    for phrase in counted(feed):
        yield f"  {phrase}"


def _details(change: ItemChange) -> list[str]:
    if change.kind == "id-changed" and change.before:
        moved = f"id {_safe(change.before.id)} → {_safe(change.item.id)}"
        return [moved, *told(change, _safe)]
    return told(change, _safe)


def _only(change: ItemChange) -> str:
    return f"  [only in {', '.join(change.formats)}]" if change.formats else ""


def _states(feeds: tuple[FeedChange, ...]) -> Iterator[str]:
    """Yield the feeds that are new, gone, or the same."""
    for feed in feeds:
        files = ", ".join(files_of(feed))
        if feed.state == "new":
            yield f"{click.style('NEW FEED', fg='green')}  {_safe(feed.title)}: {files}"
        if feed.state == "gone":
            label = click.style("FEED GONE", fg="red", bold=True)
            yield f"{label}  {_safe(feed.title)}: {files}; its subscribers get nothing any more"
    if quiet := sum(feed.is_quiet for feed in feeds):
        yield f"{items(quiet, 'feed')} with other bytes, but the same to readers"
    if same := sum(feed.state == "same" for feed in feeds):
        yield f"{items(same, 'feed')} {'is' if same == 1 else 'are'} as before"


def _safe(text: str) -> str:
    """Return text of somebody else's without what a terminal would obey."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _is_command(c) else c for c in text)


def _is_command(character: str) -> bool:
    return character in TURNS or unicodedata.category(character) == "Cc"
