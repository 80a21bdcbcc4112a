"""What feeds say: the three formats agree, real parsers read them back, the bytes are known."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedpub.feeds.describe import spread_updates
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
        {"url": "https://cdn.example/a.mp3", "length": 1234},
        {"url": "https://cdn.example/b.mp4", "length": 99, "title": "Film"},
    ],
    "comments_url": "https://post.example/talk/",
    "rights": "© Ann",
    "corrections": [{"date": "2026-11-19", "text": "It was two."}],
}


def full_site(site: Site) -> Site:
    """One article that has everything, one that has nothing but what it must, one in Arabic."""
    site.article("full.md", "Text with a [link](../x) and a note[^1].\n\n[^1]: The note.", **FULL)
    site.article("plain.md", "Just text.", title="Plain", date="2026-11-17")
    site.article("arabic.md", "نص", title="عنوان", date="2026-11-16", language="ar")
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
    golden(f"feeds/{name}", full_site(site).outputs()[name])


def read_back(entry: Any, atom: bool) -> dict[str, Any]:
    """Return what a reader has of an entry, under JSON Feed's names."""
    return {
        "id": entry.id,
        "url": entry.link,
        "title": entry.title,
        "summary": entry.summary,
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
    spread = spread_updates(articles)
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
