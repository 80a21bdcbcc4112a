"""What an own template leaves out is its own mistake, whatever it shows."""

from __future__ import annotations

import pytest

from tests.site import Site
from tests.test_mail_places import findings, mailing, place, places

TEMPLATE = """\
{% extends "builtin/digest.html" %}
{% block lead %}
<tr><td class="block">
{% for story in stories %}<div data-story="{{ story.number }}">
IMAGE
</div>{% endfor %}
</td></tr>
{% endblock %}
"""


@pytest.fixture
def pictured(site: Site) -> Site:
    """An edition whose template shows the pictures of its articles by itself."""
    mailing(site, "own")
    for number in (1, 2):
        site.article(f"{number}.md", "First.", title=f"Story {number} of the quay",
                     id=f"tag:post.example,2026:{number}", date=f"2026-11-1{number + 6}T08:00:00Z",
                     image={"url": "pier.png", "alt": "The pier"})  # fmt: skip
    return site


def shown(site: Site, image: str) -> Site:
    return site.write("templates/own.html", TEMPLATE.replace("IMAGE", image))


@pytest.mark.parametrize(
    ("attributes", "code"),
    [('width="300"', "mail-picture-undescribed"), ('alt="A pier"', "mail-picture-width")],
)
def test_a_picture_without_an_attribute_stands_where_the_template_writes_it(
    pictured: Site, attributes: str, code: str
) -> None:
    shown(pictured, f'<img src="{{{{ story.picture.url }}}}" {attributes}>')
    assert places(pictured, code) == ["templates/own.html:5:1"]


def test_what_an_article_says_of_its_picture_stays_the_articles(pictured: Site) -> None:
    for number in (1, 2):
        text = (pictured.root / f"articles/{number}.md").read_text()
        pictured.write(f"articles/{number}.md", text.replace("The pier", "pier.png"))
    image = '<img src="{{ story.picture.url }}" alt="{{ story.picture.alt }}" width="300">'
    found = places(shown(pictured, image), "mail-picture-undescribed")
    assert {each.partition(":")[0] for each in found} == {"articles/1.md", "articles/2.md"}


@pytest.mark.parametrize(
    "start",
    ['<p class="half>', '<p title="half>', "<p class='half>", '<a href="https://post.example/>'],
)
def test_a_value_without_its_closing_quote_stands_at_its_tag(site: Site, start: str) -> None:
    block = "{% block footer_start %}\nSTARTHalf</p>\n<p class='x' id=\"y\">More</p>{% endblock %}"
    text = '{% extends "builtin/digest.html" %}\n' + block.replace("START", start)
    mailing(site, "own").write("templates/own.html", text)
    found = [each for each in findings(site) if each["code"] == "mail-unclosed"]
    assert place(found[0]) == "templates/own.html:3:1"
    assert "has no closing quote" in found[0]["message"]


@pytest.mark.parametrize("outside", ["Hello readers", "<p>\n  Hello</p>", "{{ subject }}"])
def test_what_stands_outside_of_all_blocks_is_told_at_its_line(site: Site, outside: str) -> None:
    mailing(site, "own").write("templates/own.html", f"{TEMPLATE}\n{outside}\n{{# x #}}")
    (found,) = [each for each in findings(site) if each["code"] == "mail-template"]
    assert place(found).startswith("templates/own.html:10")
    assert "stands outside of all blocks, so nothing prints it" in found["message"]


def test_what_only_prepares_blocks_may_stand_outside(site: Site) -> None:
    before = "{# a comment #}\n{% set x = 1 %}\n{% macro y() %}text{% endmacro %}\n"
    mailing(site, "own").write("templates/own.html", before + TEMPLATE.replace("IMAGE", ""))
    assert places(site, "mail-template") == []


def test_a_program_that_nobody_knows_stands_at_the_setting(site: Site) -> None:
    mailing(site, "digest", '\n[mail]\nclients = ["gmial"]\n')
    ran = site.run("check")
    assert "feedpub.toml:33:1: `gmial` is not a mail client that is known" in ran.err
    assert "did you mean `gmail`?" in ran.err
