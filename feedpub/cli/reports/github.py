"""Findings as annotations of GitHub Actions (workflow commands).

docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from feedpub.cli.reports.repository import in_repository, prefix_of
from feedpub.findings import Finding, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def as_github(findings: Sequence[Finding], root: Path) -> str:
    """Return one workflow command for each finding; GitHub shows it at its line."""
    prefix = prefix_of(root)
    return "\n".join(_command(finding, prefix) for finding in findings)


def _command(finding: Finding, prefix: str) -> str:
    at = finding.at
    given = {
        "file": in_repository(prefix, at.path) if at else None,
        "line": at.line if at else None,
        "col": at.column if at else None,
        "title": finding.code,
    }
    said = ",".join(
        f"{name}={_property(str(value))}" for name, value in given.items() if value is not None
    )
    message = f"{finding.message}\n{finding.advice}"
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
