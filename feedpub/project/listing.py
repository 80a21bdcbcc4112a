"""What `list` does."""

from __future__ import annotations

import datetime as dt

from feedpub.findings import Finding, in_order
from feedpub.model import Article
from feedpub.project.project import Project
from feedpub.publication import State


def articles(
    project: Project, now: dt.datetime, *, full: bool
) -> tuple[list[tuple[Article, State]], list[Finding]]:
    """Return all articles with their states, the newest first; with `full`, complete."""
    loaded = project.load(now)
    complete = project.completer(loaded.publication)
    visible = ((article, State.PUBLISHED) for article in loaded.publication.articles)
    found = [*visible, *loaded.publication.withheld]
    if full:
        found = [(complete(article), state) for article, state in found]
    found.sort(key=lambda pair: (pair[0].published or now, pair[0].ref), reverse=True)
    return found, in_order([*loaded.findings, *complete.findings])
