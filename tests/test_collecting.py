"""What is left of one build while the program goes on."""

from __future__ import annotations

import gc
import weakref

from feedpub.project.collecting import few_collections


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.own = self


def test_what_a_build_leaves_behind_is_gone_with_the_next_one() -> None:
    with few_collections():
        left = weakref.ref(Knot())
    gc.collect()
    assert left() is not None  # not looked at: that is what is spared
    with few_collections():
        assert left() is None


def test_inside_of_another_it_changes_nothing() -> None:
    with few_collections():
        with few_collections():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
