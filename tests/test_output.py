"""The output folder: only our own files are replaced and removed, and only if they change."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedpub import output
from tests.site import NOW, ROOT, Site

TAGS = '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n'
FEEDS = ["feed.atom", "feed.json", "feed.rss"]


@pytest.fixture
def site(site: Site) -> Site:
    """A publication with one article, built once."""
    site.article("a.md", title="A", tags=["harbour"]).build()
    return site


def names(site: Site) -> list[str]:
    return sorted(name for name in site.outputs() if name != ".feedpub.json")


def manifest(site: Site) -> list[str]:
    files: list[str] = json.loads((site.root / "public" / ".feedpub.json").read_bytes())["files"]
    return files


# --- what is ours ----------------------------------------------------------------------------


def test_the_manifest_lists_what_a_build_made(site: Site) -> None:
    assert manifest(site) == FEEDS == names(site)


def test_feeds_that_are_no_longer_configured_go_with_their_folders(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + TAGS.replace("tags/", "deep/er/")).build()
    assert len(names(site)) == 6
    ran = site.write("feedpub.toml", Site.SETTINGS).run("build")
    assert "3 removed" in ran.err
    assert ran.out.count("public/deep/er/harbour.") == 3
    assert names(site) == manifest(site) == FEEDS
    assert not (site.root / "public" / "deep").exists()


def test_a_folder_that_holds_something_else_stays(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + TAGS).build()
    site.write("public/tags/mine.html", "mine").write("feedpub.toml", Site.SETTINGS).build()
    assert names(site) == [*FEEDS, "tags/mine.html"]


def test_a_folder_may_take_the_place_of_a_file(site: Site) -> None:
    feed = '[[feeds]]\npath = "x"\nformats = ["json"]\nfiles = { json = "tags" }\n'
    site.write("feedpub.toml", Site.SETTINGS + feed).build()
    site.write("feedpub.toml", Site.SETTINGS + TAGS).build()
    assert names(site) == [*FEEDS, *(f"tags/harbour.{e}" for e in ("atom", "json", "rss"))]
    assert manifest(site) == names(site)


def test_a_feed_that_somebody_deleted_is_written_again(site: Site) -> None:
    (site.root / "public" / "feed.rss").unlink()
    ran = site.build()
    assert ran.out == f"{site.root}/public/feed.rss\n"
    assert names(site) == FEEDS


def test_a_feed_that_somebody_edited_is_written_again(site: Site) -> None:
    before = site.outputs()
    site.write("public/feed.rss", "edited").build()
    assert site.outputs() == before


# --- what is not ------------------------------------------------------------------------------


def test_files_of_others_are_never_touched(site: Site) -> None:
    site.write("public/index.html", "mine").write("public/.htaccess", "mine")
    before = (site.root / "public" / "index.html").stat()
    site.article("b.md", title="B").build()
    after = (site.root / "public" / "index.html").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert site.outputs()[".htaccess"] == b"mine"


class TestFilesInTheWay:
    @pytest.fixture
    def site(self, site: Site) -> Site:
        """A publication with files of others where new feeds belong."""
        for end in ("json", "rss"):
            site.write(f"public/news.{end}", "mine")
        return site.write("feedpub.toml", Site.SETTINGS + '[[feeds]]\npath = "news"\n')

    def test_are_all_named_and_nothing_is_written(self, site: Site) -> None:
        before = site.outputs()
        ran = site.article("b.md", title="B").run("build")
        assert ran.code == 1
        for end in ("json", "rss"):
            assert (
                f"Error: {site.root}/public/news.{end}: the file was not made by feedpub, so it is "
                "left alone\nHint: build once with `--overwrite` to replace it, or give the feed "
                "another `path`, or switch the file off in [site]\n"
            ) in ran.err
        assert site.outputs() == before

    def test_are_replaced_with_overwrite_and_ours_from_then_on(self, site: Site) -> None:
        site.build("--overwrite")
        assert site.feed("news.json")["title"] == "The Test Post"
        site.article("b.md", title="B").build()
        assert len(site.feed("news.json")["items"]) == 2

    def test_are_adopted_if_they_are_what_would_be_written(
        self, site: Site, tmp_path: Path
    ) -> None:
        site.build("-o", str(tmp_path / "other"))
        for end in ("json", "rss"):
            site.write(f"public/news.{end}", (tmp_path / "other" / f"news.{end}").read_bytes())
        site.build()
        assert "news.json" in manifest(site)
        site.write("feedpub.toml", Site.SETTINGS).build()
        assert names(site) == FEEDS


def test_a_folder_in_the_way_is_named(site: Site) -> None:
    site.write("public/news.rss/mine.txt", "mine")
    ran = site.write("feedpub.toml", Site.SETTINGS + '[[feeds]]\npath = "news"\n').run(
        "build", "--overwrite"
    )
    assert ran.code == 1
    assert f"Error: {site.root}/public/news.rss: a folder of this name is in the way\n" in ran.err
    assert names(site) == [*FEEDS, "news.rss/mine.txt"]


def test_a_file_where_a_folder_must_be_is_named_once(site: Site) -> None:
    site.write("public/tags", "mine").write("feedpub.toml", Site.SETTINGS + TAGS)
    before = site.outputs()
    ran = site.article("b.md", title="B", tags=["other"]).run("build", "--overwrite")
    assert ran.code == 1
    assert ran.err.count("Error:") == 1
    assert f"Error: {site.root}/public/tags: a file is where a folder must be\n" in ran.err
    assert site.outputs() == before


# --- a manifest that lies ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"[]", id="of another shape"),
        pytest.param(b'{"files": [1]}', id="of another type"),
        pytest.param(b'{"files": ["\xff"]}', id="not UTF-8"),
        pytest.param(b'{"x":' + b"[" * 100_000, id="nested deeply"),
    ],
)
def test_a_damaged_manifest_owns_nothing(site: Site, content: bytes) -> None:
    site.write("public/.feedpub.json", content).build()
    assert manifest(site) == FEEDS
    ran = site.write("public/.feedpub.json", content).article("b.md", title="B").run("build")
    assert ran.code == 1
    assert ran.err.count("was not made by feedpub") == 3
    assert site.build("--overwrite").code == 0


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("../../precious.txt", id="upwards"),
        pytest.param("tags/../../../precious.txt", id="down and upwards"),
        pytest.param("{tmp}/precious.txt", id="absolute"),
        pytest.param("link/precious.txt", id="through a link"),
    ],
)
def test_a_hostile_manifest_deletes_nothing_outside(site: Site, tmp_path: Path, path: str) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    (site.root / "public" / "tags").mkdir()
    (site.root / "public" / "link").symlink_to(tmp_path)
    files = [*FEEDS, path.format(tmp=tmp_path)]
    site.write("public/.feedpub.json", json.dumps({"files": files})).build()
    assert precious.read_text() == "mine"
    assert manifest(site) == FEEDS


@pytest.mark.parametrize("path", ["", ".", "a\0b", "a" * 5_000, "feed.rss/x", "\udc80"])
def test_a_manifest_with_names_that_are_none_harms_nobody(site: Site, path: str) -> None:
    files: list[Any] = [*FEEDS, path]
    site.write("public/.feedpub.json", json.dumps({"files": files})).build("--overwrite")
    assert names(site) == manifest(site) == FEEDS


# --- left-overs --------------------------------------------------------------------------------


@pytest.mark.parametrize("news", [True, False], ids=["with news", "without news"])
def test_what_a_killed_build_left_is_cleaned_away(site: Site, news: bool) -> None:
    site.write("public/.feedpub-staging/0", "half").write(".feedpub.lock.new", "half")
    site.article("a.md", title="Changed" if news else "A", tags=["harbour"]).build()
    assert names(site) == FEEDS
    assert not (site.root / "public" / ".feedpub-staging").exists()
    assert not (site.root / ".feedpub.lock.new").exists()


# --- two at once -------------------------------------------------------------------------------


@pytest.mark.parametrize("outputs", [("out", "out"), ("one", "two")], ids=["one", "two"])
def test_of_two_builds_at_once_the_second_waits(site: Site, outputs: tuple[str, str]) -> None:
    for number in range(300):
        site.article(f"{number}.md", title=f"Number {number}")
    command = [sys.executable, "-m", "feedpub", "-C", str(site.root), "build", "--now", NOW, "-o"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    builds = [
        subprocess.Popen([*command, name], env=environment, stderr=subprocess.PIPE, text=True)
        for name in outputs
    ]
    errors = [build.communicate(timeout=60)[1] for build in builds]
    assert [build.returncode for build in builds] == [0, 0], errors
    assert sorted("300 new in feedpub.lock" in error for error in errors) == [False, True]
    for name in outputs:
        assert sorted(os.listdir(site.root / name)) == [".feedpub.json", *FEEDS]


@pytest.mark.parametrize("name", ["feedpub.toml", "public/.feedpub-staging/lock"])
def test_a_build_does_not_wait_for_ever(
    site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys.modules["feedpub.output.alone"], "PATIENCE", 0)
    before = site.outputs()
    with output.alone(site.root / name, "", remove="staging" in name):
        ran = site.article("b.md", title="B").run("build")
    assert ran.code == 1
    assert ": another build is writing here\nHint: let it come to its end" in ran.err
    assert site.outputs() == before
    assert site.run("build").code == 0
    assert sorted(os.listdir(site.root / "public")) == [".feedpub.json", *FEEDS]


def test_a_lock_on_a_file_that_is_gone_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl")
    file, flock = tmp_path / "lock", fcntl.flock

    def after_another_is_done(opened: int, how: int) -> None:
        file.unlink()
        monkeypatch.undo()
        flock(opened, how)

    monkeypatch.setattr(fcntl, "flock", after_another_is_done)
    with output.alone(file, "", remove=True):
        assert file.exists()
    assert not file.exists()


# --- where it is -------------------------------------------------------------------------------


def test_an_output_outside_the_publication_is_as_good(site: Site, tmp_path: Path) -> None:
    ran = site.run("build", "-o", str(tmp_path / "deep" / "out"))
    assert ran.out.splitlines()[0] == f"{tmp_path}/deep/out/feed.rss"
    assert (tmp_path / "deep" / "out" / "feed.json").read_bytes() == site.outputs()["feed.json"]


@pytest.mark.parametrize("folder", ["site", "."])
def test_an_output_is_named_relative_to_the_folder_of_c(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.chdir(tmp_path / "site" if folder == "." else tmp_path)
    site.root = Path(folder)
    ran = site.run("build", "-o", "out")
    assert ran.out.splitlines()[0] == (site.root / "out" / "feed.rss").as_posix()
    assert (tmp_path / "site" / "out" / "feed.rss").is_file()


def test_the_root_of_the_publication_may_be_the_output(site: Site) -> None:
    site.build("-o", str(site.root))
    assert (site.root / "feed.rss").is_file()
    assert site.build("-o", str(site.root)).out == ""


@pytest.mark.parametrize(
    ("folder", "more"),
    [("articles", ""), ("articles/out", ', or add `ignore = ["out/*"]` to [articles]')],
)
def test_an_output_among_the_articles_is_refused(site: Site, folder: str, more: str) -> None:
    ran = site.run("build", "-o", folder)
    assert ran.code == 2
    assert f"lies among the articles\nHint: write elsewhere with `-o`{more}\n" in ran.err
    assert sorted(os.listdir(site.root / "articles")) == ["a.md"]


@pytest.mark.parametrize("settings", ['folder = "."\nignore = ["public/*"]', 'folder = "articles"'])
def test_an_output_that_is_not_read_may_be_among_the_articles(site: Site, settings: str) -> None:
    site.write("feedpub.toml", f"{Site.SETTINGS}[articles]\n{settings}\n")
    output = "public" if '"."' in settings else "articles/_site"
    for _ in range(2):
        assert site.run("build", "-o", str(site.root / output)).code == 0


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS])
@pytest.mark.parametrize(
    ("path", "hint"),
    [
        pytest.param(
            "feedpub.lock",
            "the ids must be kept: make the folder writable, or build with --frozen",
            id="the lock",
        ),
        pytest.param(
            "public/feed.rss", "check whose file it is, or write elsewhere with `-o`", id="a feed"
        ),
    ],
)
def test_the_hint_fits_the_file_that_may_not_be_written(
    site: Site, monkeypatch: pytest.MonkeyPatch, path: str, hint: str, number: int
) -> None:
    def refuse(self: Path, target: Path) -> None:
        if target == site.root / path:
            raise OSError(number, os.strerror(number), str(self), None, str(target))
        os.replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    ran = site.article("b.md", title="B").run("build")
    assert (ran.code, ran.err.count("Error:")) == (1, 1)
    assert f"Hint: {hint}\n" in ran.err


def test_a_file_named_as_the_output_is_wrong_usage(site: Site) -> None:
    assert site.run("build", "-o", str(site.root / "feedpub.toml")).code == 2


def test_what_a_publisher_has_beside_the_feeds_is_left_alone_and_told(site: Site) -> None:
    settings = Site.SETTINGS.replace("headers = false", "headers = true")
    site.write("feedpub.toml", settings.replace("pages = false", "pages = true"))
    site.write("public/_headers", "mine").write("public/feed.html", "mine")
    ran = site.run("build")
    assert ran.code == 0
    for name in ("_headers", "feed.html"):
        assert f"{name}: there is a file of your own, so feedpub's is not written" in ran.err
        assert site.outputs()[name] == b"mine"
    assert len(site.feed()["items"]) == 1
    site.run("build", "--overwrite")
    assert site.outputs()["feed.html"] != b"mine"


def test_a_build_that_fails_leaves_no_folder_behind(site: Site) -> None:
    site.article("b.md", title="B").write("public/feed.json", "mine")
    (site.root / "public/.feedpub.json").write_text("{}")
    assert site.run("build").code == 1
    assert not (site.root / "public/.feedpub-staging").exists()
