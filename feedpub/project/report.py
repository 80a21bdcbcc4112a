"""What a build is asked for, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from feedpub.due import Due
from feedpub.findings import Finding
from feedpub.output import WriteReport
from feedpub.project.against import Against

Tell = Callable[[str, int, int], None]
"""Takes how far the work has come: what is done, how many of them are, how many there are."""


def silent(what: str, done: int, total: int) -> None:
    """Tell nobody."""


class Demands(NamedTuple):
    """When a build shall rather write nothing."""

    strict: bool = False
    """If there is any error."""

    frozen: bool = False
    """If an id would be made or changed."""

    overwrite: bool = False
    """Not if files of others are in the way: they are replaced."""

    against: Against | None = None
    """If subscribers would be told what was hardly meant."""


NO_DEMANDS = Demands()


class BuildReport(NamedTuple):
    """What a build did."""

    findings: tuple[Finding, ...]
    files: WriteReport = WriteReport()
    new_ids: int = 0
    refused: bool = False
    """Whether nothing was written, because of errors and `strict`."""

    due: Due | None = None
    """When the next build would write something else, if nobody writes anything."""
