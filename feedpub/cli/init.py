"""`feedpub init`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedpub.cli._common import command_errors, folder, note, now_option
from feedpub.config import CONFIG_NAME
from feedpub.project.ci import SERVICES, write_ci
from feedpub.project.starter import start_publication


@click.command()
@click.argument(
    "directory", required=False, type=click.Path(file_okay=False, path_type=Path), metavar="[DIR]"
)
@click.option("--title", help="Name of the publication.")
@click.option("--url", help="Address under which it is served.")
@click.option(
    "--ci", type=click.Choice(list(SERVICES)),
    help="Write the files for a service that builds and publishes each push; in a folder that is "
    "a publication already, only those.",
)  # fmt: skip
@click.option("--overwrite", is_flag=True, help="With --ci: replace its files where they differ.")
@now_option
@command_errors
def init(
    directory: Path | None,
    title: str | None,
    url: str | None,
    ci: str | None,
    overwrite: bool,
    now: dt.datetime,
) -> None:
    """Begin a publication in a folder.

    Files that exist are left alone. The settings of a Jekyll, Hugo, Zola or Pelican
    blog in the folder are taken over, as far as they say title, address and folder.

    \b
    Example:
        feedpub init my-paper --title "My Paper" --url https://paper.example/
        feedpub init --ci github
    """
    if overwrite and not ci:
        raise click.UsageError("--overwrite needs --ci")
    target = folder() / (directory or "")
    if not (ci and (target / CONFIG_NAME).exists() and not (title or url)):
        _start(target, now, title, url)
    if ci:
        _add_ci(target, ci, overwrite)


def _start(target: Path, now: dt.datetime, title: str | None, url: str | None) -> None:
    made = start_publication(target, now, title=title, url=url)
    for path in made.files:
        click.echo(path.as_posix())
    for line in made.notes:
        note(line)
    inside = f"-C {target.as_posix()} " if target != Path() else ""
    note(f"next: look at feedpub.toml, then `feedpub {inside}build`")


def _add_ci(target: Path, service: str, overwrite: bool) -> None:
    written = write_ci(target, service, overwrite=overwrite)
    for path in written.files:
        click.echo(path.as_posix())
    for path in written.kept:
        note(f"{path.as_posix()} differs and was left alone; --overwrite replaces it")
    if written.files:
        note("next: look at them, run `feedpub build`, and commit them with feedpub.lock")
