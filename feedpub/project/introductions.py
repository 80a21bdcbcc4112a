"""The introduction of an edition as HTML, completed as an article is."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import escape
from urllib.parse import quote

from feedpub.config import Config, NewsletterSettings
from feedpub.model import Article, Body
from feedpub.newsletter.edition import FOLDER, Edition
from feedpub.newsletter.edition_tags import expanded
from feedpub.newsletter.late import Gap, Late
from feedpub.publication import Completer


def completed(edition: Edition, line: int, text: str, config: Config, complete: Completer) -> str:
    """Return the introduction, whose `text` begins on a line of the edition's file, as HTML."""
    if not text:
        return ""
    # Articles may be named from the folder of the publication too.
    complete.surroundings.folder = FOLDER
    return complete(introduction(edition, line, text, config)).html


def introduction(edition: Edition, line: int, text: str, config: Config) -> Article:
    """Return the introduction as an article, which it is to all that completes texts."""
    return Article(
        title=edition.subject,
        path=edition.path,
        body=Body(text, "markdown", line),
        url=config.base_url,
    )


class WebIntroduction:
    """An introduction for the web page: each late field's fallback stands in its place."""

    def __init__(self, edition: Edition, line: int, newsletter: NewsletterSettings, config: Config):
        language = newsletter.language or config.publication.language
        late = Late(newsletter, language, edition.intro.encode())
        # As in mail, no fallback is Markdown, nor HTML.
        text = expanded(edition.intro, late)
        self.gaps = late.gaps
        self.article = introduction(edition, line, text, config) if text else None

    def digest(self, complete: Completer) -> str:
        """Return a digest that changes whenever the introduction does, but for its fallbacks."""
        return "" if self.article is None else complete.digest(self.article)

    def html(self, complete: Completer) -> str:
        """Return the introduction."""
        return (
            "" if self.article is None else with_fallbacks(complete(self.article).html, self.gaps)
        )


def with_fallbacks(html: str, gaps: Mapping[str, Gap]) -> str:
    """Return the HTML with fallbacks in the place of words."""
    if not gaps:
        return html
    html = _ADDRESS.sub(lambda m: m[1] + _filled(m[2], gaps, _as_address) + m[3], html)
    return _filled(html, gaps, lambda gap: escape(gap.fallback))


_ADDRESS = re.compile(r'(\s(?:href|src)=")([^"]*)(")')


def _filled(text: str, gaps: Mapping[str, Gap], written: Callable[[Gap], str]) -> str:
    for word, gap in gaps.items():
        text = text.replace(word, written(gap))
    return text


def _as_address(gap: Gap) -> str:
    return escape(gap.fallback if gap.type == "address" else quote(gap.fallback))
