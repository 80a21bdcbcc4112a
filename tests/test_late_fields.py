"""Late fields: from templates, editions and settings to what each subscriber gets."""

from __future__ import annotations

import email
import quopri
import random
import re
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import TemplateError
from feedpub.newsletter.compiled import compiled, soft_pieces
from feedpub.newsletter.context import View
from feedpub.newsletter.gaps import shown
from feedpub.newsletter.late import Gap
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from tests.newsletter_builders import NOW, article, config, edition, newsletter

FIELDS = {
    "name": {"default": "reader"},
    "since": {"type": "date"},
    "miles": {"type": "number", "default": "no"},
    "page": {"type": "address", "default": "https://ledger.example/"},
}
PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{{{{ subject }}}}</title><style>p {{ color:#111111 }}</style></head>
<body><p>{html}</p>{{% if unsubscribe_url %}}<a href="{{{{ unsubscribe_url }}}}">x</a>{{% endif %}}
</body></html>
"""


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "templates"
    path.mkdir()
    return path


def rendered(folder, html="", text="x", *, view=View(), settings=None, **changes):  # noqa: B008
    (folder / "mine.html").write_text(PAGE.format(html=html))
    (folder / "mine.txt").write_text(text + "\n")
    told = [article()]
    given = newsletter(template="mine", fields=FIELDS, **(settings or {}))
    return render_edition(
        edition(told, **changes), told, given, config(), environment(folder), now=NOW, view=view
    )


def message_of(folder, values, html="", text="x", *, settings=None, **changes):
    """Return the message that a subscriber with these values gets, as a mail program reads it."""
    made = rendered(folder, html, text, settings=settings, **changes)
    given = newsletter(fields=FIELDS, **(settings or {}))
    data = compile_message(made, edition(**changes), given, config(), date=NOW).fill(values)
    assert data.isascii() or "é@" in values.get("email", "")
    assert max(map(len, data.split(b"\r\n"))) <= (78 if "delivery" not in values else 998)
    message = email.message_from_bytes(data, policy=default)
    assert not any(part.defects for part in message.walk())
    return message


def part(message, subtype):
    return message.get_body((subtype,)).get_content().replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        pytest.param("{{ subscriber.name }}", "Ana", "Ana", id="a value"),
        pytest.param("{{ subscriber.name }}", "", "reader", id="the fallback of the settings"),
        pytest.param('{{ subscriber.name | default("friend") }}', "", "friend",
                     id="that of the template"),
        pytest.param('{{ subscriber.name | default("") }}', "", "", id="nothing, if it says so"),
        pytest.param("{{ subscriber.name }}", "Ana & <Bob>", "Ana &amp; &lt;Bob&gt;",
                     id="text is escaped"),
        pytest.param('<a title="{{ subscriber.name }}">x</a>', 'a"b', '<a title="a&quot;b">x</a>',
                     id="in an attribute too"),
        pytest.param('<a href="https://x.example/?n={{ subscriber.name }}">x</a>', "a&b=é c",
                     '<a href="https://x.example/?n=a%26b%3D%C3%A9%20c">x</a>',
                     id="a part of an address is encoded"),
        pytest.param("{{ subscriber.name }}", "{{ 7*7 }} {% x %}", "{{ 7*7 }} {% x %}",
                     id="a value is no template"),
        pytest.param("{{ subscriber.name }}", "a\r\nb\u2028c\x00d", "a b cd", id="is on one line"),
        pytest.param("{{ subscriber.name }}", "漢字 😀 é", "漢字 😀 é", id="in any language"),
        pytest.param("{{ subscriber.name }}", "x" * 3000, "x" * 3000, id="of any length"),
        pytest.param("{{ subscriber.name }}", "a=3D=\t", "a=3D=", id="and no encoding"),
    ],
)  # fmt: skip
def test_a_value_is_written_as_its_place_demands(folder, source, value, expected):
    message = message_of(folder, {"name": value}, source)
    assert f">{expected}</p>" in part(message, "html")


@pytest.mark.parametrize(
    ("source", "values", "expected"),
    [
        ("{{ subscriber.since }}", {"since": "2024-02-03"}, "February 3, 2024"),
        ('{{ subscriber.since | d("long ago") }}', {"since": "soon"}, "long ago"),
        ("{{ subscriber.miles }}", {"miles": "12345.5"}, "12,345.5"),
        ("{{ subscriber.miles }}", {"miles": "many"}, "no"),
        ("{{ subscriber.page }}", {"page": "https://a.example/?b=1"}, "https://a.example/?b=1"),
        ("{{ subscriber.page }}", {"page": "javascript:alert(1)"}, "https://ledger.example/"),
        ("{{ subscriber.page }}", {"page": "https://a.example/ x"}, "https://ledger.example/"),
    ],
)
def test_a_value_is_shown_as_its_type_demands_or_not_at_all(folder, source, values, expected):
    message = message_of(folder, values, source, source)
    assert f">{expected}</p>" in part(message, "html")
    assert part(message, "plain") == f"{expected}\n"


def test_an_address_may_be_a_link(folder):
    source = '<a href="{{ subscriber.page }}">x</a>'
    html = part(message_of(folder, {"page": "https://a.example/?b=1&c=2"}, source), "html")
    assert '<a href="https://a.example/?b=1&amp;c=2">' in html


def test_the_text_part_is_text(folder):
    text = "Hello {{ subscriber.name }},\nhttps://x.example/?n={{ subscriber.name }}"
    message = message_of(folder, {"name": "Ana & Bé"}, text=text)
    assert part(message, "plain") == "Hello Ana & Bé,\nhttps://x.example/?n=Ana%20%26%20B%C3%A9\n"


@pytest.mark.parametrize(
    ("subject", "value", "expected"),
    [
        ("Dear {{ subscriber.name }}, the ferry", "Ana", "Dear Ana, the ferry"),
        ("{{ subscriber.name }}", "漢字" * 40, "漢字" * 40),
        ("Olá {{ subscriber.name | default('amiga') }}!", "", "Olá amiga!"),
        (
            "Hello {{ subscriber.name }}",
            "x\r\nBcc: everybody@x.example",
            "Hello x Bcc: everybody@x.example",
        ),
        ("Hello {{ subscriber.name }}", "=?utf-8?q?x?=", "Hello =?utf-8?q?x?="),
    ],
)
def test_the_subject_may_name_the_subscriber(folder, subject, value, expected):
    message = message_of(folder, {"name": value}, subject=subject)
    assert message["Subject"].strip() == expected
    assert "Bcc" not in message


def test_headers_name_the_recipient(folder):
    values = {"email": "ana+news@x.example", "delivery": "a1b2"}
    settings = {"unsubscribe_url": "https://ledger.example/out?m={{ subscriber.email }}"}
    message = message_of(folder, values, settings=settings)
    assert message["To"] == "ana+news@x.example"
    assert message["List-Unsubscribe"] == "<https://ledger.example/out?m=ana%2Bnews%40x.example>"
    assert re.fullmatch(r"<weekly\.[0-9a-f]{32}\.a1b2@ledger\.example>", message["Message-ID"])
    assert 'href="https://ledger.example/out?m=ana%2Bnews%40x.example"' in part(message, "html")


def test_a_way_out_of_ones_own_is_a_header_only_where_there_is_one(folder):
    settings = {"unsubscribe_url": "{{ subscriber.unsubscribe_url }}"}
    url = "https://ledger.example/u/1?a=b"
    message = message_of(folder, {"unsubscribe_url": url}, settings=settings)
    assert message["List-Unsubscribe"] == f"<{url}>"
    assert "List-Unsubscribe" not in message_of(folder, {}, settings=settings)


@pytest.mark.parametrize("header", ["email", "delivery", "unsubscribe_url"])
def test_no_value_begins_a_header(folder, header):
    values = {header: "https://x.example/\r\nBcc: everybody@x.example\r\n\r\nBody"}
    settings = {"unsubscribe_url": "{{ subscriber.unsubscribe_url }}"}
    message = message_of(folder, values, settings=settings)
    assert "Bcc" not in message
    assert message.is_multipart()


def test_the_web_page_has_fallbacks(folder):
    source = 'Hello {{ subscriber.name | default("friend") }}'
    page = rendered(folder, source, view=View(on_web=True))
    assert "Hello friend</p>" in page.html
    assert page.gaps == {}
    assert "unsubscribe" not in page.html


def test_what_was_rendered_can_be_looked_at_with_any_values(folder):
    made = rendered(folder, "Hello {{ subscriber.name }}", "Hello {{ subscriber.name }}")
    assert "Hello A&amp;B</p>" in shown(made.html, made.gaps, {"name": "A&B"}, "html")
    assert shown(made.text, made.gaps, {}, "text") == "Hello reader\n"


@pytest.mark.parametrize(
    ("source", "message", "hint"),
    [
        ("{{ subscriber.nmae }}", "declares no field `nmae`", "did you mean `name`"),
        ('{{ subscriber.nmae | default("you") }}', "declares no field `nmae`", "`name`"),
        ("{% if subscriber.name %}x{% endif %}", "whether a subscriber has `name`", "default"),
        ('{% if subscriber.name == "a" %}x{% endif %}', "is not known", "segment"),
        ("{{ subscriber.name | upper }}", "a filter has changed", "as it is"),
        ('<b style="color:{{ subscriber.name }}">x</b>', "cannot stand in `style`", "segments"),
        ("<!-- {{ subscriber.name }} -->", "in CSS or in a comment", "segments"),
        ('<a href="{{ subscriber.name }}">x</a>', "no address", "address"),
    ],
)
def test_a_field_that_nothing_can_fill_is_an_error(folder, source, message, hint):
    with pytest.raises(TemplateError, match=message) as caught:
        message_of(folder, {}, source)
    assert hint in caught.value.hint
    assert caught.value.at is not None
    assert caught.value.at.path == "templates/mine.html"
    assert caught.value.at.line == 3


def test_each_segment_is_rendered_by_itself(folder):
    source = '{% if segment == "paid" %}All of it{% else %}A part{% endif %}'
    settings = {"segments": ["free", "paid"]}
    pages = [rendered(folder, source, settings=settings, view=View(segment=s)).html
             for s in ("free", "paid")]  # fmt: skip
    assert ["All of it" in page for page in pages] == [False, True]


def test_an_article_cannot_name_a_subscriber(folder):
    """Its text is data; what looks like a field in it stays what it is."""
    made = rendered(folder, "{{ article.body }}{{ subscriber.name }}")
    words = list(made.gaps)
    assert len(words) == 1
    told = [article(html=f"<p>{words[0]} {{{{ subscriber.name }}}}</p>")]
    given = newsletter(template="mine", fields=FIELDS)
    other = render_edition(edition(told), told, given, config(), environment(folder), now=NOW)
    assert words[0] not in other.gaps
    html = shown(other.html, other.gaps, {"name": "Ana"}, "html")
    assert f"{words[0]} {{{{ subscriber.name }}}}" in html


def test_equal_input_makes_equal_words(folder):
    first, second = (rendered(folder, "{{ subscriber.name }}") for _ in range(2))
    assert first == second


@given(st.integers(0, 2**32), st.data())
def test_whatever_stands_around_gaps_both_sides_come_through(seed, data):
    """A compiled part, filled and read back, is the part with the values in it."""
    chance = random.Random(seed)
    alphabet = "ab= .\té漢\n"
    text = "".join(chance.choice(alphabet) for _ in range(chance.randrange(400)))
    word = "zq0123456789ab0z"
    cuts = sorted(chance.randrange(len(text) + 1) for _ in range(chance.randrange(4)))
    holed = word.join(text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True))
    value = data.draw(st.text(st.characters(exclude_categories=["C", "Z"]), max_size=200))
    message = compiled(soft_pieces(holed, {word: Gap("name")}, lambda *_: "text"))
    filled = message.fill({"name": value})
    assert all(len(line) <= 76 for line in filled.split(b"\r\n"))
    read = quopri.decodestring(filled).decode()
    assert read.replace("\r\n", "\n") == holed.replace(word, value)
