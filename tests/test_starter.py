"""`init` and `new`: the first files, and blogs that move in."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from feedpub.cli import main
from tests.site import NOW, Ran, Site

POST = "---\ntitle: A post\n{}---\nSome text.\n"


class Folder(Site):
    """A folder that is no publication yet."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir()

    def init(self, *arguments: str) -> Ran:
        command = ["-C", str(self.root), "init", "--now", NOW, *arguments]
        result = CliRunner().invoke(main, command, catch_exceptions=False)
        return Ran(result.exit_code, result.stdout, result.stderr)

    def settings(self) -> dict[str, Any]:
        return tomllib.loads((self.root / "feedpub.toml").read_text(encoding="utf-8"))

    def addresses(self) -> list[str]:
        """Build what `init` made, without any finding, and return the articles' addresses."""
        ran = self.run("build", "--strict", "--fail-on", "info")
        assert ran.code == 0, ran.err
        return [article["url"] for article in self.list()]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path / "my-paper")


# --- init ------------------------------------------------------------------------------------


def test_a_fresh_folder_becomes_a_publication_that_builds(folder: Folder) -> None:
    ran = folder.init()
    assert ran.code == 0
    names = [Path(line).relative_to(folder.root).as_posix() for line in ran.out.splitlines()]
    assert names == ["feedpub.toml", "articles/welcome.md", ".gitattributes", ".gitignore"]
    assert folder.settings()["publication"]["title"] == "My paper"
    assert folder.addresses() == ["https://www.example.org/2026/11/welcome/"]
    assert "feedpub.lock merge=union" in (folder.root / ".gitattributes").read_text()


def test_title_and_address_may_be_given(folder: Folder) -> None:
    folder.init("--title", 'The "Paper" {x} \\ ü', "--url", "https://paper.example")
    assert folder.settings()["publication"]["title"] == 'The "Paper" {x} \\ ü'
    assert folder.addresses() == ["https://paper.example/2026/11/welcome/"]


def test_it_may_name_a_folder_that_does_not_exist(folder: Folder) -> None:
    ran = folder.init("new/one")
    assert ran.code == 0
    assert (folder.root / "new/one/feedpub.toml").is_file()
    assert "build`" in ran.err


def test_nothing_is_overwritten(folder: Folder) -> None:
    before = {".gitattributes": b"*.md text\n", ".gitignore": b"\xff\n", "articles/a.md": b"x\n"}
    for name, content in before.items():
        folder.write(name, content)
    ran = folder.init()
    assert ran.code == 0
    for name, content in before.items():
        assert (folder.root / name).read_bytes() == content
    assert "add this line to .gitattributes: feedpub.lock merge=union" in ran.err
    assert "add this line to .gitignore: /.feedpub/" in ran.err
    assert not (folder.root / "articles/welcome.md").exists()


def test_lines_that_are_there_need_not_be_added(folder: Folder) -> None:
    folder.write(".gitattributes", "feedpub.lock merge=union\r\n").write(
        ".gitignore", "/.feedpub/\n"
    )
    assert "add this line" not in folder.init().err


def test_a_publication_is_begun_once(folder: Folder) -> None:
    folder.init()
    text = (folder.root / "feedpub.toml").read_bytes()
    ran = folder.init("--title", "Other")
    assert ran.code == 2
    assert "exists already" in ran.err
    assert (folder.root / "feedpub.toml").read_bytes() == text


@pytest.mark.parametrize("url", ["paper.example", "ftp://paper.example", "https://"])
def test_an_address_must_be_a_whole_one(folder: Folder, url: str) -> None:
    ran = folder.init("--url", url)
    assert ran.code == 2
    assert f"`{url}` is no web address" in ran.err
    assert list(folder.root.iterdir()) == []


# --- blogs that move in ----------------------------------------------------------------------

JEKYLL = """\
title: My Blog
url: https://blog.example
baseurl: /b
description: >
  About
  things
lang: pt-BR
timezone: Europe/Lisbon
plugins: [jekyll-feed]
"""


def test_a_jekyll_blog(folder: Folder) -> None:
    folder.write("_config.yml", JEKYLL)
    folder.write("_posts/2026-07-01-one.md", POST.format("categories: [sea]\n"))
    folder.write("assets/a.png", b"")
    ran = folder.init()
    assert "found a Jekyll blog: its articles are in _posts/" in ran.err
    settings = folder.settings()
    assert settings["publication"] == {
        "title": "My Blog",
        "base_url": "https://blog.example/b/",
        "description": "About things",
        "language": "pt",
        "timezone": "Europe/Lisbon",
    }
    assert settings["feeds"] == [{"path": "feed", "files": {"atom": "feed.xml"}}]
    assert settings["articles"]["assets"] == [{"folder": "assets", "url": "{base_url}assets/"}]
    assert folder.addresses() == ["https://blog.example/b/sea/2026/07/01/one.html"]
    assert (folder.root / "public/feed.xml").is_file()


@pytest.mark.parametrize(
    ("permalink", "address"),
    [
        ("date", "2026/07/01/one.html"),
        ("pretty", "2026/07/01/one/"),
        ("none", "one.html"),
        ("/:categories/:year/:title/", "2026/one/"),
        ("/blog/:year/:month/:title.html", "blog/2026/07/one.html"),
        ("ordinal", "2026/07/one/"),
        ("/:i_day/:title/", "2026/07/one/"),
    ],
)
def test_the_addresses_of_a_jekyll_blog(folder: Folder, permalink: str, address: str) -> None:
    folder.write("_config.yml", f"url: https://blog.example\npermalink: {permalink}\n")
    folder.write("_posts/2026-07-01-one.md", POST.format(""))
    folder.init()
    assert folder.addresses() == [f"https://blog.example/{address}"]


def test_a_hugo_blog(folder: Folder) -> None:
    folder.write(
        "hugo.toml",
        'baseURL = "https://blog.example/"\nlanguageCode = "en-us"\ntitle = "My Blog"\n'
        '[params]\ndescription = "About things"\n',
    )
    folder.write("content/posts/one.md", POST.format("date: 2026-07-01T10:00:00+01:00\n"))
    folder.write("content/posts/_index.md", "---\ntitle: Posts\n---\n")
    folder.write("static/a.png", b"")
    assert "found a Hugo blog: its articles are in content/posts/" in folder.init().err
    settings = folder.settings()
    assert settings["publication"]["description"] == "About things"
    assert settings["feeds"][0]["files"] == {"rss": "index.xml"}
    assert settings["articles"]["assets"] == [{"folder": "static", "url": "{base_url}"}]
    assert folder.addresses() == ["https://blog.example/posts/one/"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("config.yaml", "baseURL: https://blog.example/\ntitle: My Blog\n"),
        ("hugo.json", '{"baseURL": "https://blog.example/", "title": "My Blog"}'),
        ("config.toml", 'baseurl = "https://blog.example/"\ntitle = "My Blog"\n'),
    ],
)
def test_the_other_settings_of_hugo(folder: Folder, name: str, text: str) -> None:
    folder.write(name, text).write("content/2026-07-01-one.md", POST.format(""))
    assert "found a Hugo blog" in folder.init().err
    assert folder.settings()["publication"]["title"] == "My Blog"
    assert len(folder.addresses()) == 1


def test_a_zola_blog(folder: Folder) -> None:
    folder.write(
        "config.toml",
        'base_url = "https://blog.example"\ntitle = "My Blog"\ndescription = "About"\n'
        'default_language = "pt"\nfeed_filenames = ["rss.xml"]\n',
    )
    folder.write("content/blog/one.md", '+++\ntitle = "A post"\ndate = 2026-07-01\n+++\nText.\n')
    assert "found a Zola blog: its articles are in content/blog/" in folder.init().err
    assert folder.settings()["feeds"][0]["files"] == {"rss": "rss.xml"}
    assert folder.settings()["publication"]["language"] == "pt"
    assert folder.addresses() == ["https://blog.example/blog/one/"]


def test_a_pelican_blog(folder: Folder) -> None:
    folder.write(
        "pelicanconf.py",
        "import os\nSITENAME = 'My Blog'\nSITEURL = \"https://blog.example\"\nPATH = 'content/'\n"
        "TIMEZONE = 'Europe/Paris'\nDEFAULT_LANG = 'fr'\nAUTHOR = os.environ['HOME']\n",
    )
    folder.write(
        "content/one.md", "Title: A post\nDate: 2026-07-01 10:20\nStatus: published\n\nText.\n"
    )
    assert "found a Pelican blog: its articles are in content/" in folder.init().err
    assert folder.settings()["publication"]["timezone"] == "Europe/Paris"
    assert folder.addresses() == ["https://blog.example/one.html"]


def test_what_is_given_wins_over_the_settings_of_the_blog(folder: Folder) -> None:
    folder.write("_config.yml", JEKYLL).write("_posts/2026-07-01-one.md", POST.format(""))
    folder.init("--title", "Mine", "--url", "https://mine.example/")
    publication = folder.settings()["publication"]
    assert (publication["title"], publication["base_url"]) == ("Mine", "https://mine.example/")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("_config.yml", "title: [", id="not YAML"),
        pytest.param("_config.yml", "just text", id="no table"),
        pytest.param("hugo.toml", "= 1", id="not TOML"),
        pytest.param("config.toml", b"\xff", id="not UTF-8"),
        pytest.param("hugo.json", "{", id="not JSON"),
        pytest.param("config.toml", 'title = "Some other program"\n', id="of another program"),
    ],
)
def test_settings_that_cannot_be_read_are_passed_over(
    folder: Folder, name: str, text: str | bytes
) -> None:
    folder.write(name, text)
    assert folder.init().code == 0
    assert len(folder.addresses()) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("_config.yml", "url: blog.example\nlang: C\ntimezone: Nowhere/Land\ntitle: '  '\n"),
        ("pelicanconf.py", "SITEURL = ''\nPATH = '../elsewhere'\nDEFAULT_LANG = '?'\n"),
        ("pelicanconf.py", "PATH = '/srv/content'\n"),
        ("pelicanconf.py", "PATH = 'missing'\n"),
    ],
)
def test_what_our_settings_would_refuse_is_left_out(folder: Folder, name: str, text: str) -> None:
    folder.write(name, text)
    if name == "_config.yml":
        folder.write("_posts/2026-07-01-one.md", POST.format(""))
    folder.init()
    assert folder.addresses()[0].startswith("https://www.example.org/")


# --- new -------------------------------------------------------------------------------------


def test_a_new_article_has_its_date_and_an_id(site: Site) -> None:
    ran = site.run("new", 'Fish & "chips": a {title}')
    (path,) = ran.out.split()
    assert Path(path).name == "2026-11-20-fish-and-chips-a-title.md"
    assert site.build().code == 0
    (article,) = site.list()
    assert article["title"] == 'Fish & "chips": a {title}'
    assert article["published"] == "2026-11-20T17:00:00Z"
    assert article["id"].startswith("urn:uuid:")
    row = (site.root / "feedpub.lock").read_text()
    assert article["id"] in row


def test_a_new_article_has_the_day_of_the_zone(site: Site) -> None:
    ran = site.run("new", "Late", now="2026-07-01T23:30:00Z")
    assert Path(ran.out.strip()).name == "2026-07-02-late.md"
    assert "date: 2026-07-02T00:30:00+01:00" in Path(ran.out.strip()).read_text()


def test_a_new_article_never_replaces_another(site: Site) -> None:
    site.run("new", "Same")
    before = (site.root / "articles/2026-11-20-same.md").read_bytes()
    ran = site.run("new", "Same!")
    assert ran.code == 2
    assert "exists already\nHint: choose another title" in ran.err
    assert (site.root / "articles/2026-11-20-same.md").read_bytes() == before


def test_a_new_draft_is_seen_by_nobody(site: Site) -> None:
    site.run("new", "--draft", "Half done")
    site.build()
    assert site.feed()["items"] == []
    assert site.list()[0]["state"] == "draft"


@pytest.mark.parametrize("title", ["😀", "../../etc/passwd", "CON", "x" * 500, "العربية", "a/b\\c"])
def test_any_title_makes_a_file_in_the_folder(site: Site, title: str) -> None:
    ran = site.run("new", title)
    assert ran.code == 0, ran.err
    assert Path(ran.out.strip()).parent == site.root / "articles"
    assert site.build().code == 0
    assert site.list()[0]["title"] == title
