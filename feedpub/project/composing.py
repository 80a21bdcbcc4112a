"""What `newsletter compose` does: which articles an edition gets, written as a file to edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from feedpub.config import NewsletterSettings
from feedpub.errors import EditionError, together
from feedpub.newsletter.compose import Proposal, key_at, proposal, today, untold
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.edition_file import edition_path, format_edition
from feedpub.newsletter.periods import last_period
from feedpub.output import write_file
from feedpub.project.broken import Aside, broken_articles
from feedpub.project.editions import read_editions
from feedpub.project.newsletters import settings_of
from feedpub.project.project import Loaded, Project


class Composed(NamedTuple):
    """An edition as a file."""

    newsletter: str
    key: str
    file: Path
    proposal: Proposal | None
    """None if the file was there, and was left alone."""

    aside: tuple[Aside, ...] = ()
    """Broken articles that are of other days, and so not missed here."""


class ComposedAll(NamedTuple):
    """What became of every newsletter."""

    written: list[Composed]
    errors: list[EditionError]


def compose(
    project: Project, name: str, key: str | None, now: dt.datetime, *, force: bool = False
) -> Composed:
    """Write the proposal for an edition.

    Raises:
        EditionError: if an article of its days is broken, or there is nothing to say.
    """
    newsletter = settings_of(project, name)
    loaded = project.load(now)
    known = read_editions(project)
    return _compose(project, loaded, newsletter, key, known, force=force)


def compose_all(project: Project, now: dt.datetime) -> ComposedAll:
    """Write the proposal for the last period that is over of every newsletter that has none.

    Where each article has its own edition, for those of the last 14 days that have none. A
    newsletter with nothing to say is passed over.

    Raises:
        EditionError: if a file of an edition cannot be used.
    """
    loaded = project.load(now)
    known = read_editions(project)
    written: list[Composed] = []
    errors: list[EditionError] = []
    for newsletter in project.config.newsletters:
        for key in _due(loaded, newsletter, known):
            try:
                composed = _compose(project, loaded, newsletter, key, known, force=False)
            except _NothingToSay:
                continue
            except EditionError as e:
                errors += [each for each in e.all() if isinstance(each, EditionError)]
                continue
            if composed.proposal:
                written.append(composed)
    return ComposedAll(written, list(dict.fromkeys(errors)))


class _NothingToSay(EditionError):
    """Nothing was published."""


def _due(loaded: Loaded, newsletter: NewsletterSettings, known: Iterable[Edition]) -> list[str]:
    """Return the keys of the editions that could be composed by now."""
    if newsletter.every == "article":
        return untold(loaded.publication, newsletter, known)
    return [last_period(newsletter.every, today(loaded.publication))]


def _compose(
    project: Project,
    loaded: Loaded,
    newsletter: NewsletterSettings,
    key: str | None,
    known: Iterable[Edition],
    *,
    force: bool,
) -> Composed:
    key = key_at(newsletter, key, loaded.publication)
    if key is not None and not force and (file := _file(project, newsletter, key)).exists():
        return Composed(newsletter.name, key, file, None)
    mine = [e for e in known if e.newsletter == newsletter.name and e.key != key]
    blocking, aside = broken_articles(project, loaded, newsletter, key, mine)
    if blocking:
        raise together(blocking)
    try:
        proposed = proposal(loaded.publication, newsletter, key, mine)
    except EditionError as e:
        raise _NothingToSay(e.message, at=e.at, hint=e.hint) from e
    edition = proposed.edition
    file = _file(project, newsletter, edition.key)
    if file.exists() and not force:
        return Composed(newsletter.name, edition.key, file, None)
    titles = {one.article.id: one.article.title for one in proposed.taken}
    project.write_lock(loaded.identified.lock)
    text = format_edition(edition, titles)
    write_file(file, text.encode(), edition_path(newsletter.name, edition.key))
    return Composed(newsletter.name, edition.key, file, proposed, tuple(aside))


def _file(project: Project, newsletter: NewsletterSettings, key: str) -> Path:
    return project.root / edition_path(newsletter.name, key)
