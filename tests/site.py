"""A publication in a temporary folder, and the program run on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from feedpub.cli import main

NOW = "2026-11-20T17:00:00Z"
ROOT = Path(__file__).parent.parent


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


class Site:
    """Write files, run commands, read what came out."""

    SETTINGS = """\
[publication]
title = "The Test Post"
base_url = "https://post.example/"
timezone = "Europe/Lisbon"

[site]
pages = false
stylesheet = false
opml = false
autodiscovery = false
headers = false

[[feeds]]
path = "feed"
archives = false
"""
    """One feed, and nothing beside it; `tests/test_around.py` has the rest."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        (root / "articles").mkdir(exist_ok=True)

    def write(self, path: str, content: str | bytes) -> Site:
        """Write a file, its folders included."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return self

    def article(self, name: str = "a.md", body: str = "Text.", **fields: Any) -> Site:
        """Write a Markdown article that is good, but for what is said."""
        given = {"title": "A title", "date": "2026-11-18T07:30:00Z", **fields}
        head = "\n".join(
            f"{key}: {json.dumps(value)}" for key, value in given.items() if value is not None
        )
        return self.write(f"articles/{name}", f"---\n{head}\n---\n{body}\n")

    def run(self, *arguments: str, now: str | None = NOW) -> Ran:
        """Run a command in this process; commands that know the time get `now`."""
        timed = arguments[0] in ("build", "check", "list", "new") or arguments[0] == "newsletter"
        more = ("--now", now) if timed and now else ()
        result = CliRunner().invoke(
            main, ["-C", str(self.root), *arguments, *more], catch_exceptions=False
        )
        return Ran(result.exit_code, result.stdout, result.stderr)

    def process(self, *arguments: str, **environment: str) -> Ran:
        """Run a command as a process of its own."""
        command = [sys.executable, "-m", "feedpub", "-C", str(self.root), *arguments]
        env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        return Ran(done.returncode, done.stdout, done.stderr)

    def build(self, *arguments: str) -> Ran:
        """Build, and show why if that fails."""
        ran = self.run("build", *arguments)
        assert ran.code in (0, 1), ran.err
        return ran

    def list(self, *arguments: str) -> list[dict[str, Any]]:
        """Return the articles as `list --json` has them."""
        listed: list[dict[str, Any]] = self.run("list", "--json", *arguments).json()
        return listed

    def feed(self, name: str = "feed.json") -> dict[str, Any]:
        """Return a JSON feed of the output."""
        feed: dict[str, Any] = json.loads((self.root / "public" / name).read_bytes())
        return feed

    def outputs(self) -> dict[str, bytes]:
        """Return every file of the output folder."""
        public = self.root / "public"
        return {
            file.relative_to(public).as_posix(): file.read_bytes()
            for file in sorted(public.rglob("*"))
            if file.is_file()
        }
