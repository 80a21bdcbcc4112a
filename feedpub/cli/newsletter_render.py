"""`feedpub newsletter render`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedpub.cli._common import end_with, folder, note, now_option, pass_project, show_findings
from feedpub.cli._newsletter import key_argument, name_argument
from feedpub.newsletter.edition_file import edition_path
from feedpub.project import Project, newsletters


def _as_mapping(
    ctx: click.Context, param: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    """Return FIELD=VALUE, any number of times, by field."""
    values = {}
    for each in given:
        field, sign, value = each.partition("=")
        if not sign:
            raise click.BadParameter(f"`{each}` has no `=`; write name=Ana")
        values[field.strip()] = value
    return values


@click.command()
@name_argument
@key_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Folder to write into, relative to that of -C. Default: .feedpub/newsletters, in the "
    "publication.",
)
@click.option(
    "--local-pictures",
    is_flag=True,
    help="Show pictures from the disk in the HTML file, to look at it before they are online.",
)
@click.option(
    "--subscriber",
    "values",
    multiple=True,
    callback=_as_mapping,
    metavar="FIELD=VALUE",
    help="Fill a late field, as for a subscriber; may be given several times. Without it, their "
    "fallbacks stand there.",
)
@now_option
@pass_project
def render(
    project: Project,
    name: str,
    key: str | None,
    output: Path | None,
    local_pictures: bool,
    values: dict[str, str],
    now: dt.datetime,
) -> None:
    """Render an edition: HTML with inlined CSS, text, and a mail (.eml).

    If there is no file for the edition, the proposal is rendered. A newsletter with segments
    makes three files for each. The paths of the files are printed.

    \b
    Example:
        feedpub newsletter render weekly
        feedpub newsletter render weekly 2026-W47 --output out
        feedpub newsletter render weekly --subscriber name=Ana --subscriber email=ana@example.org
    """
    target = folder() / output if output else project.root / ".feedpub" / "newsletters"
    rendered = newsletters.render(
        project, name, key, now, target, values, local_pictures=local_pictures
    )
    if not rendered.edition.path:
        note(f"there is no {edition_path(name, rendered.edition.key)}; rendered as proposed")
    show_findings(rendered.findings, most=20)
    for path in rendered.files:
        click.echo(path.as_posix())
    end_with(rendered.findings, "error")
