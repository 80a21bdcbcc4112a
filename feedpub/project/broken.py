"""Articles that cannot be read: whether an edition would miss one of them."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

from feedpub.config import NewsletterSettings
from feedpub.dates import local, parse_date
from feedpub.errors import EditionError
from feedpub.findings import Finding
from feedpub.lock import Row
from feedpub.newsletter.compose import lateness
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.periods import period_of
from feedpub.project.project import Loaded, Project


class Aside(NamedTuple):
    """A broken article that an edition does not miss."""

    finding: Finding
    day: dt.date | None
    """Of which it seems to be; None if that does not matter."""


def broken_articles(
    project: Project,
    loaded: Loaded,
    newsletter: NewsletterSettings,
    key: str | None,
    editions: Sequence[Edition],
) -> tuple[list[EditionError], list[Aside]]:
    """Return the broken articles that belong into an edition, as far as can be told, and others.

    `editions` are the other ones of the newsletter; without a `key` the next article has one.
    Of an article that was published before, the lock has date and id; else its date is looked
    for in the file and in the file's name. Where none is found, it may belong into the edition.
    """
    told = {entry.id for edition in editions for entry in edition.entries}
    start = newsletter.start or dt.date.min

    def may_be_in(days: Sequence[dt.date]) -> bool:
        period = period_of(newsletter.every, key or "")
        late = lateness(newsletter, key or "", editions)
        return not days or any(period.has(day, late) and day >= start for day in days)

    blocking: list[EditionError] = []
    aside: list[Aside] = []
    for finding in loaded.findings:
        if finding.code != "article-broken":
            continue
        rows = list(_rows(loaded.identified.lock.rows, finding))
        days = _days(project, rows, finding)
        missing = [row for row in rows if row.id not in told]
        if newsletter.every == "article":
            belongs = key in _names(rows, finding)
        else:
            belongs = bool(not rows or missing) and may_be_in(days)
        if belongs:
            blocking.append(EditionError(finding.message, at=finding.at, hint=finding.advice))
        else:
            aside.append(Aside(finding, max(days, default=None)))
    return blocking, aside


def _rows(rows: Iterable[Row], finding: Finding) -> Iterator[Row]:
    """Yield the rows of the articles in the file, which may be the side file of another."""
    if finding.at is None:
        return
    stem = PurePosixPath(finding.at.path).with_suffix("")
    for row in rows:
        if row.path == finding.at.path or PurePosixPath(row.path).with_suffix("") == stem:
            yield row


def _names(rows: Iterable[Row], finding: Finding) -> set[str]:
    path = finding.at.path if finding.at else ""
    return {path, PurePosixPath(path).stem, *(row.id for row in rows), *(row.path for row in rows)}


def _days(project: Project, rows: Iterable[Row], finding: Finding) -> list[dt.date]:
    """Return the days on which the articles of a broken file were, or are to be, published."""
    written = [row.published for row in rows if row.published]
    if not written and finding.at:
        written = list(_written(project, finding.at.path))
    days: list[dt.date] = []
    for text in written:
        with contextlib.suppress(ValueError):
            days.append(local(parse_date(text, project.config.zone), project.config.zone).date())
    return days


def _written(project: Project, path: str) -> Iterator[str]:
    """Yield the dates that the beginning of a file, or else its name, seems to say."""
    text = ""
    with contextlib.suppress(OSError):
        text = (project.root / path).read_bytes()[:_HEAD].decode(errors="replace")
    found = [match[1].strip(" \t\"',") for match in _DATE.finditer(text)]
    yield from found or (match[0] for match in _NAME.finditer(path))


_HEAD = 10_000
"""Front matter is shorter."""

_DATE = re.compile(
    r"""^[ \t{]*["']?(?:date|published|embargo)["']?[ \t]*[:=][ \t]*(.+?)[ \t,]*$""", re.M | re.I
)
_NAME = re.compile(r"\d{4}-\d\d-\d\d")
