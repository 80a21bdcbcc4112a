"""From the files of a folder to article records.

To add a format: one module with a `Loader`, and one line in `LOADERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from feedpub.errors import ArticleError
from feedpub.loaders.clipping import load_clipping
from feedpub.loaders.html import load_html
from feedpub.loaders.json import load_json, load_jsonl
from feedpub.loaders.markdown import load_markdown
from feedpub.loaders.source import Source, iter_sources
from feedpub.loaders.values import Context
from feedpub.model import Article

Loader = Callable[[Source, Context], Iterator[Article]]
"""Turns the bytes of one file into articles, or raises ArticleError."""

LOADERS: Mapping[str, Loader] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".html": load_html,
    ".htm": load_html,
    ".json": load_json,
    ".jsonl": load_jsonl,
    ".txt": load_clipping,
}


def load_articles(
    sources: Iterable[Source], context: Context, loaders: Mapping[str, Loader] = LOADERS
) -> Iterator[Article]:
    """Yield the articles of all sources; what is broken goes to `context.broken`."""
    for source in sources:
        try:
            yield from loaders[source.suffix](source, context)
        except ArticleError as e:
            context.broken(e)


__all__ = ["LOADERS", "Context", "Loader", "Source", "iter_sources", "load_articles"]
