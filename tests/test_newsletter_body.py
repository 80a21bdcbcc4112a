"""The body of an article as mail carries it."""

from __future__ import annotations

import re

import lxml.html
import pytest

from feedpub.newsletter import tree
from feedpub.newsletter.body import Place, mail_html
from feedpub.newsletter.text import html_to_text

URL = "https://ledger.example/2026/11/ferry/"


def mail(html, **place):
    return mail_html(html, Place(url=URL, **place))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            '<p><img src="https://x.example/a.png" width="1600" height="900" alt="A pier"></p>',
            '<p><img src="https://x.example/a.png" alt="A pier" width="552" '
            'style="display:block;width:100%;max-width:552px;height:auto"></p>',
            id="a large picture is as wide as the column",
        ),
        pytest.param(
            '<p><img src="https://x.example/a.png" width="300" height="200" alt=""></p>',
            '<p><img src="https://x.example/a.png" alt="" width="300" '
            'style="display:block;width:100%;max-width:300px;height:auto"></p>',
            id="a small one keeps its size",
        ),
        pytest.param(
            "<p><img src='https://x.example/a.png'></p>",
            '<p><img src="https://x.example/a.png" alt="" '
            'style="display:block;max-width:100%;height:auto"></p>',
            id="without a size it keeps its own, and gets an empty description",
        ),
        pytest.param(
            '<p>A <img src="https://x.example/i.png" alt="ship"> sails.</p>',
            '<p>A <img src="https://x.example/i.png" alt="ship" '
            'style="max-width:100%;height:auto"> sails.</p>',
            id="one in a line of text is not blown up",
        ),
        pytest.param(
            '<picture><source srcset="https://x.example/a.webp"><img alt="" width="9"'
            ' src="https://x.example/a.jpg"></picture>',
            '<img src="https://x.example/a.jpg" alt="" width="9" '
            'style="display:block;width:100%;max-width:9px;height:auto">',
            id="of several sources the plain one stays",
        ),
        pytest.param(
            '<p>a<img src="https://x.example/p.gif" width="1" height="1">b</p>',
            "<p>ab</p>",
            id="a counting pixel goes",
        ),
    ],
)
def test_pictures_have_one_source_a_description_and_a_width(html, expected):
    assert mail(html) == expected


def test_a_figure_becomes_a_table_with_the_caption_below():
    html = mail(
        '<figure><img src="https://x.example/a.png" alt="A" width="600"><figcaption>Words'
        " <small>Credit</small></figcaption></figure>after"
    )
    assert "<figure" not in html
    assert re.search(r"</td></tr><tr><td class=\"caption\">Words <small>Credit</small></td>", html)
    assert html.endswith("</table><p>after</p>")
    assert html.startswith('<table role="presentation"')


def test_a_figure_without_a_picture_says_that_its_words_describe_one():
    html = mail("<figure><p>A boy waves.</p><figcaption>At noon.</figcaption></figure>")
    assert '<p class="missing">Picture: A boy waves.</p>' in html


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            '<video src="https://x.example/v.mp4" title="The crossing"></video>',
            "The crossing Video · x.example",
        ),
        ('<video><source src="https://x.example/v.mp4">no video?</video>', "v.mp4 Video · x.ex"),
        ('<audio src="https://x.example/a/e.mp3"></audio>', "e.mp3 Audio · x.example"),
        ('<iframe src="https://x.example/embed"></iframe>', "embed Page · x.example"),
    ],
)
def test_what_plays_becomes_a_card_with_a_link(html, words):
    html = mail(html)
    assert words in " ".join(re.sub("<[^>]*>", " ", html).split())
    assert '<a href="https://x.example/' in html
    assert not re.search("<(video|audio|iframe|source)", html)
    assert "no video?" not in html


def test_a_still_picture_leads_where_the_card_does_and_says_so():
    html = mail(
        '<video src="https://x.example/v.mp4" poster="https://x.example/v.jpg" title="So"></video>'
    )
    assert html.startswith(
        '<p><a href="https://x.example/v.mp4"><img src="https://x.example/v.jpg" alt="Video: So" '
        'width="552"'
    )
    assert html.count("https://x.example/v.mp4") == 2


def test_what_is_wider_than_the_column_is_as_wide_as_the_column():
    html = mail('<p><img src="https://x.example/a.png" width="1600" alt=""></p>', width=652)
    assert 'width="652"' in html


@pytest.mark.parametrize(
    ("html", "is_pull"),
    [
        ("<aside><blockquote><p>So!</p></blockquote></aside>", True),
        ("<aside>\n<blockquote>So!</blockquote>\n</aside>", True),
        ("<blockquote><p>So!</p></blockquote>", False),
        ("<aside><p>Said Ana:</p><blockquote><p>So!</p></blockquote></aside>", False),
        ("<aside>Said Ana: <blockquote><p>So!</p></blockquote></aside>", False),
    ],
)
def test_a_quotation_alone_in_an_aside_is_set_apart(html, is_pull):
    shown = mail(html)
    assert ('<blockquote class="pull">' in shown) == is_pull
    assert "<aside" not in shown
    assert "So!" in shown


@pytest.mark.parametrize(
    "said",
    [
        "<p>Nobody asked.</p><cite>Ann Lee</cite>",
        "Nobody asked. <cite>Ann Lee</cite>",
        "<p>Nobody asked. <cite>Ann Lee</cite></p>",
        "<p>Nobody asked.<br>\u2014 <cite>Ann Lee</cite></p>",
        "<p>Nobody asked.</p><p>\u2014 Ann Lee</p>",
        "<p>Nobody asked.</p><p>\u2014 <cite>Ann Lee</cite></p>",
        "<p>Nobody asked.</p>\n<footer><cite>\u2014 Ann Lee</cite></footer>",
    ],
)
def test_who_said_what_is_set_apart_stands_on_a_line_of_its_own(said):
    html = f"<aside><blockquote>{said}</blockquote></aside>"
    quote, byline = lxml.html.fragment_fromstring(mail(html)).xpath("p")
    assert quote.text_content().strip() == "Nobody asked."
    assert byline.get("class") == "byline"
    assert byline.text_content() == "Ann Lee"
    assert html_to_text(html).strip() == "> Nobody asked.\n>\n> \u2014 Ann Lee"


@pytest.mark.parametrize(
    "said",
    [
        "<p>I have read <cite>Moby Dick</cite></p>",
        "<p>I have read <cite>Moby Dick</cite>.</p>",
        "<p>\u2014 Nobody asked.</p>",
        "<cite>Ann Lee</cite>",
        "<p>Nobody asked.</p><p>Ann Lee</p>",
        "",
    ],
)
def test_what_names_nobody_stays_a_quotation(said):
    assert "byline" not in mail(f"<aside><blockquote>{said}</blockquote></aside>")


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        pytest.param("1", "2", id="the headline of the mail is the only h1"),
        pytest.param("2 4 2", "2 3 2", id="no level is left out"),
        pytest.param("4 5 4 3", "2 3 2 2", id="the first is the highest"),
        pytest.param("1 2 3 4 5 6", "2 3 4 5 6 6", id="and six the lowest"),
    ],
)
def test_headings_are_in_order_below_the_headline(levels, expected):
    html = mail("".join(f"<h{level}>x</h{level}>" for level in levels.split()))
    assert re.findall(r"<h(\d)", html) == expected.split()


def test_cells_that_are_headings_say_of_what():
    html = mail(
        "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><th>c</th><td>1</td>"
        '</tr><tr><th scope="rowgroup">d</th><td>2</td></tr></tbody></table>'
    )
    assert re.findall(r'scope="(\w+)"', html) == ["col", "col", "row", "rowgroup"]
    assert 'role="presentation"' not in html


def test_a_table_without_headings_only_lays_out():
    assert 'role="presentation"' in mail("<table><tbody><tr><td>a</td></tr></tbody></table>")


def test_notes_stand_at_the_end_and_their_numbers_lead_there():
    html = mail(
        f'<p>A<sup><a href="{URL}#n">1</a></sup></p>'
        '<div id="n"><sup>1</sup><p>Note.</p></div><p>B</p>',
        prefix="s3-",
    )
    assert '<sup><a href="#s3-n">1</a></sup>' in html
    assert html.index("B") < html.index("Notes") < html.index("Note.</p>")
    assert '<li value="1"><a name="s3-n"></a>' in html
    assert " id=" not in html


def test_a_link_to_a_part_that_is_not_in_the_mail_leads_to_the_page():
    assert mail('<a href="#gone">x</a>') == f'<a href="{URL}#gone">x</a>'


def test_details_are_open():
    assert mail("<details><summary>How</summary>So</details>") == (
        "<div><p><strong>How</strong></p><p>So</p></div>"
    )


def test_code_keeps_its_lines_and_signs():
    html = mail("<pre><code class='language-c'>if (a &lt; b)\n\treturn;\n</code></pre>")
    assert '<pre dir="ltr"><code>if (a &lt; b)\n\treturn;\n</code></pre>' in html


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "plain", "</div></div><p>x", "<b><p>x</b>"])
def test_odd_input_is_no_trouble(html):
    assert isinstance(mail(html), str)


def test_no_text_is_lost_however_deeply_it_is_nested():
    for depth in (90, 110, 900, 20_000):
        html = mail("<div>" * depth + "deep" + "</div>" * depth + "<p>end</p>")
        assert "deep" in html
        assert "end" in html
        assert html.count("<") < 500


def test_what_follows_very_many_places_to_break_a_line_is_no_part_of_them():
    """libxml2 does not know that `<wbr>` and `<source>` hold nothing."""
    words = [f"w{n}" for n in range(3_000)]
    html = mail(f'<p>{"<wbr>".join(words)} <a href="https://e.example/">end</a></p>')
    assert html == f'<p>{"".join(words)} <a href="https://e.example/">end</a></p>'
    html = '<picture><source srcset="a > b"><img src="https://e.example/a.png" alt="A"></picture>'
    assert tree.parse(html).xpath("picture/img")


@pytest.mark.parametrize(
    "html", ["a<i>b</i>c<b>d</b>e", "<b></b>", "a<b>b<i>c</i>d</b>", "<b><i>c</i></b>d"]
)
def test_an_element_that_is_taken_out_leaves_what_it_holds_in_its_place(html):
    root = tree.parse(html)
    tree.unwrap(tree.elements(root, "b")[0])
    assert tree.inner_html(root) == html.replace("<b>", "").replace("</b>", "")


TABLE = "<table><tr>{heads}</tr><tr>{cells}</tr></table>"


def table(words, heads=None):
    """Return a table of one row of these words below headings."""
    heads = heads or [chr(ord("A") + at) for at in range(len(words))]
    return TABLE.format(
        heads="".join(f"<th>{head}</th>" for head in heads),
        cells="".join(f"<td>{word}</td>" for word in words),
    )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param(["1"] * 4, "data", id="four columns fit"),
        pytest.param(["1"] * 5, "data stack", id="five do not"),
        pytest.param(["Wirtschaftswissenschaften"] * 2, "data stack", id="long words do not"),
        pytest.param(["1"] * 7, "data dense stack", id="seven are narrow everywhere"),
    ],
)
def test_a_table_that_cannot_fit_a_telephone_is_shown_row_by_row_there(words, name):
    html = mail(table(words))
    assert f'class="{name}"' in html
    assert ("A: </span>" in html) == ("stack" in name)


def test_a_table_with_cells_that_span_scrolls():
    html = mail(table(["1"] * 6).replace("<td>", '<td colspan="1">'))
    assert html.startswith('<div class="scroll"><table')
    assert "stack" not in html


def test_a_number_keeps_to_one_line():
    html = mail(table(["1,234.50", "two words", "unbelievableness"]))
    assert re.findall(r'<td class="whole">(.*?)</td>', html) == ["1,234.50"]


@pytest.mark.parametrize(
    ("html", "direction", "marked"),
    [
        ("<ul><li>a</li></ul>", "rtl", True),
        ("<ul><li>a</li></ul>", "ltr", False),
        ('<blockquote dir="rtl"><p>a</p></blockquote>', "ltr", True),
        ('<div dir="ltr"><blockquote><p>a</p></blockquote></div>', "rtl", False),
    ],
)
def test_what_has_a_start_and_an_end_knows_where_they_are(html, direction, marked):
    assert ('class="rtl"' in mail(html, direction=direction)) == marked


def test_words_after_a_player_are_a_paragraph():
    html = mail('<p>See <audio src="https://x.example/a.mp3"></audio> and <em>hear</em>.</p>')
    assert html.startswith("<div><p>See </p><table")
    assert html.endswith("</table><p> and <em>hear</em>.</p></div>")


def test_a_quotation_in_a_figure_looks_like_one():
    html = mail("<figure><blockquote><p>So!</p></blockquote><figcaption>Ana</figcaption></figure>")
    assert "<blockquote><p>So!</p></blockquote>" in html
    assert "missing" not in html


def test_thousands_of_pictures_in_one_paragraph_take_no_time():
    html = mail("<p>" + '<em><img src="https://x.example/a.png" alt=""></em>' * 8000 + "</p>")
    assert html.count("<img") == 8000
