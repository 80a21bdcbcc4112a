"""Broken CSS of an author is told where it was written, and no trick of mail is taken for it."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.newsletter.lint.checks import lint_html
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.property_names import DESCRIPTORS, OLD, PROPERTIES
from feedpub.newsletter.lint.spelling import near_property
from feedpub.newsletter.lint.styles import check_styles
from feedpub.newsletter.lint.support.properties import PROPERTIES as KNOWN_TO_CLIENTS
from feedpub.newsletter.schemes import dark, light
from tests.site import Site
from tests.test_mail_places import findings, mailing, place


def told(css: str) -> list[tuple[str, str]]:
    """Return code and message of what is found in a style sheet."""
    problems = check_styles(Mail(marked=f"<style>{css}</style>"))
    return [(p.code.removeprefix("mail-style-"), p.message) for p in problems]


def told_of_attribute(css: str) -> list[tuple[str, str]]:
    problems = check_styles(Mail(marked=f'<p style="{css}">Words</p>'))
    return [(p.code.removeprefix("mail-style-"), p.message) for p in problems]


# --- what is not closed ----------------------------------------------------------------------

BROKEN = (
    (".a { color:red", "`.a {` is never closed"),
    (".a { color:red\n.b { color:red }", "`.a {` is never closed"),
    (".a { top:0 } .b { top:0; .c { top:0 } .d { top:0 }", "`.b {` is never closed"),
    ("@media print { .a { top:0 }", "`@media print {` is never closed"),
    ("@media print { .a { top:0 .b { top:0 } }", "`.a {` is never closed"),
    ("@media print {\n  .a {\n    top:0\n}\n.b { top:0 }", "`.a {` is never closed"),
    ("@media print {\n  .a { top:0 }\n  .b { top:0\n}\n.c { top:0 }", "`.b {` is never closed"),
    (".a { &:hover { top:0 } } .b { top:0", "`.b {` is never closed"),
    (".a { color:red }}", "`}` closes nothing"),
    ('.a { content:"x {\n} }', 'the string `"x {` is not closed'),
    (".a color:red }\n.b { top:0 }", "`}` closes nothing"),
    ("/* a { top:0 }", "the comment is never closed"),
    ("/*/ a { top:0 }", "the comment is never closed"),
    ("/* a\n.a { top:0 }\n/* b */", "the comment is not closed before the next one begins"),
    ('.a { content:"x }\n.b { top:0 }', 'the string `"x }` is not closed'),
    (".a { font-family:'x", "the string `'x` is not closed"),
    ('.a { content:"\\"', 'the string `"\\"` is not closed'),
    (".a { color:rgb(1,2,3; top:0 } .b { top:0 }", "`(` is not closed"),
    ("a[href { top:0 }", "`[` is not closed"),
)  # fmt: skip


@pytest.mark.parametrize(("css", "message"), BROKEN)
def test_what_is_not_closed_is_told_once_where_it_opens(css: str, message: str) -> None:
    assert told(css) == [("broken", message)]


@pytest.mark.parametrize(
    "css", [".a { top:0 .b { display:flex } [x] { position:absolute }", "/* .a { display:flex }"]
)
def test_rules_of_a_broken_sheet_are_not_judged(css: str) -> None:
    page = f'<html lang="en"><style>{css}</style><p class="a b" x="" style="color:#ddd">Words'
    codes = {problem.code for problem in lint_html(page)}
    assert "mail-style-broken" in codes
    assert not codes & {"mail-unsupported", "mail-degraded", "mail-contrast"}
    assert "mail-contrast" in {problem.code for problem in lint_html(page.replace(css, ""))}


# --- what is no CSS --------------------------------------------------------------------------

IGNORED = (
    (".a { color }", "`color` has no colon"),
    (".a { color red; top:0 }", "`color red` has no colon"),
    (".a { color=red }", "`color=red` has no colon"),
    (".a { color: }", "`color:` has no value"),
    (".a { :red }", "`:red` has no name before its colon"),
    (".a { color::red }", "`color::red` has a colon too many"),
    (".a { width:80px font-size:3px }",
     "`width:80px font-size:3px` lacks a semicolon before `font-size`"),
    (".a { width:80px\n  font-szie:3px }",
     "`width:80px font-szie:3px` lacks a semicolon before `font-szie`"),
    (".a { color:rgb(1,2,3)) }", "`color:rgb(1,2,3))` has a `)` too many"),
    (".a { top:0 // above\n; }", "`top:0 // above` has `//`, which begins no comment in CSS"),
    (".a { // x\n top:0 }", "`// x top:0` is no declaration: `//` begins no comment in CSS"),
    (".a { !important }", "`!important` is no declaration"),
    ("%% .a { top:0 }", "`%% .a {` is no selector"),
    (".a, { top:0 }", "`.a, {` is no selector"),
    (", .a { top:0 }", "`, .a {` is no selector"),
    (".a > { top:0 }", "`.a > {` is no selector"),
    (".#a { top:0 }", "`.#a {` is no selector"),
    (".1a { top:0 }", "`.1a {` is no selector"),
    ("a(b) { top:0 }", "`a(b) {` is no selector"),
    ("<p> { top:0 }", "`<p> {` is no selector"),
    ("// all\n.a { top:0 }", "`// all .a {` is no selector: `//` begins no comment in CSS"),
    ("{ top:0 }", "`{` has no selector before it"),
    (".a { top:0 } .b", "`.b` has no block"),
    ("@-moz-document url-prefix() { .a, { top:0 } }", "`.a, {` is no selector"),
    ("@media print;", "`@media print` has no block"),
    ("@font-face", "`@font-face` has no block"),
    ("@import url(a.css) .a { top:0 }", "`@import url(a.css) .a` is not ended by a semicolon"),
)  # fmt: skip


@pytest.mark.parametrize(("css", "message"), IGNORED)
def test_what_is_no_css_is_told(css: str, message: str) -> None:
    assert told(css) == [("ignored", message)]


@pytest.mark.parametrize(("css", "message"), [
    ("color:red}", "`}` closes nothing"),
    ("width 3px;color:red", "`width 3px` has no colon"),
    ("font-family:'x", "the string `'x` is not closed"),
    ("color:rgb(1,2,3", "`(` is not closed"),
])  # fmt: skip
def test_an_attribute_loses_only_itself(css: str, message: str) -> None:
    assert told_of_attribute(css) == [("ignored", message)]


def test_a_rule_without_a_selector_is_not_judged_by_what_clients_lack() -> None:
    page = "<style>%% [x] { display:flex }</style><p>Words</p>"
    assert not [p for p in lint_html(page) if "[x]" in p.message and p.code == "mail-degraded"]


# --- what is misspelt ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "near"), [
    ("paddding", "padding"), ("colour", "color"), ("bacground-clor", "background-color"),
    ("dispaly", "display"), ("widht", "width"), ("heigth", "height"), ("font-szie", "font-size"),
    ("line-hieght", "line-height"), ("text-aling", "text-align"), ("fontsize", "font-size"),
    ("boder-radius", "border-radius"), ("background-colour", "background-color"),
])  # fmt: skip
def test_a_misspelt_property_is_told_with_the_nearest(name: str, near: str) -> None:
    (problem,) = check_styles(Mail(marked=f"<style>.a {{ {name}:inherit }}</style>"))
    assert problem.code == "mail-style-unknown"
    assert (problem.message, problem.hint) == (
        f"there is no property `{name}`",
        f"did you mean `{near}`?",
    )


@pytest.mark.parametrize("name", [
    "-webkit-txt-size-adjust", "--colr", "mso-paddding-alt", "align", "valign", "bgcolor",
    "font-color", "cell-spacing", "text-underline", "panose-1", "v-text-anchor", "_width",
    "zom", "frobnicate", "box-width",
])  # fmt: skip
def test_an_unknown_property_far_from_any_is_left_alone(name: str) -> None:
    assert told(f".a {{ {name}:inherit }}") == []


@pytest.mark.parametrize(("value", "hint"), [
    ("#ggg", "`#`"), ("#12345", "`#`"), ("#1234567", "`#`"), ("##fff", "`#`"), ("# fff", "`#`"),
    ("rde", "`red`"), ("grene", "`green`"), ("balck", "`black`"), ("whtie", "`white`"),
    ("fff", "`#fff`"), ("1a2b3c", "`#1a2b3c`"), ("333333", "`#333333`"),
])  # fmt: skip
def test_what_is_no_colour_is_told_with_what_was_meant(value: str, hint: str) -> None:
    (problem,) = check_styles(Mail(marked=f"<style>.a {{ color:{value} }}</style>"))
    assert problem.code == "mail-style-unknown"
    assert problem.message.endswith("is no colour")
    assert hint in problem.hint


@pytest.mark.parametrize("said", [
    "color:red", "color:#FFF", "color:#ffff", "color:#12345678", "color:rgba(0,0,0,.5)",
    "color:hsl(1deg 2% 3% / 4)", "color:var(--x, #ggg)", "color:inherit", "color:currentColor",
    "color:InactiveCaptionText", "color:windowtext", "background-color:none", "color:rebeccapurple",
    "border-color:red #000 blue", "border:1px solid #000", "background:url(#ggg) #fff",
    "background:#fff url('https://a.example/b.png#12345') repeat-x", "color:red\\9",
    "font-family:#ggg", "fill:url(#a)",
    "color:light-dark(#fff, red)", "color:unknowncolour",
])  # fmt: skip
def test_what_may_be_a_colour_is_left_alone(said: str) -> None:
    assert told(f".a {{ {said} }}") == []


def test_the_names_of_properties_are_those_that_clients_are_asked_for() -> None:
    asked = {name for names in KNOWN_TO_CLIENTS.values() for name in names.split()}
    assert {name for name in asked if not name.startswith("-")} <= PROPERTIES | DESCRIPTORS
    assert all(name == name.lower() for name in PROPERTIES | DESCRIPTORS | OLD)
    assert not [name for name in sorted(PROPERTIES) if near_property(f"{name}-of-mine")]


# --- values that are none --------------------------------------------------------------------


def faults(said: str) -> list[tuple[str, str]]:
    """Return message and hint of what is told of a declaration."""
    problems = list(check_styles(Mail(marked=f"<style>.a {{ {said} }}</style>")))
    assert {p.code for p in problems} <= {"mail-style-unknown"}
    return [(p.message, p.hint) for p in problems]


@pytest.mark.parametrize(("said", "bad", "good"), [
    ("font-size:28xp", "28xp", "28px"), ("font-size:28p", "28p", "28px"),
    ("font-size:28x", "28x", "28px"), ("margin:0 1.5me", "1.5me", "1.5em"),
    ("width:50pixels", "50pixels", "50px"), ("font-size:28\u0440\u0445", "28\u0440\u0445", "28px"),
    ("font:bold 12pxx/1.5 Arial", "12pxx", "12px"), ("line-height:24p", "24p", "24px"),
    ("width:calc(100% - 2xp)", "2xp", "2px"), ("border:1ppx solid red", "1ppx", "1px"),
    ("font-size:28 px", "28 px", "28px"), ("width:100 %", "100 %", "100%"),
    ("margin:0 px", "0 px", "0px"), ("line-height:24 px", "24 px", "24px"),
    ("font:12 px Arial", "12 px", "12px"), ("height:9 px !important", "9 px", "9px"),
    ("font-size:28", "28", "28px"), ("margin:0 auto 10", "10", "10px"),
    ("padding:4 8px", "4", "4px"), ("margin-top:-4", "-4", "-4px"), ("width:600", "600", "600px"),
    ("border:2 solid red", "2", "2px"), ("border-radius:4", "4", "4px"),
    ("background-position:0 -20", "-20", "-20px"), ("box-shadow:0 2 4px #000", "2", "2px"),
    ("box-shadow:0 1px 100 #000", "100", "100px"),
])  # fmt: skip
def test_a_length_that_is_none_is_told_as_it_should_be(said: str, bad: str, good: str) -> None:
    assert faults(said) == [(f"`{bad}` is no length", f"write `{good}`")]


@pytest.mark.parametrize("said", [
    "margin:0", "margin:0 auto", "margin:0.0 -0", "border:0", "border:none 0", "outline:0",
    "line-height:1.5", "line-height:0", "flex:1 1 0", "flex:2", "order:2", "opacity:.5", "zoom:1",
    "z-index:10", "font-weight:700", "font:700 12px/1.5 Arial", "tab-size:4", "columns:2 20em",
    "mso-line-height-alt:28", "mso-margin-top-alt:28xp", "orphans:3", "aspect-ratio:16/9",
    "border-image:url(https://a.example/b.png) 30 round", "animation:x 2s 3", "scale:2",
    "transition:color .3s ease-in", "width:calc(100% * 2 / 3)", "width:min(100%, 2 * 30px)",
    "width:var(--x)", "--x:28xp", "--y:28 px", "-webkit-line-clamp:3", "grid-row:1/3",
    "background:red url(https://a.example/b.png) 0 0/10px", "margin:0in 0in 8.0pt",
    "font-size:12.0PT", "letter-spacing:.05em", "width:100px\\9", "width:100px\\0/",
    "height:1px !ie", "width:*|WIDTH|*",
    "width:*|WIDTH|*px", "width:%%w%%", "width:28frobs", "tab-stops:list 36",
    "filter:alpha(opacity=50)", "stroke-width:2", "width:1e2px", "font-size:+2px",
    "font-family:'28 px', 28xp", "content:'28 px'", "size:612.0pt 792.0pt", "rotate:45deg",
])  # fmt: skip
def test_what_may_be_a_length_or_a_number_is_left_alone(said: str) -> None:
    assert faults(said) == []


@pytest.mark.parametrize(("said", "message", "hint"), [
    ("margin:0 !importent", "there is no `!importent`", "did you mean `!important`?"),
    ("color:red ! Importnat", "there is no `!Importnat`", "did you mean `!important`?"),
    ("display:none !imporant", "there is no `!imporant`", "did you mean `!important`?"),
    ("margin:0 important", "`important` lacks its `!`", "write `!important`"),
])  # fmt: skip
def test_a_misspelt_mark_of_importance_is_told(said: str, message: str, hint: str) -> None:
    assert faults(said) == [(message, hint)]


@pytest.mark.parametrize(("said", "bad", "good"), [
    ("color:light-drak(#fff, #000)", "light-drak", "light-dark"),
    ("background-color:rbga(1,2,3,.4)", "rbga", "rgba"), ("color:hls(1,2%,3%)", "hls", "hsl"),
    ("border:1px solid rbg(1,2,3)", "rbg", "rgb"),
    ("color:light-dark(rbg(1,2,3), #000)", "rbg", "rgb"),
    ("background:liner-gradient(red, blue)", "liner-gradient", "linear-gradient"),
    ("background-image:lineargradient(red, blue)", "lineargradient", "linear-gradient"),
])  # fmt: skip
def test_a_misspelt_function_is_told_with_the_nearest(said: str, bad: str, good: str) -> None:
    assert faults(said) == [(f"there is no function `{bad}()`", f"did you mean `{good}(…)`?")]


@pytest.mark.parametrize(("said", "bad", "hint"), [
    ("color:look.color.accent", "look.color.accent", "`{{ look.color.accent }}`"),
    ("color:brand.accent", "brand.accent", "`#`"), ("color:$accent", "$accent", "`#`"),
    ("color:@accent", "@accent", "`#`"), ("color:12px", "12px", "`#`"), ("color:50%", "50%", "`#`"),
    ("color:12", "12", "`#`"), ("color:#fff,", "#fff,", "`#`"),
    ("color:'#fff'", "'#fff'", "`#fff`"),
    ("color:\u201c#fff\u201d", "\u201c#fff\u201d", "`#fff`, without quotes"),
    ("color:\u2018red\u2019", "\u2018red\u2019", "`red`, without quotes"),
    ("color:light-dark(\u201c#fff\u201d, #000)", "\u201c#fff\u201d", "`#fff`"),
    ("color:\uff03fff", "\uff03fff", "`#`"), ("border:1px solid 333", "333", "`#333`"),
    ("border-top:1px solid 000000", "000000", "`#000000`"),
    ("border:thin solid 1a2b3c", "1a2b3c", "`#1a2b3c`"),
])  # fmt: skip
def test_what_can_be_no_colour_at_all_is_told(said: str, bad: str, hint: str) -> None:
    ((message, said_to_do),) = faults(said)
    assert message == f"`{bad}` is no colour"
    assert hint in said_to_do


@pytest.mark.parametrize("said", [
    "color:rgb(1 2 3 / 4%)", "color:color-mix(in srgb, red 20%, blue)", "color:--x(1)",
    "color:light-dark(#fff, rgb(1, 2, 3))", "color:var(--x, 12px)", "color:env(x)",
    "color:red blue",
    "color:-moz-linkText", "color:frobnicate(1)", "color:darken(#fff, 10%)", "color:*|COLOR|*",
    "color:%%x%%", "background-color:[[x]]", "color:red !ie", "color:red/**/", "color:0",
    "background:-webkit-gradient(linear, 0 0, 0 100%, from(red), to(blue))",
    "background-image:url(https://a.example/b.png), linear-gradient(red, blue)",
    "background:-moz-linear-gradient(red, blue)", "border:1px solid", "fill:url(#a) red",
    "background:image-set('https://a.example/b.png' 1x)", "font-family:\u201cGeorgia\u201d, serif",
    "box-shadow:0 1px 3px rgba(0, 0, 0, .2), inset 0 0 0 1px #000", "color:expression(a.b)",
])  # fmt: skip
def test_what_new_or_old_programs_may_take_for_a_colour_is_left_alone(said: str) -> None:
    assert faults(said) == []


# --- names of classes, and addresses ---------------------------------------------------------


@pytest.mark.parametrize("css", [
    "half { top:0 }", "p half a { top:0 }", "td.a > half, p { top:0 }",
    "@media print { half { top:0 } }",
])  # fmt: skip
def test_a_class_without_its_dot_is_told(css: str) -> None:
    (problem,) = check_styles(Mail(marked=f'<style>{css}</style><p class="a half">Words</p>'))
    assert (problem.code, problem.message, problem.hint) == (
        "mail-style-unknown", "there is no element `half`", "did you mean `.half`?",
    )  # fmt: skip


@pytest.mark.parametrize("selector", [
    "half-by", ".half", "#half", "center", "table", "[half]", "a:half", "o\\:p", "u + .body",
])  # fmt: skip
def test_other_selectors_of_no_element_are_left_alone(selector: str) -> None:
    page = f'<style>{selector} {{ top:0 }}</style><p class="half center table">Words</p>'
    assert list(check_styles(Mail(marked=page))) == []


@pytest.mark.parametrize(("said", "address"), [
    ("background-image:url(band.png)", "band.png"), ("background:URL(//a.example)", "//a.example"),
    ("background:red url( /a/b.png )", "/a/b.png"),
    ('list-style-image:url("../b.png")', "../b.png"),
])  # fmt: skip
def test_an_address_in_css_that_is_not_whole_is_told(said: str, address: str) -> None:
    for page in (f"<style>.a {{ {said} }}</style>", f"<p style='{said}'>Words</p>"):
        (problem,) = check_styles(Mail(marked=page))
        assert problem.code == "mail-link-relative"
        assert problem.message == f"`url({address})` has no whole address"


@pytest.mark.parametrize("said", [
    "background:url(https://a.example/b.png)", "background:url(data:image/png;base64,iVBO/+=)",
    "behavior:url(a.htc)", "fill:url(#a)", "background:url()", "background:url('')",
    "background:url(*|PICTURE|*)", "background:url({{picture}})", "background:url(cid:a)",
    "content:'url(a.png)x'", "background:url(zq0123456789abx)",
])  # fmt: skip
def test_whole_addresses_and_those_that_are_filled_in_are_left_alone(said: str) -> None:
    assert [p for p in check_styles(Mail(marked=f'<p style="{said}">x</p>'))
            if p.code == "mail-link-relative"] == []  # fmt: skip


# --- what follows from a colour that is lost -------------------------------------------------

_GROUND = "p { background-color:#223344 } "


@pytest.mark.parametrize("css", [
    "p { colr:#fff }", "p { color:#fffff }", "p { color:#fff !importent }", "p { color #fff }",
    "p { width:9px\n color:#fff }", "%% p { color:#fff }", "dark-text { color:#fff }",
    "p { color:light-drak(#fff, #000) }", "p { border:0; color: }",
])  # fmt: skip
def test_contrast_is_not_judged_where_a_colour_is_lost(css: str) -> None:
    page = f'<html><style>{_GROUND}{css}</style><p class="dark-text">Words to be read</p>'
    codes = {problem.code for problem in lint_html(page)}
    assert codes & {"mail-style-unknown", "mail-style-ignored"}
    assert "mail-contrast" not in codes


@pytest.mark.parametrize("css", [
    "", "p { paddding:0 }", "p { font-size:16 }", "%% p { top:0 }", "p { border-color:#ff }",
    "p { border:1 solid red }", "p { border-color #fff }", "dark-text { top:0 }",
])  # fmt: skip
def test_contrast_is_judged_where_something_else_is_lost(css: str) -> None:
    page = f'<html><style>{_GROUND}{css}</style><p class="dark-text">Words to be read</p>'
    assert "mail-contrast" in {problem.code for problem in lint_html(page)}


def test_an_attribute_that_lost_its_colour_is_not_judged_for_contrast() -> None:
    page = '<html><p style="background-color:#223344;{}">Words to be read</p>'
    assert "mail-contrast" in {p.code for p in lint_html(page.format("top:0"))}
    assert "mail-contrast" not in {p.code for p in lint_html(page.format("color:#fffff"))}


# --- what mails do on purpose ----------------------------------------------------------------

TRICKS = (
    ".a { *zoom:1; _height:1px; *display:inline; +top:0; #top:0 }",
    "td { mso-line-height-rule:exactly; mso-table-lspace:0pt; mso-padding-alt:0 0 0 0 }",
    "@media screen yahoo { .a { color:red } }",
    "u + .body .a { color:red } u+.body .b { color:red }",
    "#MessageViewBody a, #outlook a, .ExternalClass * { color:inherit !important }",
    "@-ms-viewport { width:device-width } @-o-viewport { width:device-width }",
    "a { filter:progid:DXImageTransform.Microsoft.gradient(startColorstr='#1e5799') }",
    '.a { -ms-filter:"progid:x(Opacity=50)"; filter:alpha(opacity=50) }',
    ".a { margin: 0; };",
    ".a { margin: 0; };\n.b { margin: 0; };",
    "@media print { .a { margin: 0; }; }",
    "<!-- .a { color:red } -->",
    "\n<!--\n.a { color:red }\n-->\n",
    "v\\:* { behavior:url(#default#VML) } o\\:* { behavior:url(#default#VML) }",
    "@list l0:level1 { mso-level-text:\"o\"; font-family:Symbol } @page A { size:612.0pt 792.0pt }",
    "p.MsoNormal { mso-style-parent:\"\"; text-underline:single; tab-stops:list 36.0pt }",
    "a[x-apple-data-detectors] { color:inherit } *[class=\"x\"] { top:0 } [owa] .a { top:0 }",
    "@import url(\"https://a.example/?f=A:400,700&amp;d=swap\"); .a { top:0 }",
    "@charset \"utf-8\"; @namespace svg url(http://a.example/); svg|a { top:0 }",
    "@keyframes x { from { top:0 } 50% { top:1px } } @-o-keyframes x { 0% { top:0 } }",
    "@font-face { font-family:x; src:url(https://a.example/x); unicode-range:U+0025-00FF }",
    "_:-ms-fullscreen, :root .a { top:0 }",
    ".a:not(.b):nth-child(2n + 1)::before { content:'\\201C' }",
    ".a { background:url(data:image/png;base64,iVBOR/+=); width:calc(100% - (2 * 3px)) }",
    ".a { width:expression(document.body.clientWidth > 600 ? \"600px\" : \"auto\") }",
    ".a { color:red\\9; width:100px\\0/; height:1px !ie; margin:0 ! important ; }",
    ".a { --x:{a:b}; --y:; --z:  ; color:var(--x) } .b {} .c { ;; } /* { */",
    ".a { //color:red;top:0 }",
    "//.a { color:red }",
    ".\\31 00w { top:0 } .a\\:b { top:0 }",
    ".a { font:italic bold .8em/1.2 Arial, sans-serif; font-family:'Foo\\'s' }",
    ".a { &:hover { top:0 } .b & { top:0 } > p { top:0 } }",
    "@page { margin:1cm; @top-left { content:'x' } } @layer a, b; @layer a { .x { top:0 } }",
    "@supports (display:grid) { @media (min-width:1px) { .a { top:0 } } }",
    ".a{/* c: d */top:0/*;*/}\r\n.b{\r\ncolor:red\r\n}\r\n",
    "/* a /* b */ .a { top:0 }",
    ":root { color-scheme:light dark; supported-color-schemes:light dark }",
)  # fmt: skip


@pytest.mark.parametrize("css", TRICKS)
def test_tricks_of_mails_are_no_mistakes(css: str) -> None:
    assert told(css) == []


def test_styles_for_outlook_alone_are_read_too() -> None:
    page = "<!--[if mso]><style>td { paddding:0 }</style><![endif]--><p>Words</p>"
    assert [p.code for p in check_styles(Mail(marked=page))] == ["mail-style-unknown"]


def test_shapes_of_outlook_have_properties_of_their_own() -> None:
    page = '<!--[if mso]><v:rect style="heigth:9px;v-text-anchor:middle"></v:rect><![endif]-->'
    assert list(check_styles(Mail(marked=page))) == []


# --- where it stands -------------------------------------------------------------------------

OWN = """\
{% extends "builtin/digest.html" %}
{% block more_styles %}
{# The notice. #}
.notice {
  padding:16px 24px;

  color:{{ look.color.ink }};
}
/* Its paragraphs:
   all of them. */
.notice p { margin:0; font-size:16px }
@media (max-width: 600px) {
  .notice p { font-size:15px }
  .notice a { color:light-dark(#112233, #ddeeff) }
}
{% endblock %}
{% block footer_start %}
<p class="small-print"
   style="text-align:left">Printed at the pier.</p>
{% endblock %}
"""

QUOTE = """\
{# Quotations. #}
.body blockquote { margin:24px 0; border-left:3px solid {{ look.color.accent }} }
/* And what
   is in them. */
.body blockquote p {
  margin:8px 0;

  color:light-dark(#333333, #dddddd);
}
.pull p { margin:0 }
"""
SHEET = "templates/styles/quote.css"
TEMPLATE = "templates/own.html"


@pytest.fixture
def own(site: Site) -> Site:
    """A publication with a template and a style sheet of its own, and nothing wrong."""
    mailing(site, "own")
    site.write(TEMPLATE, OWN)
    site.write(SHEET, QUOTE)
    return site


def styles(site: Site) -> list[str]:
    """Return place and message of what is found, since nothing else may be."""
    said = findings(site)
    return [f"{place(each)} {each['message']}" for each in said if each["code"].startswith("mail-")]


def test_good_styles_have_nothing_to_say(own: Site) -> None:
    assert findings(own) == []


PLACES = (
    (TEMPLATE, "look.color.ink }};\n}", "look.color.ink }};\n",
     "4:1 `.notice {` is never closed"),
    (TEMPLATE, "font-size:16px }", "font-size:16px", "11:1 `.notice p {` is never closed"),
    (TEMPLATE, "font-size:15px }", "font-size:15px", "13:3 `.notice p {` is never closed"),
    (TEMPLATE, "}\n/* Its", "}\n}\n/* Its", "9:1 `}` closes nothing"),
    (TEMPLATE, "font-size:16px }", "font-size:16px }}", "11:39 `}` closes nothing"),
    (TEMPLATE, "all of them. */", "all of them.", "9:1 the comment is never closed"),
    (TEMPLATE, "font-size:15px", 'content:"x', '13:23 the string `"x }` is not closed'),
    (TEMPLATE, "#ddeeff)", "#ddeeff", "14:31 `(` is not closed"),
    (TEMPLATE, "font-size:16px", "font-size 16px", "11:23 `font-size 16px` has no colon"),
    (TEMPLATE, "padding:16px 24px;", "padding:;", "5:3 `padding:` has no value"),
    (TEMPLATE, "padding:16px 24px;", "paddding:16px;", "5:3 there is no property `paddding`"),
    (TEMPLATE, "24px;\n\n", "24px\n\n",
     "5:3 `padding:16px 24px color:#1a1917` lacks a semicolon before `color`"),
    (TEMPLATE, "#ddeeff", "#ddeef", "14:15 `#ddeef` is no colour"),
    (TEMPLATE, "#112233", "#11223", "14:15 `#11223` is no colour"),
    (TEMPLATE, ".notice a {", "%% .notice a {", "14:3 `%% .notice a {` is no selector"),
    (TEMPLATE, "text-align:left", "text-aling:left", "18:1 there is no property `text-aling`"),
    (TEMPLATE, "text-align:left", "text-align left", "18:1 `text-align left` has no colon"),
    (TEMPLATE, ".notice p { margin", "<p> { margin", "11:1 `<p> {` is no selector"),
    (TEMPLATE, "/* Its", "@import 'a.css'\n/* Its",
     "9:1 `@import 'a.css' .notice p` is not ended by a semicolon"),
    (TEMPLATE, "padding:16px 24px;", "padding:16 24px;", "5:3 `16` is no length"),
    (TEMPLATE, "padding:16px 24px;", "background:url(a.png);",
     "5:3 `url(a.png)` has no whole address"),
    (TEMPLATE, "{{ look.color.ink }}", "look.color.ink", "7:3 `look.color.ink` is no colour"),
    (TEMPLATE, "color:{{ look.color.ink }}", "background-colour:#fff; color:#fff",
     "7:3 there is no property `background-colour`"),
    (TEMPLATE, "light-dark", "light-drak", "14:15 there is no function `light-drak()`"),
    (TEMPLATE, ".notice {", "story {", "4:1 there is no element `story`"),
    (TEMPLATE, "text-align:left", "margin:0 4", "18:1 `4` is no length"),
    (SHEET, "margin:8px 0;", "margin:8px 0 !importent;", "6:3 there is no `!importent`"),
    (SHEET, "margin:8px 0;", "mragin:8px 0;", "6:3 there is no property `mragin`"),
    (SHEET, ", #dddddd", ", #ddddd", "8:3 `#ddddd` is no colour"),
    (SHEET, "#dddddd);\n}", "#dddddd);\n", "5:1 `.body blockquote p {` is never closed"),
    (SHEET, "margin:0 }", "margin:0", "10:1 `.pull p {` is never closed"),
    (SHEET, "accent }} }", "accent }}", "2:1 `.body blockquote {` is never closed"),
    (SHEET, "is in them. */", "is in them;",
     "3:1 the comment is not closed before the next one begins"),
    (SHEET, "#dddddd);\n}", "#dddddd);\n}\n\n/* a */\n\n}", "13:1 `}` closes nothing"),
)  # fmt: skip


@pytest.mark.parametrize(("file", "good", "bad", "found"), PLACES)
def test_a_mistake_has_its_place_and_brings_nothing_else(
    own: Site, file: str, good: str, bad: str, found: str
) -> None:
    source = QUOTE if file == SHEET else OWN
    assert source.count(good) == 1
    own.write(file, source.replace(good, bad))
    assert styles(own) == [f"{file}:{found}"]


def test_a_style_block_of_a_template_has_its_places(own: Site) -> None:
    block = (
        "{% block kept_styles %}\n{{ super() }}\n"
        '<style data-premailer="ignore">\n.a { colr:red }\n\n.b { top:0; color:grene }\n</style>\n'
        "{% endblock %}\n"
    )
    own.write(TEMPLATE, OWN + block)
    line = OWN.count("\n") + 4
    assert styles(own) == [
        f"{TEMPLATE}:{line}:6 there is no property `colr`",
        f"{TEMPLATE}:{line + 2}:13 `grene` is no colour",
    ]


def test_a_style_sheet_of_elsewhere_that_the_inliner_leaves_out_is_told(own: Site) -> None:
    own.write(TEMPLATE, OWN.replace("/* Its", '@import url("https://a.example/b.css");\n/* Its'))
    (found,) = [each for each in findings(own) if each["code"] == "mail-import"]
    assert place(found) == f"{TEMPLATE}:9:1"
    assert found["message"] == '`@import url("https://a.example/b.css")` is left out of the mail'


def test_a_style_sheet_of_elsewhere_is_told_once(own: Site) -> None:
    block = (
        "{% block kept_styles %}\n{{ super() }}\n"
        '<style data-premailer="ignore">\n@import "https://a.example/b.css";\n</style>\n'
        "{% endblock %}\n"
    )
    own.write(TEMPLATE, OWN + block)
    assert [each["code"] for each in findings(own)].count("mail-import") == 1


def test_a_tag_in_a_style_sheet_is_shown_as_it_was_written(own: Site) -> None:
    own.write(TEMPLATE, OWN.replace("/* Its", '<style media="print">\n/* Its'))
    (found,) = findings(own)
    assert found["message"].startswith('`<style media="print">` in a stylesheet')


def test_what_a_template_renders_is_judged_and_not_its_tags(own: Site) -> None:
    loop = '{% for n in [1, 2] %}\n.n{{ n }} { {{ "width" }}:{{ n }}px }\n{% endfor %}\n'
    own.write(TEMPLATE, OWN.replace("{# The notice. #}\n", loop))
    assert findings(own) == []
    own.write(TEMPLATE, OWN.replace("{# The notice. #}\n", loop.replace('"width"', '"widht"')))
    assert styles(own) == [f"{TEMPLATE}:4:13 there is no property `widht`"]


def test_an_error_of_css_fails_the_check_and_a_warning_does_not(own: Site) -> None:
    own.write(TEMPLATE, OWN.replace("padding:16px", "paddding:16px"))
    assert own.run("check").code == 0
    own.write(TEMPLATE, OWN.replace("font-size:16px }", "font-size:16px"))
    assert own.run("check").code == 1


# --- what is left of a comment that does not end ---------------------------------------------


def test_a_comment_that_swallows_rules_is_left_for_the_check() -> None:
    assert light("/* a */ .b { top:0 } /* c\n.d { top:0 }\n/* e */") == (
        " .b { top:0 } /* c\n.d { top:0 }\n/* e */"
    )
    assert ".d" not in dark("/* c\n.d { color:light-dark(red, blue) }\n/* e */")


# --- whatever is written ---------------------------------------------------------------------

_PIECES = st.lists(
    st.sampled_from([*"{}()[];:,.#@\"'\\/*! \n", "/*", "*/", "<!--", "-->", "a", "color", "url(",
                     "@media", "red", "#fff", "9px", "\N{SNOWMAN}", "\0", "\r", "light-dark("])
)  # fmt: skip


@given(_PIECES.map("".join) | st.text(alphabet=string.printable))
def test_there_is_no_text_at_which_the_check_stops(css: str) -> None:
    for page in (f"<style>{css}</style>", f'<p style="{css}">x</p>', css):
        for problem in check_styles(Mail(marked=page)):
            assert problem.message.count("\n") == 0


_SELECTORS = ("a", ".a", "#a", "a[href^='x']", "u + .body .a", "a:hover", "* > p ~ b", "a, b")
_SAID = ("color:red", "margin : 0 !important", "font-family:'A {', serif", "background:url(https://a.example/a;b)",
         "mso-hide:all", "content:'\\'}'", "width:calc(1px + (2px))", "")  # fmt: skip
_GOOD_RULES = st.lists(
    st.tuples(st.sampled_from(_SELECTORS), st.lists(st.sampled_from(_SAID), max_size=4)),
    min_size=1,
    max_size=6,
)
_SPACES = st.sampled_from(["", " ", "\n", "\n  ", " /* { ' */ "])


def sheet(rules: list[tuple[str, list[str]]], space: str) -> list[str]:
    return [f"{name}{space}{{{space}{f';{space}'.join(said)}}}\n" for name, said in rules]


@given(_GOOD_RULES, _SPACES)
def test_good_rules_are_good_in_any_order(rules: list[tuple[str, list[str]]], space: str) -> None:
    css = "".join(sheet(rules, space))
    assert told(css) == []
    assert told(f"@media print {{\n{css}}}") == []


@given(_GOOD_RULES, _SPACES, st.data())
def test_the_rule_that_lost_its_brace_is_named(
    rules: list[tuple[str, list[str]]], space: str, data: st.DataObject
) -> None:
    css = sheet(rules, space)
    number = data.draw(st.integers(0, len(css) - 1))
    css[number] = css[number].rstrip("}\n") + "\n"
    selector = rules[number][0]
    (found,) = told("".join(css))
    assert found[0] == "broken"
    assert found[1].startswith(f"`{selector} ")
