"""What `build --against` stops, and the switch that lets it pass."""

from __future__ import annotations

import json
import shutil
from typing import Any

import pytest

from feedpub.feeds.diff import FeedChange, ItemChange, LiveItem
from feedpub.project.against import GUARD_NAMES
from feedpub.project.guards import GUARDS, allowed, surprises
from tests.site import Ran, Site
from tests.test_git import Repository


@pytest.fixture
def published(site: Site) -> Site:
    """Three articles, built; the output is also kept in ``live``."""
    for number, name in enumerate(("one", "two", "three"), 1):
        site.article(f"{name}.md", f"Text of {name}.", title=name, date=f"2026-11-0{number}")
    site.build()
    shutil.copytree(site.root / "public", site.root / "live")
    return site


def build(site: Site, *arguments: str, against: str = "./live") -> Ran:
    return site.run("build", "--against", against, *arguments)


def assert_nothing_was_written(site: Site) -> None:
    live = {
        file.name: file.read_bytes()
        for file in sorted((site.root / "live").iterdir())
        if file.is_file()
    }
    assert site.outputs() == live


def many(site: Site, count: int) -> None:
    for number in range(count):
        site.article(f"new{number}.md", f"Text {number}.", title=f"New {number}", date="2026-11-19")


# --- An id that changes ----------------------------------------------------------------------


def test_an_id_that_would_change_stops_the_build(published: Site) -> None:
    old = {item["title"]: item["id"] for item in published.feed()["items"]}["two"]
    lock = (published.root / "feedpub.lock").read_bytes()
    published.article("two.md", "Text of two.", title="two", date="2026-11-02", id="urn:x:2")
    ran = build(published)
    assert ran.code == 1
    assert ran.out == ""
    assert (
        f"Error: articles/two.md:1: readers would get “two” a second time: "
        f"its id was {old}, and would be urn:x:2\n"
    ) in ran.err
    assert "`--allow id-change`" in ran.err
    assert_nothing_was_written(published)
    assert (published.root / "feedpub.lock").read_bytes() == lock


def test_an_id_may_change_if_that_is_allowed(published: Site) -> None:
    published.article("two.md", "Text of two.", title="two", date="2026-11-02", id="urn:x:2")
    assert build(published, "--allow", "id-change").code == 0
    assert "urn:x:2" in {item["id"] for item in published.feed()["items"]}


def test_a_lost_lock_is_noticed(published: Site) -> None:
    (published.root / "feedpub.lock").unlink()
    for name in ("one", "two", "three"):
        (published.root / f"articles/{name}.md").rename(published.root / f"articles/x-{name}.md")
    ran = build(published)
    assert ran.code == 1
    assert ran.err.count("a second time") == 3


def test_another_host_without_a_lock_is_noticed(published: Site) -> None:
    (published.root / "feedpub.lock").unlink()
    settings = (published.root / "feedpub.toml").read_text()
    published.write("feedpub.toml", settings.replace("post.example", "other.example"))
    assert build(published).err.count("a second time") == 3


def test_one_format_whose_id_would_change_is_named(published: Site) -> None:
    feed = json.loads((published.root / "live/feed.json").read_text())
    feed["items"][0]["id"] = "https://post.example/?p=3"
    published.write("live/feed.json", json.dumps(feed))
    assert "a second time in json: its id was https://post.example/?p=3" in build(published).err


def test_a_long_list_is_cut(published: Site) -> None:
    many(published, 15)
    published.build()
    shutil.rmtree(published.root / "live")
    shutil.copytree(published.root / "public", published.root / "live")
    (published.root / "feedpub.lock").unlink()
    for file in (published.root / "articles").iterdir():
        file.rename(file.with_name(f"x-{file.name}"))
    ran = build(published)
    assert ran.err.count("a second time") == 10
    assert "8 more items would get another id" in ran.err


# --- Too many at once ------------------------------------------------------------------------


def test_too_many_new_items_stop_the_build(published: Site) -> None:
    many(published, 11)
    ran = build(published)
    assert ran.code == 1
    assert (
        "Error: the feed “The Test Post” would get 11 new items at once, more than 10\n" in ran.err
    )
    assert "`--allow many-new`, or `max_new` in [publication]" in ran.err
    assert_nothing_was_written(published)
    assert build(published, "--allow", "many-new").code == 0


def test_ten_at_once_are_news(published: Site) -> None:
    many(published, 10)
    assert build(published).code == 0


@pytest.mark.parametrize(
    ("setting", "count", "code"),
    [
        ("max_new = 2", 2, 0),
        ("max_new = 2", 3, 1),
        ("max_new = 30", 15, 0),
        ("max_new = 0", 15, 0),
    ],
)
def test_how_many_is_a_setting(published: Site, setting: str, count: int, code: int) -> None:
    settings = (published.root / "feedpub.toml").read_text()
    published.write("feedpub.toml", settings.replace("[publication]", f"[publication]\n{setting}"))
    many(published, count)
    assert build(published).code == code


def test_a_negative_number_is_no_setting(published: Site) -> None:
    settings = (published.root / "feedpub.toml").read_text()
    published.write(
        "feedpub.toml", settings.replace("[publication]", "[publication]\nmax_new = -1")
    )
    ran = published.run("build")
    assert ran.code == 2
    assert "feedpub.toml:2:1: `max_new` must be at least 0" in ran.err


def change(**fields: Any) -> FeedChange:
    return FeedChange(title="T", state="changed", paths={"rss": "t.rss"}, **fields)


@pytest.mark.parametrize(
    ("most", "held", "holds", "expected"),
    [
        pytest.param(None, 5, 15, 10, id="a small feed"),
        pytest.param(None, 100, 100, 50, id="a large feed may get half of it"),
        pytest.param(3, 100, 100, 3, id="as the setting says"),
        pytest.param(0, 100, 100, None, id="no limit"),
        pytest.param(3, 0, 100, None, id="a feed that begins"),
    ],
)
def test_how_many_a_feed_may_get(
    most: int | None, held: int, holds: int, expected: int | None
) -> None:
    assert allowed(change(held=held, holds=holds), most) == expected


def test_an_article_that_comes_back_is_not_new(published: Site) -> None:
    settings = (published.root / "feedpub.toml").read_text()
    many(published, 30)
    published.write("feedpub.toml", settings + "limit = 3\n")
    published.build()
    shutil.rmtree(published.root / "live")
    shutil.copytree(published.root / "public", published.root / "live")
    published.write("feedpub.toml", settings + "limit = 40\n")
    assert build(published).code == 0


# --- An empty feed ---------------------------------------------------------------------------


def test_an_empty_feed_stops_the_build(published: Site) -> None:
    for file in (published.root / "articles").iterdir():
        file.unlink()
    ran = build(published)
    assert ran.code == 1
    assert "Error: the feed “The Test Post” would be empty, and it holds 3 items now\n" in ran.err
    assert "`--allow empty-feed`" in ran.err
    assert_nothing_was_written(published)
    assert build(published, "--allow", "empty-feed").code == 0
    assert published.feed()["items"] == []


def test_a_feed_that_was_empty_may_stay_so(site: Site) -> None:
    site.build()
    shutil.copytree(site.root / "public", site.root / "live")
    assert build(site).code == 0
    many(site, 20)
    assert build(site).code == 0


# --- All together ----------------------------------------------------------------------------


def test_all_reasons_are_told_at_once(published: Site) -> None:
    published.article("two.md", "Text of two.", title="two", date="2026-11-02", id="urn:x:2")
    many(published, 12)
    ran = build(published)
    assert ran.err.count("Error: ") == 2
    ran = build(published, "--allow", "many-new")
    assert ran.err.count("Error: ") == 1
    assert build(published, "--allow", "many-new", "--allow", "id-change").code == 0


def test_other_feeds_of_one_reason_are_counted() -> None:
    items = tuple(ItemChange(kind="new", item=LiveItem(id=str(n))) for n in range(12))
    changes = [change(held=1, holds=12, items=items)] * 3
    [error] = surprises(changes, {}, None)
    assert str(error).endswith("more than 10; so it is with 2 other feeds")


def test_an_article_without_change_passes(published: Site) -> None:
    assert build(published).code == 0
    assert build(published, against="live/feed.rss").code == 0


def test_guards_need_no_text(published: Site) -> None:
    published.article("two.md", "Another text.", title="Another title", date="2026-11-02")
    assert build(published).code == 0


def test_every_guard_has_a_switch(published: Site) -> None:
    assert tuple(GUARDS) == GUARD_NAMES
    ran = build(published, "--allow", "everything")
    assert ran.code == 2
    assert all(name in ran.err for name in GUARD_NAMES)


def test_a_switch_needs_something_to_compare_with(published: Site) -> None:
    ran = published.run("build", "--allow", "many-new")
    assert ran.code == 2
    assert "--allow needs --against" in ran.err


@pytest.mark.parametrize("against", ["", "nonsense", "./articles"])
def test_a_comparison_that_cannot_be_made_stops_the_build(published: Site, against: str) -> None:
    ran = build(published, against=against)
    assert ran.code == 2
    assert_nothing_was_written(published)


def test_a_branch_is_compared_with_a_commit(tmp_path: Any) -> None:
    here = Repository(tmp_path / "here")
    here.write("feedpub.toml", here.SETTINGS).write(".gitignore", "/.feedpub/\n")
    here.article("a.md", title="a", date="2026-11-01")
    here.git("init", "--quiet", "--initial-branch", "main")
    here.commit()
    assert build(here, "--strict", "--frozen", against="HEAD").code == 0
    here.article("a.md", title="a", date="2026-11-01", id="urn:x:1")
    assert "its id was urn:uuid:" in build(here, against="main").err
