"""`feedpub init`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedpub.cli._common import command_errors, folder, note, now_option
from feedpub.project.starter import start_publication


@click.command()
@click.argument(
    "directory", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]"
)
@click.option("--title", help="Name of the publication.")
@click.option("--url", help="Address under which it is served.")
@now_option
@command_errors
def init(directory: Path | None, title: str | None, url: str | None, now: dt.datetime) -> None:
    """Begin a publication in a folder.

    Files that exist are left alone. The settings of a Jekyll, Hugo, Zola or Pelican
    blog in the folder are taken over, as far as they say title, address and folder.

    \b
    Example:
        feedpub init my-paper --title "My Paper" --url https://paper.example/
    """
    target = folder() / (directory or "")
    made = start_publication(target, now, title=title, url=url)
    for path in made.files:
        click.echo(path.as_posix())
    for line in made.notes:
        note(line)
    inside = f"-C {target.as_posix()} " if target != Path() else ""
    note(f"next: look at feedpub.toml, then `feedpub {inside}build`")
