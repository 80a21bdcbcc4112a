"""What was published before: at a commit, in a folder, in a saved feed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from feedpub.errors import ConfigError
from feedpub.history import exported, feed_files, find_commit, looks_like_feed
from feedpub.history.file import LARGEST
from feedpub.project import Project
from feedpub.project.before import files_before, read_before
from tests.site import NOW
from tests.test_git import Repository

MOMENT = dt.datetime.fromisoformat(NOW)


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    """A repository with one article and one commit."""
    here = Repository(tmp_path / "here").write("feedpub.toml", Repository.SETTINGS)
    assert isinstance(here, Repository)
    here.article("a.md", title="First").write(".gitattributes", "feedpub.lock merge=union\n")
    here.git("init", "--quiet", "--initial-branch", "main")
    here.write(".gitignore", "/.feedpub/\n")
    return here.commit()


def before(repository: Repository, against: str) -> Mapping[str, bytes]:
    project = Project.open(repository.root)
    return files_before(project, against, MOMENT, repository.root / "public")


def refusal(repository: Repository, against: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        before(repository, against)
    return caught.value


# --- A commit --------------------------------------------------------------------------------


def test_a_commit_is_built_as_it_was_then(here: Repository) -> None:
    then = here.outputs()
    here.article("a.md", title="Another title").article("b.md", title="Second").commit()
    feeds = before(here, "HEAD~1")
    assert sorted(feeds) == ["feed.atom", "feed.json", "feed.rss"]
    assert feeds == {path: then[path] for path in feeds}
    assert before(here, "HEAD") == {path: here.outputs()[path] for path in feeds}


def test_what_is_not_committed_makes_no_difference(here: Repository) -> None:
    then = before(here, "HEAD")
    here.article("b.md", title="Second").article("a.md", title="Changed")
    (here.root / "feedpub.lock").unlink()
    assert before(here, "HEAD") == then


def test_reading_a_commit_leaves_the_repository_alone(here: Repository) -> None:
    here.article("b.md", title="Second")
    here.git("add", "articles/b.md")
    for hook in ("post-index-change", "post-checkout"):
        here.write(f".git/hooks/{hook}", "#!/bin/sh\ntouch ran\n")
        (here.root / ".git/hooks" / hook).chmod(0o755)
    index = (here.root / ".git/index").read_bytes()
    before(here, "HEAD")
    assert (here.root / ".git/index").read_bytes() == index
    assert not (here.root / "ran").exists()


def test_a_commit_without_settings_had_published_nothing(here: Repository) -> None:
    here.git("rm", "--quiet", "feedpub.toml")
    here.git("commit", "--quiet", "--message", "Without")
    here.write("feedpub.toml", here.SETTINGS)
    assert before(here, "HEAD") == {}


def test_a_publication_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    outer = Repository(tmp_path / "outer")
    outer.git("init", "--quiet", "--initial-branch", "main")
    inner = Repository(outer.root / ":" / "news")
    inner.write("feedpub.toml", inner.SETTINGS).article("a.md").commit()
    then = inner.outputs()
    inner.article("b.md", title="Second").commit()
    feeds = before(inner, "HEAD~1")
    assert feeds["feed.json"] == then["feed.json"]


def test_what_archives_of_git_leave_out_is_there(here: Repository) -> None:
    here.write(".gitattributes", "articles export-ignore\n").commit()
    assert b"First" in before(here, "HEAD")["feed.json"]


def test_articles_of_a_submodule_are_there(tmp_path: Path) -> None:
    texts = Repository(tmp_path / "texts")
    (texts.root / "articles").rmdir()
    texts.write("a.md", "---\ntitle: From a submodule\ndate: 2026-11-01\n---\nText.\n")
    texts.git("init", "--quiet", "--initial-branch", "main")
    texts.git("add", "--all")
    texts.git("commit", "--quiet", "--message", "Texts")
    here = Repository(tmp_path / "here")
    (here.root / "articles").rmdir()
    here.write("feedpub.toml", here.SETTINGS)
    here.git("init", "--quiet", "--initial-branch", "main")
    allowed = ("-c", "protocol.file.allow=always")
    here.git(*allowed, "submodule", "--quiet", "add", str(texts.root), "articles")
    here.commit()
    assert b"From a submodule" in before(here, "HEAD")["feed.json"]


def test_a_hook_of_git_may_ask(here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    then = before(here, "HEAD")
    monkeypatch.setenv("GIT_DIR", "nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", str(here.root / "other-index"))
    assert before(here, "HEAD") == then
    assert not (here.root / "other-index").exists()


def test_three_points_are_where_the_branch_began(here: Repository) -> None:
    then = before(here, "HEAD")
    here.git("switch", "--quiet", "--create", "work")
    here.article("b.md", title="On the branch").commit()
    here.git("switch", "--quiet", "main")
    here.article("c.md", title="On main meanwhile").commit()
    here.git("switch", "--quiet", "work")
    assert before(here, "main...") == then
    assert before(here, "main") != then


def test_an_embargo_that_ended_since_makes_no_difference(here: Repository) -> None:
    here.article("e.md", title="Embargoed", date="2026-11-20T12:00:00Z")
    here.run("build", now="2026-11-20T10:00:00Z")
    here.commit()
    assert b"Embargoed" in before(here, "HEAD")["feed.json"]


def test_the_folder_is_gone_afterwards(here: Repository) -> None:
    with exported(find_commit(here.root, "HEAD")) as tree:
        assert (tree / "articles" / "a.md").is_file()
    assert not tree.exists()


def test_a_path_that_is_no_text_is_exported(here: Repository) -> None:
    name = os.fsdecode(b"articles/\xff \xe2\x82\xac\n.md")
    (here.root / name).write_text("---\ntitle: Odd\ndate: 2026-11-01\n---\nText.\n")
    here.git("add", "--all", ":!public")
    here.git("commit", "--quiet", "--message", "Odd")
    with exported(find_commit(here.root, "HEAD")) as tree:
        assert (tree / name).is_file()


def test_a_commit_that_cannot_be_built_says_why(here: Repository) -> None:
    here.write("feedpub.toml", here.SETTINGS + "titel = 1\n")
    here.git("commit", "--quiet", "--all", "--message", "Broken")
    here.write("feedpub.toml", here.SETTINGS)
    error = refusal(here, "HEAD")
    assert error.message.startswith("the publication at HEAD (")
    assert ") cannot be built: feedpub.toml:" in error.message
    assert "unknown setting `feeds.titel`" in error.message


# --- What cannot be read ---------------------------------------------------------------------


@pytest.mark.parametrize("name", ["nonsense", "HEAD~7", "-h", "--all", "v1.0...", "a..b"])
def test_no_commit_of_that_name(here: Repository, name: str) -> None:
    error = refusal(here, name)
    assert "no commit" in error.message
    assert "nor a file or folder of that name" in error.message
    assert "HEAD~1, main, v1.2" in error.hint


def test_without_a_name_there_is_nothing_to_compare_with(here: Repository) -> None:
    assert "nothing to compare with" in refusal(here, "").message


def test_a_branch_that_was_not_fetched(here: Repository) -> None:
    there = here.clone("there")
    assert "git fetch origin other:refs/remotes/origin/other" in refusal(there, "origin/other").hint


def test_a_shallow_clone_lacks_the_commit(here: Repository) -> None:
    here.article("b.md", title="Second").commit()
    here.git("clone", "--quiet", "--depth=1", f"file://{here.root}", str(here.root / "../thin"))
    error = refusal(Repository(here.root.parent / "thin"), "HEAD~1")
    assert "fetch-depth: 0" in error.hint
    assert "git fetch --unshallow" in error.hint


def test_a_repository_without_commits(tmp_path: Path) -> None:
    here = Repository(tmp_path / "here").write("feedpub.toml", Repository.SETTINGS)
    assert isinstance(here, Repository)
    here.git("init", "--quiet")
    assert "nothing was committed here yet" in refusal(here, "HEAD").hint


def test_without_a_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    here = Repository(tmp_path / "here").write("feedpub.toml", Repository.SETTINGS)
    assert isinstance(here, Repository)
    assert "there is no git repository here or above" in refusal(here, "HEAD").message


def test_without_git(here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    error = refusal(here, "HEAD")
    assert "git is not installed" in error.message
    assert here.root.joinpath("public").is_dir() and before(here, "./public")


def test_a_commit_and_a_path_of_one_name(here: Repository) -> None:
    here.git("branch", "public")
    error = refusal(here, "public")
    assert "is a commit and a path too" in error.message
    assert "`./public`" in error.hint
    assert before(here, "./public")


# --- Files -----------------------------------------------------------------------------------


def test_a_folder_is_what_is_live(here: Repository) -> None:
    live = here.outputs()
    here.article("b.md", title="Second").commit()
    (here.root / "live").mkdir()
    for path, data in live.items():
        here.write(f"live/{path}", data)
    feeds = before(here, "live")
    assert feeds["feed.rss"] == live["feed.rss"]
    assert all(path in live for path in feeds)


def test_in_a_folder_only_what_a_build_made_counts(here: Repository) -> None:
    here.write("public/podcast.xml", (here.root / "public/feed.rss").read_bytes())
    assert "podcast.xml" not in before(here, "public/")
    (here.root / "public/.feedpub.json").unlink()
    assert "podcast.xml" in before(here, "public/")


def test_the_feeds_of_a_folder(tmp_path: Path) -> None:
    rss, atom = b'<?xml version="1.0"?>\n<rss version="2.0">', b"<feed xmlns='...'>"
    files = {
        "index.xml": b"\xef\xbb\xbf" + rss,
        "tags/x/feed": atom,
        "b.json": b'{"items": [], "version": "https://jsonfeed.org/version/1"}',
        "rdf.rdf": b'<rdf:RDF xmlns:rdf="x">',
        "sitemap.xml": b"<?xml version='1.0'?><urlset>",
        "data.json": b'{"version": 1}',
        "list.json": b"[]",
        "page.html": b"<html><p>&lt;rss </p></html>",
        ".hidden/feed.xml": rss,
        ".feed.xml": rss,
    }
    for path, data in files.items():
        file = tmp_path / "live" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    (tmp_path / "secret.xml").write_bytes(rss)
    (tmp_path / "live" / "link.xml").symlink_to(tmp_path / "secret.xml")
    found = feed_files(tmp_path / "live", ["tags/x/feed", "../secret.xml", "missing"])
    assert list(found) == ["b.json", "index.xml", "rdf.rdf", "tags/x/feed"]


@pytest.mark.parametrize(
    ("data", "is_feed"),
    [
        pytest.param("<rss>".encode("utf-16"), True, id="UTF-16"),
        pytest.param(b"<?xml?><!-- " + b"x" * 900 + b"--><rss >", True, id="after a comment"),
        pytest.param(b"<!DOCTYPE html><html><rssx>", False, id="a name that begins alike"),
        pytest.param(b"", False, id="nothing"),
        pytest.param(b"rss", False, id="no markup"),
    ],
)
def test_a_feed_is_known_at_a_glance(data: bytes, is_feed: bool) -> None:
    assert looks_like_feed(data) is is_feed


def place(site: Repository, against: str) -> tuple[list[str], tuple[str, ...]]:
    found = read_before(Project.open(site.root), against, MOMENT, site.root / "public")
    assert not found.whole
    return list(found.files), found.notes


@pytest.fixture
def moved(here: Repository) -> Repository:
    """A publication whose RSS has an old name."""
    settings = here.SETTINGS + 'files = { rss = "index.xml" }\n'
    settings += '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n'
    here.write("feedpub.toml", settings)
    return here


def rss(url: str) -> str:
    link = f'<atom:link rel="self" href="{url}"/>' if url else ""
    return f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>{link}</channel></rss>'


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        pytest.param("live.xml", "http://post.example/index.xml", "index.xml", id="its address"),
        pytest.param("x.xml", "https://post.example/tags/sea.rss", "tags/sea.rss", id="of a tag"),
        pytest.param("feed.json", "", "feed.json", id="its name"),
        pytest.param("saved.xml", "", "index.xml", id="its format"),
        pytest.param("public/a/b.xml", "https://post.example/", "a/b.xml", id="where it lies"),
    ],
)
def test_where_a_saved_feed_belongs(moved: Repository, name: str, url: str, expected: str) -> None:
    moved.write(name, rss(url))
    assert place(moved, f"./{name}") == ([expected], ())


def test_an_address_that_nothing_is_written_to_is_told(moved: Repository) -> None:
    moved.write("live.xml", rss("https://post.example/old.xml"))
    files, notes = place(moved, "live.xml")
    assert files == ["index.xml"]
    assert "`https://post.example/old.xml`, which no feed of the settings is written to" in notes[0]


def test_a_file_that_is_no_feed(here: Repository) -> None:
    error = refusal(here, "./feedpub.toml")
    assert str(error) == "./feedpub.toml: is no RSS, Atom or JSON feed"


def test_a_path_that_is_not_there(here: Repository) -> None:
    assert "no such file or directory" in refusal(here, "./nowhere").message


def test_relative_paths_begin_where_the_user_is(here: Repository) -> None:
    project = Project.open(here.root)
    folder = here.root / "articles"
    found = read_before(project, "../public", MOMENT, here.root / "public", folder=folder)
    assert "feed.rss" in found.files


# --- What is no file, or too large ------------------------------------------------------------


@pytest.fixture
def pipe(here: Repository) -> str:
    """A pipe into which nobody writes; reading it would never end."""
    os.mkfifo(here.root / "pipe.rss")
    return "./pipe.rss"


def test_what_is_no_file_is_not_read(here: Repository, pipe: str) -> None:
    assert str(refusal(here, pipe)) == f"{pipe}: is no file but a folder or a device"
    assert "is no file" in refusal(here, "/dev/zero").message
    assert "curl -o" in refusal(here, pipe).hint


def test_what_is_no_file_is_passed_over_in_a_folder(here: Repository, pipe: str) -> None:
    here.build()
    (here.root / pipe).rename(here.root / "public/pipe.rss")
    assert "pipe.rss" not in feed_files(here.root / "public")
    assert "feed.rss" in feed_files(here.root / "public", ["pipe.rss"])


def huge(file: Path, begin: bytes) -> None:
    with file.open("wb") as stream:  # a hole takes no room on the disk
        stream.write(begin)
        stream.truncate(LARGEST + 1)


def test_a_file_that_is_too_large_is_no_feed(here: Repository) -> None:
    huge(here.root / "huge.xml", rss("").encode())
    error = refusal(here, "./huge.xml")
    assert str(error) == "./huge.xml: has 50,000,001 bytes, and a feed has at most 50,000,000"


def test_only_feeds_of_a_folder_may_not_be_too_large(tmp_path: Path) -> None:
    huge(tmp_path / "data.json", b'{"rows": [')
    assert feed_files(tmp_path) == {}
    huge(tmp_path / "feed.rss", rss("").encode())
    with pytest.raises(ConfigError, match=r"feed\.rss: has 50,000,001 bytes"):
        feed_files(tmp_path)


def test_a_broken_feed_is_named_as_it_was_given(here: Repository) -> None:
    version = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
    here.write("saved/broken.json", version)
    assert str(refusal(here, "./saved/broken.json")).startswith("./saved/broken.json: not valid")
