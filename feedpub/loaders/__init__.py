"""From the files of a folder to article records.

To add a format: one module with a `Loader`, and one line in `LOADERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

from feedpub.errors import ArticleError
from feedpub.loaders.source import Source

if TYPE_CHECKING:
    from feedpub.loaders.values import Context
    from feedpub.model import Article

Loader = Callable[[Source, "Context"], "Iterator[Article]"]
"""Turns the bytes of one file into articles, or raises ArticleError."""


def _in(module: str, name: str) -> Loader:
    """Return a loader whose module is imported when there is a file for it."""

    def load(source: Source, context: Context) -> Iterator[Article]:
        loader: Loader = getattr(import_module(f"feedpub.loaders.{module}"), name)
        return loader(source, context)

    return load


LOADERS: Mapping[str, Loader] = {
    ".md": _in("markdown", "load_markdown"),
    ".markdown": _in("markdown", "load_markdown"),
    ".html": _in("html", "load_html"),
    ".htm": _in("html", "load_html"),
    ".json": _in("json", "load_json"),
    ".jsonl": _in("json", "load_jsonl"),
    ".txt": _in("clipping", "load_clipping"),
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


__all__ = ["LOADERS", "Loader", "Source", "load_articles"]
