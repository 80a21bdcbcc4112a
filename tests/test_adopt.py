"""`lock adopt`: a blog moves in, and its readers see nothing twice."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from feedpub.feeds.diff import LiveFeed, parse_feed
from feedpub.lock import Row, format_lock, parse_lock
from tests.site import NOW, ROOT, Ran, Site

RSS = """\
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The old blog</title><link>https://post.example/</link>
{items}
</channel></rss>
"""
ATOM = """\
<feed xmlns="http://www.w3.org/2005/Atom"><title>The old blog</title><id>tag:old</id>
{items}
</feed>
"""


def rss_item(guid: str, link: str = "", title: str = "", date: str = "") -> str:
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    linked = f"<link>{link}</link>" if link else ""
    guid = guid.replace("&", "&amp;")
    return (
        f"<item><title>{title}</title>{linked}<guid isPermaLink='false'>{guid}</guid>{dated}</item>"
    )


def entry(id: str, link: str, title: str = "", published: str = "") -> str:
    dated = f"<published>{published}</published>" if published else ""
    return (
        f"<entry><id>{id}</id><title>{title}</title><link href='{link}'/>"
        f"<updated>2026-11-19T00:00:00Z</updated>{dated}</entry>"
    )


@pytest.fixture
def blog(site: Site) -> Site:
    """Three articles of a blog that moves in."""
    for number, name in enumerate(("one", "two", "three"), 1):
        site.article(f"{name}.md", f"Text of {name}.", title=name, date=f"2026-11-0{number}")
    return site


def url(name: str) -> str:
    return f"https://post.example/2026/11/{name}/"


def save(site: Site, *items: str, name: str = "old.xml", form: str = RSS) -> Site:
    return site.write(name, form.format(items="\n".join(items)))


def adopt(site: Site, *arguments: str) -> Ran:
    files = arguments or ("old.xml",)
    return site.run("lock", "adopt", *files, "--now", NOW)


def rows(site: Site) -> dict[str, Row]:
    lock = parse_lock((site.root / "feedpub.lock").read_text())
    return {row.path.removeprefix("articles/").removesuffix(".md"): row for row in lock.rows}


def live(site: Site, name: str = "feed.rss") -> LiveFeed:
    return parse_feed((site.root / "public" / name).read_bytes(), name)


# --- Ids -------------------------------------------------------------------------------------


def test_ids_are_taken_byte_for_byte(blog: Site) -> None:
    odd = "https://POST.example:80/?p=1&x=%7e"
    save(blog, rss_item(odd, url("one")), rss_item("tag:post.example,2026:2", url("two")))
    ran = adopt(blog)
    assert ran.code == 0, ran.err
    assert rows(blog)["one"].id == odd
    assert rows(blog)["two"].id == "tag:post.example,2026:2"
    assert ran.out == (f"articles/two.md\ttag:post.example,2026:2\narticles/one.md\t{odd}\n")
    assert ran.err == "2 adopted, 1 in no feed\n"


def test_the_next_build_has_them(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one")))
    adopt(blog)
    assert blog.run("build", "--frozen").code == 0
    for name in ("feed.rss", "feed.atom", "feed.json"):
        ids = {item.title: item.id for item in live(blog, name).items}
        assert ids["one"] == "tag:1"
        assert ids["two"].startswith("urn:uuid:")


def test_no_reader_sees_an_article_twice(blog: Site) -> None:
    save(blog, *(rss_item(f"tag:{n}", url(n), n) for n in ("one", "two", "three")))
    before = blog.run("diff", "--against", "old.xml", "--format", "json", "--now", NOW).json()
    assert (before["notified"], before["id_changed"]) == (3, 3)
    adopt(blog)
    after = blog.run("diff", "--against", "old.xml", "--format", "json", "--now", NOW).json()
    assert after["notified"] == 0
    assert blog.run("build", "--against", "old.xml").code == 0


def test_a_lock_that_a_build_made_gives_way(blog: Site) -> None:
    blog.build()
    minted = rows(blog)["one"].id
    save(blog, rss_item("tag:1", url("one")))
    adopt(blog)
    assert rows(blog)["one"].id == "tag:1" != minted


def test_to_adopt_again_changes_nothing(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one"), date="Sun, 01 Nov 2026 08:00:00 +0000"))
    adopt(blog)
    blog.build()
    lock = (blog.root / "feedpub.lock").read_bytes()
    ran = adopt(blog)
    assert (ran.out, ran.err) == ("", "0 adopted, 1 as they were, 2 in no feed\n")
    assert (blog.root / "feedpub.lock").read_bytes() == lock


def test_a_dry_run_writes_nothing(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one")))
    ran = adopt(blog, "old.xml", "--dry-run")
    assert ran.out == "articles/one.md\ttag:1\n"
    assert ran.err == "1 would be adopted, 2 in no feed\n"
    assert not (blog.root / "feedpub.lock").exists()


def test_as_json(blog: Site) -> None:
    save(blog, rss_item("tag:1", "http://post.example/2026/11/one", "one"), rss_item("2"))
    found = adopt(blog, "old.xml", "--json").json()
    assert found["adopted"] == [
        {
            "article": "articles/one.md",
            "id": "tag:1",
            "ids": {},
            "date": "",
            "address": url("one"),
            "address_in_feed": "http://post.example/2026/11/one",
            "by": "similar address",
            "new": True,
        }
    ]
    [left] = found["unmatched"]
    assert (left["id"], left["file"].endswith("old.xml")) == ("2", True)
    assert found["articles_in_no_feed"] == 2


# --- Which article ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item", "how"),
    [
        pytest.param(rss_item("x:1", "http://post.example/2026/11/one/"), "similar", id="http"),
        pytest.param(rss_item("x:1", "https://post.example/2026/11/one"), "similar", id="slash"),
        pytest.param(rss_item("x:1", "https://WWW.post.example/2026/11/one/"), "similar", id="www"),
        pytest.param(
            rss_item("x:1", "https://post.example/2026/11/one/index.html"), "similar", id="index"
        ),
        pytest.param(rss_item("x:1", "https://post.example/2026/11/one.htm"), "similar", id="htm"),
        pytest.param(rss_item("x:1", "https://old.example/2026/11/one/"), "other host", id="moved"),
        pytest.param(
            rss_item("x:1", "https://old.example/?p=1", " ONE", "Sun, 01 Nov 2026 20:00:00 -0500"),
            "title and day",
            id="title and day in another zone",
        ),
        pytest.param(rss_item("http://post.example/2026/11/one"), "similar", id="the id is it"),
    ],
)
def test_how_an_article_is_recognised(blog: Site, item: str, how: str) -> None:
    save(blog, item)
    ran = adopt(blog)
    assert ran.code == 0, ran.err
    assert rows(blog)["one"].id in ("x:1", "http://post.example/2026/11/one")
    assert f"Warning: articles/one.md: recognised by {how}" in ran.err
    assert f"redirect the old one to {url('one')}" in ran.err


def test_a_former_address_of_the_article_is_its_own(blog: Site) -> None:
    blog.article("one.md", title="one", date="2026-11-01", aliases=["/2019/one.html"])
    save(blog, rss_item("x:1", "https://post.example/2019/one.html"))
    ran = adopt(blog)
    assert rows(blog)["one"].id == "x:1"
    assert "Warning" not in ran.err


def test_a_title_without_its_day_is_not_enough(blog: Site) -> None:
    save(
        blog, rss_item("x:1", "https://post.example/else/", "one", "Sun, 08 Nov 2026 08:00:00 GMT")
    )
    ran = adopt(blog)
    assert ran.code == 1
    assert rows(blog)["one"].id.startswith("urn:uuid:")
    assert "Warning: no article is “one” (https://post.example/else/)" in ran.err
    assert "it may be articles/one.md: write `id: x:1` into it" in ran.err


def test_an_embargo_does_not_hide_the_day_that_readers_know(blog: Site) -> None:
    blog.article("one.md", title="one", date="2026-11-01", publishDate="2026-11-08")
    save(blog, rss_item("x:1", "https://post.example/?p=1", "One", "Sun, 01 Nov 2026 08:00:00 GMT"))
    ran = adopt(blog)
    assert ran.code == 0, ran.err
    assert "Warning: articles/one.md: recognised by title: it was" in ran.err
    row = rows(blog)["one"]
    assert (row.id, row.dated) == ("x:1", "2026-11-01T08:00:00Z")


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        pytest.param({"publishDate": "2026-11-08"}, "Sun, 15 Nov 2026 08:00:00 GMT", id="after"),
        pytest.param({"publishDate": "2026-10-01"}, "Sun, 11 Oct 2026 08:00:00 GMT", id="no delay"),
        pytest.param({"publishDate": "2026-11-08"}, "", id="no date"),
    ],
)
def test_an_embargo_alone_is_not_enough(blog: Site, fields: dict[str, str], date: str) -> None:
    blog.article("one.md", title="one", date="2026-11-01", **fields)
    save(blog, rss_item("x:1", "https://post.example/?p=1", "One", date))
    assert adopt(blog).code == 1
    assert rows(blog)["one"].id != "x:1"


def test_of_two_articles_with_a_title_an_embargo_chooses_none(blog: Site) -> None:
    blog.article("one.md", title="two", date="2026-11-01", publishDate="2026-11-08")
    save(blog, rss_item("x:1", "https://post.example/?p=1", "two", "Sun, 18 Oct 2026 08:00:00 GMT"))
    assert adopt(blog).code == 1


@pytest.mark.parametrize(
    "date",
    [
        "Mon, 01 Jan 0001 00:00:00 +0000",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Thu, 01 Jan 1970 00:00:00 +0200",
        "Tue, 01 Jan 2199 00:00:00 +0000",
    ],
)
def test_a_date_that_can_be_none_is_left_in_the_feed(blog: Site, date: str) -> None:
    save(blog, rss_item("x:1", url("one"), "one", date))
    ran = adopt(blog)
    assert ran.code == 0
    row = rows(blog)["one"]
    assert (row.id, row.dated) == ("x:1", "")
    assert "Warning: articles/one.md: the date in the feed, " in ran.err
    assert "can be none of it\nHint: the article keeps its own\n" in ran.err


def test_an_id_is_printed_on_one_line(blog: Site) -> None:
    save(blog, entry("x:1&#10;y&#155;z", url("one")), form=ATOM)
    assert len(adopt(blog).out.splitlines()) == 1
    assert "\x9b" not in adopt(blog, "--dry-run", "old.xml").out


def test_what_is_no_file_is_not_adopted(blog: Site) -> None:
    ran = adopt(blog, "/dev/zero")
    assert ran.code == 2
    assert "/dev/zero: is no file but a folder or a device" in ran.err


def test_an_item_that_is_no_article_is_told(blog: Site) -> None:
    save(blog, rss_item("x:9", "https://post.example/gone/", "Long gone"))
    ran = adopt(blog)
    assert ran.code == 1
    assert "no article is “Long gone” (https://post.example/gone/)" in ran.err
    assert "nothing need be done if the article is gone" in ran.err
    assert ran.err.endswith("0 adopted, 1 without an article, 3 in no feed\n")


def test_a_draft_gets_no_row(blog: Site) -> None:
    blog.article("one.md", title="one", date="2026-11-01", draft=True)
    save(blog, rss_item("x:1", url("one")))
    assert adopt(blog).code == 0
    assert "one" not in rows(blog)


# --- Formats ---------------------------------------------------------------------------------


@pytest.fixture
def two_formats(blog: Site) -> Site:
    """A blog whose RSS and Atom gave articles different ids."""
    save(blog, rss_item(url("one"), url("one")), rss_item("5", url("two")))
    entries = [entry("tag:one", url("one")), entry("tag:two", url("two"))]
    save(blog, *entries, name="old.atom", form=ATOM)
    return blog


def test_formats_that_differed_keep_their_ids(two_formats: Site) -> None:
    ran = adopt(two_formats, "old.xml", "old.atom")
    assert ran.code == 0, ran.err
    assert f"articles/one.md\t{url('one')}\tatom: tag:one\n" in ran.out
    found = rows(two_formats)
    assert (found["one"].id, found["one"].ids) == (url("one"), (("atom", "tag:one"),))
    # A number cannot be an id in Atom.
    assert (found["two"].id, found["two"].ids) == ("tag:two", (("rss", "5"),))


def test_every_format_is_written_with_its_own_ids(two_formats: Site) -> None:
    adopt(two_formats, "old.xml", "old.atom")
    two_formats.build()
    ids = {
        name: {item.title: item.id for item in live(two_formats, f"feed.{name}").items}
        for name in ("rss", "atom", "json")
    }
    assert [ids[name]["one"] for name in ids] == [url("one"), "tag:one", url("one")]
    assert [ids[name]["two"] for name in ids] == ["5", "tag:two", "tag:two"]
    for file in ("old.xml", "old.atom"):
        assert two_formats.run("build", "--against", file).code == 0
    assert two_formats.run("check").out == ""


def test_an_id_of_one_format_that_changes_is_noticed(two_formats: Site) -> None:
    adopt(two_formats, "old.xml", "old.atom")
    two_formats.build()
    lock = (two_formats.root / "feedpub.lock").read_text()
    two_formats.write("feedpub.lock", lock.replace("tag:one", "tag:uno"))
    ran = two_formats.run("build", "--against", "./public")
    assert "a second time in atom: its id was tag:one, and would be tag:uno" in ran.err


def test_a_number_stays_where_it_was(blog: Site) -> None:
    save(blog, rss_item("42", url("one")))
    adopt(blog)
    row = rows(blog)["one"]
    assert (row.id[:9], row.ids) == ("urn:uuid:", (("rss", "42"),))


def test_an_id_of_the_article_stays_its_own(blog: Site) -> None:
    blog.article("one.md", "Text of one.", title="one", date="2026-11-01", id="urn:own")
    save(blog, rss_item("tag:1", url("one")))
    adopt(blog)
    assert (rows(blog)["one"].id, rows(blog)["one"].ids) == ("urn:own", (("rss", "tag:1"),))


def test_an_id_that_is_written_later_wins(two_formats: Site) -> None:
    adopt(two_formats, "old.xml", "old.atom")
    two_formats.article("one.md", "Text of one.", title="one", date="2026-11-01", id="urn:own")
    two_formats.build()
    assert (rows(two_formats)["one"].id, rows(two_formats)["one"].ids) == ("urn:own", ())


def test_ids_follow_the_file(two_formats: Site) -> None:
    adopt(two_formats, "old.xml", "old.atom")
    before = rows(two_formats)["one"]
    (two_formats.root / "articles/one.md").rename(two_formats.root / "articles/uno.md")
    two_formats.build()
    assert rows(two_formats)["uno"].ids == before.ids
    two_formats.article("eins.md", "Other words.", title="Eins", date="2026-11-01")
    (two_formats.root / "articles/uno.md").unlink()
    ran = two_formats.run("lock", "move", "articles/uno.md", "articles/eins.md")
    assert ran.code == 0, ran.err
    assert (rows(two_formats)["eins"].id, rows(two_formats)["eins"].ids) == (before.id, before.ids)


# --- Dates -----------------------------------------------------------------------------------


def test_the_date_that_readers_have_is_kept(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one"), date="Sun, 01 Nov 2026 08:15:00 +0100"))
    ran = adopt(blog)
    assert ran.out == "articles/one.md\ttag:1\tdate 2026-11-01T07:15:00Z\n"
    assert "1 with the date of the feed" in ran.err
    assert rows(blog)["one"].published == "2026-11-01T00:00:00Z"
    blog.build()
    for name in ("feed.rss", "feed.atom", "feed.json"):
        item = next(item for item in live(blog, name).items if item.title == "one")
        assert f"{item.published:%H:%M}" == "07:15"
    assert blog.feed()["items"][-1]["url"] == url("one")
    assert blog.run("check").out == ""


def test_another_day_is_told(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one"), date="Tue, 03 Nov 2026 08:15:00 +0000"))
    ran = adopt(blog)
    assert (
        "articles/one.md: its date is 2026-11-01T00:00:00Z, in the feed 2026-11-03T08:15:00Z"
        in ran.err
    )


def test_a_date_that_is_changed_later_wins(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one"), date="Sun, 01 Nov 2026 08:15:00 +0000"))
    adopt(blog)
    blog.article("one.md", "Text of one.", title="one", date="2026-11-01T10:00:00Z")
    blog.build()
    item = next(item for item in blog.feed()["items"] if item["title"] == "one")
    assert item["date_published"] == "2026-11-01T10:00:00Z"


def test_when_atom_was_updated_is_no_date(blog: Site) -> None:
    save(blog, entry("tag:1", url("one")), form=ATOM)
    adopt(blog)
    assert rows(blog)["one"].dated == ""


def test_the_same_date_leaves_no_trace(blog: Site) -> None:
    save(blog, rss_item("tag:1", url("one"), date="Sun, 01 Nov 2026 00:00:00 +0000"))
    adopt(blog)
    assert '"dated"' not in (blog.root / "feedpub.lock").read_text()


# --- What cannot be --------------------------------------------------------------------------


def test_an_id_of_another_article_is_refused(blog: Site) -> None:
    blog.article("two.md", "Text of two.", title="two", date="2026-11-02", id="tag:1")
    save(blog, rss_item("tag:1", url("one")))
    ran = adopt(blog)
    assert ran.code == 1
    assert (
        "Error: articles/one.md: the id that readers know, tag:1, is that of `articles/two.md`"
        in ran.err
    )
    assert rows(blog)["one"].id.startswith("urn:uuid:")


def test_a_feed_must_be_saved_first(blog: Site) -> None:
    ran = adopt(blog, "https://post.example/feed.xml")
    assert ran.code == 2
    assert "save it first: curl -o live.xml https://post.example/feed.xml" in ran.err


@pytest.mark.parametrize(
    ("file", "message"),
    [("missing.xml", "no such file or directory"), ("feedpub.toml", "is no RSS, Atom or JSON")],
)
def test_what_cannot_be_read(blog: Site, file: str, message: str) -> None:
    ran = adopt(blog, file)
    assert ran.code == 2
    assert message in ran.err
    assert not (blog.root / "feedpub.lock").exists()


def test_a_feed_that_was_cut_is_told(blog: Site) -> None:
    whole = RSS.format(items=rss_item("tag:1", url("one")) + "<item><title>two")
    blog.write("old.xml", whole.partition("<title>two")[0])
    ran = adopt(blog)
    assert ran.code == 1
    assert "old.xml: not well-formed" in ran.err
    assert rows(blog)["one"].id == "tag:1"


# --- The lock --------------------------------------------------------------------------------


def row(**fields: Any) -> Row:
    given = {
        "path": "a.md",
        "id": "urn:1",
        "url": "https://post.example/",
        "published": "",
        "fingerprint": "f",
    }
    return Row(**{**given, **fields})


def test_rows_say_only_what_there_is_to_say() -> None:
    plain, full = row(), row(path="b.md", ids=(("atom", 'tag:"ids":[]'),), dated="2026-11-01")
    lines = format_lock(parse_lock(format_lock(parse_lock("")))).splitlines()
    assert lines == []
    text = format_lock(parse_lock(json.dumps({**_fields(plain)}) + "\n"))
    assert set(json.loads(text)) == {"path", "id", "url", "published", "fingerprint"}
    both = parse_lock("".join(format_lock(_lock(one)) for one in (full, plain)))
    assert both.rows == (plain, full)


def _fields(one: Row) -> dict[str, Any]:
    names = ("path", "id", "url", "published", "fingerprint")
    return {name: getattr(one, name) for name in names}


def _lock(one: Row) -> Any:
    from feedpub.lock import Lock

    return Lock((one,))


def test_two_at_once_wait_for_each_other(blog: Site) -> None:
    """A lock that one of two commands read must not be written over by the other."""
    save(blog, *(rss_item(f"tag:{n}", url(n), n) for n in ("one", "two", "three")))
    command = [sys.executable, "-m", "feedpub", "-C", str(blog.root)]
    several = [
        subprocess.Popen(
            [*command, *arguments, "--now", NOW], cwd=ROOT, stderr=subprocess.PIPE, stdout=-3
        )
        for arguments in (["lock", "adopt", "old.xml"], ["build"], ["build"])
    ]
    for process in several:
        _, err = process.communicate()
        assert process.returncode == 0, err
    assert {found.id for found in rows(blog).values()} == {"tag:one", "tag:two", "tag:three"}
