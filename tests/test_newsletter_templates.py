"""The templates: how a publication changes them, and how their mistakes are told."""

from __future__ import annotations

import pytest

from feedpub.errors import Location, TemplateError
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import builtin_folder, environment
from tests.newsletter_builders import NOW, article, config, edition, newsletter


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "templates" / "parts").mkdir(parents=True)
    return tmp_path / "templates"


def render(folder, *, language="en", zone="UTC", **changes):
    stories = [article(), article("Second", slug="second")]
    return render_edition(
        edition(stories),
        stories,
        newsletter(**changes),
        config(language=language, timezone=zone),
        environment(folder),
        now=NOW,
    )


def test_one_block_may_be_changed(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}{% block lead %}<tr><td>{{ stories[0].headline|upper }}'
        "</td></tr>{% endblock %}"
    )
    html = render(folder).html
    assert "THE FERRY THAT CAME BACK" in html
    assert "Continue reading" not in html
    assert "Second" in html
    assert "Unsubscribe" in html


def test_a_part_may_be_changed_for_all_templates(folder):
    (folder / "parts" / "byline.html").write_text("<p>{{ story.names|join }}, of this parish</p>")
    assert render(folder).html.count("Tom Hallett, of this parish") == 2


def test_the_base_may_be_changed_for_our_templates(folder):
    (folder / "base.html").write_text(
        '{% extends "builtin/base.html" %}{% block masthead %}<tr><td>Mine</td></tr>{% endblock %}'
    )
    html = render(folder).html
    assert "Mine" in html
    assert "Continue reading" in html


def test_colours_may_be_changed(folder):
    look = (builtin_folder() / "parts" / "look.html").read_text()
    (folder / "parts" / "look.html").write_text(look.replace("#9a1b1e", "#004488"))
    html = render(folder).html
    assert "#004488" in html
    assert "#9a1b1e" not in html


def test_a_template_of_an_own_name_needs_no_text_beside_it(folder):
    (folder / "brief.html").write_text("<!DOCTYPE html><p>{{ article.headline }}</p>")
    rendered = render(folder, template="brief")
    assert "<p>The ferry that came back</p>" in rendered.html
    assert "Continue reading:" in rendered.text


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        pytest.param(
            "{{ stroies }}", "unknown name `stroies`", "did you mean `stories`?", id="name"
        ),
        pytest.param(
            "{{ article.headlin }}",
            "`Story` has no `headlin`",
            "did you mean `headline`?",
            id="field",
        ),
        pytest.param(
            "{% for item in stories %}{{ itme.url }}{% endfor %}",
            "unknown name `itme`",
            "did you mean `item`?",
            id="name in a loop",
        ),
        pytest.param(
            "{{ article.picture.url }}", "nothing (`None`) has no `url`", "", id="nothing"
        ),
        pytest.param("{% if x %}", "Unexpected end of template", "", id="no end"),
        pytest.param("{{ article.headline|dat }}", "No filter named 'dat'", "", id="filter"),
        pytest.param(
            '{% include "parts/storry.html" %}',
            "there is no template `parts/storry.html`",
            "did you mean `parts/story.html`?",
            id="part",
        ),
        pytest.param(
            '{% extends "digest.html" %}',
            "the template includes itself",
            "to build on our template of the same name, extend `builtin/…`",
            id="itself",
        ),
        pytest.param("{{ 1 / 0 }}", "division by zero", "", id="arithmetic"),
        pytest.param(
            "{{ article.headline.__class__ }}",
            "access to attribute '__class__'",
            "",
            id="a way out of the sandbox",
        ),
    ],
)
def test_a_mistake_is_told_with_its_place_and_a_way_out(folder, template, message, hint):
    (folder / "digest.html").write_text(f"one\ntwo\n{template}\n")
    with pytest.raises(TemplateError) as caught:
        render(folder)
    error = caught.value
    assert message in error.message
    assert error.at is not None
    assert error.at.path == "templates/digest.html"
    assert error.at.line in (3, 4)  # what lacks an end is missed where the file ends
    assert error.hint == hint


def test_css_that_cannot_be_inlined_is_told_where_it_stands(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}\n{% block style %}\n<style>\np { color:red }\n'
        "td[title='a,b'] { color:red }\n</style>\n{% endblock %}\n"
    )
    with pytest.raises(TemplateError, match="CSS cannot be inlined") as caught:
        render(folder)
    assert caught.value.at == Location("templates/digest.html", 5)
    assert "data-premailer" in caught.value.hint


def test_an_endless_circle_is_blamed_on_the_template_that_closes_it(folder):
    (folder / "parts" / "byline.html").write_text('\n{% include "parts/lead.html" %}')
    with pytest.raises(TemplateError, match="includes itself") as caught:
        render(folder)
    assert caught.value.at == Location("templates/parts/byline.html", 2)


@pytest.mark.parametrize("name", ["digest.html", "parts/byline.html"])
def test_a_template_that_is_not_utf_8_is_named(folder, name):
    (folder / name).write_bytes(b"one\n\xff")
    with pytest.raises(TemplateError) as caught:
        render(folder)
    assert str(caught.value.at).startswith(f"templates/{name}:2:")


@pytest.mark.parametrize("text", ["", " \n", "{# nothing #}"])
def test_an_empty_template_is_an_error(folder, text):
    (folder / "digest.txt").write_text(text)
    with pytest.raises(TemplateError, match="writes nothing") as caught:
        render(folder)
    assert caught.value.at == Location("templates/digest.txt")


def test_a_mistake_in_a_part_is_told_there(folder):
    (folder / "parts" / "byline.html").write_text("\n{{ storey.names }}")
    with pytest.raises(TemplateError) as caught:
        render(folder)
    assert caught.value.at == Location("templates/parts/byline.html", 2)
    assert caught.value.hint == "did you mean `story`?"


def test_a_template_that_is_not_there_is_an_error_that_says_where_to_put_it(folder):
    with pytest.raises(TemplateError, match="no template `weakly") as caught:
        render(folder, template="weakly")
    assert "templates/weakly.html" in caught.value.hint


def test_dates_are_in_the_zone_and_the_language(folder):
    (folder / "digest.html").write_text("{{ now|date }}|{{ now|date('EEEE') }}|{{ 1234|number }}")
    assert (
        "19 de novembro de 2026|quinta-feira|1.234"
        in render(folder, language="pt-BR", zone="Pacific/Honolulu").html
    )
    assert "November 20, 2026|Friday|1,234" in render(folder, language="xx-nonsense").html


def test_nothing_in_html_is_taken_for_markup_but_html(folder):
    (folder / "digest.html").write_text("{{ '<b>' }} {{ article.body }}")
    (folder / "digest.txt").write_text("{{ '<b>' }}")
    rendered = render(folder)
    assert "&lt;b&gt;" in rendered.html
    assert "<p>It came back.</p>" in rendered.html
    assert rendered.text == "<b>\n"
