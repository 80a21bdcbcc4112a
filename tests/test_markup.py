"""HTML for readers, its plain text, and the characters that neither may hold."""

from __future__ import annotations

import re
import subprocess
import sys
import warnings
from collections.abc import Iterator

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedpub.markup.characters import repair
from feedpub.markup.clean import ATTRIBUTES, TAGS, clean_html, without_holes
from feedpub.markup.figure import figure_html
from feedpub.markup.markdown import code_ranges, markdown_to_html
from feedpub.markup.nesting import flattened
from feedpub.markup.text import before_more, excerpt, plain, text_of
from feedpub.urls import absolute
from tests.site import ROOT

PAGE = "https://post.example/a/"
HOLE, SITE, PLACE, PLACE_END = "\ufdd0", "\ufdd1", "\ufdd2", "\ufdd3"


def clean(html: str) -> str:
    return clean_html(html, lambda tag, reference: absolute(reference, PAGE))


# --- the allow-list --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<script>alert(1)</script>x", "x", id="script"),
        pytest.param("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)", id="script in a tag"),
        pytest.param("<style>p { color: red }</style>x", "x", id="style"),
        pytest.param("<p onclick=x OnLoad='y'>z", "<p>z</p>", id="event handlers"),
        pytest.param("<svg><a href='javascript:1'>x</a></svg>y", "y", id="svg"),
        pytest.param("<math><mi>x</mi></math>y", "y", id="math"),
        pytest.param("<form><input value=1><p>x</p></form>y", "y", id="form"),
        pytest.param("<object data=x>other</object>y", "y", id="object"),
        pytest.param("<button>x</button><select><option>x</select>y", "y", id="controls"),
        pytest.param("<noscript><img src=x></noscript>y", "y", id="noscript"),
        pytest.param("a<!-- hidden -->b", "ab", id="comment"),
        pytest.param("<!--><script>1</script>-->x", "--&gt;x", id="comment that ends at once"),
        pytest.param("<my-card a=b>x</my-card><blink>y</blink>", "xy", id="unknown elements"),
        pytest.param(
            "<font color=red>x</font><center>y</center>", "x<div>y</div>", id="old elements"
        ),
        pytest.param(
            '<base href="https://evil.example/"><a href="x">y</a>',
            f'<a href="{PAGE}x">y</a>',
            id="base",
        ),
        pytest.param('<meta http-equiv=refresh content="0;url=x"><link href=x>y', "y", id="meta"),
        pytest.param(
            "<html><head><title>t</title></head><body onload=x>y</body></html>",
            "y",
            id="a whole page",
        ),
        pytest.param(
            '<div id="x" data-y=1 aria-label=z style="color:red" class="a b">t</div>',
            '<div id="x">t</div>',
            id="other attributes",
        ),
        pytest.param(
            '<code class="hljs language-c++">x</code>',
            '<code class="language-c++">x</code>',
            id="the language of code stays",
        ),
        pytest.param(
            '<p lang="ar" dir="rtl" title="t">x</p>',
            '<p lang="ar" dir="rtl" title="t">x</p>',
            id="language and direction stay",
        ),
        pytest.param(
            '<a href="x" target="_blank" ping="y" rel="nofollow">z</a>',
            f'<a href="{PAGE}x" rel="nofollow">z</a>',
            id="link",
        ),
        pytest.param(
            "<details open><summary>s</summary>t</details>",
            '<details open=""><summary>s</summary>t</details>',
            id="details",
        ),
        pytest.param(
            '<a name="n">x</a><a href="#n">y</a>',
            f'<a name="n">x</a><a href="{PAGE}#n">y</a>',
            id="anchor and fragment",
        ),
        pytest.param(
            '<blockquote cite="/x">q</blockquote>',
            '<blockquote cite="https://post.example/x">q</blockquote>',
            id="cite",
        ),
        pytest.param(
            "<video src=a.mp4 poster=p.jpg controls autoplay><source src=b.mp4></video>",
            f'<video src="{PAGE}a.mp4" poster="{PAGE}p.jpg" controls="">'
            f'<source src="{PAGE}b.mp4"></video>',
            id="video and poster",
        ),
        pytest.param(
            '<picture><source srcset="a.webp" type=image/webp><img src=a.png alt=x></picture>',
            f'<picture><source srcset="{PAGE}a.webp" type="image/webp">'
            f'<img src="{PAGE}a.png" alt="x"></picture>',
            id="picture",
        ),
        pytest.param("<p>x<b>y", "<p>x<b>y</b></p>", id="what is open is closed"),
        pytest.param("</div>x</p>", "x<p></p>", id="what is closed was opened"),
        pytest.param("&copy; &lt;b> &amp;amp;", "© &lt;b&gt; &amp;amp;", id="entities"),
    ],
)
def test_html_is_cleaned(html: str, expected: str) -> None:
    assert clean(html) == expected


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " jAvA\tscript:alert(1)",
        "java&#10;script:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "\x01javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>1</script>",
        "file:///etc/passwd",
        "blob:x",
        "feed:x",
        "https://[",
        "https://a b/",
        HOLE,
        "%EF%B7%90/x",
    ],
)
def test_a_bad_address_is_dropped_and_the_words_stay(address: str) -> None:
    assert clean(f'<a href="{address}">words</a>') == "<a>words</a>"
    assert clean(f'a<img src="{address}" alt="x">b') == "ab"
    if not re.search(r"\s|&#10;", address):  # where it would be two addresses
        assert clean(f'<img srcset="{address} 1x">') == ""
    assert clean(f'<video poster="{address}"></video>') == "<video></video>"
    assert clean(f'<q cite="{address}">x</q>') == "<q>x</q>"


@pytest.mark.parametrize(
    "address", ["https://x.example/", "mailto:a@b.example", "tel:+351", "xmpp:a@b.example"]
)
def test_an_address_of_a_known_scheme_stays(address: str) -> None:
    assert clean(f'<a href="{address}">x</a>') == f'<a href="{address}">x</a>'


@pytest.mark.parametrize(
    "html",
    [
        "<img>",
        '<img alt="x">',
        '<img src="">',
        '<img alt=" src=x">',
        '<img alt="a > b" title="c">',
        '<source media="x">',
    ],
)
def test_a_picture_without_address_is_no_picture(html: str) -> None:
    assert clean(f"a{html}b") == "ab"


@pytest.mark.parametrize(
    ("given_", "expected"),
    [
        pytest.param("a.png", "{}a.png", id="one"),
        pytest.param("a.png 1x, b.png 2x", "{}a.png 1x, {}b.png 2x", id="two"),
        pytest.param("a.png, b.png 2x", "{}a.png, {}b.png 2x", id="without descriptor"),
        pytest.param("a.png 1x,b.png 2x", "{}a.png 1x, {}b.png 2x", id="without space"),
        pytest.param("a.png\t1x,\n b.png\n2x", "{}a.png 1x, {}b.png 2x", id="lines and tabs"),
        pytest.param(
            "f_auto,w_4/a.jpg 400w, b.jpg 2x",
            "{}f_auto%2Cw_4/a.jpg 400w, {}b.jpg 2x",
            id="comma in an address",
        ),
        pytest.param(",, a.png 1x,,", "{}a.png 1x", id="too many commas"),
        pytest.param("javascript:1 1x, b.png 2x", "{}b.png 2x", id="one bad"),
        pytest.param("data:image/png;base64,AA== 1x, b.png 2x", "{}b.png 2x", id="data"),
    ],
)
def test_every_candidate_of_a_srcset_is_absolute(given_: str, expected: str) -> None:
    want = expected.replace("{}", PAGE)
    assert clean(f'<img srcset="{given_}">') == f'<img srcset="{want}">'


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("text-align: center; color: red", ' style="text-align:center"'),
        ("COLOR:red;Text-Align:RIGHT", ' style="text-align:right"'),
        ("background: url(javascript:1)", ""),
        ("text-align: expression(1)", ""),
        ("x-text-align: left", ""),
    ],
)
def test_of_styles_only_the_alignment_of_cells_stays(style: str, expected: str) -> None:
    cleaned = clean(f'<table><tr><td style="{style}">x</td></tr></table>')
    assert f"<td{expected}>x</td>" in cleaned
    assert clean(f'<p style="{style}">x</p>') == "<p>x</p>"


def link(href: str, words: str) -> str:
    return f'<p><a href="{href}">{words}</a></p>'


@pytest.mark.parametrize(
    ("frame", "expected"),
    [
        pytest.param(
            '<iframe src="https://www.youtube.com/embed/abc?x=1" title="T"></iframe>',
            link("https://www.youtube.com/watch?v=abc", "T"),
            id="YouTube",
        ),
        pytest.param(
            '<iframe src="//player.vimeo.com/video/12"></iframe>',
            link("https://vimeo.com/12", "vimeo.com/12"),
            id="Vimeo",
        ),
        pytest.param(
            "<iframe src=https://x.example/m width=1></iframe>",
            link("https://x.example/m", "x.example/m"),
            id="without quotes",
        ),
        pytest.param(
            '<iframe data-src="https://no.example/" src="/m"></iframe>',
            link("https://post.example/m", "/m"),
            id="not data-src",
        ),
        pytest.param(
            '<iframe title="src=no" src="/m"></iframe>',
            link("https://post.example/m", "src=no"),
            id="not within a value",
        ),
        pytest.param(
            '<iframe src="https://x.example/?a=1&amp;b=2" title="A &amp; B"></iframe>',
            link("https://x.example/?a=1&amp;b=2", "A &amp; B"),
            id="escaped once",
        ),
        pytest.param(
            '<iframe title="a > b" src="https://x.example/"></iframe>',
            link("https://x.example/", "a &gt; b"),
            id="bracket in a value",
        ),
        pytest.param(
            '<iframe src="/m">Your browser is old.</iframe>',
            link("https://post.example/m", "/m"),
            id="the words for old browsers go",
        ),
        pytest.param('<iframe src="/m">', link("https://post.example/m", "/m"), id="never closed"),
        pytest.param('<embed src="/m">', link("https://post.example/m", "/m"), id="embed"),
        pytest.param(
            '<iframe title=it\'s src="/m"></iframe>',
            link("https://post.example/m", "it's"),
            id="apostrophe",
        ),
        pytest.param('<iframe src="javascript:alert(1)"></iframe>', "", id="script"),
        pytest.param('<iframe srcdoc="<p>x</p>"></iframe>', "", id="without address"),
        pytest.param('<!-- <iframe src="/m"></iframe> -->', "", id="in a comment"),
    ],
)
def test_a_frame_becomes_a_link(frame: str, expected: str) -> None:
    assert clean(f"<p>before</p>{frame}<p>don't</p>") == f"<p>before</p>{expected}<p>don't</p>"


def test_each_frame_becomes_its_own_link() -> None:
    cleaned = clean('<iframe src="/a"><iframe src="/b">old</iframe>text<iframe src="/c"></iframe>')
    assert re.findall('href="https://post.example/(.)"', cleaned) == ["a", "b", "c"]
    assert "text" in cleaned
    assert "old" not in cleaned


def test_marks_of_what_was_taken_out_are_gone() -> None:
    assert without_holes(f"a{HOLE}b{PLACE}file.md{PLACE_END}c{PLACE}d{PLACE_END}{PLACE}") == "abc"


ELEMENT = re.compile(r'<(/?)([a-z0-9]+)((?: [\w-]+="[^"<>]*")*)>')
VOID = {"br", "col", "hr", "img", "source", "wbr"}
htmlish = st.lists(
    st.sampled_from(
        "<script> </script> <p <b> </b> <img src= <a href= onerror= onclick=x javascript: "
        "vbscript: data:text/html <iframe <iframe> </iframe> <svg> </svg> <math> <style> </style> "
        "<!-- --> <![CDATA[ ]]> &lt; &# &#106; &#xfdd0; &#8; <td style= <table> <template> "
        "<noscript> <textarea> <title> <select> <plaintext> srcset= , 1x <pre> <code> </p> </a> "
        "\ufdd0 \ufdd1 \ufdd2 \ufdd3 \0 \r\n \t /x> // ` = <form> <source <custom-x>".split(" ")
    )
    | st.sampled_from(['"', "'", ">", "<", "&", " ", "/", "=", "x"])
    | st.text(max_size=4),
    max_size=30,
).map("".join)


def tags(html: str) -> Iterator[tuple[str, str, str]]:
    """Yield slash, name and attributes of every tag; there is no other angle bracket."""
    rest = ELEMENT.sub("", html)
    assert "<" not in rest
    for match in ELEMENT.finditer(html):
        yield match[1], match[2], match[3]


@given(htmlish)
@example(
    "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">'
)
@example('<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">')
@example('<noscript><p title="</noscript><img src=x onerror=alert(1)>">')
@example("<iframe src=\"<iframe src='/x'>\">")
def test_whatever_comes_in_nothing_active_goes_out(html: str) -> None:
    cleaned = clean(html)
    open_: list[str] = []
    for slash, name, attributes in tags(cleaned):
        assert name in TAGS
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(name, set())
        for attribute, value in re.findall(r' ([\w-]+)="([^"]*)"', attributes):
            assert attribute in allowed
            if attribute in ("href", "src", "cite", "poster"):
                assert re.match(r"(?:https?|mailto|tel|sms|geo|ftp|xmpp|ircs?):", value)
        if slash:
            assert open_.pop() == name
        elif name not in VOID:
            open_.append(name)
    assert not open_, "well-formed"
    assert not set(cleaned) & {HOLE, PLACE, PLACE_END}


@given(htmlish)
def test_what_is_clean_stays_as_it_is(html: str) -> None:
    once = clean(html)
    twice = clean(once)
    # A parser may still move what stands where it cannot stand, such as a link in a link.
    assert clean(twice) == twice
    assert text_of(twice) == text_of(once)


def test_what_goes_out_is_what_a_browser_reads() -> None:
    html = '<p>a<ul><li>b<td>c<table><tr><td>d</table><a href="x">e<a href="y">f</a><b>g</p>'
    cleaned = clean(html)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = html5lib.parseFragment(cleaned)
        again = html5lib.serialize(tree, omit_optional_tags=False, quote_attr_values="always")
    assert again == cleaned


# --- time ------------------------------------------------------------------------------------

HOSTILE = """\
import sys
from feedpub.markup import characters, clean, foreign, markdown, text
for piece in sys.argv[1:]:
    hostile = (piece * (300_000 // len(piece) + 1))[:300_000]
    clean.clean_html(hostile, lambda tag, reference: None)
    for kind in ("markdown", "html"):
        foreign.resolve_tags(hostile, kind)
    text.plain(hostile), text.text_of(hostile), text.excerpt(hostile), characters.repair(hostile)
"""


@pytest.mark.parametrize(
    "pieces",
    [
        ["<iframe <iframe ", "<iframe src=", '<iframe src="', "<iframe>", "</iframe <iframe>"],
        ["{{{{{{", "{%{%{%", '{{ "a" ', '{{ "{', "{% raw %}", "{% highlight x %}a", "{::comment}"],
        ["<img <img ", '<img x="', "<source ", "&#8;", "&amp", "<!--", '"', "\ufdd2", "\ufdd1/"],
        ["`{{a}}`", "é`a`{{", "<pre", "<pre {{a}}", "<h1>{%x%}", "{:a", "{: a}", "{static}"],
    ],
    ids=["frames", "tags", "pictures", "code"],
)
def test_very_much_of_one_thing_takes_no_time(pieces: list[str]) -> None:
    command = [sys.executable, "-c", HOSTILE, *pieces]
    subprocess.run(command, check=True, timeout=10, cwd=ROOT)


DEEP = """\
import re, sys
from feedpub.markup import clean
for piece in sys.argv[1:]:
    count = 1_000_000 // len(piece)
    cleaned = clean.clean_html(piece * count, lambda tag, address: None)
    depth = deepest = 0
    for slash, name in re.findall("<(/?)([a-z0-9]+)", cleaned):
        if name not in ("br", "col", "hr", "img", "source", "wbr"):
            depth += -1 if slash else 1
            deepest = max(deepest, depth)
    assert deepest <= 1000, f"{piece}: {deepest} deep"
    assert cleaned.count("word") == piece.count("word") * count, f"{piece}: words are lost"
"""


@pytest.mark.parametrize(
    "pieces",
    [
        ["<div>word", "<pre><code>word", "<<pre><code>word<figure ", "<section></p>", "<q>word"],
        ["<b>word", "<b><i>word</b>", "<i><div></b>", "<a href=x>word<div>", "<b></p>", "<nobr>w"],
        ["<ul><li>word", "<dl><dd><b>word", "<rt>word", "<ruby><rt>word", "<h1><div>word</h1>"],
        ["<table>word", "<table>", "<table><td>word", "<table>word</table>", "<table><b>word"],
        ["<div><select></div></select>", "<b><div></b>", "<span><div></span>", "<svg><div></svg>"],
        ["<div><svg><style></div></style>", "<div><script><!--<script></script></div></script>"],
        ["&", "&amp;word", "& word", "\xa0", "&nbsp;\n", "<p>&word", "<!---->&", "&word<!>"],
    ],
    ids=["blocks", "formats", "lists", "tables", "misnested", "hidden", "ampersands"],
)
def test_deep_nesting_is_made_flat_and_takes_no_time(pieces: list[str]) -> None:
    command = [sys.executable, "-c", DEEP, *pieces]
    subprocess.run(command, check=True, timeout=60, cwd=ROOT)


@pytest.mark.parametrize(
    "piece",
    [
        *("<p>word", "<li>word", "<br>word", "<hr>", "<p>word</p></div>", "<img src=a>word<p>"),
        *("<dt>word<dd>word<p>word", "<option>word", "<td>word", "<h2>word<h2>", "<a name=x>word"),
        *("<p><span>word<p>", "<li><em>word</em><p>word", "<p><font size=2>word</font>"),
        *("<div><p>word <b>word</b></div>", "<p><q>word</p>", "<b><div>word</b></div>"),
        *("<table><tr><th>word<tr><td><div>word<td></table>", "<!-- <div> --><p>word"),
        *('<a title="<div>" href=x>word</a>', "<ruby>word<rp>(<rt>word<rp>)</ruby>"),
        *("<script>'<div>'</script>word<p>", "<textarea><div></textarea>word", "<x a=>word</x>"),
    ],
)
def test_what_does_not_nest_is_never_too_much(piece: str) -> None:
    html = piece * 2000
    assert flattened(html) == html


def test_an_old_page_that_forgets_to_end_its_formats_keeps_its_links() -> None:
    cleaned = clean("<p>word <b>word<b> <a href=x>word</a> <i>word</i></p>" * 1000)
    assert cleaned.count(f'<a href="{PAGE}x">word</a>') == 1000
    assert cleaned.count("<i>word</i>") == 1000
    assert cleaned.count("<p>") == 1000


def test_what_was_too_deep_ends_where_it_ended() -> None:
    deep = "<div>" * 1000 + "<blockquote>deep</blockquote>" + "</div>" * 1000
    cleaned = clean(f"<section>{deep}</section><blockquote>after</blockquote>")
    assert cleaned.startswith("<section><div><div>")
    assert cleaned.endswith("deep" + "</div>" * 199 + "</section><blockquote>after</blockquote>")


def test_many_ampersands_change_no_text() -> None:
    text = "a &amp; b\xa0 &lt;x&gt; & c &copy; &nbsp; "
    assert clean(f"<pre>{text * 2000}</pre>") == f"<pre>{clean(text) * 2000}</pre>"


# --- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One</p><p>two<br>three</p>", "One two three"),
        ("a<b>b</b>c &amp;lt; d&nbsp;e", "abc &lt; d e"),
        ('<a title="x &gt; y">z</a>', "z"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
    ],
)
def test_the_words_of_html(html: str, expected: str) -> None:
    assert text_of(html) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A <em>fine</em>\n title", "A fine title"),
        ("Fish &amp; chips", "Fish & chips"),
        pytest.param("&amp;lt;", "&lt;", id="decoded once"),
        pytest.param("1 < 2 and 3 > 2", "1 < 2 and 3 > 2", id="less than"),
        pytest.param("Vec<T> and List<String>", "Vec<T> and List<String>", id="types"),
        pytest.param("a<br/>b", "a b", id="line break"),
        pytest.param("<p>Of <b>the <i>sea</i></b></p>\n", "Of the sea", id="paragraph"),
    ],
)
def test_a_title_is_plain_text(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>Short.</p>", "Short.", id="all of it"),
        pytest.param("<p>One two three. Four five six seven.</p>", "One two three.", id="sentence"),
        pytest.param(
            "<p>He said: “Stop it now!” Then left here.</p>",
            "He said: “Stop it now!”",
            id="closing quote",
        ),
        pytest.param(
            "<p>It costs about 3.141592653589793 euros</p>", "It costs about…", id="number"
        ),
        pytest.param(
            "<p>One two three four five six seven</p>", "One two three four five…", id="word"
        ),
        pytest.param(
            "<p>One two three four, five-six-seven</p>",
            "One two three four…",
            id="no comma at the end",
        ),
        pytest.param("<p>" + "字" * 14 + "。" + "字" * 20 + "</p>", "字" * 14 + "。", id="Chinese"),
        pytest.param("<p>" + "あ" * 40 + "</p>", "あ" * 24 + "…", id="no sentence, no space"),
        pytest.param("<p>" + "x" * 40 + "</p>", "x" * 24 + "…", id="one long word"),
        pytest.param("<p>a &amp; b &lt; c</p>", "a & b < c", id="entities"),
        pytest.param(
            "<figure><figcaption>No</figcaption></figure><pre>no</pre><p>Yes</p>",
            "Yes",
            id="captions and code are passed over",
        ),
        pytest.param("<pre>only code</pre>", "only code", id="unless there is nothing else"),
        pytest.param("<p>a</p><pre>" + "x" * 2000 + "</pre>", "a", id="cut within code"),
        pytest.param("<pre>" + "x" * 2000 + "</pre><p>y</p>", "x" * 24 + "…", id="very long code"),
        pytest.param("<p>a</p>" + '<a href="x"></a>' * 999, "a", id="cut within a tag"),
        pytest.param("", "", id="empty"),
    ],
)
def test_an_excerpt_ends_where_a_reader_would_pause(html: str, expected: str) -> None:
    assert excerpt(html, 25) == expected


@given(st.text(alphabet="ab. 。!?…\n字é<>&;", max_size=120), st.integers(10, 60))
def test_an_excerpt_is_never_too_long(text: str, length: int) -> None:
    html = clean(text)
    short = excerpt(html, length)
    assert len(short) <= length
    assert text_of(html).startswith(short.removesuffix("…").rstrip())


@pytest.mark.parametrize(
    "mark", ["<!--more-->", "<!-- more -->", "<!--MORE-->", "<!-- excerpt -->"]
)
def test_what_stands_before_the_mark(mark: str) -> None:
    assert before_more(f"a\n{mark}\nb") == "a\n"
    assert before_more("a") is None


# --- characters ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\x08b\x0b\x0c\x7f", "ab", id="C0"),
        pytest.param("\x93a\x94\x97\x85\x80", "“a”—…€", id="C1 is Windows-1252"),
        pytest.param("a\x81\x8d\x9d", "a", id="C1 that is nothing"),
        pytest.param("a\ufffe\uffff\ufdd0\ufdef\U0001ffff\U0010fffe", "a", id="noncharacters"),
        pytest.param("a\ud800", "a", id="lone surrogate"),
        pytest.param(
            "a\t\r\nb\u2028\xa0\xad\ufeff\U0001f600\ufffd",
            "a\t\r\nb\u2028\xa0\xad\ufeff\U0001f600\ufffd",
            id="others stay",
        ),
    ],
)
def test_characters_are_repaired(text: str, expected: str) -> None:
    assert repair(text)[0] == expected


def test_each_bad_character_is_told() -> None:
    assert repair("a\x08b\x93")[1] == [(1, "U+0008", ""), (3, "U+0093", "“")]
    assert repair("good") == ("good", [])


# --- Markdown and figures --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("| a |\n|:-:|\n| b |", 'style="text-align: center"'),
        ("~~a~~", "<del>a</del>"),
        ("a[^1]\n\n[^1]: b", 'href="#1"'),
        ("# A {#x}", '<h1 id="x">'),
        ("A\n: b", "<dd>"),
        ("<b>raw</b>", "<b>raw</b>"),
    ],
)
def test_markdown_of_blogs_is_understood(markdown: str, expected: str) -> None:
    assert expected in markdown_to_html(markdown)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("é `ü` `x`", ["`ü`", "`x`"]),
        ("日本\n\n```\né\n```\n\nx `y`", ["```\né\n```", "`y`"]),
        ("é\n\n    ü\n", ["ü"]),
        ("no code", []),
    ],
)
def test_code_is_found_by_characters(text: str, code: list[str]) -> None:
    assert [text[a:b].strip() for a, b in code_ranges(text)] == code


def test_a_figure_without_picture_shows_its_description() -> None:
    assert figure_html("", "A <b>", credit="N & M") == (
        "<figure><p>A &lt;b&gt;</p><figcaption><small>N &amp; M</small></figcaption></figure>"
    )


def test_a_figure_is_escaped() -> None:
    assert figure_html('a"b', "<", caption="&", width=2, height=1) == (
        '<figure><img src="a&quot;b" alt="&lt;" width="2" height="1">'
        "<figcaption>&amp;</figcaption></figure>"
    )


def test_the_boxes_of_a_task_list_are_signs_that_every_reader_has() -> None:
    html = markdown_to_html("- [x] done\n- [ ] open\n")
    assert "<li>☑ done</li>" in html
    assert "<li>☐ open</li>" in html


def test_a_picture_alone_with_a_title_is_a_figure_with_a_caption() -> None:
    html = markdown_to_html('![A crane](a.jpg "At dawn & after")\n')
    assert html.startswith(
        '<figure><img src="a.jpg" alt="A crane"><figcaption>At dawn &amp; after<'
    )


def test_blocks_of_old_pages_do_not_glue_words() -> None:
    assert (
        text_of(clean("a<center>b</center>c<fieldset><legend>d</legend>e</fieldset>"))
        == "a b c d e"
    )
