"""What commands share: the publication, the moment, errors, findings, exit codes."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from feedpub.dates import parse_date
from feedpub.errors import ConfigError, FeedpubError, LockError
from feedpub.findings import Finding, Severity
from feedpub.project import Project

F = TypeVar("F", bound=Callable[..., Any])


def note(text: str) -> None:
    """Say something to the person, on stderr; data goes to stdout."""
    click.echo(text, err=True)


def system_clock() -> dt.datetime:
    """Return the moment that is now, in whole seconds. The only reading of the clock."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


class Moment(click.ParamType):  # type: ignore[type-arg]
    """A moment on the command line."""

    name = "moment"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Read the moment; without an offset it is in UTC."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return parse_date(value, dt.UTC)
        except ValueError as e:
            self.fail(str(e), param, ctx)


now_option = click.option(
    "--now",
    type=Moment(),
    default=system_clock,
    metavar="MOMENT",
    help="The moment that counts as now, such as 2026-11-20T17:00:00Z. Default: the clock.",
)

fail_on_option = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="Exit with 1 if there are findings of this weight or more.",
)

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")


def command_errors(function: F) -> F:
    """Show our own errors with place and hint, all of them, and end with their exit code."""

    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except FeedpubError as e:
            for error in e.all():
                show_problem("Error", str(error), error.hint)
            click.get_current_context().exit(2 if isinstance(e, ConfigError | LockError) else 1)

    return wrapped  # type: ignore[return-value]


def pass_project(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the publication to a command, as its first argument."""

    @command_errors
    @functools.wraps(function)
    def wrapped(*args: Any, **kwargs: Any) -> Any:
        return function(Project.open(folder()), *args, **kwargs)

    return wrapped


def folder() -> Path:
    """Return the folder that `-C` names, or the current one."""
    given = (click.get_current_context().find_root().obj or {}).get("folder")
    return Path(given) if given else Path()


def show_problem(label: str, text: str, hint: str) -> None:
    """Write a problem in the form of Click's own messages."""
    note(f"{label}: {text}")
    if hint:
        note(f"Hint: {hint}")


_LABELS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.INFO: "Info"}


def show_findings(findings: Sequence[Finding], *, most: int | None = None) -> None:
    """Write findings to stderr; with `most` all errors, so many warnings, and few infos.

    A hint that the finding before had is not said again.
    """
    shown = findings if most is None else _foremost(findings, most)
    said = ""
    for finding in shown:
        hint = finding.advice if finding.advice != said else ""
        show_problem(_LABELS[finding.severity], str(finding), hint)
        said = finding.advice
    if left := len(findings) - len(shown):
        note(f"{left} more findings: `feedpub check` shows them all")


def _foremost(findings: Iterable[Finding], most: int) -> list[Finding]:
    counts = {Severity.ERROR: None, Severity.WARNING: most, Severity.INFO: 0}
    chosen: list[Finding] = []
    for finding in findings:
        left = None if finding.code in _NEWS else counts[finding.severity]
        if left is None or left > 0:
            chosen.append(finding)
            if left is not None:
                counts[finding.severity] = left - 1
    return chosen


_NEWS = {"format-unknown"}
"""Infos that say of whole files that they are not published."""


def end_with(findings: Sequence[Finding], fail_on: str) -> None:
    """End with exit code 1 if any finding weighs as much as `fail_on`."""
    if fail_on == "never":
        return
    limit = Severity(fail_on).weight
    if any(finding.severity.weight >= limit for finding in findings):
        click.get_current_context().exit(1)


def finding_as_table(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON shows it."""
    place = finding.at._asdict() if finding.at else {}
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        **place,
        "message": finding.message,
        "hint": finding.advice,
    }


def print_json(value: Any) -> None:
    """Print a value as JSON for programs and people."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())
