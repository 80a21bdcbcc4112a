"""The text part: columns, and the body of an article in them."""

from __future__ import annotations

import pytest

from feedpub.newsletter.columns import columns, paragraphs, table, underline, wrap
from feedpub.newsletter.text import html_to_text

URL = "https://ledger.example/ferry/"


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("é", 1), ("e\u0301", 1), ("漢字", 4), ("ｱ", 1), ("😀", 2), ("a\u200bb", 2)],
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
    ("html", "text"),
    [
        pytest.param("<p>one\n two</p><p>three</p>", "one two\n\nthree", id="paragraphs"),
        pytest.param("<p>a<br>b</p>", "a\nb", id="a line break"),
        pytest.param("<p><em>a<br>b</em></p>", "a\nb", id="a line break in emphasis"),
        pytest.param("<h2>What</h2><p>x</p>", "What\n----\n\nx", id="a heading"),
        pytest.param(
            "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>",
            "- a\n- b\n  - c",
            id="a list in a list",
        ),
        pytest.param('<ol start="9"><li>a</li><li>b</li></ol>', "9. a\n10. b", id="numbers"),
        pytest.param("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n- b", id="a loose list"),
        pytest.param("<blockquote><p>a</p><p>b</p></blockquote>", "> a\n>\n> b", id="a quotation"),
        pytest.param("<pre><code>a\n  b &lt; c\n</code></pre>", "    a\n      b < c", id="code"),
        pytest.param("<dl><dt>a</dt><dd>b</dd></dl>", "a\n    b", id="a definition"),
        pytest.param('<p>x<img src="a" alt="A pier">y</p>', "x[Picture: A pier]y", id="a picture"),
        pytest.param('<p>x<img src="a" alt="">y</p>', "xy", id="a picture that only decorates"),
        pytest.param(
            '<figure><img src="a" alt="A pier">'
            "<figcaption>At dawn. <small>Rui</small></figcaption></figure>",
            "[Picture: A pier]\nAt dawn. Rui",
            id="a figure",
        ),
        pytest.param(
            "<figure><p>A pier</p><figcaption>At dawn.</figcaption></figure>",
            "[Picture: A pier]\nAt dawn.",
            id="a picture that is not at hand",
        ),
        pytest.param(
            '<video title="T" src="https://x.example/v"></video>',
            "Video: T\nhttps://x.example/v",
            id="a video",
        ),
        pytest.param("<details><summary>How</summary>So</details>", "How\n\nSo", id="details"),
        pytest.param("<p>10<sup>3</sup> <q>a</q></p>", "10^3 “a”", id="powers and quotes"),
        pytest.param(
            '<p><a href="https://x.example/">https://x.example/</a></p>',
            "https://x.example/",
            id="a link that is its own text",
        ),
        pytest.param(
            '<p><a href="mailto:a@x.example">a@x.example</a></p>', "a@x.example", id="mail"
        ),
        pytest.param(f'<p><a href="{URL}#x">below</a></p>', "below", id="a link within the page"),
        pytest.param(
            '<a href="https://x.example/"><p>a</p></a>',
            "a [1]\n\nLinks:\n[1] https://x.example/",
            id="a link around a block",
        ),
    ],
)
def test_html_as_text(html, text):
    assert html_to_text(html, URL) == text


def test_links_are_numbered_once_each_and_listed_at_the_end():
    html = '<p><a href="https://a.example/">A</a>, <a href="https://b.example/">B</a>, '
    html += '<a href="https://a.example/">A again</a>.</p><p>End.</p>'
    assert html_to_text(html) == (
        "A [1], B [2], A again [1].\n\nEnd.\n\nLinks:\n[1] https://a.example/\n[2] https://b.example/"
    )


def test_notes_are_listed_before_the_links():
    html = f'<p>A.<sup><a href="{URL}#n">1</a></sup></p>'
    html += '<div id="n"><sup>1</sup><p>Says <a href="https://b.example/">B</a>.</p></div>'
    assert html_to_text(html, URL) == (
        "A. (note 1)\n\nNotes:\n(1) Says B [1].\n\nLinks:\n[1] https://b.example/"
    )


def test_no_line_is_longer_than_72_columns_but_for_addresses_and_code():
    html = "<ul><li><blockquote><p>" + "word " * 200 + "</p></blockquote></li></ul><p>" + "漢" * 300
    assert max(map(columns, html_to_text(html).split("\n"))) <= 72


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param(
            '<p><picture><source srcset="a.webp"><img src="a" alt="A pier"></picture></p>',
            "[Picture: A pier]",
            id="of several sources",
        ),
        pytest.param(
            '<p><img src="a" alt="A"><img src="b" alt="B"></p>',
            "[Picture: A] [Picture: B]",
            id="side by side",
        ),
        pytest.param(
            "a<center>b</center><section>c</section>d", "a\n\nb\n\nc\n\nd", id="old blocks"
        ),
        pytest.param("<pre>a<br>b</pre>", "    a\n    b", id="a line break in code"),
        pytest.param("<ol reversed><li>a</li><li>b</li></ol>", "2. a\n1. b", id="counting down"),
        pytest.param('<ol start="-1"><li>a</li><li>b</li></ol>', "-1. a\n0. b", id="below zero"),
        pytest.param(
            "<table><tr><td><p>a</p><p>b</p></td><td><ul><li>c</li><li>d</li></ul></td></tr></table>",
            "a b  c d",
            id="blocks in a cell",
        ),
        pytest.param(
            "<table><tr><td>a <table><tr><td>b</td><td>c</td></tr></table></td></tr></table>",
            "a b c",
            id="a table in a table, once",
        ),
        pytest.param(
            "<table><tr><th colspan=2>Name</th><th>Age</th></tr>"
            "<tr><td>Ana</td><td>F.</td><td>9</td></tr></table>",
            "Name      Age\n----  --  ---\nAna   F.    9",
            id="a cell over two columns",
        ),
        pytest.param(
            "<table><tr><td rowspan=9>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
            "a  b\na  c",
            id="a cell over the rows that are left",
        ),
    ],
)
def test_nothing_is_lost_or_glued(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "letter", ["👩‍🚀", "👍🏽", "❤️", "が", "🏴󠁧󠁢󠁥󠁮󠁧󠁿"], ids=["joined", "skin", "variant", "accent", "flag"]
)
def test_what_is_one_character_to_the_eye_is_not_broken(letter):
    for line in wrap(letter * 40, 10).split("\n"):
        assert line.replace(letter, "") == ""


def test_a_line_below_is_not_longer_than_a_line():
    assert underline("x" * 100).endswith("\n" + "-" * 72)
