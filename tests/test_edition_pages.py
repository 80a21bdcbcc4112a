"""The web pages of editions: what is on them, when they are there, when they are made anew."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oracles import accessible, valid
from tests.site import NOW, Ran, Site
from tests.test_cli import python

pytest_plugins = ["tests.oracles.fixtures"]

WEEKLY = """
[[newsletters]]
name = "weekly"
title = "The Week"
from = { email = "desk@post.example" }
postal_address = "1 Quay Street"
unsubscribe_url = "https://post.example/unsubscribe/?of={{ subscriber.email }}"
reason = "You asked for it."
"""
PAGE = "editions/weekly/2026-W47.html"
LIST = "editions/weekly/index.html"


def edition(
    site: Site,
    key: str = "2026-W47",
    ids: tuple[str, ...] = ("urn:a",),
    intro: str = "",
    **fields: str,
) -> Site:
    """Write an edition of the weekly newsletter that is good, but for what is said."""
    given = {"date": "2026-11-20", "subject": "What we saw", "preheader": "Also: more", **fields}
    head = [f"{name}: {json.dumps(text)}" for name, text in given.items() if text]
    listed = [f"  - {id_ if id_.startswith('{') else json.dumps(id_)}" for id_ in ids]
    lines = ["---", "newsletter: weekly", f"key: {key}", *head, "articles:", *listed, "---", intro]
    return site.write(f"editions/weekly-{key}.md", "\n".join(lines) + "\n")


@pytest.fixture
def weekly(site: Site) -> Site:
    """Three articles, and an edition with the first two."""
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY)
    for name in "abc":
        site.article(f"{name}.md", title=f"Title {name}", id=f"urn:{name}", summary=f"Sum {name}.")
    return edition(site, ids=("urn:a", "urn:b"))


def page(site: Site, path: str = PAGE) -> str:
    return (site.root / "public" / path).read_text()


def built(site: Site, *arguments: str, now: str = NOW) -> list[str]:
    """Build, and return the files of editions that were written or removed."""
    ran = site.run("build", *arguments, now=now)
    inside = f"{(site.root / 'public').as_posix()}/"
    paths = [line.removeprefix(inside) for line in ran.out.splitlines()]
    return [path for path in paths if path.startswith("editions/")]


def settled(site: Site) -> Site:
    """Build files that are old enough to be known by their stamps next time."""
    for folder in ("articles", "editions", "templates"):
        for file in (site.root / folder).rglob("*"):
            os.utime(file, (1_700_000_000.5, 1_700_000_000.5))
    time.sleep(0.05)  # the time at which this was done cannot be set
    site.run("build")
    return site


# --- what is on the page ---------------------------------------------------------------------


def test_a_build_writes_the_page_of_an_edition_and_the_list(weekly: Site) -> None:
    assert built(weekly) == [PAGE, LIST]
    html = page(weekly)
    assert "<title>What we saw</title>" in html
    assert [word for word in ("Title a", "Title b", "Title c") if word in html] == [
        "Title a",
        "Title b",
    ]
    assert "Friday, November 20, 2026" in html


def test_the_page_leads_to_the_list_the_feeds_and_itself(weekly: Site) -> None:
    built(weekly)
    head, _, body = page(weekly).partition("</head>")
    assert f'<link rel="canonical" href="https://post.example/{PAGE}">' in head
    types = re.findall(r'<link rel="alternate" type="([^"]+)" title="The Test Post"', head)
    assert types == ["application/rss+xml", "application/atom+xml", "application/feed+json"]
    assert f'href="https://post.example/{LIST}"' in body


def test_nothing_that_concerns_one_subscriber_is_on_the_page(weekly: Site) -> None:
    built(weekly)
    html = page(weekly)
    assert [w for w in ("nsubscribe", "You asked", "subscriber", "&zwnj;") if w in html] == []


def test_late_fields_are_their_fallbacks_on_the_page(weekly: Site) -> None:
    weekly.write(
        "feedpub.toml", Site.SETTINGS + WEEKLY + 'fields = { name = { default = "all" } }\n'
    )
    name = "{{ subscriber.name | default('<b>you</b> & *me*') }}"
    edition(
        weekly,
        subject='News for {{ subscriber.name | default("friends") }}',
        preheader="Dear {{ subscriber.name }}",
        intro=f"Dear {name}, [go](https://x.example/?n={{{{ subscriber.name | d('a & b') }}}}) or "
        "[leave]({{ subscriber.unsubscribe_url }}). Write `{{ subscriber.name }}`.",
    )
    built(weekly)
    html = page(weekly)
    assert "<title>News for friends</title>" in html
    assert "Dear &lt;b&gt;you&lt;/b&gt; &amp; *me*, " in html
    assert 'href="https://x.example/?n=a%20%26%20b"' in html
    assert "or leave. Write" in html  # there is no link to it
    assert ">{{ subscriber.name }}</code>" in html
    assert "News for friends" in page(weekly, LIST)
    assert "Dear all" in page(weekly, LIST)


def test_what_is_for_a_segment_is_not_on_the_page(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'segments = ["free", "paid"]\n')
    edition(weekly, ids=("urn:a", "{id: 'urn:b', segments: [paid]}"))
    built(weekly)
    assert "Title a" in page(weekly)
    assert "Title b" not in page(weekly)
    edition(weekly, ids=("{id: 'urn:b', segments: [paid]}",))
    assert sorted(built(weekly)) == [PAGE, LIST]
    assert not (weekly.root / "public" / PAGE).exists()


def test_a_picture_of_the_introduction_is_watched(weekly: Site) -> None:
    edition(weekly, intro="![A gull](../articles/gull.png)")
    ran = settled(weekly).run("build")
    assert "the picture `../articles/gull.png` does not exist" in ran.err
    weekly.write("articles/gull.png", b"\x89PNG\r\n\x1a\n")
    assert "does not exist" not in weekly.run("build").err


def test_an_introduction_does_not_change_where_articles_lead(weekly: Site) -> None:
    weekly.article("a.md", title="Title a", id="urn:a", body="[b](../editions/articles/b.md)")
    edition(weekly, intro="[b](articles/b.md)")
    built(weekly)
    assert 'href="https://post.example/2026/11/b/"' in page(weekly).partition("Title a")[0]
    first = weekly.feed()
    edition(weekly, intro="")
    built(weekly)
    assert weekly.feed() == first


# --- the list --------------------------------------------------------------------------------


def test_the_list_has_the_newest_first_by_year(weekly: Site) -> None:
    edition(weekly, "2025-W50", ("urn:c",), date="2025-12-12", subject="Long ago")
    edition(weekly, "2026-W46", ("urn:c",), date="2026-11-13", subject="Last week")
    built(weekly)
    html = page(weekly, LIST)
    shown = re.findall(r"<h2[^>]*>(\d+)</h2>|>([^<]+)</a></p>\n<p class=\"preheader", html)
    assert ["".join(each) for each in shown] == [
        "2026", "What we saw", "Last week", "2025", "Long ago",
    ]  # fmt: skip
    assert "2 stories" in html


def test_a_newsletter_without_editions_says_so(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY).article()
    assert built(site) == [LIST]
    assert "There are no editions yet." in page(site, LIST)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "de",
            [
                '<html lang="de" dir="ltr">',
                "The Week: alle Ausgaben",
                "20. November 2026",
                "2 Artikel",
            ],
        ),
        ("ar", ['<html lang="ar" dir="rtl">', '<ol lang="ar" dir="rtl">']),
        ("fi", ['<html lang="en" dir="ltr">', '<ol lang="fi" dir="ltr">', "20. marraskuuta 2026"]),
    ],
)
def test_the_list_speaks_the_language_of_the_newsletter(
    weekly: Site, language: str, expected: list[str]
) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + f'language = "{language}"\n')
    built(weekly)
    html = page(weekly, LIST)
    assert [text for text in expected if text not in html] == []


def test_what_people_wrote_is_text_on_the_list(weekly: Site) -> None:
    settings = Site.SETTINGS + WEEKLY.replace("The Week", "A & <b>B</b>")
    weekly.write("feedpub.toml", settings)
    edition(weekly, subject="<script>alert(1)</script>", preheader="a \" ' & <i>")
    built(weekly)
    html = page(weekly, LIST)
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;" in html


def test_the_list_can_be_laid_out_by_the_publication(weekly: Site) -> None:
    own = '{% extends "builtin/editions.html" %}{% block header %}<h1>Ours</h1>{% endblock %}'
    weekly.write("templates/editions.html", own)
    built(weekly)
    assert "<h1>Ours</h1>" in page(weekly, LIST)


def lists(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Yield the pages of publications in three languages, by name."""
    for language in ("en", "ar", "ja"):
        site = Site(tmp_path / language)
        site.write("feedpub.toml", Site.SETTINGS + WEEKLY + f'language = "{language}"\n')
        site.article("a.md", id="urn:a").article("b.md", id="urn:b", title="B")
        edition(site, ids=("urn:a",), intro="Good evening.")
        edition(site, "2025-W50", ("urn:b",), date="2025-12-12", subject="W" * 90)
        built(site)
        yield f"{language}-list", page(site, LIST)
        yield f"{language}-page", page(site)


def test_the_pages_are_valid(java: str, tmp_path: Path) -> None:
    files = []
    for name, html in lists(tmp_path):
        files.append(tmp_path / f"{name}.html")
        files[-1].write_text(html, encoding="utf-8")
    assert valid.errors(java, files) == {}


@pytest.mark.chromium
def test_the_pages_are_accessible_and_fit_a_telephone(browser, packages, tmp_path):
    for _, html in lists(tmp_path):
        for scheme in ("light", "dark"):
            assert accessible.violations(browser.show(html, scheme=scheme), ()) == []
        assert browser.show(html, width=320).reach() <= 320


# --- when it is there ------------------------------------------------------------------------


def test_an_edition_has_its_page_from_its_day_on(weekly: Site) -> None:
    edition(weekly, date="2026-11-21")
    ran = weekly.run("build", now="2026-11-20T23:59:59Z")
    assert "next due: 2026-11-21T00:00:00Z (editions/weekly-2026-W47.md)" in ran.err
    assert not (weekly.root / "public" / PAGE).exists()
    assert built(weekly, now="2026-11-20T23:59:59Z") == []
    assert built(weekly, now="2026-11-21T00:00:00Z") == [PAGE, LIST]


def test_the_day_begins_in_the_zone_of_the_publication(weekly: Site) -> None:
    settings = (Site.SETTINGS + WEEKLY).replace("Europe/Lisbon", "Asia/Tokyo")
    edition(weekly.write("feedpub.toml", settings), date="2026-11-21")
    ran = weekly.run("build", now="2026-11-20T14:59:59Z")
    assert "next due: 2026-11-20T15:00:00Z" in ran.err
    assert not (weekly.root / "public" / PAGE).exists()
    assert built(weekly, now="2026-11-20T15:00:00Z") == [PAGE, LIST]


def test_the_same_page_whatever_the_day_it_is_made_on(weekly: Site) -> None:
    own = '{% extends "builtin/digest.html" %}{% block footer_start %}{{ now }}{% endblock %}'
    weekly.write("templates/digest.html", own)
    built(weekly)
    assert "2026-11-20 12:00:00+00:00" in page(weekly)
    first = page(weekly)
    (weekly.root / "public" / PAGE).unlink()
    assert built(weekly, now="2027-05-01T00:00:00Z") == [PAGE]
    assert page(weekly) == first


@pytest.mark.parametrize("seed", ["0", "1", "2"])
def test_the_same_bytes_whatever_the_hash_seed(weekly: Site, seed: str) -> None:
    built(weekly)
    first = weekly.outputs()
    for name in (".feedpub", "public"):
        (weekly.root / name).rename(weekly.root / f"{name}-before")
    assert weekly.process("build", "--now", NOW, PYTHONHASHSEED=seed).code == 0
    assert weekly.outputs() == first


def test_an_edition_without_a_date_has_no_page_and_says_so(weekly: Site) -> None:
    ran = edition(weekly, date="").run("build")
    assert ran.code == 0
    assert "editions/weekly-2026-W47.md:1: the edition has no `date`" in ran.err
    assert not (weekly.root / "public" / PAGE).exists()


def test_a_newsletter_may_do_without_pages(weekly: Site) -> None:
    built(weekly)
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + "pages = false\n")
    assert sorted(built(weekly)) == [PAGE, LIST]  # removed
    assert not (weekly.root / "public/editions").exists()


def test_a_deleted_edition_takes_its_page_with_it(weekly: Site) -> None:
    settled(weekly)
    (weekly.root / "editions/weekly-2026-W47.md").unlink()
    assert sorted(built(weekly)) == [PAGE, LIST]
    assert not (weekly.root / "public" / PAGE).exists()


# --- when it is made anew --------------------------------------------------------------------


def test_what_a_page_does_not_show_does_not_make_it_anew(weekly: Site) -> None:
    edition(weekly, "2026-W46", ("urn:c",), date="2026-11-13")
    built(weekly)
    weekly.article("c.md", title="Title c", id="urn:c", summary="Another.")
    assert built(weekly) == ["editions/weekly/2026-W46.html"]


@pytest.mark.parametrize(
    ("path", "old", "new", "expected"),
    [
        ("articles/a.md", "Sum a", "Another", [PAGE]),
        ("editions/weekly-2026-W47.md", "What we saw", "What they saw", [PAGE, LIST]),
        ("editions/weekly-2026-W47.md", "---\n\n", "---\n\nHello.\n", [PAGE]),
        ("feedpub.toml", '"The Week"', '"The Month"', [PAGE, LIST]),
        ("feedpub.toml", "1 Quay Street", "2 Quay Street", [PAGE]),
        ("templates/parts/more.html", "one", "two", [PAGE]),
    ],
)
def test_what_a_page_shows_makes_it_anew(
    weekly: Site, path: str, old: str, new: str, expected: list[str]
) -> None:
    more = '{% extends "builtin/digest.html" %}{% block footer_start %}{% include "parts/more.html"'
    weekly.write("templates/digest.html", more + " %}{% endblock %}")
    weekly.write("templates/parts/more.html", "one")
    settled(weekly)
    assert built(weekly) == []
    text = (weekly.root / path).read_text()
    assert old in text
    weekly.write(path, text.replace(old, new))
    assert built(weekly) == expected


def test_a_new_template_and_a_new_edition_are_seen(weekly: Site) -> None:
    settled(weekly)
    own = (
        '{% extends "builtin/digest.html" %}{% block footer %}<tr><td>Ours</td></tr>{% endblock %}'
    )
    weekly.write("templates/digest.html", own)
    assert built(weekly) == [PAGE]
    settled(weekly)
    edition(weekly, "2026-W46", ("urn:c",), date="2026-11-13")
    assert built(weekly) == ["editions/weekly/2026-W46.html", LIST]


def test_many_pages_are_made_in_two_processes_as_in_one(weekly: Site) -> None:
    weeks = [f"2026-W{week}" for week in range(10, 22)]
    for week in weeks:
        edition(weekly, week, ("urn:c",), date="2026-03-01", subject=week)
    built(weekly)
    many = weekly.outputs()
    for some in (weeks[:6], weeks[6:]):
        for week in some:
            (weekly.root / f"public/editions/weekly/{week}.html").unlink()
        assert built(weekly) == [f"editions/weekly/{week}.html" for week in reversed(some)]
    assert weekly.outputs() == many


LOADED = "import sys\nfrom feedpub.cli import main\n" + (
    "try: main(['build', '--now', '{now}'], prog_name='feedpub')\n"
    "except SystemExit: print('loaded:', *sys.modules)"
)


def loaded(site: Site) -> set[str]:
    """Return what a build imports."""
    ran = python("-c", LOADED.format(now=NOW), folder=site.root)
    return {name.partition(".")[0] for name in ran.out.partition("loaded: ")[2].split()}


def test_a_build_that_renders_no_page_loads_no_templates(weekly: Site) -> None:
    settled(weekly)
    weekly.article("c.md", title="Title c", id="urn:c", summary="Another.")
    assert {"feedgen"} <= loaded(weekly)
    settled(weekly)
    weekly.article("c.md", title="Title c", id="urn:c", summary="Yet another.")
    assert not {"jinja2", "premailer", "cssutils", "babel"} & loaded(weekly)


def test_a_build_with_nothing_to_do_reads_no_edition(weekly: Site) -> None:
    settled(weekly)
    settled(weekly)
    assert not {"yaml", "jinja2", "lxml", "feedgen"} & loaded(weekly)


# --- what is wrong ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"draft": True}, "the article `urn:a`, articles/a.md, is a draft"),
        ({"embargo": "2026-12-01"}, "is still to be published"),
        ({"id": "urn:other"}, "no article has the id `urn:a`"),
    ],
)
def test_an_article_that_is_gone_is_left_out_of_the_page(
    weekly: Site, change: dict[str, object], message: str
) -> None:
    built(weekly)
    weekly.article("a.md", **{"title": "Title a", "id": "urn:a", **change})
    (weekly.root / "feedpub.lock").unlink()  # who is who is not what this is about
    ran = weekly.run("build")
    assert ran.code == 0
    assert "Warning: editions/weekly-2026-W47.md:8:5: " in ran.err
    assert message in ran.err
    assert "Title a" not in page(weekly)
    assert "Title b" in page(weekly)


def test_an_article_that_expired_is_left_out_without_a_word(weekly: Site) -> None:
    weekly.article("a.md", title="Title a", id="urn:a", expires="2026-11-22")
    built(weekly)
    ran = weekly.run("build", now="2026-11-23T00:00:00Z")
    assert "Warning" not in ran.err
    assert "Title a" not in page(weekly)


def test_an_edition_of_which_nothing_is_left_has_no_page(weekly: Site) -> None:
    edition(weekly, ids=("urn:gone",))
    ran = weekly.run("build")
    assert "has no article that everybody may see" in ran.err
    assert not (weekly.root / "public" / PAGE).exists()
    assert "no editions yet" in page(weekly, LIST)


def broken(site: Site) -> Ran:
    """Break the template of the pages, and build."""
    site.write(
        "templates/digest.html", '{% extends "builtin/digest.html" %}\n{{ x.y }}\n{% if %}\n'
    )
    return site.run("build")


def test_a_broken_template_leaves_the_page_as_it_was_and_stops_nothing_else(weekly: Site) -> None:
    built(weekly)
    before = page(weekly)
    edition(weekly, "2026-W46", ("urn:c",), date="2026-11-13", subject="No page yet")
    weekly.article("c.md", title="Title c", id="urn:c", summary="Another.")
    ran = broken(weekly)
    assert ran.code == 1
    assert "Error: templates/digest.html:3: " in ran.err
    assert page(weekly) == before
    assert "Another." in (weekly.root / "public/feed.json").read_text()
    assert "What we saw" in page(weekly, LIST)
    assert "No page yet" not in page(weekly, LIST)
    assert broken(weekly).err.count("Error: templates") == 1
    (weekly.root / "templates/digest.html").unlink()
    assert built(weekly) == ["editions/weekly/2026-W46.html", LIST]


def test_a_template_that_there_is_not_is_an_error_of_the_settings(weekly: Site) -> None:
    edition(weekly, "2026-W46", ("urn:c",), date="2026-11-13")
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'template = "digset"\n')
    ran = weekly.run("build")
    assert ran.code == 1
    assert ran.err.count("there is no template `digset") == 1
    line = (Site.SETTINGS + WEEKLY).count("\n") + 1
    assert f"Error: feedpub.toml:{line}:1: there is no template" in ran.err


def test_an_article_in_two_editions_is_told_and_on_both_pages(weekly: Site) -> None:
    edition(weekly, "2026-W46", ("urn:a",), date="2026-11-13")
    ran = weekly.run("build")
    assert ran.code == 0
    assert "W47.md:8:5: `urn:a` is in editions/weekly-2026-W46.md:8:5 already" in ran.err
    assert "Title a" in page(weekly)


def test_with_strict_a_broken_template_stops_the_build(weekly: Site) -> None:
    weekly.write("templates/editions.html", "{{ nothing }}")
    ran = weekly.run("build", "--strict")
    assert ran.code == 1
    assert "templates/editions.html:1: unknown name `nothing`" in ran.err
    assert not (weekly.root / "public").exists()


def test_a_broken_edition_leaves_its_page_as_it_was(weekly: Site) -> None:
    built(weekly)
    before = page(weekly)
    edition(weekly, date="20 Nov", subject="Hello {{ subscriber.nme }}")
    ran = weekly.run("build")
    assert ran.code == 1
    assert "editions/weekly-2026-W47.md:4:1: `date` must be a day" in ran.err
    assert "editions/weekly-2026-W47.md:5:20: no field `nme` is declared" in ran.err
    assert page(weekly) == before
    assert not (weekly.root / "public/editions/weekly/2026-W48.html").exists()


def test_a_page_that_somebody_has_already_is_left_alone(weekly: Site) -> None:
    weekly.write(f"public/{PAGE}", "mine")
    ran = weekly.run("build")
    assert f"{PAGE}: there is a file of your own" in ran.err
    assert "set `pages = false` for the newsletter" in ran.err
    settled(weekly)
    assert page(weekly) == "mine"
    built(weekly, "--overwrite")
    assert "What we saw" in page(weekly)


def test_a_page_and_a_feed_cannot_be_one_file(weekly: Site) -> None:
    feed = f'[[feeds]]\npath = "x"\nformats = ["rss"]\nfiles = {{ rss = "{LIST}" }}\n'
    weekly.write("feedpub.toml", Site.SETTINGS + feed + WEEKLY)
    ran = weekly.run("build")
    assert ran.code == 2
    assert "the list of editions of `weekly` are both written to" in ran.err
    assert "set `pages = false` for the newsletter" in ran.err


def test_check_says_what_a_build_would_and_that_a_page_is_missing(weekly: Site) -> None:
    built(weekly)
    edition(weekly, "2026-W46", ("urn:c", "urn:gone"), date="2026-11-13")
    ran = weekly.run("check", "--format", "json")
    found = {(each["code"], each["path"]): each["message"] for each in json.loads(ran.out)}
    assert ("edition-article", "editions/weekly-2026-W46.md") in found
    # No place is named that does not exist.
    assert "weekly/2026-W46.html" in found["output-stale", "public"]


def test_the_feeds_that_readers_have_are_compared_without_the_pages(weekly: Site) -> None:
    built(weekly)
    weekly.article("c.md", title="Title c, changed", id="urn:c")
    ran = weekly.run("build", "--against", "public/")
    assert ran.code == 0, ran.err
    assert "Title c, changed" in (weekly.root / "public/feed.json").read_text()


def test_rendering_pages_opens_no_socket_and_no_file_outside(weekly: Site) -> None:
    hostile = (
        '<link rel="stylesheet" href="http://127.0.0.1:9/x.css">{% include "/etc/passwd" %}'
        '<style>@import "file:///etc/passwd";</style><img src="file:///etc/hostname">'
    )
    weekly.article("a.md", hostile, title="Title a", id="urn:a")
    code = (
        "import os, sys\nfrom feedpub.cli import main\nimport feedpub.newsletter.pages\n"
        f"root = {str(weekly.root.resolve())!r}\nseen = []\n"
        "def watch(event, args):\n"
        "    if event.startswith('socket.'): seen.append(event)\n"
        "    if event == 'open' and isinstance(args[0], str) and args[0].startswith('/etc/'):\n"
        "        seen.append(args[0])\n"
        "sys.addaudithook(watch)\n"
        f"try: main(['-C', root, 'build', '--now', '{NOW}'])\n"
        "except SystemExit: print('SEEN', *seen)\n"
    )
    ran = python("-c", code, folder=weekly.root)
    assert ran.out.rstrip().endswith("SEEN"), ran.err
    assert "Title a" in page(weekly)
    assert "passwd" not in page(weekly)
