"""Text in columns: its width, where its lines end, tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.newsletter.breaking import pieces
from feedpub.newsletter.columns import columns, paragraphs, table, underline, wrap


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("abc", 3),
        ("é", 1),
        ("e\u0301", 1),
        ("漢字", 4),
        ("ｱ", 1),
        ("😀", 2),
        ("a\u200bb", 2),
        pytest.param("مُحَمَّد", 4, id="Arabic marks"),
        pytest.param("שָׁלוֹם", 4, id="Hebrew points"),
        pytest.param("\u0600١٢", 3, id="an Arabic sign before a number"),
        pytest.param("می\u200cخواهم", 7, id="a non-joiner"),
        pytest.param("ه\u200dه", 2, id="a joiner of letters"),
        pytest.param("\u2067abc\u2069", 3, id="marks of direction"),
        pytest.param("👩\u200d🚀", 2, id="an emoji of two"),
        pytest.param("👍🏽", 2, id="a skin"),
        pytest.param("❤\ufe0f", 2, id="a sign drawn as an emoji"),
        pytest.param("\u1112\u1161\u11ab", 2, id="a Korean syllable in parts"),
        pytest.param("ｶﾞ", 2, id="narrow kana"),
    ],
)
def test_columns_are_those_of_a_terminal(text, width):
    assert columns(text) == width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("aaa bbb ccc", "aaa bbb\nccc", id="at spaces"),
        pytest.param(
            "see https://x.example/a-b", "see\nhttps://x.example/a-b", id="never in a word"
        ),
        pytest.param("漢字漢字漢字", "漢字漢字\n漢字", id="between ideographs"),
        pytest.param("漢字漢字。漢字", "漢字漢\n字。漢字", id="never before a full stop"),
        pytest.param("漢字漢「漢字」", "漢字漢\n「漢字」", id="never after an opening bracket"),
        pytest.param("漢字漢字ッ漢", "漢字漢\n字ッ漢", id="never before a small kana"),
        pytest.param("漢漢漢漢\u302e", "漢漢漢\n漢\u302e", id="never before a mark of tone"),
        pytest.param("漢字漢１２３年", "漢字漢\n１２３年", id="never in a number"),
        pytest.param("漢字漢\u3000字", "漢字漢\n字", id="not before a wide space, which goes"),
        pytest.param(
            "漢字漢\u00a0字", "漢字\n漢\u00a0字", id="not at a no-break space in Japanese"
        ),
        pytest.param("漢字(a) 漢字b", "漢字(a)\n漢字b", id="Latin brackets in Japanese"),
        pytest.param(
            "漢字https://x.example/字です",
            "漢字\nhttps://x.example/字\nです",
            id="around an address in Japanese, not in it",
        ),
        pytest.param("aaaaaa\u200bbbb", "aaaaaa\u200b\nbbb", id="where a space has no width"),
        pytest.param("안녕 하세요 여러분", "안녕\n하세요\n여러분", id="Korean at spaces"),
        pytest.param("a\nb", "a\nb", id="where the writer broke a line"),
        pytest.param("aaa\u00a0bbb ccc", "aaa\u00a0bbb\nccc", id="not at a no-break space"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_lines_are_broken(text, expected):
    assert wrap(text, 8) == expected


def test_further_lines_hang():
    assert wrap("aaa bbb ccc", 9, "- ") == "- aaa bbb\n  ccc"


def test_a_line_below_is_as_long_as_the_longest_above():
    assert underline("漢字\na") == "漢字\na\n----"


def test_empty_blocks_leave_no_gap():
    assert paragraphs(["a", "", "  ", "b\n"]) == "a\n\nb"


def test_a_table_that_fits_has_columns_with_numbers_at_their_right():
    assert table([["Work", "Hours"], ["Planking", "4,120"], ["Lamps", "40"]]) == (
        "Work      Hours\n--------  -----\nPlanking  4,120\nLamps        40"
    )


def test_a_table_that_does_not_fit_becomes_a_list():
    assert table([["Name", "Text"], ["Ana", "long words here"]], 12) == (
        "Name: Ana\n  Text: long\n    words\n    here"
    )


@pytest.mark.parametrize(
    "letter", ["👩‍🚀", "👍🏽", "❤️", "が", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"], ids=["joined", "skin", "variant", "accent", "flag"]
)
def test_what_is_one_character_to_the_eye_is_not_broken(letter):
    for line in wrap(letter * 40, 10).split("\n"):
        assert line.replace(letter, "") == ""


def test_a_line_below_is_not_longer_than_a_line():
    assert underline("x" * 100).endswith("\n" + "-" * 72)


def test_a_line_below_is_not_longer_than_asked():
    assert underline("x" * 100, "=", 10).endswith("\n" + "=" * 10)


def test_a_table_from_right_to_left_is_a_list_since_columns_would_turn():
    rows = [["العمل", "الساعات"], ["ألواح", "4120"], ["Lamps", "40"]]
    assert table(rows) == "العمل: ألواح\n  الساعات: 4120\n\nالعمل: Lamps\n  الساعات: 40"


def test_a_heading_above_nothing_is_not_lost_in_a_list():
    assert table([["Name", "Age"], ["Ana Figueira", ""]], 12).startswith("Age\n\nName: Ana")


def test_the_colon_of_a_list_is_that_of_the_language():
    rows = [["名前", "歳"], ["山田花子", "四十二"]]
    assert table(rows, 14, colon="：") == "名前：山田花子\n  歳：四十二"


def test_a_table_of_one_column_is_wrapped():
    assert table([["aaa bbb"], ["c"]], 5, heading=False) == "aaa\nbbb\n\nc"


LETTERS = st.text(
    st.sampled_from("aé 漢字。、「」ーっ１２…\u3000\u00a0مَُש\u05b8👍🏽\u200d\u200b(,)\n")
)


@given(LETTERS, st.integers(1, 12))
def test_whatever_is_wrapped_keeps_its_letters_and_its_width(text, width):
    wrapped = wrap(text, width)
    assert "".join(wrapped.split()) == "".join(text.split())
    for line in wrapped.split("\n"):
        assert columns(line) <= width or len(list(pieces(line))) == 1


@given(LETTERS)
def test_nothing_that_joins_or_closes_begins_a_line(text):
    solid = "".join(text.replace("\u200b", "").split())
    for line in wrap(solid, 6).split("\n")[1:]:
        assert line[0] not in "、。」ーっ…\u064e\u05b8🏽\u200d,)"
