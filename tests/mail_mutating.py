"""A good publication with newsletters, and the ways in which its mail breaks."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from tests.mutating import (
    Expected,
    Mutation,
    expect,
    insert,
    into_body,
    line_of,
    name,
    one_of,
    paragraphs,
    png,
    rewrite,
    sentence,
)

SETTINGS = """\
[publication]
title = "The Pier Gazette"
base_url = "https://pier.example/"
language = "en"
timezone = "Europe/Lisbon"

[[articles.assets]]
folder = "articles/media"
url = "{base_url}media/"

[brand.colors]
accent = "#1f4e79"
ink = "#1b1b1b"

[[newsletters]]
name = "weekly"
title = "The Week at the Pier"
from = { name = "The Pier Gazette", email = "desk@pier.example" }
every = "week"
template = "own"
postal_address = "3 Pier Road, Lisbon"
unsubscribe_url = "https://pier.example/unsubscribe/"
preferences_url = "https://pier.example/preferences/"
reason = "You get this letter because you asked for it."
segments = ["members", "guests"]

[newsletters.fields.name]
default = "friend"

[[newsletters]]
name = "whole"
title = "The Whole Gazette"
from = { name = "The Pier Gazette", email = "desk@pier.example" }
every = "month"
template = "article"
postal_address = "3 Pier Road, Lisbon"
unsubscribe_url = "https://pier.example/unsubscribe/"
reason = "You get this letter because you asked for all of it."

[newsletters.brand.dark]
soft = "#c8c2b6"
"""

OWN = """\
{# The weekly letter: ours, with a word of the editor and a notice. #}
{% extends "builtin/digest.html" %}
{% import "parts/tools.html" as tools %}
{% block more_styles %}
.notice { padding:16px 24px; background-color:{{ look.color.panel }} }
.notice p { margin:0 0 8px 0; font-size:16px; line-height:24px }
.notice a { color:{{ look.color.accent }}; text-decoration:underline }
.small { font-size:13px; line-height:20px; color:{{ look.color.soft }} }
{% endblock %}
{% block footer_start %}
<p class="small-print">Printed at the pier, and read everywhere else.</p>
{{ tools.rule() }}
<p class="small-print">The desk is open from nine to five.</p>
{% endblock %}
{% block more %}
{{ super() }}
{% include "parts/notice.html" %}
{% endblock %}
"""

NOTICE = """\
<tr><td class="notice">
<h2>A notice of the editor</h2>
<p>Readers walk the pier on the first Sunday of every month.</p>
<p>Come along, {{ subscriber.name }}.</p>
<p class="small">Bring a coat: the wind does not read our forecast.</p>
{% if segment == "members" %}
<p>Members have tea afterwards.</p>
{% endif %}
</td></tr>
"""

TOOLS = """\
{% macro rule() %}
<table role="presentation" border="0" cellpadding="0" cellspacing="0" width="100%"><tr>
<td style="border-top:1px solid #d9d4c9;font-size:1px;line-height:1px">&nbsp;</td>
</tr></table>
{% endmacro %}
"""

EDITION = """\
---
newsletter: {newsletter}
key: "{key}"
date: 2026-11-{day}
subject: "{subject}"
preheader: "{preheader}"
articles:
{articles}---

Good evening from the pier. The lamps were lit at five, and the ferry was in at six.
Its skipper tells the rest in [her own log](https://yard.example/log/).

{more}
"""


def good_mail(root: Path, rng: random.Random) -> None:
    """Write a publication with two newsletters that has nothing wrong with it."""
    media = root / "articles" / "media"
    media.mkdir(parents=True)
    (media / "pier.png").write_bytes(png(1200, 800))
    (root / "feedpub.toml").write_text(SETTINGS)
    for number in range(1, 7):
        (root / "articles" / f"one-{number}.md").write_text(
            f"---\n"
            f"id: tag:pier.example,2026:{number}00\n"
            f'title: "Number {number}: {sentence(rng)}"\n'
            f"date: 2026-11-1{number}T0{number}:30:00+00:00\n"
            f"authors: [Rui Camacho]\n"
            f"section: {'Harbour' if number % 2 else 'Town'}\n"
            f"image:\n"
            f"  url: media/pier.png\n"
            f"  alt: The pier at low tide\n"
            f"summary: {sentence(rng)}\n"
            f"---\n"
            f"{paragraphs(rng)}\n\n"
            f"## What follows\n\n"
            f"See [the log of ship {number}](https://yard.example/log/{number}/).\n\n"
            f"{paragraphs(rng, 2)}\n"
        )
    templates = root / "templates"
    (templates / "parts").mkdir(parents=True)
    (templates / "own.html").write_text(OWN)
    (templates / "parts" / "notice.html").write_text(NOTICE)
    (templates / "parts" / "tools.html").write_text(TOOLS)
    (root / "editions").mkdir()
    write_edition(root, rng, "weekly", "2026-W47", 20, range(6, 0, -1))
    write_edition(root, rng, "whole", "2026-11", 30, range(3, 0, -1))


def write_edition(
    root: Path, rng: random.Random, newsletter: str, key: str, day: int, numbers: range
) -> None:
    """Write the file of an edition."""
    (root / "editions" / f"{newsletter}-{key}.md").write_text(
        EDITION.format(
            newsletter=newsletter,
            key=key,
            day=day,
            subject=f"The ferry is back, and so are the gulls: {newsletter}",
            preheader="Also: who keeps the clock, what the storm left, and a table for two",
            articles="".join(f'  - id: "tag:pier.example,2026:{n}00"\n' for n in numbers),
            more=paragraphs(rng, 2),
        )
    )


WEEKLY = "editions/weekly-2026-W47.md"
WHOLE = "editions/whole-2026-11.md"


# --- articles --------------------------------------------------------------------------------


def in_text(codes: str, *forms: str) -> Mutation:
    """Put one of these into the text of an article, or of an introduction."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        words = rng.choice(forms).format(n=rng.randrange(100, 999))
        if rng.random() < 0.3:
            file = root / rng.choice([WEEKLY, WHOLE])
        else:
            file = one_of(root, rng, "one-[123].md")
        return expect(codes, name(root, file), into_body(file, rng, words))

    return mutate


def picture_insecure(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = rewrite(file, r"(?<=  url: )media/pier.png", f"http://old.example/{rng.random()}.png")
    return expect("mail-picture-insecure", name(root, file), line)


def picture_heavy(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    heavy = f"heavy-{rng.randrange(99)}.png"
    size = rng.randrange(1_000_001, 2_000_000)
    (root / "articles" / "media" / heavy).write_bytes(png(1200, 800) + b"\0" * size)
    line = rewrite(file, r"(?<=  url: media/)pier.png", heavy)
    return expect("mail-picture-large", name(root, file), line)


def table_without_headers(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "one-[123].md")
    rows = "".join(
        f"<tr><td>{sentence(rng)}</td><td>{rng.randrange(99)}</td></tr>\n" for _ in range(4)
    )
    insert(file, "## What follows", f"<table>\n{rows}</table>\n")
    return expect("mail-table-headers", name(root, file), line_of(file, "<tr>"))


def too_much(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "one-[123].md")
    with file.open("a") as stream:
        for _ in range(rng.randrange(250, 400)):
            stream.write(f"\n{paragraphs(rng, 2)}\n")
    return expect("mail-clipped mail-large", WHOLE, line_of(root / WHOLE, "articles:"))


# --- editions --------------------------------------------------------------------------------


def of_edition(codes: str, field: str, *values: str) -> Mutation:
    """Give a field of an edition one of these values."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        file = root / rng.choice([WEEKLY, WHOLE])
        value = rng.choice(values).format(n=rng.randrange(10, 99), long="and so on " * 20)
        line = line_of(file, f"{field}:")
        lines = file.read_text().split("\n")
        lines[line - 1] = f"{field}: {value}"
        file.write_text("\n".join(lines))
        return expect(codes, name(root, file), line)

    return mutate


def preheader_repeats(root: Path, rng: random.Random) -> Expected:
    file = root / rng.choice([WEEKLY, WHOLE])
    subject = file.read_text().split('subject: "')[1].split('"')[0]
    said = f'preheader: "{rng.choice([subject, subject.upper(), subject + " and more"])}"'
    return expect("mail-preheader", name(root, file), rewrite(file, r"^preheader: .*", said))


def article_gone(root: Path, rng: random.Random) -> Expected:
    file = root / rng.choice([WEEKLY, WHOLE])
    number = rng.randrange(1, 4)
    if rng.random() < 0.5:
        insert(root / "articles" / f"one-{number}.md", "authors:", "draft: true")
        return expect("mail-broken", name(root, file), line_of(file, _entry(number)))
    line = rewrite(file, f"2026:{number}00", f"2026:{rng.randrange(1000, 9999)}")
    return expect("mail-broken", name(root, file), line)


def _entry(number: int) -> str:
    return f'  - id: "tag:pier.example,2026:{number}00"'


def headline_with_token(root: Path, rng: random.Random) -> Expected:
    file = root / rng.choice([WEEKLY, WHOLE])
    tag = rng.choice(["*|FNAME|*", "%%first_name%%", "{{{{ name }}}}".format()])
    number = rng.randrange(1, 4)
    line = line_of(file, _entry(number))
    lines = file.read_text().split("\n")
    lines.insert(line, f'    headline: "News for {tag} and others"')
    file.write_text("\n".join(lines))
    return expect("mail-token edition-broken", name(root, file), line + 1)


# --- settings --------------------------------------------------------------------------------


def setting(codes: str, pattern: str, *values: str) -> Mutation:
    """Write one of these in the place of the first or second match of a pattern."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        file = root / "feedpub.toml"
        line = rewrite(file, pattern, rng.choice(values).format(n=rng.randrange(10, 99)))
        return expect(codes, "feedpub.toml", line)

    return mutate


def setting_gone(codes: str, field: str) -> Mutation:
    """Remove a setting of a newsletter; the place is the newsletter's table."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        file = root / "feedpub.toml"
        head, *tables = file.read_text().split("[[newsletters]]")
        which = rng.randrange(len(tables))
        lines = tables[which].split("\n")
        tables[which] = "\n".join(line for line in lines if not line.startswith(field))
        file.write_text("[[newsletters]]".join([head, *tables]))
        before = "[[newsletters]]".join([head, *tables[:which]])
        return expect(codes, "feedpub.toml", before.count("\n") + 1)

    return mutate


def field_unused(root: Path, rng: random.Random) -> Expected:
    file = root / "feedpub.toml"
    field = f"field{rng.randrange(10, 99)}"
    line = insert(file, "[newsletters.fields.name]", f"[newsletters.fields.{field}]")
    insert(file, "[newsletters.fields.name]", 'default = "x"')
    return expect("mail-field-unused", "feedpub.toml", line)


def field_without_fallback(root: Path, rng: random.Random) -> Expected:
    rewrite(root / "feedpub.toml", 'default = "friend"', f"# {rng.randrange(99)}")
    file = root / "templates" / "parts" / "notice.html"
    return expect("mail-field", name(root, file), line_of(file, "<p>Come along"))


# --- templates -------------------------------------------------------------------------------

_PLACES = (
    ("templates/own.html", '<p class="small-print">The desk'),
    ("templates/own.html", '<p class="small-print">Printed'),
    ("templates/parts/notice.html", "<p>Readers"),
    ("templates/parts/notice.html", '<p class="small">'),
    ("templates/parts/notice.html", "<p>Members"),
)


def in_template(codes: str, *forms: str) -> Mutation:
    """Insert a line into a template of the publication; it begins with what is wrong."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        path, before = rng.choice(_PLACES)
        written = rng.choice(forms).replace("{n}", str(rng.randrange(100, 999)))
        return expect(codes, path, insert(root / path, before, written))

    return mutate


def in_styles(codes: str, *forms: str) -> Mutation:
    """Insert a rule into the CSS of a template."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        file = root / "templates" / "own.html"
        before = rng.choice([".notice {", ".notice p {", ".small {", "{% block footer_start %}"])
        if before.startswith("{%"):
            number = line_of(file, before) - 1
            lines = file.read_text().split("\n")
            lines.insert(number - 1, rng.choice(forms))
            file.write_text("\n".join(lines))
            return expect(codes, "templates/own.html", number)
        return expect(codes, "templates/own.html", insert(file, before, rng.choice(forms)))

    return mutate


_RULE = r"^\.(?:notice|small)\b.*\}$"


def brace_lost(root: Path, rng: random.Random) -> Expected:
    """Drop the brace that ends a rule, or write one too many."""
    file = root / "templates" / "own.html"
    lines = file.read_text().split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if re.match(_RULE, line)])
    rule = lines[number]
    lines[number] = rng.choice([rule[:-1], rule[:-2], f"{rule}}}", rule.replace(" {", "", 1)])
    file.write_text("\n".join(lines))
    return expect("mail-style-broken", "templates/own.html", number + 1)


def property_misspelt(root: Path, rng: random.Random) -> Expected:
    """Leave out, double or exchange letters of a property."""
    file = root / "templates" / "own.html"
    lines = file.read_text().split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if re.match(_RULE, line)])
    word = rng.choice(re.findall(r"[a-z-]+(?=:)", lines[number]))
    at = rng.randrange(1, len(word) - 1)
    bad = rng.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:],
                      word[:at] + word[at + 1] + word[at] + word[at + 2 :]])  # fmt: skip
    if bad == word:
        bad = f"{word}e"
    lines[number] = lines[number].replace(f" {word}:", f" {bad}:", 1)
    file.write_text("\n".join(lines))
    return expect("mail-style-unknown", "templates/own.html", number + 1)


def block_emptied(codes: str, block: str) -> Mutation:
    """Take out a block of ours that says what has to be said."""

    def mutate(root: Path, rng: random.Random) -> Expected:
        file = root / "templates" / "own.html"
        words = rng.choice(["", "<p>Nothing to see here.</p>", "{# later #}"])
        with file.open("a") as stream:
            stream.write(f"{{% block {block} %}}{words}{{% endblock %}}\n")
        return expect(codes, "templates/own.html")

    return mutate


MUTATIONS: Mapping[str, Callable[[Path, random.Random], Expected]] = {
    "link_insecure": in_text("mail-link-insecure", "[the log](http://yard.example/{n}/)"),
    "link_vague": in_text(
        "mail-link-vague", "[click here](https://a.example/{n})", "[Read more…](https://b.example)",
        "[hier klicken](https://c.example/)", "[ici](https://d.example/)",
        "[こちら](https://e.example/)", "[aquí](https://f.example/{n})",
    ),
    "link_without_host": in_text(
        "mail-link-relative", "[the plan](https://intranet/{n})", "[them](https://localhost/x)"
    ),
    "link_to_no_mailbox": in_text(
        "mail-link-mailto", "[write to us](mailto:desk.pier.example)",
        "[write to us](mailto:desk@pier)", "[the desk](mailto:?subject=x)",
    ),
    "link_without_words": in_text("mail-link-empty", "[](https://yard.example/{n})"),
    "token_in_text": in_text(
        "mail-token edition-broken", "*|FNAME|*", "%%first_name%%", "%recipient.name%",
        "[[first_name]]",
    ),
    "picture_insecure": picture_insecure,
    "picture_heavy": picture_heavy,
    "table_without_headers": table_without_headers,
    "too_much": too_much,
    "subject_too_long": of_edition("mail-subject", "subject", '"It is said that {long}"'),
    "subject_too_short": of_edition("mail-subject", "subject", '"News"', "No. {n}"),
    "subject_shouts": of_edition(
        "mail-subject", "subject", '"THE FERRY IS BACK AT LAST"', '"FW: the ferry is back"',
        '"Re: what you asked us yesterday"', '"The ferry \\u202Ekcab si"',
    ),
    "preheader_too_long": of_edition("mail-preheader", "preheader", '"Also: {long}"'),
    "preheader_too_short": of_edition("mail-preheader", "preheader", '"Also: {n}"'),
    "preheader_repeats": preheader_repeats,
    "token_in_subject": of_edition(
        "mail-token edition-broken", "subject", '"News for *|FNAME|*, and others"',
        '"News for {{{{ subscriber.nmae }}}} and others"', '"%%name%%, the ferry is back"',
        '"{{% if x %}}The ferry is back{{% endif %}}"',
    ),
    "article_gone": article_gone,
    "headline_with_token": headline_with_token,
    "address_gone": setting_gone("mail-address", "postal_address"),
    "way_out_gone": setting_gone("mail-unsubscribe", "unsubscribe_url"),
    "way_out_insecure": setting(
        "mail-link-insecure", r"https://pier.example/(unsubscribe|preferences)/",
        r"http://pier.example/{n}/",
    ),
    "accent_too_light": setting(
        "mail-contrast mail-contrast-inverted", '(?<=accent = )"#1f4e79"',
        '"#9fc5e8"', '"#ffd966"', '"#e06666"', '"#93c47d"',
    ),
    "ink_too_light": setting(
        "mail-contrast mail-contrast-inverted", '(?<=ink = )"#1b1b1b"',
        '"#8a8a8a"', '"#c27ba0"', '"#cccccc"',
    ),
    "soft_too_dark": setting(
        "mail-contrast", '(?<=soft = )"#c8c2b6"', '"#555555"', '"#3a4a5a"', '"#663333"'
    ),
    "field_unused": field_unused,
    "field_without_fallback": field_without_fallback,
    "picture_undescribed_in_template": in_template(
        "mail-picture-undescribed", '<img src="https://pier.example/media/{n}.png" width="20">'
    ),
    "picture_without_width": in_template(
        "mail-picture-width", '<img src="https://pier.example/media/{n}.png" alt="A gull">',
        '<img src="https://pier.example/media/{n}.png" alt="A gull" width="auto">',
    ),
    "layout_read_out": in_template(
        "mail-table-role", '<table width="100%"><tr><td>Tide {n}</td></tr></table>'
    ),
    "link_of_template": in_template(
        "mail-link-relative mail-link-scheme mail-link-insecure mail-link-vague mail-link-empty",
        '<p><a href="/about/{n}">About the gazette</a></p>',
        '<p><a href="javascript:void(0)">About the gazette</a></p>',
        '<p><a href="http://pier.example/{n}">About the gazette</a></p>',
        '<p><a href="https://pier.example/{n}">Click here</a></p>',
        '<p><a href="https://pier.example/{n}"></a></p>',
    ),
    "script_in_template": in_template(
        "mail-active", "<script>track({n})</script>", "<form><input></form>",
        '<iframe src="https://pier.example/{n}"></iframe>', '<p onclick="go({n})">Go</p>',
    ),
    "token_in_template": in_template(
        "mail-token", "<p>Dear *|FNAME|*, number {n}</p>", "<p>Dear %%first_name%%</p>",
        "<p>Dear [[first_name]]</p>",
    ),
    "unknown_name": in_template("mail-broken", "{{ stroy }}", "{{ edition.titel }}", "{{ 1 / 0 }}",
                                "{{ subscriber.nmae }}"),
    "broken_syntax": in_template("mail-broken", "{% fi x %}", "{{ 1 + }}", "{% endfor %}"),
    "second_title": in_template("mail-heading", "<h1>Another title {n}</h1>",
                                "<h5>Down here {n}</h5>"),
    "anchor_by_id": in_template(
        "mail-fragment", '<p><a href="#nowhere{n}">Down to the tide tables</a></p>'
    ),
    "colour_of_template": in_template(
        "mail-contrast mail-contrast-inverted", '<p style="color:#999999">Tide {n} is late</p>',
        '<p><span style="color:#e0a030">Tide {n} is late</span></p>',
        '<p style="background-color:#777777;color:#333333">Tide {n} is late</p>',
    ),
    "colour_of_style": in_styles(
        "mail-contrast mail-contrast-inverted", ".notice p { color:#aaaaaa !important }",
        ".small-print { color:#b8a888 !important }", "h2 { color:#c0c0c0 !important }",
    ),
    "style_unsupported": in_styles(
        "mail-unsupported mail-unreadable mail-degraded", ".notice { display:flex }",
        ".small-print { position:absolute }", ".notice p { display:grid }",
    ),
    "brace_lost": brace_lost,
    "property_misspelt": property_misspelt,
    "colour_broken": in_styles(
        "mail-style-unknown", ".notice { color:#12345 }", ".small { background-color:#ggg }",
        ".notice p { color:balck }", "h2 { border-bottom:1px solid #ab }", ".small { color:333 }",
        ".notice p { color:light-dark(#222222, #eeeee) }",
    ),
    "css_broken": in_styles(
        "mail-style-broken", "/* The notice", '.notice { content:"x }', "}",
        ".notice { width:calc(1px }",
    ),
    "css_ignored": in_styles(
        "mail-style-ignored", ".notice { color red }", ".notice p { margin: }", ".small { :0 }",
        ".small, { margin:0 }", "%% .notice { margin:0 }", ".notice { margin:0 padding:0 }",
        "// The notice",
    ),
    "style_of_element_broken": in_template(
        "mail-style-unknown mail-style-ignored", '<p style="colr:#222222">Tide {n} is late</p>',
        '<p style="margin 0">Tide {n} is late</p>', '<p style="color:#22222">Tide {n}</p>',
    ),
    "links_unmarked": in_styles(
        "mail-link-colour", ".body a[href] { text-decoration:none !important; color:inherit }",
        ".intro a[href] { text-decoration:none !important; color:#222222 }",
    ),
    "address_hidden": block_emptied("mail-address", "address"),
    "way_out_hidden": block_emptied("mail-unsubscribe", "links"),
}  # fmt: skip
