"""What a build is compared with, and what may happen nevertheless; `guards` does the comparing."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

import msgspec

Guard = Literal["id-change", "many-new", "empty-feed"]
"""What is stopped unless it is allowed: ``--allow id-change``."""

GUARD_NAMES: tuple[Guard, ...] = get_args(Guard)


class Against(msgspec.Struct, frozen=True):
    """What a build is compared with."""

    name: str
    """A commit, a folder of feeds, or a saved feed; see `before.read_before`."""

    allow: frozenset[Guard] = frozenset()
    folder: Path | None = None
    """Where relative paths begin, if not at the publication."""
