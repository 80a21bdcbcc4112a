"""One file, written whole; and what the disk says if it cannot be."""

from __future__ import annotations

import contextlib
import errno
from pathlib import Path

from feedpub.errors import Location, OutputError


def write_file(path: Path, body: bytes, name: str, hint: str = "") -> bool:
    """Write one file whole, if it would change; tell whether it did.

    `hint` is the way out where the file may not be written.

    Raises:
        OutputError: with what the disk said; the old file is whole then.
    """
    temporary = path.with_name(f".{path.name}.new")
    try:
        if not differs(path, body):
            return False
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(body)
        temporary.replace(path)
    except OSError as e:
        cure = way_out(e, hint or "check whose file it is, and whose folder")
        raise OutputError(said(e), hint=cure, at=Location(name)) from e
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()
    return True


def differs(path: Path, body: bytes) -> bool:
    """Tell whether the file has other bytes, or is not there."""
    try:
        return path.stat().st_size != len(body) or path.read_bytes() != body
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return True


def said(error: OSError) -> str:
    """Return what the disk said, as a sentence."""
    return f"cannot be written: {(error.strerror or str(error)).lower()}"


def way_out(error: OSError, forbidden: str) -> str:
    """Return a hint; `forbidden` is the one where nothing may be written."""
    if error.errno == errno.ENOSPC:
        return "free some space; the old files are whole"
    if isinstance(error, NotADirectoryError | FileExistsError):
        return "a file is where a folder must be; write elsewhere with `-o`"
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return forbidden
    return ""
