"""An edition rendered: subject, HTML with its CSS inlined, and text.

edition + articles ── stories ──► templates ──► HTML ── inline_css ──► Rendered
                                      └───────► text ─────────────────►
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from feedpub.config.settings import Config, NewsletterSettings
from feedpub.errors import TemplateError
from feedpub.markup.characters import repair
from feedpub.model import Article
from feedpub.newsletter.body import Place, mail_html
from feedpub.newsletter.brand import Look, look_of
from feedpub.newsletter.edition import Edition, index_path, page_path
from feedpub.newsletter.gaps import misplaced
from feedpub.newsletter.inline import inline_css, offending_rule
from feedpub.newsletter.late import Gap, Late
from feedpub.newsletter.marks import without_css_marks
from feedpub.newsletter.preheader import preheader
from feedpub.newsletter.story import Html, Story, one_line, story_of
from feedpub.newsletter.templates import Environment, fill, place_of_template, place_of_text
from feedpub.newsletter.text import html_to_text
from feedpub.newsletter.words import Words, words_for
from feedpub.publication.language import direction


class View(msgspec.Struct, frozen=True, kw_only=True):
    """For whom an edition is rendered."""

    segment: str = ""
    """One of the newsletter's; empty if it has none, and for the web."""

    on_web: bool = False
    """Whether it is the page that everybody can see: without late fields, without a way out."""

    marked: bool = False
    """Whether elements keep the marks that say where they come from, for `lint`."""


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """What one edition says to its readers."""

    subject: str
    html: str
    """The whole document; line ends are line feeds."""

    text: str
    """At most 72 columns, but for addresses and code."""

    preheader: str = ""
    source: str = ""
    """The document before its CSS was inlined."""

    gaps: dict[str, Gap] = {}
    """Late fields, by the words that stand for them in all of these."""

    unsubscribe_url: str = ""


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


def render_edition(
    edition: Edition,
    articles: Sequence[Article],
    newsletter: NewsletterSettings,
    config: Config,
    env: Environment,
    *,
    now: dt.datetime,
    intro: str = "",
    view: View = View(),  # noqa: B008  # it is frozen
    late: Late | None = None,
) -> Rendered:
    """Render the edition; `articles` are complete and stand in the order of its entries.

    `intro` is the introduction as clean HTML, its addresses absolute, its late fields expanded
    by `late`.

    Raises:
        TemplateError: with file and line in the template.
    """
    late = late or late_fields(edition, articles, newsletter, config, view)
    context = _context(edition, articles, newsletter, config, now, intro, view, late)
    source = repair(fill(env, [f"{newsletter.template}.html"], context))[0]
    fallback = "article.txt" if newsletter.every == "article" else "digest.txt"
    text = fill(env, [f"{newsletter.template}.txt", fallback], context)
    if not view.marked:
        source = _MARKS.sub(r"\1", source)
    rendered = Rendered(
        subject=context["subject"],
        preheader=context["preheader"],
        html=_inlined(
            without_css_marks(source), env, config.mail.inliner, f"{newsletter.template}.html"
        ),
        text=_tidy(repair(text)[0]),
        source=source,
        gaps=late.gaps,
        unsubscribe_url=context["unsubscribe_url"],
    )
    _refuse_unfillable(rendered, late, env)
    return rendered


_MARKS = re.compile(r'(<[a-z]+\b[^<>]*?) data-story="\d*"')
"""What templates say for `lint`; readers need not load it."""


def _inlined(html: str, env: Environment, inliner: str, name: str) -> str:
    try:
        return inline_css(html, inliner)
    except TemplateError as e:
        rule = offending_rule(html, inliner)
        at = place_of_text(rule, env) or place_of_template(env, name)
        raise TemplateError(e.message, at=at, hint=e.hint) from e


def _refuse_unfillable(rendered: Rendered, late: Late, env: Environment) -> None:
    """Refuse late fields that nothing can fill, where a template names them."""
    for gap, message in misplaced(rendered.html, rendered.gaps):
        at = place_of_text(f"subscriber.{gap.field}", env)
        hint = "tell `segments` apart, or declare the field with `type` `address`"
        raise TemplateError(message, at=at, hint=hint)
    for written in (rendered.subject, rendered.html, rendered.text):
        if late.lost(written):
            hint = 'print it as it is: `{{ subscriber.name | default("…") }}`'
            at = place_of_text("subscriber.", env)
            raise TemplateError("a filter has changed a late field", at=at, hint=hint)


def language_of(newsletter: NewsletterSettings, config: Config) -> str:
    """Return the language in which the newsletter itself speaks."""
    return newsletter.language or config.publication.language


def _context(
    edition: Edition,
    articles: Sequence[Article],
    newsletter: NewsletterSettings,
    config: Config,
    now: dt.datetime,
    intro: str,
    view: View,
    late: Late,
) -> dict[str, Any]:
    """Return all that a template can name."""
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
        "intro": Html(mail_html(html, place)),
        "intro_text": html_to_text(html, url, words),
    }


def _tidy(text: str) -> str:
    """End the text, and each of its lines, without white space."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"
