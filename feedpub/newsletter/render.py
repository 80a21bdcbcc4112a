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

from feedpub.config import place_of
from feedpub.config.settings import Config, NewsletterSettings
from feedpub.errors import Location, TemplateError
from feedpub.markup.characters import repair
from feedpub.model import Article
from feedpub.newsletter.bulk import refuse_bulk
from feedpub.newsletter.context import View, context_of, late_fields
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.gaps import misplaced
from feedpub.newsletter.inline import NotInstalled, inline_css, offending_rule
from feedpub.newsletter.late import Gap, Late
from feedpub.newsletter.link_query import with_queries
from feedpub.newsletter.marks import without_css_marks
from feedpub.newsletter.naming import named_errors
from feedpub.newsletter.templates import (
    Environment,
    fill,
    place_of_field,
    place_of_template,
    place_of_text,
)


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
    with named_errors(late.gaps):
        context = context_of(edition, articles, newsletter, config, now, intro, view, late)
        name = f"{newsletter.template}.html"
        source = repair(fill(env, [name], context))[0]
        refuse_bulk(source, "the mail", Location(edition.path) if edition.path else None)
        fallback = "article.txt" if newsletter.every == "article" else "digest.txt"
        text = fill(env, [f"{newsletter.template}.txt", fallback], context)
        if not view.on_web:
            names = {"newsletter": newsletter.name, "key": edition.key, "segment": view.segment}
            source, text = with_queries(source, text, newsletter.query, names, _own(context))
        if not view.marked:
            source = _MARKS.sub(r"\1", source)
        rendered = Rendered(
            subject=context["subject"],
            preheader=context["preheader"],
            html=_inlined(without_css_marks(source), env, config, name),
            text=_tidy(repair(text)[0]),
            source=source,
            gaps=late.gaps,
            unsubscribe_url=context["unsubscribe_url"],
        )
        _refuse_unfillable(rendered, late, env, name)
        return rendered


def _own(context: Mapping[str, Any]) -> set[str]:
    """Return the addresses that are no story's: the way out, and the page of the edition."""
    return {context[name] for name in ("unsubscribe_url", "preferences_url", "view_url")}


_MARKS = re.compile(r'(<[a-z]+\b[^<>]*?) data-story="\d*"')
"""What templates say for `lint`; readers need not load it."""


def _inlined(html: str, env: Environment, config: Config, name: str) -> str:
    inliner = config.mail.inliner
    try:
        return inline_css(html, inliner)
    except NotInstalled as e:
        raise TemplateError(str(e), at=place_of(config, ("mail", "inliner")), hint=e.hint) from e
    except TemplateError as e:
        at = _place(offending_rule(html, inliner), env, name)
        raise TemplateError(e.message, at=at, hint=e.hint) from e


def _refuse_unfillable(rendered: Rendered, late: Late, env: Environment, name: str) -> None:
    """Refuse late fields that nothing can fill, where a template names them."""
    for gap, message in misplaced(rendered.html, rendered.gaps):
        is_link = message.endswith("can lead there")
        hint = "declare it with `type` `address`" if is_link else "tell `segments` apart"
        at = place_of_field(gap.field, env, in_link=is_link) or place_of_template(env, name)
        raise TemplateError(message, at=at, hint=hint)
    for written in (rendered.subject, rendered.html, rendered.text):
        if late.lost(written):
            hint = 'print it as it is: `{{ subscriber.name | default("…") }}`'
            at = _place("subscriber.", env, name)
            raise TemplateError("a filter has changed a late field", at=at, hint=hint)


def _place(text: str, env: Environment, name: str) -> Location:
    """Return where a template says this, else the beginning of the one that is rendered."""
    return place_of_text(text, env) or place_of_template(env, name)


def _tidy(text: str) -> str:
    """End the text, and each of its lines, without white space."""
    return "\n".join(line.rstrip() for line in text.strip("\n").split("\n")) + "\n"
