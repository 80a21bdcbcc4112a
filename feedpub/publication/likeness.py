"""What is kept of a text, so that it is recognised in another file, or after an edit."""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import NamedTuple

MOST = 8
ENOUGH = 0.5
"""The part of the marks that two states of one article have in common, at least."""

_WHITE = b" \t\n\r\x0b\x0c"


class Sketch(NamedTuple):
    """What a text is known by."""

    fingerprint: str
    """16 hexadecimal digits of title and text, white space aside."""

    marks: str
    """Of the title and some lines: eight hexadecimal digits each.

    The lines are those with the smallest sums, so that most stay the same while most of
    the text does, wherever it is moved (a bottom-k sketch).
    """


def sketch(title: str, text: str) -> Sketch:
    """Return what an article's text is known by."""
    data = f"{title}\n{text}".encode("utf-8", "surrogatepass")
    fingerprint = hashlib.sha256(data.translate(None, _WHITE)).hexdigest()[:16]
    sums = sorted({zlib.crc32(line) for line in map(bytes.strip, data.split(b"\n")) if line})
    least = sums[:MOST]
    return Sketch(fingerprint, struct.pack(f">{len(least)}I", *least).hex(" ", 4))


def likeness(marks: str, others: str) -> float:
    """Return which part of the marks the two have in common, from 0 to 1."""
    ours, theirs = set(marks.split()), set(others.split())
    if not ours or not theirs:
        return 0.0
    return len(ours & theirs) / min(len(ours), len(theirs))
