"""What is left of one build while the program goes on."""

from __future__ import annotations

import gc
import weakref

import pytest

from feedpub.project import collecting
from feedpub.project.collecting import few_collections


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.own = self


def test_what_builds_leave_behind_is_gone_when_it_has_doubled(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with few_collections():
        left = weakref.ref(Knot())
    monkeypatch.setattr(collecting, "_kept", 10**9)
    with few_collections():
        assert left() is not None  # not looked at: that is what is spared
    monkeypatch.setattr(collecting, "_kept", 0)
    with few_collections():
        assert left() is None


def test_inside_of_another_it_changes_nothing() -> None:
    with few_collections():
        with few_collections():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
