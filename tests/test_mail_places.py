"""Findings on mail stand in the author's own file: article, edition, settings or template."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedpub.newsletter import marks
from feedpub.newsletter.context import View
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


def test_an_article_that_nobody_sees_stands_at_its_entry(site: Site) -> None:
    site.article("2.md", title="Story 2 of the quay", id="tag:post.example,2026:2", draft=True)
    assert places(site, "mail-broken") == ["editions/weekly-2026-W47.md:9:5"]


def test_the_size_stands_at_the_articles_of_the_edition(site: Site) -> None:
    text = "\n\n".join(["The tide comes in, and goes out again, as it always did. " * 8] * 200)
    site.article("1.md", text, title="Story 1 of the quay", id="tag:post.example,2026:1")
    (found,) = [f for f in findings(site) if f["code"] in ("mail-large", "mail-clipped")]
    assert place(found) == "editions/weekly-2026-W47.md:7:1"
    assert "“Story 1 of the quay”" in found["message"]


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
