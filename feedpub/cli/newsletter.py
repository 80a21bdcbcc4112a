"""`feedpub newsletter`."""

from __future__ import annotations

import datetime as dt
import shlex
from pathlib import Path

import click

from feedpub.cli._common import end_with, folder, note, now_option, pass_project, show_findings
from feedpub.newsletter.edition_file import edition_path
from feedpub.project import Project, newsletters


def _names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the names of newsletters."""
    given = (ctx.find_root().params or {}).get("folder")
    try:
        config = Project.open(Path(given) if given else Path()).config
    except Exception:
        return []
    return [n.name for n in config.newsletters if n.name.startswith(incomplete)]


name_argument = click.argument("name", shell_complete=_names)
key_argument = click.argument("key", required=False)


@click.group()
def newsletter() -> None:
    """Compose and render newsletters.

    An edition is a file in editions/: compose proposes it, you edit it, render makes
    HTML, text and a mail of it. KEY says which: 2026-11-20 for a day, 2026-W47 for a
    week, 2026-11 for a month, an id for an article. Without it, the one that is now.
    """


@newsletter.command()
@name_argument
@key_argument
@click.option("--force", is_flag=True, help="Propose anew over a file that exists.")
@now_option
@pass_project
def compose(project: Project, name: str, key: str | None, force: bool, now: dt.datetime) -> None:
    """Propose an edition, as a file to edit.

    The path of the file is printed. An edition that exists is left alone.

    \b
    Example:
        feedpub newsletter compose weekly
        feedpub newsletter compose weekly 2026-W47
    """
    composed = newsletters.compose(project, name, key, now, force=force)
    click.echo(composed.file.as_posix())
    note(
        f"edit it, then `feedpub newsletter render {name} {shlex.quote(composed.key)}`"
        if composed.written
        else "it exists, and was left alone; --force proposes anew"
    )


@newsletter.command()
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
@now_option
@pass_project
def render(
    project: Project,
    name: str,
    key: str | None,
    output: Path | None,
    local_pictures: bool,
    now: dt.datetime,
) -> None:
    """Render an edition: HTML with inlined CSS, text, and a mail (.eml).

    If there is no file for the edition, the proposal is rendered. The paths of the files are
    printed.

    \b
    Example:
        feedpub newsletter render weekly
        feedpub newsletter render weekly 2026-W47 --output out
    """
    target = folder() / output if output else project.root / ".feedpub" / "newsletters"
    rendered = newsletters.render(project, name, key, now, target, local_pictures=local_pictures)
    if not rendered.edition.path:
        note(f"there is no {edition_path(name, rendered.edition.key)}; rendered as proposed")
    show_findings(rendered.findings, most=20)
    for path in rendered.files:
        click.echo(path.as_posix())
    end_with(rendered.findings, "error")
