"""What `check` says of articles, of their identity, and of the files of an earlier build."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.site import Site


def found(site: Site, *arguments: str, now: str = "2026-11-20T17:00:00Z") -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = site.run("check", "--format", "json", *arguments, now=now).json()
    return listed


def codes(site: Site, *arguments: str, now: str = "2026-11-20T17:00:00Z") -> list[str]:
    return [finding["code"] for finding in found(site, *arguments, now=now)]


def places(site: Site, code: str) -> list[str]:
    """Return where findings of one kind are."""
    return [f"{f['path']}:{f['line']}" for f in found(site) if f["code"] == code]


# --- identity and time -----------------------------------------------------------------------


def test_a_changed_id_is_an_error_with_the_old_one_in_the_hint(site: Site) -> None:
    site.article("a.md", id="tag:post,2026:1").build()
    site.article("a.md", id="tag:post,2026:2")
    changed = [f for f in found(site) if f["code"] == "id-changed"]
    assert [(f["path"], f["line"], f["severity"]) for f in changed] == [
        ("articles/a.md", 4, "error")
    ]
    assert "`id: tag:post,2026:1`" in changed[0]["hint"]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, ["text-changed"]),
        ({"updated": "2026-11-19T08:00:00Z"}, []),
        ({"corrections": [{"text": "It was Tuesday.", "date": "2026-11-19"}]}, []),
        ({"draft": True}, ["article-gone"]),
    ],
    ids=["silently", "updated", "corrected", "withdrawn"],
)
def test_a_changed_text_is_told_of_where_nothing_else_does(
    site: Site, more: dict[str, Any], expected: list[str]
) -> None:
    site.article("a.md", "One text.").build()
    site.article("a.md", "Another text.", **more)
    assert [code for code in codes(site) if code not in ("output-stale", "feed-empty")] == expected


def test_white_space_is_no_change_of_the_text(site: Site) -> None:
    site.article("a.md", "One text\nof two lines.").build()
    site.article("a.md", "One text of two lines.\n\n").build()
    assert codes(site) == []


def test_what_was_never_due_may_be_put_off(site: Site) -> None:
    site.article("a.md").article("b.md", title="B", date="2026-11-25").build()
    site.article("b.md", title="B", date="2026-11-28")
    assert codes(site) == []
    assert "date-moved" in codes(site, now="2026-11-26T00:00:00Z")


def test_the_line_of_an_embargo_that_moves_an_article_is_named(site: Site) -> None:
    site.article("a.md").article("b.md", title="B").build()
    site.article("b.md", title="B", embargo="2026-11-30")
    assert places(site, "date-moved") == ["articles/b.md:4"]


def test_the_same_moment_in_another_zone_is_no_move(site: Site) -> None:
    site.article("a.md", date="2026-11-18T07:30:00Z").build()
    site.article("a.md", date="2026-11-18T16:30:00+09:00").build()
    assert codes(site) == []


def test_an_update_early_on_the_day_of_publication_is_meant(site: Site) -> None:
    site.article("a.md", date="2026-11-18T07:30:00Z", updated="2026-11-18")
    assert codes(site) == []
    site.article("a.md", date="2026-11-18T07:30:00Z", updated="2026-11-17")
    assert places(site, "updated-early") == ["articles/a.md:4"]


def test_an_id_like_that_of_a_lost_article_is_told_of(site: Site) -> None:
    site.article("a.md", title="A", id="http://post.example/a").build()
    (site.root / "articles/a.md").unlink()
    site.article("b.md", "Quite another.", title="B", date="2026-10-01",
                 id="https://post.example/a/")  # fmt: skip
    assert places(site, "id-lookalike") == ["articles/b.md:4"]


def test_a_weak_id_is_told_of_only_while_it_can_be_changed(site: Site) -> None:
    site.article("a.md", id="42")
    assert places(site, "id-weak") == ["articles/a.md:4"]
    site.build()
    assert codes(site) == []


def test_an_open_question_of_identity_does_not_hide_the_rest(site: Site) -> None:
    site.article("a.md", "A text.", title="A", date="2026-11-01").build()
    (site.root / "articles/a.md").unlink()
    site.article("b.md", "Another.", title="Salt &amp;amp; water", date="2026-11-01")
    ran = site.run("check")
    assert ran.code == 1
    assert "articles/b.md:1: error: is this the article that was `articles/a.md`" in ran.out
    assert "articles/b.md:2:1: warning: readers will see `&amp;` in `title`" in ran.out


def test_a_damaged_lock_is_a_finding_at_its_line(site: Site) -> None:
    site.article("a.md").build()
    lock = site.root / "feedpub.lock"
    lock.write_text(lock.read_text() + "<<<<<<< HEAD\n")
    assert places(site, "identity-unsettled") == ["feedpub.lock:2"]


# --- places ----------------------------------------------------------------------------------


TITLE = "Salt &amp;amp; water"


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.md", f"+++\ndate = 2026-11-18\ntitle = '{TITLE}'\n+++\nText\n", 3),
        ("a.md", f'{{\n"date": "2026-11-18",\n"title": "{TITLE}"\n}}\nText\n', 3),
        ("a.md", f"Date: 2026-11-18\nTitle: {TITLE}\n\nText\n", 2),
        ("a.md", f"---\nparams:\n  headline: {TITLE}\ndate: 2026-11-18\n---\nText\n", 3),
        ("a.json", f'{{"date": "2026-11-18",\n "title": "{TITLE}", "text": "x"}}', 2),
        ("a.jsonl",
         f'{{"date": "2026-11-18", "title": "A"}}\n{{"date": "2026-11-19", "title": "{TITLE}"}}\n',
         2),
        ("a.json",
         f'[{{"slug": "a", "date": "2026-11-18", "title": "A", "text": "x"}},\n {{"slug": "b",\n'
         f' "text": "y", "date": "2026-11-19",\n "title": "{TITLE}"}}]', 4),
        ("a.html",
         f"<html><head><title>{TITLE.replace('&', '&amp;', 1)}</title>"
         "<meta name=date content=2026-11-18></head><body>x</body></html>", 1),
    ],
    ids=["toml", "json above", "header", "params", "json", "jsonl", "list", "page"],
)  # fmt: skip
def test_the_line_of_the_field_is_named_in_every_format(
    site: Site, name: str, text: str, line: int
) -> None:
    site.write(f"articles/{name}", text)
    assert places(site, "escaped-twice") == [f"articles/{name}:{line}"]


def test_the_line_of_a_side_file_is_named(site: Site) -> None:
    site.write("articles/a.txt", "A headline\n\nA text of a sentence or two.\n")
    site.write("articles/a.toml", f'date = 2026-11-18\nsection = "{TITLE}"\n')
    assert places(site, "escaped-twice") == ["articles/a.toml:2"]


def test_words_of_the_text_are_found_behind_the_front_matter(site: Site) -> None:
    site.article("a.md", "One.\n\nA cafÃ© on the quay.", summary="x", title="cafe")
    assert places(site, "mojibake") == ["articles/a.md:8"]


# --- texts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    ["`cafÃ©` is mojibake", "```\ncafÃ©\n```", "fish &amp; chips", "I <3 you", "São João, não"],
)
def test_a_text_that_only_looks_odd_is_left_alone(site: Site, body: str) -> None:
    assert codes(site.article("a.md", body)) == []


@pytest.mark.parametrize(
    "more",
    [
        {"image": {"url": "https://x.example/a.png", "alt": "A"}},
        {"enclosures": [{"url": "https://x.example/a.mp3", "length": 1}]},
        {"source": "https://elsewhere.example/article"},
        {"summary": "All there is to say."},
    ],
    ids=["picture", "sound", "source", "summary"],
)
def test_an_article_may_be_more_than_text(site: Site, more: dict[str, Any]) -> None:
    assert codes(site.article("a.md", "", **more)) == []
    assert codes(site.article("a.md", "")) == ["text-missing"]


def test_two_articles_of_one_title_on_two_days_are_a_series(site: Site) -> None:
    site.article("a.md", title="Tides").article("b.md", title="Tides", date="2026-11-19")
    assert codes(site) == []
    site.article("b.md", "High water at ten.", title="Tides", date="2026-11-18T20:00:00Z")
    assert codes(site) == []
    site.article("b.md", title="Tides", date="2026-11-18T20:00:00Z")
    assert places(site, "title-repeated") == ["articles/b.md:2"]


def test_an_article_that_no_feed_shows_is_looked_at_too(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + "limit = 1\n").article("b.md", date="2026-11-19")
    site.article("a.md", "Another.", title="A <video> on the quay", date="2026-01-01")
    assert places(site, "title-markup") == ["articles/a.md:2"]


def test_an_article_of_more_than_a_megabyte_is_told_of(site: Site) -> None:
    settings = Site.SETTINGS + 'content = "summary"\n'
    site.write("feedpub.toml", settings).article("a.md", "Words and words. " * 58_000)
    assert codes(site) == []
    site.article("a.md", "Words and words. " * 62_000)
    (large,) = found(site)
    assert (large["code"], large["line"]) == ("article-large", 2)
    assert large["message"] == "the article has 1.1 MB; services take 1.0 MB"


def test_a_site_without_encryption_may_show_such_pictures(site: Site) -> None:
    site.article("a.md", "![x](http://x.example/a.png)")
    assert places(site, "picture-insecure") == ["articles/a.md:5"]
    settings = Site.SETTINGS.replace("https://post", "http://post")
    assert codes(site.write("feedpub.toml", settings)) == []


def test_an_enclosure_that_says_what_it_is_is_complete(site: Site) -> None:
    url = "https://cdn.example/play?id=1"
    site.article("a.md", enclosures=[{"url": url, "type": "audio/mpeg", "length": 5}])
    assert codes(site) == []
    site.article("a.md", enclosures=[url])
    assert codes(site) == ["enclosure-length", "enclosure-type"]


# --- links -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "/2026/11/b/",
        "https://post.example/2026/11/b",
        "http://post.example/2026/11/b/index.html",
        "https://post.example/old/b/",
        "https://post.example/about/",
        "https://post.example/tags/tides/",
        "https://post.example/2026/11/",
        "https://post.example/2026/11/x/?preview=1",
        "https://post.example.org/2026/11/x/",
        "https://post.example/feed.rss",
        "https://post.example/2026/11/b/#the-hat",
        "https://post.example/2026/11/b/#comments",
        "b.md#given",
        "#here",
    ],
)
def test_links_that_lead_somewhere_are_left_alone(site: Site, link: str) -> None:
    site.article("b.md", "## The hat\n\n## Other {#given}\n", title="B", aliases=["/old/b/"])
    site.article("a.md", f"## Here\n\n[x]({link})")
    assert codes(site) == []


@pytest.mark.parametrize(
    ("link", "code", "said"),
    [
        ("/2026/11/c/", "link-broken", "there is no article at https://post.example/2026/11/c/"),
        ("/2026/11/draft/", "link-broken", "leads to an article that is a draft"),
        ("b.md#hut", "fragment-missing", "`B` has no place `#hut`"),
        ("#hut", "fragment-missing", "`A title` has no place `#hut`"),
    ],
)
def test_links_that_lead_nowhere_are_told_of(site: Site, link: str, code: str, said: str) -> None:
    site.article("b.md", "## The hat", title="B").article("draft.md", title="D", draft=True)
    site.article("a.md", f"One.\n\n[x]({link})")
    (finding,) = found(site)
    assert (finding["code"], finding["path"], finding["line"]) == (code, "articles/a.md", 7)
    assert said in finding["message"]


def test_the_article_that_was_meant_is_named(site: Site) -> None:
    site.article("the-hat-of-the-keeper.md", title="B")
    site.article("a.md", "[x](/2026/11/the-hat-of-the-keper/)")
    (finding,) = found(site)
    assert finding["hint"] == "did you mean https://post.example/2026/11/the-hat-of-the-keeper/?"


def line_of_feed(site: Site) -> int:
    lines = (site.root / "feedpub.toml").read_text().splitlines()
    return lines.index('path = "feed"') + 1


# --- feeds -----------------------------------------------------------------------------------


def test_a_large_feed_names_its_largest_articles(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + 'formats = ["json"]\n')
    for number in range(1, 5):
        body = f"{number} words and more words. " * (number * 5_000)
        site.article(f"{number}.md", body, title=f"Number {number}", date=f"2026-11-0{number}")
    (large,) = found(site)
    assert (large["code"], large["severity"]) == ("feed-large", "warning")
    assert "`Number 4` (480 kB), `Number 3` (360 kB), `Number 2` (240 kB)" in large["message"]
    assert large["path"] == "feedpub.toml" and large["line"] == line_of_feed(site)


def test_a_feed_of_very_many_items_is_told_of(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + "limit = 300\n")
    records = ({"title": f"{n}", "date": "2026-11-01", "slug": f"s{n}", "text": "x"}
               for n in range(201))  # fmt: skip
    site.write("articles/a.jsonl", "".join(json.dumps(record) + "\n" for record in records))
    assert codes(site) == ["feed-long"]


def test_an_empty_feed_is_told_of_at_its_settings(site: Site) -> None:
    assert [(f["code"], f["path"], f["line"]) for f in found(site)] == [
        ("feed-empty", "feedpub.toml", line_of_feed(site))
    ]


# --- the files of an earlier build -----------------------------------------------------------


def test_without_an_earlier_build_nothing_is_compared(site: Site) -> None:
    site.article("a.md").write("public/feed.rss", "by another program")
    assert codes(site) == []
    assert codes(site, "--output", "nowhere") == []


def test_files_that_a_build_would_change_are_told_of_once(site: Site) -> None:
    site.article("a.md").build()
    assert codes(site) == []
    site.article("b.md", title="B")
    (stale,) = found(site)
    assert stale["code"] == "output-stale" and stale["path"].startswith("public/feed.")
    (site.root / "public/feed.rss").unlink()
    assert codes(site.build() and site) == []


def test_another_output_folder_can_be_named(site: Site) -> None:
    site.article("a.md").build("--output", "site/feeds")
    (site.root / "site/feeds/feed.rss").write_text("<rss")
    (damaged,) = found(site, "--output", "site/feeds")
    assert (damaged["code"], damaged["path"]) == ("feed-malformed", "site/feeds/feed.rss")


def test_files_that_a_build_would_remove_are_stale(site: Site) -> None:
    site.article("a.md").build()
    site.write("feedpub.toml", Site.SETTINGS + 'formats = ["rss", "json"]\n')
    assert "output-stale" in codes(site)


def test_what_was_edited_by_hand_into_a_fault_is_found_at_its_line(site: Site) -> None:
    site.article("a.md", "![x](https://x.example/a.png)").build()
    file = site.root / "public/feed.atom"
    file.write_text(file.read_text().replace("https://x.example/a.png", "a.png", 1))
    faults = [f for f in found(site) if f["path"] == "public/feed.atom"]
    assert [f["code"] for f in faults] == ["feed-relative"]
    assert faults[0]["hint"] == "run `feedpub build`, and edit the article instead of this file"


def test_an_id_that_the_served_feed_has_otherwise_is_an_error(site: Site) -> None:
    site.article("a.md").build()
    (site.root / "feedpub.lock").unlink()
    site.article("a.md", id="tag:post,2026:9")
    changed = [f for f in found(site) if f["code"] == "id-changed"]
    assert [(f["path"], f["line"]) for f in changed] == [("articles/a.md", 4)]


def test_an_article_that_is_broken_now_is_not_gone(site: Site) -> None:
    site.article("a.md").article("b.md", title="B").build()
    site.article("b.md", title=None)
    assert "article-gone" not in codes(site)
    (site.root / "articles/b.md").unlink()
    assert places(site, "article-gone") == ["feedpub.lock:2"]


def test_an_article_that_expired_is_not_gone(site: Site) -> None:
    site.article("a.md").article("b.md", title="B", expires="2026-11-22").build()
    assert codes(site, now="2026-11-23T00:00:00Z") == ["output-stale"]


def test_the_id_and_date_that_a_moved_blog_brought_are_no_change(site: Site) -> None:
    site.article("a.md", date="2026-11-18").build()
    lock = site.root / "feedpub.lock"
    row = json.loads(lock.read_text())
    row |= {"ids": [["atom", "tag:old.example,2020:1"]], "dated": "2026-11-18T09:30:00Z"}
    lock.write_text(json.dumps(row) + "\n")
    atom = site.root / "public/feed.atom"
    atom.write_text(atom.read_text().replace(row["id"], "tag:old.example,2020:1"))
    assert not {"id-changed", "article-gone", "date-moved", "formats-differ"} & set(codes(site))
