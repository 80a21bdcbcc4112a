"""The text part: columns, and the body of an article in them."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from feedpub.markup.clean import clean_html
from feedpub.newsletter import tree
from feedpub.newsletter.body import Place, mail_html
from feedpub.newsletter.breaking import pieces
from feedpub.newsletter.columns import columns
from feedpub.newsletter.text import html_to_text
from feedpub.newsletter.words import WORDS
from tests.newsletter_builders import LONG_BODY

URL = "https://ledger.example/ferry/"


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
        pytest.param("<p><q>a <q>b</q></q></p>", "“a ‘b’”", id="a quote in a quote"),
        pytest.param("<p><del>9</del> <ins>10</ins></p>", "~~9~~ 10", id="what is struck out"),
        pytest.param(
            "<p><ruby>漢<rt>かん</rt></ruby><ruby>x<rp>(</rp><rt>y</rt><rp>)</rp></ruby></p>",
            "漢（かん）x(y)",
            id="readings",
        ),
        pytest.param(
            "<blockquote><p>a</p><blockquote><p>b</p></blockquote></blockquote>",
            "> a\n>\n> > b",
            id="a quotation in a quotation",
        ),
        pytest.param(
            "<ul><li><pre><code>a\n  b\n\nc</code></pre></li><li>d</li></ul>",
            "-     a\n        b\n\n      c\n\n- d",
            id="code in a list, untouched",
        ),
        pytest.param(
            '<ol type="a"><li>x</li><li>y</li></ol>', "a. x\nb. y", id="a list with letters"
        ),
        pytest.param(
            "<ul>a<li>b</li><ul><li>c</li></ul><b>d</b></ul>",
            "a\n- b\n  - c\n  d",
            id="what should not be in a list",
        ),
        pytest.param(
            "<dl><div><dt>a</dt><dd>b</dd></div><div><dt>c</dt><dd>d</dd></div></dl>",
            "a\n    b\nc\n    d",
            id="definitions in groups",
        ),
        pytest.param(
            '<table><tr><td><video src="https://x.example/v" title="T"></video></td></tr></table>',
            "[Video: T] [1]\n\nLinks:\n[1] https://x.example/v",
            id="a video in a cell",
        ),
        pytest.param("<video>No video?</video>", "No video?", id="a video of nothing"),
        pytest.param("<p>a<a href='https://x.example/'></a></p>", "a", id="a link of nothing"),
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
    ("language", "text"),
    [
        ("fr", "[Image\u00a0: Un quai]\n\nA. (note 1)\n\nNotes\u00a0:\n(1) B [1].\n\nLiens\u00a0:"),
        ("ja", "[画像：Un quai]\n\nA.（注1）\n\n注：\n(1) B [1].\n\nリンク："),
        ("ar", "[صورة: Un quai]\n\nA. (الهامش 1)\n\nالهوامش:\n(1) B [1].\n\nالروابط:"),
    ],
)
def test_what_the_text_says_itself_is_in_the_language_of_the_newsletter(language, text):
    html = '<p><img src="a" alt="Un quai"></p><p>A.<sup><a href="#n">1</a></sup></p>'
    html += '<div id="n"><sup>1</sup><p><a href="https://b.example/">B</a>.</p></div>'
    assert html_to_text(html, "", WORDS[language]) == f"{text}\n[1] https://b.example/"


@pytest.mark.parametrize("tag", ["ul", "ol", "blockquote"])
def test_what_is_nested_deeply_stays_within_the_columns(tag):
    inner = ("<li>" if tag != "blockquote" else "") + "word " * 40
    text = html_to_text(f"<{tag}>{inner}" * 60 + f"</{tag}>" * 60)
    assert text.count("word") == 60 * 40
    assert max(map(columns, text.split("\n"))) <= 72


def test_the_line_below_a_heading_stays_within_the_columns():
    text = html_to_text(f"<blockquote><h2>{'x' * 80}</h2></blockquote>")
    assert text.endswith("\n> " + "-" * 70)


def test_a_table_that_is_listed_has_the_colon_of_the_language():
    rows = f"<tr><th>Nom</th><th>Texte</th></tr><tr><td>A</td><td>{'mot ' * 20}</td></tr>"
    html = f"<table>{rows}</table>"
    assert html_to_text(html, "", WORDS["fr"]).startswith("Nom\u00a0: A\n  Texte\u00a0: mot")


def test_the_number_of_a_linked_block_has_its_own_line_where_there_is_no_room():
    text = html_to_text(f'<a href="https://x.example/"><p>{"a" * 71}</p></a>')
    assert text.startswith("a" * 71 + "\n[1]\n")


def test_the_number_of_a_note_that_is_a_sentence_is_text():
    assert html_to_text("<div><sup>Not a number</sup> b</div>") == "Not a number b"


# Against the HTML

ARABIC = """<p>للمرة الأولى منذ أحد عشر عامًا عبرت <em>العبّارة</em> الخشبية مصبّ النهر،<sup><a
href="#n1">1</a></sup> <a href="https://x.example/">كما قال المرفأ</a>.</p><h2>كم كلّف ذلك</h2>
<blockquote><p>لا تُرمَّم العبّارة، بل تُقنَع.</p></blockquote><table><thead><tr><th>العمل</th>
<th>الساعات</th></tr></thead><tbody><tr><td>الألواح</td><td>4120</td></tr><tr><td>المحرّك</td>
<td>1900</td></tr></tbody></table><ul><li>فُكّك المحرّك</li><li>ثم أعيد بناؤه</li></ul>
<figure><img src="https://x.example/a.jpg" alt="عبّارة بيضاء" width="800"><figcaption>عند الفجر
<small>روي</small></figcaption></figure><div id="n1"><sup>1</sup><p>كان الجدول يسمح بست عشرة
دقيقة.</p></div>"""

JAPANESE = """<p>十一年ぶりに、河口で最後の木造渡し船「マレ・アルタ号」が南岸へ渡った。<sup><a
href="#n1">1</a></sup>造船所は<ruby>竜骨<rt>りゅうこつ</rt></ruby>と外板の三分の一を取り替えた。</p>
<h2>費用</h2><ol><li>エンジンは二冬をかけて分解された。</li><li>百時間の試運転</li></ol><table><tr>
<th>作業</th><th>時間</th></tr><tr><td>外板</td><td>4,120</td></tr></table><blockquote><p>船は直すもの
ではない。</p></blockquote><video src="https://x.example/v.mp4" title="初航海"></video>
<div id="n1"><sup>1</sup><p>時刻表では十六分だった。</p></div>"""

HEBREW = """<p>לראשונה זה אחת־עשרה שנים חצתה <strong>המעבורת</strong> את שפך הנהר, אמר
<a href="https://x.example/">הנמל</a>.</p><ul><li>המנוע פורק<ul><li>ונבנה מחדש</li></ul></li></ul>
<dl><dt>קרשים</dt><dd>שליש מהם הוחלף</dd></dl><pre><code>north 06:00</code></pre>"""


def words_of(text, language):
    """Return what must be in both: words, or in Japanese pairs of letters that are not Latin."""
    text = re.sub(r"https?://\S+", "", text)
    if language != "ja":
        return Counter(re.findall(r"\w+", text))
    runs = re.findall(r"[^\W\d_A-Za-z]+", re.sub(r"\n(?!\n) *", "", text))
    return Counter("".join(pair) for run in runs for pair in pairwise(run))


def shown_in_mail(markup, language):
    """Return the words that the HTML of the mail shows to those who see its pictures."""
    place = Place(url=URL, words=WORDS[language])
    root = lxml_html.fragment_fromstring(mail_html(markup, place), create_parent="div")
    for hidden in root.xpath("//*[@class='head']"):
        hidden.drop_tree()
    return " ".join(root.itertext())


@pytest.mark.parametrize(
    ("language", "markup"),
    [("en", LONG_BODY.replace("https://ledger.example/2026/11/ferry/", URL)),
     ("ar", ARABIC), ("ja", JAPANESE), ("he", HEBREW)],
    ids=["English", "Arabic", "Japanese", "Hebrew"],
)  # fmt: skip
def test_the_text_says_nearly_every_word_of_the_html(language, markup):
    shown = words_of(shown_in_mail(clean_html(markup, lambda _, a: a), language), language)
    text = words_of(html_to_text(markup, URL, WORDS[language]), language)
    missing = shown - text
    assert missing.total() <= 0.02 * shown.total(), missing


# Whatever the input

ADDRESS = "https://x.example/" + "path-" * 16
WORD = st.sampled_from(
    ["pier", "a", "2026", "e\u0301té", "Donaudampfschifffahrt" * 5, "مُحَمَّد", "والعبّارة",
     "שָׁלוֹם", "안녕하세요", "漢字かな交じり文。", "「長い」" * 20, "👩\u200d🚀", "a\u00a0b",
     "&lt;b&gt;", "-", "1.", ">", ADDRESS]
)  # fmt: skip
TEXT = st.lists(WORD, max_size=12).map(" ".join)


TAGS = (
    "p div ul ol li blockquote h2 dl dt dd table tr td th figure figcaption em q sup del ruby rt "
    "details summary section a video center caption"
).split()
ATTRIBUTES = ["", f'href="{ADDRESS}"', 'href="#n"', 'id="n"', 'start="98"', 'colspan="2"',
              'src="https://x.example/v"', 'title="a b"']  # fmt: skip


def _wrapped(inner):
    """Return elements around what `inner` makes, right and wrong ones."""
    content = st.lists(st.one_of(TEXT, inner), max_size=4).map(" ".join)
    parts = st.tuples(st.sampled_from(TAGS), st.sampled_from(ATTRIBUTES), content)
    return parts.map(lambda part: "<{0} {1}> {2} </{0}>".format(*part))


MARKUP = st.recursive(TEXT, _wrapped, max_leaves=25)
SIGNS = re.compile(r"(?:[> ]|- |\d+\. |\(\d+\) |\[\d+\] )*")


@given(MARKUP)
def test_no_letter_is_lost_and_no_word_is_broken(markup):
    root = tree.parse(clean_html(markup, lambda _, address: address))
    for player in root.xpath(".//video"):  # what is in it is for those who cannot play it
        player.text, player[:] = None, []
    shown = " ".join(root.itertext())
    text = html_to_text(tree.inner_html(root))
    assert not Counter("".join(shown.split())) - Counter("".join(text.split()))
    for word in filter(str.isascii, shown.split()):
        assert word in text


@given(MARKUP)
def test_no_line_is_too_long_that_could_be_broken(markup):
    for line in html_to_text(clean_html(markup, lambda _, address: address)).split("\n"):
        assert columns(line) <= 72 or len(list(pieces(SIGNS.sub("", line, count=1)))) == 1
