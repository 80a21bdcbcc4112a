"""Fixtures: golden files, publications in a temporary folder, programs that may be missing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

from tests.site import Site

# Every run of `make test` tries the same examples; `make soak` looks for new ones.
hypothesis.settings.register_profile("test", derandomize=True, deadline=None)
hypothesis.settings.register_profile("soak", max_examples=5_000, deadline=None)
hypothesis.settings.load_profile("soak" if os.environ.get("FEEDPUB_SOAK") == "1" else "test")

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the golden files.")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, bytes], None]:
    """Compare bytes with a file in tests/golden; `pytest --update-golden` writes it anew."""

    def compare(name: str, actual: bytes) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(actual)
        assert actual.decode() == path.read_bytes().decode()

    return compare


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A publication with settings and no articles."""
    return Site(tmp_path / "site").write("feedpub.toml", Site.SETTINGS)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; with CI=true there must be one."""
    return needed_program("chromium")


def needed_program(name: str) -> str:
    """Return the path of a program, or skip the test that needs it; in CI that is a failure."""
    path = shutil.which(name)
    if path is None and os.environ.get("CI") == "true":
        pytest.fail(f"{name} is missing: `make system-deps` installs it")
    if path is None:
        pytest.skip(f"needs {name}: `make system-deps` installs it")
    return path
