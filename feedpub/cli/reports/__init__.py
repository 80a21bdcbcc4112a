"""Findings as text for people and as formats for programs.

To add a format: one module with a function, and one line in `FORMATS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from feedpub.cli.reports.github import as_github
from feedpub.cli.reports.sarif import as_sarif
from feedpub.cli.reports.text import as_json, as_text
from feedpub.findings import Finding

Format = Callable[[Sequence[Finding], Path], str]
"""Returns all that goes to stdout, of findings in the publication at a path."""

FORMATS: Mapping[str, Format] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}
__all__ = ["FORMATS", "Format"]
