"""`feedpub ping`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from feedpub.cli._common import (
    folder,
    json_option,
    note,
    now_option,
    pass_project,
    print_json,
    show_problem,
)
from feedpub.notify import State
from feedpub.project import Project
from feedpub.project.ping import PingReport, save_live
from feedpub.project.ping import ping as tell_hubs

AGAIN_LATER = 75
"""EX_TEMPFAIL of sysexits.h."""


@click.command()
@click.option(
    "--against", metavar="REF|DIR|FILE",
    help="What was live before: a commit, a folder of feeds, or one saved feed. Default: what "
    "hubs were told last, as this machine knows it.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder of the feeds, relative to that of -C. Default: public, in the publication.",
)  # fmt: skip
@click.option("--hub", "hubs", multiple=True, metavar="URL",
              help="A hub to tell, instead of those of the settings.")  # fmt: skip
@click.option(
    "--wait", type=click.FloatRange(0), metavar="SECONDS",
    help="First wait until the feeds' own addresses serve the new bytes, so long at most.",
)  # fmt: skip
@click.option(
    "--save-live", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Tell nobody; save the feeds that are live now, to compare with after a deployment.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Say what would be told; ask nobody.")
@json_option
@now_option
@pass_project
def ping(
    project: Project,
    against: str | None,
    output: Path | None,
    hubs: tuple[str, ...],
    wait: float | None,
    save_live: Path | None,
    dry_run: bool,
    as_json: bool,
    now: dt.datetime,
) -> None:
    """Tell WebSub hubs which feeds changed.

    Run it after the feeds are deployed: hubs fetch them at once. Only feeds whose bytes
    changed are told, and never twice for the same bytes. The feeds that hubs accepted are
    printed, with the hub. Exit code 75 means: run it again later.

    \b
    Example:
        feedpub ping --against HEAD~1 --wait 300
        feedpub ping --save-live .feedpub/live      # before a deployment
        feedpub ping --against .feedpub/live/       # after it
    """
    if save_live is not None:
        _save(project, folder() / save_live, now)
        return
    target = folder() / output if output else project.root / "public"
    report = tell_hubs(
        project, target, now, against=against, hubs=hubs, wait=wait, dry_run=dry_run,
        folder=folder(),
    )  # fmt: skip
    if as_json:
        print_json(_as_table(report))
    else:
        for outcome in report.outcomes:
            if outcome.state is State.ACCEPTED:
                click.echo(f"{outcome.feed} {outcome.hub}")
    _say(report, dry_run)
    click.get_current_context().exit(_exit_code(report))


def _save(project: Project, target: Path, now: dt.datetime) -> None:
    for file in save_live(project, target, now):
        click.echo(file.as_posix())


def _say(report: PingReport, dry_run: bool) -> None:
    if not report.hubs:
        note("nobody was told: the settings name no hub (`hubs` in [publication])")
        return
    for url in report.not_live:
        show_problem("Warning", f"{url} does not serve the new bytes yet", _LATER)
    for outcome in report.outcomes:
        if outcome.state is not State.ACCEPTED and outcome.attempts:
            refused = outcome.state is State.REFUSED
            hint = _REFUSED if refused else _LATER
            text = f"{outcome.hub}, told of {outcome.feed}: {outcome.said}"
            show_problem("Error" if refused else "Warning", text, hint)
    counts = {state: sum(o.state is state for o in report.outcomes) for state in State}
    parts = [f"{counts[State.ACCEPTED]} {'would be told' if dry_run else 'told'}"]
    parts += [f"{counts[state]} {state.value}" for state in State if state is not State.ACCEPTED
              and counts[state]]  # fmt: skip
    parts += [f"{len(report.known)} told before"] if report.known else []
    parts += [f"{len(report.not_live)} not live yet"] if report.not_live else []
    note(", ".join([*parts, f"{len(report.unchanged)} unchanged"]))


_LATER = "run `feedpub ping` again later"
_REFUSED = "check the hub's address, and whether it takes feeds of your site"


def _exit_code(report: PingReport) -> int:
    states = {outcome.state for outcome in report.outcomes}
    if State.REFUSED in states:
        return 1
    return AGAIN_LATER if State.DEFERRED in states or report.not_live else 0


def _as_table(report: PingReport) -> dict[str, Any]:
    return {
        "hubs": report.hubs,
        "pings": [
            {**outcome._asdict(), "state": outcome.state.value} for outcome in report.outcomes
        ],
        "told_before": [{"hub": hub, "feed": feed} for hub, feed in report.known],
        "not_live": report.not_live,
        "unchanged": report.unchanged,
    }
