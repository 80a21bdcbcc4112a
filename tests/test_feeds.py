"""What feeds say: the three formats agree, real parsers read them back, the bytes are known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from html import unescape
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedpub.feeds.moments import atom_moments
from feedpub.model import Article
from tests.site import ROOT, Site

ATOM = "{http://www.w3.org/2005/Atom}"
MEDIA = "{http://search.yahoo.com/mrss/}"

FULL = {
    "title": "Ten & two: <the> “lot”",
    "date": "2026-11-18T07:30:00+00:00",
    "updated": "2026-11-19T08:00:00Z",
    "kicker": "Long read",
    "standfirst": "What stands first.",
    "summary": "A summary & more.",
    "section": "Waterfront",
    "tags": ["C", "C++", "C#"],
    "authors": [
        {"name": "Ann Lee", "bio": "Ann writes."},
        {"name": "Bo Kahn", "email": "bo@post.example"},
    ],
    "image": {
        "url": "https://cdn.example/a.jpg",
        "alt": "A crane",
        "caption": "At dawn",
        "credit": "Bo",
    },
    "enclosures": [
        {"url": "https://cdn.example/a.mp3", "length": 1234, "duration": 60},
        {"url": "https://cdn.example/b.mp4", "length": 99, "title": "Film", "duration": 5},
    ],
    "comments_url": "https://post.example/tälk/",
    "canonical_url": "https://elsewhere.example/first/",
    "source": {"url": "https://wire.example/1", "title": "The Wire"},
    "rights": "© Ann",
    "expires": "2027-01-01T00:00:00Z",
    "corrections": [{"date": "2026-11-19", "text": "It was two."}],
}

EVERYTHING = """\
[publication]
title = "The Test Post"
base_url = "https://post.example/"
timezone = "Europe/Lisbon"
description = "All & everything"
icon = "/icon.png"
rights = "© The Post"
hubs = ["https://hub.example/"]

[[feeds]]
path = "feed"
"""


def full_site(site: Site) -> Site:
    """One article that has everything, one that has nothing but what it must, one in Arabic."""
    site.article("full.md", "Text with a [link](../x) and a note[^1].\n\n[^1]: The note.", **FULL)
    site.article("plain.md", "Just text.", title="Plain", date="2026-11-17")
    site.article(
        "arabic.md", "نص", title="عنوان", date="2026-11-16", language="ar", corrections=["خطأ"]
    )
    assert site.build().code == 0
    return site


def parse(data: bytes) -> Any:
    """Read a feed as the strictest of readers would."""
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, feed.get("bozo_exception")
    return feed


def moment(parsed: Any) -> dt.datetime:
    return dt.datetime(*parsed[:6], tzinfo=dt.UTC)


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom", "feed.json"])
def test_feeds_have_known_bytes(
    site: Site, name: str, golden: Callable[[str, bytes], None]
) -> None:
    site.write("feedpub.toml", EVERYTHING)
    golden(f"feeds/{name}", full_site(site).outputs()[name])


def read_back(entry: Any, atom: bool) -> dict[str, Any]:
    """Return what a reader has of an entry, under JSON Feed's names."""
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        # A description in RSS is HTML, whatever it says.
        "summary": entry.summary if atom else unescape(entry.summary),
        "content_html": entry.content[0].value,
        "date_published": moment(entry.published_parsed),
        "authors": [a.name for a in entry.authors] if atom else [entry.author],
        "tags": [tag.term for tag in entry.get("tags", [])],
        "attachments": [(e.href, e.type, int(e.length)) for e in entry.enclosures],
    }


def expected(item: dict[str, Any], atom: bool) -> dict[str, Any]:
    """Return the JSON item, with the reductions that the manual names for RSS."""
    authors = [author["name"] for author in item["authors"]]
    attachments = [
        (a["url"], a["mime_type"], a.get("size_in_bytes", 0)) for a in item.get("attachments", [])
    ]
    return {
        "id": item["id"],
        "url": item["url"],
        "title": item["title"],
        "summary": item["summary"],
        "content_html": item["content_html"],
        "date_published": dt.datetime.fromisoformat(item["date_published"]),
        "authors": authors if atom else [", ".join(authors)],
        "tags": item.get("tags", []),
        "attachments": attachments if atom else attachments[:1],
    }


@pytest.mark.parametrize("format_", ["rss", "atom"])
def test_a_reader_reads_back_what_json_feed_says(site: Site, format_: str) -> None:
    full_site(site)
    feed = parse(site.outputs()[f"feed.{format_}"])
    items = site.feed()["items"]
    atom = format_ == "atom"
    assert [read_back(e, atom) for e in feed.entries] == [expected(i, atom) for i in items]


def test_atom_tells_when_an_article_was_updated(site: Site) -> None:
    full_site(site)
    entry = parse(site.outputs()["feed.atom"]).entries[0]
    assert moment(entry.updated_parsed).isoformat() == "2026-11-19T08:00:00+00:00"
    assert site.feed()["items"][0]["date_modified"] == "2026-11-19T08:00:00Z"


def test_the_sample_publication_reads_back_the_same(site: Site) -> None:
    import shutil

    for name in ("articles", "feedpub.toml", "feedpub.lock"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(
            ROOT / name, site.root / name, **({"dirs_exist_ok": True} if name == "articles" else {})
        )
    site.build()
    compared = 0
    for name, data in site.outputs().items():
        if name.endswith((".rss", ".atom")) and not name.startswith("sections/"):
            items = site.feed(name.rpartition(".")[0] + ".json")["items"]
            atom = name.endswith(".atom")
            entries = parse(data).entries
            assert [read_back(e, atom) for e in entries] == [expected(i, atom) for i in items]
            compared += len(entries)
    assert compared > 100


def test_an_atom_entry_has_one_alternate_link_and_all_enclosures(site: Site) -> None:
    full_site(site)
    entry = etree.fromstring(site.outputs()["feed.atom"]).find(f"{ATOM}entry")
    links = [
        (link.get("rel"), link.get("type"), link.get("length"))
        for link in entry.findall(f"{ATOM}link")
    ]
    assert links == [
        ("alternate", "text/html", None),
        ("enclosure", "audio/mpeg", "1234"),
        ("enclosure", "video/mp4", "99"),
        ("replies", "text/html", None),
        ("via", "text/html", None),
        ("related", "text/html", None),
    ]


def test_the_channel_links_to_the_site_and_names_itself(site: Site) -> None:
    channel = etree.fromstring(full_site(site).outputs()["feed.rss"])[0]
    assert channel.findtext("link") == "https://post.example/"
    self_link = channel.find(f"{ATOM}link")
    assert self_link.attrib == {
        "href": "https://post.example/feed.rss",
        "rel": "self",
        "type": "application/rss+xml",
    }


def test_the_lead_picture_is_where_readers_look_for_it(site: Site) -> None:
    outputs = full_site(site).outputs()
    item = etree.fromstring(outputs["feed.rss"])[0].find("item")
    assert item.find(f"{MEDIA}content").get("url") == "https://cdn.example/a.jpg"
    assert site.feed()["items"][0]["image"] == "https://cdn.example/a.jpg"
    assert site.feed()["items"][0]["content_html"].count("a.jpg") == 1


@pytest.mark.parametrize("shown", ["https://cdn.example/a.jpg", "//cdn.example/a.jpg?w=600"])
def test_a_lead_picture_that_the_text_shows_is_not_shown_twice(site: Site, shown: str) -> None:
    site.article(body=f"![A crane]({shown})", image={"url": "https://cdn.example/a.jpg"}).build()
    assert site.feed()["items"][0]["content_html"].count("a.jpg") == 1


def test_pictures_that_differ_in_their_query_alone_may_be_two(site: Site) -> None:
    site.article(
        body="![One](https://cdn.example/show?id=1)", image={"url": "https://cdn.example/show?id=2"}
    ).build()
    assert site.feed()["items"][0]["content_html"].count("<img") == 2


@pytest.mark.parametrize("format_", ["rss", "atom"])
def test_a_reader_has_everything_else_that_an_article_says(site: Site, format_: str) -> None:
    entry = parse(full_site(site).outputs()[f"feed.{format_}"]).entries[0]
    links = {link.rel: link.href for link in entry.links}
    assert links["related"] == "https://elsewhere.example/first/"
    assert entry.rights == "© Ann"
    assert entry.validity_end == "2027-01-01T00:00:00Z"
    assert moment(entry.updated_parsed).isoformat() == "2026-11-19T08:00:00+00:00"
    assert entry.media_thumbnail[0]["url"] == "https://cdn.example/a.jpg"
    scheme = "https://post.example/#"
    assert [(tag.scheme, tag.term) for tag in entry.tags] == [
        (f"{scheme}section", "Waterfront"),
        (f"{scheme}tag", "C"),
        (f"{scheme}tag", "C++"),
        (f"{scheme}tag", "C#"),
    ]
    if format_ == "rss":
        assert entry.comments == "https://post.example/t%C3%A4lk/"
        assert (entry.source.href, entry.source.title) == ("https://wire.example/1", "The Wire")
    else:
        assert links["replies"] == "https://post.example/t%C3%A4lk/"
        assert links["via"] == "https://wire.example/1"


def test_json_feed_has_what_it_has_no_name_for_under_ours(site: Site) -> None:
    item, plain, arabic = full_site(site).feed()["items"]
    assert item["external_url"] == "https://wire.example/1"
    assert item["_feedpub"] == {
        "section": "Waterfront",
        "canonical_url": "https://elsewhere.example/first/",
        "source": {"url": "https://wire.example/1", "title": "The Wire"},
        "comments_url": "https://post.example/t%C3%A4lk/",
        "rights": "© Ann",
        "expires": "2027-01-01T00:00:00Z",
        "corrections": [{"date": "2026-11-19T00:00:00Z", "text": "It was two."}],
    }
    assert "_feedpub" not in plain
    assert arabic["_feedpub"] == {"corrections": [{"text": "خطأ"}]}


def test_what_rss_has_no_room_for_is_beside_the_enclosure(site: Site) -> None:
    entry = parse(full_site(site).outputs()["feed.rss"]).entries[0]
    assert [enclosure.href for enclosure in entry.enclosures] == ["https://cdn.example/a.mp3"]
    film = entry.media_content[1]
    assert film == {
        "url": "https://cdn.example/b.mp4",
        "medium": "video",
        "type": "video/mp4",
        "filesize": "99",
        "duration": "5",
    }
    assert entry.title_detail.value == FULL["title"]


def test_a_language_written_from_the_right_is_so_in_every_reader(site: Site) -> None:
    html = full_site(site).feed()["items"][2]["content_html"]
    assert html.startswith('<div lang="ar" dir="rtl">')
    assert "<em>تصحيح: خطأ</em>" in html
    assert "dir=" not in site.feed()["items"][0]["content_html"]


def test_every_format_names_the_hubs(site: Site) -> None:
    site.write("feedpub.toml", EVERYTHING).article().build()
    assert site.feed()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    for name in ("feed.rss", "feed.atom"):
        links = parse(site.outputs()[name]).feed.links
        assert [link.href for link in links if link.rel == "hub"] == ["https://hub.example/"]


def test_an_article_that_is_only_a_title_has_a_text_in_atom_and_json(site: Site) -> None:
    site.article(title="Closed today", body="").build()
    assert parse(site.outputs()["feed.atom"]).entries[0].summary == "Closed today"
    assert site.feed()["items"][0]["content_text"] == "Closed today"


def test_no_reader_takes_a_title_for_html(site: Site) -> None:
    site.article(title="<b> & &amp;amp;").build()
    title = b"<title>&#x3C;b> &#x26; &#x26;amp;</title>"
    assert title in site.outputs()["feed.rss"].replace(b"&gt;", b">")
    assert parse(site.outputs()["feed.rss"]).entries[0].title == "<b> & &amp;"


@pytest.mark.parametrize(("icon", "shown"), [("/icon.png", True), ("/icon.svg", False)])
def test_rss_has_only_pictures_that_it_may_have(site: Site, icon: str, shown: bool) -> None:
    site.write("feedpub.toml", EVERYTHING.replace("/icon.png", icon)).article().build()
    assert (b"<image>" in site.outputs()["feed.rss"]) == shown
    assert icon.encode() in site.outputs()["feed.atom"]


def test_a_summary_feed_has_no_full_text(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + 'content = "summary"\n')
    site.article(body="First sentence. " + "More of it. " * 60 + "The end.")
    site.build()
    assert "The end." not in "".join(data.decode() for data in site.outputs().values())
    assert site.feed()["items"][0]["content_text"].startswith("First sentence.")


def test_a_feed_without_articles_has_the_same_bytes_at_any_time(site: Site) -> None:
    site.run("build", now="2026-01-01")
    before = site.outputs()
    ran = site.run("build", now="2027-01-01")
    assert ran.out == ""
    assert site.outputs() == before
    assert parse(before["feed.rss"]).entries == parse(before["feed.atom"]).entries == []


def test_an_exact_file_name_is_kept_for_old_subscribers(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + 'files = { rss = "index.xml" }\n').article().build()
    assert "index.xml" in site.outputs()
    assert b'href="https://post.example/index.xml" rel="self"' in site.outputs()["index.xml"]


def test_a_feed_has_the_newest_articles_up_to_its_limit(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + "limit = 2\n")
    for day in (3, 1, 2):
        site.article(f"{day}.md", title=f"Day {day}", date=f"2026-11-0{day}")
    site.build()
    assert [item["title"] for item in site.feed()["items"]] == ["Day 3", "Day 2"]


@pytest.mark.parametrize("per", ["tag", "author", "section"])
def test_there_is_a_feed_for_each(site: Site, per: str) -> None:
    site.write(
        "feedpub.toml", Site.SETTINGS + f'\n[[feeds]]\npath = "by/{{{per}}}"\nper = "{per}"\n'
    )
    full_site(site)
    names = {name for name in site.outputs() if name.startswith("by/") and name.endswith(".json")}
    assert (
        names
        == {
            "tag": {"by/c.json", "by/c-plus-plus.json", "by/c-sharp.json"},
            "author": {"by/ann-lee.json", "by/bo-kahn.json", "by/the-test-post.json"},
            "section": {"by/waterfront.json"},
        }[per]
    )


def test_two_feeds_that_would_be_one_file_are_refused(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + '\n[[feeds]]\npath = "{tag}"\nper = "tag"\n')
    ran = site.article(tags=["feed"]).run("build")
    assert ran.code == 2
    assert "both written to `feed.rss`" in ran.err
    assert not (site.root / "public").exists()


def test_a_control_character_never_breaks_a_feed(site: Site) -> None:
    ran = site.article(title="Bell", body="Ding\x07 dong &#8; \x93quoted\x94").build()
    assert "articles/a.md:5:5: the character U+0007 was removed" in ran.err
    assert site.feed()["items"][0]["content_html"] == "<p>Ding dong  “quoted”</p>"
    parse(site.outputs()["feed.rss"])


def test_what_ends_cdata_does_not_end_a_feed(site: Site) -> None:
    site.article(title="a ]]> b", body="c ]]&gt; d `]]>`").build()
    for name in ("feed.rss", "feed.atom"):
        assert parse(site.outputs()[name]).entries[0].title == "a ]]> b"


@given(st.lists(st.uuids(), unique=True, max_size=200))
def test_no_two_atom_entries_share_the_moment_of_their_update(ids: list[Any]) -> None:
    day = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    articles = [Article(title="t", path="p", id=str(i), published=day, updated=day) for i in ids]
    spread = atom_moments(articles)
    assert len(set(spread.values())) == len(ids)
    assert all(day <= moment < day + dt.timedelta(seconds=61) for moment in spread.values())


def test_json_feed_holds_to_its_specification(site: Site) -> None:
    full_site(site)
    feed = json.loads(site.outputs()["feed.json"])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == "https://post.example/feed.json"
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert ("content_html" in item) != ("content_text" in item)
        assert all(author.get("name") or author.get("url") for author in item["authors"])


@pytest.mark.parametrize(("count", "held"), [(4, 4), (6, 6), (7, 2), (30, 2)])
def test_articles_of_one_moment_are_in_a_feed_together(site: Site, count: int, held: int) -> None:
    """None of them is the newest, and one that was added today shall not be missing."""
    site.write("feedpub.toml", Site.SETTINGS + "limit = 2\n").article("new.md", date="2026-11-19")
    for number in range(count - 1):
        site.article(f"{number}.md", title=f"Title {number}", date="2026-11-18")
    site.article("old.md", date="2026-11-17").build()
    assert len(site.feed()["items"]) == held
