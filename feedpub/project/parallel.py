"""Work in two processes at once, where the system can make a second of the first."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec

T = TypeVar("T")
R = TypeVar("R")


def in_two(work: Callable[[Sequence[T]], list[R]], items: Sequence[T], kind: type) -> list[R]:
    """Return ``work(items)``, of which a second process does the second half.

    `work` gives one result for each item; `kind` is the type of its list, for the way back.
    If the second process fails in any way, the first does its part too, and so meets
    whatever was wrong.
    """
    if not _can_be_two():
        return work(items)
    ours, theirs = items[: (len(items) + 1) // 2], items[(len(items) + 1) // 2 :]
    source, sink = os.pipe()
    child = os.fork()
    if child == 0:
        _send(work, theirs, source, sink)
    os.close(sink)
    first = work(ours)
    second: list[R] | None = _received(source, child, kind)
    if second is None or len(second) != len(theirs):
        second = work(theirs)
    return first + second


def _can_be_two() -> bool:
    """Tell whether there are two processors, and a fork would copy no other thread's locks."""
    return hasattr(os, "fork") and processors() > 1 and threading.active_count() == 1


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _send(
    work: Callable[[Sequence[T]], list[R]], items: Sequence[T], source: int, sink: int
) -> None:
    """Do the work of the second process, and end it without any of the first one's duties."""
    status = 1
    try:
        os.close(source)
        with os.fdopen(sink, "wb") as pipe:
            pipe.write(msgspec.msgpack.encode(work(items)))
        status = 0
    finally:
        os._exit(status)


def _received(source: int, child: int, kind: type) -> list[R] | None:
    try:
        with os.fdopen(source, "rb") as pipe:
            data = pipe.read()
    finally:
        _, status = os.waitpid(child, 0)
    if status != 0:
        return None
    found: list[R] = msgspec.msgpack.decode(data, type=kind)
    return found
