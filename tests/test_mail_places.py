"""Findings on mail stand in the author's own file: article, edition, settings or template."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedpub.newsletter import marks
from feedpub.newsletter.context import View
from feedpub.newsletter.inline import _css_inline
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from tests.mutating import png
from tests.newsletter_builders import NOW as MOMENT
from tests.newsletter_builders import config, harbour_edition, harbour_stories, newsletter
from tests.site import ROOT, Site

NEWSLETTER = """
[[newsletters]]
name = "weekly"
title = "The Weekly Post"
from = { name = "The Test Post", email = "desk@post.example" }
every = "week"
template = "TEMPLATE"
postal_address = "1 Post Road, Lisbon"
unsubscribe_url = "https://post.example/unsubscribe/"
reason = "You get this letter because you asked for it."
"""

EDITION = """\
---
newsletter: weekly
key: 2026-W47
date: 2026-11-20
subject: The ferry is back, and so are the gulls
preheader: Also, who keeps the clock of the pier and what the storm has left
articles:
  - id: "tag:post.example,2026:1"
  - id: "tag:post.example,2026:2"
    headline: Another headline
---

Good evening.

The skipper tells the rest.
"""


@pytest.fixture
def site(site: Site) -> Site:
    """A publication with two articles, an edition of them, and nothing wrong."""
    return mailing(site)


def mailing(site: Site, template: str = "article", more: str = "") -> Site:
    settings = Site.SETTINGS.replace("timezone", 'language = "en"\ntimezone')
    settings += '\n[[articles.assets]]\nfolder = "articles"\nurl = "{base_url}files/"\n'
    site.write("feedpub.toml", settings + NEWSLETTER.replace("TEMPLATE", template) + more)
    site.write("articles/pier.png", png(1200, 800))
    for number in (1, 2):
        site.article(
            f"{number}.md",
            f"First.\n\nSecond {number}.",
            title=f"Story {number} of the quay",
            id=f"tag:post.example,2026:{number}",
            summary=f"What happened at the quay on day {number}.",
            date=f"2026-11-1{number + 6}T08:00:00Z",
        )
    return site.write("editions/weekly-2026-W47.md", EDITION)


def places(site: Site, code: str) -> list[str]:
    """Return the places of the findings with a code."""
    return [place(finding) for finding in findings(site) if finding["code"] == code]


def findings(site: Site) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = site.run("check", "--format", "json").json()
    return found


def place(finding: dict[str, Any]) -> str:
    keys = ("path", "line", "column")
    return ":".join(str(finding[key]) for key in keys if finding.get(key))


def test_a_good_publication_has_nothing_to_say(site: Site) -> None:
    assert findings(site) == []


# --- articles and editions -------------------------------------------------------------------


def test_a_link_of_an_article_has_its_line(site: Site) -> None:
    text = "First.\n\nSecond [the log](http://yard.example/log) of it."
    site.article("1.md", text, title="Story 1 of the quay", id="tag:post.example,2026:1")
    assert places(site, "mail-link-insecure") == ["articles/1.md:8:18"]


def test_words_of_an_article_are_found_behind_its_emphasis(site: Site) -> None:
    text = "First.\n\nSecond [*click* here](https://yard.example/log) of it."
    site.article("1.md", text, title="Story 1 of the quay", id="tag:post.example,2026:1")
    assert places(site, "mail-link-vague") == ["articles/1.md:8:23"]


def test_a_field_of_the_front_matter_has_its_line(site: Site) -> None:
    site.article("1.md", title="Story 1 of the quay", id="tag:post.example,2026:1",
                 image="http://old.example/a.png", summary="What happened.")  # fmt: skip
    assert places(site, "mail-picture-insecure") == ["articles/1.md:5:9"]


def test_a_link_of_the_introduction_has_its_line(site: Site) -> None:
    text = EDITION.replace("the rest", "[the rest](http://yard.example/)")
    site.write("editions/weekly-2026-W47.md", text)
    assert places(site, "mail-link-insecure") == ["editions/weekly-2026-W47.md:15:30"]


@pytest.mark.parametrize(("field", "said", "line"), [
    ("subject", "News", 5), ("preheader", "Also", 6),
])  # fmt: skip
def test_a_field_of_the_edition_has_its_line(site: Site, field: str, said: str, line: int) -> None:
    lines = EDITION.split("\n")
    lines[line - 1] = f"{field}: {said}"
    site.write("editions/weekly-2026-W47.md", "\n".join(lines))
    assert places(site, f"mail-{field}") == [f"editions/weekly-2026-W47.md:{line}:1"]


def test_without_an_edition_the_first_article_is_to_blame_for_the_subject(site: Site) -> None:
    (site.root / "editions" / "weekly-2026-W47.md").unlink()
    site.article("2.md", title="Tide", id="tag:post.example,2026:2", date="2026-11-19T08:00:00Z",
                 summary="What happened at the quay on the second day of it.")  # fmt: skip
    assert places(site, "mail-subject") == ["articles/2.md:2:1"]


FIELD = '[newsletters.fields.since]\ndefault = "the flood"\n'


@pytest.mark.parametrize("wrong", [
    "subjct: Good evening to all who read us\n", "subject: [\n", "subject: {{ subscriber.nme }}\n",
])  # fmt: skip
def test_a_broken_edition_is_all_that_is_said_of_it(site: Site, wrong: str) -> None:
    mailing(site, more=FIELD)
    subject = "subject: The ferry is back, and so are the gulls\n"
    text = EDITION.replace("Good evening", "Since {{ subscriber.since }}").replace(subject, wrong)
    site.write("editions/weekly-2026-W47.md", text)
    site.article("2.md", "[here](https://a.example/)", title="Tide",
                 id="tag:post.example,2026:2")  # fmt: skip
    assert {finding["code"] for finding in findings(site)} == {"edition-broken"}


def test_a_field_may_be_what_the_broken_edition_is_for(site: Site) -> None:
    mailing(site, more=FIELD)
    old = EDITION.replace("W47", "W46").replace("11-20", "11-15")
    site.write("editions/weekly-2026-W46.md", old)
    site.write("editions/weekly-2026-W47.md", EDITION.replace("subject", "subjct"))
    assert places(site, "mail-field-unused") == []
    (site.root / "editions" / "weekly-2026-W47.md").unlink()
    assert len(places(site, "mail-field-unused")) == 1


def test_a_broken_edition_silences_its_own_newsletter_alone(site: Site) -> None:
    second = NEWSLETTER.replace('"weekly"', '"weekly-too"').replace("TEMPLATE", "digest")
    mailing(site, more=second + FIELD)
    text = EDITION.replace("subject", "subjct").replace("weekly", "weekly-too", 1)
    site.write("editions/weekly-too-2026-W47.md", text)
    assert places(site, "mail-field-unused") == []
    site.write("editions/weekly-too-2026-W47.md", text.replace("weekly-too", "weekly", 1))
    assert len(places(site, "mail-field-unused")) == 1


def test_an_article_that_nobody_sees_stands_at_its_entry(site: Site) -> None:
    site.article("2.md", title="Story 2 of the quay", id="tag:post.example,2026:2", draft=True)
    assert places(site, "mail-broken") == ["editions/weekly-2026-W47.md:9:5"]


def test_the_size_stands_at_the_articles_of_the_edition(site: Site) -> None:
    text = "\n\n".join(["The tide comes in, and goes out again, as it always did. " * 8] * 200)
    site.article("1.md", text, title="Story 1 of the quay", id="tag:post.example,2026:1")
    (found,) = [f for f in findings(site) if f["code"] in ("mail-large", "mail-clipped")]
    assert place(found) == "editions/weekly-2026-W47.md:7:1"
    assert "“Story 1 of the quay”" in found["message"]


def test_a_picture_without_an_address_stands_in_the_introduction(site: Site) -> None:
    text = EDITION.replace("the rest.", "the rest. `![here]()`\n\nAnd ![here]() too.")
    site.write("editions/weekly-2026-W47.md", text.replace("![here]() too", "![there]( ) too"))
    assert places(site, "mail-picture-embedded") == ["editions/weekly-2026-W47.md:17:5"]


def test_the_size_of_the_introduction_is_told_where_it_begins(site: Site) -> None:
    text = "The tide comes in, and goes out again, as it always did. " * 8
    site.write("editions/weekly-2026-W47.md", EDITION + "\n\n".join(["", *[text] * 200]))
    (found,) = [f for f in findings(site) if f["code"] in ("mail-large", "mail-clipped")]
    assert place(found) == "editions/weekly-2026-W47.md:13:1"
    assert re.search(r": the introduction \d\d+\.\d KB; story \d \d\.\d KB", found["message"])
    assert "shorten the introduction" in found["hint"]


# --- settings --------------------------------------------------------------------------------


def test_a_setting_that_is_missing_stands_at_its_table(site: Site) -> None:
    text = (site.root / "feedpub.toml").read_text()
    line = text[: text.index("[[newsletters]]")].count("\n") + 1
    site.write("feedpub.toml", text.replace('postal_address = "1 Post Road, Lisbon"\n', ""))
    assert places(site, "mail-address") == [f"feedpub.toml:{line}:3"]


def test_a_colour_of_the_brand_stands_at_its_setting(site: Site) -> None:
    mailing(site, "digest", '\n[newsletters.brand.colors]\nsoft = "#bbbbbb"\n')
    line = (site.root / "feedpub.toml").read_text().split("\n").index('soft = "#bbbbbb"') + 1
    assert places(site, "mail-contrast") == [f"feedpub.toml:{line}:1"]


def test_an_address_of_the_settings_stands_there_and_not_in_our_template(site: Site) -> None:
    text = (
        (site.root / "feedpub.toml")
        .read_text()
        .replace("https://post.example/unsub", "http://post.example/unsub")
    )
    site.write("feedpub.toml", text)
    line = text[: text.index("unsubscribe_url")].count("\n") + 1
    assert places(site, "mail-link-insecure") == [f"feedpub.toml:{line}:1"]


def test_an_address_of_the_whole_publication_stands_there_once(site: Site) -> None:
    text = (
        (site.root / "feedpub.toml")
        .read_text()
        .replace('"https://post.example/"', '"http://post.example/"')
    )
    site.write("feedpub.toml", text)
    assert set(places(site, "mail-link-insecure")) == {"feedpub.toml:3:1"}


@pytest.mark.parametrize(("kind", "example"), [
    ("date", "soon"), ("date", "2026-13-01"), ("number", "many"), ("address", "the shop"),
])  # fmt: skip
def test_an_example_that_is_none_stands_at_its_line(site: Site, kind: str, example: str) -> None:
    field = f'[newsletters.fields.since]\ntype = "{kind}"\n'
    mailing(site, more=f'{field}example = "{example}"\n')
    line = (site.root / "feedpub.toml").read_text().split("\n").index(f'example = "{example}"') + 1
    assert places(site, "mail-field") == [f"feedpub.toml:{line}:1"]


def test_a_good_example_is_left_alone(site: Site) -> None:
    good = {"a": ("date", "2026-11-20"), "b": ("number", "12.5"), "c": ("text", "Ann"),
            "d": ("address", "https://a.example/"), "e": ("date", "")}  # fmt: skip
    fields = (f'{n} = {{ type = "{k}", example = "{e}" }}\n' for n, (k, e) in good.items())
    mailing(site, more="[newsletters.fields]\n" + "".join(fields))
    assert places(site, "mail-field") == []


@pytest.mark.parametrize(("fonts", "count"), [
    ("Georgia", 1), ("Georgia, 'Times New Roman'", 1), ("Georgia, SERIF ", 0), ("system-ui", 0),
])  # fmt: skip
def test_fonts_without_a_generic_family_stand_at_their_setting(
    site: Site, fonts: str, count: int
) -> None:
    mailing(site, more=f'[newsletters.brand.fonts]\ntext = "{fonts}"\n')
    line = (site.root / "feedpub.toml").read_text().split("\n").index(f'text = "{fonts}"') + 1
    assert places(site, "mail-font") == [f"feedpub.toml:{line}:1"] * count


# --- templates -------------------------------------------------------------------------------

OWN = """\
{% extends "builtin/digest.html" %}
{% import "parts/tools.html" as tools %}
{% block more_styles %}
.notice { padding:16px 24px }
/* a comment,
   on two lines */
.notice p { color:{{ look.color.ink }};
  background-color:#777777 }
{% if stories|length > 1 %}.notice em { color:#dddddd }{% endif %}
{% endblock %}
{% block more %}
{{ super() }}
{% include "parts/notice.html" %}
{{ tools.twice() }}
{% endblock %}
"""
NOTICE = '<tr><td class="notice">\n<p>Readers walk <em>the pier</em>.</p>\n</td></tr>\n'
TOOLS = """\
{% macro twice() %}
{% for n in (1, 2) %}
<tr><td>{% if n %}<img src="https://post.example/{{ n }}.png" width="9">{% endif %}</td></tr>
{% endfor %}
{% endmacro %}
"""


@pytest.fixture
def own(site: Site) -> Site:
    """The same with templates of its own, in which something is wrong."""
    mailing(site, "own")
    site.write("templates/own.html", OWN)
    site.write("templates/parts/notice.html", NOTICE)
    return site.write("templates/parts/tools.html", TOOLS)


def test_what_a_macro_writes_twice_is_one_finding_at_its_line(own: Site) -> None:
    assert places(own, "mail-picture-undescribed") == ["templates/parts/tools.html:3:19"]


def test_a_colour_stands_at_its_line_in_the_styles(own: Site) -> None:
    found = places(own, "mail-contrast")
    assert "templates/own.html:8:3" in found
    assert "templates/own.html:9:41" in found


def test_a_colour_for_dark_screens_stands_where_both_are_said(own: Site) -> None:
    pair = ".notice h2, .small-print { color:light-dark(#222222,#333333) }\n/* a comment"
    own.write("templates/own.html", OWN.replace("/* a comment", pair))
    assert "templates/own.html:5:28" in places(own, "mail-contrast")


def test_css_that_mail_programs_read_themselves_has_its_line(own: Site) -> None:
    kept = """{% block kept_styles %}
<style data-premailer="ignore">
@media (prefers-color-scheme:dark) {
.notice p { top:0;
  color:#333333 !important; background-color:#222222 !important }
}
</style>
{% endblock %}
"""
    own.write("templates/own.html", OWN + kept)
    assert "templates/own.html:20:3" in places(own, "mail-contrast")


def test_an_element_stands_at_its_line_in_a_part(own: Site) -> None:
    own.write(
        "templates/parts/notice.html",
        NOTICE.replace("<em>", '<a href="/x">').replace("</em>", "</a>"),
    )
    assert places(own, "mail-link-relative") == ["templates/parts/notice.html:2:17"]


def test_what_is_missing_stands_at_the_block_that_should_say_it(own: Site) -> None:
    own.write("templates/own.html", OWN + "{% block address %}{% endblock %}\n")
    assert places(own, "mail-address") == ["templates/own.html:16:1"]


SEGMENTS = 'segments = ["members", "guests"]\n'


@pytest.mark.parametrize(("test", "column", "hint"), [
    ('segment == "member"', 18, "did you mean `members`?"),
    ('"gusts" != segment', 7, "did you mean `guests`?"),
    ('segment in ("members", "staff")', 30, "known here: guests, members"),
])  # fmt: skip
def test_a_segment_that_nobody_has_stands_at_its_line(
    own: Site, test: str, column: int, hint: str
) -> None:
    own.write("feedpub.toml", (own.root / "feedpub.toml").read_text() + SEGMENTS)
    own.write("templates/parts/notice.html", f"{NOTICE}{{% if {test} %}}<p>In</p>{{% endif %}}")
    (found,) = [f for f in findings(own) if f["code"] == "mail-template"]
    assert place(found) == f"templates/parts/notice.html:4:{column}"
    assert found["hint"] == hint


@pytest.mark.parametrize("line", [
    '{% if segment == "members" %}<p>In</p>{% endif %}',
    '{% if segment != "" %}<p>In</p>{% endif %}',
    '{% for segment in ("a", "b") %}{% if segment == "a" %}<p>In</p>{% endif %}{% endfor %}',
    '{# {% if segment == "member" %} #}',
    '{% raw %}<!-- {% if segment == "member" %} -->{% endraw %}',
])  # fmt: skip
def test_what_is_no_test_for_a_wrong_segment_is_left_alone(own: Site, line: str) -> None:
    own.write("feedpub.toml", (own.root / "feedpub.toml").read_text() + SEGMENTS)
    own.write("templates/parts/notice.html", NOTICE + line)
    assert places(own, "mail-template") == []


def test_a_template_may_ask_for_the_segments_of_each_newsletter_that_uses_it(own: Site) -> None:
    settings = (own.root / "feedpub.toml").read_text()
    second = NEWSLETTER.replace('"weekly"', '"second"').replace("TEMPLATE", "own") + SEGMENTS
    asks = '{% if segment == "members" %}<p>In</p>{% endif %}'
    own.write("templates/parts/notice.html", NOTICE + asks)
    assert places(own, "mail-template") == ["templates/parts/notice.html:4:18"]
    third = NEWSLETTER.replace('"weekly"', '"third"').replace("TEMPLATE", "own")
    own.write("feedpub.toml", settings + second + third)
    assert places(own, "mail-template") == []


def test_a_block_that_nothing_prints_stands_at_its_line(own: Site) -> None:
    own.write("templates/own.html", OWN + "{% block addres %}Here{% endblock %}\n")
    own.write("templates/own.txt", '{% extends "digest.txt" %}\n{% block contents %}{% endblock %}')
    found = [f for f in findings(own) if f["code"] == "mail-template"]
    assert [place(f) for f in found] == ["templates/own.html:16:1", "templates/own.txt:2:1"]
    assert [f["hint"] for f in found] == ["did you mean `address`?", "did you mean `content`?"]


@pytest.mark.parametrize("line", [
    "{% block address %}Here {% block mine %}1 Post Road, Lisbon{% endblock %}{% endblock %}",
    "{% block mine %}Here{% endblock %}{% block footer_start %}{{ self.mine() }}{% endblock %}",
    "{% block outlook %}{% endblock %}",
])  # fmt: skip
def test_a_block_that_something_prints_is_left_alone(own: Site, line: str) -> None:
    own.write("templates/own.html", OWN + line)
    assert places(own, "mail-template") == []


def test_a_template_that_chooses_what_it_extends_may_have_any_block(own: Site) -> None:
    chosen = '{% extends "builtin/digest.html" if 1 else "builtin/article.html" %}'
    text = OWN.replace('{% extends "builtin/digest.html" %}', chosen)
    own.write("templates/own.html", text + "{% block addres %}{% endblock %}")
    assert places(own, "mail-template") == []


@pytest.mark.parametrize(("line", "places_"), [
    ("Mind the gap.", ["16:1"]), ("\n\n  <p>Mind</p>", ["18:3"]), ("{{ subject }}", ["16:1"]),
    ("{% if stories %}<p>In</p>\n{% for s in stories %}{{ s.url }}{% endfor %}{% endif %}",
     ["16:17"]),
    ("{% call tools.twice() %}{% endcall %}", ["16:1"]), ("One {{ subject }}\n two", ["16:1"]),
    ("One{% block extra %}{% endblock %}", ["16:1"]),
    ("One{% set x = 1 %}\nTwo{% set y = 1 %}", ["16:1", "17:1"]),
])  # fmt: skip
def test_text_outside_of_all_blocks_stands_at_its_line(
    own: Site, line: str, places_: list[str]
) -> None:
    own.write("templates/own.html", OWN + line)
    told = [f for f in findings(own) if "outside of all blocks" in f["message"]]
    assert [place(f) for f in told] == [f"templates/own.html:{at}" for at in places_]
    assert {f["code"] for f in told} == {"mail-template"}


@pytest.mark.parametrize("line", [
    " \n\n", "{# Mind the gap #}", "{% set x = 'Mind' %}", "{% set x %}Mind{% endset %}",
    "{% macro gap() %}Mind {{ 1 }}{% endmacro %}", '{% from "parts/tools.html" import twice %}',
    "{% if stories %}{% set x = 1 %}{% endif %}", "{% raw %} {% endraw %}",
])  # fmt: skip
def test_what_only_prepares_blocks_may_stand_outside_of_them(own: Site, line: str) -> None:
    own.write("templates/own.html", OWN + line)
    assert places(own, "mail-template") == []


def test_a_template_that_extends_none_may_have_text_anywhere(own: Site) -> None:
    own.write("templates/own.txt", "{% block a %}A{% endblock %}\n{{ subject }} and text")
    assert places(own, "mail-template") == []


@pytest.mark.parametrize(("attributes", "code"), [
    ('width="300"', "mail-picture-undescribed"), ('alt="A pier"', "mail-picture-width"),
])  # fmt: skip
def test_an_attribute_that_the_template_leaves_out_is_the_templates_mistake(
    own: Site, attributes: str, code: str
) -> None:
    own.article("2.md", title="Story 2 of the quay", id="tag:post.example,2026:2",
                image={"url": "pier.png", "alt": "A gull on the roof"})  # fmt: skip
    image = f'<img src="{{{{ story.picture.url }}}}" {attributes}>'
    cell = f'<tr><td data-story="{{{{ story.number }}}}">\n{image}</td></tr>'
    shown = "{% for story in stories if story.picture %}" + cell + "{% endfor %}"
    own.write("templates/parts/notice.html", f"{NOTICE}{shown}")
    assert "templates/parts/notice.html:5:1" in places(own, code)
    assert not [at for at in places(own, code) if at.startswith("articles/")]


def test_a_description_that_the_article_gives_wrongly_stays_the_articles(own: Site) -> None:
    own.article("2.md", title="Story 2 of the quay", id="tag:post.example,2026:2",
                image={"url": "pier.png", "alt": "pier.png"})  # fmt: skip
    image = '<img src="{{ story.picture.url }}" alt="{{ story.picture.alt }}" width="300">'
    cell = f'<tr><td data-story="{{{{ story.number }}}}">\n{image}</td></tr>'
    shown = "{% for story in stories if story.picture %}" + cell + "{% endfor %}"
    own.write("templates/parts/notice.html", f"{NOTICE}{shown}")
    told = places(own, "mail-picture-undescribed")
    assert not [at for at in told if at.startswith("templates/parts/notice")]
    assert [at for at in told if at.startswith("articles/2.md")]


@pytest.mark.parametrize("command", [
    ("check",), ("newsletter", "render", "weekly"), ("build",),
])  # fmt: skip
def test_an_inliner_that_is_not_installed_stands_at_its_setting(
    site: Site, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (site.root / "feedpub.toml").read_text() + "pages = true\n"
    site.write("feedpub.toml", text + '\n[mail]\ninliner = "css-inline"\n')
    line = text.count("\n") + 3
    monkeypatch.setitem(sys.modules, "css_inline", None)
    _css_inline._transform.cache_clear()
    ran = site.run(*command)
    assert ran.code == 1
    said = ran.out + ran.err
    assert said.count(f"feedpub.toml:{line}:1: ") == 1
    assert "css-inline is not installed" in said
    assert "pip install 'feedpub[css-inline]', or take `premailer`" in said
    assert "templates/" not in said


ASIDE = '# {% if segment == "nobody" %}{% endif %}'


@pytest.mark.parametrize("name", ["../feedpub.toml", "/feedpub.toml", "a" * 5000, "own.html"])
def test_no_name_of_a_template_leads_out_of_the_folder(own: Site, name: str) -> None:
    own.write("feedpub.toml", (own.root / "feedpub.toml").read_text() + ASIDE)
    own.write("templates/own.html", f'{OWN}{{% block more_styles2 %}}{{% include "{name}" %}}'
              "{% endblock %}")  # fmt: skip
    assert places(own, "mail-template") == ["templates/own.html:16:1"]


def test_an_element_without_an_end_stands_at_its_line(own: Site) -> None:
    own.write("templates/parts/notice.html", NOTICE.replace("</em>", "")
              + '<tr><td><table role="none"><tr><td>In</td></tr>\n</td></tr>')  # fmt: skip
    assert places(own, "mail-unclosed") == [
        "templates/parts/notice.html:2:17", "templates/parts/notice.html:4:9",
    ]  # fmt: skip


@pytest.mark.parametrize("line", [
    "<p>One<p>Two", "<ul><li>One<li>Two</ul>", '<table role="none"><tr><td>In<tr><td>In</table>',
    "<!--[if mso]><b><i><![endif]-->In<!--[if mso]></i></b><![endif]-->",
    "<!--[if mso]><b><![endif]--><i>In<!--[if mso]></b><![endif]--></i>",
    "{% if 1 %}<b>{% endif %}In{% if 1 %}</b>{% endif %}", "<br>In<wbr><hr>",
])  # fmt: skip
def test_what_need_not_be_closed_is_left_alone(own: Site, line: str) -> None:
    own.write("templates/parts/notice.html", f"<tr><td>{line}</td></tr>")
    assert places(own, "mail-unclosed") == []


PICTURE = '<tr><td><img src="https://a.example/a.png" width="9" alt="A gull on the roof"></td></tr>'


def test_a_picture_that_the_text_does_not_describe_stands_at_its_line(own: Site) -> None:
    own.write("templates/parts/notice.html", NOTICE + PICTURE)
    assert places(own, "mail-text") == ["templates/parts/notice.html:4:9"]
    base = '{% extends "digest.txt" %}{% block masthead %}{{ super() }}'
    own.write("templates/own.txt", base + "\n[A gull\n  on the roof]{% endblock %}")
    assert places(own, "mail-text") == []


def test_a_picture_of_an_article_that_the_text_does_not_describe_stands_there(own: Site) -> None:
    image = {"url": "pier.png", "alt": "A gull on the roof"}
    own.article("2.md", title="Story 2 of the quay", id="tag:post.example,2026:2",
                summary="What happened.", image=image)  # fmt: skip
    assert places(own, "mail-text") == []
    own.write("templates/own.txt", '{% extends "digest.txt" %}{% set with_picture = false %}')
    (at,) = places(own, "mail-text")
    assert at.startswith("articles/2.md:")


def test_the_words_for_a_logo_need_not_be_in_the_text(site: Site) -> None:
    logo = '[brand.logo]\nimage = "https://a.example/a.png"\nalt = "A gull on a wave"\n'
    mailing(site, "digest", logo)
    assert places(site, "mail-text") == []


BUTTON = """\
{% block footer_start %}
{% set BUTTON %}
{% include "parts/button.html" %}
{% endblock %}
"""


@pytest.mark.parametrize(("said", "column"), [
    ('url, label = "https://else.example/in", "Our room"', 22),
    ('url = "https://else.example/in" %}{% set label = "Our room"', 15),
    ('url, label = publication.base_url ~ "in/", "Our room"', 45),
])  # fmt: skip
def test_what_a_part_of_ours_prints_stands_where_it_was_given(
    own: Site, said: str, column: int
) -> None:
    own.write("templates/own.html", OWN + BUTTON.replace("BUTTON", said))
    assert places(own, "mail-text")[0] == f"templates/own.html:17:{column}"


def test_words_that_a_part_of_ours_prints_stand_where_they_were_given(own: Site) -> None:
    said = 'url, label = "https://else.example/in", "Click here"'
    own.write("templates/own.html", OWN + BUTTON.replace("BUTTON", said))
    assert places(own, "mail-link-vague") == ["templates/own.html:17:49"]


def test_addresses_of_subscribers_stand_at_their_settings_as_they_are_written(site: Site) -> None:
    who, written = "?who={{ subscriber.email }}", "?who={{subscriber.email|d('nobody')}}"
    text = (
        (site.root / "feedpub.toml")
        .read_text()
        .replace("https://post.example/uns", "http://post.example/uns")
    )
    more = f'\npreferences_url = "http://post.example/wishes/{who}"\n'
    site.write("feedpub.toml", text.replace('unsubscribe/"', f'unsubscribe/{written}"') + more)
    lines = (site.root / "feedpub.toml").read_text().split("\n")
    told = [f for f in findings(site) if f["code"] == "mail-link-insecure"]
    assert [lines[f["line"] - 1].split(" ")[0] for f in told] == [
        "unsubscribe_url", "preferences_url",
    ]  # fmt: skip
    assert [f["message"] for f in told] == [
        f"the link `http://post.example/{path}/{who}` is not encrypted"
        for path in ("unsubscribe", "wishes")
    ]


@pytest.mark.parametrize("length", [30, 42, 48, 54])
def test_no_message_shows_the_half_of_a_word_that_stands_for_a_field(
    site: Site, length: int
) -> None:
    address = f"http://post.example/{'x' * length}?a={{{{ subscriber.email }}}}&b={'c' * 40}"
    text = (site.root / "feedpub.toml").read_text()
    site.write("feedpub.toml", f'{text}\npreferences_url = "{address}"\n')
    (found,) = [f for f in findings(site) if f["code"] == "mail-link-insecure"]
    assert f"{'x' * length}?a={{{{ subscriber.email }}}}" in found["message"]
    assert "zq" not in found["message"]


@pytest.mark.parametrize(("line", "said"), [
    ("{{ subscriber.email | number }}", "`{{ subscriber.email }}` is no number"),
    ('<p><a href="http://a.example/?{{ subscriber.email }}">In here</a></p>',
     "the link `http://a.example/?{{ subscriber.email }}` is not encrypted"),
])  # fmt: skip
def test_messages_name_fields_as_authors_write_them(own: Site, line: str, said: str) -> None:
    own.write("templates/parts/notice.html", NOTICE + line)
    told = [f for f in findings(own) if f["message"] == said]
    assert [f"{f['path']}:{f['line']}" for f in told] == ["templates/parts/notice.html:4"]


def test_a_field_that_is_no_address_stands_at_the_link(own: Site) -> None:
    link = '<a title="a"\n  href="{{ subscriber.email }}">In</a>'
    use = f"<p>{{{{ subscriber.email }}}}</p>\n<p>{{% if 1 > 0 %}}{link}{{% endif %}}</p>"
    own.write("templates/parts/notice.html", NOTICE + use)
    assert places(own, "mail-broken") == ["templates/parts/notice.html:6:9"]


def test_a_field_in_a_class_stands_there(own: Site) -> None:
    use = '<p>{{ subscriber.email }}</p>\n<p class="a {{ subscriber.email }}">In</p>'
    own.write("templates/parts/notice.html", NOTICE + use)
    assert places(own, "mail-broken") == ["templates/parts/notice.html:5:13"]


def test_html_in_a_stylesheet_stands_where_it_is_written(own: Site) -> None:
    own.write("templates/own.html", OWN.replace(".notice em", "</style>.notice em"))
    assert places(own, "mail-broken") == ["templates/own.html:9:28"]
    own.write("templates/own.html", OWN)
    own.write("templates/styles/quote.css", ".a { top:0 }\n<style>\n")
    assert places(own, "mail-broken") == ["templates/styles/quote.css:2:1"]


@pytest.mark.parametrize("line", ["{{ stroy }}", "{% endfor %}", "{{ 1 / 0 }}"])
def test_a_broken_template_hides_nothing_else(own: Site, line: str) -> None:
    settings = (own.root / "feedpub.toml").read_text()
    second = NEWSLETTER.replace('"weekly"', '"second"').replace("TEMPLATE", "digest")
    own.write("feedpub.toml", settings + second.replace("1 Post Road, Lisbon", ""))
    own.write("templates/parts/notice.html", NOTICE + line)
    assert places(own, "mail-broken") == ["templates/parts/notice.html:4"]
    assert len(places(own, "mail-address")) == 1


def test_what_several_segments_have_is_told_once(own: Site) -> None:
    text = (own.root / "feedpub.toml").read_text()
    own.write("feedpub.toml", text + 'segments = ["members", "guests"]\n')
    assert len(places(own, "mail-picture-undescribed")) == 1


def test_what_one_segment_has_is_told_too(own: Site) -> None:
    text = (own.root / "feedpub.toml").read_text()
    own.write("feedpub.toml", text + 'segments = ["members", "guests"]\n')
    words = '\n{% if segment == "guests" %}<p><a href="/x">The door</a></p>{% endif %}'
    own.write("templates/parts/notice.html", NOTICE + words)
    assert places(own, "mail-link-relative") == ["templates/parts/notice.html:5:32"]


def test_a_past_edition_is_looked_at_only_if_there_is_no_newer_one(site: Site) -> None:
    old = EDITION.replace("W47", "W40").replace("11-20", "10-02").replace("The ferry is back, ", "")
    site.write("editions/weekly-2026-W40.md", old.replace("2026:1", "2026:9"))
    assert not [f for f in findings(site) if "W40" in place(f) and f["code"].startswith("mail-")]


def test_without_newsletters_no_template_is_loaded(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS)
    (site.root / "editions" / "weekly-2026-W47.md").unlink()
    program = (
        "import sys; from feedpub.cli import main; "
        f"main(['-C', {str(site.root)!r}, 'check', '--now', '2026-11-20'], standalone_mode=False); "
        "print('jinja2' in sys.modules, 'tinycss2' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT)
    assert ran.stdout.endswith("False False\n"), ran.stderr


# --- marks -----------------------------------------------------------------------------------


@pytest.mark.parametrize("template", ["digest", "article", "brief"])
def test_without_its_marks_a_marked_mail_is_the_same(template: str) -> None:
    given = (harbour_edition(), harbour_stories(), newsletter(template=template), config())
    plain = render_edition(*given, environment(None), now=MOMENT)
    marked = render_edition(
        *given, environment(None, marked=True), now=MOMENT, view=View(marked=True)
    )
    assert marks.ATTRIBUTE in marked.html
    assert marks.unmarked(marked.html) == plain.html
    assert marks.unmarked(marked.source) == plain.source
    assert marked.text == plain.text
    assert marks.ATTRIBUTE not in plain.html + plain.source


def test_without_its_marks_a_mail_of_own_templates_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "own.html").write_text(OWN)
    (tmp_path / "parts" / "notice.html").write_text(NOTICE)
    (tmp_path / "parts" / "tools.html").write_text(TOOLS)
    given = (harbour_edition(), harbour_stories(), newsletter(template="own"), config())
    plain = render_edition(*given, environment(tmp_path), now=MOMENT)
    marked = render_edition(
        *given, environment(tmp_path, marked=True), now=MOMENT, view=View(marked=True)
    )
    assert marks.unmarked(marked.html) == plain.html


@pytest.mark.parametrize(("source", "wanted"), [
    ("<td class=a>", '<td data-src="x.html:1:1" class=a>'),
    ("\n <h{{ n }}>", '\n <h{{ n }} data-src="x.html:2:2">'),
    ('<a {% if x > 1 %}title="<b>"{% endif %}>', None),
    ("{{ '<b>' }}{# <i> #}{% set x = '<u>' %}", "{{ '<b>' }}{# <i> #}{% set x = '<u>' %}"),
    ("{% raw %}<b>{% endraw %}", "{% raw %}<b>{% endraw %}"),
    ("a < b, </p>, <!-- c -->", "a < b, </p>, <!-- c -->"),
])  # fmt: skip
def test_marks_stand_in_start_tags_alone(source: str, wanted: str | None) -> None:
    marked = marks.marked(source, "x.html")
    assert marks.unmarked(marked) == source
    assert wanted is None or marked == wanted
    assert marked.count("data-src") == (source[:1] in "<\n")


def test_css_keeps_its_places_through_marks() -> None:
    css = "/* a\n   b */\n.a { color:red;\n  margin:0 }\n@media x { .b { top:0 } }\n"
    marked = marks.marked(css, "a/x.css")
    sheet = marks.sheet_of(marked)
    assert sheet.css == css
    place = sheet.place(css.index("margin"))
    assert place is not None
    assert str(place) == "a/x.css:4:3"
    assert str(sheet.place(css.index("top"))) == "a/x.css:5:17"
