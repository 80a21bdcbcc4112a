"""The web pages of editions, planned: which there are as of a moment, and what they depend on.

What renders them is imported only when one must be: most builds change none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import partial

from feedpub.config import Config, NewsletterSettings
from feedpub.dates import UTC
from feedpub.due import Due, Span
from feedpub.feeds import FORMATS, Plan, Planned
from feedpub.feeds.page import NAMES
from feedpub.feeds.planned import digest, refuse_one_file_for_two
from feedpub.findings import Finding
from feedpub.newsletter.edition import FOLDER, PAGES, index_path
from feedpub.newsletter.listing import FeedLink, row_of
from feedpub.project.edition_choice import Page, pages_of
from feedpub.project.edition_making import Maker
from feedpub.project.edition_sources import templates_digest
from feedpub.project.editions import KnownEdition
from feedpub.project.memory import Written
from feedpub.project.project import Loaded, Project
from feedpub.publication import Completer, Publication


class EditionPages:
    """The pages of editions, and the lists of them, as of the moment of a publication.

    Raises:
        ConfigError: if one of them would be the file of something else.
    """

    def __init__(
        self,
        project: Project,
        publication: Publication,
        planned: Plan,
        known: Mapping[str, KnownEdition],
        complete: Completer,
    ) -> None:
        complete.surroundings.folder = FOLDER
        self._config = project.config
        self._complete = complete
        self.known = known
        self._newsletters = {n.name: n for n in self._config.newsletters if n.pages}
        self._templates = templates_digest(project.root)
        feeds = tuple(_links(planned))
        self._settings = digest(self._config, feeds)
        self._make = Maker(project, complete, feeds)
        self.findings: list[Finding] = []
        """What was noteworthy about the files."""

        pages = pages_of(project, publication, known, self.findings.append)
        self._pages = sorted(pages, key=_age, reverse=True)
        self.documents = tuple(map(self._document, self._pages))
        """The pages of editions, to be planned before the `lists`."""

        everything = (*planned.documents, *self.documents, *self.lists())
        refuse_one_file_for_two(everything, self._config)

    def lists(self, lost: Collection[str] = ()) -> tuple[Planned, ...]:
        """Return the list of each newsletter, without those editions whose pages are `lost`."""
        return tuple(self._list(newsletter, lost) for newsletter in self._newsletters.values())

    def expected(self) -> dict[str, bool]:
        """Return all files by path, and of each whether it is only kept if it is there."""
        made = dict.fromkeys((one.path for one in (*self.documents, *self.lists())), False)
        return {**dict.fromkeys(self.kept(), True), **made}

    def known_of(self, written: Mapping[str, Written]) -> Mapping[str, Written]:
        """Return those files of the last build that were not made from other templates."""
        paths = self.expected()
        return {
            path: one
            for path, one in written.items()
            if path not in paths or one.key.startswith(self._templates)
        }

    def kept(self) -> frozenset[str]:
        """Return the pages of the files that are broken: they stay as they were."""
        broken = [path for path, one in self.known.items() if one.errors]
        return frozenset(_page_of_file(path, self._newsletters) for path in broken) - {""}

    def timed(self, loaded: Loaded) -> Loaded:
        """Return what was loaded with the days on which pages appear."""
        editions = (one.edition for one in self.known.values())
        days = {
            edition.path: edition.date
            for edition in editions
            if edition and edition.date and edition.newsletter in self._newsletters
        }
        moments = [Due(_midnight(day, self._config), path) for path, day in days.items()]
        now = loaded.publication.now
        past = [due.moment for due in moments if due.moment <= now]
        coming = [due for due in moments if due.moment > now]
        since, until = loaded.span
        span = Span(
            max([*past, *([since] if since else [])], default=None),
            min([*(due.moment for due in coming), *([until] if until else [])], default=None),
        )
        nearest = min([*coming, *([loaded.due] if loaded.due else [])], default=None)
        return loaded._replace(span=span, due=nearest)

    def _document(self, page: Page) -> Planned:
        def key() -> str:
            articles = map(self._complete.digest, page.articles)
            told = (page.edition, page.intro.digest(self._complete), *articles)
            return self._templates + digest("edition", self._settings, *told)

        what = f"the edition {page.edition.newsletter} {page.edition.key}"
        body = partial(self._make.page, page.newsletter, page.edition, page.articles, page.intro)
        return Planned(page.path, "text/html", "edition", what, key, body)

    def _list(self, newsletter: NewsletterSettings, lost: Collection[str]) -> Planned:
        rows = [
            row_of(page.edition, newsletter, self._config)
            for page in self._pages
            if page.newsletter is newsletter and page.path not in lost
        ]

        def key() -> str:
            return self._templates + digest("editions", self._settings, newsletter.name, rows)

        what = f"the list of editions of `{newsletter.name}`"
        body = partial(self._make.list, newsletter, rows)
        return Planned(index_path(newsletter.name), "text/html", "edition", what, key, body)


def _age(page: Page) -> tuple[dt.date, str]:
    return page.edition.date or dt.date.min, page.edition.key


def _links(planned: Plan) -> Iterator[FeedLink]:
    """Yield the feeds of the whole publication, in all formats."""
    for feed in planned.feeds:
        for format, url in feed.urls.items() if not feed.per else ():
            media_type = FORMATS[format].media_type
            yield FeedLink(title=feed.title, url=url, media_type=media_type, format=NAMES[format])


def _midnight(day: dt.date, config: Config) -> dt.datetime:
    """Return the beginning of a day in the time zone of the publication."""
    moment = dt.datetime.combine(day, dt.time(0), config.zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the first day of all
        return moment.replace(tzinfo=UTC)


def _page_of_file(path: str, newsletters: Iterable[str]) -> str:
    """Return the page of an edition's file, by its name alone; empty if it is none's."""
    stem = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
    names = [name for name in newsletters if stem.startswith(f"{name}-")]
    longest = max(names, key=len, default="")
    return f"{PAGES}/{longest}/{stem.removeprefix(f'{longest}-')}.html" if longest else ""
