"""Whatever articles, editions, settings, templates and subscribers say, mail stays mail.

Nothing is opened outside of the publication, nothing active gets out, no header is forged, and
nobody's words are taken for somebody else's.
"""

from __future__ import annotations

import email
import json
import quopri
import sys
import sysconfig
from email.policy import default
from pathlib import Path

import msgspec
import pytest

import feedpub
from feedpub.config.settings import MailSettings
from feedpub.errors import TemplateError
from feedpub.markup.clean import clean_html
from feedpub.model import Author, Image
from feedpub.newsletter.compiled import compiled, soft_pieces
from feedpub.newsletter.context import View
from feedpub.newsletter.gaps import shown
from feedpub.newsletter.inline import INLINERS
from feedpub.newsletter.late import Gap
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from tests.fuzz.bodies import MARKDOWN, PIECES
from tests.fuzz.campaign import at_most
from tests.fuzz.mail_oracle import RECIPIENTS, check_document, check_message, check_rendered
from tests.newsletter_builders import NOW, article, config, edition, newsletter
from tests.site import Site
from tests.test_newsletter_inline import deeds_of

FIELDS = {
    "name": {"default": "reader"},
    "since": {"type": "date"},
    "miles": {"type": "number", "default": "no"},
    "page": {"type": "address", "default": "https://ledger.example/"},
}

# --- no socket, and no file but the publication's ---------------------------------------------

SETTINGS = (
    Site.SETTINGS
    + """
[[newsletters]]
name = "weekly"
title = "The Week"
from = { name = "Post", email = "desk@post.example" }
postal_address = "1 Quay Street"
unsubscribe_url = "https://post.example/out?m={{ subscriber.email }}"
template = "own"

[mail]
inliner = "%s"
"""
)

LOADING = """
<link rel="stylesheet" href="file:///etc/hostname"><link rel=stylesheet href=http://127.0.0.1:9/a>
<style>@import "file:///etc/hostname"; @import url(http://127.0.0.1:9/b.css);
@font-face { font-family: x; src: url(http://127.0.0.1:9/c) } p { behavior: url(/etc/hostname) }
</style><base href="file:///etc/"><p style="p">x</p><img src="file:///etc/hostname">
<p style="background:url(file:///etc/hostname);width:expression(alert(1));b\\65havior:url(x)">x</p>
<img src="/../../../../../../etc/hostname"><img src="../../../../../../etc/hostname" alt="x">
<svg><image href="file:///etc/hostname"/><use href="http://127.0.0.1:9/d#x"/></svg>
<object data="file:///etc/hostname"></object><iframe src="file:///etc/hostname"></iframe>
<!--[if mso]><v:rect><v:fill src="http://127.0.0.1:9/e"/></v:rect><![endif]-->
<?xml-stylesheet href="file:///etc/hostname"?><!DOCTYPE x SYSTEM "file:///etc/hostname">
<a href="data:text/html,x">x</a><img src="data:image/svg+xml,x" srcset="http://127.0.0.1:9/f 2x">
"""


def hostile_site(root, inliner):
    site = Site(root).write("feedpub.toml", SETTINGS % inliner)
    site.article("a.html", LOADING, id="a", image="../../../../../../etc/hostname")
    # Frames of the text are written as Markdown has them too.
    site.article("b.md", f"![x](/etc/hostname) ![y](file:///etc/hostname)\n\n{LOADING}", id="b")
    front = {"newsletter": "weekly", "key": "2026-W46", "date": "2026-11-15", "subject": "News",
             "articles": ["a", "b"]}  # fmt: skip
    head = "".join(f"{key}: {json.dumps(value)}\n" for key, value in front.items())
    site.write("editions/weekly-2026-W46.md", f"---\n{head}---\n{LOADING}\n![z](/etc/hostname)\n")
    block = "{% block intro %}{{ super() }}" + LOADING.replace("{", "{{ '{' }}") + "{% endblock %}"
    return site.write("templates/own.html", '{% extends "builtin/digest.html" %}\n' + block)


@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    "command",
    [
        pytest.param(["newsletter", "render", "weekly", "2026-W46"], id="render"),
        pytest.param(["newsletter", "preview", "weekly", "2026-W46"], id="preview"),
        pytest.param(["build"], id="build"),
        pytest.param(["check"], id="check"),
    ],
)
def test_no_socket_and_no_file_outside_of_the_publication(tmp_path, inliner, command):
    site = hostile_site(tmp_path / "site", inliner)
    site.run(*command)  # imports what it needs
    own = site.root / "templates/own.html"
    own.write_text(own.read_text() + " ")  # so that a build has work to do
    allowed = (str(site.root.resolve()), *map(str, OUR_FOLDERS))
    deeds = deeds_of(lambda: site.run(*command))
    outside = [(event, args) for event, args in deeds if not is_harmless(event, args, allowed)]
    assert outside == []
    assert any("own.html" in str(args) for _, args in deeds)  # the hook is there


OUR_FOLDERS = (
    Path(feedpub.__file__).parent.parent,
    Path(sysconfig.get_paths()["purelib"]),
    Path(sysconfig.get_paths()["stdlib"]),
    Path(sys.base_prefix),
    Path("/usr/share/zoneinfo"),
    Path("/dev/null"),
)


def is_harmless(event, args, allowed):
    """Tell whether something that was done concerns the publication and its program alone."""
    if event in ("os.fork", "os.register_at_fork", "os.putenv", "os.unsetenv"):
        return True
    paths = [arg for arg in args if isinstance(arg, str | bytes | Path)]
    known = [str(path.decode() if isinstance(path, bytes) else path) for path in paths]
    is_file = event == "open" or event.startswith("os.")
    return is_file and all(not Path(p).is_absolute() or p.startswith(allowed) for p in known)


# --- one mail ---------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>{{{{ subject }}}}</title><style>p {{ color:#111111 }}</style></head>
<body><p>{html}</p></body></html>
"""


def rendered(folder, html=None, *, told=None, settings=None, view=View(), inliner="premailer",  # noqa: B008
             **changes):  # fmt: skip
    """Return an edition and its message, of our digest or of a template with `html` in it."""
    template = "digest"
    if html is not None:
        template = "mine"
        (folder / "mine.html").write_text(PAGE.format(html=html))
        if not (folder / "mine.txt").exists():
            (folder / "mine.txt").write_text("{{ subscriber.name }}\n")
    told = told or [article()]
    given = newsletter(**{"template": template, "fields": FIELDS} | (settings or {}))
    whole = msgspec.structs.replace(config(), mail=MailSettings(inliner=inliner))
    one = edition(told, **changes)
    made = render_edition(one, told, given, whole, environment(folder), now=NOW, view=view)
    return made, compile_message(made, one, given, whole, date=NOW)


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "templates"
    path.mkdir()
    return path


TEXTS = [
    pytest.param("x\r\nBcc: all@x.example\r\n\r\nbody", id="line ends"),
    pytest.param("x\rBcc: all@x.example", id="a bare return"),
    pytest.param("x\u2028Bcc: a\u2029Bcc: b\x85Bcc: c\x0bBcc: d\x0cBcc: e", id="other line ends"),
    pytest.param("=?utf-8?q?x=0D=0ABcc:_all=40x.example?=", id="an encoded word"),
    pytest.param('x" <all@x.example>, "y', id="quotes"),
    pytest.param("x <all@x.example>, y", id="a mailbox"),
    pytest.param("\x00\x1b[2J\ufdd0\ufffe\U0010ffff x", id="no characters"),
    pytest.param("\u202e\u2066x", id="bidi overrides"),
    pytest.param("y" * 2000, id="a long word"),
    pytest.param("é" * 1500, id="a long word beyond ASCII"),
    pytest.param("word " * 500, id="many words"),
    pytest.param("</title><script>alert(1)</script>{{ 7*7 }}{% x %}\"'><img src=x>", id="tags"),
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("sender", [{"email": "a@x.example"}, {"email": "a@x.example", "name": ""}])
def test_no_text_of_the_settings_forges_a_header(folder, sender, text):
    sender = {name: value or text for name, value in sender.items()}
    settings = {"title": text, "from": sender, "postal_address": text, "reason": text}
    made, message = rendered(folder, settings=settings)
    check_message(made, message, ours=True)


@pytest.mark.parametrize("text", TEXTS)
def test_no_text_of_an_edition_or_article_forges_a_header(folder, text):
    told = [article(text, summary=text, kicker=text, section=text, authors=(Author(name=text),))]
    for subject in (text, f"{{{{ subscriber.name }}}} {text}"):
        made, message = rendered(folder, told=told, subject=subject, preheader=text, key=text)
        check_rendered(made, ours=True)
        check_message(made, message, ours=True)


@pytest.mark.parametrize("text", TEXTS)
def test_no_fallback_forges_a_header_or_is_markup(folder, text):
    fields = {**FIELDS, "name": {"default": text}, "page": {"type": "address", "default": text}}
    for url in ("{{ subscriber.page }}", "https://x.example/?n={{ subscriber.name }}"):
        settings = {"fields": fields, "unsubscribe_url": url}
        made, message = rendered(folder, subject="Dear {{ subscriber.name }}", settings=settings)
        check_message(made, message, ours=True)


@pytest.mark.parametrize("name", RECIPIENTS)
@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    "html",
    [
        "{{ subscriber.name }} {{ subscriber.since }} {{ subscriber.miles }} {{ subscriber.page }}",
        '<a href="{{ subscriber.page }}">x</a><img src="{{ subscriber.page }}" alt="">',
        '<a href="https://x.example/{{ subscriber.name }}?q={{ subscriber.page }}">x</a>',
        '<a href="mailto:{{ subscriber.email }}?subject={{ subscriber.name }}">x</a>',
        '<b title="a>b {{ subscriber.name }}" aria-label="{{ subscriber.page }}">x</b>',
        "<textarea>{{ subscriber.name }}</textarea>",
    ],
)
def test_a_value_changes_nothing_but_the_words_in_its_place(folder, html, inliner, name):
    made, message = rendered(folder, html, inliner=inliner)
    check_message(made, message, ours=False)
    assert "alert(1)" not in shown(made.html, made.gaps, RECIPIENTS[name], "html").replace(
        "&lt;script&gt;alert(1)", ""
    ).replace("%3Cscript%3Ealert%281%29", "")


@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    "html",
    [
        "<script>{{ subscriber.name }}</script>",
        '<p style="color:{{ subscriber.name }};">x</p>',
        '<p {{ subscriber.name }}="x">x</p>',
        "<{{ subscriber.name }}>x",
        '<a href="{{ subscriber.name }}">x</a>',
        '<a title="a>b" href="{{ subscriber.name }}">x</a>',
        '<a href=" {{ subscriber.name }}">x</a>',
        '<a href="javascript:{{ subscriber.name }}">x</a>',
        '<a href="x{{ subscriber.page }}">x</a>',
        '<img srcset="{{ subscriber.page }} 2x">',
        '<form action="{{ subscriber.page }}">x</form>',
        '<object data="{{ subscriber.page }}"></object>',
        '<svg><a xlink:href="{{ subscriber.page }}">x</a></svg>',
        '<p onclick="{{ subscriber.name }}">x</p>',
        '<p id="{{ subscriber.name }}">x</p>',
        "<xmp>{{ subscriber.name }}</xmp>",
        "<noscript>{{ subscriber.name }}</noscript>",
        "<!-- {{ subscriber.name }} -->",
    ],
)
def test_a_late_field_stands_only_where_any_value_can(folder, html, inliner):
    with pytest.raises(TemplateError, match=r"cannot stand|no address") as caught:
        rendered(folder, html, inliner=inliner)
    assert caught.value.at is not None
    assert str(caught.value.at).startswith("templates/mine.html:3")


@pytest.mark.parametrize("fallback", ["Tom & <b>", "<script>alert(1)</script>", "{{ 7*7 }}"])
def test_on_the_web_page_a_fallback_is_text(folder, fallback):
    html = f'{{{{ subscriber.name | default("{fallback}") }}}}'
    made, _ = rendered(folder, html, view=View(on_web=True))
    check_document(made.html)
    assert "<b>" not in made.html


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//x", "x y", "é"])
def test_no_fallback_of_an_address_leads_elsewhere(folder, address):
    fields = {**FIELDS, "page": {"type": "address", "default": address}}
    for html in ("{{ subscriber.page }}", f'{{{{ subscriber.page | default("{address}") }}}}'):
        for view in (View(), View(on_web=True)):
            link = f'<a href="{html}">x</a>'
            made, _ = rendered(folder, link, settings={"fields": fields}, view=view)
            said = shown(made.html, made.gaps, {}, "html")
            assert f'href="{address}' not in said


@pytest.mark.parametrize("end", ['="', "=", " ", "\t", "é", "a", "==", '"=', "\n", "", "漢"])
def test_wherever_a_line_ends_before_a_gap_both_sides_come_through(end):
    for length in range(50, 160):
        text = f"{'x' * length}{end}zq0123456789ab0z{end}after"
        message = compiled(soft_pieces(text, {"zq0123456789ab0z": Gap("name")}, lambda *_: "html"))
        filled = message.fill({"name": "Ana & é"})
        assert max(map(len, filled.split(b"\r\n"))) <= 76
        read = quopri.decodestring(filled).decode().replace("\r\n", "\n")
        assert read == text.replace("zq0123456789ab0z", "Ana &amp; é"), length


# --- words that stand for late fields ---------------------------------------------------------


@pytest.mark.parametrize(
    "where",
    [
        "title", "summary", "standfirst", "kicker", "section", "rights", "html", "image", "author",
        "alt",
    ],
)  # fmt: skip
def test_no_article_can_forge_a_late_field(folder, where):
    """Whoever knows the edition and all other texts still cannot know the words in it."""

    def with_text(text):
        changes = {
            "image": {"image": Image(url=f"https://evil.example/?{text}", width=600, height=400)},
            "alt": {"image": Image(url="https://x.example/a.png", alt=text)},
            "author": {"authors": (Author(name=text),)},
            "html": {"html": f"<p>{text}</p>"},
        }.get(where, {where: text})
        return [article(**{"title": "A title", **changes})]

    url = "https://x.example/out?m={{ subscriber.email }}"
    first, _ = rendered(folder, told=with_text("x"), settings={"unsubscribe_url": url})
    word = next(iter(first.gaps))
    forged, _ = rendered(folder, told=with_text(word), settings={"unsubscribe_url": url})
    assert word not in forged.gaps


@pytest.mark.parametrize("length", range(160, 204))
def test_a_preheader_is_never_cut_through_a_late_field(folder, length):
    line = "y " * (length // 2) + "y" * (length % 2) + "{{ subscriber.name }} and more"
    made, message = rendered(folder, preheader=line)
    check_message(made, message, ours=True)


@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    "text",
    [' data-story="3"', ' data-src="a.html:1:1"', ' style="bold"', ' data-premailer="ignore"',
     ' class="story"', " media=print", "{{ subscriber.name }}", "{% raw %}", "&lt;!--[if mso]&gt;",
     "@import url(x)", "light-dark(a,b)", "zq0123456789ab0z", "*|NAME|*", "=\r\n.\r\n", "From x"],
)  # fmt: skip
def test_an_article_about_html_is_shown_as_it_is_written(folder, text, inliner):
    told = [article(html=f"<p>Before{text}after</p>")]
    settings = {"template": "article", "every": "article"}
    made, message = rendered(folder, told=told, settings=settings, inliner=inliner)
    shown_text = " ".join(f"Before{text}after".split())
    assert shown_text in " ".join(made.html.split())
    data = message.fill({"name": "Ana"})
    read = email.message_from_bytes(data, policy=default).get_body(("html",)).get_content()
    assert shown_text in " ".join(read.split())


@pytest.mark.parametrize(
    "alt", ["<!-- x", "<style>", "a > b", "<script>", "-->", "</style>", "\"'"]
)
@pytest.mark.parametrize("inliner", INLINERS)
def test_no_alt_text_keeps_a_mail_with_late_fields_from_being_made(folder, alt, inliner):
    told = [article(image=Image(url="https://x.example/a.png", alt=alt, width=600, height=400))]
    url = "https://x.example/out?m={{ subscriber.email }}"
    made, message = rendered(folder, told=told, settings={"unsubscribe_url": url}, inliner=inliner)
    check_message(made, message, ours=True)


# --- very much of everything ------------------------------------------------------------------


LONG = "y" * 200_000


@pytest.mark.parametrize("inliner", INLINERS)
@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>" + "<b><i>x</i></b>" * 10_000, id="very many tags"),
        pytest.param("<div>" * 5_000 + "x", id="depth"),
        pytest.param(f"<pre><code>{LONG}</code></pre>", id="a long word"),
        pytest.param(f'<p title="{LONG}"><img src="https://x.example/a" alt="{LONG}">', id="alt"),
        pytest.param("<p>" + "<!--" * 20_000, id="comments"),
        pytest.param("<p>" + "&lt;" * 100_000, id="entities"),
        pytest.param('<a href="https://x.example/">x</a>' * 1_000, id="links"),
        pytest.param("<table>" + "<tr><td>x<td>y" * 1_000, id="a table"),
    ],
)
def test_much_of_anything_ends(folder, html, inliner):
    url = "https://x.example/out?m={{ subscriber.email }}"
    settings = {"template": "article", "every": "article", "unsubscribe_url": url}
    told = [article(html=clean_html(html, lambda tag, address: address))]
    with at_most(30):
        made, message = rendered(folder, told=told, settings=settings, inliner=inliner)
        data = message.fill(RECIPIENTS["somebody"])
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert made.html.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("piece", ["<p>x</p>", "<b>", "<br>", "<h2>x</h2>", "<td>", "<sup>x</sup>"])
def test_ten_megabytes_of_tags_are_refused_where_they_stand(folder, piece):
    told = [article(html=piece * (10_000_000 // len(piece)), path="articles/vast.html")]
    with at_most(5), pytest.raises(TemplateError) as caught:
        rendered(folder, "{{ article.body }}", told=told)
    assert str(caught.value).startswith("articles/vast.html: the article has ")
    assert caught.value.message.endswith("tags; a mail may have 100,000")


def test_so_is_a_mail_that_is_vast_by_many_stories(folder):
    one = "<p>x</p>" * 2_000
    told = [article(id=f"{n}", html=one) for n in range(30)]
    with pytest.raises(TemplateError, match=r": the mail has 12\d,\d{3} tags; a mail may have"):
        rendered(folder, "{% for story in stories %}{{ story.body }}{% endfor %}", told=told)


def test_a_digest_shows_the_summary_of_a_vast_article(folder):
    told = [article(html="<p>x</p>" * 1_000_000, summary="Short.")]
    made, _ = rendered(folder, "{{ article.summary }}", told=told)
    assert "Short." in made.html


@pytest.mark.parametrize("name", RECIPIENTS)
def test_a_late_field_after_very_much_else_is_found(folder, name):
    """What surrounds a gap is looked for in its neighbourhood, not in the whole."""
    text = f"{LONG} {{{{ subscriber.name }}}} {LONG}{{{{ subscriber.name }}}}"
    (folder / "mine.txt").write_text(text)
    html = f'<a title="{LONG}" href="https://x.example/?n={{{{ subscriber.name }}}}">x</a>'
    with at_most(5):
        made, message = rendered(folder, html)
        message.fill(RECIPIENTS[name])
    assert made.gaps


@pytest.mark.parametrize("piece", [*PIECES, *MARKDOWN][::5])
def test_no_introduction_is_active(tmp_path, piece):
    """Some of the pieces of the campaigns, beside a late field."""
    site = Site(tmp_path / "site").write(
        "feedpub.toml", SETTINGS.replace("own", "digest") % "premailer"
    )
    site.article("a.md", id="a")
    for name in ("x", "x.png", "pic.png", "a.png", "b.webm", "a.mp4", "tape.mp3"):
        site.write(f"editions/{name}", b"x")
    head = "newsletter: weekly\nkey: 2026-W46\ndate: 2026-11-15\nsubject: News\narticles: [a]"
    intro = f"Dear {{{{ subscriber.email }}}}!\n\n{piece}"
    site.write(
        "editions/weekly-2026-W46.md", f"---\n{head}\n---\n{intro}".encode("utf-8", "replace")
    )
    ran = site.run("newsletter", "render", "weekly", "2026-W46")
    if ran.code:
        assert "Error: editions/weekly-2026-W46.md:" in ran.err
    for path in map(Path, ran.out.split("\n")[:-1]):
        if path.suffix == ".html":
            check_document(path.read_text())


def test_a_line_ends_as_all_others_whatever_settings_say(folder):
    made, _ = rendered(folder, settings={"title": "a\rb", "reason": "c\r\nd"})
    for written in (made.source, made.html, made.text):
        assert "\r" not in written and "&#13;" not in written


# --- templates --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "{{ 'abc' | by_section }}", "{{ 5 | script }}", "{{ 5 | tongue }}", "{{ 'x' | number }}",
        "{{ article.body_in('x') }}", "{{ article.picture.shown('x') }}", "{{ 3 | count(5) }}",
        "{% for a in (1, 2) %}" * 25 + "x" + "{% endfor %}" * 25,
        "{% if 1 %}" * 120 + "x" + "{% endif %}" * 120, "{{ " + "(" * 300 + "1" + ")" * 300 + " }}",
        "{{ 'a' * 10 ** 14 }}", "{{ subscriber.name.__class__ }}", "{% include 'a\\0b' %}",
        "{{ ''.__class__.__mro__ }}", "{% include '../../etc/hostname' %}", "{{ subscriber.x }}",
        "{% extends 'mine.html' %}", "{{ now | date('GGGGGGGG') }}",
        "{{ subscriber.name | upper }}", "{{ subscriber }}",
        "{% if subscriber.name %}x{% endif %}", "<style>td[title='a,b'] { color: red }</style>",
    ],
)  # fmt: skip
def test_a_mistake_in_a_template_is_told_with_its_place(folder, html):
    told = [article(image=Image(url="https://x.example/a.png", alt="x", width=600, height=400),
                    html='<p><img src="https://x.example/a.png"></p>')]  # fmt: skip
    with pytest.raises(TemplateError) as caught:
        rendered(folder, html, told=told)
    assert caught.value.at is not None
    assert caught.value.at.path == "templates/mine.html"
