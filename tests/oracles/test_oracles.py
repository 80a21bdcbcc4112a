"""The judges themselves: each finds what is wrong, and lets pass what is not.

Where a fault must not hang on our templates, the document is written here.
"""

from __future__ import annotations

import re

import pytest

from tests.mail_editions import Combination, mail
from tests.oracles import accessible, covered, legible, readback, spam, styles, valid
from tests.oracles.colours import Colour, contrast, lightness, with_lightness
from tests.oracles.devtools import DevToolsError

pytest_plugins = ["tests.oracles.fixtures"]
chromium = pytest.mark.chromium

BLACK, WHITE = Colour(0, 0, 0), Colour(1, 1, 1)
EDITION = Combination("digest", "en", 12)


def page(body, head="", attributes=' lang="en"'):
    return (
        f"<!DOCTYPE html>\n<html{attributes}><head><meta charset='utf-8'><title>A page</title>"
        f'<meta name="color-scheme" content="light dark">{head}</head><body>{body}</body></html>'
    )


def text(style, words="Some words"):
    return page(f'<p style="{style}">{words}</p>')


# The browser


@chromium
@pytest.mark.parametrize("width", [320, 375, 640])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_as_wide_and_as_dark_as_it_was_told(browser, width, scheme):
    browser.show(page("x"), width=width, scheme=scheme)
    assert browser.run("innerWidth") == width
    assert browser.run("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")


@chromium
@pytest.mark.parametrize("pictures", [True, False])
def test_pictures_are_loaded_or_not_and_never_from_the_web(browser, pictures):
    browser.show(page('<img src="https://ledger.example/a.jpg" alt="A">'), pictures=pictures)
    assert browser.run("document.images[0].naturalWidth") == (600 if pictures else 0)


@chromium
def test_what_a_script_throws_is_told(browser):
    with pytest.raises(DevToolsError, match="no_such_thing"):
        browser.show(page("x")).run("no_such_thing()")


@chromium
def test_what_is_too_wide_reaches_beyond_the_screen(browser):
    wide = page('<div style="width:700px">x</div>')
    assert browser.show(wide, width=375).reach() >= 700
    assert browser.show(page("x"), width=375).reach() == 375


# vnu and axe


def test_vnu_sees_what_is_invalid_and_nothing_else(java, tmp_path):
    picture = '<img src="a.png" alt="A"{}>'
    pages = {
        "what Outlook needs": page(picture.format(' style="mso-hide:all"')),
        "a place for a note": page('<p><a name="n1"></a>A note</p>'),
        "a link to nowhere": page('<p><a name="n1" title="x">A note</a></p>'),
        "an attribute": page(picture.format(' width="calc(50% - 1px)"')),
        "a colour": page(picture.format(' style="color:reddish"')),
        "a property": page(picture.format(' style="mso-hide:all;colour:#000000"')),
        "no language": page("x", attributes=""),  # a warning
        "no words": re.sub(r' alt="[^"]+"', "", mail(EDITION).rendered.html),
    }
    for name, html in pages.items():
        (tmp_path / f"{name}.html").write_text(html, encoding="utf-8")
    found = valid.errors(java, [tmp_path / f"{name}.html" for name in pages])
    expected = {
        "a link to nowhere": "Element “a” is missing required attribute “href”",
        "an attribute": "Bad value “calc(50% - 1px)”",
        "a colour": "“reddish” is not a “color” value",
        "a property": "Property “colour” doesn't exist",
        "no words": "An “img” element must have an “alt” attribute",
    }
    assert {name.removesuffix(".html") for name in found} == expected.keys()
    for name, words in expected.items():
        assert words in found[f"{name}.html"][0]


@chromium
@pytest.mark.parametrize(
    ("html", "rule"),
    [
        pytest.param(page("<p>x</p>", attributes=""), "html-has-lang", id="no language"),
        pytest.param(page('<img src="a.png">'), "image-alt", id="no words for a picture"),
        pytest.param(page('<a href="https://a.example/"></a>'), "link-name", id="empty link"),
        pytest.param(
            text("color:#999999;background-color:#ffffff"), "color-contrast", id="grey on white"
        ),
    ],
)
def test_axe_sees_what_is_not_accessible(browser, packages, html, rule):
    assert any(v.startswith(f"{rule}:") for v in accessible.violations(browser.show(html)))


@chromium
def test_axe_sees_the_colours_of_the_dark_page(browser, packages):
    night = "@media (prefers-color-scheme:dark){main{background-color:#111111}}"
    head = f"<style>main{{background-color:#ffffff}}{night}</style>"
    html = page('<main><h1 style="color:#222222">A title</h1></main>', head)
    assert accessible.violations(browser.show(html, scheme="light")) == []
    found = accessible.violations(browser.show(html, scheme="dark"))
    assert [v.partition(":")[0] for v in found] == ["color-contrast"]


# Contrast


def test_contrast_is_that_of_wcag():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(Colour.of("rgb(118, 118, 118)"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert str(Colour.of("rgba(0, 0, 0, 0.5)").over(WHITE)) == "#808080"


@pytest.mark.parametrize("wanted", [0, 12, 50, 88, 100])
def test_a_colour_gets_the_lightness_that_it_should_have(wanted):
    assert lightness(with_lightness(Colour(0.6, 0.1, 0.1), wanted)) == pytest.approx(wanted, abs=1)


def test_a_colour_that_nobody_foresaw_is_not_passed_over():
    with pytest.raises(ValueError, match="color"):
        Colour.of("color(srgb 1 0 0)")


@chromium
@pytest.mark.parametrize(
    ("style", "modes"),
    [
        pytest.param("color:#1a1917;background-color:#ffffff", [], id="black on white"),
        pytest.param(
            "color:#777777;background-color:#ffffff",
            ["light", "dark", "partly inverted"],
            id="grey on white",
        ),
        pytest.param("color:#1a1917", ["dark"], id="no ground of its own"),
        pytest.param(
            "color:#747474;background-color:#ffffff", ["partly inverted"], id="middling grey"
        ),
        pytest.param("color:#0000ff;background-color:#ffffff", ["inverted"], id="pure blue"),
        pytest.param(
            "color:#000000;background-color:#ffffff;opacity:0.4",
            ["light", "dark", "partly inverted", "inverted", "inverted by L*"],
            id="faint",
        ),
        pytest.param(
            "color:#ffffff;background-color:rgba(0,0,0,0.1)",
            ["light", "inverted", "inverted by L*"],
            id="a ground that one sees through",
        ),
    ],
)
def test_the_contrast_oracle_sees_what_cannot_be_read(browser, style, modes):
    found = legible.illegible(browser, text(style))
    assert [complaint.partition(":")[0] for complaint in found] == modes


@chromium
@pytest.mark.parametrize("style", ["display:none", "visibility:hidden", "opacity:0"])
def test_what_nobody_sees_need_not_be_legible(browser, style):
    assert legible.illegible(browser, text(f"color:#fefefe;background:#ffffff;{style}")) == []


@chromium
def test_the_words_of_a_picture_must_be_legible_where_it_is_not_loaded(browser):
    html = page(
        '<img src="https://ledger.example/a.png" alt="A crane" style="color:#aaaaaa;'
        'background-color:#ffffff">'
    )
    assert legible.illegible(browser, html, pictures=True) == []
    assert "A crane" in legible.illegible(browser, html, pictures=False)[0]


# Computed styles


@chromium
@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(("color:#111111", "color:#222222"), "640 light: p.#2 color:", id="a colour"),
        pytest.param(("#f00000", "#ff0000"), "375 light", id="on narrow screens"),
        pytest.param(("#0000f0", "#0000ff"), "640 dark", id="in the dark"),
        pytest.param(("<b>x</b>", "<i>x</i>"), "elements, unlike from 3", id="an element"),
        pytest.param(("<b>x</b>", "x"), "4 and 3 elements", id="an element too few"),
    ],
)
def test_a_style_that_inlining_changed_is_seen(browser, change, told):
    narrow = "@media (max-width:480px){b{color:#f00000}}"
    dark = "@media (prefers-color-scheme:dark){p{background-color:#0000f0}}"
    html = page('<p style="color:#111111"><b>x</b></p>', f"<style>{narrow}{dark}</style>")
    assert styles.differences(browser, html, html) == []
    found = styles.differences(browser, html, html.replace(*change))
    assert told in "\n".join(found)


@chromium
def test_rules_for_the_dark_that_the_inliner_dropped_are_seen(browser):
    rendered = mail(EDITION).rendered
    broken = re.sub(r"\(prefers-color-scheme: ?dark\)", "print", rendered.html)
    found = styles.differences(browser, rendered.source, broken)
    assert found
    assert {each.partition(":")[0] for each in found} == {"640 dark", "375 dark"}


# The text part and the message


def test_words_that_the_text_lacks_are_counted():
    assert covered.missing_words("One ferry, two cranes", "ONE\nferry two") == (0.75, {"cranes": 1})
    assert covered.missing_words("the the", "the")[0] == 0.5


def test_pairs_of_characters_are_found_across_line_ends_and_marks():
    assert covered.missing_pairs("帰ってきた渡し船", "帰って\nきた渡 [1] し\n船")[0] < 1
    assert covered.missing_pairs("帰ってきた渡し船", "帰って\nきた渡し\n船")[0] == 1
    assert covered.missing_pairs("帰ってきた", "帰った")[0] == 0.25


@chromium
def test_what_is_hidden_is_not_asked_for(browser):
    html = page('<div style="display:none">Preheader</div><p>Seen</p>')
    assert covered.visible_text(browser, html).split() == ["Seen"]


@chromium
def test_links_are_compared_as_they_are_written(browser):
    html = page('<a href="https://a.example/?b=1&amp;c=2">x</a><a href="#n">1</a>')
    assert covered.links(browser, html) == {"https://a.example/?b=1&c=2"}
    assert covered.addresses("See\nhttps://a.example/?b=1&c=2\n") == {"https://a.example/?b=1&c=2"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        pytest.param((b"\r\n", b"\n"), "CRLF", id="bare line feeds"),
        pytest.param((b"=\r\n", b""), "bytes long", id="no soft line ends"),
        pytest.param((b"ferry", b"berry"), "is not what was rendered", id="another text"),
        pytest.param((b"/plain", b"/enriched"), "consists of", id="another type"),
        pytest.param((b"boundary=", b"border="), "defect", id="no boundary"),
    ],
)
def test_a_broken_message_does_not_read_back(change, fault):
    rendered, message = mail(EDITION)
    contents = {"text/plain": rendered.text, "text/html": rendered.html}
    assert readback.faults(message, contents) == []
    assert fault in "\n".join(readback.faults(message.replace(*change), contents))


def test_spamassassin_sees_what_looks_like_spam(spamassassin, tmp_path):
    good, bad = tmp_path / "good.eml", tmp_path / "bad.eml"
    message = mail(EDITION).message
    good.write_bytes(message)
    bad.write_bytes(message.replace(b"Subject: ", b"Subject: Viagra, cheap as never before: "))
    harmless, spammy = spam.rules(spamassassin, [good, bad], tmp_path)
    assert set(spammy) - set(harmless) == {"DRUGS_ERECTILE"}
