"""`templates list` and `templates copy`."""

from __future__ import annotations

import pytest

from feedpub.newsletter.templates import builtin_folder
from tests.site import ROOT, Site

LETTER = """
[[newsletters]]
name = "weekly"
title = "The Week"
from = { name = "The Test Post", email = "desk@post.example" }
every = "week"
"""


def test_the_list_says_what_each_is_and_marks_the_publications_own(site):
    site.write("templates/parts/byline.html", "{# By whom. And more. #}\nx")
    site.write("templates/harbour.html", "no comment")
    ran = site.run("templates", "list")
    assert ran.code == 0
    lines = ran.out.splitlines()
    shown = {line[2:].split()[0]: line for line in lines}
    assert shown["digest.html"].startswith("  digest.html  ")
    assert "Many stories" in shown["digest.html"]
    assert shown["parts/byline.html"].startswith("* ")
    assert shown["parts/byline.html"].endswith("By whom")
    assert shown["harbour.html"] == "* harbour.html"
    assert "2 of them the publication's own" in ran.err
    assert [line for line in lines if "/" not in line.split()[1 if line[0] == "*" else 0]] == (
        lines[: sum("/" not in name for name in shown)]
    )


def test_all_templates_are_listed_once(site):
    names = [entry["name"] for entry in site.run("templates", "list", "--json").json()]
    folder = builtin_folder()
    files = [f for f in folder.rglob("*.*") if f.suffix in (".html", ".txt", ".css")]
    assert sorted(names) == sorted(f.relative_to(folder).as_posix() for f in files)


def test_in_our_own_checkout_ours_are_not_somebodys():
    site = Site.__new__(Site)
    site.root = ROOT
    assert not [e for e in site.run("templates", "list", "--json").json() if e["is_own"]]
    assert site.run("templates", "copy", "digest").code == 0


def test_a_copy_is_ours_byte_for_byte_html_and_text(site):
    ran = site.run("templates", "copy", "digest", "--as", "harbour")
    assert ran.code == 0
    made = [f"{site.root}/templates/harbour{suffix}" for suffix in (".html", ".txt")]
    assert ran.out.splitlines() == made
    for suffix in (".html", ".txt"):
        copy = (site.root / "templates" / f"harbour{suffix}").read_bytes()
        assert copy == (builtin_folder() / f"digest{suffix}").read_bytes()
    assert '`template = "harbour"`' in ran.err


def test_a_copy_renders_as_ours_does(site):
    site.article().write("feedpub.toml", Site.SETTINGS + LETTER + 'template = "harbour"\n')
    site.run("templates", "copy", "digest", "--as", "harbour")
    assert site.run("newsletter", "render", "weekly", "-o", f"{site.root}/a").code == 0
    site.write("feedpub.toml", Site.SETTINGS + LETTER)
    assert site.run("newsletter", "render", "weekly", "-o", f"{site.root}/b").code == 0
    for file in sorted((site.root / "a").iterdir()):
        assert file.read_bytes() == (site.root / "b" / file.name).read_bytes()


def test_a_part_is_copied_alone_and_the_way_to_change_one_block_is_told(site):
    ran = site.run("templates", "copy", "parts/story.html")
    assert ran.out.splitlines() == [f"{site.root}/templates/parts/story.html"]
    assert "in every template" in ran.err
    assert '{% extends "builtin/article.html" %}' in site.run("templates", "copy", "article").err


def test_what_is_there_is_not_written_over_without_force(site):
    site.write("templates/digest.txt", "mine")
    ran = site.run("templates", "copy", "digest")
    assert ran.code == 1
    assert "Error: templates/digest.txt: it exists" in ran.err
    assert "--force" in ran.err
    assert (site.root / "templates" / "digest.txt").read_text() == "mine"
    assert not (site.root / "templates" / "digest.html").exists()
    assert site.run("templates", "copy", "digest", "--force").code == 0
    assert (site.root / "templates" / "digest.txt").read_text() != "mine"


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("digets",), "there is no template `digets`", "did you mean `digest.html`?"),
        (("digst",), "there is no template `digst`", "did you mean `digest.html`?"),
        (("digst.txt",), "there is no template `digst.txt`", "did you mean `digest.txt`?"),
        (("parts/storry.html",), "there is no template", "did you mean `parts/story.html`?"),
        (("zzz",), "there is no template `zzz`", "`feedpub templates list`"),
        (("../feedpub.toml",), "there is no template `../feedpub.toml`", ""),
        (("",), "there is no template ``", ""),
        (("digest", "--as", "../x"), "`../x` cannot be the name", "weekly.html"),
        (("digest", "--as", "/tmp/x"), "`/tmp/x` cannot be the name", ""),
        (("digest", "--as", "builtin/x"), "`builtin/x` cannot be the name", ""),
        (("digest.html", "--as", "x.css"), "`x.css` cannot be the name", "weekly.html"),
        (("digest", "--as", "a b"), "`a b` cannot be the name", ""),
    ],
)
def test_what_cannot_be_copied_is_told(site, arguments, message, hint):
    ran = site.run("templates", "copy", *arguments)
    assert ran.code == 2
    assert message in ran.err
    assert hint in ran.err
    assert not (site.root / "templates").exists()


FOOTER = """\
postal_address = "1 Quay Street"
unsubscribe_url = "https://post.example/unsubscribe/"
reason = "You asked for it."
"""
PICTURE = '<img src="{{ publication.base_url }}images/quay.jpg"'
INVITATION = """{% block invitation %}
{% set url, label = publication.base_url ~ "harbour-day/", "Come to Harbour Day" %}
<tr><td class="block invitation">{% include "parts/button.html" %}</td></tr>
{% endblock %}
{% endblock %}
{% block more_styles %}
.invitation { border-top:1px solid {{ look.color.rule }} }
{% endblock %}"""


def test_from_a_copy_to_a_clean_check_as_the_manual_tells(site):
    """The way of the manual's chapter on templates."""
    for at in range(3):
        title, summary = f"The ferry number {at} that came back", "It crosses again at last. " * 3
        site.article(f"{at}.md", title=title, summary=summary)
    site.write("feedpub.toml", Site.SETTINGS + LETTER + FOOTER + 'template = "harbour"\n')
    site.run("templates", "copy", "brief", "--as", "harbour")
    html, text = (site.root / "templates" / f"harbour{suffix}" for suffix in (".html", ".txt"))
    lead, end = "{% block lead %}\n", "{% endblock %}\n{% endblock %}"
    cell = f'<tr><td class="block">{PICTURE}></td></tr>\n'
    ours = html.read_text()
    assert ours.endswith(f"{end}\n")
    opened = ours.replace(lead, lead + cell)
    html.write_text(opened.removesuffix(f"{end}\n") + "{% endblock %}\n" + INVITATION + "\n")
    site.run("newsletter", "compose", "weekly")

    found = site.run("check")
    line = html.read_text().split("\n").index(cell.strip()) + 1
    assert found.code == 1
    assert f"templates/harbour.html:{line}:23: error" in found.out
    assert {"mail-picture-undescribed", "mail-picture-width", "mail-text"} <= set(
        found.out.replace("[", "]").split("]")
    )

    shape = "display:block;width:100%;max-width:{{ look.column }}px;height:auto"
    words = f' alt="The north quay." width="{{{{ look.column }}}}" style="{shape}"'
    html.write_text(html.read_text().replace(PICTURE, PICTURE + words))
    told = "\nThe north quay.\n\nCome to Harbour Day:\n{{ publication.base_url }}harbour-day/\n"
    text.write_text(text.read_text().removesuffix("{% endblock %}\n") + told + "{% endblock %}\n")
    clean = site.run("check")
    assert (clean.code, clean.out) == (0, "")
