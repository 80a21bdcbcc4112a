"""The inliner: what it does to CSS, and what it does not let CSS do."""

from __future__ import annotations

import re
import sys

import pytest

from feedpub.errors import TemplateError
from feedpub.newsletter.inline import INLINERS, inline_css


def page(style="", body="<p>x</p>", head=""):
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head>{head}<style>{style}</style></head>'
        f"<body>{body}</body></html>"
    )


def test_rules_move_into_the_elements():
    assert '<p style="color:red">x</p>' in inline_css(page("p { color: red }"))


def test_what_is_marked_stays_byte_for_byte():
    css = "\n:root { color-scheme:light dark }\n[data-ogsc] .a { color:#ffffff !important }\n"
    html = inline_css(page(head=f'<style data-premailer="ignore">{css}</style>'))
    assert f"<style>{css}</style>" in html


def test_media_rules_stay_and_keep_their_weight():
    html = inline_css(page("p{color:red} @media (max-width:480px){p{color:blue}}"))
    assert "color: blue !important" in html


def test_selectors_with_a_star_count():
    html = inline_css(page('a[href*="shop"]{color:red}', '<a href="https://shop.example/">x</a>'))
    assert 'style="color:red"' in html


def style_of(style, body="<p>x</p>", inliner="premailer"):
    """Return the style that the first element of the body has got, without spaces."""
    html = inline_css(page(style, body), inliner)
    found = re.search(r'<body>(?:<tbody>)?<\w+[^>]* style="([^"]*)"', html)
    return re.sub(r"\s*([:;!])\s*", r"\1", found[1]).rstrip(";") if found else ""


@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    ("style", "body", "expected"),
    [
        pytest.param("p[title]{color:red} p{color:blue}", '<p title="a">x</p>', "color:red",
                     id="an attribute counts as a class does"),
        pytest.param("#a{color:red} p.b.c{color:blue}", '<p id="a" class="b c">x</p>', "color:red",
                     id="an id counts more than classes"),
        pytest.param("p:nth-child(1){color:red} p{color:blue}", "<p>x</p>", "color:red",
                     id="a pseudo-class counts as a class does"),
        pytest.param("p:not(.b){color:red} p{color:blue}", "<p>x</p>", "color:red",
                     id="and so does one that says what is not"),
        pytest.param("p{color:red !important}", '<p style="color:blue">x</p>',
                     "color:red!important", id="what is important beats the element's own"),
        pytest.param("p{color:red !important} p.a{color:blue}", '<p class="a">x</p>',
                     "color:red!important", id="and what counts more"),
        pytest.param(".a{color:blue} p{color:red}", '<p class="a">x</p>', "color:blue",
                     id="a class counts more than an element"),
    ],
)  # fmt: skip
def test_the_weightiest_rule_wins(style, body, expected, inliner):
    said = style_of(style, body, inliner).split(";")
    assert said[-1] == expected


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        pytest.param("p{padding:10px} .a{padding-left:0} #b{padding:1px}", "padding:1px",
                     id="a shorthand resets what was said before"),
        pytest.param("p{padding-left:0} #b{padding:1px} p.a#b{padding-top:2px}",
                     "padding:1px;padding-top:2px", id="and nothing that is said after"),
        pytest.param("p{line-height:2;font-size:9px;font:10px/1 serif}",
                     "font:10px/1 serif", id="font resets the height of lines"),
        pytest.param("p{padding-left:1px !important} #b{padding:2px}",
                     "padding:2px;padding-left:1px!important", id="but nothing important"),
    ],
)  # fmt: skip
def test_order_is_that_of_the_cascade(style, expected):
    assert style_of(style, '<p class="a" id="b">x</p>') == expected


@pytest.mark.parametrize("inliner", INLINERS)
def test_a_block_for_some_media_alone_is_not_for_all(inliner):
    html = inline_css(
        page("p{color:red}", head='<style media="print">p{color:blue}</style>'), inliner
    )
    assert "color:blue" not in html.partition("<body")[2].replace(" ", "")
    assert "@media print" in html


def test_rules_of_one_mail_are_not_those_of_the_next():
    first, second = (style_of(f"p{{color:{color}}}") for color in ("red", "blue"))
    assert (first, second) == ("color:red", "color:blue")


@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    "doctype", ["<!doctype html>", "<!DOCTYPE HTML>", "<!-- x --><!DOCTYPE html>", ""]
)
def test_the_doctype_is_the_one_that_no_client_misreads(doctype, inliner):
    html = inline_css(page().replace("<!DOCTYPE html>", doctype), inliner)
    assert re.match(r"<!DOCTYPE html>\n?<", html)


def test_conditional_comments_are_untouched():
    mso = "<!--[if mso]><table><tr><td><![endif]-->"
    end = "<!--[if mso]></td></tr></table><![endif]-->"
    html = inline_css(page("p{color:red}", f"{mso}<p>x</p>{end}"))
    assert mso in html
    assert end in html


@pytest.mark.parametrize(
    ("style", "body"),
    [
        pytest.param("p{color:red}", '<p style="p">x</p>', id="style text equal to a selector"),
        pytest.param("color:red", "<p>x</p>", id="no selector"),
        pytest.param("p{color:red", "<p>x</p>", id="no end"),
        pytest.param("}}}{{{ p{color:red}", "<p>x</p>", id="braces"),
        pytest.param("p{color:expression(alert(1))}", "<p>x</p>", id="expression"),
        pytest.param("@media a{@media b{p{color:red}}}", "<p>x</p>", id="nested media"),
        pytest.param("p{--a:{b:c};color:var(--a)}", "<p>x</p>", id="variables"),
        pytest.param("/* " + "x" * 100_000, "<p>x</p>", id="a comment without end"),
        pytest.param("p{color:red}", "<p>x" * 2000, id="many elements"),
        pytest.param("", "", id="nothing"),
    ],
)
@pytest.mark.parametrize("inliner", INLINERS)
def test_css_cannot_crash_it(style, body, inliner):
    assert inline_css(page(style, body), inliner).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("html", ["", "  \n", "<!-- only a comment -->"])
def test_nothing_stays_nothing(html):
    assert inline_css(html) == ""


@pytest.mark.parametrize("selector", ["td[title='a,b']", "a:nth-child(x)"])
def test_css_that_it_cannot_read_is_an_error_with_a_way_out(selector):
    with pytest.raises(TemplateError, match="CSS cannot be inlined") as caught:
        inline_css(page(f"{selector}{{color:red}}"))
    assert "data-premailer" in caught.value.hint


def test_text_comes_through_as_it_is():
    body = "<p>{{ 7*7 }} &lt;script&gt; é 漢 😀 &amp;amp; {% if %}</p>"
    assert body in inline_css(page("b{color:red}", body))


_HOSTILE = """
@import url("http://127.0.0.1:9/x.css"); @import "file:///etc/hostname"; @import "/etc/hostname";
@font-face { font-family:x; src:url(http://127.0.0.1:9/x.woff) }
p { color:red; background:url(http://127.0.0.1:9/y.png); behavior:url(file:///etc/hostname) }
"""


@pytest.mark.parametrize("inliner", INLINERS)
def test_it_opens_no_socket_and_no_file(inliner):
    head = '<link rel="stylesheet" href="http://127.0.0.1:9/z.css">'
    head += '<link rel="stylesheet" href="/etc/hostname">'
    inline_css(page(), inliner)  # imports what it needs
    with_hostile = page(_HOSTILE, '<p style="background:url(http://127.0.0.1:9/a)">x</p>', head)
    assert deeds_of(lambda: inline_css(with_hostile, inliner)) == []


def deeds_of(action):
    """Return what the action does to the world: files opened, sockets used, programs started."""
    events = []
    active = True

    def hook(event, args):
        if active and event.split(".")[0] in ("open", "socket", "subprocess", "os", "urllib"):
            events.append((event, args))

    sys.addaudithook(hook)  # cannot be taken away again
    try:
        action()
    finally:
        active = False
    return events
