"""One build at a time: of two at once the second waits for the first."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from feedpub.errors import Location, OutputError

PATIENCE = 60.0
"""So many seconds a build waits for another; the largest take a few."""


@contextlib.contextmanager
def alone(file: Path, name: str, *, remove: bool = False) -> Iterator[None]:
    """Hold the lock on a file, which the system releases even if the process is killed.

    With `remove` the file goes in the end. Where the disk knows no locks, there is none.

    Raises:
        OutputError: if another process holds it for longer than `PATIENCE`.
    """
    deadline = time.monotonic() + PATIENCE
    while (opened := _opened_and_locked(file)) is None:
        if time.monotonic() >= deadline:
            hint = "let it come to its end, or end it, and build again"
            raise OutputError("another build is writing here", hint=hint, at=Location(name))
        time.sleep(0.05)
    try:
        yield
    finally:
        if remove and sys.platform != "win32":  # after the release it may be another's
            file.unlink(missing_ok=True)
        os.close(opened)
        if remove and sys.platform == "win32":  # before, it cannot be; nor if it is another's
            with contextlib.suppress(OSError):
                file.unlink()


def _opened_and_locked(file: Path) -> int | None:
    """Return the number of the open file, or None if another process has it, or took it away."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        opened = os.open(file, os.O_RDONLY | os.O_CREAT, 0o666)
    except (FileExistsError, FileNotFoundError):
        if file.parent.exists():
            raise
        return None
    # Whoever had the lock may have removed the file; then the lock is that of no name.
    with contextlib.suppress(FileNotFoundError):
        if _lock(opened) and os.path.samestat(os.fstat(opened), file.stat()):
            return opened
    os.close(opened)
    return None


def _lock(opened: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(opened, 1 << 30, os.SEEK_SET)  # behind the text, which others may read
            msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as e:
        return e.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True
