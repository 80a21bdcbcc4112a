"""`newsletter preview`: what its page shows, looked at through a real browser."""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import json
import os
import re
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from feedpub.config.settings import LateField
from feedpub.errors import FeedpubError
from feedpub.newsletter.lint.document import parse
from feedpub.newsletter.preview.error_page import error_page
from feedpub.newsletter.preview.mirrored import respelt
from feedpub.newsletter.preview.offline import offline
from feedpub.newsletter.preview.recipients import recipients
from feedpub.newsletter.weight import story_costs
from feedpub.web.chromium import browsing
from tests.oracles.accessible import violations
from tests.oracles.browser import Browser
from tests.oracles.colours import Colour, lightness
from tests.site import NOW, ROOT, Site

pytest_plugins = ["tests.oracles.fixtures"]

chromium_only = pytest.mark.chromium

SETTINGS = """\
[publication]
title = "The Test Post"
base_url = "https://post.example/"
timezone = "Europe/Lisbon"

[articles]
assets = { folder = "pictures", url = "{base_url}images/" }

[[newsletters]]
name = "weekly"
title = "The Week"
from = { name = "Test Post", email = "desk@post.example" }
unsubscribe_url = "https://post.example/u?m={{ subscriber.email }}"
reason = 'Since {{ subscriber.since | default("long ago") }} you have got this.'
segments = ["free", "members"]

[newsletters.fields.name]
default = "friend"
example = "Ana"

[newsletters.fields.since]
type = "date"
"""

EDITION = """\
---
newsletter: weekly
key: 2026-W47
subject: 'Dear {{ subscriber.name | default("friend") }}, the news of a week in which much happened'
preheader: The crane stays after all, and the ferry sails again.
articles:
  - id: crane
  - id: secret
    segments: [members]
  - id: ferry
---
Good evening, {{ subscriber.name | default("friend") }}.
"""


def publication(root: Path) -> Site:
    """Return a publication with late fields, segments, and a picture that is elsewhere."""
    site = Site(root).write("feedpub.toml", SETTINGS).write("editions/weekly-2026-W47.md", EDITION)
    picture = (ROOT / "articles" / "images" / "crane-dawn.jpg").read_bytes()
    site.write("pictures/crane.jpg", picture)
    image = {"url": "https://post.example/images/crane.jpg", "alt": "A crane."}
    site.article("crane.md", id="crane", title="The crane", image=image)
    site.article("ferry.md", id="ferry", title="The ferry", image="https://far.example/ferry.png")
    site.article("secret.md", id="secret", title="The secret")
    return site


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return publication(tmp_path_factory.mktemp("paper") / "site")


@pytest.fixture
def mine(tmp_path: Path) -> Site:
    """The same publication, to be changed."""
    return publication(tmp_path / "site")


def preview(site: Site, *arguments: str, name: str = "weekly") -> str:
    """Return the page that the command writes."""
    ran = site.run("newsletter", "preview", name, *arguments)
    assert ran.code == 0, ran.err
    return Path(ran.out.splitlines()[0]).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def page(paper: Site) -> str:
    return preview(paper)


@pytest.fixture
def show(browser: Browser) -> Callable[..., Browser]:
    """Show a page and wait until all views are there; one that is shown already stays."""

    def shown(html: str, *, anew: bool = False, **how: Any) -> Browser:
        mark = json.dumps(hashlib.sha256(repr((html, how)).encode()).hexdigest())
        if anew or not browser.run(f"window.mark === {mark}"):
            browser.show(html, **{"width": 1280, **how})
            browser.run(f"preview.ready.then(() => window.mark = {mark})")
        return browser

    return shown


def views(page: str) -> list[dict[str, Any]]:
    """Return the views that a page shows."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page)
    assert found
    listed: list[dict[str, Any]] = json.loads(found[1])["views"]
    return listed


def inside(browser: Browser, view: str, script: str) -> Any:
    """Return what a script comes to in the frame of a view, whose document is `page`."""
    return browser.run(f"""(() => {{
      const number = preview.views.findIndex(view => view.name === {json.dumps(view)});
      const frame = document.querySelector(`[data-view="${{number}}"] iframe`);
      const page = frame.contentDocument, style = e => page.defaultView.getComputedStyle(e);
      return {script};
    }})()""")


def words(browser: Browser, view: str) -> str:
    said: str = inside(browser, view, "page.body.innerText")
    return said


SHEET = "style(page.querySelector('table.sheet')).backgroundColor"
INK = "style(page.querySelector('h1')).color"


def seen(browser: Browser, view: str, what: str) -> float:
    """Return how light a colour in a view is, from 0 to 100."""
    return lightness(Colour.of(inside(browser, view, what)))


# What is shown


@chromium_only
def test_every_view_is_as_wide_as_it_says(show, page):
    browser = show(page)
    for view in views(page):
        assert inside(browser, view["name"], "page.defaultView.innerWidth") == view["width"]
        assert inside(browser, view["name"], "page.documentElement.scrollWidth") == view["width"]


def test_the_views_are_these(page):
    assert [(view["name"], view["width"], view["colours"]) for view in views(page)] == [
        ("desktop-light", 640, "light"),
        ("desktop-dark", 640, "dark"),
        ("phone-light", 375, "light"),
        ("phone-dark", 375, "dark"),
        ("small-light", 320, "light"),
        ("desktop-no-pictures", 640, "light"),
        ("phone-no-pictures-dark", 375, "dark"),
        ("desktop-partly-inverted", 640, "partial"),
        ("phone-inverted", 375, "full"),
        ("phone-longest", 375, "light"),
        ("phone-empty", 375, "light"),
        ("desktop-rtl", 640, "light"),
        ("phone-rtl", 375, "light"),
        ("text", 640, "light"),
        ("web", 640, "light"),
        ("members-desktop-light", 640, "light"),
        ("members-phone-dark", 375, "dark"),
    ]


@chromium_only
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_is_dark_and_light_is_light_whatever_the_viewer_prefers(show, page, scheme):
    browser = show(page, scheme=scheme)
    assert seen(browser, "desktop-light", SHEET) > 90 > 50 > seen(browser, "desktop-light", INK)
    assert seen(browser, "phone-dark", SHEET) < 20 < 80 < seen(browser, "phone-dark", INK)
    assert seen(browser, "text", "style(page.body).backgroundColor") > 90
    for view, forced in (("desktop-light", "light"), ("phone-dark", "dark")):
        assert inside(browser, view, "style(page.documentElement).colorScheme") == forced


@chromium_only
def test_a_partial_inversion_leaves_what_is_dark_and_a_full_one_turns_it(show, page):
    browser = show(page)
    button = "style(page.querySelector('td.button')).backgroundColor"
    red = inside(browser, "desktop-light", button)
    for view in ("desktop-partly-inverted", "phone-inverted"):
        assert seen(browser, view, SHEET) < 20 < 80 < seen(browser, view, INK)
    assert Colour.of(inside(browser, "desktop-partly-inverted", button)) == Colour.of(red)
    assert seen(browser, "phone-inverted", button) > lightness(Colour.of(red)) + 20
    assert page.count("approximate") >= 4


@chromium_only
def test_pictures_come_from_the_disk_and_can_be_off(show, page):
    browser = show(page, pictures=False)
    natural = "[...page.images].map(image => image.naturalWidth)"
    assert inside(browser, "desktop-light", natural)[0] == 1280
    assert set(inside(browser, "desktop-no-pictures", natural)) == {0}
    assert inside(browser, "desktop-no-pictures", "page.images[0].alt") == "A crane."
    assert page.count("/9j/") == 1  # the beginning of a JPEG file, held once


@chromium_only
def test_a_picture_that_is_elsewhere_is_replaced_and_listed(show, page):
    browser = show(page)
    assert inside(browser, "desktop-light", "page.images[1].naturalWidth") == 600
    row = browser.run(
        "[...document.querySelectorAll('#pictures tr')].map(row => row.innerText)"
        ".find(row => row.includes('far.example'))"
    )
    assert "this page loads nothing from the web" in row


@chromium_only
def test_each_recipient_gets_his_own_words_in_mail_and_text(show, page):
    browser = show(page)
    assert "Good evening, Ana." in words(browser, "desktop-light")
    assert "Good evening, Maria Antónia de Vasconcelos" in words(browser, "phone-longest")
    assert "Since September 28, 2026 you" in words(browser, "phone-longest")
    assert "Good evening, friend." in words(browser, "phone-empty")
    assert "Since long ago you" in words(browser, "phone-empty")
    assert "Good evening, Ana." in words(browser, "text")
    assert "invalid" not in page
    assert inside(browser, "phone-longest", "[...page.links].map(a => a.href).join()").count(
        "figueiredo%40correspondence"
    )


@chromium_only
def test_each_segment_is_shown_with_its_own_stories(show, page):
    browser = show(page)
    assert "The secret" not in words(browser, "desktop-light")
    assert "The secret" in words(browser, "members-desktop-light")
    assert "The secret" not in words(browser, "web")


@chromium_only
def test_the_mirrored_edition_runs_from_right_to_left_in_arabic_letters(show, page):
    browser = show(page)
    assert inside(browser, "desktop-rtl", "style(page.querySelector('h1')).direction") == "rtl"
    said = words(browser, "desktop-rtl")
    assert re.search("[\u0600-\u06ff]{3}", said)
    assert not re.search("[A-Za-z]", said)
    side = "page.images[1].getBoundingClientRect().left < 320"
    assert inside(browser, "desktop-rtl", side) != inside(browser, "desktop-light", side)


@chromium_only
def test_an_arabic_newsletter_is_mirrored_to_the_left(show, mine):
    settings = SETTINGS.replace('title = "The Week"', 'title = "الأسبوع"\nlanguage = "ar"')
    page = preview(mine.write("feedpub.toml", settings))
    browser = show(page)
    assert inside(browser, "desktop-light", "style(page.querySelector('h1')).direction") == "rtl"
    assert inside(browser, "desktop-ltr", "style(page.querySelector('h1')).direction") == "ltr"
    assert "الأسبوع" in words(browser, "desktop-ltr")


@chromium_only
def test_without_late_fields_and_segments_there_is_nothing_to_choose_there(show, mine):
    plain = re.sub(
        r"(?ms)^(unsubscribe_url|reason|segments) = [^\n]*|^\[newsletters.fields.*", "", SETTINGS
    )
    mine.write("feedpub.toml", plain + "pages = false\n")
    edition = EDITION.replace(' | default("friend")', "").replace("{{ subscriber.name }}", "you")
    page = preview(
        mine.write("editions/weekly-2026-W47.md", re.sub(r"    segments.*\n", "", edition))
    )
    names = [view["name"] for view in views(page)]
    assert not {"phone-longest", "phone-empty", "web"} & set(names)
    browser = show(page)
    seen = "[...document.querySelectorAll('legend')].filter(e => e.checkVisibility())"
    assert browser.run(f"{seen}.map(e => e.innerText)") == ["Show", "Screen", "Colours", "Pictures"]


@chromium_only
def test_a_mail_that_is_too_wide_is_said_to_be(show, mine):
    wide = '{% block footer_start %}<div style="width:700px">-</div>{% endblock %}'
    mine.write("templates/digest.html", '{% extends "builtin/digest.html" %}' + wide)
    page = preview(mine)
    browser = show(page)
    warnings = "[...document.querySelectorAll('.tile .warning')]"
    shown = browser.run(f"{warnings}.map(e => e.checkVisibility() && e.innerText)")
    said = dict(zip([view["name"] for view in views(page)], shown, strict=True))
    assert re.fullmatch(r"too wide: it needs 7\d\d px", said["phone-light"])
    assert said["text"] is False


# Choosing


@chromium_only
def test_a_tile_leads_to_the_same_view_at_full_size(show, page):
    browser = show(page, anew=True)
    number = next(n for n, view in enumerate(views(page)) if view["name"] == "members-phone-dark")
    browser.run(f"document.querySelector('[data-view=\"{number}\"]').click()")
    said = _said(browser, "375 px wide")
    assert "too wide" not in said
    frame = "document.getElementById('frame')"
    assert "The secret" in browser.run(f"{frame}.contentDocument.body.innerText")
    assert browser.run(f"{frame}.clientHeight === {frame}.contentDocument.body.scrollHeight")
    chosen = "Object.fromEntries(new FormData(document.querySelector('.choices')))"
    assert browser.run(chosen) == {
        "part": "mail", "width": "375", "colours": "dark", "pictures": "on",
        "recipient": "example", "segment": "members",
    }  # fmt: skip
    browser.run("delete window.mark")


def _said(browser: Browser, begin: str) -> str:
    """Return what the page says of the chosen view, when it begins so."""
    script = f"""new Promise(done => {{
      const said = document.getElementById("said");
      const look = () => said.textContent.startsWith({json.dumps(begin)})
        ? done(said.textContent) : requestAnimationFrame(look);
      look();
    }})"""
    said: str = browser.run(script)
    return said


@chromium_only
def test_what_a_part_does_not_have_cannot_be_chosen(show, page):
    browser = show(page, anew=True)
    browser.run("document.querySelector('[name=width][value=\"320\"]').click()")
    browser.run("document.querySelector('[name=part][value=web]').click()")
    _said(browser, "320 px wide")
    disabled = "[...document.querySelectorAll(':disabled')].map(e => e.name)"
    assert set(browser.run(disabled)) == {"recipient", "segment"}
    browser.run("document.querySelector('[name=part][value=text]').click()")
    assert browser.run(disabled) == []
    browser.run("delete window.mark")


# Beside the mail


@chromium_only
def test_a_long_subject_is_cut_in_the_inbox_of_a_phone_and_not_on_a_desktop(show, page):
    browser = show(page)
    subject = "document.querySelector('.inbox.%s .subject')"
    cut = f"{subject}.scrollWidth > {subject}.clientWidth"
    assert browser.run(cut.replace("%s", "phone")) is True
    assert browser.run(cut.replace("%s", "desktop")) is False
    assert browser.run("document.querySelectorAll('.inbox.phone').length") == 3
    assert "Dear Ana, the news" in browser.run("document.querySelector('h1').innerText")


def test_the_size_is_that_of_the_mail_and_of_each_story(mine):
    mine.run("newsletter", "render", "weekly", "-o", str(mine.root / "out"))
    page = preview(mine)
    [meter, _] = re.findall(r'<meter class="(\w+)" min="0" max="102000".*?value="(\d+)"', page)
    assert meter[0] == "good"
    html = (mine.root / "out" / "weekly-2026-W47.free.html").read_bytes()
    assert len(html) < int(meter[1]) < 1.3 * len(html)
    sizes = re.search(r'<section id="size".*?</section>', page, re.S)
    assert sizes and sizes[0].count("The secret") == 1  # the members' alone
    assert sizes[0].count("The crane") == sizes[0].count("The ferry") == 2


def test_a_mail_that_gmail_cuts_is_marked(mine):
    for number in range(30):
        mine.article(f"{number}.md", title=f"Story {number} " + "and more " * 400)
    (mine.root / "editions" / "weekly-2026-W47.md").unlink()
    page = preview(mine)
    assert '<meter class="bad"' in page
    assert "Too large:" in page
    assert re.search(r'aria-label="look at this">▲</span> \d{3}\.\d KB', page)
    assert "There is no file for this edition yet" in page


def test_the_headers_are_those_to_the_example(page):
    headers = re.search(r"<pre[^>]*>(.*?)</pre>", page, re.S)
    assert headers
    assert "To: reader@example.org\n" in headers[1]
    assert "List-Unsubscribe: &lt;https://post.example/u?m=reader%40example.org&gt;" in headers[1]


def test_a_cost_is_that_of_all_places_of_a_story_and_leaves_out_the_marks():
    one, two = 'data-story="1"', 'data-story="2"'
    html = f"<p {one}>ab<b {one}>c</b></p><p {two}>é</p><p {one}>d</p>"
    costs = {1: len("<p>ab<b>c</b></p><p>d</p>"), 2: len("<p>é</p>".encode())}
    assert story_costs(parse(html)) == costs


# Nothing is loaded, nothing runs

HOSTILE = """\
{% extends "builtin/digest.html" %}
{% block more_styles %}@import url("http://far.example/a.css");
@font-face{font-family:x;src:url(http://far.example/f.woff)}
.masthead,h1{background:url('http://far.example/b.png');font-family:x}{% endblock %}
{% block masthead %}{{ super() }}
<tr><td background="http://far.example/c.png">
<link rel="stylesheet" href="http://far.example/d.css">
<link rel="preconnect" href="http://far.example/">
<script>top.document.title = "taken"</script><script src="http://far.example/e.js"></script>
<img src="http://far.example/g.png" srcset="http://far.example/h.png 2x" alt="g"
  onerror="top.document.title = 'taken'">
<img src=http://far.example/i.png alt=i loading=lazy>
<svg onload="top.document.title = 'taken'"><image href="http://far.example/j.svg"/></svg>
<picture><source srcset="http://far.example/k.webp"><img src="http://far.example/l.png"></picture>
<iframe src="http://far.example/m.html"></iframe><object data="http://far.example/n.swf"></object>
<video src="http://far.example/o.mp4" poster="http://far.example/p.png" autoplay></video>
<meta http-equiv="refresh" content="0;url=http://far.example/q"><base href="http://far.example/">
<!--</script><script>top.document.title = "taken"</script>--></td></tr>{% endblock %}
"""


def requests(browser: Browser, page: str) -> list[str]:
    """Show a page; return the addresses that it wanted to load."""
    asked: list[str] = []
    answers = browser._devtools.answers
    before = answers["Fetch.requestPaused"]

    def refuse(event: dict[str, Any]) -> None:
        asked.append(event["params"]["request"]["url"])
        before(event)

    answers["Fetch.requestPaused"] = refuse
    try:
        browser.show(page, width=1280)
        browser.run("preview.ready")
    finally:
        answers["Fetch.requestPaused"] = before
    return asked


@chromium_only
def test_the_page_loads_nothing_and_runs_nothing_of_a_template(browser, mine):
    page = preview(mine.write("templates/digest.html", HOSTILE))
    assert requests(browser, page) == []
    assert browser.run("document.title").endswith("preview of The Week")
    assert "The crane" in words(browser, "desktop-light")


def test_what_looks_like_markup_in_an_article_is_left_as_it_is():
    text = '<p>&lt;img src="http://a.example/b.png"&gt; url(x.png) (prefers-color-scheme:dark)</p>'
    assert offline(text, lambda address: "taken") == f"<!--feedpub-head-->{text}"


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ('<img src="a.png" alt="a > b">', '<img src="P[a.png]" alt="a > b">'),
        ("<img alt=x src=a.png>", '<img alt=x src="P[a.png]">'),
        ('<td background="a&amp;b.png">', '<td background="P[a&amp;b.png]">'),
        ('<p style="background:url(a.png)">', '<p style="background:url(&#x27;P[a.png]&#x27;)">'),
        ("<a href='#note'>1</a>", "<a href='#note' target=\"_self\">1</a>"),
        ("<!--[if mso]><v:fill src='a.png'/><![endif]-->",) * 2,
        ("<style>@media (Prefers-Color-Scheme: dark){p{color:red}}</style>",
         "<style>@media (--feedpub-dark){p{color:red}}</style>"),
        ('<img srcset="b.png 2x" src="a.png" loading="lazy">', '<img src="P[a.png]">'),
        ('<source media="(prefers-color-scheme:dark)" srcset="a.png">', ""),
        ("<SCRIPT>1</SCRIPT ><ScRiPt src=x></script>", ""),
    ],
)  # fmt: skip
def test_an_element_loses_what_it_would_load(written, made):
    shown = offline(
        f"<html><head><title>x</title></head>{written}", lambda address: f"P[{address}]"
    )
    assert shown == f"<html><head><!--feedpub-head--><title>x</title></head>{made}"


@chromium_only
def test_the_policy_of_the_page_stops_what_gets_into_it_all_the_same(browser, page):
    mark = r"\u003c!--feedpub-head-->"
    assert mark in page
    inner = r"\u003cimg src='http://far.example/x.png'>\u003cstyle>@import 'http://far.example/y'"
    page = page.replace(mark, inner + r"\u003c/style>" + mark)
    more = "<script>document.title = 'taken'</script><iframe src='http://far.example/z'></iframe>"
    page = page.replace("<main>", f"<main>{more}")
    assert requests(browser, page) == []
    assert browser.run("document.title").endswith("preview of The Week")


@pytest.mark.parametrize(
    "piece", ["<!--", "<script>", "<style>", '<a "', "<a b='", "<", "url(", "&"]
)
def test_a_document_that_is_cut_off_is_read_once(piece):
    html = piece * 100_000
    assert len(respelt(offline(html, str))) < 3 * len(html)


def test_a_mail_cannot_end_the_data_of_the_page(mine):
    comment = "{% block footer_start %}<!--</script><script>alert(1)</script>-->{% endblock %}"
    mine.write("templates/digest.html", '{% extends "builtin/digest.html" %}' + comment)
    mine.article("crane.md", id="crane", title="</script><script>alert(1)</script><!--")
    page = preview(mine)
    assert r"\u003c/script>" in page
    assert "<script>alert" not in page
    assert len(re.findall(r"<script\b", page)) == 2


def test_a_picture_that_is_very_large_is_named_and_not_held(mine):
    picture = (mine.root / "pictures" / "crane.jpg").read_bytes()
    page = preview(mine.write("pictures/crane.jpg", picture + bytes(4_000_000)))
    assert len(page) < 1_000_000
    assert "too large to be shown here" in page


# Words


def test_words_are_respelt_and_markup_is_not():
    html = '<p class="ab">Ab &amp; caf&eacute;, <code>x</code> 12</p><!-- c --><style>b{}</style>'
    shown = respelt(html)
    assert (
        shown
        == '<p class="ab">اب و چاف' + "ه" + "، <code>x</code> 12</p><!-- c --><style>b{}</style>"
    )


@pytest.mark.parametrize("language", ["en", "de", "ar", "ja", "he", "fr", "xx"])
def test_the_longest_values_are_longer_than_the_examples(language):
    import datetime as dt

    fields = {"name": LateField(example="Ana"), "n": LateField(type="number"),
              "day": LateField(type="date"), "url": LateField(type="address")}  # fmt: skip
    example, longest, empty = recipients(fields, language, dt.date(2026, 11, 20))
    assert empty.values == {}
    assert len(longest.values["name"]) >= 20 > len(example.values["name"])
    assert len(longest.values["url"]) > 200
    assert example.values["day"] == "2026-11-20"
    long = recipients({"name": LateField(example="x" * 200)}, language, dt.date(2026, 11, 20))[1]
    assert long.values["name"] == "x" * 200


# The page for people


@chromium_only
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_itself_is_accessible(show, packages, page, scheme):
    assert violations(show(page, scheme=scheme), off=()) == []


@chromium_only
@pytest.mark.parametrize("width", [320, 375, 1280])
def test_the_page_does_not_scroll_sideways(show, page, width):
    assert show(page, width=width).run("document.documentElement.scrollWidth") <= width


def test_equal_input_gives_an_equal_page(paper):
    first, second = (
        paper.process(
            "newsletter", "preview", "weekly", "--now", NOW, "-o", name, PYTHONHASHSEED=seed
        )
        for name, seed in (("a.html", "1"), ("b.html", "2"))
    )
    assert first.code == second.code == 0, first.err
    assert Path(first.out.strip()).read_bytes() == Path(second.out.strip()).read_bytes()


# The command


def test_the_path_of_the_page_is_printed(paper):
    ran = paper.run("newsletter", "preview", "weekly")
    assert ran.out.endswith("/.feedpub/newsletters/weekly-2026-W47-preview.html\n")
    assert ran.err == ""


def test_a_proposal_is_shown_and_said_to_be_one(mine):
    (mine.root / "editions" / "weekly-2026-W47.md").unlink()
    ran = mine.run("newsletter", "preview", "weekly", "-o", "page.html")
    assert ran.err == "there is no editions/weekly-2026-W47.md; shown as proposed\n"
    assert (mine.root / "page.html").is_file()


def test_a_mistake_in_a_template_is_told_with_its_place(mine):
    mine.write(
        "templates/digest.html",
        '{% extends "builtin/digest.html" %}\n{% block links %}{{ nix }}{% endblock %}',
    )
    ran = mine.run("newsletter", "preview", "weekly")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Error: templates/digest.html:2: unknown name `nix`\n")


def test_an_unknown_newsletter_is_told_with_the_known_ones(paper):
    ran = paper.run("newsletter", "preview", "dayly")
    assert ran.code == 2
    assert "Hint: known: weekly" in ran.err


def test_serving_writes_no_files(paper):
    ran = paper.run("newsletter", "preview", "weekly", "--serve", "-o", "x.html")
    assert ran.code == 2
    assert "leave out -o and --screenshots" in ran.err


def test_the_page_is_opened_in_the_browser_that_one_has(mine, tmp_path):
    told = tmp_path / "told"
    program = tmp_path / "look"
    program.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    program.chmod(0o755)
    ran = mine.process(
        "newsletter", "preview", "weekly", "--open", "--now", NOW, BROWSER=f"{program} %s"
    )
    assert ran.code == 0, ran.err
    assert told.read_text().strip() == Path(ran.out.strip()).resolve().as_uri()


# Screenshots


def size_of(png: Path | bytes) -> tuple[int, int]:
    """Return width and height of a PNG file (RFC 2083)."""
    body = png.read_bytes() if isinstance(png, Path) else png
    assert body.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", body[16:24])
    return width, height


@chromium_only
def test_there_is_a_picture_of_each_view_as_high_as_its_mail(chromium, show, page, mine):
    ran = mine.run("newsletter", "preview", "weekly", "--screenshots", "shots")
    assert ran.code == 0, ran.err
    _, sheet, *files = map(Path, ran.out.split())
    assert sheet.name == "weekly-2026-W47-sheet.png"
    assert size_of(sheet)[0] == 1280
    listed = views(page)
    assert [file.name for file in files] == [f"weekly-2026-W47-{v['name']}.png" for v in listed]
    browser = show(page)
    for view, file in zip(listed, files, strict=True):
        width, height = size_of(file)
        assert width == view["width"]
        shown = inside(browser, view["name"], "page.documentElement.scrollHeight")
        assert abs(height - shown) <= 2  # fonts are hinted in one of the browsers


@chromium_only
def test_what_is_too_high_for_one_picture_becomes_several(chromium, tmp_path):
    file = tmp_path / "high.html"
    file.write_text("<!DOCTYPE html><body style='margin:0;height:20000px'>")
    with browsing(chromium) as page:
        page.resize(400, 300)
        page.load(file.as_uri())
        sizes = [size_of(png) for png in page.pictures(400, 20_000)]
    assert sizes == [(400, 16_000), (400, 4_000)]


@chromium_only
def test_a_script_that_fails_in_the_browser_is_an_error_of_ours(chromium):
    with (
        pytest.raises(FeedpubError, match=r"Chromium failed: .*nix is not defined"),
        browsing(chromium) as page,
    ):
        page.run("nix()")


def test_a_program_that_is_no_browser_is_told(mine, monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/bin/true")
    ran = mine.run("newsletter", "preview", "weekly", "--screenshots", "shots")
    assert ran.code == 1
    assert ran.err.splitlines()[-2:] == [
        "Error: Chromium failed: it ended",
        "Hint: see whether `/bin/true --headless` works here",
    ]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ("", "Error: there is no Chromium to make pictures with\nHint: install one ("),
        ("/nowhere/chrome", "Error: `/nowhere/chrome`, which $CHROMIUM names, is no program\n"),
    ],
)
def test_without_a_browser_nothing_is_done_and_the_way_out_is_told(mine, monkeypatch, given, error):
    monkeypatch.setenv("PATH", str(mine.root))
    monkeypatch.setenv("CHROMIUM", given)
    ran = mine.run("newsletter", "preview", "weekly", "--screenshots", "shots")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(error)
    assert not (mine.root / ".feedpub" / "newsletters").exists()


# Serving


class Served:
    """`newsletter preview --serve` as a process of its own."""

    def __init__(self, root: Path, *arguments: str) -> None:
        self.log = root / ".log"
        command = [sys.executable, "-m", "feedpub", "-C", str(root), "newsletter", "preview",
                   "weekly", "--serve", "--port", "0", "--now", NOW, *arguments]  # fmt: skip
        with self.log.open("wb") as stderr:
            self.process = subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=stderr,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        assert self.process.stdout
        self.address = self.process.stdout.readline().decode().strip()

    def get(self, path: str, method: str = "GET") -> tuple[int, str]:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=30)
        with contextlib.closing(connection):
            connection.request(method, path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def after(self, number: str) -> str:
        """Wait for the page after that number, as the page itself does, and return it."""
        deadline = time.monotonic() + 60
        while self.get("/.feedpub/builds")[1] == number:
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)
        return self.get("/")[1]

    def end(self) -> int:
        self.process.send_signal(signal.SIGINT)
        assert self.process.stdout
        with self.process.stdout:
            return self.process.wait(timeout=30)


@contextlib.contextmanager
def serving(root: Path, *arguments: str) -> Iterator[Served]:
    served = Served(root, *arguments)
    try:
        yield served
    finally:
        if served.process.poll() is None:
            served.end()


def test_the_served_page_follows_the_files_shows_mistakes_and_heals(mine):
    template = mine.root / "templates" / "digest.html"
    with serving(mine.root) as served:
        assert served.get("/")[1].count("Good evening, Ana.") >= 2
        number = served.get("/.feedpub/builds")[1]
        mine.write("editions/weekly-2026-W47.md", EDITION.replace("Good evening", "Good night"))
        assert "Good night, Ana." in served.after(number)
        number = served.get("/.feedpub/builds")[1]
        mine.write("templates/digest.html", "{% block %}<b>")
        broken = served.after(number)
        assert "<code>templates/digest.html:1</code>" in broken
        assert f'{{"reload":["/.feedpub/builds",{int(number) + 1}]}}' in broken
        number = served.get("/.feedpub/builds")[1]
        template.unlink()
        assert "Good night, Ana." in served.after(number)
        assert served.end() == 0
    assert "Error: templates/digest.html:1: " in served.log.read_text()


def test_the_server_shows_the_page_and_nothing_else(mine):
    with serving(mine.root) as served:
        assert served.get("/feedpub.toml")[0] == 404
        assert served.get("/", "POST")[0] == 405
        assert served.get("/", "HEAD") == (200, "")
        assert "connect-src 'self'" in served.get("/")[1]


def test_a_newsletter_that_does_not_exist_is_not_served(mine):
    ran = mine.process("newsletter", "preview", "dayly", "--serve", "--port", "0")
    assert ran.code == 2
    assert "there is no newsletter `dayly`" in ran.err


def test_the_page_of_a_mistake_escapes_what_it_quotes():
    page = error_page(FeedpubError("`<b>`", hint="</p><script>"), ("/x", 1))
    assert "`&lt;b&gt;`" in page
    assert "&lt;/p&gt;&lt;script&gt;" in page
