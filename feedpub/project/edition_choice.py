"""Which editions have a web page as of a moment, and what everybody may see of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from feedpub.config import NewsletterSettings
from feedpub.dates import local
from feedpub.errors import EditionError, Location
from feedpub.findings import Finding
from feedpub.model import Article
from feedpub.newsletter.edition import Edition, page_path
from feedpub.project.editions import KnownEdition, repeated, unseen
from feedpub.project.introductions import WebIntroduction
from feedpub.project.project import Project
from feedpub.publication import Publication

Report = Callable[[Finding], None]


class Page(NamedTuple):
    """An edition that has a page."""

    newsletter: NewsletterSettings
    edition: Edition
    """With the entries that everybody may see."""

    articles: tuple[Article, ...]
    """Not completed, in the order of the entries."""

    intro: WebIntroduction

    @property
    def path(self) -> str:
        """The file of the page, relative to the output folder."""
        return page_path(self.edition.newsletter, self.edition.key)


def pages_of(
    project: Project, publication: Publication, known: Mapping[str, KnownEdition], report: Report
) -> Iterator[Page]:
    """Yield the editions whose day has come, and `report` what is wrong with any of the files."""
    newsletters = {n.name: n for n in project.config.newsletters if n.pages}
    today = local(publication.now, project.config.zone).date()
    for one in known.values():
        for finding in one.errors:
            report(finding)
    editions = [one.edition for one in known.values() if one.edition]
    for error in repeated(project, editions):
        report(_finding(error, "edition-repeats"))
    visible = publication.by_id()
    for one in known.values():
        edition = one.edition
        newsletter = newsletters.get(edition.newsletter) if edition else None
        if not edition or not newsletter or not _is_due(edition, today, report):
            continue
        shown = _for_all(edition, visible)
        if len(shown.entries) < len(edition.entries):
            for error in unseen(project, edition, publication, expired=False):
                report(_finding(error, "edition-article"))
        if shown.entries:
            articles = tuple(visible[entry.id] for entry in shown.entries)
            intro = WebIntroduction(edition, one.intro_line, newsletter, project.config)
            yield Page(newsletter, shown, articles, intro)
        else:
            report(_empty(edition))


def _is_due(edition: Edition, today: dt.date, report: Report) -> bool:
    if edition.date is None:
        message = "the edition has no `date`, so it has no web page"
        report(Finding(code="edition-undated", message=message, at=Location(edition.path, 1)))
        return False
    return edition.date <= today


def _for_all(edition: Edition, visible: Mapping[str, Article]) -> Edition:
    """Return the edition with the entries that are for everybody, and that readers can see."""
    entries = tuple(e for e in edition.entries if not e.segments and e.id in visible)
    return msgspec.structs.replace(edition, entries=entries)


def _empty(edition: Edition) -> Finding:
    message = "the edition has no article that everybody may see, so it has no web page"
    return Finding(code="edition-article", message=message, at=Location(edition.path, 1))


def _finding(error: EditionError, code: str) -> Finding:
    return Finding(code=code, message=error.message, at=error.at, hint=error.hint)
