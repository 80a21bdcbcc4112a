"""The stylesheet with which a browser shows RSS and Atom as a list that can be read.

A stylesheet can neither make links nor show escaped HTML, so titles, summaries, dates and
addresses are shown, and the full text is not; the page beside the feed does better.
Browsers use it where the feed is served as ``application/xml``: of ``application/rss+xml``
they show the source, or save it.
"""

from __future__ import annotations

STYLESHEET = "feeds.css"

CSS = """\
/* What a browser shows of a feed. Feed readers do not use this file. */

@namespace atom "http://www.w3.org/2005/Atom";
@namespace dc "http://purl.org/dc/elements/1.1/";
@namespace "";

*|*:root {
  color-scheme: light dark;
  --paper: #fbfaf7;
  --sheet: #ffffff;
  --ink: #1d1f21;
  --soft: #5c6166;
  --line: #dddad2;
  --accent: #b3400a;
}

@media (prefers-color-scheme: dark) {
  *|*:root {
    --paper: #16181a;
    --sheet: #1f2225;
    --ink: #eceae5;
    --soft: #a7acb1;
    --line: #373b3f;
    --accent: #ff9d66;
  }
}

/* Everything that is not named below stays hidden. */
*|* {
  display: none;
}

*|*:root {
  display: block;
  background: var(--paper);
  color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif;
  overflow-wrap: anywhere;
  padding: 2rem 1rem 4rem;
}

channel,
atom|feed {
  display: block;
}

channel > *|*,
atom|feed > *|* {
  max-width: 42rem;
  margin-inline: auto;
  unicode-bidi: plaintext;
}

channel > title,
atom|feed > atom|title {
  display: block;
  font-size: 1.75rem;
  font-weight: 700;
  line-height: 1.2;
}

channel > title::before,
atom|feed > atom|title::before {
  content: "RSS";
  display: block;
  color: var(--accent);
  font-size: 0.8rem;
  letter-spacing: 0.1em;
}

atom|feed > atom|title::before {
  content: "Atom";
}

channel > description,
atom|feed > atom|subtitle {
  display: block;
  color: var(--soft);
  margin-block: 0.5rem 2rem;
}

item,
atom|entry {
  display: flex;
  flex-direction: column;
  background: var(--sheet);
  border: 1px solid var(--line);
  border-radius: 0.5rem;
  margin-block: 0 1rem;
  padding: 1rem 1.25rem;
}

item > *|*,
atom|entry > *|*,
atom|author > atom|name {
  unicode-bidi: plaintext;
}

item > title,
atom|entry > atom|title {
  display: block;
  font-size: 1.15rem;
  font-weight: 600;
  line-height: 1.3;
}

item > dc|creator,
atom|entry > atom|author,
atom|entry > atom|author > atom|name {
  display: block;
  color: var(--soft);
  font-size: 0.875rem;
}

item > pubDate,
atom|entry > atom|published {
  display: block;
  order: 1;
  color: var(--soft);
  font-size: 0.875rem;
}

item > description,
atom|entry > atom|summary {
  display: block;
  order: 2;
  margin-block: 0.5rem;
}

item > link,
atom|entry > atom|link[rel="alternate"] {
  display: block;
  order: 3;
  color: var(--accent);
  font-size: 0.875rem;
}

atom|entry > atom|link[rel="alternate"]::before {
  content: attr(href);
}
"""


def css_bytes() -> bytes:
    """Return the stylesheet."""
    return CSS.encode()
