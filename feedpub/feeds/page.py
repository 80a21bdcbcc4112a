"""The page of a feed for people: what it is, how to subscribe, and what is new.

It runs no script and loads nothing; its text is in the publication's language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape

from feedpub.dates import local, rfc3339
from feedpub.feeds.describe import FeedDescription, FeedHead
from feedpub.feeds.discovery import links
from feedpub.feeds.words import Words, words_for
from feedpub.model import Article
from feedpub.publication.language import direction

LATEST = 10
"""How many articles are shown."""

NAMES: Mapping[str, str] = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}


def page_path(path: str) -> str:
    """Return the file of the page of a feed, given the feed's path without ending.

    ``index`` would be a page of the website's own, so there it is ``feed.html``; in a folder
    ``index-feed.html``, since the feeds of tags lie there, of which one may be "feed".
    """
    folder, slash, name = path.rpartition("/")
    if name.lower() == "index":
        name = "index-feed" if folder else "feed"
    return f"{folder}{slash}{name}.html"


def page_html(
    feed: FeedDescription, media_types: Mapping[str, str], zone: dt.tzinfo, opml_url: str
) -> bytes:
    """Return the page; the items of `feed` are those that are shown.

    `opml_url` is the address of the list of all feeds, or empty.
    """
    words = words_for(feed.language)
    # The page is in the language of its sentences, which is English if there are none.
    language = feed.language if words_for("en") is not words else "en"
    title = escape(feed.title)
    addresses = "".join(
        f'<div><dt><a href="{escape(url)}" type="{media_types[format]}">'
        f"{NAMES.get(format, format)}</a></dt>"
        f'<dd><code dir="ltr" translate="no">{escape(url)}</code></dd></div>\n'
        for format, url in feed.urls.items()
    )
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(language)}" dir="{direction(language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title} – {escape(words.subscribe)}</title>",
        f'<meta name="description" content="{escape(feed.description)}">',
        *links(feed, media_types),
        f"<style>\n{_CSS}</style>",
        "</head>",
        "<body>",
        f"<header>\n{_ICON}\n<h1{_said(feed.language, language)}>{title}</h1>",
        f"<p{_said(feed.language, language)}>{escape(feed.description)}</p>\n</header>",
        "<main>",
        f'<section aria-labelledby="subscribe">\n<h2 id="subscribe">{words.subscribe}</h2>',
        f"<p>{words.explain}</p>",
        *([f"<p>{words.choose}</p>"] if len(feed.urls) > 1 else []),
        f"<dl>\n{addresses}</dl>\n</section>",
        f'<section aria-labelledby="latest">\n<h2 id="latest">{words.latest}</h2>',
        _latest([item.article for item in feed.items], words, language, zone),
        "</section>\n</main>",
        f"<footer>\n{_footer(feed, words, opml_url)}\n</footer>",
        "</body>\n</html>\n",
    ]
    return "\n".join(lines).encode()


def _latest(articles: Iterable[Article], words: Words, language: str, zone: dt.tzinfo) -> str:
    rows = [_row(article, words, language, zone) for article in articles]
    return "<ol>\n" + "\n".join(rows) + "\n</ol>" if rows else f"<p>{words.nothing}</p>"


def _row(article: Article, words: Words, language: str, zone: dt.tzinfo) -> str:
    said = _said(article.language, language)
    names = words.comma.join(escape(author.name) for author in article.authors)
    line = [_time(article.published, zone)] if article.published else []
    line += [f"<bdi>{names}</bdi>"] if names else []
    summary = f"<p>{escape(article.summary)}</p>" if article.summary else ""
    return (
        f'<li{said}>\n<h3><a href="{escape(article.url)}">{escape(article.title)}</a></h3>\n'
        f'<p class="meta">{" · ".join(line)}</p>\n{summary}</li>'
    )


def _time(moment: dt.datetime, zone: dt.tzinfo) -> str:
    day = local(moment, zone).date()
    return f'<time datetime="{rfc3339(moment)}">{day.isoformat()}</time>'


def _said(language: str, around: str) -> str:
    """Return the attributes of a text in another language than what is around it."""
    if language == around:
        return ""
    return f' lang="{escape(language)}" dir="{direction(language)}"'


def _footer(feed: FeedHead, words: Words, opml_url: str) -> str:
    links = [f'<a href="{escape(feed.home_url)}">{words.website}</a>']
    links += [f'<a href="{escape(opml_url)}">{words.all_feeds}</a>'] if opml_url else []
    return " · ".join(links)


_ICON = (
    '<svg viewBox="0 0 24 24" width="40" height="40" aria-hidden="true" focusable="false">'
    '<rect width="24" height="24" rx="5"/><circle cx="6.5" cy="17.5" r="2"/>'
    '<path d="M4.5 11a8.5 8.5 0 0 1 8.5 8.5M4.5 5.5a14 14 0 0 1 14 14"/></svg>'
)

_CSS = """\
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --sheet: #ffffff; --ink: #1d1f21; --soft: #5c6166; --line: #dddad2;
  --accent: #a83a06;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16181a; --sheet: #1f2225; --ink: #eceae5; --soft: #a7acb1; --line: #373b3f;
    --accent: #ff9d66;
  }
}
* { box-sizing: border-box; }
body {
  max-width: 44rem; margin: 0 auto; padding: 2rem 1rem 3rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif; overflow-wrap: break-word;
}
a { color: var(--accent); }
a:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
h1, h2, h3 { line-height: 1.25; margin: 0; text-wrap: balance; }
h1 { font-size: 1.9rem; margin-top: 0.75rem; }
h2 { font-size: 1.25rem; }
h3 { font-size: 1.0625rem; }
header p { color: var(--soft); margin: 0.25rem 0 0; }
svg rect { fill: var(--accent); }
svg circle { fill: var(--paper); }
svg path { fill: none; stroke: var(--paper); stroke-width: 2.6; stroke-linecap: round; }
section { margin-top: 2rem; }
section:first-child {
  padding: 1.25rem; background: var(--sheet); border: 1px solid var(--line);
  border-radius: 0.75rem;
}
section p { margin: 0.5rem 0 0; }
dl { margin: 1rem 0 0; }
dl div { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: 0.6rem 0; }
dl div + div { border-top: 1px solid var(--line); }
dt { flex: 0 0 6rem; font-weight: 600; }
dd { flex: 1 1 14rem; min-width: 0; margin: 0; }
/* One click marks the whole address, ready to be copied. */
code {
  overflow-wrap: anywhere; user-select: all; -webkit-user-select: all;
  font: 0.9375rem/1.6 ui-monospace, monospace;
}
bdi { unicode-bidi: isolate; }
ol { list-style: none; margin: 0.5rem 0 0; padding: 0; }
li { padding: 1rem 0; }
li + li { border-top: 1px solid var(--line); }
li p { margin-top: 0.25rem; }
.meta, footer { color: var(--soft); font-size: 0.9rem; }
footer { margin-top: 2rem; border-top: 1px solid var(--line); padding-top: 1rem; }
"""
