"""The inliner: what it does to CSS, and what it does not let CSS do."""

from __future__ import annotations

import sys

import pytest

from feedpub.errors import TemplateError
from feedpub.newsletter.inline import inline_css


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


@pytest.mark.parametrize(
    "doctype", ["<!doctype html>", "<!DOCTYPE HTML>", "<!-- x --><!DOCTYPE html>", ""]
)
def test_the_doctype_is_the_one_that_no_client_misreads(doctype):
    html = inline_css(page().replace("<!DOCTYPE html>", doctype))
    assert html.startswith("<!DOCTYPE html>\n<")


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
def test_css_cannot_crash_it(style, body):
    assert inline_css(page(style, body)).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("html", ["", "  \n", "<!-- only a comment -->"])
def test_nothing_stays_nothing(html):
    assert inline_css(html) == ""


def test_css_that_it_cannot_read_is_an_error_with_a_way_out():
    with pytest.raises(TemplateError, match="CSS cannot be inlined") as caught:
        inline_css(page("td[title='a,b']{color:red}"))
    assert "data-premailer" in caught.value.hint


def test_text_comes_through_as_it_is():
    body = "<p>{{ 7*7 }} &lt;script&gt; é 漢 😀 &amp;amp; {% if %}</p>"
    assert body in inline_css(page("b{color:red}", body))


_HOSTILE = """
@import url("http://127.0.0.1:9/x.css"); @import "file:///etc/hostname"; @import "/etc/hostname";
@font-face { font-family:x; src:url(http://127.0.0.1:9/x.woff) }
p { color:red; background:url(http://127.0.0.1:9/y.png); behavior:url(file:///etc/hostname) }
"""


def test_it_opens_no_socket_and_no_file():
    head = '<link rel="stylesheet" href="http://127.0.0.1:9/z.css">'
    head += '<link rel="stylesheet" href="/etc/hostname">'
    inline_css(page())  # imports what it needs
    with_hostile = page(_HOSTILE, '<p style="background:url(http://127.0.0.1:9/a)">x</p>', head)
    assert deeds_of(lambda: inline_css(with_hostile)) == []


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
