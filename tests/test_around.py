"""What is written around the feeds: pages, stylesheet, lists, headers; and the plan of it all."""

from __future__ import annotations

import datetime as dt
import functools
import http.server
import itertools
import json
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from lxml import etree, html

from feedpub.config import Config, parse_config
from feedpub.feeds import Plan, plan
from feedpub.feeds.page import page_path
from feedpub.feeds.words import WORDS
from feedpub.model import Article, Author
from feedpub.publication import Publication
from feedpub.publication.language import CORRECTIONS, direction
from tests.site import NOW, Site

SETTINGS = """\
[publication]
title = "The <Test> & Post"
base_url = "https://post.example/"
description = "News, “quoted” & more"
language = "en"
timezone = "Europe/Lisbon"

[[feeds]]
path = "feed"

[[feeds]]
path = "tags/{tag}"
per = "tag"
"""

HUBS = SETTINGS.replace("[[feeds]]", 'hubs = ["https://hub.example/"]\n[[feeds]]', 1)


@pytest.fixture
def around(site: Site) -> Site:
    """A publication with all that goes with feeds, and two articles."""
    site.write("feedpub.toml", SETTINGS)
    site.article("a.md", title="One <b> & two", summary="Sum & more", tags=["C++", "Ünï"])
    site.article("b.md", "نص", title="عنوان", date="2026-11-16", language="ar")
    return site


def built(site: Site, settings: str = SETTINGS) -> dict[str, bytes]:
    assert site.write("feedpub.toml", settings).build().code == 0
    return site.outputs()


# --- the list of all feeds -------------------------------------------------------------------


def test_readers_import_all_feeds_from_one_list(around: Site) -> None:
    opml = etree.fromstring(built(around)["feeds.opml"])
    assert (opml.tag, opml.get("version")) == ("opml", "2.0")
    assert opml.findtext("head/title") == "The <Test> & Post"
    first, tags = opml.find("body")
    assert dict(first.attrib) == {
        "text": "The <Test> & Post",
        "title": "The <Test> & Post",
        "description": "News, “quoted” & more",
        "type": "rss",
        "version": "RSS2",
        "language": "en",
        "xmlUrl": "https://post.example/feed.rss",
        "htmlUrl": "https://post.example/",
    }
    assert tags.get("text") == "Tags"
    assert [outline.get("xmlUrl") for outline in tags] == [
        "https://post.example/tags/c-plus-plus.rss",
        "https://post.example/tags/%C3%BCn%C3%AF.rss",
    ]


# --- the page of a feed ----------------------------------------------------------------------


def test_a_page_says_how_to_subscribe_and_what_is_new(around: Site) -> None:
    page = html.document_fromstring(built(around)["feed.html"].decode())
    assert page.findtext("body/header/h1") == "The <Test> & Post"
    assert page.xpath("//dl//code/text()") == [
        f"https://post.example/feed.{format_}" for format_ in ("rss", "atom", "json")
    ]
    assert page.xpath("//li//h3/a/text()") == ["One <b> & two", "عنوان"]
    assert page.xpath("//li//h3/a/@href")[0] == "https://post.example/2026/11/a/"
    assert page.xpath("//li//time/@datetime")[0] == "2026-11-18T07:30:00Z"
    assert "Sum & more" in page.text_content()


def test_a_page_is_found_by_readers_that_are_given_its_address(around: Site) -> None:
    page = html.document_fromstring(built(around)["tags/c-plus-plus.html"].decode())
    links = page.xpath("//head/link[@rel='alternate']")
    assert [(link.get("type"), link.get("href")) for link in links] == [
        ("application/rss+xml", "https://post.example/tags/c-plus-plus.rss"),
        ("application/atom+xml", "https://post.example/tags/c-plus-plus.atom"),
        ("application/feed+json", "https://post.example/tags/c-plus-plus.json"),
    ]


def test_a_page_runs_nothing_and_loads_nothing(around: Site) -> None:
    text = built(around)["feed.html"].decode()
    assert "<script" not in text
    assert "@import" not in text
    assert "url(" not in text
    page = html.document_fromstring(text)
    assert not page.xpath("//@src")
    assert {link.get("rel") for link in page.xpath("//link")} == {"alternate"}


def test_an_article_in_another_language_says_so_on_the_page(around: Site) -> None:
    rows = html.document_fromstring(built(around)["feed.html"].decode()).xpath("//li")
    assert [(row.get("lang"), row.get("dir")) for row in rows] == [(None, None), ("ar", "rtl")]


@pytest.mark.parametrize(
    ("language", "said", "way"),
    [
        ("en", "Subscribe", "ltr"),
        ("de-CH", "Abonnieren", "ltr"),
        ("fr", "S’abonner", "ltr"),
        ("pt-BR", "Subscrever", "ltr"),
        ("ja", "購読する", "ltr"),
        ("ar", "الاشتراك", "rtl"),
        ("he", "הרשמה", "rtl"),
    ],
)
def test_a_page_is_in_the_language_of_the_publication(
    around: Site, language: str, said: str, way: str
) -> None:
    settings = SETTINGS.replace('language = "en"', f'language = "{language}"')
    page = html.document_fromstring(built(around, settings)["feed.html"].decode())
    assert page.xpath("//h2/text()")[0] == said
    assert (page.get("lang"), page.get("dir")) == (language, way)


def test_a_page_whose_sentences_are_english_marks_the_title_and_not_the_page(around: Site) -> None:
    settings = SETTINGS.replace('language = "en"', 'language = "fa"')
    page = html.document_fromstring(built(around, settings)["feed.html"].decode())
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    heading = page.find("body/header/h1")
    assert (heading.get("lang"), heading.get("dir")) == ("fa", "rtl")


def test_every_language_has_every_sentence() -> None:
    for language, words in WORDS.items():
        assert all(msgspec.structs.asdict(words).values()), language
        assert language in CORRECTIONS


def test_a_feed_without_articles_has_a_page_that_says_so(site: Site) -> None:
    assert b"There are no articles yet." in built(site)["feed.html"]


def test_the_page_of_an_index_does_not_take_the_place_of_the_site(around: Site) -> None:
    outputs = built(around, SETTINGS.replace('path = "feed"', 'path = "index"'))
    assert "index.rss" in outputs
    assert "feed.html" in outputs
    assert "index.html" not in outputs
    assert page_path("blog/Index") == "blog/index-feed.html"


def test_feeds_with_one_path_that_differ_in_format_share_a_page(around: Site) -> None:
    settings = SETTINGS.replace('path = "feed"', 'path = "feed"\nformats = ["rss"]')
    settings += '[[feeds]]\npath = "feed"\nformats = ["json"]\nlimit = 1\n'
    page = html.document_fromstring(built(around, settings)["feed.html"].decode())
    assert [Path(url).suffix for url in page.xpath("//dl//code/text()")] == [".rss", ".json"]


# --- for the pages of the site, and for its host ---------------------------------------------


def test_there_are_lines_for_the_head_of_every_page(around: Site) -> None:
    lines = built(around)["feeds-head.html"].decode().splitlines()
    assert lines[0] == (
        '<link rel="alternate" type="application/rss+xml" title="The &lt;Test&gt; &amp; Post" '
        'href="https://post.example/feed.rss">'
    )
    assert [line[:4] for line in lines] == ["<lin"] * 3 + ["<!--"] + ["<lin"] * 6


def rules(data: bytes) -> dict[str, dict[str, str]]:
    """Read a `_headers` file as its hosts do."""
    blocks = [block.splitlines() for block in data.decode().split("\n\n") if block.strip()]
    found = {path: dict(line.strip().split(": ", 1) for line in lines) for path, *lines in blocks}
    assert len(found) == len(blocks)
    return found


def sent(found: dict[str, dict[str, str]], path: str) -> dict[str, str]:
    """Return what a host sends for a path; values of all rules that match are joined."""
    headers: dict[str, str] = {}
    for pattern, given in found.items():
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, value in given.items():
                headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.rss", "application/rss+xml"),
        ("/feed.json", "application/feed+json"),
        ("/feed/2026-11.json", "application/feed+json"),
        ("/feed/2026-11.atom", "application/atom+xml"),
        ("/tags/c-plus-plus.json", "application/feed+json"),
        ("/tags/%C3%BCn%C3%AF.json", "application/feed+json"),
        ("/feeds.opml", "text/x-opml"),
    ],
)
def test_a_host_sends_each_header_once(around: Site, path: str, kind: str) -> None:
    settings = HUBS + "archives = true\n"
    headers = sent(rules(built(around, settings)["_headers"]), path)
    assert headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert headers["Cache-Control"] == "public, max-age=900"
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_a_host_names_hubs_and_feed_only_for_the_feed(around: Site) -> None:
    found = rules(built(around, HUBS)["_headers"])
    url = "https://post.example/feed.atom"
    link = f'<https://hub.example/>; rel="hub", <{url}>; rel="self"'
    assert sent(found, "/feed.atom")["Link"] == link
    assert "Link" not in sent(found, "/feed/2026-11.atom")
    assert "Link" not in sent(rules(built(around)["_headers"]), "/feed.atom")


def test_the_rules_of_a_site_in_a_folder_are_those_of_its_host(around: Site) -> None:
    settings = SETTINGS.replace("post.example/", "post.example/blög/")
    found = rules(built(around, settings)["_headers"])
    assert sent(found, "/bl%C3%B6g/feed.rss")["Content-Type"].startswith("application/rss+xml")


def test_an_exact_file_name_has_its_own_rule(around: Site) -> None:
    settings = SETTINGS.replace('path = "feed"', 'path = "feed"\nfiles = { rss = "index.xml" }')
    found = rules(built(around, settings)["_headers"])
    assert sent(found, "/index.xml")["Content-Type"] == "application/rss+xml; charset=utf-8"


def test_feeds_may_be_called_xml_so_that_browsers_show_them(around: Site) -> None:
    found = rules(built(around, SETTINGS + "[site]\nxml_types = true\n")["_headers"])
    assert sent(found, "/feed.rss")["Content-Type"] == "application/xml; charset=utf-8"
    assert sent(found, "/feed.json")["Content-Type"] == "application/feed+json; charset=utf-8"


def test_a_feed_leads_to_the_stylesheet_from_whichever_folder(around: Site) -> None:
    outputs = built(around, SETTINGS + "archives = true\n")
    for name in ("feed.rss", "tags/c-plus-plus.atom", "tags/c-plus-plus/2026-11.rss"):
        href = re.search(rb'<\?xml-stylesheet type="text/css" href="(.*?)"\?>', outputs[name])
        assert href
        file = around.root / "public" / Path(name).parent / href[1].decode()
        assert file.resolve() == (around.root / "public/feeds.css").resolve()


# --- switches --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("pages", {"feed.html", "tags/c-plus-plus.html", "tags/ünï.html"}),
        ("opml", {"feeds.opml"}),
        ("stylesheet", {"feeds.css"}),
        ("autodiscovery", {"feeds-head.html"}),
        ("headers", {"_headers"}),
    ],
)
def test_each_can_be_switched_off(around: Site, name: str, files: set[str]) -> None:
    everything = set(built(around))
    without = built(around, SETTINGS + f"[site]\n{name} = false\n")
    assert everything - set(without) == files
    assert b"feeds.css" not in without["feed.rss"] or name != "stylesheet"
    assert name != "opml" or b"OPML" not in without["feed.html"]


def test_a_feed_that_would_be_the_page_of_another_is_refused(around: Site) -> None:
    settings = SETTINGS.replace('path = "tags/{tag}"', 'path = "{tag}"')
    ran = around.write("feedpub.toml", settings).article("c.md", tags=["feed"]).run("build")
    assert ran.code == 2
    assert "are both written to `feed.rss`" in ran.err
    exact = SETTINGS.replace('path = "feed"', 'path = "feed"\nfiles = { rss = "_headers" }')
    ran = around.write("feedpub.toml", exact).run("build")
    assert "are both written to `_headers`" in ran.err
    assert "switch it off in [site]" in ran.err


def test_names_that_many_systems_take_for_one_are_refused(around: Site) -> None:
    exact = SETTINGS.replace('path = "feed"', 'path = "feed"\nfiles = { rss = "FEEDS.opml" }')
    ran = around.write("feedpub.toml", exact).run("build")
    assert ran.code == 2
    assert "are both written to `feeds.opml`" in ran.err


@pytest.mark.parametrize(
    ("hubs", "said"),
    [
        ('["hub"]', "`hub` is no web address"),
        ('["https://a.example/", "https://a.example/"]', "is named twice"),
        ('"https://a.example/"', "`publication.hubs`: expected"),
    ],
)
def test_hubs_are_addresses(around: Site, hubs: str, said: str) -> None:
    settings = HUBS.replace('["https://hub.example/"]', hubs)
    ran = around.write("feedpub.toml", settings).run("build")
    assert ran.code == 2
    assert "feedpub.toml:8:1" in ran.err
    assert said in ran.err


# --- in a browser ----------------------------------------------------------------------------

FRAME = """<!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<title></title><iframe src="{src}" width="{width}" height="900" style="border:0"></iframe>
<script>
addEventListener("load", () => {{
  const page = document.querySelector("iframe").contentDocument;
  const look = node => {{
    const style = page.defaultView.getComputedStyle(node);
    let around = node;
    while (around && page.defaultView.getComputedStyle(around).backgroundColor
           === "rgba(0, 0, 0, 0)") around = around.parentElement;
    return {{
      name: node.nodeName, text: node.textContent.trim().slice(0, 40),
      shown: style.display !== "none" && node.getClientRects().length > 0,
      ink: style.color, way: style.direction,
      paper: around ? page.defaultView.getComputedStyle(around).backgroundColor : "",
    }};
  }};
  document.title = JSON.stringify({{
    wide: page.defaultView.innerWidth, scroll: page.documentElement.scrollWidth,
    nodes: [...page.querySelectorAll("*")].map(look),
  }});
}});
</script>
"""

OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--virtual-time-budget=2000",
]  # fmt: skip

Look = Callable[[str, int, str], dict[str, Any]]


@pytest.fixture
def look(chromium: str, around: Site, tmp_path: Path) -> Iterator[Look]:
    """Look at a built file as a browser shows it, served from this machine."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    xml = {".rss": "application/xml", ".atom": "application/xml"}
    Handler.extensions_map = {**Handler.extensions_map, **xml}
    built(around)
    folder = around.root / "public"
    handler = functools.partial(Handler, directory=str(folder))
    numbers = itertools.count()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def seen(src: str, width: int, scheme: str) -> dict[str, Any]:
            name = f"frame{next(numbers)}.html"  # a name that the browser has not seen before
            (folder / name).write_text(FRAME.format(src=src, width=width))
            done = subprocess.run(
                [
                    chromium, *OPTIONS, f"--user-data-dir={tmp_path / 'profile'}",
                    f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
                    "--dump-dom", f"http://127.0.0.1:{server.server_address[1]}/{name}",
                ],
                capture_output=True, text=True, check=True, timeout=120,
            )  # fmt: skip
            title = re.search(r"<title>(.*?)</title>", done.stdout, re.S)
            assert title
            found: dict[str, Any] = json.loads(html.fromstring(f"<p>{title[1]}</p>").text_content())
            return found

        yield seen
        server.shutdown()


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(node: dict[str, Any]) -> float:
    light, dark = sorted((luminance(node["ink"]), luminance(node["paper"])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


WRITTEN = {"H1", "H2", "H3", "P", "A", "CODE", "DT", "TIME", "title", "link", "description",
           "pubDate", "dc:creator", "subtitle", "published", "name", "summary"}  # fmt: skip


@pytest.mark.chromium
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("src", ["feed.html", "feed.rss", "feed.atom", "tags/c-plus-plus.rss"])
def test_a_browser_shows_it_narrow_and_wide_light_and_dark(
    look: Look, src: str, scheme: str
) -> None:
    for width in (320, 1200):
        seen = look(src, width, scheme)
        assert seen["wide"] == width
        assert seen["scroll"] <= width
    shown = [node for node in seen["nodes"] if node["shown"] and node["name"] in WRITTEN]
    assert any(node["text"] == "One <b> & two" for node in shown)
    for node in shown:
        assert contrast(node) >= 4.5, node
        assert (luminance(node["paper"]) < 0.2) == (scheme == "dark"), node


@pytest.mark.chromium
def test_a_browser_shows_no_source_of_a_feed(look: Look) -> None:
    for src in ("feed.rss", "feed.atom"):
        hidden = {node["name"] for node in look(src, 800, "light")["nodes"] if not node["shown"]}
        assert {"content:encoded", "guid"} <= hidden or {"content", "id"} <= hidden


# --- the plan --------------------------------------------------------------------------------

CONFIG = parse_config(HUBS + "archives = true\n")
WHEN = dt.datetime(2026, 11, 1, 12, tzinfo=dt.UTC)


class Counting:
    """Completes nothing, and counts."""

    def __init__(self) -> None:
        self.completed = 0

    def __call__(self, article: Article) -> Article:
        self.completed += 1
        return article

    def digest(self, article: Article) -> str:
        return repr(article)


def an_article(number: int, **fields: Any) -> Article:
    moment = WHEN - dt.timedelta(days=9 * number)
    given = {
        "title": f"Title {number}", "path": f"articles/{number}.md", "id": f"urn:x:{number}",
        "url": f"https://post.example/{number}/", "html": f"<p>{number}</p>", "language": "en",
        "published": moment, "updated": moment, "tags": ("one",), "summary": "S",
        "authors": (Author(name="Ann"),),
    }  # fmt: skip
    return Article(**{**given, **fields})


ARTICLES = tuple(an_article(number) for number in range(30))


def planned(
    articles: tuple[Article, ...] = ARTICLES,
    config: Config = CONFIG,
    complete: Counting | None = None,
) -> Plan:
    now = dt.datetime.fromisoformat(NOW)
    publication = Publication(config=config, now=now, articles=articles, withheld=())
    return plan(publication, complete or Counting())


def test_nothing_is_completed_before_it_is_asked_for() -> None:
    complete = Counting()
    found = planned(complete=complete)
    keys = [document.key() for document in found.documents]
    assert complete.completed == 0
    found.documents[0].body()
    assert complete.completed == 20
    assert len(set(keys)) == len(keys)


def changed_config(**fields: Any) -> Config:
    publication = msgspec.structs.replace(CONFIG.publication, **fields)
    return msgspec.structs.replace(CONFIG, publication=publication)


@pytest.mark.parametrize(
    ("articles", "config"),
    [
        pytest.param((an_article(0, title="New"), *ARTICLES[1:]), CONFIG, id="title"),
        pytest.param((*ARTICLES[:25], an_article(25, html="x"), *ARTICLES[26:]), CONFIG, id="old"),
        pytest.param((an_article(0, id="urn:x:new"), *ARTICLES[1:]), CONFIG, id="an id"),
        pytest.param((an_article(0, tags=("two",)), *ARTICLES[1:]), CONFIG, id="a tag"),
        pytest.param(ARTICLES[1:], CONFIG, id="one less"),
        pytest.param(ARTICLES, changed_config(title="Another"), id="the publication's title"),
        pytest.param(ARTICLES, changed_config(language="ar"), id="language"),
        pytest.param(ARTICLES, changed_config(timezone="Pacific/Kiritimati"), id="time zone"),
        pytest.param(ARTICLES, changed_config(hubs=("https://other.example/",)), id="hub"),
        pytest.param(ARTICLES, changed_config(rights="© Us"), id="rights"),
        pytest.param(ARTICLES, changed_config(icon="/i.png"), id="icon"),
        pytest.param(ARTICLES, changed_config(author=Author(name="Bo")), id="author"),
    ],
)
def test_a_key_changes_when_the_bytes_do(articles: tuple[Article, ...], config: Config) -> None:
    before = {document.path: document for document in planned().documents}
    changed = 0
    for document in planned(articles, config).documents:
        other = before.get(document.path)
        if other and other.body() != document.body():
            assert other.key() != document.key(), document.path
            changed += 1
    assert changed


def test_a_key_stays_when_what_changed_is_elsewhere() -> None:
    more = (an_article(-1), *ARTICLES)
    before = {document.path: document.key() for document in planned().documents}
    after = {document.path: document.key() for document in planned(more).documents}
    same = {path for path in before if before[path] == after[path]}
    assert "feed/2026-09.rss" in same
    assert "feeds.css" in same
    assert "feeds.opml" in same
    assert not {"feed.rss", "feed.html", "tags/one.json"} & same


@pytest.mark.parametrize(
    ("language", "way"),
    [("en", "ltr"), ("ar-EG", "rtl"), ("az-Arab", "rtl"), ("ur-Latn", "ltr"), ("HE", "rtl")],
)
def test_a_language_has_a_direction(language: str, way: str) -> None:
    assert direction(language) == way
