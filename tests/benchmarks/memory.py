"""How much memory a command needs at most, all its processes together (Linux)."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

_PAUSE = 0.02
"""Seconds between two looks."""


def peak_bytes(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the command and return the highest sum of its processes' memory.

    Memory that processes share counts once (`Pss` in proc_pid_smaps(5)); what comes and goes
    between two looks is not seen, but what the largest process alone had is.
    """
    peak = 0
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)
    while True:
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        peak = max(peak, sum(map(_bytes_of, _tree(process.pid))))
        time.sleep(_PAUSE)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return max(peak, usage.ru_maxrss * 1024)


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and all that come from it."""
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _read(task).split():
            yield from _tree(int(child))


def _bytes_of(pid: int) -> int:
    for line in _read(Path(f"/proc/{pid}/smaps_rollup")).splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # it has ended meanwhile
        return ""
