"""`feedpub check`."""

from __future__ import annotations

import datetime as dt

import click

from feedpub.cli._common import (
    end_with,
    fail_on_option,
    finding_as_table,
    note,
    now_option,
    pass_project,
    print_json,
)
from feedpub.findings import Finding, Severity
from feedpub.project import Project
from feedpub.project.build import check as check_publication


@click.command()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="For people, or for programs.",
)
@fail_on_option
@now_option
@pass_project
def check(project: Project, format_: str, fail_on: str, now: dt.datetime) -> None:
    """Report everything noteworthy; write nothing.

    Every finding has its place, a code, and a cure. Findings are errors, warnings or
    infos.

    \b
    Example:
        feedpub check --fail-on warning
    """
    findings = check_publication(project, now)
    if format_ == "json":
        print_json([finding_as_table(finding) for finding in findings])
    else:
        for finding in findings:
            click.echo(_as_text(finding))
    counts = {s: sum(f.severity is s for f in findings) for s in Severity}
    note(", ".join(f"{count} {s.value}{'' if count == 1 else 's'}" for s, count in counts.items()))
    end_with(findings, fail_on)


def _as_text(finding: Finding) -> str:
    place = f"{finding.at}: " if finding.at else ""
    return (
        f"{place}{finding.severity.value}: {finding.message} [{finding.code}]\n    {finding.advice}"
    )
