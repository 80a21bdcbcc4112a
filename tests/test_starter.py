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


@pytest.mark.parametrize(
    ("settings", "file"),
    [
        ("plugins: [jekyll-feed]\n", "feed.xml"),
        ("feed: {path: atom.xml}\n", "atom.xml"),
        ("plugins: [jekyll-feed]\nfeed:\n  path: /blog/feed.xml\n", "blog/feed.xml"),
    ],
)
def test_the_feed_of_a_jekyll_blog(folder: Folder, settings: str, file: str) -> None:
    folder.write("_config.yml", f"url: https://blog.example\n{settings}")
    folder.write("_posts/2026-07-01-one.md", POST.format(""))
    folder.init()
    assert folder.settings()["feeds"] == [{"path": "feed", "files": {"atom": file}}]
    folder.addresses()
    assert (folder.root / "public" / file).is_file()


def test_the_plugin_of_a_jekyll_blog_may_be_in_its_gemfile(folder: Folder) -> None:
    folder.write("_config.yml", "url: https://blog.example\n").write("_posts/2026-07-01-a.md", "x")
    folder.write("Gemfile", "group :jekyll_plugins do\n  gem 'jekyll-feed', '~> 0.12'\nend\n")
    folder.init()
    assert folder.settings()["feeds"][0]["files"] == {"atom": "feed.xml"}


def test_a_jekyll_blog_may_have_a_feed_of_its_own(folder: Folder) -> None:
    folder.write("_config.yml", "url: https://blog.example\n").write("_posts/2026-07-01-a.md", "x")
    folder.write("rss.xml", "---\n---\n<rss version='2.0'></rss>\n").init()
    assert folder.settings()["feeds"][0]["files"] == {"rss": "rss.xml"}


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Lee", {"name": "Ann Lee"}),
        ("{name: Ann, email: ann@blog.example}", {"name": "Ann", "email": "ann@blog.example"}),
        ("{name: Ann, email: ann at blog}", {"name": "Ann"}),
    ],
)
def test_the_author_of_a_jekyll_blog(folder: Folder, author: str, expected: dict[str, str]) -> None:
    folder.write("_config.yml", f"url: https://blog.example\nauthor: {author}\n")
    folder.write("_posts/2026-07-01-one.md", POST.format("")).init()
    assert folder.settings()["publication"]["author"] == expected
    assert folder.list()[0]["authors"] == [
        {"name": "", "email": "", "url": "", "bio": ""} | expected
    ]


@pytest.mark.parametrize(
    ("categories", "is_told"), [("tea pots", True), ("[tea, pots]", True), ("Tea", False)]
)
def test_posts_of_several_categories_are_told(
    folder: Folder, categories: str, is_told: bool
) -> None:
    folder.write("_config.yml", "url: https://blog.example\npermalink: /:categories/:title/\n")
    folder.write("_posts/2026-07-01-one.md", POST.format(f"categories: {categories}\n"))
    told = "has another address from Jekyll (tea/pots/…), _posts/2026-07-01-one.md"
    assert (told in folder.init().err) == is_told


def test_a_post_that_names_its_address_is_right(folder: Folder) -> None:
    folder.write("_config.yml", "url: https://blog.example\npermalink: /:categories/:title/\n")
    fields = "categories: [tea, pots]\npermalink: /tea/pots/one/\n"
    folder.write("_posts/2026-07-01-one.md", POST.format(fields))
    assert "another address" not in folder.init().err
    assert folder.addresses() == ["https://blog.example/tea/pots/one/"]


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ("collections: {posts: {permalink: /c/:title/}}", "c/one/"),
        (
            "defaults: [{scope: {path: ''}, values: {permalink: '/d/:title:output_ext'}}]",
            "d/one.html",
        ),
        (
            "defaults: [{scope: {type: pages}, values: {permalink: /d/:title}}]",
            "2026/07/01/one.html",
        ),
    ],
)
def test_where_jekyll_names_addresses(folder: Folder, settings: str, address: str) -> None:
    folder.write("_config.yml", f"url: https://blog.example\n{settings}\n")
    folder.write("_posts/2026-07-01-one.md", POST.format("")).init()
    assert folder.addresses() == [f"https://blog.example/{address}"]


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        ("permalink: /:i_day/:title/", "`permalink` of _config.yml was not taken over: nothing"),
        ("future: true", "`future` of _config.yml was not taken over: "),
        ("feed: {categories: true}", "`feed.categories` of _config.yml was not taken over: add"),
        ("feed: {path: ../x.xml}", "the feed `../x.xml` was not taken over"),
        ("feed: {path: feed.rss}", "the feed `feed.rss` was not taken over"),
        ("permalink: /:year/:month/", "the address `{base_url}{year}/{month}/` would be that of"),
        ("permalink: '/{x}/:title'", "`permalink` of _config.yml was not taken over: nothing"),
    ],
)
def test_what_of_jekyll_is_not_taken_over_is_told(folder: Folder, settings: str, note: str) -> None:
    folder.write("_config.yml", f"url: https://blog.example\n{settings}\n")
    folder.write("_posts/2026-07-01-one.md", POST.format(""))
    assert note in folder.init().err
    assert len(folder.addresses()) == 1


def test_a_feed_of_summaries_stays_one(folder: Folder) -> None:
    folder.write("_config.yml", "url: https://b.example\nfeed: {path: f.xml, excerpt_only: true}\n")
    folder.write("_posts/2026-07-01-one.md", POST.format("")).init()
    assert folder.settings()["feeds"][0]["content"] == "summary"


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
    ("permalinks", "address"),
    [
        ("posts = '/:year/:month/:slug/'", "2026/07/a-post/"),
        ("posts = '/:section/:year/:month/:day/:title'", "posts/2026/07/01/a-post/"),
        ("page = {posts = '/:year/:slugorfilename/'}", "2026/a-post/"),
        ("page = {posts = '/:filename/'}\nsection = {posts = '/x'}", "a-post/"),
        ("page = {posts = '/b/:contentbasename'}\nterm = {tags = '/t/:slug'}", "b/a-post/"),
        ("notes = '/:year/:slug/'", "posts/a-post/"),
    ],
)
def test_the_addresses_of_a_hugo_blog(folder: Folder, permalinks: str, address: str) -> None:
    folder.write("hugo.toml", f"baseURL = 'https://blog.example/'\n[permalinks]\n{permalinks}\n")
    folder.write("content/posts/a-post.md", POST.format("date: 2026-07-01T10:00:00Z\n"))
    err = folder.init().err
    assert "not taken over" not in err and "another address" not in err
    assert folder.addresses() == [f"https://blog.example/{address}"]


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        (
            "[permalinks]\nposts = '/:yearday/:slug/'",
            "`permalinks.posts` of hugo.toml was not taken",
        ),
        (
            "[permalinks.page]\nposts = '/:sections[1:]/:slug'",
            "`permalinks.page.posts` of hugo.toml",
        ),
        ("[[permalinks]]\npattern = '/:slug'", "`permalinks` of hugo.toml was not taken over"),
        ("[languages.en]\n[languages.pt]", "`languages` of hugo.toml was not taken over"),
        ("buildFuture = true", "`buildFuture` of hugo.toml was not taken over"),
    ],
)
def test_what_of_hugo_is_not_taken_over_is_told(folder: Folder, settings: str, note: str) -> None:
    folder.write("hugo.toml", f"baseURL = 'https://blog.example/'\n{settings}\n")
    folder.write("content/posts/a-post.md", POST.format("date: 2026-07-01T10:00:00Z\n"))
    assert note in folder.init().err
    assert len(folder.addresses()) == 1


def test_articles_that_hugo_names_by_their_title_are_told(folder: Folder) -> None:
    folder.write("hugo.toml", "baseURL = 'https://b.example/'\n[permalinks]\nposts = '/:slug/'\n")
    folder.write("content/posts/short.md", POST.format("date: 2026-07-01T10:00:00Z\n"))
    folder.write("content/posts/a-post.md", POST.format("date: 2026-07-02T10:00:00Z\n"))
    assert "1 article has another address from Hugo (a-post), content/posts/short.md" in (
        folder.init().err
    )


@pytest.mark.parametrize("name", ["2026/one", "2026-07-01-one", "2026/one/index"])
def test_a_hugo_blog_names_articles_by_their_files(folder: Folder, name: str) -> None:
    folder.write("hugo.toml", "baseURL = 'https://blog.example/'\n")
    folder.write(f"content/posts/{name}.md", POST.format("date: 2026-07-01T10:00:00Z\n"))
    assert "another address" not in folder.init().err
    inner = name.removesuffix("/index")
    assert folder.addresses() == [f"https://blog.example/posts/{inner}/"]


def test_the_folder_of_settings_of_a_hugo_blog(folder: Folder) -> None:
    folder.write("config/_default/hugo.toml", "baseURL = 'https://dev.example/'\ntitle = 'Mine'\n")
    folder.write("config/_default/params.yaml", "description: About\nauthor: Ann Lee\n")
    folder.write("config/_default/permalinks.toml", "[page]\nposts = '/:year/:filename/'\n")
    folder.write("config/_default/menus.en.toml", "title = 'No'\n")
    folder.write("config/production/config.toml", "baseURL = 'https://blog.example/'\n")
    folder.write("content/posts/one.md", POST.format("date: 2026-07-01T10:00:00Z\n"))
    assert "found a Hugo blog" in folder.init().err
    publication = folder.settings()["publication"]
    assert (publication["title"], publication["description"]) == ("Mine", "About")
    assert publication["author"] == {"name": "Ann Lee"}
    assert folder.addresses() == ["https://blog.example/2026/one/"]


@pytest.mark.parametrize(
    ("settings", "files"),
    [
        (
            "[outputFormats.RSS]\nbaseName = 'feed'\nmediaType = 'application/rss+xml'",
            {"rss": "feed.xml"},
        ),
        ("disableKinds = ['RSS']", None),
        ("[outputs]\nhome = ['HTML']", None),
    ],
)
def test_the_feed_of_a_hugo_blog(
    folder: Folder, settings: str, files: dict[str, str] | None
) -> None:
    folder.write("hugo.toml", f"baseURL = 'https://blog.example/'\n{settings}\n")
    folder.write("content/posts/one.md", POST.format("date: 2026-07-01T10:00:00Z\n")).init()
    assert folder.settings()["feeds"][0].get("files") == files


def test_the_main_section_of_a_hugo_blog(folder: Folder) -> None:
    folder.write("hugo.yaml", "baseURL: https://b.example/\nparams: {mainSections: [tea, pots]}\n")
    for name in ("tea/one", "pots/two", "posts/three"):
        folder.write(f"content/{name}.md", POST.format("date: 2026-07-01T10:00:00Z\n"))
    ran = folder.init()
    assert "`mainSections` of hugo.yaml was not taken over: only content/tea/ is read" in ran.err
    assert folder.addresses() == ["https://b.example/tea/one/"]


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


PELICAN = "SITENAME = 'My Blog'\nSITEURL = ''\nAUTHOR = 'Ann Lee'\nFEED_ALL_ATOM = None\n"
PUBLISHED = "import os\nfrom pelicanconf import *\nSITEURL = 'https://blog.example'\n"


def pelican(folder: Folder, settings: str = "", published: str = "") -> Ran:
    folder.write("pelicanconf.py", PELICAN + settings)
    folder.write("publishconf.py", PUBLISHED + published)
    folder.write("content/a-post.md", "Title: A post\nDate: 2026-07-01\n\nText.\n")
    return folder.init()


def test_what_pelican_publishes_with_wins(folder: Folder) -> None:
    feeds = "FEED_ALL_ATOM = 'feeds/all.xml'\nFEED_ALL_RSS = 'feeds/rss.xml'\n"
    assert pelican(folder, published=feeds).code == 0
    settings = folder.settings()
    assert settings["publication"]["author"] == {"name": "Ann Lee"}
    assert settings["feeds"][0]["files"] == {"atom": "feeds/all.xml", "rss": "feeds/rss.xml"}
    assert folder.addresses() == ["https://blog.example/a-post.html"]


def test_a_pelican_blog_without_a_feed_has_none(folder: Folder) -> None:
    pelican(folder)
    assert "files" not in folder.settings()["feeds"][0]


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("{slug}/", "a-post/"),
        ("posts/{date:%Y}/{date:%m}/{slug}/", "posts/2026/07/a-post/"),
        ("{date:%Y/%m/%d}/{slug}.html", "2026/07/01/a-post.html"),
    ],
)
def test_the_addresses_of_a_pelican_blog(folder: Folder, pattern: str, address: str) -> None:
    saved = pattern if pattern.endswith(".html") else pattern + "index.html"
    ran = pelican(folder, f"ARTICLE_URL = '{pattern}'\nARTICLE_SAVE_AS = '{saved}'\n")
    assert "not taken over" not in ran.err and "another address" not in ran.err
    assert folder.addresses() == [f"https://blog.example/{address}"]


@pytest.mark.parametrize(
    ("settings", "note"),
    [
        ("ARTICLE_URL = '{date:%b}/{slug}/'", "`ARTICLE_URL` of pelicanconf.py was not taken over"),
        ("ARTICLE_URL = '{author}/{slug}/'", "nothing here stands for `{author}`"),
        ("ARTICLE_URL = 'a/' + SLUG", "`ARTICLE_URL` of pelicanconf.py was not taken over: it is"),
        ("ARTICLE_SAVE_AS = 'x/{slug}.html'", "`ARTICLE_SAVE_AS` of pelicanconf.py was not taken"),
        ("TAG_FEED_RSS = 'tags/{slug}.xml'", "`TAG_FEED_RSS` of pelicanconf.py was not taken over"),
        ("TIMEZONE = os.environ['TZ']", "`TIMEZONE` of pelicanconf.py was not taken over: it is"),
        (
            "SLUGIFY_SOURCE = 'title'\nARTICLE_URL = '{category}/{slug}'",
            "another address from Pelican",
        ),
    ],
)
def test_what_of_pelican_is_not_taken_over_is_told(
    folder: Folder, settings: str, note: str
) -> None:
    assert note in pelican(folder, settings + "\n").err
    assert len(folder.addresses()) == 1


def test_no_settings_of_pelican_are_run(folder: Folder) -> None:
    file = folder.root / "made"
    assert pelican(folder, f"open({str(file)!r}, 'w')\nSITENAME = str(open({str(file)!r}, 'w'))\n")
    assert not file.exists()


def test_pages_of_a_pelican_blog_are_no_articles(folder: Folder) -> None:
    folder.write("content/pages/about.md", "Title: About\nDate: 2026-07-01\n\nText.\n")
    folder.write("content/images/a.png", b"")
    pelican(folder)
    assets = {"folder": "content/images", "url": "{base_url}images/"}
    assert folder.settings()["articles"]["assets"] == [assets]
    assert folder.addresses() == ["https://blog.example/a-post.html"]


def test_settings_that_cannot_be_read_are_told(folder: Folder) -> None:
    folder.write("hugo.toml", "= 1").write("content/one.md", "x")
    assert "hugo.toml was not taken over: Invalid" in folder.init().err


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
