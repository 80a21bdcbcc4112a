"""A mistake in the settings: where, what is wrong, and a way out."""

from __future__ import annotations

from collections.abc import Iterable

Path = tuple[str | int, ...]
"""The way to a setting, through tables by name and lists by number."""

Problem = tuple[Path, str, str]
"""Where, what is wrong, and a hint."""


def nearest(name: str, names: Iterable[str]) -> str:
    """Return a hint: the name that was probably meant, or else all that are known."""
    from difflib import get_close_matches  # on the error path only

    known = list(names)
    close = get_close_matches(name, known, 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else "known here: " + ", ".join(sorted(known))
