"""The known name that somebody meant who wrote another."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(name: str, known: Iterable[str], shortest: int = 4) -> str:
    """Return the known name that differs in one letter, or in two if it is a long one.

    It is empty if there is none. Names with less letters than `shortest` are near to none.
    """
    if len(name) < shortest:
        return ""
    most = 2 if len(name) > 8 else 1
    letters = set(name)
    near = [
        (distance, other)
        for other in known
        if abs(len(other) - len(name)) <= most
        and len(letters ^ set(other)) <= 2 * most
        and (distance := _distance(name, other)) <= (most if other[0] == name[0] else 1)
    ]
    return min(near, default=(0, ""))[1]


def meant(near: str) -> str:
    """Return the hint that names it."""
    return f"did you mean `{near}`?"


def _distance(one: str, other: str) -> int:
    """Return how many letters must be changed, left out, added or exchanged with the next."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        earlier, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
