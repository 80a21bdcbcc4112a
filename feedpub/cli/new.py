"""`feedpub new`."""

from __future__ import annotations

import datetime as dt

import click

from feedpub.cli._common import note, now_option, pass_project
from feedpub.project import Project
from feedpub.project.starter import new_article


@click.command()
@click.argument("title")
@click.option("--draft", is_flag=True, help="Mark it as a draft, which no reader sees.")
@now_option
@pass_project
def new(project: Project, title: str, draft: bool, now: dt.datetime) -> None:
    """Begin a new article.

    The file gets its date, and an id that it keeps wherever you move it. Its path is
    printed.

    \b
    Example:
        feedpub new "The ferry that would not leave"
    """
    if not title.strip():
        raise click.BadParameter("it is empty", param_hint="TITLE")
    path = new_article(project, title, now, draft=draft)
    click.echo(path.as_posix())
    note("write below the second `---`; `feedpub build` publishes it")
