"""What is known from the last build spares work, and never changes what is published."""

from __future__ import annotations

import os
import random
import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from feedpub.project import parallel, reading
from tests.site import Site


@pytest.fixture
def known(site: Site) -> Site:
    """A publication of some articles that was built, and is known."""
    for name in "abc":
        site.article(f"{name}.md", f"Text of {name}.", title=f"Title {name}")
    settle(site)
    site.build()
    return site


def settle(site: Site) -> None:
    """Make all files older than the next build, as files are that nobody just wrote."""
    for file in site.root.rglob("*"):
        if file.is_file():
            os.utime(file, (1_700_000_000.5, 1_700_000_000.5))
    time.sleep(0.05)  # the time at which this was done cannot be set


def published(site: Site) -> dict[str, bytes]:
    return {
        file.relative_to(site.root).as_posix(): file.read_bytes()
        for file in sorted((site.root / "public").rglob("*"))
        if file.is_file()
    }


def published_anew(site: Site, *arguments: str, now: str | None = None) -> dict[str, bytes]:
    """Return what a build makes that knows nothing of the last one."""
    shutil.rmtree(site.root / ".feedpub/cache", ignore_errors=True)
    shutil.rmtree(site.root / "public", ignore_errors=True)
    site.run("build", *arguments, **({"now": now} if now else {}))
    return published(site)


def cache_files(site: Site) -> list[Path]:
    return sorted((site.root / ".feedpub/cache").iterdir())


# --- what must be seen -----------------------------------------------------------------------


def edit(site: Site) -> None:
    site.article("a.md", "Other text.", title="Title a")


def edit_in_secret(site: Site) -> None:
    """Change a file, but not its size, and put its date back."""
    file = site.root / "articles/a.md"
    before = file.stat()
    file.write_text(file.read_text().replace("Text of a", "TEXT OF A"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def add(site: Site) -> None:
    site.article("d.md", "News.", title="Title d")


def remove(site: Site) -> None:
    (site.root / "articles/b.md").unlink()


def rename(site: Site) -> None:
    (site.root / "articles/b.md").rename(site.root / "articles/z.md")


def exchange(site: Site) -> None:
    """Let two files of one size and one date take each other's places."""
    a, b, between = (site.root / f"articles/{name}" for name in ("a.md", "b.md", "x"))
    a.rename(between)
    b.rename(a)
    between.rename(b)


def break_one(site: Site) -> None:
    site.write("articles/b.md", "---\ntitle: [\n---\n")


def new_settings(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS.replace("The Test Post", "The New Post"))


def other_lock(site: Site) -> None:
    lock = site.root / "feedpub.lock"
    lock.write_text(lock.read_text().replace('"id":"urn:uuid:', '"id":"urn:uuid:0', 1))


def lose_a_feed(site: Site) -> None:
    (site.root / "public/feed.atom").unlink()


def edit_a_feed(site: Site) -> None:
    site.write("public/feed.atom", "mine")


def lose_the_manifest(site: Site) -> None:
    (site.root / "public/.feedpub.json").unlink()


CHANGES = [edit, edit_in_secret, add, remove, rename, exchange, break_one, new_settings,
           other_lock, lose_a_feed, edit_a_feed]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_whatever_changed_is_published(known: Site, change: Callable[[Site], None]) -> None:
    before = published(known)
    change(known)
    known.run("build", "--fail-on", "never")
    after = published(known)
    assert after == published_anew(known, "--fail-on", "never")
    assert (after == before) is (change in (lose_a_feed, edit_a_feed))


def test_a_build_reads_only_what_changed(known: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    source = reading.Reader._source
    monkeypatch.setattr(
        reading.Reader,
        "_source",
        lambda self, file: (read.append(file.path), source(self, file))[1],
    )
    known.build()
    assert read == []
    edit(known)
    known.build()
    assert set(read) == {"articles/a.md", "articles/b.md", "articles/c.md"}  # all are in the feed
    assert read.count("articles/b.md") == 1  # for its text, since nothing of it was in doubt


@pytest.mark.parametrize("command", [("check",), ("list",)])
def test_other_commands_see_what_changed(known: Site, command: tuple[str, ...]) -> None:
    break_one(known)
    assert "articles/b.md" in "".join(known.run(*command)[1:])


def test_findings_are_told_again_by_a_build_with_nothing_to_do(site: Site) -> None:
    site.article("a.md", "{{ left }} ![x](gone.png)")
    settle(site)
    first = site.run("build")
    assert (first.code, first.err.count("Error:"), first.err.count("Warning:")) == (1, 1, 1)
    again = site.run("build")
    assert again.err.replace("3 unchanged", "") == first.err.replace(
        "3 written, 0 unchanged, 1 new in feedpub.lock", "0 written, "
    )
    assert again.code == 1
    assert site.run("build", "--strict").err.endswith("since there are errors (--strict)\n")


# --- what one text asks of other files -------------------------------------------------------


def content(site: Site, title: str) -> str:
    site.run("build", "--fail-on", "never")
    (item,) = (item for item in site.feed()["items"] if item["title"] == title)
    return str(item["content_html"])


@pytest.fixture
def linking(site: Site) -> Site:
    site.article("a.md", "See [b](b.md), [c](c.md), ![p](p.png).", title="A")
    site.article("b.md", "b", title="B", slug="b-one")
    site.write("articles/p.png", png(3, 2))
    settle(site)
    return site


def png(width: int, height: int) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + b"\x08\x02\0\0\0" + bytes(4)


def test_an_address_that_another_article_gets_is_seen(linking: Site) -> None:
    assert "/b-one/" in content(linking, "A")
    linking.article("b.md", "b", title="B", slug="b-two")
    assert "/b-two/" in content(linking, "A")


def test_an_article_that_comes_is_linked_and_one_that_goes_is_not(linking: Site) -> None:
    assert content(linking, "A").count("<a href") == 1
    linking.article("c.md", "c", title="C")
    assert content(linking, "A").count("<a href") == 2
    linking.article("b.md", "b", title="B", slug="b-one", draft=True)
    assert content(linking, "A").count("<a href") == 1


def test_a_picture_that_changes_is_seen(linking: Site) -> None:
    assert 'width="3" height="2"' in content(linking, "A")
    linking.write("articles/p.png", png(30, 20))
    assert 'width="30" height="20"' in content(linking, "A")


def test_a_picture_that_comes_or_goes_is_seen(linking: Site) -> None:
    content(linking, "A")
    settle(linking)
    linking.build()
    (linking.root / "articles/p.png").unlink()
    assert "picture `p.png` does not exist" in linking.run("build").err
    linking.write("articles/p.png", png(3, 2))
    assert "picture `p.png` does not exist" not in linking.run("build").err


def test_an_index_beside_a_file_makes_it_a_part(site: Site) -> None:
    site.write("articles/trip/note.md", "No title.\n")
    settle(site)
    assert site.run("build").code == 1
    site.article("trip/index.md", title="The trip")
    assert site.run("build").code == 0


def test_a_side_file_that_changes_is_seen(site: Site) -> None:
    site.write("articles/c.txt", "A headline\n\nBy Ana Lee\n\nA first paragraph, with words.\n")
    site.write("articles/c.toml", "date = 2026-11-18\n")
    settle(site)
    site.build()
    site.write("articles/c.toml", "date = 2026-11-17\n")
    site.build()
    assert site.feed()["items"][0]["date_published"].startswith("2026-11-17")


# --- time ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "before", "after"),
    [
        pytest.param({"date": "2026-12-01T08:00:00Z"}, 0, 1, id="a date to come"),
        pytest.param({"embargo": "2026-12-01T08:00:00Z"}, 0, 1, id="an embargo"),
        pytest.param({"expires": "2026-12-01T08:00:00Z"}, 1, 0, id="an end"),
    ],
)
def test_time_passes_without_any_file_changing(
    site: Site, fields: dict[str, str], before: int, after: int
) -> None:
    site.article(**fields)
    settle(site)
    for now, count in (
        ("2026-11-30T00:00:00Z", before),
        ("2026-12-01T07:59:59Z", before),
        ("2026-12-01T08:00:00Z", after),
        ("2026-12-02T00:00:00Z", after),
        ("2026-11-30T00:00:00Z", before),
    ):
        site.run("build", now=now)
        site.run("build", now=now)
        assert len(site.feed()["items"]) == count, now


def test_a_build_says_when_the_next_is_due(site: Site) -> None:
    site.article("a.md", date="2026-12-03").article("b.md", expires="2026-12-01T08:00:00Z")
    site.article("c.md", date="2026-11-30", draft=True)
    site.article("d.md", date="2026-12-05", expires="2026-11-01")
    settle(site)
    for _ in range(2):  # with something to do, and without
        ran = site.build()
        assert ran.err.splitlines()[-1] == "next due: 2026-12-01T08:00:00Z (articles/b.md)"
        assert site.run("build", "--json").json()["next_due"] == "2026-12-01T08:00:00Z"


def test_without_anything_to_come_no_build_is_due(known: Site) -> None:
    assert "due" not in known.build().err
    assert known.run("build", "--json").json()["next_due"] is None


# --- a cache that is not ours, or not whole --------------------------------------------------


def test_a_cache_that_is_gone_is_not_missed(known: Site) -> None:
    before = published(known)
    shutil.rmtree(known.root / ".feedpub")
    assert "3 unchanged" in known.build().err
    assert published(known) == before


def test_a_damaged_cache_is_made_anew_in_silence(known: Site) -> None:
    """Bytes are changed, cut off and put in, in every file of the cache."""
    want = published(known)
    chance = random.Random(20261120)
    for _ in range(60):
        file = chance.choice([f for f in cache_files(known) if f.stat().st_size])
        data = bytearray(file.read_bytes())
        at = chance.randrange(len(data))
        match chance.randrange(4):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                data[at:at] = b"\xff\x00\x93"
            case 3:
                data = bytearray(chance.randbytes(len(data)))
        file.write_bytes(data)
        if chance.random() < 0.5:
            known.write("public/feed.rss", "lost")
        ran = known.build()
        assert "Error" not in ran.err
        assert published(known) == want


def test_the_cache_of_another_publication_counts_for_nothing(known: Site, tmp_path: Path) -> None:
    other = Site(tmp_path / "other")
    other.write("feedpub.toml", Site.SETTINGS.replace("post.example", "other.example"))
    other.article("a.md", "Other.", title="Another")
    shutil.copytree(known.root / ".feedpub", other.root / ".feedpub")
    other.build()
    assert [item["title"] for item in other.feed()["items"]] == ["Another"]


def test_the_cache_of_another_program_counts_for_nothing(
    known: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise AssertionError("an article is read")

    known.build()
    with monkeypatch.context() as patched:
        patched.setattr(reading.Reader, "_articles", refuse)
        known.build()
        patched.setattr("feedpub.cache.program", lambda: "another")
        with pytest.raises(AssertionError):
            known.build()


def test_a_file_in_the_place_of_the_cache_is_no_error(known: Site) -> None:
    shutil.rmtree(known.root / ".feedpub/cache")
    known.write(".feedpub/cache", "a file in its place")
    edit(known)
    known.build()
    assert "<p>Other text.</p>" in [item["content_html"] for item in known.feed()["items"]]


# --- two processes ---------------------------------------------------------------------------


@pytest.fixture
def many(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A publication for which two processes are used."""
    monkeypatch.setattr(reading, "FEW", 2)
    monkeypatch.setattr("feedpub.project.making.FEW", 1)
    monkeypatch.setattr(parallel, "_can_be_two", lambda: True)
    for number in range(9):
        site.article(f"{number}.md", f"![x](gone{number}.png)", title=f"Title {number}")
    return site.write("articles/broken.md", "---\ntitle: [\n---\n")


def test_two_processes_publish_what_one_does(many: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    two = many.run("build")
    by_two = published(many)
    monkeypatch.setattr(parallel, "_can_be_two", lambda: False)
    by_one = published_anew(many)
    assert by_two == by_one
    assert two.err.count("Error:") == 10


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the second process is a fork")
def test_a_second_process_that_dies_is_not_missed(
    many: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    died: list[int] = []

    def die(*given: object) -> None:
        os._exit(137)

    received = parallel._received

    def see(*given: object) -> object:
        result = received(*given)  # type: ignore[arg-type]
        died.append(result is None)
        return result

    want = published_anew(many)
    monkeypatch.setattr(parallel, "_send", die)
    monkeypatch.setattr(parallel, "_received", see)
    assert published_anew(many) == want
    assert died == [True, True]


def test_with_other_threads_there_is_no_second_process() -> None:
    """A fork would copy whatever lock one of them holds."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert not parallel._can_be_two()
    finally:
        done.set()
        thread.join()


def test_no_article_depends_on_which_were_completed_before_it(site: Site) -> None:
    """Two articles name one address, and only one of them has the picture."""
    site.article("a/index.md", "![x](p.png)", title="A", url="/p/")
    site.write("articles/a/p.png", png(3, 2))
    site.article("b/index.md", "![x](p.png)", title="B", url="/p/b", date="2026-11-17")
    assert 'width="3"' in content(site, "A")
    assert "width" not in content(site, "B")


def test_a_file_of_ones_own_that_goes_makes_room_for_ours(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS.replace("headers = false", "headers = true"))
    site.article().write("public/_headers", "mine")
    settle(site)
    for _ in range(2):
        assert "_headers: there is a file of your own" in site.run("build").err
    (site.root / "public/_headers").unlink()
    assert "_headers" in site.run("build").out
    assert (site.root / "public/_headers").is_file()
