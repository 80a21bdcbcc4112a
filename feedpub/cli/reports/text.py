"""Findings for people, and as a JSON list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from feedpub.cli._common import finding_as_table
from feedpub.findings import Finding


def as_text(findings: Sequence[Finding], root: Path) -> str:
    """Return two lines for each: what is where, and the cure."""
    return "\n".join(map(_as_text, findings))


def _as_text(finding: Finding) -> str:
    place = f"{finding.at}: " if finding.at else ""
    return (
        f"{place}{finding.severity.value}: {finding.message} [{finding.code}]\n    {finding.advice}"
    )


def as_json(findings: Sequence[Finding], root: Path) -> str:
    """Return a list of objects with place, code, severity, message and hint."""
    tables = [finding_as_table(finding) for finding in findings]
    return msgspec.json.format(msgspec.json.encode(tables), indent=2).decode()
