"""Articles put in order: states, order, dates, addresses, topics, pictures, links, summaries."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.campaign import at_most
from tests.site import Site

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000003000000020802000000"  # three pixels by two
) + bytes(40)


def settings(extra: str = "", base_url: str = "https://post.example/") -> str:
    return Site.SETTINGS.replace("https://post.example/", base_url) + extra


def titles(site: Site) -> list[str]:
    site.build()
    return [item["title"] for item in site.feed()["items"]]


def item(site: Site) -> dict[str, Any]:
    """Return the only item of the feed."""
    site.build()
    (found,) = site.feed()["items"]
    return dict(found)


def html_of(site: Site, body: str, **fields: Any) -> str:
    return str(item(site.article("a.md", body, **fields))["content_html"])


# --- order -----------------------------------------------------------------------------------


def test_the_newest_come_first(site: Site) -> None:
    for day in ("10", "12", "11"):
        site.article(f"{day}.md", title=day, date=f"2026-11-{day}")
    assert titles(site) == ["12", "11", "10"]


def test_the_id_decides_between_articles_of_one_moment(site: Site) -> None:
    for name, id_ in (("a", "x:2"), ("b", "x:3"), ("c", "x:1")):
        site.article(f"{name}.md", title=id_, id=id_)
    assert titles(site) == ["x:3", "x:2", "x:1"]


# --- states ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        pytest.param({}, "published", id="past"),
        pytest.param({"date": "2026-11-20T17:00:00Z"}, "published", id="now"),
        pytest.param({"date": "2026-11-20T17:00:01Z"}, "scheduled", id="in a second"),
        pytest.param({"date": "2026-11-20T17:00:00"}, "published", id="now in Lisbon"),
        pytest.param({"draft": True}, "draft", id="draft"),
        pytest.param({"draft": True, "date": None}, "draft", id="draft without a date"),
        pytest.param({"draft": True, "date": "2027-01-01"}, "draft", id="a draft is not scheduled"),
        pytest.param({"embargo": "2026-11-20T17:00:01Z"}, "scheduled", id="embargoed"),
        pytest.param({"embargo": "2026-11-20T17:00:00Z"}, "published", id="embargo lifted"),
        pytest.param({"expires": "2026-11-20T17:00:01Z"}, "published", id="expires in a second"),
        pytest.param({"expires": "2026-11-20T17:00:00Z"}, "expired", id="expires now"),
        pytest.param({"date": "2027-01-01", "expires": "2026-01-01"}, "scheduled", id="both"),
    ],
)
def test_the_moment_decides_the_state(site: Site, fields: dict[str, Any], state: str) -> None:
    site.article(**fields)
    assert site.list()[0]["state"] == state
    assert titles(site) == (["A title"] if state == "published" else [])


def test_what_is_still_to_come_is_not_told_yet(site: Site) -> None:
    later = "2026-11-20T17:00:01Z"
    corrections = [{"date": "2026-11-19", "text": "One."}, {"date": later, "text": "Two."}]
    ran = site.article(updated=later, corrections=corrections).run("build")
    assert (ran.code, ran.err.count("Warning: articles/a.md:1: `")) == (0, 2)
    for name in ("updated", "corrections"):
        assert f"`{name}` has a date that is still to come\n" in ran.err
    assert "One." in item(site)["content_html"] and "Two." not in item(site)["content_html"]
    assert site.list()[0]["updated"] == "2026-11-19T00:00:00Z"
    site.run("build", "--now", later, now=None)
    assert "Two." in site.feed()["items"][0]["content_html"]
    assert site.feed()["items"][0]["date_modified"] == later


def test_a_scheduled_article_may_be_updated_later(site: Site) -> None:
    site.article(date="2026-12-01", updated="2026-12-02").article("b.md")
    assert site.run("check", "--format", "json").json() == []


@pytest.mark.parametrize(
    ("embargo", "published"),
    [
        pytest.param("2026-11-19T06:00:00Z", "2026-11-19T06:00:00Z", id="a later embargo"),
        pytest.param("2026-11-01T06:00:00Z", "2026-11-18T07:30:00Z", id="an earlier embargo"),
    ],
)
def test_an_embargoed_article_is_of_the_later_date(
    site: Site, embargo: str, published: str
) -> None:
    assert item(site.article(embargo=embargo))["date_published"] == published


# --- dates -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "updated"),
    [
        pytest.param({}, None, id="never"),
        pytest.param({"updated": "2026-11-19"}, "2026-11-19T00:00:00Z", id="the record's"),
        pytest.param({"updated": "2026-11-01"}, None, id="never before it was published"),
        pytest.param(
            {
                "corrections": [
                    {"date": d, "text": "x"} for d in ("2026-11-19", "2026-11-20", "2026-11-18")
                ]
            },
            "2026-11-20T00:00:00Z",
            id="the latest correction's",
        ),
        pytest.param(
            {"updated": "2026-11-19", "corrections": [{"date": "2026-11-20", "text": "x"}]},
            "2026-11-19T00:00:00Z",
            id="the record's wins",
        ),
        pytest.param({"corrections": ["undated"]}, None, id="an undated correction"),
    ],
)
def test_when_an_article_was_updated(
    site: Site, fields: dict[str, Any], updated: str | None
) -> None:
    assert item(site.article(**fields)).get("date_modified") == updated


@pytest.mark.parametrize("date", ["0001-01-01T00:00:00Z", "0001-01-01", "1582-10-10"])
def test_an_article_may_be_very_old(site: Site, date: str) -> None:
    site.write("feedpub.toml", settings().replace("Europe/Lisbon", "America/New_York"))
    assert titles(site.article(date=date)) == ["A title"]


# --- defaults --------------------------------------------------------------------------------


def test_what_an_article_does_not_say_the_publication_does(site: Site) -> None:
    more = 'language = "pt"\nrights = "CC BY"\nauthor = { name = "The Desk" }\n'
    site.write("feedpub.toml", Site.SETTINGS.replace("\n[site]", more + "\n[site]"))
    silent = site.article().list()[0]
    assert (silent["language"], silent["rights"]) == ("pt", "CC BY")
    assert [author["name"] for author in silent["authors"]] == ["The Desk"]
    spoken = site.article(language="en", rights="mine", author="Ana").list()[0]
    assert (spoken["language"], spoken["rights"]) == ("en", "mine")
    assert [author["name"] for author in spoken["authors"]] == ["Ana"]


def test_without_any_author_the_publication_is_the_author(site: Site) -> None:
    assert item(site.article())["authors"] == [{"name": "The Test Post"}]


# --- addresses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        pytest.param("{year}/{month}/{slug}/", "2026/01/tides/", id="the usual"),
        pytest.param("{year}-{month}-{day}/{slug}", "2026-01-02/tides", id="day"),
        pytest.param("{section}/{slug}.html", "town-life/tides.html", id="section"),
        pytest.param("{path}/", "deep/er/2026-01-01-tides/", id="path"),
    ],
)
def test_the_address_follows_the_pattern(site: Site, pattern: str, address: str) -> None:
    # In Lisbon it is a new day when it is not in UTC, but here they agree; in Tokyo it is the next.
    text = settings(f'[articles]\nurl = "{{base_url}}{pattern}"\n')
    site.write("feedpub.toml", text.replace("Europe/Lisbon", "Asia/Tokyo"))
    site.article("deep/er/2026-01-01-tides.md", date="2026-01-01T20:00:00Z", section="Town life")
    assert item(site)["url"] == f"https://post.example/{address}"


@pytest.mark.parametrize(
    ("name", "pattern", "address"),
    [
        pytest.param("a.md", "{section}/{slug}/", "a/", id="without a section"),
        pytest.param("the-ferry/index.md", "{slug}/", "the-ferry/", id="a bundle"),
        pytest.param("x/the-ferry/index.md", "{path}/", "x/the-ferry/", id="path of a bundle"),
        pytest.param(
            "größe/日本.md", "{path}/", "gr%C3%B6%C3%9Fe/%E6%97%A5%E6%9C%AC/", id="not ASCII"
        ),
        pytest.param("a b&c.md", "{slug}/", "a-b-and-c/", id="signs"),
    ],
)
def test_the_address_follows_the_file(site: Site, name: str, pattern: str, address: str) -> None:
    site.write("feedpub.toml", settings(f'[articles]\nurl = "{{base_url}}{pattern}"\n'))
    assert item(site.article(name))["url"] == f"https://post.example/{address}"


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param(
            "/about/ferries/", "https://x.example/blog/about/ferries/", id="from the root"
        ),
        pytest.param("about/", "https://x.example/blog/about/", id="a path"),
        pytest.param(
            "/blog/about/", "https://x.example/blog/about/", id="with the folder of the site"
        ),
        pytest.param("https://y.example/a", "https://y.example/a", id="elsewhere"),
        pytest.param("//y.example/a", "https://y.example/a", id="without a scheme"),
        pytest.param(None, "https://x.example/blog/2026/11/a/", id="none"),
    ],
)
def test_addresses_of_a_site_in_a_folder(site: Site, url: str | None, address: str) -> None:
    site.write("feedpub.toml", settings(base_url="https://x.example/blog/"))
    assert item(site.article(url=url))["url"] == address
    assert site.feed()["feed_url"] == "https://x.example/blog/feed.json"


# --- topics ----------------------------------------------------------------------------------

PER_TAG = '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\nformats = ["json"]\n'


def topics(site: Site) -> dict[str, str]:
    """Return the title of each topic by its path."""
    names = [name for name in site.outputs() if "/" in name]
    return {name: site.feed(name)["title"].removeprefix("The Test Post: ") for name in names}


def tagged(site: Site, *tags: str) -> Site:
    site.write("feedpub.toml", settings(PER_TAG))
    for number, tag in enumerate(tags):
        site.article(f"{number}.md", title=str(number), tags=[tag])
    return site


def test_spellings_that_differ_in_case_are_one_topic_and_a_warning(site: Site) -> None:
    ran = tagged(site, "Ferry", "ferry", "Ferry", "FERRY").run("build")
    assert topics(site) == {"tags/ferry.json": "Ferry"}
    assert len(site.feed("tags/ferry.json")["items"]) == 4
    warning = "Warning: articles/{}.md:1: the tag `{}` is `Ferry` elsewhere; both are in one feed"
    assert warning.format(1, "ferry") in ran.err
    assert warning.format(3, "FERRY") in ran.err


def test_an_article_with_two_spellings_is_in_the_feed_once(site: Site) -> None:
    tagged(site).article(tags=["Ferry", "ferry"]).build()
    assert len(site.feed("tags/ferry.json")["items"]) == 1


@pytest.mark.parametrize(
    ("tags", "paths"),
    [
        pytest.param(
            ["C", "C++", "C#"], {"c": "C", "c-plus-plus": "C++", "c-sharp": "C#"}, id="signs"
        ),
        pytest.param(["日本", "لغة"], {"日本": "日本", "لغة": "لغة"}, id="any script"),
        pytest.param([".NET", "net"], {"dot-net": ".NET", "net": "net"}, id="a dot first"),
        pytest.param(["a/b/../c"], {"a-b-c": "a/b/../c"}, id="no way out of the folder"),
    ],
)
def test_every_topic_has_a_path(site: Site, tags: list[str], paths: dict[str, str]) -> None:
    tagged(site, *tags).build()
    assert topics(site) == {f"tags/{path}.json": name for path, name in paths.items()}


@pytest.mark.parametrize("pair", [("R&B", "R and B"), ("a b", "a-b"), ("a/b", "a b"), ("!", "?")])
def test_topics_that_a_path_cannot_tell_apart_get_two(
    site: Site, tmp_path: Path, pair: tuple[str, str]
) -> None:
    tagged(site, *pair).build()
    tagged(other := Site(tmp_path / "other"), *reversed(pair)).build()
    assert sorted(topics(site).values()) == sorted(pair)
    assert topics(site) == topics(other)


@pytest.mark.parametrize(
    ("per", "fields", "path"),
    [
        pytest.param("author", {"authors": ["Ana Sá", "Rui"]}, "by/ana-sá.json", id="author"),
        pytest.param("section", {"section": "Town life"}, "by/town-life.json", id="section"),
    ],
)
def test_there_are_feeds_per_author_and_section(
    site: Site, per: str, fields: dict[str, Any], path: str
) -> None:
    feed = f'[[feeds]]\npath = "by/{{{per}}}"\nper = "{per}"\nformats = ["json"]\n'
    site.write("feedpub.toml", settings(feed)).article(**fields).build()
    assert path in topics(site)


def test_articles_that_readers_cannot_see_make_no_topic(site: Site) -> None:
    tagged(site).article(tags=["secret"], embargo="2027-01-01").build()
    assert topics(site) == {}


# --- pictures and links ----------------------------------------------------------------------

ASSETS = '[[articles.assets]]\nfolder = "articles/images"\nurl = "{base_url}images/"\n'


@pytest.fixture
def pictured(site: Site) -> Site:
    """A site in a folder, with pictures that are served."""
    site.write("feedpub.toml", settings(ASSETS, base_url="https://x.example/blog/"))
    return site.write("articles/images/ship.png", PNG).write("articles/images/a b.png", PNG)


@pytest.mark.parametrize(
    ("name", "reference", "address"),
    [
        pytest.param("a.md", "images/ship.png", "images/ship.png", id="beside"),
        pytest.param("deep/a.md", "../images/ship.png", "images/ship.png", id="above"),
        pytest.param("a.md", "images/a%20b.png", "images/a%20b.png", id="encoded"),
        pytest.param(
            "a.md", "https://x.example/blog/images/ship.png", "images/ship.png", id="whole"
        ),
    ],
)
def test_a_picture_has_the_address_where_it_is_served(
    pictured: Site, name: str, reference: str, address: str
) -> None:
    ran = pictured.article(name, f"![A ship]({reference})").run("build", "--fail-on", "info")
    assert ran.code == 0, ran.err
    assert f'src="https://x.example/blog/{address}"' in item(pictured)["content_html"]


def test_a_picture_in_a_bundle_is_served_beside_its_article(pictured: Site) -> None:
    pictured.write("articles/ferry/ship.png", PNG).article("ferry/index.md", "![A ship](ship.png)")
    address = "https://x.example/blog/2026/11/ferry/ship.png"
    assert f'src="{address}"' in item(pictured)["content_html"]


@pytest.mark.parametrize(
    "reference", ["images/no.png", "https://x.example/blog/images/no.png", "../../no.png"]
)
def test_a_picture_that_is_not_there_is_an_error(pictured: Site, reference: str) -> None:
    ran = pictured.article("a.md", f"![A ship]({reference})").run("build")
    assert ran.code == 1
    assert f"Error: articles/a.md:5:11: the picture `{reference}` does not exist" in ran.err


def test_a_picture_outside_the_publication_is_not_looked_at(pictured: Site) -> None:
    (pictured.root.parent / "secret.png").write_bytes(PNG)
    (pictured.root / "articles" / "link.png").symlink_to(pictured.root.parent / "secret.png")
    for reference in ("../../secret.png", "link.png"):
        ran = pictured.article("a.md", f"![A ship]({reference})").run("build")
        assert f"the picture `{reference}` does not exist" in ran.err


@pytest.mark.parametrize(
    ("reference", "address"),
    [
        pytest.param("other.md", "2026/11/other/", id="a file"),
        pytest.param("other.md#tide", "2026/11/other/#tide", id="a place in a file"),
        pytest.param("./deep/index.md", "2026/11/deep/", id="a bundle"),
        pytest.param("images/ship.png", "images/ship.png", id="a served file"),
        pytest.param("#tide", "2026/11/a/#tide", id="a place here"),
        pytest.param("more/", "2026/11/a/more/", id="a page"),
    ],
)
def test_a_link_leads_where_readers_find_it(pictured: Site, reference: str, address: str) -> None:
    for name in ("other.md", "deep/index.md"):
        pictured.article(name, title=name, date="2026-11-01")
    pictured.article("a.md", f"[words]({reference})").build()
    html = pictured.feed()["items"][0]["content_html"]
    assert f'<a href="https://x.example/blog/{address}">words</a>' in html


@pytest.mark.parametrize("reference", ["other.md", "other.md#tide", "{% post_url other %}"])
@pytest.mark.parametrize(
    ("fields", "when"),
    [
        pytest.param({"draft": True}, "yet\nHint: Publish that", id="draft"),
        pytest.param({"date": "2026-12-01"}, "yet\nHint: Publish that", id="scheduled"),
        pytest.param({"expires": "2026-11-19"}, "any more\nHint: Remove the link", id="expired"),
    ],
)
def test_a_link_to_an_article_that_readers_cannot_see_keeps_the_words(
    site: Site, reference: str, fields: dict[str, Any], when: str
) -> None:
    site.article("other.md", title="Other", **fields)
    ran = site.article("a.md", f"[words]({reference})").run("build")
    assert f"leads to an article that is not published {when}" in ran.err
    assert "leads to no article" not in ran.err
    assert item(site)["content_html"] == "<p><a>words</a></p>"


def test_a_link_to_a_draft_is_dropped_where_files_of_articles_are_served(site: Site) -> None:
    served = '[articles]\nassets = { folder = "articles", url = "{base_url}files/" }\n'
    site.write("feedpub.toml", settings(served)).article("other.md", title="Other", draft=True)
    assert html_of(site, "[words](other.md)") == "<p><a>words</a></p>"


def test_a_link_to_a_file_that_is_not_there_keeps_the_words(site: Site) -> None:
    ran = site.article("a.md", "See `no.md`, [words](no.md)").run("build")
    assert "Warning: articles/a.md:5:22: the link to `no.md` leads to no article" in ran.err
    assert item(site)["content_html"].endswith("<a>words</a></p>")


@pytest.mark.parametrize("tag", ["blockquote", "q", "del"])
def test_the_source_of_a_quotation_is_no_picture(site: Site, tag: str) -> None:
    html = html_of(site, f'<{tag} cite="source.html">x</{tag}>')
    assert 'cite="https://post.example/2026/11/a/source.html"' in html


def test_a_film_that_is_not_there_is_a_media_file(site: Site) -> None:
    ran = site.article("a.md", '<video src="no.mp4"></video>').run("build")
    assert "Error: articles/a.md:5:13: the media file `no.mp4` does not exist" in ran.err


# --- the lead picture ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "times"),
    [
        pytest.param("Text.", 1, id="it stands above the text"),
        pytest.param("![A ship](images/ship.png)", 1, id="the text shows it"),
        pytest.param("![Another](images/a%20b.png)", 1, id="the text shows another"),
    ],
)
def test_the_lead_picture_is_shown_once(pictured: Site, body: str, times: int) -> None:
    image = {"url": "images/ship.png", "alt": "A ship", "caption": "At sea", "credit": "Ana"}
    html = html_of(pictured, body, image=image)
    assert html.count("images/ship.png") == times


def test_the_lead_picture_comes_with_caption_and_credit_and_size(pictured: Site) -> None:
    image = {"url": "images/ship.png", "alt": "A <ship>", "caption": "At sea", "credit": "Ana"}
    assert html_of(pictured, "Text.", image=image) == (
        '<figure><img src="https://x.example/blog/images/ship.png" alt="A &lt;ship&gt;" '
        'width="3" height="2"><figcaption>At sea <small>Ana</small></figcaption></figure>\n'
        "<p>Text.</p>"
    )


# --- enclosures ------------------------------------------------------------------------------


def test_length_and_type_of_a_media_file_come_from_the_file(pictured: Site) -> None:
    pictured.write("articles/images/bell.mp3", b"x" * 12_345)
    given = {"url": "images/bell.mp3", "length": 1, "title": "A bell", "duration": 9}
    assert item(pictured.article(enclosures=[given]))["attachments"] == [
        {
            "url": "https://x.example/blog/images/bell.mp3",
            "mime_type": "audio/mpeg",
            "title": "A bell",
            "size_in_bytes": 12_345,
            "duration_in_seconds": 9,
        }
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(
            {"url": "https://y.example/a.mp3", "length": 7},
            {"mime_type": "audio/mpeg", "size_in_bytes": 7},
            id="elsewhere",
        ),
        pytest.param(
            {"url": "https://y.example/a", "type": "audio/x"},
            {"mime_type": "audio/x"},
            id="its own type",
        ),
        pytest.param(
            {"url": "https://y.example/a"}, {"mime_type": "application/octet-stream"}, id="unknown"
        ),
    ],
)
def test_a_media_file_elsewhere_is_taken_at_its_word(
    site: Site, given: dict[str, Any], expected: dict[str, Any]
) -> None:
    (found,) = item(site.article(enclosures=[given]))["attachments"]
    assert found == {"url": given["url"], **expected}


def test_a_media_file_that_is_not_there_is_an_error(pictured: Site) -> None:
    ran = pictured.article(enclosures=["images/no.mp3"]).run("build")
    assert ran.code == 1
    assert "the media file `images/no.mp3` does not exist" in ran.err


@pytest.mark.parametrize("field", ["image", "enclosures"])
@pytest.mark.parametrize(
    ("matter", "place"),
    [
        pytest.param("{0}: no.png", "4", id="YAML"),
        pytest.param("{0}: {{ url: 'no.png', alt: x }}", "4", id="YAML with braces"),
        pytest.param("x: [a/no.png, no.pngs]\n{0}: no.png", "5", id="below another path"),
    ],
)
def test_what_is_wrong_with_a_field_is_placed_at_the_field(
    site: Site, field: str, matter: str, place: str
) -> None:
    head = f"---\ntitle: T\ndate: 2026-11-18\n{matter.format(field)}\n---\n"
    site.write("articles/a.md", head + "The file no.png, and more.\n")
    missing = [f for f in site.run("check", "--format", "json").json() if "missing" in f["code"]]
    assert [str(f["line"]) for f in missing] == [place]
    line = head.splitlines()[int(place) - 1]
    assert line[missing[0]["column"] - 1 :].startswith("no.png")


def test_what_is_wrong_with_a_record_is_placed_in_its_json(site: Site) -> None:
    record = '{"title": "T", "date": "2026-11-18",\n "image": "no.png"}'
    ran = site.write("articles/a.json", record).run("build")
    assert "Error: articles/a.json:2:12: the picture `no.png` does not exist" in ran.err


@pytest.mark.parametrize("body", ["![x](no.png)", '<img alt="x" src="no.png">', "![x](<no.png>)"])
def test_what_is_wrong_in_the_text_is_placed_at_the_whole_reference(site: Site, body: str) -> None:
    text = f"a/no.png no.png.zip\n\n{body}"
    ran = site.article("a.md", text, note="no.png").run("build")
    column = body.index("no.png") + 1
    assert f"articles/a.md:8:{column}: the picture `no.png` does not exist" in ran.err


@pytest.mark.parametrize("address", ["http://[", "javascript:alert(1)", "data:image/png;base64,x"])
def test_a_picture_or_media_file_without_a_web_address_is_left_out(
    site: Site, address: str
) -> None:
    ran = site.article(image=address, enclosures=[address]).run("build")
    assert ran.code == 1
    assert ran.err.count(f"Error: articles/a.md:4:9: `{address}` is no address of the web") == 1
    assert not {"image", "attachments"} & set(item(site))


def test_an_address_in_the_text_that_is_none_is_taken_out(site: Site) -> None:
    html = html_of(site, '[a](http://[) <img src="http://[" alt="b"> <q cite="//[">c</q>')
    assert html == "<p><a>a</a>  <q>c</q></p>"


def test_an_alias_that_is_no_address_is_left_out(site: Site) -> None:
    ran = site.article(aliases=["http://[", "/old/"]).run("build")
    assert ran.code == 1
    assert "Error: articles/a.md:1: `aliases`: `http://[` is no address: " in ran.err
    assert site.list()[0]["extra"]["aliases"] == ["https://post.example/old/"]


# --- the text --------------------------------------------------------------------------------

LONG = "One two three four five. " * 30


@pytest.mark.parametrize(
    ("fields", "summary"),
    [
        pytest.param({"summary": "S", "standfirst": "F"}, "S", id="the record's"),
        pytest.param({"standfirst": "F"}, "F", id="the standfirst"),
        pytest.param({"body": "One *two*.\n\n<!--more-->\n\nThree."}, "One two.", id="before more"),
        pytest.param({"body": "One.\n\nTwo."}, "One. Two.", id="a short text"),
        pytest.param({"body": LONG}, (LONG[:300].rpartition(".")[0] + "."), id="whole sentences"),
        pytest.param({"body": "word " * 100}, "word " * 59 + "word…", id="whole words"),
    ],
)
def test_the_summary(site: Site, fields: dict[str, Any], summary: str) -> None:
    assert item(site.article(**fields))["summary"] == summary


def test_a_feed_of_summaries_has_no_text(site: Site) -> None:
    site.write("feedpub.toml", settings('content = "summary"\n'))
    found = item(site.article(body="Text.", summary="Summary."))
    assert "content_html" not in found
    assert found["content_text"] == found["summary"] == "Summary."


def test_standfirst_text_corrections_and_biography_make_the_whole(site: Site) -> None:
    html = html_of(
        site,
        "Text.",
        standfirst="A & B",
        corrections=[{"date": "2026-11-19", "text": "Not <two>."}, "Nor three."],
        authors=[{"name": "Ana", "bio": "Ana writes."}],
    )
    assert html.split("\n") == [
        "<p><strong>A &amp; B</strong></p>",
        "<p>Text.</p>",
        "<p><em>Correction (2026-11-19): Not &lt;two&gt;.</em></p>",
        "<p><em>Correction: Nor three.</em></p>",
        "<p><em>Ana writes.</em></p>",
    ]


@pytest.mark.parametrize(
    "read",
    [
        pytest.param(lambda site: site.feed()["items"][0]["content_html"], id="JSON Feed"),
        pytest.param(lambda site: feedparsed(site, "feed.rss").content[0].value, id="RSS"),
        pytest.param(lambda site: feedparsed(site, "feed.atom").content[0].value, id="Atom"),
    ],
)
def test_the_text_is_the_same_in_every_format(site: Site, read: Callable[[Site], str]) -> None:
    site.article("a.md", "Text & *more*.").build()
    assert read(site) == "<p>Text &amp; <em>more</em>.</p>"


def feedparsed(site: Site, name: str) -> Any:
    feedparser = pytest.importorskip("feedparser")
    return feedparser.parse(site.outputs()[name]).entries[0]


def test_a_picture_in_the_text_has_the_size_of_its_file(pictured: Site) -> None:
    pictured.article(
        body="![A ship](images/ship.png) ![Elsewhere](https://cdn.example/b.png)"
    ).build()
    html = pictured.feed()["items"][0]["content_html"]
    assert re.search(r'ship\.png" alt="A ship" width="\d+" height="\d+">', html)
    assert 'b.png" alt="Elsewhere">' in html


# --- findings --------------------------------------------------------------------------------


def found(site: Site, code: str) -> list[tuple[str, str]]:
    """Return place and message of the findings of a kind."""
    findings = site.run("check", "--format", "json").json()
    return [(f"{f['line']}:{f['column']}", f["message"]) for f in findings if f["code"] == code]


def test_each_removed_element_is_told_at_its_own_place(site: Site) -> None:
    site.write("articles/a.md", "---\ntitle: T\ndate: 2026-11-18\n---\nx\n\n<form>\n\ny <form>\n")
    removed = "`<form>` was removed"
    assert found(site, "html-removed") == [("7:1", removed), ("9:3", removed)]


@pytest.mark.parametrize("code", ["`<script>`", "```\n<script>\n```", "    <script>", "\\<script>"])
def test_code_that_names_an_element_is_not_said_to_be_removed(site: Site, code: str) -> None:
    head = "---\ntitle: T\ndate: 2026-11-18\n---\n"
    site.write("articles/a.md", f"{head}x\n\n{code}\n")
    assert found(site, "html-removed") == []


@pytest.mark.parametrize("code", ["`<script>`", "```\n<script>\n```", "é `<script>`"])
def test_what_was_removed_is_not_placed_in_code(site: Site, code: str) -> None:
    head = "---\ntitle: T\ndate: 2026-11-18\n---\n"
    site.write("articles/a.md", f"{head}{code}\n\n<script></script>\n")
    line = code.count("\n") + 7
    assert found(site, "html-removed") == [(f"{line}:1", "`<script>` was removed")]


@pytest.mark.parametrize(
    ("piece", "code"),
    [
        ("<form>x</form>\n\n", "html-removed"),
        ("![x](no{}.png)\n", "picture-missing"),
        ("<img src=https://x.example/{}.png>\n", "picture-undescribed"),
        ("[x](no{}.md)\n", "link-unresolved"),
    ],
)
def test_of_very_many_findings_only_the_first_are_told_each(
    site: Site, piece: str, code: str
) -> None:
    text = "".join(piece.replace("{}", str(n)) for n in range(30_000))
    with at_most(60):
        told = found(site.article("a.md", text), code)
    assert len(told) == 21
    assert len({place for place, _ in told}) == 20
    assert "there are 29,980 more of this kind in the text" in [message for _, message in told]


def test_a_picture_named_once_and_shown_often_is_missing_once(site: Site) -> None:
    text = "![x][a]\n\n" * 30 + "<!--more-->\n\n[a]: no.png\n"
    assert len(found(site.article("a.md", text), "picture-missing")) == 1


def test_what_stands_before_the_fold_is_told_once(site: Site) -> None:
    text = "![x](no.png)\n\n<!--more-->\n\nno.png is no picture.\n"
    assert len(found(site.article("a.md", text), "picture-missing")) == 1
