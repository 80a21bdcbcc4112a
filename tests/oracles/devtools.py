"""A Chromium to whom one speaks the DevTools protocol, over two pipes.

https://chromedevtools.github.io/devtools-protocol/; with `--remote-debugging-pipe` messages
are JSON with a zero byte at the end, on the file descriptors 3 (to it) and 4 (from it).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND", "--remote-debugging-pipe",
]  # fmt: skip

PATIENCE = 120
"""Seconds to wait for an answer before the browser is taken for dead."""

Json = dict[str, Any]


class DevToolsError(Exception):
    """The browser refused, or a script of ours failed in it."""


class DevTools:
    """A running browser; `close` ends it."""

    def __init__(self, program: str, profile: Path) -> None:
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # Out of the way of 3 and 4, which one of these may be.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs_in, theirs_out)]
        self._process = os.posix_spawn(
            program,
            [program, *OPTIONS, f"--user-data-dir={profile}", "about:blank"],
            os.environ,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, ends[0], 3),
                (os.POSIX_SPAWN_DUP2, ends[1], 4),
            ],
        )
        for end in (theirs_in, theirs_out, *ends):
            os.close(end)
        self._rest = b""
        self._events: deque[Json] = deque()
        self._number = 0
        self.answers: dict[str, Callable[[Json], None]] = {}
        """What to do at once when an event of this name comes."""

    def call(self, method: str, session: str = "", **parameters: Any) -> Json:
        """Send a command and return its result.

        Raises:
            DevToolsError: if the browser refuses it, or is gone.
        """
        number = self.send(method, session, **parameters)
        while True:
            message = self._next()
            if message.get("id") == number:
                if "error" in message:
                    raise DevToolsError(f"{method}: {message['error']['message']}")
                result: Json = message["result"]
                return result
            self._note(message)

    def send(self, method: str, session: str = "", **parameters: Any) -> int:
        """Send a command whose result nobody waits for."""
        self._number += 1
        message: Json = {"id": self._number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        written = json.dumps(message).encode() + b"\0"
        while written:
            written = written[os.write(self._out, written) :]
        return self._number

    def forget(self) -> None:
        """Forget the events that came so far."""
        self._events.clear()

    def wait(self, event: str) -> Json:
        """Return the parameters of the next event of this name."""
        while True:
            while self._events:
                message = self._events.popleft()
                if message["method"] == event:
                    parameters: Json = message["params"]
                    return parameters
            self._note(self._next())

    def close(self) -> None:
        """End the browser."""
        with contextlib.suppress(DevToolsError, OSError):
            self.call("Browser.close")
        os.close(self._out)
        os.close(self._in)
        os.waitpid(self._process, 0)

    def _note(self, message: Json) -> None:
        if "method" not in message:  # the result of what was only sent
            return
        if answer := self.answers.get(message["method"]):
            answer(message)
        else:
            self._events.append(message)

    def _next(self) -> Json:
        pieces = [self._rest]
        while b"\0" not in pieces[-1]:
            ready, _, _ = select.select([self._in], [], [], PATIENCE)
            piece = os.read(self._in, 1 << 20) if ready else b""
            if not piece:
                raise DevToolsError("the browser does not answer")
            pieces.append(piece)
        message, _, self._rest = b"".join(pieces).partition(b"\0")
        parsed: Json = json.loads(message)
        return parsed
