"""The web pages of a newsletter: one for each edition, and the list of them.

They are the same for everybody: late fields are their fallbacks, and what concerns one
subscriber is not there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import Any

from feedpub.config import Config, NewsletterSettings
from feedpub.model import Article
from feedpub.newsletter.brand import look_of
from feedpub.newsletter.context import View, language_of
from feedpub.newsletter.edition import Edition, index_path, page_path
from feedpub.newsletter.listing import FeedLink, Row
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.story import Html
from feedpub.newsletter.templates import Environment, fill
from feedpub.newsletter.words import words_for
from feedpub.publication.language import direction


def edition_page(
    edition: Edition,
    articles: Sequence[Article],
    newsletter: NewsletterSettings,
    config: Config,
    env: Environment,
    intro: str,
    feeds: Iterable[FeedLink],
) -> bytes:
    """Return the page of an edition that has a date; `articles` are those of its entries.

    `intro` is the introduction as clean HTML, with the fallbacks of its late fields.

    Raises:
        TemplateError: with file and line in the template.
    """
    day = edition.date or dt.date.min
    html = render_edition(
        edition,
        articles,
        newsletter,
        config,
        env,
        now=dt.datetime.combine(day, dt.time(12), config.zone),  # equal bytes on every day
        intro=intro,
        view=View(on_web=True),
    ).html
    head = _head(config.base_url + page_path(newsletter.name, edition.key), feeds)
    # Here, so that a template of the publication's own need not think of it.
    return _HEAD_END.sub(lambda match: head + match[0], html, count=1).encode()


_HEAD_END = re.compile(r"</head\s*>", re.I)


def _head(url: str, feeds: Iterable[FeedLink]) -> str:
    lines = [f'<link rel="canonical" href="{escape(url)}">']
    lines += [
        f'<link rel="alternate" type="{escape(feed.media_type)}" '
        f'title="{escape(feed.title)}" href="{escape(feed.url)}">'
        for feed in feeds
    ]
    return "".join(f"{line}\n" for line in lines)


def index_page(
    rows: Sequence[Row],
    newsletter: NewsletterSettings,
    config: Config,
    env: Environment,
    feeds: Sequence[FeedLink],
) -> bytes:
    """Return the list of editions; `rows` are the newest first.

    Raises:
        TemplateError: with file and line in the template.
    """
    url = config.base_url + index_path(newsletter.name)
    language = language_of(newsletter, config)
    words = words_for(language)
    # Where there are no words of the language, the page itself is in English.
    own = words.language.partition("-")[0] == language.lower().partition("-")[0]
    spoken = language if own else words.language
    context: dict[str, Any] = {
        "newsletter": newsletter,
        "publication": config.publication,
        "editions": rows,
        "years": [(year, tuple(some)) for year, some in groupby(rows, lambda row: row.date.year)],
        "feeds": feeds,
        "feeds_by_title": [
            (title, tuple(some)) for title, some in groupby(feeds, lambda feed: feed.title)
        ],
        "head_links": Html(_head(url, feeds)),
        "words": words,
        "page_language": spoken,
        "page_direction": direction(spoken),
        "language": language,
        "direction": direction(language),
        "look": look_of(newsletter, config),
        "zone": config.zone,
    }
    return fill(env, ["editions.html"], context).encode()
