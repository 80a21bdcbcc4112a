"""An article as templates see it: what the edition says of it, ready to be printed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cached_property
from html import escape
from typing import Any

import msgspec

from feedpub.errors import Location
from feedpub.markup.characters import repair
from feedpub.markup.text import text_of
from feedpub.model import Article, Author, Correction, Enclosure, Image, Link
from feedpub.newsletter.body import COLUMN, Place, mail_html
from feedpub.newsletter.bulk import refuse_bulk
from feedpub.newsletter.edition import Entry
from feedpub.newsletter.pictures import picture_style
from feedpub.newsletter.text import html_to_text
from feedpub.newsletter.words import Words
from feedpub.publication.language import direction

_SPACE = re.compile(r"\s+")


class Html(str):
    """HTML that is clean already; templates print it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        """Tell Jinja that nothing need be escaped."""
        return str(self)


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """The picture of a story."""

    url: str
    """Empty where only words about the picture are at hand."""

    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int | None = None
    height: int | None = None

    def shown(self, most: int = COLUMN, tallest: float = 1.25) -> int:
        """Return the width to show it at: its own, but at most `most`.

        Its height is at most `tallest` times `most`, if it is known.
        """
        width = min(self.width or most, most)
        if self.width and self.height:
            width = round(min(width, most * tallest * self.width / self.height))
        return max(width, 1)

    def style(self, most: int = COLUMN, tallest: float = 1.25) -> str:
        """Return the style that lets it shrink with the screen, a high one even there."""
        shown = self.shown(most, tallest)
        is_high = shown < self.shown(most, float("inf"))
        return picture_style(shown, percent=round(100 * shown / most) if is_high else 100)

    @property
    def is_thumbnail(self) -> bool:
        """Whether it can stand small beside a story: at hand, and not smaller still."""
        return bool(self.url) and (self.width is None or self.width >= 120)


class Story(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """An article in an edition. Every text is plain and on one line, unless named `html`."""

    number: int
    """Its place in the edition, from 1."""

    id: str
    path: str
    """The file that it stands in, relative to the publication."""

    url: str
    headline: str
    """The edition's headline, or else the article's."""

    blurb: str
    """What the edition says in place of the summary; mostly empty."""

    summary: str
    """The blurb, or else the article's summary."""

    kicker: str
    standfirst: str
    authors: tuple[Author, ...]
    published: dt.datetime | None
    updated: dt.datetime | None
    """None if it was not changed after it was published."""

    section: str
    tags: tuple[str, ...]
    language: str
    direction: str
    """``ltr`` or ``rtl``."""

    picture: Picture | None
    """None where there is neither a picture nor a word about one."""

    corrections: tuple[Correction, ...]
    enclosures: tuple[Enclosure, ...]
    source: Link | None
    rights: str
    extra: dict[str, Any]
    html: Html
    """The article's text as the web has it; mail takes `body`."""

    words: Words

    @property
    def teaser(self) -> str:
        """What a digest says below the headline: blurb, standfirst or summary."""
        return self.blurb or self.standfirst or self.summary

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the authors."""
        return tuple(author.name for author in self.authors)

    @property
    def biographies(self) -> tuple[Author, ...]:
        """The authors of whom there is something to say."""
        return tuple(author for author in self.authors if author.bio)

    @property
    def shows_picture(self) -> bool:
        """Whether the text shows the picture, words and all; it is not shown twice."""
        if self.picture is None or not self.picture.url:
            return False
        shown = f'src="{escape(self.picture.url)}"' in self.html
        return shown and self.picture.caption in text_of(self.html)

    @cached_property
    def body(self) -> Html:
        """The article's text for mail; its headings go below one ``h1``."""
        return self.body_in(COLUMN)

    def body_in(self, width: int, under: int = 1) -> Html:
        """Return the article's text for a column of `width` pixels.

        Its headings go below one of the level `under`.

        Raises:
            TemplateError: if it is larger than any mail.
        """
        self._refuse_bulk()
        place = Place(
            url=self.url,
            prefix=f"s{self.number}-",
            direction=self.direction,
            words=self.words,
            width=width,
            under=under,
        )
        return Html(mail_html(self.html, place))

    @cached_property
    def text(self) -> str:
        """The article's text in columns of plain text."""
        self._refuse_bulk()
        return html_to_text(self.html, self.url, self.words)

    def _refuse_bulk(self) -> None:
        refuse_bulk(self.html, "the article", Location(self.path))


def story_of(number: int, entry: Entry, article: Article, words: Words, language: str) -> Story:
    """Return the article as the edition presents it.

    `language` is that of articles that name none.
    """
    spoken = article.language or language
    blurb = one_line(entry.blurb)
    return Story(
        number=number,
        id=article.id,
        path=article.path,
        url=article.url,
        headline=one_line(entry.headline or article.title),
        blurb=blurb,
        summary=blurb or one_line(article.summary),
        kicker=one_line(article.kicker),
        standfirst=one_line(article.standfirst),
        authors=tuple(_author(author) for author in article.authors if author.name.strip()),
        published=article.published,
        updated=_changed(article),
        section=one_line(article.section),
        tags=article.tags,
        language=spoken,
        direction=direction(spoken),
        picture=_picture(article.image),
        corrections=tuple(
            msgspec.structs.replace(c, text=one_line(c.text)) for c in article.corrections
        ),
        enclosures=article.enclosures,
        source=article.source,
        rights=one_line(article.rights),
        extra=article.extra,
        html=Html(repair(article.html)[0]),
        words=words,
    )


def one_line(text: str) -> str:
    """Return `text` as one line without characters that mail cannot hold."""
    return _SPACE.sub(" ", repair(text)[0]).strip()


def by_section(stories: Iterable[Story]) -> tuple[tuple[str, tuple[Story, ...]], ...]:
    """Return the stories by section, sections in the order in which they first appear."""
    sections: dict[str, list[Story]] = {}
    for story in stories:
        sections.setdefault(story.section, []).append(story)
    return tuple((name, tuple(group)) for name, group in sections.items())


def _author(author: Author) -> Author:
    return msgspec.structs.replace(author, name=one_line(author.name), bio=one_line(author.bio))


def _picture(image: Image | None) -> Picture | None:
    if image is None or not (image.url or image.alt or image.caption):
        return None
    return Picture(
        url=image.url,
        alt=one_line(image.alt),
        caption=one_line(image.caption),
        credit=one_line(image.credit),
        width=image.width,
        height=image.height,
    )


def _changed(article: Article) -> dt.datetime | None:
    if not article.updated or not article.published or article.updated <= article.published:
        return None
    return article.updated
