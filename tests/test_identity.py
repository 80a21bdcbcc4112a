"""Who is who: an article keeps its id for ever, whatever happens to its file, title or address."""

from __future__ import annotations

import json
import re
import tempfile
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from feedpub.lock import Lock, Row, format_lock, parse_lock
from tests.site import Site


def ids(site: Site) -> dict[str, str]:
    """Return the id of every published article, by the first word of its text."""
    items = site.feed()["items"]
    return {re.findall(r"\w+", item["content_html"])[1]: item["id"] for item in items}


def rows(site: Site) -> list[dict[str, str]]:
    file = site.root / "feedpub.lock"
    return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []


def lock_text(site: Site) -> str:
    return (site.root / "feedpub.lock").read_text()


def move(site: Site, old: str, new: str) -> Site:
    target = site.root / "articles" / new
    target.parent.mkdir(parents=True, exist_ok=True)
    (site.root / "articles" / old).rename(target)
    return site


# --- new ids ---------------------------------------------------------------------------------


def test_a_new_id_is_a_uuid_of_host_and_source(site: Site) -> None:
    site.article("a.md", "alpha").build()
    name = "https://post.example/articles/a.md"
    assert ids(site) == {"alpha": uuid.uuid5(uuid.NAMESPACE_URL, name).urn}


def test_two_machines_make_the_same_lock(site: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "elsewhere" / "far").write("feedpub.toml", Site.SETTINGS)
    for each, names in ((site, "abc"), (other, "cba")):
        for name in names:
            each.article(f"{name}.md", name, title=name)
        each.build()
    assert lock_text(site) == lock_text(other)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"body": "alpha and more"}, id="text"),
        pytest.param({"title": "Another title"}, id="title"),
        pytest.param({"date": "2026-11-19"}, id="date"),
        pytest.param({"url": "/elsewhere/"}, id="address"),
        pytest.param(
            {"body": "alpha", "title": "B", "date": "2026-11-01", "url": "/b/"}, id="everything"
        ),
        pytest.param({"draft": True}, id="withdrawn"),
        pytest.param({"expires": "2026-11-19"}, id="expired"),
        pytest.param({"embargo": "2027-01-01"}, id="embargoed"),
    ],
)
def test_an_edit_changes_no_row(site: Site, change: dict[str, Any]) -> None:
    site.article("a.md", "alpha").build()
    before = lock_text(site)
    site.article("a.md", **{"body": "alpha", **change}).build("--frozen")
    site.build()
    assert lock_text(site) == before


# --- renames ---------------------------------------------------------------------------------


@pytest.mark.parametrize("new", ["b.md", "2026/a.md", "2026-11-18-b.markdown"])
def test_a_rename_is_recognised_by_the_text(site: Site, new: str) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    assert ids_after_build(move(site, "a.md", new)) == before
    assert [row["path"] for row in rows(site)] == [f"articles/{new}"]


def ids_after_build(site: Site) -> dict[str, str]:
    site.build()
    return ids(site)


def test_a_rename_is_recognised_by_the_address(site: Site) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    move(site, "a.md", "more/a.md").article("more/a.md", "alpha, edited", title="Another")
    assert list(ids_after_build(site).values()) == list(before.values())


@pytest.mark.parametrize("alias", ["/2026/11/a/", "https://post.example/2026/11/a/", "2026/11/a/"])
def test_a_rename_is_recognised_by_an_alias(site: Site, alias: str) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    (site.root / "articles" / "a.md").unlink()
    site.article("b.md", "beta", title="B", date="2026-11-19", aliases=[alias])
    assert list(ids_after_build(site).values()) == list(before.values())


def test_a_rename_is_recognised_by_the_id_in_the_record(site: Site) -> None:
    site.article("a.md", "alpha", id="tag:post,2026:1").build()
    (site.root / "articles" / "a.md").unlink()
    site.article("b.md", "beta", title="B", id="tag:post,2026:1").build()
    assert ids(site) == {"beta": "tag:post,2026:1"}
    assert len(rows(site)) == 1


def test_articles_of_one_text_are_told_apart_by_their_addresses(site: Site) -> None:
    for name in "abc":
        site.article(f"{name}.md", "same", title="Notes")
    site.build()
    before = {item["url"]: item["id"] for item in site.feed()["items"]}
    for name, folder in zip("abc", "zyx", strict=True):
        move(site, f"{name}.md", f"{folder}/{name}.md")
    site.build()
    assert {item["url"]: item["id"] for item in site.feed()["items"]} == before


def test_articles_of_one_text_all_keep_an_id_when_their_addresses_change(site: Site) -> None:
    for name in "abc":
        site.article(f"{name}.md", "same", title="Notes")
    site.build()
    before = {item["id"] for item in site.feed()["items"]}
    for name in "abc":
        move(site, f"{name}.md", f"moved/{name}{name}.md")
    site.build()
    assert {item["id"] for item in site.feed()["items"]} == before


class TestRenameAndEdit:
    @pytest.fixture
    def site(self, site: Site) -> Site:
        """A publication whose article was renamed and edited at once."""
        site.article("a.md", "alpha").build()
        (site.root / "articles" / "a.md").unlink()
        return site.article("b.md", "beta", title="B")

    def test_stops_the_build_with_both_names_and_two_ways_out(self, site: Site) -> None:
        before = site.outputs(), lock_text(site)
        ran = site.run("build")
        assert ran.code == 2
        assert ran.err == (
            "Error: articles/b.md:1: is this the article that was `articles/a.md`, which is gone?\n"
            "Hint: if it is: `feedpub lock move articles/a.md articles/b.md`; "
            "if it is another: `feedpub lock mint articles/b.md`\n"
        )
        assert (site.outputs(), lock_text(site)) == before

    def test_lock_move_says_that_it_is_the_same(self, site: Site) -> None:
        before = set(ids(site).values())
        ran = site.run("lock", "move", "articles/a.md", "articles/b.md")
        assert ran.code == 0
        assert set(ids_after_build(site).values()) == before

    def test_lock_mint_says_that_it_is_another(self, site: Site) -> None:
        before = set(ids(site).values())
        ran = site.run("lock", "mint", "articles/b.md")
        assert ran.code == 0
        assert before.isdisjoint(ids_after_build(site).values())
        assert len(rows(site)) == 2


@pytest.mark.parametrize("pattern", ["{slug}/", "{slug}.html", "{year}/{slug}/index.html"])
def test_a_newcomer_of_the_same_name_could_be_the_same_article(site: Site, pattern: str) -> None:
    site.write("feedpub.toml", f'{Site.SETTINGS}[articles]\nurl = "{{base_url}}{pattern}"\n')
    site.article("größe.md", "alpha").build()
    (site.root / "articles" / "größe.md").unlink()
    site.article("b.md", "beta", slug="größe", url="/new/", date="2026-11-19")
    assert "is this the article that was `articles/größe.md`" in site.run("build").err


def test_a_newcomer_of_another_day_and_name_is_a_new_article(site: Site) -> None:
    site.article("a.md", "alpha").build()
    (site.root / "articles" / "a.md").unlink()
    site.article("b.md", "beta", title="B", date="2026-11-19").build()
    assert len(rows(site)) == 2


def test_every_rename_that_cannot_be_decided_is_named(site: Site) -> None:
    for name in "abc":
        site.article(f"{name}.md", name, title=name, date=f"2026-11-1{'abc'.index(name)}")
    site.build()
    for name in "abc":
        (site.root / "articles" / f"{name}.md").unlink()
        new = name + name
        site.article(f"{new}.md", new, title=new, date=f"2026-11-1{'abc'.index(name)}")
    ran = site.run("build")
    for name in "abc":
        assert f"lock move articles/{name}.md articles/{name}{name}.md" in ran.err


@pytest.mark.parametrize(
    ("command", "error"),
    [
        pytest.param(
            ["move", "articles/aa.md", "articles/b.md"],
            "Error: the lock has no row for `articles/aa.md`\n"
            "Hint: did you mean `articles/a.md`?\n",
            id="no such row",
        ),
        pytest.param(
            ["move", "articles/a.md", "articles/c.md"],
            "Error: there is no file `articles/c.md`\n"
            "Hint: name the file that the article is in now\n",
            id="no such file",
        ),
        pytest.param(
            ["mint", "articles/bb.md"],
            "Error: there is no article `articles/bb.md`\nHint: did you mean `articles/b.md`?\n",
            id="no such article",
        ),
        pytest.param(
            ["mint", "articles/a.md"],
            "Error: `articles/a.md` has an id already\nHint: an article keeps its id for ever\n",
            id="an id already",
        ),
        pytest.param(
            ["mint", "articles/c#1.md"],
            "Error: articles/c#1.md:1: its id, `tag:a`, is that of `articles/a.md`\n"
            "Hint: remove the `id`\n",
            id="the id of another",
        ),
        pytest.param(
            ["mint", "articles/b.md"],
            "Error: articles/b.md:1: `http://[` is no address: Invalid IPv6 URL\n",
            id="no address",
        ),
    ],
)
def test_a_lock_command_that_cannot_be_done_changes_nothing(
    site: Site, command: list[str], error: str
) -> None:
    site.article("a.md", "alpha", id="tag:a").build()
    site.article("b.md", "beta", url="http://[").article("c#1.md", "gamma", id="tag:a")
    before = lock_text(site)
    ran = site.run("lock", *command)
    assert (ran.code, ran.err) == (2, error)
    assert lock_text(site) == before


# --- ids in records --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "id_",
    [
        pytest.param("tag:post.example,2026:Ä/%c3%84", id="not normalised"),
        pytest.param("HTTP://Post.Example/?p=1", id="upper case"),
        pytest.param("12345", id="a number"),
        pytest.param("urn:uuid:0F6A7D52-8C1B-4D0E-B7A4-2F5F9F1F7A01", id="upper case UUID"),
        pytest.param("https://post.example/a&b", id="ampersand"),
    ],
)
def test_an_id_in_the_record_is_kept_byte_for_byte(site: Site, id_: str) -> None:
    site.article("a.md", "alpha", id=id_).build()
    assert ids(site) == {"alpha": id_}
    assert rows(site)[0]["id"] == id_


def test_an_id_in_the_record_wins_over_the_lock(site: Site) -> None:
    site.article("a.md", "alpha").build()
    site.article("a.md", "alpha", id="tag:1").build()
    assert ids(site) == {"alpha": "tag:1"}
    assert [row["id"] for row in rows(site)] == ["tag:1"]


def test_an_id_stays_when_the_record_no_longer_says_it(site: Site) -> None:
    site.article("a.md", "alpha", id="tag:1").build()
    site.article("a.md", "alpha").build()
    assert ids(site) == {"alpha": "tag:1"}


# --- articles that go ------------------------------------------------------------------------


def test_the_row_of_a_deleted_article_stays_for_its_return(site: Site) -> None:
    before = ids_after_build(
        site.article("a.md", "alpha").article("b.md", "beta", date="2026-11-01")
    )
    (site.root / "articles" / "a.md").unlink()
    site.build()
    assert len(rows(site)) == 2
    assert ids_after_build(site.article("a.md", "alpha")) == before


def test_an_id_is_never_given_again_to_a_file_that_takes_the_old_path(site: Site) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    move(site, "a.md", "b.md").build()
    after = ids_after_build(site.article("a.md", "second", title="Second", date="2026-11-01"))
    assert after == {**before, "second": after["second"]}
    move(site, "a.md", "c.md").build()
    last = ids_after_build(site.article("a.md", "third", title="Third", date="2026-10-01"))
    assert last == {**after, "third": last["third"]}
    assert len(set(last.values())) == 3


def test_a_file_that_takes_the_old_path_at_once_is_not_taken_for_an_edit(site: Site) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    move(site, "a.md", "b.md").article("a.md", "second", title="Second")
    ran = site.run("build")
    assert ran.code == 2
    assert "was `articles/a.md`, whose file has another text now?\n" in ran.err
    assert site.run("lock", "move", "articles/a.md", "articles/b.md").code == 0
    after = ids_after_build(site)
    assert after == {**before, "second": after["second"]}


def test_a_copy_gets_an_id_of_its_own(site: Site) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    site.article("b.md", "alpha", url="/copy/").build()
    items = {item["url"]: item["id"] for item in site.feed()["items"]}
    assert len(set(items.values())) == 2
    assert items["https://post.example/2026/11/a/"] == before["alpha"]


def test_a_draft_at_the_old_path_of_an_article_is_no_twin(site: Site) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    move(site, "a.md", "b.md").build()
    ran = site.article("a.md", "later", title="Later", draft=True).run("build")
    assert (ran.code, ids(site)) == (0, before)
    assert len({article["id"] for article in site.list()}) == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda file: file.write_text("---\ntitle: [\n---\n"), id="broken"),
        pytest.param(lambda file: file.write_bytes(b"\xff"), id="not UTF-8"),
        pytest.param(
            lambda file: file.write_text("---\ntitle: A\ndate: 2026-11-18\nurl: 'http://['\n---\n"),
            id="no address",
        ),
        pytest.param(lambda file: (file.unlink(), file.symlink_to("gone.md")), id="dangling link"),
    ],
)
def test_an_article_that_cannot_be_read_is_not_gone(site: Site, damage: Any) -> None:
    site.article("a.md", "alpha").build()
    before = rows(site)[0]
    damage(site.root / "articles" / "a.md")
    ran = site.article("b.md", "alpha", title="A title", date="2026-11-18T07:30:00Z").run("build")
    assert ran.code == 1
    assert "is this the article" not in ran.err
    assert [row for row in rows(site) if row["path"] == "articles/a.md"] == [before]
    assert ids(site)["alpha"] != before["id"]


def test_a_broken_record_takes_no_row_of_its_file(site: Site) -> None:
    records = [
        {"title": f"T{n}", "date": "2026-11-18", "id": f"r{n}", "text": f"t{n}"} for n in range(3)
    ]
    site.write("articles/many.json", json.dumps(records)).build()
    before = lock_text(site)
    records[1]["date"] = "soon"
    assert site.write("articles/many.json", json.dumps(records)).run("build").code == 1
    assert lock_text(site) == before


def test_an_article_with_a_broken_side_file_is_not_gone(site: Site) -> None:
    site.write("articles/a.txt", "A headline\n\nalpha text that says something.\n")
    site.write("articles/a.toml", 'date = "2026-11-18T07:30:00Z"\n').build()
    before = lock_text(site)
    site.write("articles/a.toml", "date = [\n").article("b.md", "beta", title="B")
    ran = site.run("build")
    assert ran.code == 1
    assert "is this the article" not in ran.err
    assert set(before.splitlines()) < set(lock_text(site).splitlines())


def test_an_article_in_a_folder_that_must_not_be_read_is_not_gone(site: Site) -> None:
    before = ids_after_build(site.article("deep/er/a.md", "alpha"))
    outside = (site.root / "articles" / "deep").rename(site.root.parent / "outside")
    (site.root / "articles" / "deep").symlink_to(outside)
    assert site.article("b.md", "alpha").run("build").code == 1
    assert len(rows(site)) == 2
    assert ids(site)["alpha"] != before["alpha"]


# --- files of many ---------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_records_may_be_reordered(site: Site, kind: str) -> None:
    records = [{"title": f"T{n}", "date": "2026-11-18", "text": f"word{n}"} for n in range(5)]

    def write(order: list[dict[str, str]]) -> str:
        lines = [json.dumps(record) for record in order]
        return "\n".join(lines) if kind == "jsonl" else f"[{','.join(lines)}]"

    before = ids_after_build(site.write(f"articles/many.{kind}", write(records)))
    lock = lock_text(site)
    assert ids_after_build(site.write(f"articles/many.{kind}", write(records[::-1]))) == before
    extra = {"title": "T9", "date": "2026-11-18", "text": "word9"}
    after = ids_after_build(site.write(f"articles/many.{kind}", write([extra, *records])))
    assert {**before, "word9": after["word9"]} == after
    assert set(lock.splitlines()) < set(lock_text(site).splitlines())


def test_a_record_that_gets_another_title_keeps_its_id_by_its_text(site: Site) -> None:
    record = {"title": "One", "date": "2026-11-18", "slug": "one", "text": "alpha"}
    before = ids_after_build(site.write("articles/many.jsonl", json.dumps(record)))
    record["title"] = "Another"
    assert ids_after_build(site.write("articles/many.jsonl", json.dumps(record))) == before


# --- drafts, schedules -----------------------------------------------------------------------


def test_a_draft_gets_its_row_when_it_is_published(site: Site) -> None:
    site.article("a.md", "alpha", draft=True).build()
    assert rows(site) == []
    assert not (site.root / "feedpub.lock").exists()
    foretold = site.list()[0]["id"]
    assert ids_after_build(site.article("a.md", "alpha")) == {"alpha": foretold}
    assert len(rows(site)) == 1


def test_a_scheduled_article_has_its_row_at_once(site: Site) -> None:
    site.article("a.md", "alpha", date="2027-01-01").build()
    assert len(rows(site)) == 1
    assert site.feed()["items"] == []


# --- frozen ----------------------------------------------------------------------------------


def test_frozen_builds_what_is_known(site: Site) -> None:
    site.article("a.md", "alpha").build()
    site.article("a.md", "alpha, edited").article("b.md", "beta", draft=True)
    assert site.run("build", "--frozen").code == 0
    assert "edited" in site.feed()["items"][0]["content_html"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param(
            {"name": "b.md", "title": "B"}, "articles/b.md: the article has no id yet", id="new"
        ),
        pytest.param(
            {"id": "tag:1"}, "articles/a.md: the id would change from urn:uuid:", id="changed"
        ),
    ],
)
def test_frozen_refuses_a_new_or_another_id(site: Site, fields: dict[str, str], error: str) -> None:
    site.article("a.md", "alpha").build()
    before = site.outputs(), lock_text(site)
    ran = site.article(**fields).run("build", "--frozen")
    assert ran.code == 2
    assert f"Error: {error}" in ran.err
    assert "Hint: run `feedpub build` and commit feedpub.lock\n" in ran.err
    assert (site.outputs(), lock_text(site)) == before


def test_frozen_takes_a_rename_and_leaves_the_lock_alone(site: Site) -> None:
    before = ids_after_build(site.article("a.md", "alpha"))
    lock = lock_text(site)
    assert move(site, "a.md", "b.md").run("build", "--frozen").code == 0
    assert (ids(site), lock_text(site)) == (before, lock)


# --- the file --------------------------------------------------------------------------------


def test_the_lock_is_written_before_any_feed(site: Site) -> None:
    site.article("a.md", "alpha").write("public/feed.json", "in the way")
    assert site.run("build").code == 1
    assert not (site.root / "public/feed.rss").exists()
    assert len(rows(site)) == 1


def test_the_lock_is_sorted_and_a_build_without_news_leaves_it_alone(site: Site) -> None:
    for name in "cab":
        site.article(f"{name}.md", name, title=name)
    site.build()
    stat = (site.root / "feedpub.lock").stat()
    assert [row["path"] for row in rows(site)] == [f"articles/{name}.md" for name in "abc"]
    site.build()
    again = (site.root / "feedpub.lock").stat()
    assert (again.st_ino, again.st_mtime_ns) == (stat.st_ino, stat.st_mtime_ns)


def a_row(**fields: str) -> Row:
    given = {"path": "articles/a.md", "id": "tag:1", "url": "https://x.example/", **fields}
    return Row(**{"published": "2026-11-18T00:00:00Z", "fingerprint": "0" * 16, **given})


def test_rows_may_come_in_any_order_and_twice() -> None:
    one, two = a_row(), a_row(path="articles/b.md", id="tag:2")
    text = format_lock(Lock((two, one)))
    assert text == format_lock(Lock((one, two, one)))
    assert parse_lock(text + "\n" + text) == Lock((one, two))


def test_a_row_that_a_merge_brought_back_is_dropped(site: Site) -> None:
    site.article("a.md", "alpha").build()
    old = lock_text(site)
    move(site, "a.md", "b.md").build()
    moved = lock_text(site)
    site.write("feedpub.lock", old + moved).build()
    assert lock_text(site) == moved
    before = ids(site)
    after = ids_after_build(site.article("a.md", "second", title="Second"))
    assert after["alpha"] == before["alpha"] != after["second"]


class TestTwoRowsForOneFile:
    @pytest.fixture
    def site(self, site: Site) -> Site:
        """A publication whose lock was merged from branches that disagree on an id."""
        site.article("a.md", "alpha").build()
        other = a_row(id="tag:other")
        return site.write("feedpub.lock", lock_text(site) + format_lock(Lock((other,))))

    def test_stop_the_build(self, site: Site) -> None:
        ran = site.run("build")
        assert ran.code == 2
        assert "Error: feedpub.lock: `articles/a.md` has two ids, tag:other and urn:" in ran.err
        assert "\nHint: delete the row whose id readers do not have\n" in ran.err

    def test_are_no_question_where_the_record_says_which(self, site: Site) -> None:
        site.article("a.md", "alpha", id="tag:other")
        assert site.run("build", "--frozen").code == 0
        assert ids_after_build(site) == {"alpha": "tag:other"}
        assert len(rows(site)) == 1

    def test_are_no_question_with_one_id(self, site: Site) -> None:
        row = rows(site)[1]
        twice = format_lock(Lock((Row(**row), Row(**{**row, "fingerprint": "f" * 16}))))
        site.write("feedpub.lock", twice).build()
        assert ids(site)["alpha"] == row["id"]


@pytest.mark.parametrize("name", ["ä b#c.md", "日本.md", "a'\"b.md", "%41.md"])
def test_a_file_may_have_any_name(site: Site, name: str) -> None:
    before = ids_after_build(site.article(name, "alpha"))
    assert ids_after_build(site) == before
    assert rows(site)[0]["path"] == f"articles/{name}"


# --- any history -----------------------------------------------------------------------------


class AnyHistory(RuleBasedStateMachine):
    """Articles are added, edited, renamed, deleted, broken, restored; each keeps its id."""

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.site = Site(Path(self.folder.name)).write(
            "feedpub.toml", Site.SETTINGS + "limit = 99\n"
        )
        self.number = 0
        self.articles: dict[str, dict[str, Any]] = {}
        self.away: dict[str, dict[str, Any]] = {}
        self.known: dict[str, str] = {}
        self.broken: set[str] = set()

    def teardown(self) -> None:
        self.folder.cleanup()

    def write(self, marker: str) -> None:
        article = self.articles[marker]
        fields = {key: value for key, value in article.items() if key not in ("name", "body")}
        self.site.article(article["name"], f"{marker} {article['body']}", **fields)

    def file(self, marker: str) -> Path:
        return self.site.root / "articles" / str(self.articles[marker]["name"])

    def next(self) -> int:
        self.number += 1
        return self.number

    def some(self, data: st.DataObject, from_: dict[str, Any] | set[str]) -> str:
        return data.draw(st.sampled_from(sorted(from_)))

    @rule(with_id=st.booleans())
    def add(self, with_id: bool) -> None:
        n = self.next()
        date = f"2026-{n % 9 + 1:02}-{n % 27 + 1:02}T07:{n % 60:02}:{n // 60:02}Z"
        marker = f"marker{n}"
        self.articles[marker] = {"name": f"{n}.md", "title": f"T{n}", "date": date, "body": "x"}
        if with_id:
            self.articles[marker]["id"] = f"tag:{n}"
        self.write(marker)

    @precondition(lambda self: self.articles)
    @rule(data=st.data(), field=st.sampled_from(["title", "body"]))
    def edit(self, data: st.DataObject, field: str) -> None:
        marker = self.some(data, self.articles)
        self.articles[marker][field] = f"edited {self.next()}"
        self.broken.discard(marker)
        self.write(marker)

    @precondition(lambda self: set(self.articles) - self.broken)
    @rule(data=st.data(), folder=st.sampled_from(["", "deep/"]), same_name=st.booleans())
    def rename(self, data: st.DataObject, folder: str, same_name: bool) -> None:
        marker = self.some(data, set(self.articles) - self.broken)
        name = self.file(marker).name if same_name else f"renamed{self.next()}.md"
        target = self.site.root / "articles" / folder / name
        if target.exists():
            return
        target.parent.mkdir(exist_ok=True)
        self.file(marker).rename(target)
        self.articles[marker]["name"] = folder + name

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        marker = self.some(data, self.articles)
        self.file(marker).unlink()
        self.broken.discard(marker)
        self.away[marker] = self.articles.pop(marker)

    @precondition(lambda self: self.away)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        marker = self.some(data, self.away)
        taken = {article["name"] for article in self.articles.values()}
        if self.away[marker]["name"] not in taken:
            self.articles[marker] = self.away.pop(marker)
            self.write(marker)

    @precondition(lambda self: self.articles)
    @rule(data=st.data())
    def break_one(self, data: st.DataObject) -> None:
        marker = self.some(data, self.articles)
        self.broken.add(marker)
        self.file(marker).write_text("---\ntitle: [\n---\n")

    @precondition(lambda self: self.broken)
    @rule(data=st.data())
    def mend(self, data: st.DataObject) -> None:
        marker = self.some(data, self.broken)
        self.broken.discard(marker)
        self.write(marker)

    @invariant()
    def every_article_has_the_id_that_it_had(self) -> None:
        ran = self.site.run("build")
        while ran.code == 2:  # a rename and an edit since the id was made: a person knows
            self.settle(ran.err)
            ran = self.site.run("build")
        published = ids(self.site)
        assert set(published) == set(self.articles) - self.broken
        assert len(set(published.values())) == len(published)
        for marker, id_ in published.items():
            assert self.known.setdefault(marker, id_) == id_
        assert len(set(self.known.values())) == len(self.known)

    def settle(self, error: str) -> None:
        hint = error.partition("`feedpub ")[2].partition("`")[0]
        _, _, old, new = hint.split()
        row = next(row for row in rows(self.site) if row["path"] == old)
        marker = next(
            m for m, article in self.articles.items() if f"articles/{article['name']}" == new
        )
        same = self.known.get(marker) == row["id"]
        command = ("move", old, new) if same else ("mint", new)
        assert self.site.run("lock", *command).code == 0


AnyHistory.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
TestAnyHistory = AnyHistory.TestCase


# --- texts that were edited, names that were given away ----------------------------------------


def id_of(site: Site, title: str) -> str:
    return next(article["id"] for article in site.list() if article["title"] == title)


def test_an_article_that_was_edited_and_then_renamed_is_asked_about(site: Site) -> None:
    site.write("articles/2020-01-04-foo.md", "---\ntitle: Ferry\n---\nFirst version.\n")
    site.build()
    site.write("articles/2020-01-04-foo.md", "---\ntitle: Ferry\n---\nFirst version.\nMore.\n")
    site.build()
    before = id_of(site, "Ferry")
    (site.root / "articles/2020-01-04-foo.md").rename(site.root / "articles/2020-01-05-bar.md")
    ran = site.run("build")
    assert ran.code == 2
    assert "is this the article that was `articles/2020-01-04-foo.md`, which is gone?" in ran.err
    move = "articles/2020-01-04-foo.md", "articles/2020-01-05-bar.md"
    assert site.run("lock", "move", *move).code == 0
    site.build()
    assert id_of(site, "Ferry") == before


def test_an_unrelated_newcomer_is_not_asked_about_when_an_article_is_deleted(site: Site) -> None:
    site.article("old.md", "Words of old.\nMany of them.", title="Old", date="2020-01-01").build()
    (site.root / "articles/old.md").unlink()
    site.article("new.md", "Something else.", title="New", date="2021-01-01")
    assert site.run("build").code == 0


def test_two_files_that_exchange_names_keep_their_ids(site: Site) -> None:
    site.article("a.md", "Text of one.", title="One", date="2020-01-01")
    site.article("b.md", "Text of two.", title="Two", date="2021-01-01").build()
    before = id_of(site, "One"), id_of(site, "Two")
    a, b, c = (site.root / "articles" / name for name in ("a.md", "b.md", "c.md"))
    a.rename(c), b.rename(a), c.rename(b)
    site.build()
    assert (id_of(site, "One"), id_of(site, "Two")) == before


def test_another_article_in_an_old_file_is_asked_about(site: Site) -> None:
    site.article("index.md", "Old words.", title="Old story", date="2020-01-01").build()
    old = id_of(site, "Old story")
    site.article("index.md", "New words.", title="New story", date="2021-01-01")
    ran = site.run("build", "--strict", "--frozen")
    assert ran.code == 2
    assert "is this still the article that `articles/index.md` was?" in ran.err
    assert site.run("lock", "mint", "articles/index.md").code == 0
    site.build()
    assert id_of(site, "New story") != old
    assert old in (site.root / "feedpub.lock").read_text()


def test_an_article_that_was_written_anew_may_stay_the_same(site: Site) -> None:
    site.article("index.md", "Old words.", title="Old story", date="2020-01-01").build()
    old = id_of(site, "Old story")
    site.article("index.md", "New words.", title="New story", date="2021-01-01")
    assert site.run("lock", "move", "articles/index.md", "articles/index.md").code == 0
    site.build()
    assert id_of(site, "New story") == old


def test_a_file_moved_over_another_takes_its_id_along(site: Site) -> None:
    site.article("a.md", "Text of one.", title="One", date="2020-01-01")
    site.article("b.md", "Text of two.", title="Two", date="2021-01-01").build()
    one, two = id_of(site, "One"), id_of(site, "Two")
    (site.root / "articles/a.md").replace(site.root / "articles/b.md")
    site.build()
    assert id_of(site, "One") == one
    site.article("a.md", "Text of three.", title="Three", date="2022-01-01").build()
    assert id_of(site, "Three") not in (one, two)
