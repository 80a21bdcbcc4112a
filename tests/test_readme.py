"""The manual says what the program does."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from feedpub.cli import COMMANDS
from feedpub.findings import KINDS
from tests.site import ROOT

README = (ROOT / "README.md").read_text()


def test_its_generated_parts_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, "`make readme` writes them anew"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_it(name: str) -> None:
    assert f"### feedpub {name}" in README


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_of_finding_is_in_it(code: str) -> None:
    assert f"| `{code}` |" in README


def test_its_first_screen_says_what_it_is_and_shows_the_two_commands() -> None:
    first = "\n".join(README.splitlines()[:25])
    assert "RSS, Atom and JSON feeds" in first
    assert "make run" in first
    assert "make test" in first


def test_its_links_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z ]", "", h.lower()).replace(" ", "-")
        for h in re.findall(r"^#+ (.+)$", README, re.M)
    }
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README.split("## Articles")[0]):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (ROOT / target).exists(), target
