"""Good newsletters, broken in many ways: `check` finds each, at the right file and line."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import zlib
from pathlib import Path

import pytest

from feedpub.findings import Finding
from feedpub.project import Project
from feedpub.project.build import build
from feedpub.project.check import check
from tests.mail_mutating import MUTATIONS, good_mail
from tests.mutating import Expected

SEED = 20261120
NOW = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
SOAK = os.environ.get("FEEDPUB_SOAK") == "1"
TIMES = 10 if SOAK else 2
"""How often each way is tried; `make soak` tries ten of each."""


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good publication with newsletters, built."""
    root = tmp_path_factory.mktemp("good") / "pier"
    good_mail(root, random.Random(SEED))
    build(Project.open(root), root / "public", NOW)
    return root


def findings(root: Path) -> list[Finding]:
    return check(Project.open(root), NOW)


def is_found(expected: Expected, found: list[Finding]) -> bool:
    return any(
        finding.code in expected.codes
        and finding.at is not None
        and finding.at.path == expected.path
        and expected.line in (None, finding.at.line)
        for finding in found
    )


def test_the_good_publication_has_nothing_to_say(good: Path) -> None:
    assert findings(good) == []


@pytest.mark.parametrize("way", MUTATIONS)
def test_what_breaks_a_newsletter_is_found_where_it_is(
    good: Path, tmp_path: Path, way: str
) -> None:
    missed: list[str] = []
    for number in range(TIMES):
        seed = f"{SEED} {way} {number}"
        root = tmp_path / str(number)
        shutil.copytree(good, root)
        expected = MUTATIONS[way](root, random.Random(zlib.crc32(seed.encode())))
        found = findings(root)
        if not is_found(expected, found):
            told = "\n  ".join(
                f"{finding.at} {finding.code}: {finding.message}" for finding in found
            )
            missed.append(f"seed {seed!r}: expected {expected}, found\n  {told}")
        shutil.rmtree(root)
    assert not missed, "\n".join(missed)
