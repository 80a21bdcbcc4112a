"""Whether two texts could be one article at two times: a few lines of it, as marks."""

from __future__ import annotations

import zlib

from feedpub.model import Article

MOST = 8
ENOUGH = 0.5
"""The part of the marks that two states of one article have in common, at least."""


def marks_of(article: Article) -> str:
    """Return marks of the title and some lines: eight hexadecimal digits each.

    The lines are those with the smallest sums, so that most stay the same while most of
    the text does, wherever it is moved (a bottom-k sketch).
    """
    lines = {" ".join(line.split()) for line in (article.title, *article.body.text.split("\n"))}
    sums = sorted(zlib.crc32(line.encode("utf-8", "surrogatepass")) for line in lines if line)
    return " ".join(f"{one:08x}" for one in sums[:MOST])


def likeness(marks: str, others: str) -> float:
    """Return which part of the marks the two have in common, from 0 to 1."""
    ours, theirs = set(marks.split()), set(others.split())
    if not ours or not theirs:
        return 0.0
    return len(ours & theirs) / min(len(ours), len(theirs))
