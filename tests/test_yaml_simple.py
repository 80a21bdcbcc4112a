"""The short way through YAML has the answers of the long one, or none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import ArticleError
from feedpub.loaders.yaml_block import parse_whole
from feedpub.loaders.yaml_simple import parse_simple

# What matters in YAML, far more often than in any text.
signs = st.sampled_from(
    [*"abzAZ019_-:#'\"[]{},&*!|>%@`?~ \n\t\\.", "true", "null", ": ", " #", "\n ", "é"]
)
lines = st.builds(
    "{}:{}{}".format,
    st.sampled_from(["title", "tags", "date", "a-b", "Null", "true", "1a", "x_1"]),
    st.sampled_from([" ", "", "  "]),
    st.lists(signs, max_size=8).map("".join)
    | st.sampled_from(["[a, b c]", "[]", '"x y"', "2026-11-20T07:00:00Z"]),
)
blocks = st.lists(lines, min_size=1, max_size=4).map(lambda found: "\n".join(found) + "\n")


@given(blocks)
def test_it_never_differs_from_the_whole_language(block: str) -> None:
    short = parse_simple(block)
    if short is not None:
        assert short == parse_whole(block, "a.md")


@pytest.mark.parametrize(
    ("block", "fields"),
    [
        pytest.param("title: A: b\n", None, id="a colon that makes a mapping"),
        pytest.param("title: a # b\n", None, id="a comment"),
        pytest.param("title: 'it''s'\n", None, id="an escaped quote"),
        pytest.param('title: "a\\tb"\n', None, id="an escape"),
        pytest.param("title: a\n  b\n", None, id="a text on two lines"),
        pytest.param("title: a\ntitle: b\n", None, id="a key twice"),
        pytest.param("a: [b, [c]]\n", None, id="a list in a list"),
        pytest.param("a: [b,]\n", None, id="a comma at the end"),
        pytest.param("title: a\u2028b\n", None, id="a line separator"),
        pytest.param("# only\n", None, id="a comment alone"),
        pytest.param("a: 007\nb: 1.10\nc: no\n", {"a": "007", "b": "1.10", "c": "no"}, id="texts"),
        pytest.param(
            "a: True\nb: null\nc: 12\nd:\n",
            {"a": True, "b": None, "c": 12, "d": None},
            id="constants",
        ),
        pytest.param("t: 10:30 #1\n", None, id="a hash behind a space"),
        pytest.param("t: 10:30#1\n", {"t": "10:30#1"}, id="a hash within"),
        pytest.param("tags: [C, c plus, 2026]\n", {"tags": ["C", "c plus", 2026]}, id="a list"),
    ],
)
def test_it_knows_what_is_simple(block: str, fields: dict[str, Any] | None) -> None:
    assert parse_simple(block) == fields
    if fields is not None:
        assert parse_whole(block, "a.md") == fields


def test_what_is_wrong_is_left_to_the_parser_that_can_say_why() -> None:
    with pytest.raises(ArticleError, match="a second time"):
        parse_whole("title: a\ntitle: b\n", "a.md")
