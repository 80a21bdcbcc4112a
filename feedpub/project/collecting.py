"""Fewer searches for cycles while many records are made, which have none."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def few_collections() -> Iterator[None]:
    """Spare the searches, which double the time, and look no more at what was made meanwhile.

    Where it was done before, as while one edits, what is left of that is searched whenever it
    has doubled.
    """
    global _kept
    if not gc.isenabled():
        yield
        return
    if gc.get_freeze_count() > 2 * _kept:
        gc.unfreeze()
        gc.collect()
        gc.freeze()
        _kept = gc.get_freeze_count()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


_kept = 0
"""Objects that were in use when they were last searched."""
