"""Front matter in YAML, TOML, JSON and Pelican's way; every mistake at its place."""

from __future__ import annotations

from typing import Any

import pytest

from feedpub.errors import ArticleError
from feedpub.loaders.frontmatter import split
from feedpub.loaders.yaml_block import parse_yaml
from tests.loading import load


def fields(text: str) -> dict[str, Any]:
    return split(text, "a.md").fields("a.md")


def error(text: str) -> str:
    with pytest.raises(ArticleError) as caught:
        fields(text)
    return f"{caught.value} | {caught.value.hint}"


YAML = "---\ntitle: A\ntags:\n  - x\n---\nBody\n"
TOML = '+++\ntitle = "A"\ntags = [\n  "x"]\n+++\nBody\n'
JSON = '{\n"title": "A",\n"tags":\n ["x"]\n}\nBody\n'
HEADER = "Title: A\nTags: x\nSummary: one\n  two\n\nBody\n"


@pytest.mark.parametrize("text", [YAML, TOML, JSON], ids=["YAML", "TOML", "JSON"])
def test_one_record_has_many_spellings(text: str) -> None:
    matter = split(text, "a.md")
    assert matter.fields("a.md") == {"title": "A", "tags": ["x"]}
    assert matter.body == "Body\n"
    assert text.split("\n")[matter.body_line - 1] == "Body"
    place = matter.place(("tags",))
    assert place
    assert "tags" in text.split("\n")[place.line - 1][place.column - 1 :]


def test_the_header_of_pelican() -> None:
    matter = split(HEADER, "a.md")
    assert matter.fields("a.md") == {"Title": "A", "Tags": "x", "Summary": "one two"}
    assert matter.body == "\nBody\n"
    assert matter.place(("Tags",)) == (2, 1)
    assert fields("Title: A\nStatus: draft\nDate: 2026-11-20\n\nBody") == {
        "Title": "A",
        "Status": "draft",
        "Date": "2026-11-20",
    }


def test_the_header_of_pelican_may_be_a_title_alone() -> None:
    assert fields("Title: About\n\ntext") == {"Title": "About"}
    assert load("Title: About\n\ntext").error == "articles/a.md:1: the article has no date"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Body\n---\nmore", id="a line further down"),
        pytest.param("Summary: only one such line\n\nBody", id="one line is prose"),
        pytest.param("Title: one such line\nBody", id="a title with no space below it"),
        pytest.param("Note: a\nWell: b\n", id="other names"),
        pytest.param("{{ x }}\nBody", id="a template tag"),
        pytest.param("{: .x}\nBody", id="kramdown"),
        pytest.param("----\nBody\n----\n", id="four hyphens"),
        pytest.param("", id="nothing"),
    ],
)
def test_other_beginnings_are_text(text: str) -> None:
    matter = split(text, "a.md")
    assert (matter.syntax, matter.body, matter.body_line) == ("", text, 1)
    assert matter.fields("a.md") == {}
    assert matter.place(("title",)) is None


@pytest.mark.parametrize(
    "text",
    ["---\n---\nBody", "---\n\n---\nBody", "+++\n+++\nBody", "{}\nBody", "---\n# x\n...\nBody"],
)
def test_it_may_be_empty(text: str) -> None:
    assert fields(text) == {}
    assert split(text, "a.md").body == "Body"


def test_the_end_may_have_spaces_behind_it() -> None:
    assert split("--- \ntitle: A\n---\t\nBody", "a.md").body == "Body"


# --- YAML as writers mean it -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("2026-11-20", "2026-11-20"),
        ("2026-11-20 10:20:30 +0100", "2026-11-20 10:20:30 +0100"),
        ("1.10", "1.10"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("007", "007"),
        ("12", 12),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("[no, 1.10]", ["no", "1.10"]),
    ],
)
def test_only_true_false_null_and_whole_numbers_are_no_text(yaml: str, expected: Any) -> None:
    assert parse_yaml(f"x: {yaml}", "a.md") == {"x": expected}


def test_a_merge_may_be_overridden() -> None:
    block = "base: &b {x: 1, y: 2}\nown:\n  <<: *b\n  x: 3\n"
    assert parse_yaml(block, "a.md")["own"] == {"x": 3, "y": 2}


# --- mistakes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "---\ntitle: A\nBody",
            "a.md:1:1: the front matter that begins here is never closed | "
            "put a line `---` between the fields and the text",
        ),
        ("+++\ntitle = 'A'\n", "a.md:1:1: the front matter that begins here is never closed"),
        (
            "---\ntitle: A: B\n---\n",
            "a.md:2:9: not valid YAML: mapping values are not allowed in "
            "this context | put the value between quotes, since it holds a colon",
        ),
        (
            "---\ntags:\n\t- x\n---\n",
            "a.md:3:1: not valid YAML: found character that cannot start "
            "any token | YAML is indented with spaces, never with tabs",
        ),
        (
            "---\na: 1\nb: 2\na: 3\n---\n",
            "a.md:4:1: not valid YAML: the key `a` stands here a second time",
        ),
        ("---\nx: {a: 1, a: 2}\n---\n", "a.md:2:11: not valid YAML: the key `a`"),
        ("---\nx: !!python/name:os.system\n---\n", "a.md:2:4: not valid YAML: could not determine"),
        (
            "---\nx: 1\ny: [!!int x]\n---\n",
            "a.md:3:5: not valid YAML: the tag `!!int` does not fit",
        ),
        ("---\nx: !!timestamp\n---\n", "a.md:2:4: not valid YAML: the tag `!!timestamp` does not"),
        ("---\nx: !!bool\n---\n", "a.md:2:4: not valid YAML: the tag `!!bool` does not fit"),
        ('---\nx: !!float ""\n---\n', "a.md:2:4: not valid YAML: the tag `!!float` does not fit"),
        ("---\nx: !!map a\n---\n", "a.md:2:4: not valid YAML: expected a mapping node"),
        ("---\nx: *a\n---\n", "a.md:2:4: not valid YAML: "),
        ('---\n"\u2029l \\u\n---\n', "a.md:2:7: not valid YAML: did not find expected hex"),
        ("---\n[a]: 1\nx\n---\n", "a.md:"),
        ("---\n- a\n---\n", "a.md:2:1: the front matter is a list, not a table of fields"),
        ("---\nHello\n---\n", "a.md:2:1: the front matter is a str"),
        (
            "---\n" + "[" * 100_000 + "]" * 100_000 + "\n---\n",
            "a.md:2:501: the front matter is nested too deeply",
        ),
        ("---\n" + "- " * 100_000 + "\n---\n", "a.md:2:1001: the front matter is nested"),
        ("+++\ntitle = A\n+++\n", "a.md:2:9: not valid TOML: Invalid value"),
        ("+++\na = 1\na = 2\n+++\n", "a.md:3:6: not valid TOML: Cannot overwrite a value"),
        ("+++\na = " + "[" * 5000 + "\n+++\n", "a.md:2: the front matter is nested too deeply"),
        ("+++\na = " + "1" * 5000 + "\n+++\n", "a.md:2: not valid TOML: "),
        ('{"a": 1,}\nBody', "a.md:1:9: not valid JSON: "),
        ('{"a": 1\nBody', "a.md:2:1: not valid JSON: expecting ',' delimiter"),
        (
            '{"a": 1,\n "b": {"a": 2, "c": 3, "c": 4}}\n',
            "a.md:2:24: the key `c` stands here a second time",
        ),
        ('{"a": ' + "[" * 200_000, "a.md:1: the JSON is nested too deeply"),
        ('{"a": ' + "1" * 5000 + "}", "a.md:1: not valid JSON: "),
    ],
)
def test_a_mistake_is_named_at_its_place(text: str, expected: str) -> None:
    assert error(text).startswith(expected)


def test_a_mistake_behind_the_line_ends_of_unicode_is_on_its_line_of_the_file() -> None:
    text = '---\ntitle: "A\u2028 \u2029b"\ndate: 2026-11-20\nimage: [5]\n---\n'
    assert load(text).told() == ["field-ignored articles/a.md:4:1: `image`: `5` is no address"]
    text = "Title: A\nSummary: one\u2028two: three\nDate: soon\n\nBody"
    assert fields(text)["Summary"] == "one\u2028two: three"
    assert load(text).error.startswith("articles/a.md:3:1: `Date`: `soon`")


@pytest.mark.parametrize(
    "text",
    [
        YAML,
        TOML,
        JSON,
        HEADER,
        '{"a": 1} {{ x }}\nBody\n',
        '{"a": 1}',
        "---\na: 1\n---",
        "+++\n+++",
    ],
)
def test_the_text_begins_on_a_line_of_the_file(text: str) -> None:
    matter = split(text, "a.md")
    assert "\n".join(text.split("\n")[matter.body_line - 1 :]).endswith(matter.body)
    assert matter.body_line <= len(text.split("\n"))


def test_aliases_that_unfold_to_too_much_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    block = "\n".join(lines)
    assert error(f"---\n{block}\n---\n").startswith("a.md:3:10: the aliases (`*name`) unfold")


def test_a_mistake_in_a_field_is_found_behind_comments() -> None:
    text = "---\n# title: no\ntitle: A\n# image\nimage: {url: 5,\n  width: wide}\n---\nBody"
    assert load(text, "2026-11-20-a.md").told() == [
        "field-ignored articles/a.md:5:1: `image`: `wide` is no whole number".replace(
            "a.md", "2026-11-20-a.md"
        )
    ]
