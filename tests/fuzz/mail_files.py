"""Publications with newsletters: settings, articles, editions, templates; rich, odd and broken.

What belongs together is one item of a batch (an edition with its articles, a newsletter's
template), so that leaving items out makes a smaller publication of the same kind.
"""

# ruff: noqa: E501 -- what a template may say stands on one line
from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Mapping
from typing import Any

from feedpub.markup.characters import repair
from feedpub.newsletter.template_files import builtin_folder
from tests.fuzz import bodies, odd
from tests.fuzz.files import File, Files
from tests.fuzz.writing import damaged

EDITIONS = 20
"""In a publication; each has about six articles."""

BUILTIN = ("digest", "brief", "article")
OWN = ("own-a", "own-b")


def mail_batch(rng: random.Random) -> list[Files]:
    """Return the files of a publication, their paths relative to it."""
    items: list[Files] = [(File("feedpub.toml", settings(rng).encode()),)]
    items += [_template(rng, name) for name in OWN]
    if rng.random() < 0.05:
        items.append(_part(rng))
    return [*items, *(_edition(rng, number) for number in range(EDITIONS))]


# --- settings --------------------------------------------------------------------------------

SEGMENTS = ("guests", "members")
FIELDS: Mapping[str, str] = {"name": "text", "since": "date", "miles": "number", "page": "address"}


def settings(rng: random.Random) -> str:
    """Return settings that are good, though odd: every text in them may be anything."""
    lines = [
        "[publication]",
        f"title = {_toml(f'The {odd.text(rng)} Post')}",
        f"base_url = {_toml(rng.choice(('https://post.example/', 'https://post.example/a/b%20c/', 'http://é.example/')))}",
        f"timezone = {_toml(rng.choice(('UTC', 'Europe/Lisbon', 'Pacific/Apia')))}",
        f"language = {_toml(_language(rng))}",
        f"rights = {_toml(odd.text(rng))}",
        "[mail]",
        f"inliner = {_toml(rng.choice(('premailer', 'premailer', 'css-inline')))}",
        "[site]\npages = false\nstylesheet = false\nopml = false\nautodiscovery = false",
        "headers = false",
        '[[feeds]]\npath = "feed"\nformats = ["json"]\nlimit = 1\narchives = false',
        *_brand(rng, "brand"),
    ]  # fmt: skip
    for name in (*BUILTIN, *OWN):
        lines += _newsletter(rng, name)
    return "\n".join(lines) + "\n"


def _newsletter(rng: random.Random, name: str) -> list[str]:
    given = {
        "name": name,
        "title": f"{odd.text(rng)} of the week",
        "from": {"name": odd.text(rng), "email": "desk@post.example"},
        "template": name,
        "every": "article" if name == "article" else "week",
        "postal_address": odd.text(rng),
        "reason": f"{odd.text(rng)}{_mention(rng)}",
        "unsubscribe_url": rng.choice(_UNSUBSCRIBE),
        "preferences_url": rng.choice(("", *_UNSUBSCRIBE)),
        "reply_to": rng.choice(("", "answers@post.example")),
        "language": rng.choice(("", _language(rng))),
        "segments": list(SEGMENTS) if rng.random() < 0.4 else [],
    }
    lines = ["[[newsletters]]", *(f"{key} = {_toml(value)}" for key, value in given.items())]
    for field, kind in FIELDS.items():
        default = "https://post.example/" if kind == "address" else odd.text(rng)
        table = {"type": kind, "default": default, "example": odd.text(rng)}
        lines.append(f"fields.{field} = {_toml(table)}")
    return lines + (_brand(rng, "newsletters.brand") if rng.random() < 0.3 else [])


_UNSUBSCRIBE = (
    "https://post.example/out/", "https://post.example/out?m={{ subscriber.email }}&x='y'",
    "{{ subscriber.unsubscribe_url }}", "mailto:leave@post.example?subject={{ subscriber.email }}",
    "https://é.example/ü/{{ subscriber.name | default('x y') }}",
)  # fmt: skip


def _brand(rng: random.Random, table: str) -> list[str]:
    colors = ("page", "sheet", "panel", "ink", "soft", "accent", "rule", "line")
    lines = [f"[{table}]", f"width = {rng.randint(320, 800)}"]
    for name in ("colors", "dark"):
        some = {c: f"#{rng.getrandbits(24):06x}" for c in colors if rng.random() < 0.3}
        lines.append(f"{name} = {_toml(some)}")
    if rng.random() < 0.3:
        logo = {"image": "https://post.example/logo.png", "alt": odd.text(rng), "width": 200}
        lines.append(f"logo = {_toml(logo)}")
    return lines


def _language(rng: random.Random) -> str:
    return rng.choice(("en", "en", "ar", "ja", "he", "de", "pt-BR", "zh-Hant-TW", "tlh", "xx-yy"))


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    # Settings hold no characters that feeds cannot, which is refused and tested elsewhere.
    value = repair(value)[0] if isinstance(value, str) else value
    return json.dumps(value, ensure_ascii=False)


# --- articles --------------------------------------------------------------------------------


def _article(rng: random.Random, id_: str) -> File:
    """Return an article that readers can see, mostly, whatever else it says."""
    fields: dict[str, Any] = {
        "id": id_,
        "title": odd.text(rng).strip() or "A title",
        "date": rng.choice(odd.DATES),
        "url": f"https://post.example/{id_}/",
    }
    for name, make in _ARTICLE_FIELDS.items():
        if rng.random() < 0.3:
            fields[name] = make(rng)
    form = rng.random()
    if form < 0.4:
        text, suffix = json.dumps({**fields, "content_html": bodies.html(rng)}), "json"
    else:
        head = "".join(f"{name}: {json.dumps(value)}\n" for name, value in fields.items())
        suffix, make_body = ("md", bodies.markdown) if form < 0.7 else ("html", bodies.html)
        text = f"---\n{head}---\n{make_body(rng)}"
    data = damaged(rng, text) if rng.random() < 0.02 else text.encode("utf-8", "surrogatepass")
    return File(f"articles/{id_}.{suffix}", data)


_ARTICLE_FIELDS: Mapping[str, Any] = {
    "summary": odd.text, "kicker": odd.text, "standfirst": odd.text, "section": odd.text,
    "authors": odd.person, "image": odd.picture, "enclosures": odd.media, "rights": odd.text,
    "corrections": odd.correction, "updated": lambda rng: rng.choice(odd.DATES),
    "language": lambda rng: rng.choice(odd.LANGUAGES), "source": odd.address, "tags": odd.names,
}  # fmt: skip


# --- editions --------------------------------------------------------------------------------

_MENTIONS = (
    "{{ subscriber.name }}", '{{ subscriber.name | default("fri<e>nd & \'co\'") }}',
    "{{subscriber.since|d('')}}", "{{ subscriber.miles }}", "{{ subscriber.email }}",
    "[x]({{ subscriber.page }})", "[y](https://x.example/?a={{ subscriber.name }})",
    "{{ subscriber.unsubscribe_url }}", '<a href="{{ subscriber.page }}" title="{{ subscriber.name }}">z</a>',
    "`{{ subscriber.name }}`", "**{{ subscriber.name }}**", "![p]({{ subscriber.page }})",
)  # fmt: skip
_WRONG_MENTIONS = (
    "{{ subscriber.nam }}", "{{ name }}", "{% if x %}", "*|NAME|*", "{{ subscriber.name | upper }}",
    "{{ subscriber", "%%name%%", "{# x #}",
)  # fmt: skip


def _mention(rng: random.Random) -> str:
    return "" if rng.random() < 0.6 else " " + rng.choice(_MENTIONS[:5])


def _edition(rng: random.Random, number: int) -> Files:
    name = rng.choice((*BUILTIN, *BUILTIN, *OWN))
    ids = [f"e{number}-{n}" for n in range(1 if name == "article" else rng.randint(1, 10))]
    week = dt.date(2026, 1, 5) + dt.timedelta(weeks=number)
    year, at, _ = week.isocalendar()
    key = ids[0] if name == "article" else f"{year}-W{at:02}"
    lines = [
        f"newsletter: {name}",
        f"key: {key}",
        # Most have a page; `check` looks at those that are still to be sent.
        f"date: {'2026-12-01' if number % 5 == 0 else week}",
        f"subject: {_yaml('News ' + _line(rng) + _mention(rng))}",
        f"preheader: {_yaml(_line(rng) + _mention(rng))}",
        "articles:",
    ]
    for id_ in ids:
        lines.append(f"  - id: {id_}")
        changes = (("headline", 0.2), ("blurb", 0.2))
        lines += [f"    {k}: {_yaml(_line(rng))}" for k, chance in changes if rng.random() < chance]
        if rng.random() < 0.05:
            lines.append(f"    segments: [{rng.choice(SEGMENTS)}]")
    text = "\n".join(["---", *lines, "---", "", _introduction(rng)])
    if rng.random() < 0.1:
        text = bodies.mutated(rng, text, 2)
    file = File(f"editions/{name}-{key}.md", text.encode("utf-8", "replace"))
    return (file, *(_article(rng, id_) for id_ in ids))


def _line(rng: random.Random) -> str:
    """Return a text for an edition, seldom with a template tag, which is refused."""
    while "{" in (text := odd.text(rng)) and rng.random() < 0.9:
        pass
    return text


def _introduction(rng: random.Random) -> str:
    if rng.random() < 0.4:
        return ""
    pieces = [bodies.markdown(rng)]
    pieces += [f"Dear {rng.choice(_MENTIONS)}, hello.\n" for _ in range(rng.randint(0, 2))]
    if rng.random() < 0.05:
        pieces.append(rng.choice(_WRONG_MENTIONS))
    rng.shuffle(pieces)
    return "\n".join(pieces)


def _yaml(text: str) -> str:
    return json.dumps(text)


# --- templates -------------------------------------------------------------------------------

_SNIPPETS = (
    "{{ subscriber.name }}", '{{ subscriber.name | default("<b>\\"x\\"") }}', "{{ subscriber }}",
    '<a href="{{ subscriber.page }}">x</a>', '<a href="https://x.example/?q={{ subscriber.name }}">x</a>',
    '<a title="a>b" href="{{ subscriber.name }}">x</a>', '<p title="{{ subscriber.name }}">x</p>',
    '<a href="{{ subscriber.name }}">x</a>', '<p {{ subscriber.name }}>x</p>', "<script>{{ subscriber.name }}</script>",
    '<p style="color:{{ subscriber.name }}">x</p>', "<!-- {{ subscriber.name }} -->", '<img src="{{ subscriber.page }}" alt="">',
    '<a href="{{ subscriber.page }}?x=1">x</a>', "<title>{{ subscriber.name }}</title>", "<textarea>{{ subscriber.name }}</textarea>",
    "{{ subscriber.name|upper }}", "{{ subscriber.nme }}", "{% if subscriber.name %}x{% endif %}", "{{ subscriber.name ~ 'x' }}",
    "{{ stories|by_section }}", "{{ 'abc'|by_section }}", "{{ 5|script }}", "{{ 5|tongue }}", "{{ now|date('full') }}",
    "{{ now|date('GGGGGG') }}", "{{ 'x'|number }}", "{{ 3|count(words.stories) }}", "{{ 3|count('x') }}", "{{ 1/0 }}", "{{ x }}",
    "{{ article.body_in(300, 2) }}", "{{ article.picture.shown('x') }}", "{{ article.body_in('x') }}", "{{ article.extra.x }}",
    "{{ 'a\\nb' | indented('> ') }}", "{{ 'a ' * 99 | wrap }}", "{{ stories|map(attribute='headline')|join(', ') }}",
    "{% for story in stories %}<p>{{ story.text }}</p>{% endfor %}", "{% for story in stories %}{{ story.body }}{% endfor %}",
    "{% include 'parts/story.html' %}", "{% include 'parts/nothing.html' %}", "{% extends 'own-a.html' %}", "{{ super() }}", "{{", "{% for %}",
    "{% for a in (1, 2) %}" * 22 + "x" + "{% endfor %}" * 22, "{{ '<b>'|safe }}", "{{ words.label(words.picture, 'x') }}", "{{ words }}",
    "<style>@import url(http://127.0.0.1:9/a.css); p { color: red } td[title='a,b'] { color: red }</style>", "<p style=p>x</p>",
    "<style>@media a { @media b { p { color: red } } }</style>", "<style>p { color: light-dark(#fff, #000) } }}{</style>",
    "<link rel=stylesheet href=file:///etc/hostname>", "<p style='background:url(file:///etc/hostname);behavior:url(x)'>x</p>",
    "<!--[if mso]><p>{{ stories|length }}<![endif]-->", "</table></td></body>", "<table><p>", "\x00\x1b\x85\u202e", "<p data-story='1' data-src='x:1:1'>y",
    "{{ segment }}{% if segment == 'members' %}<b>m</b>{% endif %}", "{{ on_web }}", "{{ edition.entries }}", "{{ newsletter.brand }}",
)  # fmt: skip


def _template(rng: random.Random, name: str) -> Files:
    """Return a template of one's own, and mostly one for its text part."""
    files = [File(f"templates/{name}.html", _page(rng).encode("utf-8", "replace"))]
    if rng.random() < 0.7:
        text = _read(rng.choice(("digest.txt", "brief.txt", "article.txt")))
        text += rng.choice(("", *_SNIPPETS))
        text = bodies.mutated(rng, text, rng.choice((0, 0, 1)))
        files.append(File(f"templates/{name}.txt", text.encode("utf-8", "replace")))
    return tuple(files)


def _page(rng: random.Random) -> str:
    snippets = "\n".join(rng.choices(_SNIPPETS, k=rng.choice((1, 1, 2, 3))))
    form = rng.random()
    if form < 0.5:
        ours = rng.choice(("builtin/digest.html", "builtin/brief.html", "builtin/article.html"))
        block = rng.choice("content lead more_styles footer preheader masthead title links".split())
        return f'{{% extends "{ours}" %}}\n{{% block {block} %}}{snippets}{{% endblock %}}\n'
    if form < 0.8:
        head = '<!DOCTYPE html><html lang="en"><head><title>{{ subject }}</title><style>p{color:red}</style>'
        return f"{head}</head>\n<body>{snippets}<p>{{{{ intro }}}}</p></body></html>\n"
    text = _read(rng.choice(("digest.html", "brief.html", "base.html")))
    return bodies.mutated(rng, text, rng.choice((1, 2, 3)))


def _part(rng: random.Random) -> Files:
    """Return a part of our templates that the publication has changed, for all newsletters."""
    name = rng.choice(("story.html", "lead.html", "kept_styles.html", "links.html"))
    text = bodies.mutated(rng, _read(f"parts/{name}"), 1)
    return (File(f"templates/parts/{name}", text.encode("utf-8", "replace")),)


def _read(name: str) -> str:
    return (builtin_folder() / name).read_text("utf-8")
