"""What templates can name, worked out from an edition, its articles and the settings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from feedpub.config.settings import Config, NewsletterSettings
from feedpub.errors import Location
from feedpub.markup.characters import repair
from feedpub.model import Article
from feedpub.newsletter.body import Place, mail_html
from feedpub.newsletter.brand import Look, look_of
from feedpub.newsletter.bulk import refuse_bulk
from feedpub.newsletter.edition import Edition, index_path, page_path
from feedpub.newsletter.late import Late
from feedpub.newsletter.preheader import preheader
from feedpub.newsletter.story import Html, Story, one_line, story_of
from feedpub.newsletter.text import html_to_text
from feedpub.newsletter.words import Words, words_for
from feedpub.publication.language import direction


class Introduction(Html):
    """What the editor says, for the column of the newsletter's own look."""

    __slots__ = ("_given", "_place")
    _given: str
    _place: Place

    def __new__(cls, given: str, place: Place) -> Introduction:
        """Take the introduction as clean HTML."""
        made = super().__new__(cls, mail_html(given, place))
        made._given, made._place = given, place
        return made

    def body_in(self, width: int) -> Html:
        """Return it for a column of `width` pixels."""
        if width == self._place.width:
            return self
        return Html(mail_html(self._given, msgspec.structs.replace(self._place, width=width)))


class View(msgspec.Struct, frozen=True, kw_only=True):
    """For whom an edition is rendered."""

    segment: str = ""
    """One of the newsletter's; empty if it has none, and for the web."""

    on_web: bool = False
    """Whether it is the page that everybody can see: without late fields, without a way out."""

    marked: bool = False
    """Whether elements keep the marks that say where they come from, for `lint`."""


def late_fields(
    edition: Edition,
    articles: Sequence[Article],
    newsletter: NewsletterSettings,
    config: Config,
    view: View,
) -> Late:
    """Return the late fields of a rendering; no text in it has the words that stand for them."""
    told = (edition, view.segment, articles, newsletter, config)
    seed = msgspec.msgpack.encode(told, order="deterministic", enc_hook=repr)
    return Late(newsletter, language_of(newsletter, config), seed, on_web=view.on_web)


def language_of(newsletter: NewsletterSettings, config: Config) -> str:
    """Return the language in which the newsletter itself speaks."""
    return newsletter.language or config.publication.language


def context_of(
    edition: Edition,
    articles: Sequence[Article],
    newsletter: NewsletterSettings,
    config: Config,
    now: dt.datetime,
    intro: str,
    view: View,
    late: Late,
) -> dict[str, Any]:
    """Return all that a template can name.

    Raises:
        TemplateError: if the introduction is larger than any mail.
    """
    refuse_bulk(intro, "the introduction", Location(edition.path))
    language = language_of(newsletter, config)
    words = words_for(language)
    stories = tuple(_stories(edition, articles, words, config, view))
    subject = one_line(edition.subject) or (stories[0].headline if stories else newsletter.title)
    subject = late.expand(subject)
    look = look_of(newsletter, config)
    return {
        "newsletter": newsletter,
        "publication": config.publication,
        "edition": edition,
        "edition_date": _date_of(edition, config, now),
        "subject": subject,
        **preheader(late.expand(edition.preheader), stories, subject, late.gaps),
        **_intro(intro, config.base_url, words, direction(language), look),
        "stories": stories,
        "article": stories[0] if stories else None,
        "segment": view.segment,
        "subscriber": late.subscriber,
        **_addresses(edition, newsletter, config, view, late),
        "on_web": view.on_web,
        "words": words,
        "language": language,
        "direction": direction(language),
        "look": look,
        "zone": config.zone,
        "now": now,
    }


def _stories(
    edition: Edition, articles: Sequence[Article], words: Words, config: Config, view: View
) -> list[Story]:
    """Return what those of the segment get to see; on the web, what is for all."""
    shown = [
        (entry, article)
        for entry, article in zip(edition.entries, articles, strict=True)
        if not entry.segments or view.segment in entry.segments
    ]
    spoken = config.publication.language
    return [
        story_of(n, entry, article, words, spoken) for n, (entry, article) in enumerate(shown, 1)
    ]


def _date_of(edition: Edition, config: Config, now: dt.datetime) -> dt.datetime:
    """Return noon of the day that the edition bears, or else of today."""
    day = edition.date or now.astimezone(config.zone).date()
    return dt.datetime.combine(day, dt.time(12), config.zone)


def _addresses(
    edition: Edition, newsletter: NewsletterSettings, config: Config, view: View, late: Late
) -> Mapping[str, str]:
    """Return where the edition leads; nothing that concerns one subscriber on the web."""
    base = config.base_url if newsletter.pages else ""
    mine = {
        "unsubscribe_url": newsletter.unsubscribe_url,
        "preferences_url": newsletter.preferences_url,
        "reason": newsletter.reason,
    }
    return {
        "view_url": base + page_path(newsletter.name, edition.key)
        if base and edition.date and not view.on_web
        else "",
        "index_url": base + index_path(newsletter.name) if base else "",
        **{name: "" if view.on_web else late.expand(text) for name, text in mine.items()},
    }


def _intro(
    html: str, url: str, words: Words, direction: str, look: Look
) -> Mapping[str, Html | str]:
    html = repair(html)[0]
    place = Place(url=url, prefix="intro-", direction=direction, words=words, width=look.column)
    return {
        "intro": Introduction(html, place),
        "intro_text": html_to_text(html, url, words),
    }
