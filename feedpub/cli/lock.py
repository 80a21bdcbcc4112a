"""`feedpub lock`."""

from __future__ import annotations

import click

from feedpub.cli._common import note, pass_project
from feedpub.project import Project
from feedpub.project.identity import mint_identity, move_identity


@click.group()
def lock() -> None:
    """Settle which article is which.

    feedpub.lock keeps the id of every article, so that no reader sees one twice. Where
    feedpub cannot tell whether a new file is an old article, you say so here.
    """


@lock.command()
@click.argument("old")
@click.argument("new")
@pass_project
def move(project: Project, old: str, new: str) -> None:
    """Say that the article OLD is now in the file NEW.

    OLD and NEW are paths as feedpub.lock has them; for a record in a file of many, the
    path, #, and its key.

    \b
    Example:
        feedpub lock move articles/ferry.md articles/2026/the-ferry.md
    """
    row = move_identity(project, old, new)
    note(f"{row.ref} keeps the id {row.id}")


@lock.command()
@click.argument("article")
@pass_project
def mint(project: Project, article: str) -> None:
    """Say that ARTICLE is a new one, whatever it looks like.

    \b
    Example:
        feedpub lock mint articles/2026/another-ferry.md
    """
    row = mint_identity(project, article)
    note(f"{row.ref} has the new id {row.id}")
