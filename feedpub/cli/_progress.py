"""How far long work has come, on a terminal only."""

from __future__ import annotations

import os
import sys
import time
from typing import TextIO

PATIENCE = 1.0
"""So many seconds nobody needs to be told anything."""

_PAUSE = 0.1


class Progress:
    """Shows one line that changes; removes it at the end."""

    def __init__(self, stream: TextIO | None = None, patience: float = PATIENCE) -> None:
        self._stream = stream or sys.stderr
        self._process = os.getpid()  # a second one that shares the work says nothing
        self._next = time.monotonic() + patience
        self._is_shown = False

    def __call__(self, what: str, done: int, total: int) -> None:
        """Say that `done` of `total` are done."""
        if not self._stream.isatty() or time.monotonic() < self._next:
            return
        if os.getpid() != self._process:
            return
        self._next = time.monotonic() + _PAUSE
        self._is_shown = True
        self._stream.write(f"\r\x1b[K{what}: {done:,} of {total:,}")
        self._stream.flush()

    def close(self) -> None:
        """Leave the terminal as it was."""
        if self._is_shown and os.getpid() == self._process:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
