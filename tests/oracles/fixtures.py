"""Fixtures: the browser and the packages, started or found once; a test names this module.

``pytest_plugins = ["tests.oracles.fixtures"]`` in a test module brings them in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.conftest import needed_program
from tests.oracles import AXE, VNU
from tests.oracles.browser import Browser


@pytest.fixture(scope="session")
def browser(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser that all tests of a process share."""
    with Browser(chromium, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="session")
def packages() -> None:
    """The packages of npm; with CI=true they must be there."""
    if AXE.is_file() and VNU.is_file():
        return
    wanted = "axe-core and vnu-jar: `make oracles` installs them"
    if os.environ.get("CI") == "true":
        pytest.fail(f"missing: {wanted}")
    pytest.skip(f"needs {wanted}")


@pytest.fixture(scope="session")
def java(packages: None) -> str:
    """The path of a Java; with CI=true there must be one."""
    return needed_program("java")


@pytest.fixture(scope="session")
def spamassassin() -> str:
    """The path of SpamAssassin; with CI=true there must be one."""
    return needed_program("spamassassin")
