"""The rules of the formats: a document that keeps them all, and what breaks each."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from feedpub.documents import Document
from feedpub.feeds.check import check_document
from feedpub.feeds.check.document import Checked
from feedpub.feeds.check.html import html_faults
from feedpub.feeds.check.parity import differences
from feedpub.feeds.check.texts import broken_letters, escape_shown, markup
from feedpub.feeds.check.values import address_faults, read_rfc822

NOW = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
ADDRESS = "https://post.example/feed.xml"

RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss xmlns:atom="http://www.w3.org/2005/Atom"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:media="http://search.yahoo.com/mrss/" version="2.0">
  <channel>
    <title>The Test Post</title>
    <link>https://post.example/</link>
    <description>News</description>
    <atom:link href="https://post.example/feed.xml" rel="self" type="application/rss+xml"/>
    <language>en</language>
    <lastBuildDate>Fri, 20 Nov 2026 09:00:00 +0000</lastBuildDate>
    <image><url>https://post.example/i.png</url><title>The Test Post</title>
    <link>https://post.example/</link></image>
    <item>
      <title>First</title>
      <link>https://post.example/1/</link>
      <description>In short</description>
      <content:encoded>&lt;p&gt;At &lt;a href="https://post.example/2/"&gt;length&lt;/a&gt;&lt;/p&gt;</content:encoded>
      <dc:creator>Ada, Ben</dc:creator>
      <category>Tides</category>
      <enclosure url="https://post.example/a.mp3" length="12" type="audio/mpeg"/>
      <guid isPermaLink="false">urn:x:1</guid>
      <pubDate>Fri, 20 Nov 2026 09:00:00 +0000</pubDate>
      <media:content url="https://post.example/a.png" medium="image"/>
    </item>
    <item>
      <title>Second</title>
      <link>https://post.example/2/</link>
      <description>In short</description>
      <dc:creator>Ada</dc:creator>
      <guid isPermaLink="false">urn:x:2</guid>
      <pubDate>Thu, 19 Nov 2026 09:00:00 +0000</pubDate>
    </item>
  </channel>
</rss>
"""

ATOM = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"
  xmlns:fh="http://purl.org/syndication/history/1.0" xml:lang="en">
  <id>urn:x:feed</id>
  <title>The Test Post</title>
  <updated>2026-11-20T09:00:00Z</updated>
  <link href="https://post.example/" rel="alternate" type="text/html"/>
  <link href="https://post.example/feed.xml" rel="self"/>
  <entry>
    <id>urn:x:1</id>
    <title>First</title>
    <updated>2026-11-20T09:00:00Z</updated>
    <published>2026-11-20T09:00:00Z</published>
    <author><name>Ada</name><email>ada@post.example</email></author>
    <author><name>Ben</name></author>
    <category term="Tides"/>
    <link href="https://post.example/1/" rel="alternate" type="text/html"/>
    <link href="https://post.example/a.mp3" rel="enclosure" type="audio/mpeg" length="12"/>
    <summary>In short</summary>
    <content type="html">&lt;p&gt;At &lt;a href="https://post.example/2/"&gt;length&lt;/a&gt;&lt;/p&gt;</content>
  </entry>
  <entry>
    <id>urn:x:2</id>
    <title>Second</title>
    <updated>2026-11-19T09:00:00Z</updated>
    <published>2026-11-19T09:00:00Z</published>
    <author><name>Ada</name></author>
    <link href="https://post.example/2/" rel="alternate" type="text/html"/>
    <summary>In short</summary>
  </entry>
</feed>
"""

JSON: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "The Test Post",
    "home_page_url": "https://post.example/",
    "feed_url": "https://post.example/feed.xml",
    "language": "en",
    "authors": [{"name": "The Post"}],
    "items": [
        {
            "id": "urn:x:1",
            "url": "https://post.example/1/",
            "title": "First",
            "content_html": '<p>At <a href="https://post.example/2/">length</a></p>',
            "date_published": "2026-11-20T09:00:00Z",
            "authors": [{"name": "Ada"}, {"name": "Ben"}],
            "tags": ["Tides"],
            "attachments": [{"url": "https://post.example/a.mp3", "mime_type": "audio/mpeg"}],
        },
        {
            "id": "urn:x:2",
            "url": "https://post.example/2/",
            "title": "Second",
            "content_text": "In short",
            "date_published": "2026-11-19T09:00:00Z",
            "authors": [{"name": "Ada"}],
        },
    ],
}


def checked(body: str | bytes, media_type: str = "application/xml") -> Checked:
    data = body.encode() if isinstance(body, str) else body
    return check_document(Document("feed.xml", media_type, data), ADDRESS, NOW)


def codes(body: str | bytes, media_type: str = "application/xml") -> set[str]:
    return {problem.code for problem in checked(body, media_type).problems}


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (RSS, "application/rss+xml"),
        (ATOM, "application/atom+xml"),
        (json.dumps(JSON), "application/feed+json"),
    ],
    ids=["rss", "atom", "json"],
)  # fmt: skip
def test_a_feed_that_keeps_all_rules_has_no_problem(body: str, media_type: str) -> None:
    assert codes(body, media_type) == set()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("</title>", "</titel>", "feed-malformed"),
        ('xmlns:dc="http://purl.org/dc/elements/1.1/"', "", "feed-malformed"),
        ("<?xml", "\n<?xml", "feed-malformed"),
        ("<?xml", "\ufeff<?xml", "feed-malformed"),
        ("In short", "In \x08short", "feed-malformed"),
        ("<rss", "<!DOCTYPE rss><rss", "feed-malformed"),
        (' encoding="utf-8"', "", "feed-language"),
        ("    <language>en</language>\n", "", "feed-language"),
        ('version="2.0"', 'version="0.91"', "feed-incomplete"),
        ("    <description>News</description>\n", "", "feed-incomplete"),
        ("<url>https://post.example/i.png</url>", "", "feed-incomplete"),
        ("urn:x:2", "urn:x:1", "feed-ids"),
        ('<guid isPermaLink="false">', "<guid>", "feed-guid"),
        ('      <guid isPermaLink="false">urn:x:2</guid>\n', "", "feed-guid"),
        ("<language>", "<webMaster>Ada</webMaster><language>", "feed-contact"),
        ("<language>", "<webMaster>a@x.example</webMaster><language>", "feed-contact-unnamed"),
        ("Fri, 20 Nov 2026 09", "Mon, 20 Nov 2026 09", "feed-date"),
        ("Fri, 20 Nov 2026 09", "2026-11-20T09", "feed-date"),
        ("<lastBuildDate>Fri", "<lastBuildDate>Sat", "feed-date"),
        ("Thu, 19 Nov 2026", "Thu, 26 Nov 2026", "feed-date-future"),
        ("<title>Second</title>\n      <link>https://post.example/2/</link>\n"
         "      <description>In short</description>", "", "feed-incomplete"),
        ("<category>", "<keyword>x</keyword><category>", "feed-element"),
        ("<link>https://post.example/2/", "<link>/2/", "feed-address"),
        ("<link>https://post.example/2/", "<link>https://post.example/é", "feed-address"),
        ("<link>https://post.example/2/", "<link>https://post.example/a b", "feed-address"),
        ("<link>https://post.example/2/", "<link>https://POST.example/2/", "feed-address-odd"),
        ("<link>https://post.example/2/", "<link>https://post.example:443/2/", "feed-address-odd"),
        ('length="12"', 'length="None"', "feed-enclosure"),
        (' type="audio/mpeg"', "", "feed-enclosure"),
        ("<enclosure ", '<enclosure url="https://x.example/b" length="1" type="a/b"/><enclosure ',
         "feed-enclosure"),
        ("audio/mpeg", "audio", "feed-type"),
        ("<media:content", "<media:group><media:content", "feed-malformed"),
        ('<media:content url="https://post.example/a.png" medium="image"/>',
         '<media:group><media:content url="https://post.example/a.png"/></media:group>',
         "feed-media"),
        ('rel="self"', 'rel="hub"', "feed-self"),
        ("feed.xml", "other.xml", "feed-self"),
        ("https://post.example/2/\"&gt;", "/2/\"&gt;", "feed-relative"),
        ("&lt;p&gt;At", "&lt;p onclick=x&gt;At", "feed-html-unsafe"),
        ("&lt;p&gt;At", "&lt;script&gt;x&lt;/script&gt;&lt;p&gt;At", "feed-html-unsafe"),
        ("&lt;/a&gt;", "", "feed-html-broken"),
        ("<title>First", "<title>&lt;b&gt;First", "title-markup"),
        ("<dc:creator>", "<author>a@x.example (A)</author><dc:creator>", "feed-twice"),
        ("<language>", "<dc:language>en</dc:language><language>", "feed-twice"),
        ("<link>https://post.example/</link></image>", "<link>https://o.example/</link></image>",
         "feed-image"),
        ("i.png", "i.svg", "feed-image"),
        ("<language>", "<subtitle>x</subtitle><language>", "feed-element"),
        ("<language>", "<textInput/><language>", "feed-element"),
        ('xmlns:dc=', 'xmlns:webfeeds="http://webfeeds.org/rss/1.0" xmlns:dc=', "feed-namespace"),
        ("<language>", '<h:archive xmlns:h="http://purl.org/syndication/history/1.0"/><language>',
         "feed-archive"),
        ("<language>",
         '<i:author xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd">A</i:author><language>',
         "feed-podcast"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_of_rss_is_found(old: str, new: str, code: str) -> None:
    assert old in RSS
    assert code in codes(RSS.replace(old, new))


def test_a_summary_behind_the_text_is_found() -> None:
    lines = RSS.split("\n")
    first = next(n for n, line in enumerate(lines) if "In short" in line)
    lines[first], lines[first + 1] = lines[first + 1], lines[first]
    assert codes("\n".join(lines)) == {"feed-order"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("  <id>urn:x:feed</id>\n", "", "feed-incomplete"),
        ("    <author><name>Ada</name></author>\n", "", "feed-incomplete"),
        ("<name>Ben</name>", "", "feed-incomplete"),
        ('term="Tides"', "", "feed-incomplete"),
        ("urn:x:2", "urn:x:1", "feed-ids"),
        ("<id>urn:x:2", "<id>2", "id-weak"),
        ("<title>Second</title>", "", "feed-incomplete"),
        ("  <updated>2026-11-20T09:00:00Z</updated>\n  <link", "  <updated>x</updated>\n  <link",
         "feed-date"),
        ('href="https://post.example/" rel', 'href="/" rel', "feed-address"),
        ("<id>urn:x:feed", "<subtitle>a &lt;b&gt;c&lt;/b&gt;</subtitle><id>urn:x:feed",
         "feed-html-undeclared"),
        ("<id>urn:x:feed", '<generator uri="x y"/><id>urn:x:feed', "feed-address"),
        ("<id>urn:x:feed", "<author><name>A</name><email>a</email></author><id>urn:x:feed",
         "feed-contact"),
        ('<link href="https://post.example/2/" rel="alternate" type="text/html"/>\n'
         "    <summary>In short</summary>", "", "feed-incomplete"),
        ("2026-11-20T09:00:00Z</published>", "2026-11-20</published>", "feed-date"),
        ("2026-11-19T09:00:00Z</updated>", "2026-11-20T09:00:00Z</updated>", "feed-dates-equal"),
        ("2026-11-19T09:00:00Z</updated>", "2027-11-20T09:00:00Z</updated>", "feed-date-future"),
        ('rel="enclosure" type="audio/mpeg" length="12"', 'type="text/html"', "feed-link-twice"),
        ('rel="enclosure"', 'rel="archives"', "feed-link-relation"),
        ('type="html"', 'type="CDATA"', "feed-type"),
        ("<summary>In", "<summary>&lt;b&gt;In&lt;/b&gt;", "feed-html-undeclared"),
        ('<summary>In', '<summary type="html">&lt;iframe&gt;In', "feed-html-unsafe"),
        ("ada@post.example", "ada", "feed-contact"),
        ("<summary>In", "<source><id>urn:y</id></source><summary>In", "feed-source"),
        ("<summary>In", "<media:group/><summary>In", "feed-media"),
        ("<summary>In", "<guid>x</guid><summary>In", "feed-element"),
        ("  <entry>", '<script xmlns="http://www.w3.org/1999/xhtml"/>  <entry>', "feed-element"),
        (' xml:lang="en"', "", "feed-language"),
        ('rel="self"', 'rel="hub"', "feed-self"),
        ("<id>urn:x:feed", "<fh:archive/><id>urn:x:feed", "feed-archive"),
        ('href="https://post.example/2/" rel', 'href="https://post.example/ü" rel', "feed-address"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_of_atom_is_found(old: str, new: str, code: str) -> None:
    assert old in ATOM
    assert code in codes(ATOM.replace(old, new))


def test_xhtml_in_atom_is_read_as_html() -> None:
    text = (
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{}</p></div></content>'
    )
    start, end = ATOM.index("<content"), ATOM.index("</content>") + len("</content>")
    good, bad = (
        ATOM[:start] + text.format(inside) + ATOM[end:]
        for inside in ("<b>x</b>", '<img src="a.png" alt=""/>')
    )
    assert codes(good) == set()
    assert codes(bad) == {"feed-relative"}


@pytest.mark.parametrize(
    ("place", "name", "value", "code"),
    [
        ("feed", "version", "2", "feed-incomplete"),
        ("feed", "title", "", "feed-incomplete"),
        ("feed", "items", {}, "feed-incomplete"),
        ("feed", "items", ["x"], "feed-incomplete"),
        ("feed", "feed_url", "feed.json", "feed-address"),
        ("feed", "hubs", [{"url": "https://hub.example/"}], "feed-incomplete"),
        ("feed", "authors", [{}], "feed-incomplete"),
        ("feed", "language", "", "feed-language"),
        ("item", "id", 1, "feed-incomplete"),
        ("item", "content_html", None, "feed-incomplete"),
        ("item", "url", "/1/", "feed-address"),
        ("item", "image", 3, "feed-address"),
        ("item", "external_url", "x", "feed-address"),
        ("item", "date_published", "2026-11-20", "feed-date"),
        ("item", "date_modified", "2027-11-20T00:00:00Z", "feed-date-future"),
        ("item", "date_modified", "Friday", "feed-date"),
        ("item", "authors", [{"avatar": ""}], "feed-incomplete"),
        ("item", "tags", "Tides", "feed-incomplete"),
        ("item", "id", "urn:x:2", "feed-ids"),
        ("item", "title", "<b>First</b>", "title-markup"),
        ("item", "attachments", [{"url": "https://x.example/a"}], "feed-enclosure"),
        ("item", "attachments", [{"url": "a", "mime_type": "a/b"}], "feed-address"),
        ("item", "attachments", [{"url": "https://x.example/", "mime_type": "mp3"}], "feed-type"),
        ("item", "attachments",
         [{"url": "https://x.example/", "mime_type": "a/b", "size_in_bytes": "1"}],
         "feed-enclosure"),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_of_json_feed_is_found(
    place: str, name: str, value: Any, code: str
) -> None:
    feed = json.loads(json.dumps(JSON))
    table = feed if place == "feed" else feed["items"][0]
    table[name] = value
    assert code in codes(json.dumps(feed), "application/feed+json")


@pytest.mark.parametrize("body", ["{", "[]", '{"a": NaN}', "[" * 100_000, b"\xff"])
def test_what_is_no_json_feed_is_malformed(body: str | bytes) -> None:
    assert codes(body, "application/feed+json") == {"feed-malformed"}


def test_a_problem_names_item_field_and_line() -> None:
    (problem,) = checked(RSS.replace("Thu, 19", "Fri, 19")).problems
    assert problem.item == "urn:x:2" and problem.field == "published"
    assert problem.line == 1 + RSS[: RSS.index("Thu, 19")].count("\n")


def test_a_problem_of_json_names_the_line_of_the_item() -> None:
    body = json.dumps(JSON, indent=1).replace("2026-11-19T", "2026-11-19 ")
    (problem,) = checked(body, "application/feed+json").problems
    assert problem.line == 1 + body[: body.index('"urn:x:2"')].count("\n")


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    body = RSS.replace("<rss", bomb + "<rss").replace("In short", "&b;&a;")
    seen = checked(body).seen
    assert seen and "root:" not in seen.entries[0].summary
    assert "feed-malformed" in codes(body)


# --- parity ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("<title>Second", "<title>Other", "title"),
        ("https://post.example/1/", "https://post.example/one/", "url"),
        ("2026-11-19T09:00:00Z</published>", "2026-11-19T09:00:01Z</published>", "published"),
        ("<author><name>Ben</name></author>", "", "authors"),
        ('term="Tides"', 'term="Boats"', "tags"),
        ("a.mp3", "b.mp3", "enclosures"),
        ("At &lt;a", "By &lt;a", "text"),
    ],
)
def test_formats_that_differ_are_found(old: str, new: str, field: str) -> None:
    assert old in ATOM
    formats = [checked(RSS), checked(ATOM.replace(old, new))]
    (problem,) = differences([one.seen for one in formats if one.seen])
    assert problem.code == "formats-differ" and problem.field == field


def test_formats_that_agree_do_not_differ() -> None:
    bodies = [(RSS, "application/xml"), (ATOM, "application/xml"), (json.dumps(JSON), "feed+json")]
    formats = [checked(*body).seen for body in bodies]
    assert not list(differences([one for one in formats if one]))


def test_an_item_that_one_format_lacks_is_found() -> None:
    shorter = RSS[: RSS.rindex("    <item>")] + "  </channel>\n</rss>\n"
    formats = [checked(shorter).seen, checked(ATOM).seen]
    (problem,) = differences([one for one in formats if one])
    assert problem.item == "urn:x:2"


# --- values, texts, HTML ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/",
        "http://x.example/a?b=c#d",
        "urn:x:1",
        "tag:x.example,2026:1",
        "mailto:a@b",
    ],
)
def test_whole_addresses_are_right(url: str) -> None:
    assert not address_faults(url, web=False)


@pytest.mark.parametrize("url", ["", "a.png", "//x.example/", "https://", "https://x.example/%zz"])
def test_other_addresses_are_not(url: str) -> None:
    assert [fault.code for fault in address_faults(url)] == ["feed-address"]


@pytest.mark.parametrize("date", ["20 Nov 2026 09:00 GMT", "Fri,  20 Nov 2026 09:00:00 -0500"])
def test_dates_of_rfc_822_are_read(date: str) -> None:
    assert read_rfc822(date).day == 20


@pytest.mark.parametrize("date", ["30 Feb 2026 09:00 GMT", "20 Nov 26 09:00 GMT", "Freitag"])
def test_other_dates_are_not(date: str) -> None:
    with pytest.raises(ValueError):
        read_rfc822(date)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a<br>b</p><ul><li>c</ul>", set()),
        ('<p style="text-align:center">a</p>', set()),
        ('<img src="https://x.example/a" srcset="https://x.example/a 1x, b 2x" alt="">',
         {"feed-relative"}),
        ('<a href="#note">1</a>', {"feed-relative"}),
        ('<a href="java\tscript:x">1</a>', {"feed-html-unsafe"}),
        ("<p style='position:fixed'>a</p>", {"feed-html-unsafe"}),
        ("<my-element>a</my-element>", {"feed-html-broken"}),
        ("<b><i>a</b></i>", {"feed-html-broken"}),
        ("</div>", {"feed-html-broken"}),
    ],
)  # fmt: skip
def test_html_is_judged_as_readers_do(html: str, found: set[str]) -> None:
    assert {fault.code for fault in html_faults(html)} == found


@pytest.mark.parametrize(
    "text", ["cafÃ© au lait", "itâ€™s", "â€œyesâ€\x9d", "Â°C", "a\ufffdb", "ZÃ¼rich"]
)
def test_broken_letters_are_found(text: str) -> None:
    assert broken_letters(text)


@pytest.mark.parametrize(
    "text", ["café", "São Paulo", "NÃO", "“IRMÃ”", "Â mesa", "âge", "値段", "ï"]
)
def test_whole_letters_are_not(text: str) -> None:
    assert not broken_letters(text)


def test_markup_and_escapes_are_told_from_prose() -> None:
    assert markup("a <b>c</b>") == "<b>" and markup("The <br/> tag") == "<br/>"
    assert not markup("a < b > c") and not markup("I <3 you") and not markup("x<-y")
    assert escape_shown("Salt &amp; water") == "&amp;"
    assert not escape_shown("AT&T; R&D; fish & chips")


def test_an_article_that_one_format_knows_by_another_id_is_the_same() -> None:
    formats = [checked(RSS).seen, checked(ATOM.replace("urn:x:2", "tag:old,2020:2")).seen]
    seen = [one for one in formats if one]
    assert len(list(differences(seen))) == 1
    assert not list(differences(seen, {"tag:old,2020:2": "urn:x:2"}))
