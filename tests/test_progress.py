"""Long work says on a terminal how far it has come, and nowhere else."""

from __future__ import annotations

import io
import os

import pytest

from feedpub.cli._progress import Progress
from feedpub.project import parallel
from tests.site import Site


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_one_line_changes_and_goes_in_the_end() -> None:
    terminal = Terminal()
    progress = Progress(terminal, patience=0)
    progress("reading articles", 1_000, 20_000)
    progress("reading articles", 1_001, 20_000)  # too soon after the other
    progress.close()
    assert terminal.getvalue() == "\r\x1b[Kreading articles: 1,000 of 20,000\r\x1b[K"


def test_short_work_shows_nothing() -> None:
    terminal = Terminal()
    progress = Progress(terminal)
    progress("reading articles", 1, 2)
    progress.close()
    assert terminal.getvalue() == ""


def test_a_file_or_a_pipe_gets_nothing() -> None:
    pipe = io.StringIO()
    Progress(pipe, patience=0)("reading articles", 1, 2)
    assert pipe.getvalue() == ""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the second process is a fork")
def test_the_second_process_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_can_be_two", lambda: True)
    terminal = Terminal()
    progress = Progress(terminal, patience=0)

    def work(items: range) -> list[str]:
        progress("working", 0, 4)
        return [terminal.getvalue() for _ in items]

    shown = "\r\x1b[Kworking: 0 of 4"
    assert parallel.in_two(work, range(4), list[str]) == [shown, shown, "", ""]


def test_a_build_tells_what_it_does(site: Site) -> None:
    from feedpub.dates import parse_date
    from feedpub.project import Project
    from feedpub.project.build import build
    from feedpub.project.report import NO_DEMANDS
    from tests.site import NOW

    told: list[tuple[str, int, int]] = []
    project = Project.open(site.article().root)
    build(
        project,
        site.root / "public",
        parse_date(NOW, project.config.zone),
        NO_DEMANDS,
        lambda *step: told.append(step),
    )
    assert told == [
        ("reading articles", 0, 1),
        ("writing feeds", 0, 3),
        ("writing feeds", 1, 3),
        ("writing feeds", 2, 3),
    ]
