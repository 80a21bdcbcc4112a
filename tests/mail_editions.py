"""Editions that hold whatever an edition can hold, in three languages and three sizes.

What is written in them is in tests/data/editions, one file for each language.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import urljoin

import msgspec

from feedpub.config.settings import Config, Inliner, MailSettings, NewsletterSettings
from feedpub.markup.clean import clean_html
from feedpub.model import Article, Author, Correction, Enclosure, Link
from feedpub.newsletter.context import View
from feedpub.newsletter.edition import Edition, Entry
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import Rendered, render_edition
from feedpub.newsletter.templates import builtin_folder, environment
from tests.mail_prose import PAGES, Prose, blocks, prose_of
from tests.newsletter_builders import NOW, article, config, newsletter, picture

TEMPLATES = ("digest", "article", "brief")
LANGUAGES = ("en", "ar", "ja")
SIZES = (1, 12, 60)


class Combination(NamedTuple):
    """One of the editions that are shown to be good."""

    template: str
    language: str
    size: int

    def __str__(self) -> str:
        return f"{self.template}-{self.language}-{self.size}"


class Mail(NamedTuple):
    """An edition in the forms in which it is judged."""

    rendered: Rendered
    message: bytes


def combinations() -> tuple[Combination, ...]:
    """Return all of them, of the templates that there are."""
    return tuple(
        Combination(template, language, size)
        for template in TEMPLATES
        for language in LANGUAGES
        for size in SIZES
        if (builtin_folder() / f"{template}.html").is_file()
    )


def latin_square() -> tuple[Combination, ...]:
    """Return a third of them, in which each two of template, language and size meet once."""
    return tuple(
        c
        for c in combinations()
        if (TEMPLATES.index(c.template) + LANGUAGES.index(c.language) + SIZES.index(c.size)) % 3
        == 0
    )


@functools.cache
def mail(combination: Combination, inliner: Inliner = "premailer") -> Mail:
    """Return the edition as mail to one subscriber."""
    edition, _, settings, whole = _written(combination)
    whole = msgspec.structs.replace(whole, mail=MailSettings(inliner=inliner))
    rendered = _rendered(combination, whole, View())
    compiled = compile_message(rendered, edition, settings, whole, date=NOW)
    return Mail(rendered, compiled.fill({"email": "reader@post.example"}))


@functools.cache
def web_page(combination: Combination) -> str:
    """Return the edition as the page that "view in browser" leads to."""
    return _rendered(combination, _written(combination)[3], View(on_web=True)).html


def _rendered(combination: Combination, whole: Config, view: View) -> Rendered:
    edition, articles, settings, _ = _written(combination)
    intro = prose_of(combination.language)["intro"]
    return render_edition(edition, articles, settings, whole, environment(None), now=NOW,
                          intro=intro, view=view)  # fmt: skip


@functools.cache
def _written(
    combination: Combination,
) -> tuple[Edition, tuple[Article, ...], NewsletterSettings, Config]:
    prose = prose_of(combination.language)
    articles = tuple(_articles(combination.language, combination.size))
    return (
        _edition(articles, prose),
        articles,
        _newsletter(combination, prose),
        _config(combination.language, prose),
    )


def _newsletter(combination: Combination, prose: Prose) -> NewsletterSettings:
    return newsletter(
        title=prose["newsletter"],
        language=combination.language,
        template=combination.template,
        every="article" if combination.template == "article" else "week",
        postal_address=prose["address"],
        reason=prose["reason"],
        preferences_url=f"{PAGES}/preferences/",
    )


def _config(language: str, prose: Prose) -> Config:
    return config(title=prose["publication"], description=prose["description"], language=language)


def _edition(articles: tuple[Article, ...], prose: Prose) -> Edition:
    """Return an edition in which the editor changed two stories."""
    entries = [Entry(a.id) for a in articles]
    for number, changed in ((1, {"blurb": prose["quote"]}), (4, {"headline": prose["video"]})):
        if number < len(entries):
            entries[number] = Entry(articles[number].id, **changed)
    return Edition(
        newsletter="weekly",
        key="2026-W47",
        date=NOW.date(),
        subject=articles[0].title,
        entries=tuple(entries),
    )


def _articles(language: str, size: int) -> Iterator[Article]:
    """Yield as many articles; each sixth speaks another language."""
    own = prose_of(language)
    for number in range(size):
        spoken = own["guest"] if number % 6 == 3 else language
        yield _article(number, spoken, prose_of(spoken), own["sections"])


def _article(number: int, language: str, prose: Prose, sections: list[str]) -> Article:
    story = prose["stories"][number % len(prose["stories"])]
    again = number // len(prose["stories"])
    slug = f"{language}-{number + 1}"
    published = dt.datetime(2026, 11, 19 - number % 5, 7, 30, tzinfo=dt.UTC)
    rich = number % 12 == 0
    return article(
        f"{story['title']} ({again + 1})" if again else story["title"],
        slug=slug,
        language=language,
        section=sections[number // 2 % len(sections)],
        kicker=story.get("kicker", ""),
        standfirst=story.get("standfirst", ""),
        summary=story["summary"],
        html=clean_html("\n".join(blocks(number, prose)), partial(_absolute, slug)),
        authors=tuple(_authors(story)),
        image=_image(slug, number, story, prose),
        published=published,
        updated=published + dt.timedelta(hours=30) if rich else None,
        corrections=(Correction(text=prose["correction"], date=published),) if rich else (),
        enclosures=tuple(_enclosures(number, prose)),
        source=Link(url="https://yard.example/log", title=prose["source"]) if rich else None,
        rights=prose["rights"] if rich else "",
    )


def _absolute(slug: str, tag: str, address: str) -> str:
    """Return the address as completing an article makes it."""
    return urljoin(f"{PAGES}/2026/11/{slug}/", address)


def _authors(story: Prose) -> Iterator[Author]:
    first, *others = story["authors"]
    yield Author(name=first, url=f"{PAGES}/people/", bio=story.get("bio", ""))
    yield from (Author(name=name) for name in others)


def _image(slug: str, number: int, story: Prose, prose: Prose) -> Any:
    if "alt" not in story:
        return None
    width, height = ((1600, 1067), (900, 1350), (1200, 675), (400, 400))[number % 4]
    credit = prose["credit"] if "caption" in story else ""
    return picture(slug, width, height, alt=story["alt"], caption=story.get("caption", ""),
                   credit=credit)  # fmt: skip


def _enclosures(number: int, prose: Prose) -> Iterator[Enclosure]:
    if number % 12 == 0:
        yield Enclosure(url=f"{PAGES}/media/{number}.mp3", media_type="audio/mpeg",
                        title=prose["audio"], duration=545)  # fmt: skip
    if number % 12 == 6:
        yield Enclosure(url=f"{PAGES}/media/{number}.mp4", media_type="video/mp4",
                        title=prose["video"])  # fmt: skip
