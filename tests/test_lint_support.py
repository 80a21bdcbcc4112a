"""What mail clients lack: found where it is seen, silent where it is not."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.errors import ConfigError
from feedpub.findings import Severity
from feedpub.newsletter.lint.document import parse
from feedpub.newsletter.lint.support import (
    Unsupported,
    client_profile,
    client_title,
    features,
    unsupported,
)
from feedpub.newsletter.lint.support.judge import unclear
from feedpub.newsletter.lint.support.matrix import matrix
from feedpub.newsletter.lint.support.notes import NOTES
from feedpub.newsletter.lint.support.quiet import QUIET
from feedpub.newsletter.lint.support.weight import LEVELS
from tests import caniemail
from tests.mail_editions import combinations, mail

CORE = client_profile(["core"])
ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def found(html: str, *names: str) -> list[Unsupported]:
    return list(unsupported(parse(html), client_profile(names) if names else CORE))


def slugs(html: str, *names: str) -> dict[str, Severity]:
    return {finding.slug: finding.severity for finding in found(html, *names)}


# --- the data ---------------------------------------------------------------------------------


def source() -> Path | None:
    given = os.environ.get("FEEDPUB_CANIEMAIL", "")
    installed = Path(__file__).parent / "oracles/node_modules/caniemail/data/caniemail.json"
    return next((place for place in (Path(given), installed) if place.is_file()), None)


def test_the_vendored_data_are_those_of_the_package() -> None:
    path = source()
    if path is None:
        pytest.skip("needs the npm package: FEEDPUB_CANIEMAIL=…/data/caniemail.json")
    assert caniemail.compact(path.read_bytes()) == caniemail.TARGET.read_text(encoding="utf-8")


def test_the_newest_version_is_the_last_one_that_is_written() -> None:
    # As text, "16.80" would come before "2016".
    given = """{"last_update_date": "2026-01-02 x", "nicenames": {"family": {}, "platform": {}},
      "data": [{"slug": "css-x", "title": "x", "last_test_date": "2026-01-01",
        "notes_by_num": {"1": "Old.", "2": "See [this](https://site.example/)."},
        "stats": {"outlook": {"macos": {"2011": "n #1", "2016": "n", "16.80": "a #2"},
          "ios": {}}}}]}"""
    made = caniemail.compact(given.encode())
    assert '"support": "a2", "notes": {"2": "See this."}' in made
    assert '"clients": ["outlook.macos"]' in made


def test_the_licence_of_the_data_comes_with_them() -> None:
    text = (caniemail.TARGET.parent / "LICENSE.caniemail").read_text(encoding="utf-8")
    assert "MIT License" in text
    assert caniemail.TARGET.stat().st_size < 120_000


def mapped() -> Iterator[str]:
    for table in (
        features.PROPERTIES, features.VALUES, features.FUNCTIONS, features.UNITS, features.AT_RULES,
        features.MEDIA, features.PSEUDOS, features.SELECTORS, features.ELEMENTS,
        features.ATTRIBUTES, features.TYPED, features.IMAGES, features.SPECIAL, features.UNSEEN,
    ):  # fmt: skip
        yield from table


def test_every_feature_is_seen_in_one_way_or_said_to_be_unseen() -> None:
    counted = Counter(mapped())
    assert set(counted) == set(matrix().features)
    assert [slug for slug, number in counted.items() if number > 1] == []
    assert set(counted) >= QUIET | set(LEVELS) | {slug for slug, _ in NOTES}


@pytest.mark.parametrize(("slug", "number"), NOTES)
def test_every_predicate_is_about_the_note_that_it_was_written_for(slug: str, number: int) -> None:
    assert NOTES[slug, number].words.lower() in matrix().features[slug].notes[str(number)].lower()


def test_hardly_a_partial_support_of_the_core_is_a_riddle() -> None:
    riddles = {
        slug
        for slug, feature in matrix().features.items()
        for client in CORE
        if (answer := feature.answers.get(client)) and answer.word == "a"
        if slug not in QUIET and unclear(feature, answer)
    }
    assert riddles <= {
        "css-border-inline-block-individual", "css-intrinsic-size", "css-pseudo-class-active",
        "css-pseudo-class-default", "css-pseudo-class-link", "css-pseudo-class-target",
        "css-pseudo-element-placeholder", "html-marquee", "html-object", "html-select",
    }  # fmt: skip


# --- profiles ---------------------------------------------------------------------------------


def test_a_profile_is_made_of_groups_families_and_clients() -> None:
    assert client_profile(["gmail", "outlook.windows"]) == (
        "gmail.android", "gmail.desktop-webmail", "gmail.ios", "gmail.mobile-webmail",
        "outlook.windows",
    )  # fmt: skip
    assert set(CORE) < set(client_profile(["all"]))
    assert "outlook.windows-mail" not in CORE
    assert client_profile([" Core ", "yahoo"]) == CORE
    assert client_title("outlook.windows") == "Outlook (Windows)"


@pytest.mark.parametrize(
    ("name", "hint"),
    [("outlok", "did you mean `outlook`?"), ("gmail.iso", "did you mean `gmail.ios`?")],
)
def test_an_unknown_client_is_an_error_with_the_nearest_name(name: str, hint: str) -> None:
    with pytest.raises(ConfigError) as raised:
        client_profile([name])
    assert (name in str(raised.value), raised.value.hint) == (True, hint)
    with pytest.raises(ConfigError, match="zzzz") as raised:
        client_profile(["zzzz"])
    assert raised.value.hint.startswith("known: core, all, aol")


# --- what is found ----------------------------------------------------------------------------


def test_a_finding_tells_who_lacks_what_where_and_since_when_it_is_known() -> None:
    html = '<p>é</p>\n<p style="color:red; border-radius: 4px">x</p>'
    (finding,) = found(html)
    assert (finding.slug, finding.title, finding.found, finding.severity) == (
        "css-border-radius", "border-radius", "border-radius: 4px", INFO,
    )  # fmt: skip
    assert html[finding.at :].startswith("border-radius")
    assert finding.clients == ("outlook.windows",)
    assert "RoundRect" in finding.lacks[0].note
    assert finding.tested == "2021-03-09"
    assert finding.url == "https://www.caniemail.com/features/css-border-radius/"
    assert not finding.lacks[0].partly


BIG = ".a{color:red}" * 1300

FOUND = {
    "css-display-flex": (WARNING, '<div style="display:flex">a</div>'),
    "css-display-grid": (WARNING, '<div style="display:grid">a</div>'),
    "css-position": (WARNING, '<div style="position:absolute">a</div>'),
    "css-background-image": (WARNING, '<td style="background-image:url(a.png)">a</td>'),
    "css-background": (WARNING, '<td style="background:url(a.png) no-repeat">a</td>'),
    "html-background": (WARNING, '<td background="a.png">a</td>'),
    "css-linear-gradient": (WARNING, '<td style="background:linear-gradient(red,blue)">a</td>'),
    "css-variables": (WARNING, '<p style="color:var(--ink)">a</p>'),
    "css-function-clamp": (WARNING, '<p style="font-size:clamp(1px,2px,3px)">a</p>'),
    "css-unit-calc": (WARNING, '<td style="width:calc(100% - 2px)">a</td>'),
    "css-unit-rem": (WARNING, '<p style="font-size:2rem">a</p>'),
    "css-rgba": (WARNING, '<p style="color:rgba(0,0,0,.5)">a</p>'),
    "css-rgb": (ERROR, '<p style="color:#777;color:rgb(0 0 0)">a</p>'),
    "css-modern-color": (WARNING, '<p style="color:oklch(1 2 3)">a</p>'),
    "css-max-width": (WARNING, '<div style="max-width:600px">a</div>'),
    "css-padding": (WARNING, '<p style="padding:10px 20px">a</p>'),
    "css-margin": (WARNING, '<table style="margin:0 auto"><tr><td>a</table>'),
    "css-width": (WARNING, '<img src="a.png" style="width:300px">'),
    "css-float": (WARNING, '<p style="float:right">a</p>'),
    "css-white-space": (WARNING, '<p style="white-space:pre-wrap">a</p>'),
    "css-visibility": (WARNING, '<p style="visibility:hidden">a</p>'),
    "css-display-none": (WARNING, '<img src="a.png" style="display:none;max-height:0">'),
    "css-text-align": (WARNING, '<p style="text-align:end">a</p>'),
    "css-margin-inline-start-end": (WARNING, '<p style="margin-inline-start:9px">a</p>'),
    "css-important": (WARNING, "<style>@media (max-width:9px){b{top:0 !IMPORTANT}}</style>"),
    "css-at-media": (WARNING, "<style>@media screen{@media (max-width:9px){b{top:0}}}</style>"),
    "css-nesting": (WARNING, "<style>p{color:red; b{color:blue}}</style><p>a</p>"),
    "css-at-import": (WARNING, '<style>@import "a.css";</style>'),
    "css-at-font-face": (INFO, "<style>@font-face{font-family:A;src:url(a)}</style>"),
    "css-comments": (INFO, "<style>b{top:0}/* x */ i{top:0}</style>"),
    "css-pseudo-class-hover": (INFO, "<style>a:hover{background:red}</style><a href=x>a</a>"),
    "css-line-height": (INFO, '<p style="line-height:20px">a</p>'),
    "html-style": (WARNING, "<body><p>a</p><style>p{color:red}</style>"),
    "html-link": (WARNING, '<link rel="stylesheet" href="a.css">'),
    "html-video": (ERROR, '<video src="a.mp4"></video>'),
    "html-audio": (ERROR, '<audio src="a.mp3"></audio>'),
    "html-form": (WARNING, '<form action="x"></form>'),
    "html-svg": (ERROR, "<svg><path/></svg>"),
    "html-hidden": (WARNING, "<div hidden>a</div>"),
    "html-width": (WARNING, '<img src="a.png" width="50%">'),
    "html-srcset": (ERROR, '<img srcset="a.png 2x">'),
    "html-picture": (ERROR, '<picture><source srcset="a.webp"></picture>'),
    "html-anchor-links": (INFO, '<a href="#n">1</a><p id="n">a</p>'),
    "image-webp": (WARNING, '<img src="a.webp?x=1">'),
    "image-avif": (WARNING, '<img src="a.avif">'),
    "image-svg": (ERROR, '<img src="a.svg#x">'),
    "image-base64": (ERROR, '<img src="data:image/png;base64,AA">'),
}


@pytest.mark.parametrize("slug", [s for s, (severity, _) in FOUND.items() if severity is not INFO])
def test_there_is_advice_where_something_looks_different(slug: str) -> None:
    (finding, *_) = [f for f in found(FOUND[slug][1]) if f.slug == slug]
    assert finding.advice.endswith(".")


@pytest.mark.parametrize("slug", FOUND)
def test_what_some_client_lacks_is_found(slug: str) -> None:
    severity, html = FOUND[slug]
    assert slugs(html).get(slug) == severity


def test_styles_beyond_what_gmail_reads_are_found_at_the_block_that_is_too_much() -> None:
    html = (
        f"<head><style>{BIG[:5000]}</style><style>{BIG[:13000]}</style><style>b{{}}</style></head>"
    )
    (finding,) = found(html, "gmail")
    assert (finding.slug, html[finding.at :].count("<style>")) == ("html-style", 2)
    assert slugs(f"<head><style>{BIG[:16000]}</style></head>", "gmail") == {}


GOOD = {
    "corners that are square": '<p style="border-radius:0">a</p>',
    "a layout with one for old clients": '<div style="display:block;display:flex">a</div>',
    "a picture on a colour": '<td style="background:#222222 url(a.png)">a</td>',
    "a picture on the cell": '<td bgcolor="#222222" style="background:url(a.png)">a</td>',
    "a gradient on a colour": '<td style="background:#333;background:linear-gradient(red,#111)">',
    "a variable with a value before": '<p style="color:#000;color:var(--x)">a</p>',
    "a see-through colour with one before": '<p style="color:#777;color:rgba(0,0,0,.5)">a</p>',
    "a size with one in pixels": '<p style="font-size:32px;font-size:2rem">a</p>',
    "a table as wide as it may be": '<table style="max-width:600px"><tr><td>a</table>',
    "a ghost table around": '<!--[if mso]><table width="600"><tr><td><![endif]-->'
    '<div style="max-width:600px;margin:0 auto">a</div><!--[if mso]></td></tr></table><![endif]-->',
    "a ghost table within": '<div style="max-width:600px;margin:auto"><!--[if mso]>'
    '<table width="600" align="center"><tr><td><![endif]-->a<!--[if mso]></td></tr></table>'
    "<![endif]--></div>",
    "a column in a cell as wide": '<table><tr><td width="300"><div style="max-width:300px">a</div>'
    "</td></tr></table>",
    "a picture with its width": '<img src="a.png" width="552" '
    'style="width:100%;max-width:552px;height:auto">',
    "a centred table": '<table align="center" style="margin:0 auto"><tr><td>a</table>',
    "padding of a cell": '<td style="padding:10px 20px">a</td>',
    "padding of a list": '<ul style="padding:0 0 0 24px"><li>a</ul>',
    "a button in a padded cell": '<td bgcolor="#333333" style="padding:12px"><a href="x" '
    'style="padding:12px;background:#333">a</a></td>',
    "a button with Outlook's own padding": '<td bgcolor="#333333" style="mso-padding-alt:12px">'
    '<a href="x" style="padding:12px;background:#333">a</a></td>',
    "a larger place to tap": '<a href="x" style="display:inline-block;padding:12px 0">a</a>',
    "hidden in every way": '<div style="display:none;max-height:0;opacity:0;mso-hide:all">a</div>',
    "lines kept in <pre>": '<pre style="white-space:pre-wrap">a</pre>',
    "exact lines": '<p style="line-height:20px;mso-line-height-rule:exactly">a</p>',
    "an indent in both ways": '<p style="margin-left:9px;margin-inline-start:9px">a</p>',
    "a picture beside text by attribute": '<img src="a.png" align="left" style="float:left">',
    "a picture in two formats": '<picture><source srcset="a.webp" type="image/webp">'
    '<img src="a.jpg"></picture>',
    "larger on good screens": '<img src="a.png" srcset="a2.png 2x">',
    "a footnote with a name": '<a href="#n">1</a><a name="n">2</a>',
    "more on wide screens": "<style>@media (min-width:600px){p{display:flex}}</style><p>a</p>",
    "more where it works": "<style>@supports (display:grid){p{display:grid}}</style><p>a</p>",
    "a block that clients read": '<style data-premailer="ignore">p{display:flex}</style><p>a</p>',
    "a rule for nobody here": "<style>.ExternalClass b{padding:9px}</style><p>a</p>",
    "a link that reacts": "<style>a:hover{text-decoration:underline}</style><a href=x>a</a>",
    "what others see": '<!--[if !mso]><!--><div style="padding:9px">a</div><!--<![endif]-->',
    "VML": '<!--[if mso]><v:rect style="position:absolute;width:9px"/><![endif]-->',
    "for screen readers": '<div role="article" aria-label="a" lang="en" dir="ltr">a</div>',
    "dark mode": '<meta name="color-scheme" content="light dark"><style>:root{color-scheme:light '
    "dark}@media (prefers-color-scheme:dark){p{color:#fff !important}}</style><p>a</p>",
    "text to read": "<h1>a</h1><p>b<b>c</b></p><blockquote>d</blockquote><ol><li>e</ol><hr>",
    "a mark of a table that stands last": '<td style="text-align:left"><table style="float:left">'
    "<tr><td>a</table></td>",
}  # fmt: skip


@pytest.mark.parametrize("case", GOOD)
def test_good_mail_is_met_with_silence(case: str) -> None:
    assert found(GOOD[case]) == []


def test_an_at_rule_in_an_at_rule_costs_all_styles_in_gmail() -> None:
    (finding,) = found("<style>@media screen{@supports (top:0){b{top:0}}}</style>", "gmail.ios")
    assert (finding.slug, finding.severity) == ("css-at-media", WARNING)
    assert finding.url.endswith("/email-bugs/issues/21")


def test_what_only_outlook_sees_is_judged_for_outlook_alone() -> None:
    html = '<!--[if mso]><div style="display:grid;position:absolute">a</div><![endif]-->'
    assert {client for finding in found(html) for client in finding.clients} == {"outlook.windows"}
    assert slugs(html, "gmail") == {}


def test_a_style_that_only_outlook_reads_is_judged_for_outlook_alone() -> None:
    html = "<!--[if mso]><style>p{position:absolute}</style><![endif]--><p>a</p>"
    (finding,) = found(html)
    assert finding.clients == ("outlook.windows",)


def test_a_rule_is_judged_where_it_applies() -> None:
    html = '<style>.w{max-width:600px}</style><table class="w"><tr><td>a</table><p class="{}">b</p>'
    assert found(html.replace("{}", "v")) == []
    assert [finding.found for finding in found(html.replace("{}", "w"))] == ["max-width: 600px"]
    assert found('<style>p{padding:9px}</style><p style="padding:0">a</p>') == []


def test_a_hidden_table_is_seen_in_outlook_unless_it_is_told_so() -> None:
    hidden = '<div style="display:none;max-height:0{}"><table><tr><td>a</table></div>'
    assert "outlook.windows" in found(hidden.format(""))[0].clients
    assert found(hidden.format(";mso-hide:all")) == []


def test_video_with_something_instead_is_only_worth_knowing() -> None:
    assert slugs('<video src="a.mp4"><a href="x"><img src="a.png"></a></video>') == {
        "html-video": INFO
    }


def test_a_partial_support_names_its_note() -> None:
    (finding,) = found('<p style="text-decoration:overline">a</p>', "outlook.windows")
    assert finding.lacks[0].partly
    assert "overline" in finding.lacks[0].note


def test_what_one_word_mends_is_told_once() -> None:
    html = '<p style="line-height:20px">a</p>' * 3
    assert [html[finding.at :].count("<p") for finding in found(html)] == [2]


def test_findings_come_in_the_order_of_the_document() -> None:
    html = '<p style="color:var(--a)">a</p><style>p{float:left}</style><p style="opacity:.5">b</p>'
    places = [finding.at for finding in found(html)]
    assert places == sorted(places)
    assert len(places) == 3


# --- whole mails ------------------------------------------------------------------------------


@pytest.mark.parametrize("combination", [c for c in combinations() if c.size == 12], ids=str)
def test_our_own_templates_ask_nothing_that_is_lacking(combination) -> None:
    assert list(unsupported(parse(mail(combination).rendered.html), CORE)) == []


HYBRID = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>a</title>
<!--[if mso]><noscript><xml><o:OfficeDocumentSettings><o:PixelsPerInch>96</o:PixelsPerInch>
</o:OfficeDocumentSettings></xml></noscript><![endif]-->
<style>#outlook a{padding:0}body{margin:0;padding:0;-webkit-text-size-adjust:100%}
table,td{border-collapse:collapse;mso-table-lspace:0pt}img{border:0;height:auto;line-height:100%}
p{display:block;margin:13px 0}</style>
<style>@media only screen and (min-width:480px){.half{width:50% !important;max-width:50%}}</style>
<style media="screen and (min-width:480px)">.moz-text-html .half{width:50% !important}</style>
</head><body style="word-spacing:normal;background-color:#eeeeee">
<div style="display:none;font-size:1px;color:#ffffff;line-height:1px;max-height:0px;max-width:0px;
opacity:0;overflow:hidden">Hello</div>
<div style="background-color:#eeeeee;mso-line-height-rule:exactly">
<!--[if mso | IE]><table align="center" border="0" cellpadding="0" cellspacing="0"
style="width:600px;" width="600" bgcolor="#ffffff"><tr><td
style="line-height:0px;font-size:0px"><![endif]-->
<div style="background:#ffffff;background-color:#ffffff;margin:0px auto;max-width:600px">
<table align="center" border="0" cellpadding="0" cellspacing="0" role="presentation"
style="background:#ffffff;width:100%"><tbody><tr><td style="direction:ltr;font-size:0px;
padding:20px;text-align:center"><!--[if mso | IE]><table role="presentation" border="0"
cellpadding="0" cellspacing="0"><tr><td style="vertical-align:top;width:280px;"><![endif]-->
<div class="half" style="font-size:0px;text-align:left;direction:ltr;display:inline-block;
vertical-align:top;width:100%;max-width:280px"><table border="0" cellpadding="0" cellspacing="0"
role="presentation" style="vertical-align:top" width="100%"><tr><td align="center"
style="font-size:0px;padding:10px 25px;word-break:break-word"><table><tr><td style="width:200px">
<img alt="a" height="auto" src="https://a.example/a.png" style="border:0;display:block;outline:none;
text-decoration:none;height:auto;width:100%;font-size:13px" width="200"></td></tr></table></td></tr>
<tr><td align="center" bgcolor="#333333" role="presentation" style="border:none;cursor:auto;
mso-padding-alt:10px 25px;background:#333333" valign="middle"><a href="https://a.example/"
style="display:inline-block;background:#333333;color:#ffffff;font-family:Arial;font-size:13px;
font-weight:normal;line-height:120%;margin:0;text-decoration:none;text-transform:none;
padding:10px 25px;mso-padding-alt:0px" target="_blank">Read</a></td></tr></table></div>
<!--[if mso | IE]></td></tr></table><![endif]--></td></tr></tbody></table></div>
<!--[if mso | IE]></td></tr></table><![endif]--></div></body></html>"""


def test_mail_made_of_ghost_tables_and_columns_is_met_with_silence() -> None:
    assert found(HYBRID) == []


POST = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>a</title>
<style>@media only screen and (max-width:620px){table.body h1{font-size:28px !important}}
@media all{.link a{color:inherit !important;text-decoration:none !important}
#MessageViewBody a{color:inherit}}</style></head>
<body style="background-color:#fff;margin:0;padding:0;-webkit-font-smoothing:antialiased">
<span class="preheader" style="color:transparent;display:none;height:0;max-height:0;max-width:0;
opacity:0;overflow:hidden;mso-hide:all;visibility:hidden;width:0">Hi</span>
<table role="presentation" border="0" cellpadding="0" cellspacing="0" class="body" width="100%"
style="border-collapse:separate;mso-table-lspace:0pt;width:100%;background-color:#fff"><tr>
<!--[if mso]><td><center><table border="0" cellpadding="0" cellspacing="0" width="600"><![endif]-->
<td class="container" style="vertical-align:top;font-size:18px;display:block;max-width:600px;
margin:0 auto"><h1 style="margin:0 0 16px;font-size:32px;line-height:1.1em;font-weight:700;
mso-line-height-rule:exactly">T</h1><p style="margin:0 0 24px;line-height:1.6em">Text
<a href="https://a.example/" style="color:#15212A;text-decoration:underline">link</a></p>
<div style="margin:0 0 24px"><img src="https://a.example/a.jpg" width="600" height="400"
style="border:none;max-width:100%;height:auto;display:block" alt="a"></div></td>
<!--[if mso]></table></center></td><![endif]--></tr></table></body></html>"""


def test_mail_as_blogs_send_it_is_met_with_silence() -> None:
    assert [finding for finding in found(POST) if finding.severity is not INFO] == []


@pytest.mark.parametrize(
    "html",
    [
        '<div style="max-width:9px;padding:9px;margin:0 auto;display:none">' * 2000,
        '<p style="' + "color:var(--x);" * 20_000 + '">',
        "<style>" + "a b c{color:var(--x)}" * 5000 + "</style>" + "<a><b><c>" * 2000,
        "<style>a{}</style>" * 3000,
        "<style>" + "/*x*/a{}" * 10_000 + "</style>",
        '<p style="color:rgb(' + "," * 50_000 + '">',
        "<style>" + "[" * 20_000 + "{}</style>",
        '<img src="' + "a." * 50_000 + '">',
        "<table><tr>" + '<td style="padding:9px"><a style="padding:9px;background:red">' * 1000,
        '<p style="p">', '<p style="}{;:!important">', '<a href="#">',
        "<style>@;@{}@media{@}</style>",
    ],
)  # fmt: skip
def test_hostile_mail_is_judged_in_bounds(html: str) -> None:
    assert isinstance(found(html, "all"), list)
