"""A browser to whom one speaks the DevTools protocol, over two pipes.

https://chromedevtools.github.io/devtools-protocol/; with ``--remote-debugging-pipe`` messages
are JSON with a zero byte at the end, on the file descriptors 3 (to it) and 4 (from it).
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

PATIENCE = 120
"""Seconds to wait for an answer before the browser is taken for dead."""


class BrowserError(Exception):
    """The browser refused, did not answer, or a script failed in it."""


class DevTools:
    """A running browser; `close` ends it. What it says goes to the file `log`."""

    def __init__(self, command: list[str], log: Path) -> None:
        import fcntl

        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # Out of the way of 3 and 4, which one of these may be.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (theirs_in, theirs_out)]
        try:
            self._process = os.posix_spawn(
                command[0],
                command,
                os.environ,
                file_actions=[
                    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                    (os.POSIX_SPAWN_OPEN, 2, str(log), os.O_WRONLY | os.O_CREAT, 0o600),
                    (os.POSIX_SPAWN_DUP2, ends[0], 3),
                    (os.POSIX_SPAWN_DUP2, ends[1], 4),
                ],
            )
        finally:
            for end in (theirs_in, theirs_out, *ends):
                os.close(end)
        self._rest = b""
        self._number = 0
        self._events: list[Mapping[str, Any]] = []

    def call(self, method: str, session: str = "", **parameters: Any) -> Any:
        """Send a command and return its result.

        Raises:
            BrowserError: if the browser refuses it, or is gone.
        """
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._send(msgspec.json.encode(message | ({"sessionId": session} if session else {})))
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            if "method" in answer:
                self._events.append(answer)

    def wait(self, event: str) -> None:
        """Wait for an event of this name, unless it came since the last one."""
        while not any(each["method"] == event for each in self._events):
            self._events.append(self._next())
        self._events.clear()

    def close(self) -> None:
        """End the browser, whatever it does."""
        with contextlib.suppress(BrowserError, OSError):
            self.call("Browser.close")
        os.close(self._out)
        os.close(self._in)
        with contextlib.suppress(ProcessLookupError, ChildProcessError):
            if os.waitpid(self._process, os.WNOHANG)[0] == 0:
                os.kill(self._process, signal.SIGTERM)
                os.waitpid(self._process, 0)

    def _send(self, message: bytes) -> None:
        message += b"\0"
        try:
            while message:
                message = message[os.write(self._out, message) :]
        except BrokenPipeError as e:
            raise BrowserError("it ended") from e

    def _next(self) -> Mapping[str, Any]:
        pieces = [self._rest]
        while b"\0" not in pieces[-1]:
            ready, _, _ = select.select([self._in], [], [], PATIENCE)
            piece = os.read(self._in, 1 << 20) if ready else b""
            if not piece:
                raise BrowserError("it ended" if ready else "it does not answer")
            pieces.append(piece)
        message, _, self._rest = b"".join(pieces).partition(b"\0")
        answer: Mapping[str, Any] = msgspec.json.decode(message)
        return answer
