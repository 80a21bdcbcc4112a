"""`feedpub diff`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedpub.cli._common import folder, now_option, pass_project, show_findings
from feedpub.cli.diffs import FORMS
from feedpub.findings import Severity
from feedpub.project import Project
from feedpub.project.diff import diff as diff_publication


@click.command()
@click.option(
    "--against", required=True, metavar="REF|DIR|FILE",
    help="What readers have: a commit, a folder of feeds, or a saved feed.",
)  # fmt: skip
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text",
    show_default=True, help="For people, for programs, or for a pull request.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="The output folder, by which a saved feed in it is known. Default: public.",
)  # fmt: skip
@click.option("--exit-code", is_flag=True, help="Exit with 1 if any feed would change.")
@now_option
@pass_project
def diff(
    project: Project,
    against: str,
    format_: str,
    output: Path | None,
    exit_code: bool,
    now: dt.datetime,
) -> None:
    """Show what subscribers would see; write nothing.

    For each feed the items that are new, changed, dropped, or have another id, which readers
    show a second time; and of how many items readers will be notified. A commit is built anew
    from its own files; `main...` is where this branch left main. A folder or a file is what is
    live. A name that could be both is refused: write ./NAME for the path.

    \b
    Example:
        feedpub diff --against HEAD~1
        feedpub diff --against origin/main... --format markdown
        feedpub diff --against live/feed.xml
    """
    target = folder() / output if output else project.root / "public"
    report = diff_publication(project, against, now, target, folder=folder())
    show_findings([f for f in report.findings if f.severity is Severity.ERROR])
    click.echo(FORMS[format_](report))
    if exit_code and any(feed.state != "same" for feed in report.feeds):
        click.get_current_context().exit(1)
