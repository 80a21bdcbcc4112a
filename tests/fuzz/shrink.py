"""The smallest input that still fails, as far as leaving things out leads to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.fuzz.files import Files

T = TypeVar("T")
Fails = Callable[[Sequence[Files]], bool]
Split = Callable[[bytes], list[bytes]]


def shrink(batch: Sequence[Files], fails: Fails, most: int = 2_000) -> list[Files]:
    """Return a part of the batch that fails: few files, of few lines, of few characters.

    It is tried at most so many times.
    """
    left = most

    def limited(files: Sequence[Files]) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and fails(files)

    smallest = fewer(list(batch), limited)
    for split in _SPLITS:
        for at, files in enumerate(smallest):
            for beside in range(len(files)):
                smallest = _shorter(smallest, at, beside, split, limited)
    return smallest


def _shorter(batch: list[Files], at: int, beside: int, split: Split, fails: Fails) -> list[Files]:
    """Return the batch with one file shortened by whole pieces."""

    def with_pieces(pieces: Sequence[bytes]) -> list[Files]:
        files = list(batch[at])
        files[beside] = files[beside]._replace(data=b"".join(pieces))
        return [*batch[:at], tuple(files), *batch[at + 1 :]]

    pieces = split(batch[at][beside].data)
    return with_pieces(fewer(pieces, lambda some: fails(with_pieces(some))))


def fewer(items: list[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a part of the items that still fails, none of which can be left out alone."""
    size = max(1, len(items) // 2)
    while items:
        at, shorter = 0, False
        while at < len(items):
            without = items[:at] + items[at + size :]
            if fails(without):
                items, shorter = without, True
            else:
                at += size
        if size == 1 and not shorter:
            break
        size = max(1, size // 2)
    return items


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def _fields(data: bytes) -> list[bytes]:
    """Return what stands between commas, which are the fields of a JSON record on one line."""
    return re.findall(rb"[^,]*,|[^,]+", data)


def _characters(data: bytes) -> list[bytes]:
    return [
        character.encode("utf-8", "surrogateescape")
        for character in data.decode("utf-8", "surrogateescape")
    ]


_SPLITS: tuple[Split, ...] = (_lines, _fields, _characters)
