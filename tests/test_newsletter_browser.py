"""The templates in a real browser: widths, tables, buttons, logos, right and left."""

from __future__ import annotations

import msgspec
import pytest

from feedpub.config.settings import Brand
from tests.newsletter_builders import article, config, harbour_stories, newsletter, picture
from tests.test_newsletter_body import table
from tests.test_newsletter_render import render, whole

pytest_plugins = ["tests.oracles.fixtures"]
pytestmark = pytest.mark.chromium

WIDTHS = pytest.mark.parametrize("width", [320, 375, 480, 640, 1000])
SCROLL = "document.documentElement.scrollWidth"


def box(selector):
    """Return the script that measures the first element of the selector."""
    sides = "(r => [r.left, r.top, r.width, r.height])"
    return f"{sides}(document.querySelector('{selector}').getBoundingClientRect())"


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(["Planking", "1,234.50", "Wiring", "12.5 %"], id="four columns"),
        pytest.param(["Planking", "1,234.50"] * 3, id="six, row by row"),
        pytest.param(["Wirtschaftswissenschaftlerin"] * 2, id="long words, row by row"),
        pytest.param(["1,234.50"] * 13, id="thirteen, row by row"),
    ],
)
@pytest.mark.parametrize("span", ["", ' colspan="1"'], ids=["stacked", "in a box that scrolls"])
@pytest.mark.parametrize("width", [320, 640])
def test_a_table_does_not_widen_the_page(browser, width, words, span):
    html = table(words, ["Heading"] * len(words)).replace("<td", f"<td{span}")
    assert browser.show(whole(article(html=html)).html, width=width).run(SCROLL) <= width


LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def endless():
    """Return stories of which nothing fits."""
    return [
        article(
            f"{LONG} {n} " + "and on and on " * 12,
            slug=f"s{n}",
            section=LONG,
            kicker=LONG,
            summary=f"https://x.example/{LONG}{LONG} {LONG}",
            html=f"<h2>{LONG}</h2><p>{LONG}{LONG}</p><pre>{LONG}{LONG}</pre><ul><li>{LONG}</li></ul>"
            f"<aside><blockquote>{LONG}</blockquote></aside><p><code>{LONG}{LONG}</code></p>",
            image=picture(f"p{n}", 4000, 300, alt=LONG, caption=LONG, credit=LONG),
        )
        for n in range(9)
    ]


@WIDTHS
@pytest.mark.parametrize("template", ["digest", "brief", "article"])
def test_words_without_end_do_not_widen_the_page(browser, template, width):
    every = "article" if template == "article" else "week"
    settings = newsletter(template=template, every=every, title=LONG, reason=LONG)
    html = render(endless(), settings, intro=LONG).html
    for pictures in (True, False):
        assert browser.show(html, width=width, pictures=pictures).run(SCROLL) <= width


@pytest.mark.parametrize("width", [320, 640])
def test_a_finger_hits_the_button(browser, width):
    browser.show(render(harbour_stories()).html, width=width)
    assert browser.run(box(".button a"))[3] >= 44
    assert browser.run(box(".card-cell a, .footer-links a"))[3] >= 24


@WIDTHS
def test_the_sheet_is_as_wide_as_the_brand_says_and_in_the_middle(browser, width):
    brand = msgspec.convert({"width": 500}, Brand)
    html = render(
        harbour_stories(), publication=msgspec.structs.replace(config(), brand=brand)
    ).html
    left, _, wide, _ = browser.show(html, width=width).run(box(".sheet"))
    assert wide == min(width, 500)
    assert left == pytest.approx((width - wide) / 2, abs=1)


LOGO = {"image": "https://x.example/logo.png", "dark": "https://x.example/dark.png", "width": 180}


@pytest.mark.parametrize(("scheme", "shown"), [("light", "logo.png"), ("dark", "dark.png")])
def test_of_two_logos_one_is_seen(browser, scheme, shown):
    brand = msgspec.convert({"logo": LOGO}, Brand)
    html = render(
        harbour_stories(), publication=msgspec.structs.replace(config(), brand=brand)
    ).html
    visible = "[...document.querySelectorAll('h1 img')].filter(i => i.offsetWidth).map(i => i.src)"
    for pictures in (True, False):
        seen = browser.show(html, scheme=scheme, pictures=pictures).run(visible)
        assert seen == [f"https://x.example/{shown}"]


def test_without_the_rules_in_the_head_the_light_logo_is_seen(browser):
    brand = msgspec.convert({"logo": LOGO}, Brand)
    html = render(
        harbour_stories(), publication=msgspec.structs.replace(config(), brand=brand)
    ).html
    head, body = html.split("<body", 1)
    html = head[: head.index("<!--[if mso]>")] + "</head><body" + body
    visible = "[...document.querySelectorAll('h1 img')].filter(i => i.offsetWidth).map(i => i.src)"
    assert browser.show(html, scheme="dark").run(visible) == ["https://x.example/logo.png"]


@pytest.mark.parametrize(("language", "mirrored"), [("en", False), ("ar", True), ("he", True)])
@pytest.mark.parametrize("width", [375, 640])
def test_from_right_to_left_everything_is_on_the_other_side(browser, language, mirrored, width):
    stories = [msgspec.structs.replace(story, language=language) for story in harbour_stories()]
    browser.show(render(stories, newsletter(language=language)).html, width=width)
    middle = width / 2
    assert (browser.run(box(".thumb"))[0] < middle) == mirrored
    assert (browser.run(box(".button"))[0] > middle) == mirrored


@pytest.mark.parametrize(
    ("language", "spacing", "slant"),
    [("en", "1px", "italic"), ("ar", "0px", "normal"), ("ja", "0px", "normal")],
)
def test_letters_are_spaced_and_slanted_only_where_a_script_allows_it(
    browser, language, spacing, slant
):
    stories = [msgspec.structs.replace(story, language=language) for story in harbour_stories()]
    html = render(stories, newsletter(language=language), intro="It *crossed* the river.").html
    style = "(e => [e.letterSpacing.replace('normal', '0px'), e.fontStyle])"
    browser.show(html)
    kicker = browser.run(f"{style}(getComputedStyle(document.querySelector('.kicker')))")
    stressed = browser.run(f"{style}(getComputedStyle(document.querySelector('.intro em')))")
    assert (kicker[0], stressed[1]) == (spacing, slant)
