"""`feedpub serve` as a process of its own, and requests to it."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.site import NOW, ROOT


class Got(NamedTuple):
    """An answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __getitem__(self, name: str) -> str:  # type: ignore[override]
        return self.headers.get(name, "")


class Serving:
    """A running server; as a context it ends with Ctrl-C."""

    def __init__(self, root: Path, *arguments: str, now: str | None = NOW) -> None:
        self.log = root / "requests.log"
        timed = ("--now", now) if now else ()
        command = [sys.executable, "-m", "feedpub", "-C", str(root), "serve", "--port", "0"]
        with self.log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [*command, *timed, *arguments],
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        assert self.process.stdout
        self.first = self.process.stdout.readline().decode().strip()
        if not self.first:  # it ended already
            self.end()
            raise AssertionError(self.said())
        self.base = "http://{0.hostname}:{0.port}/".format(urlsplit(self.first))

    def __enter__(self) -> Serving:
        return self

    def __exit__(self, *error: object) -> None:
        self.end()

    def end(self, number: int = signal.SIGINT) -> int:
        """End it with a signal and return its exit code."""
        self.process.send_signal(number)
        assert self.process.stdout
        with self.process.stdout:
            return self.process.wait(timeout=30)

    def said(self) -> str:
        """Return what it told the person so far."""
        return self.log.read_text()

    def requests(self) -> list[str]:
        """Return method, path and status of the requests so far."""
        verbs = ("GET", "HEAD", "POST")
        return [line for line in self.said().splitlines() if line.split(" ")[0] in verbs]

    def get(self, path: str, *, method: str = "GET", **headers: str) -> Got:
        """Request a path as it is given; a header's name is written with underscores."""
        where = urlsplit(self.base)
        connection = http.client.HTTPConnection(str(where.hostname), where.port, timeout=30)
        try:
            given = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=given)
            answer = connection.getresponse()
            names = {name.lower(): value for name, value in answer.getheaders()}
            return Got(answer.status, names, answer.read())
        finally:
            connection.close()
