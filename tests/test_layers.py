"""The floors: a module imports from below or from its own part, and each library has one door."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "feedpub"

FLOORS = [
    {"errors", "dates", "urls", "markup", "places", "tokens"},
    {"model", "documents", "findings"},
    {"config", "loaders", "lock", "cache", "due"},
    {"publication"},
    {"feeds", "newsletter"},
    {"output", "audience", "history"},
    {"delivery", "web", "notify"},
    {"project"},
    {"cli"},
]
FLOOR = {part: number for number, parts in enumerate(FLOORS) for part in parts}

DOORS = {
    "click": {"cli/"},
    "feedgen": {"feeds/_feedgen.py"},
    "premailer": {"newsletter/inline/_premailer.py"},
    "cssutils": {"newsletter/inline/_premailer.py"},
    "css_inline": {"newsletter/inline/_css_inline.py"},
    "cssselect": {"newsletter/inline/cascade.py"},
    "tinycss2": {"newsletter/lint/"},
    "jinja2": {"newsletter/templates/"},
    "babel": {"newsletter/"},
    "yaml": {"loaders/yaml_block.py"},
    "nh3": {"markup/clean.py"},
    "pyromark": {"markup/markdown.py"},
    "imagesize": {"loaders/assets.py"},
    "feedparser": {"feeds/diff/_feedparser.py"},
    "subprocess": {"history/git.py"},
    "sqlite3": {"audience/"},
    "smtplib": set(),
    "socket": {"delivery/", "web/run.py"},
    "starlette": {"web/"},
    "uvicorn": {"web/run.py"},
    "watchfiles": {"web/watch.py"},
    "urllib3": {"notify/client.py"},
    "urllib.request": {"notify/client.py"},
    "http.client": set(),
}
"""Where a library may be imported; everything else goes through these modules."""

MODULES = sorted(file.relative_to(PACKAGE).as_posix() for file in PACKAGE.rglob("*.py"))


def imports(module: str) -> Iterator[str]:
    """Yield the dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse((PACKAGE / module).read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            yield str(node.module)
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(module: str) -> str:
    return Path(module).with_suffix("").parts[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    own = part_of(module)
    for name in imports(module):
        parts = name.split(".")
        if parts[0] == "feedpub" and len(parts) > 1 and own not in ("__init__", "__main__"):
            other = parts[1]
            if other in FLOOR and other != own:
                assert FLOOR[other] < FLOOR[own], f"{module} may not import {name}"


@pytest.mark.parametrize("module", MODULES)
def test_every_part_has_a_floor(module: str) -> None:
    assert part_of(module) in FLOOR or module in ("__init__.py", "__main__.py")


@pytest.mark.parametrize("library", DOORS)
def test_each_library_has_one_door(library: str) -> None:
    for module in MODULES:
        used = any(name == library or name.startswith(library + ".") for name in imports(module))
        allowed = any(module.startswith(door) for door in DOORS[library])
        assert not used or allowed, f"{module} imports {library}"


def test_only_the_commands_read_the_clock() -> None:
    for module in MODULES:
        text = (PACKAGE / module).read_text()
        if module != "cli/_common.py":
            assert ".now(" not in text and "time.time(" not in text and ".today(" not in text, (
                module
            )
