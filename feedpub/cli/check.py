"""`feedpub check`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from feedpub.cli._common import (
    end_with,
    fail_on_option,
    folder,
    note,
    now_option,
    pass_project,
)
from feedpub.cli.reports import FORMATS
from feedpub.findings import Severity
from feedpub.project import Project
from feedpub.project.check import check as check_publication


@click.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder of a build that is looked at too, relative to that of -C. Default: public, in "
    "the publication, if it is there.",
)  # fmt: skip
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="For people, for programs, for code hosts and editors, for annotations of GitHub.",
)
@fail_on_option
@now_option
@pass_project
def check(
    project: Project, output: Path | None, format_: str, fail_on: str, now: dt.datetime
) -> None:
    """Report everything noteworthy; write nothing.

    Looks at the articles, at the feeds as a build would write them, and at the files that
    an earlier build wrote. Every finding has its place, a code, and a cure. Findings are
    errors, warnings or infos.

    \b
    Example:
        feedpub check --fail-on warning
        feedpub check --format sarif > feedpub.sarif
    """
    target = folder() / output if output else project.root / "public"
    findings = check_publication(project, now, target)
    if said := FORMATS[format_](findings, project.root):
        click.echo(said)
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    note(", ".join(f"{count} {s.value}{'' if count == 1 else 's'}" for s, count in counts.items()))
    end_with(findings, fail_on)
