"""What hubs were told last: one line for each feed and hub that accepted, added at the end.

A line that a crash cut short counts for nothing, so that feed is told once more.
"""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from feedpub.output import write_file

_SPARE = 1000
"""So many lines that say nothing any more are kept before the file is written anew."""


class Row(msgspec.Struct, frozen=True):
    """One acceptance."""

    hub: str
    feed: str
    sha256: str


class Told:
    """The last bytes of which each hub was told, in a file."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._last: dict[tuple[str, str], str] = {}
        lines = file.read_bytes().split(b"\n") if file.exists() else []
        for line in lines:
            try:
                row = msgspec.json.decode(line, type=Row)
            except msgspec.MsgspecError:
                continue
            self._last[row.hub, row.feed] = row.sha256
        if len(lines) > len(self._last) + _SPARE:
            rows = (Row(hub, feed, sha) for (hub, feed), sha in sorted(self._last.items()))
            write_file(file, b"".join(_line(row) for row in rows), file.name)

    def knows(self, hub: str, feed: str, sha256: str) -> bool:
        """Tell whether these bytes are the last that the hub was told of."""
        return self._last.get((hub, feed)) == sha256

    def add(self, hub: str, feed: str, sha256: str) -> None:
        """Keep that the hub accepted, on disk, before anything else happens."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self.file.open("a+b") as opened:
            end = opened.seek(0, os.SEEK_END)
            if end:
                opened.seek(end - 1)
            cut = end and opened.read(1) != b"\n"
            opened.write((b"\n" if cut else b"") + _line(Row(hub, feed, sha256)))
            opened.flush()
            os.fsync(opened.fileno())
        self._last[hub, feed] = sha256


def _line(row: Row) -> bytes:
    return msgspec.json.encode(row) + b"\n"
