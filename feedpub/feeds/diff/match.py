"""Which item was which before."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeVar

from feedpub.feeds.diff.addresses import page_of
from feedpub.feeds.diff.live import LiveItem


class Matched(NamedTuple):
    """The items of two states of a feed."""

    same: list[tuple[LiveItem, LiveItem]]
    """Before and after; in the order of after, as the next two."""

    renamed: list[tuple[LiveItem, LiveItem]]
    """The same to a person, by address or by title and day, but with another id."""

    came: list[LiveItem]
    went: list[LiveItem]


def match(before: Sequence[LiveItem], after: Sequence[LiveItem]) -> Matched:
    """Match items by id; what is left by address; what is left then by title and day."""
    old, new = list(before), list(after)
    same = pair_off(old, new, _ids, _ids)
    renamed = pair_off(old, new, _pages, _pages)
    renamed += pair_off(old, new, _titles, _titles)
    place = {id(item): number for number, item in enumerate(after)}
    renamed.sort(key=lambda pair: place[id(pair[1])])
    return Matched(same, renamed, new, old)


_A = TypeVar("_A")
_B = TypeVar("_B")


def pair_off(
    old: list[_A],
    new: list[_B],
    names_of_old: Callable[[_A], Iterable[str]],
    names_of_new: Callable[[_B], Iterable[str]],
) -> list[tuple[_A, _B]]:
    """Take out of both lists, and return, what has a name in common that is nobody else's.

    A name that several on one side have tells nothing: all posts of a link blog may lead to its
    home page.
    """
    known, there = _only(old, names_of_old), _only(new, names_of_new)
    pairs: list[tuple[_A, _B]] = []
    paired: set[int] = set()
    for one in new:
        names = (name for name in names_of_new(one) if there[name] is one)
        other = next((o for n in names if (o := known.get(n)) and id(o) not in paired), None)
        if other is not None:
            paired |= {id(other), id(one)}
            pairs.append((other, one))
    old[:] = [one for one in old if id(one) not in paired]
    new[:] = [one for one in new if id(one) not in paired]
    return pairs


def _only(items: Iterable[_A], names_of: Callable[[_A], Iterable[str]]) -> dict[str, _A | None]:
    """Return the one that has a name, or None if several have it."""
    found: dict[str, _A | None] = {}
    for one in items:
        for name in set(names_of(one)):
            found[name] = None if name in found else one
    return found


def _ids(item: LiveItem) -> list[str]:
    return [item.id]


def _pages(item: LiveItem) -> list[str]:
    return [page] if (page := page_of(item.url)) else []


def _titles(item: LiveItem) -> list[str]:
    day = item.moment.date() if item.moment else ""
    return [f"{title} {day}"] if (title := same_title(item.title)) else []


def same_title(title: str) -> str:
    """Return what is alike in titles that differ only in case and white space."""
    return " ".join(title.casefold().split())
