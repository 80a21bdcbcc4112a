"""An edition rendered: the golden files, and what every mail must be."""

from __future__ import annotations

import re
from itertools import pairwise

import lxml.html
import msgspec
import pytest

from feedpub.markup.markdown import markdown_to_html
from feedpub.model import Author, Image
from feedpub.newsletter.brand import DARK, LIGHT
from feedpub.newsletter.colors import contrast
from feedpub.newsletter.columns import columns
from feedpub.newsletter.edition import Entry
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from tests.newsletter_builders import (
    NOW,
    article,
    config,
    edition,
    ferry,
    harbour_edition,
    harbour_stories,
    newsletter,
)
from tests.test_newsletter_inline import deeds_of

ENV = environment(None)


def render(stories, settings=None, publication=None, env=ENV, **changes):
    given = edition(**{"entries": tuple(Entry(story.id) for story in stories)} | changes)
    return render_edition(
        given,
        stories,
        settings or newsletter(),
        publication or config(),
        env,
        now=NOW,
        intro=markdown_to_html(given.intro),
    )


def digest():
    edition = harbour_edition()
    return render(harbour_stories(), intro=edition.intro, entries=edition.entries)


def whole(story=None, **changes):
    settings = newsletter(template="article", every="article")
    return render([story or ferry()], settings, **changes)


RENDERED = pytest.mark.parametrize("rendered", [digest(), whole()], ids=["digest", "article"])


def tree(rendered):
    return lxml.html.document_fromstring(rendered.html)


# The files


def test_the_digest_is_as_it_was(golden):
    rendered = digest()
    golden("newsletter/digest.html", rendered.html.encode())
    golden("newsletter/digest.txt", rendered.text.encode())
    message = compile_message(rendered, harbour_edition(), newsletter(), config(), date=NOW).fill(
        {}
    )
    golden("newsletter/digest.eml", message)


def test_the_article_is_as_it_was(golden):
    golden("newsletter/article.html", whole().html.encode())
    golden("newsletter/article.txt", whole().text.encode())


# The document


@RENDERED
def test_the_document_says_what_it_is(rendered):
    assert rendered.html.startswith("<!DOCTYPE html>\n<html")
    root = tree(rendered)
    wrapper = root.find("body/div")
    for element in (root, wrapper):
        assert (element.get("lang"), element.get("dir")) == ("en", "ltr")
    assert root.findtext("head/title") == rendered.subject
    names = {meta.get("name") for meta in root.iter("meta")}
    assert names >= {
        "viewport",
        "x-apple-disable-message-reformatting",
        "format-detection",
        "color-scheme",
        "supported-color-schemes",
    }
    assert "<o:PixelsPerInch>96</o:PixelsPerInch>" in rendered.html


@RENDERED
def test_layout_tables_are_no_tables_to_a_screen_reader(rendered):
    for table in tree(rendered).iter("table"):
        headed = next(table.iter("th"), None) is not None and "data" in table.get("class", "")
        assert headed or table.get("role") == "presentation"
        assert [table.get(name) for name in ("border", "cellpadding", "cellspacing")] == ["0"] * 3
    assert all(cell.get("scope") for cell in tree(rendered).iter("th"))


@RENDERED
def test_there_is_one_h1_and_no_level_is_left_out(rendered):
    levels = [int(e.tag[1]) for e in tree(rendered).iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@RENDERED
def test_nothing_is_in_it_that_mail_clients_lack(rendered):
    html = rendered.html
    assert not re.search(
        "<(script|form|iframe|link|figure|picture|source|video|audio|svg)[ >]", html
    )
    assert not re.search(r'\s(srcset|onclick|height)="', html)
    assert "var(" not in html
    assert "http:" not in html.replace("http://www.w3.org/1999/xhtml", "")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", html)


@RENDERED
def test_every_picture_has_a_description_a_width_and_shrinks(rendered):
    images = list(tree(rendered).iter("img"))
    assert images
    for image in images:
        width = int(image.get("width"))
        assert width <= 552
        assert image.get("alt") is not None
        style = image.get("style").replace(" ", "")
        assert f"width:100%;max-width:{width}px;height:auto" in style


@RENDERED
def test_colours_have_six_digits(rendered):
    colours = re.findall(r"#[0-9a-fA-F]+(?=[;\" })])", rendered.html)
    assert colours
    assert {len(colour) for colour in colours} == {7}


@RENDERED
def test_what_stays_in_the_head_is_within_what_gmail_reads(rendered):
    kept = re.findall("<style>(.*?)</style>", rendered.html.replace("<!--[if mso]>", ""), re.S)
    assert len(kept) > 3
    assert sum(len(css.encode()) for css in kept) < 16_384
    for css in kept:
        assert "/*" not in css
        assert css.count("@") <= 1
        assert not re.search(r"\S!important", css)


def test_twelve_stories_stay_below_60_kilobytes():
    assert len(digest().html.encode()) < 60_000


@RENDERED
def test_equal_input_makes_equal_bytes(rendered):
    again = digest() if "More stories" in rendered.html else whole()
    assert again == rendered


def test_rendering_opens_no_socket_and_no_file():
    digest()  # templates are read, and modules imported
    assert deeds_of(digest) == []


# Contrast


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "accent"])
@pytest.mark.parametrize("ground", ["sheet", "panel", "page"])
def test_text_can_be_read_in_light_and_dark(mode, text, ground):
    palette = {"light": LIGHT, "dark": DARK}[mode]
    assert contrast(getattr(palette, text), getattr(palette, ground)) >= 4.5


def test_every_colour_of_text_has_a_dark_one():
    html = digest().html + whole().html
    dark = "".join(re.findall(r"prefers-color-scheme: dark\) {(.*?)</style>", html, re.S))
    for name in re.findall(r'class="([\w-]+)[^"]*" style="[^"]*(?<![\w-])color:', html):
        assert f".{name}" in dark, name


# What a newspaper says where


def test_a_digest_opens_with_the_lead_and_groups_the_others_by_section():
    text = tree(digest()).text_content()
    body = text[text.index("Friday, November 20, 2026") :]
    places = [
        body.index(words)
        for words in (
            "Friday, November 20, 2026",
            "Good morning.",
            "The Maré Alta off the north wall",
            "Rui Prata",
            "News analysis",
            "After eleven years",
            "By Ana Figueira, Tom Hallett and Inês Lobo",
            "Continue reading",
            "Crane No. 4",
            "Who turned off the lamps",
            "The eels are late",
            "Two rooms",
            "More stories",
            "No strike after all",
            "An old chart",
            "You get this letter",
            "Unsubscribe",
            "1 Quay Street",
        )
    ]
    assert places == sorted(places)


def test_the_editor_has_the_last_word_on_headline_and_summary():
    rendered = digest()
    for said in (rendered.html, rendered.text):
        assert "No strike after all: the pilots settle" in said
        assert "Pilots call off their strike" not in said
        assert "Three metres and forty million euros: how to buy" in " ".join(said.split())
        assert "measured at low water" not in said


def test_the_article_template_shows_every_story_whole():
    stories = [article(title, slug=title, html=f"<p>Text {title}.</p>") for title in ("A", "B")]
    rendered = render(stories, newsletter(template="article", every="article"), intro="Hello.")
    for said in (tree(rendered).text_content(), rendered.text):
        places = [said.index(words) for words in ("Hello.", "Text A.", "Text B.")]
        assert places == sorted(places)
    assert rendered.html.count('class="next"') == 1
    assert "2 stories" in rendered.html


def test_an_article_has_everything_in_its_place():
    text = tree(whole()).text_content()
    body = text[text.index("News analysis") :]
    places = [
        body.index(words)
        for words in (
            "News analysis",
            "The ferry that came back",
            "After eleven years",
            "By Ana Figueira",
            "The Maré Alta off",
            "Rui Prata",
            "Listen to this article",
            "For eleven years the",
            "Her old timetable",
            "Correction, November 19, 2026",
            "The yard's log",
            "covers the port",
            "science correspondent",
            "© 2026",
            "View in browser",
            "Unsubscribe",
        )
    ]
    assert places == sorted(places)


def test_a_story_from_right_to_left_stays_so_in_a_digest_from_left_to_right():
    wrappers = tree(digest()).xpath("//*[@lang='ar']")
    assert [(w.get("dir"), "سوق السمك" in w.text_content()) for w in wrappers] == [("rtl", True)]
    byline = wrappers[0].xpath(".//p[@class='byline']/span[@dir='ltr' and @lang='en']")[0]
    assert byline.text_content().startswith("By ليلى حداد")


def test_a_newsletter_from_right_to_left_is_mirrored():
    root = tree(render(harbour_stories(), newsletter(language="he")))
    assert (root.get("lang"), root.get("dir")) == ("he", "rtl")
    assert root.xpath("//h2[contains(., 'ferry')]/ancestor::table[@dir='ltr']")


def test_a_picture_that_is_not_at_hand_is_told_in_words():
    image = Image(url="", alt="A boy waves from a quay.", caption="At noon.", credit="Rui Prata")
    rendered = whole(article(image=image))
    assert "<img" not in rendered.html
    assert "Picture: A boy waves from a quay." in rendered.html
    assert "At noon." in rendered.html
    assert "[Picture: A boy waves from a quay.]\nAt noon. Rui Prata" in rendered.text
    assert "<img" not in render([article(image=image)]).html


_SHOWN = '<img src="https://x.example/a.jpg?a=1&amp;b=2" alt="A">'


@pytest.mark.parametrize(
    ("html", "caption", "pictures"),
    [
        pytest.param(f"<p>{_SHOWN}</p><p>x</p>", "", 1, id="the text begins with it"),
        pytest.param(f"<p>x</p><p>{_SHOWN}</p>", "", 1, id="the text shows it later"),
        pytest.param(f"<p>{_SHOWN}</p>", "Words", 2, id="the text lacks its caption"),
        pytest.param(
            f"<figure>{_SHOWN}<figcaption>Words</figcaption></figure>", "Words", 1, id="figure"
        ),
    ],
)
def test_a_picture_that_the_text_shows_is_not_shown_twice(html, caption, pictures):
    image = Image(url="https://x.example/a.jpg?a=1&b=2", alt="A", caption=caption)
    assert whole(article(html=html, image=image)).html.count("<img") == pictures


@pytest.mark.parametrize(
    ("size", "lead", "thumbnail"),
    [
        pytest.param((1600, 900), "552", "160", id="landscape"),
        pytest.param((800, 1600), "345", "80", id="portrait"),
        pytest.param((100, 100), "100", None, id="too small beside a story"),
        pytest.param((None, None), "552", "160", id="unknown"),
    ],
)
def test_a_picture_is_not_much_higher_than_wide(size, lead, thumbnail):
    width, height = size
    image = Image(url="https://x.example/a.jpg", alt="A", width=width, height=height)
    pictures = tree(render([article(image=image)] * 2)).xpath("//img/@width")
    assert pictures == ([lead, thumbnail] if thumbnail else [lead])


@pytest.mark.parametrize(
    ("language", "outer", "inner"), [("en", "right", "left"), ("ar", "left", "right")]
)
def test_a_high_picture_beside_a_story_stands_at_the_outer_edge(language, outer, inner):
    image = Image(url="https://x.example/a.jpg", alt="A", width=800, height=1600)
    stories = [article(image=image), article(image=image, slug="b")]
    settings = newsletter(language=language)
    shown = [msgspec.structs.replace(story, language=language) for story in stories]
    cell = tree(render(shown, settings)).xpath("//td[@class='thumb']")[0]
    assert cell.get("align") == outer
    assert f"margin-{inner}:auto" in cell.xpath("*/img/@style")[0].replace(" ", "")


def test_a_wide_picture_beside_a_story_fills_its_cell():
    image = Image(url="https://x.example/a.jpg", alt="A", width=1600, height=900)
    cell = tree(render([article(image=image)] * 2)).xpath("//td[@class='thumb']")[0]
    assert cell.get("align") is None


def test_a_high_picture_is_not_higher_where_the_screen_is_narrow():
    image = Image(url="https://x.example/a.jpg", alt="A", width=800, height=1600)
    assert "width:62%;max-width:345px" in render([article(image=image)]).html.replace(" ", "")


def test_only_what_leads_somewhere_looks_like_a_link():
    html = '<p>x<a href="#n">1</a></p><p id="n">Here.</p>'
    anchor = tree(whole(article(html=html))).xpath("//a[@name]")[0]
    assert anchor.get("style") is None


def test_an_article_of_few_words_has_no_empty_furniture():
    bare = article(authors=(), section="", summary="", published=NOW)
    for rendered in (whole(bare), render([bare])):
        paragraphs = tree(rendered).xpath("//p")
        assert all(p.text_content().strip() for p in paragraphs)
        assert "By " not in rendered.text


def test_an_edition_may_hold_an_introduction_alone():
    rendered = render([], intro="We are on holiday.")
    assert "We are on holiday." in rendered.html
    assert "We are on holiday." in rendered.text


def test_without_address_or_way_to_unsubscribe_nothing_is_made_up():
    settings = newsletter(unsubscribe_url="", postal_address="", reason="")
    rendered = render([article()], settings)
    assert "Unsubscribe" not in rendered.html + rendered.text


# The preheader


def test_the_preheader_is_the_editors():
    rendered = render([article()], preheader="Nineteen minutes to the south bank")
    hidden = tree(rendered).xpath("//div[@class='preheader']")[0]
    assert hidden.text_content().startswith("Nineteen minutes to the south bank")
    padding = hidden.find("span").text_content()
    assert 0 < len(padding.encode()) <= 700
    assert "Nineteen minutes" not in rendered.text


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["One"], "A short account of it."),
        (["Subject", "Two", "Three"], "Two · Three"),
        (["One", "x" * 100, "y" * 100], "One · " + "x" * 100),
        (["word " * 60, "Two"], ("word " * 28)[:-6] + "…"),
    ],
)
def test_else_it_says_what_the_subject_does_not(titles, expected):
    stories = [article(title, slug=str(at)) for at, title in enumerate(titles)]
    html = render(stories, subject="Subject").html
    assert re.search(r'class="preheader"[^>]*>([^<]*)', html)[1] == expected


# The text part


@RENDERED
def test_the_text_part_has_every_link_and_every_picture_of_the_html(rendered):
    root = tree(rendered)
    words = " ".join(rendered.text.split())
    for link in root.xpath("//a/@href"):
        assert link.startswith("#") or link in rendered.text
    for alt in root.xpath("//img/@alt"):
        assert alt in words
    for heading in root.iter("h1", "h2", "h3"):
        assert heading.text_content().strip() in f"{words} More stories"


@RENDERED
def test_no_line_of_the_text_is_too_long(rendered):
    for line in rendered.text.split("\n"):
        assert columns(line) <= 72 or "://" in line or line.startswith("    ")


@pytest.mark.parametrize(
    ("bio", "said"),
    [
        ("Reporter since 1999.", "Ann Lee: Reporter since 1999."),
        ("Ann Lee is a reporter.", "Ann Lee is a reporter."),
        ("covers the port.", "Ann Lee covers the port."),
    ],
)
def test_a_name_and_a_biography_are_two_things_said_once(bio, said):
    rendered = whole(article(authors=(Author(name="Ann Lee", bio=bio),)))
    assert f"\n{said}\n" in rendered.text
    assert tree(rendered).text_content().count("Ann Lee") == 2


def test_the_text_part_has_the_stories_in_the_order_of_the_html():
    stories = [
        article(f"Story {at}.", slug=str(at), section=section)
        for at, section in enumerate(["A", "B", "C", "B", "C", "B", "A", "D", "B"])
    ]
    rendered = render(stories)
    html = tree(rendered).xpath("string(//table)")
    order = re.findall(r"Story \d\.", html)
    assert len(order) == 9
    assert re.findall(r"Story \d\.", rendered.text) == order


# Hostile input


HOSTILE = [
    "Line\nBcc: everyone@ledger.example",
    "<script>alert(1)</script>",
    "{{ 7*7 }}{% for x in y %}",
    '"><img src=x onerror=alert(1)>',
    "</title></style></div></table>",
    "<!--[if mso]>",
    "]]>&amp;&#0;",
    "\x00\x08\x9f\ud7ff\ufffe",
    "A" * 5000,
    "漢" * 2000,
    "a\u202eb\u2066c",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_text_is_text_wherever_it_comes_from(text):
    story = article(
        text,
        kicker=text,
        standfirst=text,
        summary=text,
        section=text,
        rights=text,
        authors=(Author(name=text, bio=text, url="javascript:alert(1)"),),
        image=Image(url="https://x.example/a.jpg", alt=text, caption=text, credit=text),
    )
    settings = newsletter(title=text, reason=text, postal_address=text)
    for rendered in (render([story, story], settings, subject=text), whole(story, subject=text)):
        root = tree(rendered)
        assert not list(root.iter("script"))
        assert not root.xpath("//@onerror")
        assert "49" not in re.sub(r"#\w+|\d{4}", "", root.findtext("head/title") or "")
        assert "\n" not in rendered.subject
        assert rendered.html.rstrip().endswith("</html>")
        assert "javascript:" not in rendered.html
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe]", rendered.html + rendered.text)
        compile_message(rendered, edition(), settings, config(), date=NOW)


@pytest.mark.parametrize(
    "html",
    [
        '<p style="p">x</p>',
        "<style>@import url(http://127.0.0.1:9/x); p{color:red}</style><p>x</p>",
        '<style>@import "file:///etc/passwd";</style>',
        "<div>" * 5000 + "x" + "</div>" * 5000,
        "<table>" * 200,
        "<p>" + "x" * 2_000_000 + "</p>",
        "<p>x</p>" * 3_000,
        "<a href='#'>x</a><a href='#x' id='x'>y</a>",
    ],
    ids=range(8),
)
def test_no_body_crashes_or_reaches_out(html):
    settings = newsletter(template="article", every="article")
    assert deeds_of(lambda: render([article(html=html)], settings)) == []
