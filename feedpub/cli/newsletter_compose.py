"""`feedpub newsletter compose`."""

from __future__ import annotations

import datetime as dt
import shlex

import click

from feedpub.cli._common import note, now_option, pass_project
from feedpub.cli._newsletter import complete_names, key_argument
from feedpub.errors import together
from feedpub.project import Project, composing
from feedpub.project.composing import Composed


@click.command()
@click.argument("name", required=False, shell_complete=complete_names)
@key_argument
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Instead of NAME: for every newsletter, the last period that is over.",
)
@click.option("--force", is_flag=True, help="Propose anew over a file that exists.")
@now_option
@pass_project
def compose(
    project: Project,
    name: str | None,
    key: str | None,
    everything: bool,
    force: bool,
    now: dt.datetime,
) -> None:
    """Propose an edition, as a file to edit.

    The path of the file is printed; what is in it, and what is not, is told beside it. An
    edition that exists is left alone. With --all, which suits a scheduled job, each
    newsletter gets the edition of the last day, week or month that is over, if it has
    none yet and there is something to say.

    \b
    Example:
        feedpub newsletter compose weekly
        feedpub newsletter compose weekly 2026-W47
        feedpub newsletter compose --all
    """
    if everything == bool(name):
        raise click.UsageError("give either a NAME or --all")
    if everything and force:
        raise click.UsageError("--force needs a NAME")
    if name:
        _show(composing.compose(project, name, key, now, force=force))
        return
    done = composing.compose_all(project, now)
    for composed in done.written:
        _show(composed)
    if done.errors:
        raise together(done.errors)
    if not done.written:
        note("there is nothing to compose")


def _show(composed: Composed) -> None:
    click.echo(composed.file.as_posix())
    proposal = composed.proposal
    if proposal is None:
        note("it exists, and was left alone; --force proposes anew")
        return
    for one in proposal.taken:
        note(f"  {one.day}  {one.article.title}{'  (late)' if one.is_late else ''}")
    if proposal.left_out:
        note("left out, since `max_stories` leaves no room:")
    for one in proposal.left_out:
        note(f"  {one.day}  {one.article.title}")
    for finding, day in composed.aside:
        of_day = f", of {day}," if day else ""
        note(f"the broken article{of_day} does not belong into it: {finding}")
    command = f"feedpub newsletter render {composed.newsletter} {shlex.quote(composed.key)}"
    note(f"edit it, then `{command}`")
