"""Where a key stands in a text, for errors that name the line."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.places import Path, json_items, json_place, place_of_offset, toml_place

TOML = """\
# title = "a comment is no key"
[publication]
title = "one, two = three"
author = { name = "Ann", email = "a@b.example" }

[[feeds]]
path = "feed"
[[feeds]]
  path = "other"
  "limit" = 0
  files.rss = "x.xml"

[authors.ann]
name = "Ann"

[newsletters.query."post.example"]
"utm.source" = "x"
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("publication",), (2, 2)),
        (("publication", "title"), (3, 1)),
        (("publication", "author", "email"), (4, 26)),
        (("feeds", 0, "path"), (7, 1)),
        (("feeds", 1, "path"), (9, 3)),
        (("feeds", 1, "limit"), (10, 3)),
        (("feeds", 1, "files", "rss"), (11, 3)),
        (("authors", "ann", "name"), (14, 1)),
        (("newsletters", "query", "post.example"), (16, 2)),
        (("newsletters", "query", "post.example", "utm.source"), (17, 1)),
        pytest.param(("feeds", 1, "absent"), (8, 3), id="the table around it"),
        pytest.param(("nothing",), None, id="nowhere"),
    ],
)
def test_place_in_toml(path: Path, expected: tuple[int, int] | None) -> None:
    assert toml_place(TOML, path) == expected


JSON = """\
{
  "title": "A \\"quoted\\" {[ thing",
  "items": [
    {"items": 1, "tags": ["x", {"items": 2}]},
    {"é": null, "title": "B"}
  ]
}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), (1, 1)),
        (("title",), (2, 3)),
        (("items", 0), (4, 5)),
        pytest.param(("items", 0, "items"), (4, 6), id="a key within its own name"),
        (("items", 0, "tags", 1, "items"), (4, 33)),
        (("items", 1, "title"), (5, 17)),
        pytest.param(("items", 1, "absent"), (5, 5), id="the object around it"),
        pytest.param(("title", "deeper"), (2, 12), id="no further than a text"),
    ],
)
def test_place_in_json(path: Path, expected: tuple[int, int]) -> None:
    assert json_place(JSON, path) == expected


def test_place_of_an_offset_counts_characters() -> None:
    assert place_of_offset("é\nüx", 3) == (2, 2)
    assert place_of_offset("", 0) == (1, 1)


values: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.lists(values, max_size=5), st.sampled_from([None, 2]))
def test_the_items_of_a_list_are_found(items: list[Any], indent: int | None) -> None:
    text = json.dumps(items, indent=indent, ensure_ascii=False)
    assert [json.loads(text[a:b]) for a, b in json_items(text, 0)] == items


@given(st.dictionaries(st.text(max_size=3), values, min_size=1, max_size=4))
def test_every_key_is_found_where_it_stands(table: dict[str, Any]) -> None:
    text = json.dumps(table, indent=1, ensure_ascii=True)
    for key in table:
        place = json_place(text, (key,))
        assert place
        assert text.split("\n")[place.line - 1][place.column - 1 :].startswith(json.dumps(key))
