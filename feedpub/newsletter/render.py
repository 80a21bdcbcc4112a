"""An edition rendered: subject, HTML with its CSS inlined, and text.

edition + articles ── stories ──► templates ──► HTML ── inline_css ──► Rendered
                                      └───────► text ─────────────────►
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from feedpub.config.settings import Config, NewsletterSettings
from feedpub.errors import TemplateError
from feedpub.markup.characters import repair
from feedpub.model import Article
from feedpub.newsletter.body import Place, mail_html
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.inline import inline_css, offending_rule
from feedpub.newsletter.story import Html, Story, one_line, story_of
from feedpub.newsletter.templates import Environment, fill, place_of_text
from feedpub.newsletter.text import html_to_text
from feedpub.newsletter.words import Words, words_for
from feedpub.publication.language import direction


class Rendered(msgspec.Struct, frozen=True, kw_only=True):
    """What one edition says to its readers."""

    subject: str
    html: str
    """The whole document; line ends are line feeds."""

    text: str
    """At most 72 columns, but for addresses and code."""


def render_edition(
    edition: Edition,
    articles: Sequence[Article],
    newsletter: NewsletterSettings,
    config: Config,
    env: Environment,
    *,
    now: dt.datetime,
    intro: str = "",
) -> Rendered:
    """Render the edition; `articles` are complete and stand in the order of its entries.

    `intro` is the introduction as clean HTML, its addresses absolute.

    Raises:
        TemplateError: with file and line in the template.
    """
    context = _context(edition, articles, newsletter, config, now, intro)
    html = fill(env, [f"{newsletter.template}.html"], context)
    fallback = "article.txt" if newsletter.every == "article" else "digest.txt"
    text = fill(env, [f"{newsletter.template}.txt", fallback], context)
    return Rendered(
        subject=context["subject"],
        html=_inlined(repair(html)[0], env),
        text=_tidy(repair(text)[0]),
    )


def _inlined(html: str, env: Environment) -> str:
    try:
        return inline_css(html)
    except TemplateError as e:
        rule = offending_rule(html)
        raise TemplateError(e.message, at=place_of_text(rule, env), hint=e.hint) from e


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
) -> dict[str, Any]:
    """Return all that a template can name."""
    language = language_of(newsletter, config)
    words = words_for(language)
    spoken = config.publication.language
    stories = tuple(
        story_of(number, entry, article, words, spoken)
        for number, (entry, article) in enumerate(zip(edition.entries, articles, strict=True), 1)
    )
    subject = one_line(edition.subject) or (stories[0].headline if stories else newsletter.title)
    return {
        "newsletter": newsletter,
        "publication": config.publication,
        "edition": edition,
        "subject": subject,
        **_preheader(edition, stories, subject),
        **_intro(intro, config.base_url, words, direction(language)),
        "stories": stories,
        "article": stories[0] if stories else None,
        "words": words,
        "language": language,
        "direction": direction(language),
        "zone": config.zone,
        "now": now,
    }


def _intro(html: str, url: str, words: Words, direction: str) -> Mapping[str, Html | str]:
    html = repair(html)[0]
    place = Place(url=url, prefix="intro-", direction=direction, words=words)
    return {
        "intro": Html(mail_html(html, place)),
        "intro_text": html_to_text(html, url, words),
    }


_PREHEADER_LONGEST = 140
_INBOX_LINE = 200
_SPACER = "\u2007\u034f"
"""A figure space and a joiner that shows nothing; mail programs collapse neither."""

_SPACERS = 130


def _preheader(edition: Edition, stories: Sequence[Story], subject: str) -> Mapping[str, str]:
    """Return the line that inboxes show after the subject, and what keeps the body out of it.

    Together they fill the longest such line. The spacers take five bytes each, 650 at most.
    """
    line = one_line(edition.preheader)[:_INBOX_LINE] or _derived(list(_hooks(stories, subject)))
    return {
        "preheader": line,
        "preheader_padding": _SPACER * min(_INBOX_LINE - len(line), _SPACERS),
    }


def _hooks(stories: Sequence[Story], subject: str) -> Iterator[str]:
    """Yield what could follow the subject: headlines that it does not tell already."""
    if len(stories) == 1:
        yield stories[0].teaser
    else:
        yield from (story.headline for story in stories if story.headline not in subject)


def _derived(hooks: list[str]) -> str:
    line = ""
    for hook in filter(None, hooks):
        longer = f"{line} · {hook}" if line else hook
        if line and len(longer) > _PREHEADER_LONGEST:
            break
        line = longer
    if len(line) <= _PREHEADER_LONGEST:
        return line
    return line[: _PREHEADER_LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _tidy(text: str) -> str:
    """End the text, and each of its lines, without white space."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"
