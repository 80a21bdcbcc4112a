"""The web pages of editions, made. What renders them comes with the first that must be."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from feedpub.config import NewsletterSettings, place_of
from feedpub.errors import TemplateError
from feedpub.model import Article
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.listing import FeedLink, Row
from feedpub.newsletter.template_files import USER_FOLDER
from feedpub.project.introductions import WebIntroduction
from feedpub.project.project import Project
from feedpub.publication import Completer

if TYPE_CHECKING:
    from feedpub.newsletter.templates import Environment


class Maker:
    """Makes pages of a publication."""

    def __init__(self, project: Project, complete: Completer, feeds: Sequence[FeedLink]) -> None:
        self._root = project.root
        self._config = project.config
        self._complete = complete
        self._feeds = feeds

    @cached_property
    def _env(self) -> Environment:
        from feedpub.newsletter.templates import environment

        return environment(self._root / USER_FOLDER)

    def page(
        self,
        newsletter: NewsletterSettings,
        edition: Edition,
        articles: Sequence[Article],
        intro: WebIntroduction,
    ) -> bytes:
        """Return the page of an edition; raises as `edition_page`."""
        from feedpub.newsletter.pages import edition_page

        whole = [self._complete(article) for article in articles]
        html = intro.html(self._complete)
        try:
            return edition_page(
                edition, whole, newsletter, self._config, self._env, html, self._feeds
            )
        except TemplateError as e:
            # One that there is not has no place but in the settings.
            number = self._config.newsletters.index(newsletter)
            at = e.at or place_of(self._config, ("newsletters", number, "template"))
            raise TemplateError(e.message, at=at, hint=e.hint) from e

    def list(self, newsletter: NewsletterSettings, rows: Sequence[Row]) -> bytes:
        """Return the list of a newsletter's editions; raises as `index_page`."""
        from feedpub.newsletter.pages import index_page

        return index_page(rows, newsletter, self._config, self._env, self._feeds)
