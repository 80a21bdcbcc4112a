"""`feedpub build`."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import click

from feedpub.cli._common import (
    end_with,
    fail_on_option,
    finding_as_table,
    folder,
    json_option,
    note,
    now_option,
    pass_project,
    print_json,
    show_findings,
)
from feedpub.cli._progress import Progress
from feedpub.dates import rfc3339
from feedpub.project import Project
from feedpub.project.against import GUARD_NAMES, Against, Guard
from feedpub.project.build import build as build_publication
from feedpub.project.report import BuildReport, Demands


@click.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder to write into, relative to that of -C. Default: public, in the publication.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Write nothing at all if any article has an error.")
@click.option("--frozen", is_flag=True, help="Write nothing if an id would be made or changed.")
@click.option(
    "--overwrite", is_flag=True, help="Replace files in the way that feedpub did not make."
)
@click.option(
    "--against", metavar="REF|DIR|FILE",
    help="Write nothing if the readers of these feeds would be surprised (see `feedpub diff`).",
)  # fmt: skip
@click.option(
    "--allow", multiple=True, type=click.Choice(GUARD_NAMES),
    help="With --against: let this pass. May be given more than once.",
)  # fmt: skip
@json_option
@fail_on_option
@now_option
@pass_project
def build(
    project: Project,
    output: Path | None,
    strict: bool,
    frozen: bool,
    overwrite: bool,
    against: str | None,
    allow: tuple[Guard, ...],
    as_json: bool,
    fail_on: str,
    now: dt.datetime,
) -> None:
    """Write the feeds.

    Files that would not change are left alone. The paths of files that did change are
    printed, one a line. An article with an error is left out and the others are
    published; with --strict nothing is written then. With --against, neither is it if an
    item would get another id (id-change), a feed more new items than `max_new` (many-new),
    or nothing where it had items (empty-feed), unless --allow lets it pass.

    \b
    Example:
        feedpub build
        feedpub build --strict --frozen --output site
        feedpub build --against origin/main --allow many-new
    """
    if allow and against is None:
        raise click.UsageError("--allow needs --against")
    target = folder() / output if output else project.root / "public"
    compared = None if against is None else Against(against, frozenset(allow), folder())
    demands = Demands(strict, frozen, overwrite, compared)
    with closing(Progress()) as progress:
        report = build_publication(project, target, now, demands, progress)
    show_findings(report.findings, most=20)
    if as_json:
        print_json(_as_table(report, target))
    else:
        for path in (*report.files.written, *report.files.removed):
            click.echo((target / path).as_posix())
    note(_summary(report))
    if report.due:
        note(f"next due: {rfc3339(report.due.moment)} ({report.due.path})")
    end_with(report.findings, "error" if report.refused else fail_on)


def _summary(report: BuildReport) -> str:
    files = report.files
    if report.refused:
        return "nothing was written, since there are errors (--strict)"
    parts = [f"{len(files.written)} written", f"{len(files.unchanged)} unchanged"]
    parts += [f"{len(files.removed)} removed"] if files.removed else []
    parts += [f"{report.new_ids} new in feedpub.lock"] if report.new_ids else []
    return ", ".join(parts)


def _as_table(report: BuildReport, target: Path) -> dict[str, object]:
    return {
        "output": target.as_posix(),
        "written": report.files.written,
        "removed": report.files.removed,
        "unchanged": len(report.files.unchanged),
        "new_ids": report.new_ids,
        "next_due": rfc3339(report.due.moment) if report.due else None,
        "findings": [finding_as_table(finding) for finding in report.findings],
    }
