"""The templates: how a publication changes them, and how their mistakes are told."""

from __future__ import annotations

import re
from collections import Counter

import lxml.html
import pytest

from feedpub.errors import Location, TemplateError
from feedpub.newsletter.context import View
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.sentences import sentences
from feedpub.newsletter.templates import builtin_folder, environment
from tests.newsletter_builders import (
    NOW,
    article,
    config,
    edition,
    ferry,
    harbour_stories,
    newsletter,
)


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


def test_a_template_may_have_a_look_of_its_own(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}'
        '{% set look = look.but(light={"accent": "#004488"}, fonts={"text": "Verdana"}) %}'
    )
    html = render(folder).html
    assert "#004488" in html
    assert "#9a1b1e" not in html
    assert "#80a2c4" in html  # the same, for dark screens
    assert "font-family:Verdana" in html.replace(" ", "")


@pytest.mark.parametrize(
    ("template", "width"),
    [
        pytest.param("{% set look = look.but(width=620) %}", "572", id="a width of its own"),
        pytest.param("", "552", id="ours"),
        pytest.param(
            "{% set look = look.but(width=620) %}{% block intro %}<tr><td>{{ intro }}</td></tr>"
            "{% endblock %}",
            "552",
            id="printed as it is, it is for the column of the settings",
        ),
    ],
)
def test_pictures_of_the_introduction_are_as_wide_as_the_column(folder, template, width):
    (folder / "digest.html").write_text('{% extends "builtin/digest.html" %}' + template)
    intro = '<p><img src="https://x.example/a.png" width="1600" height="900" alt="A"></p>'
    stories = [article()]
    html = render_edition(
        edition(stories), stories, newsletter(), config(), environment(folder),
        now=NOW, intro=intro,
    ).html  # fmt: skip
    assert lxml.html.document_fromstring(html).xpath("//img[@alt='A']/@width") == [width]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ('light={"accent": "blue"}', "`blue` is no colour of six digits"),
        ('light={"acent": "#004488"}', "acent"),
        ('fonts={"text": "a;b"}', "`a;b` is no list of fonts"),
        ("colour=1", "colour"),
        ("width=20", "20 pixels"),
    ],
)
def test_a_look_that_cannot_be_is_told_where_it_stands(folder, given, message):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}\n{% set look = look.but(' + given + ") %}"
    )
    with pytest.raises(TemplateError) as caught:
        render(folder)
    assert message in caught.value.message
    assert caught.value.at == Location("templates/digest.html", 2)


def test_rules_of_ones_own_win_and_are_dark_in_the_dark(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}{% block more_styles %}'
        ".lead .headline { font-size:50px; border-top:1px solid {{ look.color.accent }} }"
        "{% endblock %}"
    )
    html = render(folder).html
    assert re.search(r'<h2 class="headline"[^>]*50px', html)
    assert ".lead .headline{border-top-color:#f2968b !important}" in html


def test_one_stylesheet_may_be_changed(folder):
    (folder / "styles").mkdir()
    (folder / "styles" / "button.css").write_text(".button a { color:#123456 }")
    html = render(folder).html
    assert "#123456" in html
    assert "padding:12px 22px" not in html.replace(": ", ":")


@pytest.mark.parametrize(
    ("css", "line"),
    [
        (".button { }\n.kicker { color:{{ look.color.acent }} }", 2),
        (".button { }\n\ntd[title='a,b'] { color:red }", 3),
    ],
    ids=["an unknown name", "a rule that cannot be inlined"],
)
def test_a_mistake_in_a_stylesheet_is_told_there(folder, css, line):
    (folder / "styles").mkdir()
    (folder / "styles" / "button.css").write_text(css)
    with pytest.raises(TemplateError) as caught:
        render(folder)
    assert caught.value.at == Location("templates/styles/button.css", line)


def test_html_among_the_rules_is_refused(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}{% block styles %}<style>p {}</style>{% endblock %}'
    )
    with pytest.raises(TemplateError, match="blocks of styles hold CSS alone"):
        render(folder)


def test_a_template_of_an_own_name_needs_no_text_beside_it(folder):
    (folder / "short.html").write_text("<!DOCTYPE html><p>{{ article.headline }}</p>")
    rendered = render(folder, template="short")
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
        pytest.param(
            "{% if x %}", "this `if` has no end", "close it by `{% endif %}`", id="no end"
        ),
        pytest.param(
            "{{ article.headline|dat }}",
            "there is no filter `dat`",
            "did you mean `date`?",
            id="filter",
        ),
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


def mistake(folder, template, part=""):
    """Return what is told of a template."""
    (folder / "digest.html").write_text(template)
    if part:
        (folder / "parts" / "mine.html").write_text(part)
    with pytest.raises(TemplateError) as caught:
        render(folder)
    return caught.value


@pytest.mark.parametrize(
    ("template", "line", "message", "hint"),
    [
        pytest.param(
            "a\n{% block b %}\n{% for x in stories %}\n{{ x }}\n{% endfor %}\n",
            2,
            "this `block b` has no end",
            "close it by `{% endblock %}`",
            id="to the end of the file",
        ),
        pytest.param(
            "{% block b %}\n{% for x in stories %}\n{{ x }}\n{% endblock %}",
            4,
            "`endblock` stands where the `for` of line 2 has no end yet",
            "write `{% endfor %}` above it",
            id="within another",
        ),
        pytest.param(
            "{% set a = 1 %}{% set b %}x{% endset %}\n{% set c %}\n{% if a %}{% endif %}\n",
            2,
            "this `set` has no end",
            "close it by `{% endset %}`",
            id="a set without a value",
        ),
        pytest.param(
            "{% if stories %}\n{% set a = 1 %}{% set b = [1]|join(d='') %}\n",
            1,
            "this `if` has no end",
            "close it by `{% endif %}`",
            id="a set with its value needs no end",
        ),
        pytest.param(
            "{% for x in stories %}\n{% endif %}{% endfor %}",
            2,
            "`endif` does not belong to the `for` of line 1, which is open here",
            "take it out, or open above what it belongs to",
            id="an end of something else",
        ),
        pytest.param(
            "\n{% endfor %}",
            2,
            "`endfor` has nothing to close",
            "take it out, or open it above",
            id="an end of nothing",
        ),
        pytest.param(
            "{% forr x in stories %}{% endfor %}",
            1,
            "there is no tag `forr`",
            "did you mean `for`?",
            id="no tag",
        ),
    ],
)
def test_tags_that_do_not_fit_are_told_with_where_they_began(folder, template, line, message, hint):
    error = mistake(folder, template)
    assert (error.message, error.at, error.hint) == (
        message,
        Location("templates/digest.html", line),
        hint,
    )


@pytest.mark.parametrize("marked", [False, True])
@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        pytest.param(
            '{% include "parts/button.html" %}',
            "`parts/button.html` needs `url`, which is not given to it here",
            'write `{% set url, label = "https://…", "…" %}` above it',
            id="both names",
        ),
        pytest.param(
            '{% set url = "https://a.example/" %}{% include "parts/button.html" %}',
            "`parts/button.html` needs `label`, which is not given to it here",
            'write `{% set label = "…" %}` above it',
            id="one of them",
        ),
        pytest.param(
            '{% for story in stories %}{% include "parts/compact.html" %}{% endfor %}',
            "`parts/compact.html` needs `first`, which is not given to it here",
            "write `{% set first = loop.first %}` above it",
            id="in a loop",
        ),
        pytest.param(
            '{% set media = stories %}{% include "builtin/parts/card.html" %}',
            "`parts/card.html` cannot use what is given to it: `tuple` has no `media_type`",
            "the comment on the top of `builtin/parts/card.html` tells what it needs",
            id="of another kind",
        ),
    ],
)
def test_what_a_part_of_ours_lacks_is_told_where_it_is_included(
    folder, template, message, hint, marked
):
    (folder / "parts" / "mine.html").write_text(f"\n{template}")
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}{% block lead %}\n'
        '{% include "parts/mine.html" %}{% endblock %}'
    )
    stories = [article(), article("Second", slug="second")]
    with pytest.raises(TemplateError) as caught:
        render_edition(
            edition(stories),
            stories,
            newsletter(),
            config(),
            environment(folder, marked=marked),
            now=NOW,
            view=View(marked=marked),
        )
    error = caught.value
    assert (error.message, error.hint) == (message, hint)
    assert error.at == Location("templates/parts/mine.html", 2)


def test_what_a_part_lacks_that_no_own_template_includes_stands_in_the_part(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}{% block more %}{% include "x.html" %}{% endblock %}'
        '{% set look = "none" %}'
    )
    (folder / "x.html").write_text("x")
    with pytest.raises(TemplateError) as caught:
        render(folder)
    assert caught.value.at is not None
    assert caught.value.at.path.startswith("builtin/")
    assert "has no" in caught.value.message


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ('now|date("%d %b")', "`%d %b` is no pattern of dates"),
        ('now|date("%d")', "`%d` is no pattern of dates"),
        ('now|date("lnog")', "`lnog` is no pattern of dates"),
        ('now|date("d MMMM, HH:mm")', "`d MMMM, HH:mm` is no pattern of dates"),
        ('now|date("d \'of MMMM")', "`d 'of MMMM` is no pattern of dates"),
        ("now|date(5)", "`5` is no pattern of dates"),
        ('"soon"|date', "`soon` is no date"),
        ("stories|date", "a list is no date"),
        ("now|period(article)", "`Story` is no date"),
        ("now|period", "the filter `period` lacks `last`"),
        ("now|date(form=1, x=2)", "the filter `date` has no `x`"),
        ("1|number(2)", "the filter `number` is given too much"),
        ('"many"|number', "`many` is no number"),
        ("(now.year * 1e308)|number", "`inf` is no number"),
        ("none|number", "`None` is no number"),
        ('"3"|count(words.minutes)', "`3` is no number"),
        ("stories|count", "the filter `count` lacks `forms`"),
        ('3|count("stories")', "`stories` has no forms for a number"),
        ('3|count({"one": "a"})', "a table has no forms for a number"),
        ('3|count({"other": "{x}"})', "a table has no forms for a number"),
        ("5|uri", "the filter `uri` cannot use `5`"),
        ('"a b"|wrap("7")', 'the filter `wrap` cannot use `"a b"`, `"7"`'),
        ("5|join", "the filter `join` cannot use `5`"),
        ("article|wrap(7)", "the filter `wrap` cannot use `Story`, `7`"),
        ('"{a}".format(b=1)', "there is no `a`"),
    ],
)
def test_what_a_filter_cannot_use_is_told_in_a_sentence(folder, said, message):
    error = mistake(folder, f"\n{{{{ {said} }}}}")
    assert error.message == message
    assert error.at == Location("templates/digest.html", 2)


def test_what_nothing_can_loop_over_is_told_in_a_sentence(folder):
    error = mistake(folder, "{% for x in 5|batch(2) %}{% endfor %}")
    assert error.message == "in `int` there is nothing to loop over"


def test_a_pattern_that_is_none_and_a_filter_without_its_forms_tell_the_way_out(folder):
    hint = mistake(folder, '{{ now|date("%d") }}').hint
    assert all(word in hint for word in ("`full`", "`short`", "`d MMMM y`", "strftime's `%`"))
    assert "`… | count(forms)`" in mistake(folder, "{{ stories|count }}").hint
    assert "`… | length`" in mistake(folder, "{{ stories|count }}").hint


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("now|date(\"d 'o''clock'\")", "20 o&#39;clock"),
        ('now|date("EEEE, d. MMMM")', "Friday, 20. November"),
        ('1|count({"other": "{n} gulls"})', "1 gulls"),
    ],
)
def test_what_a_filter_can_use_is_left_alone(folder, said, words):
    (folder / "digest.html").write_text(f"{{{{ {said} }}}}")
    assert words in render(folder).html.replace("o'clock", "o&#39;clock")


def test_css_that_cannot_be_inlined_is_told_where_it_stands(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}\n{% block more_styles %}\n\np { color:red }\n'
        "td[title='a,b'] { color:red }\n{% endblock %}\n"
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


# What every template has


BUILTIN = builtin_folder()
FILES = sorted(f for f in BUILTIN.rglob("*.*") if f.suffix in (".html", ".txt", ".css"))
TEMPLATES = ("digest", "brief", "article")
EACH = pytest.mark.parametrize("template", TEMPLATES)


def rendered(template, stories, *, view=None, folder=None, **changes):
    given = {"template": template, "every": "article" if template == "article" else "week"}
    return render_edition(
        edition(stories, subject="The subject"),
        stories,
        newsletter(**given | changes),
        config(),
        environment(folder),
        now=NOW,
        view=view or View(),
        intro="<p>Good morning.</p>",
    )


def tree(html):
    return lxml.html.document_fromstring(html)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(BUILTIN).as_posix())
def test_every_template_begins_with_a_sentence_on_what_it_is(file):
    assert re.match(r"\{# [^#]{10,}\. ?(.|\n)*?#\}", file.read_text())


@EACH
def test_every_block_of_a_template_is_named_on_its_top(template):
    for name in (template, "base"):
        text = (BUILTIN / f"{name}.html").read_text()
        said = text[: text.index("#}")]
        own = set(re.findall(r"{% block (\w+)", text))
        ours = set(re.findall(r"{% block (\w+)", (BUILTIN / "base.html").read_text()))
        for block in own if name == "base" else own - ours:
            assert re.search(rf"\b{block}\b", said), block


@EACH
def test_every_story_and_the_introduction_are_marked_once_for_those_who_look_for_its_cost(template):
    marked = rendered(template, harbour_stories(), view=View(marked=True)).html
    assert Counter(re.findall(r'data-story="(\d+)"', marked)) == Counter(map(str, range(13)))
    assert "data-story" not in rendered(template, harbour_stories()).html


@EACH
def test_the_footer_says_why_and_leads_out(template):
    root = tree(rendered(template, [article()], preferences_url="https://x.example/p").html)
    links = [(a.text_content(), a.get("href")) for a in root.xpath("//p[@class='footer-links']/a")]
    assert links == [
        ("View in browser", "https://ledger.example/editions/weekly/2026-W47.html"),
        ("Manage what you get", "https://x.example/p"),
        ("Unsubscribe", "https://ledger.example/unsubscribe/"),
    ]
    footer = root.xpath("//td[@class='footer']")[0].text_content()
    assert "You get this letter because" in footer
    assert "1 Quay Street" in footer


@EACH
def test_on_the_web_nothing_is_said_to_one_subscriber(template):
    page = rendered(template, [article()], view=View(on_web=True)).html
    for gone in ("Unsubscribe", "You get this letter", "View in browser", 'class="preheader"'):
        assert gone not in page
    assert '<a href="https://ledger.example/editions/weekly/index.html"' in page
    assert "All editions" in page
    assert '<meta name="description"' in page


@EACH
def test_the_date_is_that_of_the_edition(template):
    for said in (rendered(template, [article()]).html, rendered(template, [article()]).text):
        assert "Friday, November 20, 2026" in said


@EACH
def test_dead_links_of_the_settings_are_left_out(template):
    settings = {"unsubscribe_url": "", "postal_address": "", "reason": "", "pages": False}
    html = rendered(template, [article()], **settings).html
    assert 'class="footer-links"' not in html
    assert 'href=""' not in html


def test_several_articles_whole_have_the_newsletter_for_their_heading():
    html = rendered("article", [ferry(), article(html="<h2>Below</h2>", slug="b")]).html
    assert re.findall(r"<(h\d)", html)[:3] == ["h1", "h2", "h3"]
    assert "The Week at the Harbour" in re.search("<h1.*?</h1>", html, re.DOTALL)[0]
    assert re.search("<h3[^>]*>Below", html)


def test_a_button_is_a_cell_with_a_ground_and_a_link_that_fills_it():
    cell = tree(rendered("digest", [article()]).html).xpath("//td[@class='button']")[0]
    assert cell.get("bgcolor") == "#9a1b1e"
    style = cell.find("a").get("style").replace(" ", "")
    assert "padding:12px22px" in style
    assert "15px/20px" in style  # with the padding 44 pixels


def test_a_template_may_set_a_quotation_apart(folder):
    (folder / "digest.html").write_text(
        '{% extends "builtin/digest.html" %}{% block more %}<tr><td class="block body">'
        '{% set quote, speaker = "She thinks <about> it.", "Dores Vaz" %}'
        '{% include "parts/quote.html" %}</td></tr>{% endblock %}'
    )
    quote = tree(render(folder).html).xpath("//blockquote[@class='pull']")[0]
    assert [p.text for p in quote] == ["She thinks <about> it.", "Dores Vaz"]


def test_a_card_says_what_it_is_and_how_long():
    card = tree(rendered("article", [ferry()]).html).xpath("//table[@class='card']")[0]
    assert card.text_content() == "▶︎ Listen to this articleAudio · 9 minutes"
    assert card.get("bgcolor") == "#f6f4ef"


@pytest.mark.parametrize("template", ["digest", "brief"])
def test_sixty_stories_stay_within_what_gmail_shows(template):
    stories = [
        article(f"Story {n} of the harbour, the river and the sea", slug=f"s{n}",
                section=f"Section {n % 5}", summary="It was read aloud twice. " * 8)
        for n in range(60)
    ]  # fmt: skip
    assert len(rendered(template, stories).html.encode()) < 80_000


# The brief


def test_a_brief_has_no_pictures_and_counts_its_stories_as_they_stand():
    root = tree(rendered("brief", harbour_stories()).html)
    assert root.xpath("//img") == []
    assert [cell.text for cell in root.xpath("//td[@class='number']")] == [
        str(number) for number in range(1, 12)
    ]


def test_a_brief_tells_the_first_story_at_length_and_of_others_two_sentences():
    summary = "The first is short enough to stand. The second is as well, one hopes. A third."
    stories = [article(slug="a", summary=summary), article(slug="b", summary=summary)]
    teasers = tree(rendered("brief", stories).html).xpath("//p[@class='teaser']")
    assert [p.text for p in teasers] == [summary, summary.removesuffix(" A third.")]
    assert " ".join(rendered("brief", stories).text.split()).count("A third.") == 1


def test_the_text_of_a_brief_counts_as_its_html_does():
    brief = rendered("brief", harbour_stories())
    headlines = tree(brief.html).xpath("//td[@class='item' or @class='item ruled']//h3")
    for number, headline in enumerate(headlines, 1):
        first = f"{number}. {headline.text_content()}"[:60]
        assert first in brief.text
    assert "[Picture" not in brief.text


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One of them is here. Another of them is there.", "One of them is here."),
        ("Mr. Hallett went to the harbour office. He came back.", "Mr. Hallett went to the"),
        ("No end at all", "No end at all"),
        ("Crane No. 4 is too tall for the bridge! The bridge is too low.", "Crane No. 4 is too"),
        ("He asked the pilots: “Who turned off the lamps?” Nobody.", "He asked the pilots: “Who"),
        ("It cost 4.5 million euros in the end. They paid.", "It cost 4.5 million euros"),
        (
            "クレーンは干潮時に測られ、橋は満潮時に測られた。その差は三メートル。",
            "クレーンは干潮時に",
        ),
        ("هل تعود العبّارة إلى الميناء هذا العام؟ لا أحد يعرف.", "هل تعود العبّارة"),
        ("", ""),
    ],
)
def test_a_sentence_ends_where_a_reader_would_say_so(text, first):
    cut = sentences(text, 1)
    assert cut.startswith(first)
    assert cut == text or cut[-1] in ".!?。؟”"
    assert len(cut) > 20 or cut == text
    assert sentences(text, 9) == text


def test_a_sentence_that_goes_on_in_small_letters_has_not_ended():
    text = "The paper calls it St. Mary’s etc. and so on, and means it. That is all."
    assert sentences(text, 1) == "The paper calls it St. Mary’s etc. and so on, and means it."


# Golden files


def test_the_brief_is_as_it_was(golden):
    brief = rendered("brief", harbour_stories())
    golden("newsletter/brief.html", brief.html.encode())
    golden("newsletter/brief.txt", brief.text.encode())
