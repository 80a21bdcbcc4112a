"""How numbers and long lists are written."""

from __future__ import annotations

from collections.abc import Callable


def size(length: int) -> str:
    """Return a number of bytes, in the unit of Gmail's limit."""
    return f"{length / 1000:.1f} KB" if length >= 100 else f"{length} B"


def more(what: str, rows: list[str], write: Callable[[list[str]], str]) -> str:
    """Return rows that are shown when somebody asks for them."""
    if not rows:
        return ""
    return f"<details><summary>{len(rows)} {what}</summary>{write(rows)}</details>"
