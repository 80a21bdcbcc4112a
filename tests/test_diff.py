"""What `diff` tells: feeds of any program read, two states compared, told in three forms."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from html import unescape
from typing import Any

import pytest

from feedpub.cli.diffs.markdown import LIMIT, MARK
from feedpub.errors import ConfigError
from feedpub.feeds.diff import LiveFeed, LiveItem, page_of, parse_feed
from feedpub.feeds.diff.match import match
from feedpub.feeds.diff.words import beyond_words, words_changed
from tests.site import NOW, Ran, Site
from tests.test_git import Repository

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)

# --- Feeds of any program --------------------------------------------------------------------

RSS2 = """\
<?xml version="1.0" encoding="iso-8859-1"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Caf\xe9 &amp;amp; bar</title><link>https://x.example/</link>
<atom:link rel="self" href="https://x.example/feed.xml"/>
<item><title>One &amp;lt;b&amp;gt; &amp;amp; two</title><guid isPermaLink="false"> 42 </guid>
<link>https://x.example/1</link><pubDate>Fri, 20 Nov 2026 12:00:00 +0000</pubDate>
<description>Short</description><content:encoded>&lt;p&gt;Long&lt;/p&gt;</content:encoded>
<dc:creator>Ann</dc:creator><category>Sea</category>
<enclosure url="https://x.example/a.mp3" length="1" type="audio/mpeg"/>
<media:content url="https://x.example/a.jpg" medium="image"/></item>
<item><title>Dated by Dublin Core</title><guid>https://x.example/2</guid>
<dc:date>2026-11-20T12:00:00Z</dc:date></item>
<item><title>Without a guid</title><link>https://x.example/3</link></item>
<item><description>Only a text</description><guid>Only &amp; once</guid></item>
</channel></rss>
"""

ATOM1 = """\
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://x.example/blog/">
<title type="html">A &amp;amp; b</title><link rel="self" href="feed.atom"/>
<entry><id>Relative/Id</id><title>One</title><link href="1"/><updated>2026-11-20T13:00:00Z</updated>
<published>2026-11-20T12:00:00Z</published><author><name>Ann</name></author>
<content type="text">a &lt; b</content><category term="Sea"/>
<link rel="enclosure" href="a.mp3"/></entry>
<entry><id>tag:x.example,2026:2</id><title>Two</title><updated>2026-11-20T12:00:00.5Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hi</p></div></content></entry>
</feed>
"""

RDF = """\
<?xml version="1.0" encoding="utf-16"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel rdf:about="https://x.example/"><title>Old</title></channel>
<item rdf:about="https://x.example/1"><title>One</title><link>https://x.example/1</link></item>
</rdf:RDF>
"""

JSON1 = {
    "version": "https://jsonfeed.org/version/1",
    "title": "J",
    "feed_url": "https://x.example/feed.json",
    "items": [
        {
            "id": 7,
            "url": "https://x.example/1",
            "title": "A &amp; b",
            "content_text": "text",
            "author": {"name": "Ann"},
            "date_published": "2026-11-20T13:00:00+01:00",
            "date_modified": "not a date",
            "attachments": [{"url": "https://x.example/a.mp3"}, "odd"],
            "tags": ["Sea", 4],
            "image": "https://x.example/a.jpg",
        },
        "odd",
        {"external_url": "https://y.example/", "authors": None, "tags": None},
    ],
}


def ids(feed: LiveFeed) -> list[str]:
    return [item.id for item in feed.items]


def test_rss_is_read() -> None:
    feed = parse_feed(RSS2.encode("latin-1"), "a.xml")
    assert (feed.format, feed.title, feed.url) == (
        "rss",
        "Café & bar",
        "https://x.example/feed.xml",
    )
    assert ids(feed) == ["42", "https://x.example/2", "https://x.example/3", "Only & once"]
    assert feed.items[0] == LiveItem(
        id="42",
        url="https://x.example/1",
        title="One <b> & two",
        html="<p>Long</p>",
        published=NOON,
        image="https://x.example/a.jpg",
        enclosures=("https://x.example/a.mp3",),
        authors=("Ann",),
        tags=("Sea",),
    )
    assert feed.items[1].published == NOON
    assert not feed.damage


def test_atom_is_read_and_its_ids_stay_as_they_are_written() -> None:
    feed = parse_feed(ATOM1.encode(), "a.xml")
    assert (feed.format, feed.title) == ("atom", "A & b")
    assert ids(feed) == ["Relative/Id", "tag:x.example,2026:2"]
    first, second = feed.items
    assert (first.url, first.published, first.updated) == (
        "https://x.example/blog/1",
        NOON,
        NOON + dt.timedelta(hours=1),
    )
    assert (second.published, second.updated, second.html) == (None, NOON, "<p>Hi</p>")


def test_rss_1_is_read() -> None:
    feed = parse_feed(RDF.encode("utf-16"), "a.rdf")
    assert (feed.format, ids(feed)) == ("rss", ["https://x.example/1"])


def test_json_feed_is_read_leniently() -> None:
    feed = parse_feed(b"\xef\xbb\xbf" + json.dumps(JSON1).encode(), "a.json")
    assert (feed.format, feed.title, feed.url) == ("json", "J", "https://x.example/feed.json")
    assert ids(feed) == ["7", "https://y.example/"]
    assert feed.items[0] == LiveItem(
        id="7",
        url="https://x.example/1",
        title="A & b",
        html="text",
        published=NOON,
        image="https://x.example/a.jpg",
        enclosures=("https://x.example/a.mp3",),
        authors=("Ann",),
        tags=("Sea",),
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"{}", id="other JSON"),
        pytest.param(b"{", id="half JSON"),
        pytest.param(b'{"version": "https://jsonfeed.org/version/1", "items": "\xff"}', id="bytes"),
        pytest.param(b"<html><body>Hi</body></html>", id="a page"),
        pytest.param(b"", id="nothing"),
        pytest.param(b"/etc/passwd", id="a path"),
        pytest.param(b"https://x.example/feed.xml", id="an address"),
        pytest.param(b'<?xml version="1.0" encoding="\xff"?><rss/>', id="no encoding at all"),
    ],
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(ConfigError) as caught:
        parse_feed(data, "a.xml")
    assert str(caught.value).startswith("a.xml: ")


def test_a_broken_feed_says_so() -> None:
    feed = parse_feed(RSS2.encode("latin-1")[:900], "a.xml")
    assert ids(feed)[:1] == ["42"]
    assert feed.damage.startswith("line ")


# --- Matching --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://x.example/2026/caf%C3%A9/",
        "https://www.x.example/2026/café",
        "https://X.EXAMPLE/2026/caf%c3%a9/index.html",
        "https://x.example/2026/caf%C3%A9.html#top",
        "https://x.example:443/2026/café/?utm_source=rss&utm_medium=feed",
    ],
)
def test_addresses_of_one_page(url: str) -> None:
    assert page_of(url) == "x.example/2026/café"


@pytest.mark.parametrize(
    "url", ["https://y.example/2026/café", "https://x.example/2026/Café", "https://x.example/?p=1"]
)
def test_addresses_of_other_pages(url: str) -> None:
    assert page_of(url) != "x.example/2026/café"


@pytest.mark.parametrize("url", ["", "urn:uuid:1", "http://[", "/path"])
def test_what_is_no_address_is_no_page(url: str) -> None:
    assert page_of(url) == ""


def live(id: str, **fields: Any) -> LiveItem:
    return LiveItem(id=id, **fields)


def test_items_match_by_id_then_address_then_title_and_day() -> None:
    old = [
        live("a", url="https://x.example/a"),
        live("b", url="https://x.example/b"),
        live("c", title="The  Title", published=NOON),
        live("d", title="Gone"),
    ]
    new = [
        live("new", title="New"),
        live("c2", title="the title", published=NOON + dt.timedelta(hours=3)),
        live("b2", url="http://x.example/b/"),
        live("a", url="https://x.example/b"),
    ]
    matched = match(old, new)
    assert [(o.id, n.id) for o, n in matched.same] == [("a", "a")]
    assert [(o.id, n.id) for o, n in matched.renamed] == [("c", "c2"), ("b", "b2")]
    assert [item.id for item in matched.came] == ["new"]
    assert [item.id for item in matched.went] == ["d"]


def test_an_address_that_many_items_have_tells_nothing() -> None:
    home = "https://x.example/"
    old = [live("1", url=home, title="A"), live("2", url=home, title="B")]
    new = [live("3", url=home, title="C"), live("4", url=home, title="D")]
    assert match(old, new).renamed == []


def test_a_daily_title_is_not_yesterdays_article() -> None:
    old = [live("1", title="Tides today", published=NOON - dt.timedelta(days=1))]
    new = [live("2", title="Tides today", published=NOON)]
    assert match(old, new).renamed == []


# --- Words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("<p>one two three</p>", "<p>one three</p>", (0, 1)),
        ("<p>one two</p>", "<p>one</p><p>two</p>", (0, 0)),
        ("one two three", "one 2 three four", (2, 1)),
        ("", "one two", (2, 0)),
        ("one two three", "three one two", (1, 1)),
        ("港の朝", "港の夜明け", (3, 1)),
        ("a " * 9_000, "b " * 9_000, (9_000, 9_000)),
    ],
)
def test_words_that_changed_are_counted(before: str, after: str, changed: tuple[int, int]) -> None:
    assert words_changed(before, after) == changed


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ('<img src="a">', '<img src="b">', "pictures"),
        ('<a href="a">x</a>', '<a href="b">x</a>', "links"),
        ("<b>x</b>", "<i>x</i>", "markup"),
    ],
)
def test_what_differs_beyond_words(before: str, after: str, what: str) -> None:
    assert beyond_words(before, after) == what


# --- Whole publications ----------------------------------------------------------------------


@pytest.fixture
def published(site: Site) -> Site:
    """Three articles, built; the output is also kept in ``live``."""
    for number, name in enumerate(("one", "two", "three"), 1):
        site.article(f"{name}.md", f"Text of {name}.", title=name, date=f"2026-11-0{number}")
    site.build()
    return keep(site)


def keep(site: Site) -> Site:
    """Let what was built now be what is live."""
    shutil.rmtree(site.root / "live", ignore_errors=True)
    shutil.copytree(site.root / "public", site.root / "live")
    return site


def diff(site: Site, *arguments: str, against: str = "./live") -> Ran:
    return site.run("diff", "--against", against, "--now", NOW, *arguments)


def table(site: Site, against: str = "./live") -> dict[str, Any]:
    ran = diff(site, "--format", "json", against=against)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = ran.json()
    return found


def changes(found: dict[str, Any], feed: int = 0) -> list[tuple[str, str]]:
    return [(item["kind"], item["title"]) for item in found["feeds"][feed]["items"]]


def test_nothing_changed(published: Site) -> None:
    ran = diff(published)
    assert ran.code == 0
    assert ran.out == (
        "1 feed is as before\n\n"
        "Compared with ./live: the same to readers.\n"
        "Readers will be notified of 0 items.\n"
    )
    assert diff(published, "--exit-code").code == 0


def test_nothing_is_written(published: Site) -> None:
    before = published.outputs(), (published.root / "feedpub.lock").read_bytes()
    published.article("new.md", title="new")
    diff(published)
    assert (published.outputs(), (published.root / "feedpub.lock").read_bytes()) == before


def test_a_new_article(published: Site) -> None:
    published.article("new.md", title="new", date="2026-11-19")
    found = table(published)
    assert changes(found) == [("new", "new")]
    assert (found["notified"], found["new"], found["feeds"][0]["notified"]) == (1, 1, 1)
    [item] = found["feeds"][0]["items"]
    assert item["article"] == "articles/new.md"
    assert item["formats"] == []
    ran = diff(published, "--exit-code")
    assert "  NEW         new  (2026-11-19)\n" in ran.out
    assert ran.out.endswith("Readers will be notified of 1 item.\n")
    assert ran.code == 1


def test_the_new_id_is_the_one_that_a_build_makes(published: Site) -> None:
    published.article("new.md", title="new", date="2026-11-19")
    [item] = table(published)["feeds"][0]["items"]
    published.build()
    assert published.feed()["items"][0]["id"] == item["id"]


@pytest.mark.parametrize(
    ("fields", "body", "whats"),
    [
        pytest.param({"title": "2"}, "Text of two.", ["title"], id="title"),
        pytest.param({}, "Text of two, and more.", ["content"], id="content"),
        pytest.param({"date": "2026-11-02T05:00:00Z"}, "Text of two.", ["date"], id="date"),
        pytest.param({"updated": "2026-11-12"}, "Text of two.", ["updated"], id="updated"),
        pytest.param({"url": "/two/"}, "Text of two.", ["address"], id="address"),
        pytest.param({"authors": ["Ann"]}, "Text of two.", ["authors"], id="authors"),
        pytest.param({"tags": ["Sea"]}, "Text of two.", ["tags"], id="tags"),
        pytest.param(
            {"image": {"url": "https://x.example/a.jpg", "alt": "A"}},
            "Text of two.",
            ["content", "picture"],
            id="picture",
        ),
        pytest.param(
            {"enclosures": ["https://x.example/a.mp3"]}, "Text of two.", ["enclosures"], id="audio"
        ),
    ],
)
def test_what_changed_is_named(
    published: Site, fields: dict[str, Any], body: str, whats: list[str]
) -> None:
    given = {"title": "two", "date": "2026-11-02", **fields}
    published.article("two.md", body, **given)
    found = table(published)
    assert [kind for kind, _ in changes(found)] == ["changed"]
    [item] = found["feeds"][0]["items"]
    assert sorted(difference["what"] for difference in item["differences"]) == whats
    assert item["formats"] == []
    assert found["notified"] == 0


def test_changed_words_are_counted(published: Site) -> None:
    published.article("two.md", "Text of two, and more.", title="Two", date="2026-11-02")
    assert "title “two” → “Two”" in diff(published).out
    assert "content (+3/-1 words)" in diff(published).out


def test_an_id_that_changes_is_told_before_all(published: Site) -> None:
    published.article("new.md", title="new", date="2026-11-19")
    published.article("two.md", "Text of two.", title="two", date="2026-11-02", id="urn:x:2")
    found = table(published)
    assert changes(found) == [("id-changed", "two"), ("new", "new")]
    old = {item["title"]: item["id"] for item in published.feed()["items"]}["two"]
    first = found["feeds"][0]["items"][0]
    assert (first["before"]["id"], first["id"]) == (old, "urn:x:2")
    assert found["notified"] == 2
    out = diff(published).out
    assert f"id {old} → urn:x:2" in out
    assert out.endswith("Readers will be notified of 2 items, 1 of them a second time.\n")


def test_a_withdrawn_article_is_dropped(published: Site) -> None:
    published.article("three.md", "Text of three.", title="three", date="2026-11-03", draft=True)
    found = table(published)
    assert changes(found) == [("dropped", "three")]
    assert (found["notified"], found["dropped"]) == (0, 1)


def limited(site: Site, limit: int) -> None:
    settings = (site.root / "feedpub.toml").read_text().replace("\nlimit = 2", "")
    site.write("feedpub.toml", settings + f"limit = {limit}\n")


def test_what_makes_room_is_counted_alone(published: Site) -> None:
    limited(published, 3)
    published.build()
    keep(published)
    published.article("four.md", title="four", date="2026-11-04")
    found = table(published)
    assert changes(found) == [("new", "four"), ("aged", "one")]
    out = diff(published).out
    assert "1 older item made room for newer ones" in out
    assert "DROPPED" not in out


def test_an_older_article_that_comes_back_notifies_nobody(published: Site) -> None:
    limited(published, 2)
    published.build()
    keep(published)
    published.article("three.md", title="three", date="2026-11-03", draft=True)
    found = table(published)
    assert changes(found) == [("dropped", "three"), ("back", "one")]
    assert found["notified"] == 0
    assert "1 older item comes back" in diff(published).out


def test_an_article_that_is_dated_back_is_new_to_all(tmp_path: Any) -> None:
    here = repository(tmp_path)
    here.article("old.md", title="old", date="2026-01-01").commit()
    assert changes(table(here, "HEAD~1")) == [("new", "old")]
    limited(here, 1)
    here.commit()
    limited(here, 1)
    here.write("feedpub.toml", here.SETTINGS).commit()
    assert changes(table(here, "HEAD~1")) == [("back", "old")]


def repository(tmp_path: Any) -> Repository:
    here = Repository(tmp_path / "here")
    here.write("feedpub.toml", here.SETTINGS).write(".gitignore", "/.feedpub/\n")
    here.article("a.md", title="a", date="2026-11-01")
    here.git("init", "--quiet", "--initial-branch", "main")
    return here.commit()


def test_one_format_with_other_bytes_is_no_feed_as_before(tmp_path: Any) -> None:
    here = repository(tmp_path)
    settings = (here.root / "feedpub.toml").read_text()
    here.write("feedpub.toml", settings.replace("stylesheet = false", "stylesheet = true"))
    assert table(here, "HEAD")["feeds"][0]["state"] == "changed"


def test_a_commit_is_named(tmp_path: Any) -> None:
    here = repository(tmp_path)
    here.article("b.md", title="b", date="2026-11-02")
    found = table(here, "HEAD")
    assert found["against"] == f"HEAD ({here.git('rev-parse', '--short=7', 'HEAD').strip()})"
    assert changes(found) == [("new", "b")]


def test_a_feed_that_nobody_reads_yet_notifies_nobody(published: Site) -> None:
    settings = (published.root / "feedpub.toml").read_text()
    published.write("feedpub.toml", settings + '[[feeds]]\npath = "other"\narchives = false\n')
    found = table(published)
    assert [feed["state"] for feed in found["feeds"]] == ["same", "new"]
    assert found["notified"] == 0
    assert "NEW FEED  The Test Post: other.{rss,atom,json}" in diff(published).out


def test_a_feed_that_goes_is_told(published: Site) -> None:
    settings = (published.root / "feedpub.toml").read_text().replace('"feed"', '"news"')
    published.write("feedpub.toml", settings)
    found = table(published)
    assert [(feed["state"], feed["paths"]) for feed in found["feeds"]] == [
        ("new", {"rss": "news.rss", "atom": "news.atom", "json": "news.json"}),
        ("gone", {"rss": "feed.rss", "atom": "feed.atom", "json": "feed.json"}),
    ]
    assert "its subscribers get nothing any more" in diff(published).out


def test_one_item_in_many_feeds_counts_once(published: Site) -> None:
    settings = (published.root / "feedpub.toml").read_text()
    published.write("feedpub.toml", settings + '[[feeds]]\npath = "t/{tag}"\nper = "tag"\n')
    published.article("two.md", "Text of two.", title="two", date="2026-11-02", tags=["Sea"])
    published.build()
    keep(published)
    published.article("new.md", title="new", date="2026-11-19", tags=["Sea"])
    found = table(published)
    assert [feed["notified"] for feed in found["feeds"]] == [1, 1]
    assert found["notified"] == 1


def test_formats_that_disagree_are_named(published: Site) -> None:
    feed = json.loads((published.root / "live/feed.json").read_text())
    feed["items"] = feed["items"][1:]
    published.write("live/feed.json", json.dumps(feed))
    [item] = table(published)["feeds"][0]["items"]
    assert (item["kind"], item["title"], item["formats"]) == ("new", "three", ["json"])
    assert "NEW         three  (2026-11-03)  [only in json]" in diff(published).out


def test_bytes_that_differ_for_no_reader(published: Site) -> None:
    file = published.root / "live/feed.rss"
    file.write_bytes(file.read_bytes().replace(b"<generator>feedpub", b"<generator>older"))
    assert "1 feed with other bytes, but the same to readers\n" in diff(published).out
    assert "1 feed with other bytes, but the same to readers." in markdown(published)


def test_one_saved_feed_is_compared_with_that_feed_alone(published: Site) -> None:
    settings = (published.root / "feedpub.toml").read_text()
    published.write("feedpub.toml", settings + '[[feeds]]\npath = "other"\narchives = false\n')
    published.article("new.md", title="new", date="2026-11-19")
    found = table(published, "live/feed.atom")
    assert [feed["paths"]["atom"] for feed in found["feeds"]] == ["feed.atom"]
    assert changes(found) == [("new", "new")]


def test_the_feed_of_another_program(published: Site) -> None:
    published.write(
        "old.xml",
        '<rss version="2.0"><channel><title>The Test Post</title>'
        "<item><title>two</title><guid>https://post.example/?p=2</guid>"
        "<link>http://www.post.example/2026/11/two/index.html</link></item>"
        "<item><title>three</title><guid>https://post.example/?p=3</guid>"
        "<pubDate>Tue, 03 Nov 2026 00:00:00 +0000</pubDate></item>"
        "<item><title>ten</title><guid>https://post.example/?p=10</guid></item>"
        "</channel></rss>",
    )
    found = table(published, "old.xml")
    assert changes(found) == [
        ("id-changed", "three"),
        ("id-changed", "two"),
        ("dropped", "ten"),
        ("back", "one"),
    ]


def test_a_folder_without_feeds_is_told(published: Site) -> None:
    out = diff(published, against="./articles").out
    assert "Note: there is no feed in it, so nothing counts as published\n" in out


def test_a_broken_article_is_told(published: Site) -> None:
    published.write("articles/three.md", "---\ntitle: [\n---\n")
    ran = diff(published)
    assert "articles/three.md:" in ran.err
    assert "DROPPED     three" in ran.out


def test_what_a_terminal_would_obey_is_not_told(published: Site) -> None:
    feed = json.loads((published.root / "live/feed.json").read_text())
    feed["items"].append({"id": "x", "title": "a\x1b[31mb\x9bc", "content_text": "c"})
    published.write("live/feed.json", json.dumps(feed))
    assert "a\N{REPLACEMENT CHARACTER}[31mb\N{REPLACEMENT CHARACTER}c" in diff(published).out


def test_what_turns_the_direction_of_writing_is_not_told(published: Site) -> None:
    published.article("new.md", title="a\u202eb\u2066c \u05d0\u200f", date="2026-11-19")
    assert "NEW         a\ufffdb\ufffdc \u05d0\u200f" in diff(published).out
    assert "[a b c \u05d0\u200f](" in markdown(published)


def test_days_are_those_of_the_publication(published: Site) -> None:
    settings = published.SETTINGS.replace("Europe/Lisbon", "Pacific/Auckland")
    published.write("feedpub.toml", settings)
    published.article("new.md", title="new", date="2026-11-19T22:30:00Z")
    assert "NEW         new  (2026-11-20)" in diff(published).out
    assert "| published 2026-11-20 |" in markdown(published)


# --- Markdown --------------------------------------------------------------------------------


def markdown(site: Site) -> str:
    ran = diff(site, "--format", "markdown")
    assert ran.code == 0, ran.err
    return ran.out


def as_html(text: str) -> str:
    """Return the HTML that GitHub would make of it, as far as a stranger can tell."""
    import pyromark

    options = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
    return str(pyromark.html(text, options=options))


def test_the_comment_begins_with_its_mark_and_the_sum(published: Site) -> None:
    published.article("new.md", title="new", date="2026-11-19")
    published.article("two.md", "Text of two.", title="two", date="2026-11-02", id="urn:x:2")
    lines = markdown(published).splitlines()
    assert lines[:2] == [MARK, "### Readers will be notified of 2 items, 1 of them a second time"]
    assert "Compared with `./live`: 1 ID changed, 1 new." in lines
    text = "\n".join(lines)
    assert "> [!CAUTION]\n> **1 item would get another id" in text
    assert "(`articles/two.md`): `urn:uuid:" in text
    assert "→ `urn:x:2`" in text
    link = "[new](<https://post.example/2026/11/new/>)"
    assert f"| **NEW** | {link} | published 2026-11-19 | `feed` |" in text


def test_the_comment_where_nothing_changed(published: Site) -> None:
    assert markdown(published) == (
        f"{MARK}\n### Readers will be notified of 0 items\n\n"
        "Compared with `./live`: the same to readers.\n"
    )


TITLES = [
    "@alice please",
    "fixes #12 and GH-13",
    "<img src=x onerror=alert(1)>",
    "a | b || c",
    "`code` and ``` fence",
    "[link](https://evil.example)",
    "![picture](https://evil.example/x.png)",
    "**bold** _it_ ~~no~~",
    "</details></summary>",
    "<!-- comment",
    "https://evil.example/x www.evil.example",
    "- list\n# heading",
    "ends with \\",
    "&lt;b&gt; &#64;bob",
    "$x^2$ :tada:",
    ":+1::smile:",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_only_text(published: Site, title: str) -> None:
    published.article("new.md", title=title, date="2026-11-19")
    text = markdown(published)
    html = as_html(text)
    assert html.count("<table>") == 2 and html.count("<tr>") == 4
    assert html.count("<td") == 4 + 7
    for sign in (
        "@alice",
        "@bob",
        "#12",
        "GH-13",
        "://evil",
        "www.evil",
        ":tada:",
        ":+1:",
        ":smile:",
    ):
        assert sign not in html.replace("https://post.example", "")
    for tag in ("<img", "onerror=alert(1)>", "<strong>b", "<em>", "<del>", "<h1", 'evil.example"'):
        assert tag not in html
    assert html.count("</details>") == 1


def test_a_title_reads_as_it_is_written(published: Site) -> None:
    title = "100% of “C++” (v1.2) – what's new? {x} *"
    published.article("new.md", title=title, date="2026-11-19")
    assert f">{title}</a>" in unescape(as_html(markdown(published)))


def test_a_long_title_is_cut(published: Site) -> None:
    published.article("new.md", title="very " * 60 + "long", date="2026-11-19")
    assert "…](<https://post.example/2026/11/new/>)" in markdown(published)


def test_an_address_is_no_way_in(published: Site) -> None:
    feed = json.loads((published.root / "live/feed.json").read_text())
    for number, url in enumerate(
        ["javascript:alert(1)", "https://x.example/a>b|c)d \"e'", "https://x.example/\n\n# h"]
    ):
        item = {"id": str(number), "title": f"t{number}", "url": url, "content_text": "c"}
        feed["items"].append(item)
    published.write("live/feed.json", json.dumps(feed))
    html = unescape(as_html(markdown(published)))
    assert "javascript:" not in html
    assert "<h1" not in html
    assert 'href="https://x.example/a%3Eb%7Cc)d%20%22e\'"' in html


def test_a_comment_is_never_longer_than_github_takes(published: Site) -> None:
    limited(published, 1_000)
    for number in range(700):
        published.article(f"n{number}.md", title=f"{number} " + "long & " * 40, date="2026-11-19")
    text = markdown(published)
    assert len(text) <= LIMIT
    assert "### Readers will be notified of 700 items" in text
    assert "more" in text
    assert text.count("<details>") == text.count("</details>")
