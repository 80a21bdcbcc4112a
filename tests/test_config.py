"""feedpub.toml: what it may say, and how each mistake is named."""

from __future__ import annotations

import datetime as dt

import pytest

from feedpub import output
from feedpub.config import AssetsSettings, Config, parse_config
from feedpub.errors import ConfigError
from feedpub.model import Author
from tests.site import Site

PUBLICATION = '[publication]\ntitle = "The Post"\nbase_url = "https://post.example/"\n'


def config(more: str = "") -> Config:
    return parse_config(PUBLICATION + more)


def mistakes(text: str) -> list[str]:
    """Return each mistake as the command line shows it, and its hint."""
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    return [f"{error} | {error.hint}" for error in caught.value.all()]


def mistake(more: str) -> str:
    """Return the only mistake in settings that are good otherwise."""
    (only,) = mistakes(PUBLICATION + more)
    return only


EVERYTHING = """
[publication]
title = "The Harbour Ledger"
base_url = "https://ledger.example/"
description = "News of the harbour, every weekday"
language = "pt-BR"
timezone = "Europe/Lisbon"
author = { name = "The Ledger", email = "desk@ledger.example", url = "https://ledger.example/us" }
icon = "icon.png"
rights = "© The Ledger"

[articles]
folder = "texts"
url = "{base_url}{section}/{year}/{month}/{day}/{slug}/"
assets = { folder = "texts/images", url = "{base_url}images/" }
ignore = ["README.md", "pages/*"]
max_bytes = 1000

[[feeds]]
path = "feed"
formats = ["rss", "atom"]
files = { rss = "index.xml" }
limit = 5
content = "summary"
title = "Short"
description = "In short"

[[feeds]]
path = "tags/{tag}"
per = "tag"
title = "About {tag}"

[[newsletters]]
name = "weekly"
title = "The Week"
from = { name = "The Ledger", email = "desk@ledger.example" }
reply_to = "letters@ledger.example"
every = "month"
template = "own"
postal_address = "1 Quay Street"
unsubscribe_url = "https://ledger.example/bye"
reason = "You asked."
start = 2026-11-01
max_stories = 7
sections = ["News"]
tags = ["Sea"]
language = "en"

[authors.ann]
name = "Ann Lee"
bio = "Ann writes."

[authors]
bob = "Bob Ray <bob@ledger.example>"
"""


def test_every_setting_is_read() -> None:
    text = EVERYTHING.replace("[authors.ann]\n", "").replace(
        'name = "Ann Lee"\nbio = "Ann writes."\n', ""
    )
    text = text + 'ann = { name = "Ann Lee", bio = "Ann writes." }\n'
    config = parse_config(text)
    assert config.base_url == "https://ledger.example/"
    assert config.zone.key == "Europe/Lisbon"
    assert config.default_author.email == "desk@ledger.example"
    assert config.articles.assets == (
        AssetsSettings(folder="texts/images", url="{base_url}images/"),
    )
    assert config.articles.ignore == ("README.md", "pages/*")
    assert config.feeds[0].files == {"rss": "index.xml"}
    assert config.feeds[1].per == "tag"
    assert config.newsletters[0].sender.name == "The Ledger"
    assert config.newsletters[0].start == dt.date(2026, 11, 1)
    assert config.authors["ann"] == Author(name="Ann Lee", bio="Ann writes.")
    assert config.authors["bob"] == Author(name="Bob Ray", email="bob@ledger.example")


def test_few_settings_are_needed() -> None:
    settings = config()
    assert settings.articles.folder == "articles"
    assert [feed.path for feed in settings.feeds] == ["feed"]
    assert settings.default_author == Author(name="The Post")
    assert settings.zone.key == "UTC"


def test_assets_are_a_table_or_a_list() -> None:
    one = '{ folder = "a", url = "https://cdn.example/" }'
    assert config(f"[articles]\nassets = {one}").articles.assets == (
        config(f"[articles]\nassets = [{one}]").articles.assets
    )
    two = config(f"[articles]\nassets = [{one}, {one}]").articles.assets
    assert len(two) == 2


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ('"Ann Lee"', Author(name="Ann Lee")),
        ('"Ann Lee <ann@post.example>"', Author(name="Ann Lee", email="ann@post.example")),
        ('{ name = "Ann Lee" }', Author(name="Ann Lee")),
    ],
)
def test_the_author_is_a_name_or_a_table(author: str, expected: Author) -> None:
    assert config(f"author = {author}\n").default_author == expected


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://post.example", "https://post.example/"),
        ("https://post.example/blog", "https://post.example/blog/"),
        ("https://post.example//", "https://post.example/"),
        ("HTTPS://Post.Example", "https://post.example/"),
        ("https://münchen.example/ü", "https://xn--mnchen-3ya.example/%C3%BC/"),
    ],
)
def test_the_base_address_is_ascii_and_ends_with_a_slash(base_url: str, expected: str) -> None:
    text = f'[publication]\ntitle = "The Post"\nbase_url = "{base_url}"\n'
    assert parse_config(text).base_url == expected


# --- unknown names ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            'titel = "x"',
            "feedpub.toml:4:1: unknown setting `publication.titel` | did you mean `title`?",
        ),
        ("[feed]\nx = 1", "feedpub.toml:4:2: unknown setting `feed` | did you mean `feeds`?"),
        (
            '[[feeds]]\npath = "a"\n[[feeds]]\npath = "b"\nlimt = 3',
            "feedpub.toml:8:1: unknown setting `feeds.limt` | did you mean `limit`?",
        ),
        (
            'author = { name = "A", mail = "x" }',
            "feedpub.toml:4:24: unknown setting `publication.author.mail` | did you mean `email`?",
        ),
        (
            '[articles]\nassets = { folder = "a", urls = "x", url = "https://x.example/" }',
            "feedpub.toml:5:26: unknown setting `articles.assets.urls` | did you mean `url`?",
        ),
        (
            '[[newsletters]]\nname = "a"\ntitle = "b"\nfrom = { email = "a@b.example", nam = "x" }',
            "feedpub.toml:7:33: unknown setting `newsletters.from.nam` | did you mean `name`?",
        ),
        (
            '[authors.ann]\nname = "A"\nbiography = "x"',
            "feedpub.toml:6:1: unknown setting `authors.ann.biography` | "
            "known here: bio, email, name, url",
        ),
    ],
)
def test_an_unknown_setting_is_named_with_the_nearest(more: str, expected: str) -> None:
    assert mistake(more) == expected


# --- types and gaps --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("description = 5", "4:1: `publication.description`: expected text, got a whole number | "),
        (
            "[[feeds]]\npath = 'a'\nlimit = 'x'",
            "6:1: `feeds.limit`: expected a whole number, got text | ",
        ),
        ("max_new = 'x'", "4:1: `publication.max_new`: expected a whole number, got text | "),
        (
            "[[feeds]]\npath = 'a'\narchives = 1",
            "6:1: `feeds.archives`: expected true or false, got a whole number | ",
        ),
        (
            "[[newsletters]]\nname = 'a'\ntitle = 'A'\nfrom = { email = 'a@b.example' }\nstart = 5",
            "8:1: `newsletters.start`: expected a date, got a whole number | ",
        ),
        (
            "[[feeds]]\npath = 'a'\nformats = ['rdf']",
            "6:1: `feeds.formats` cannot be `rdf`, only rss, atom or json | ",
        ),
        (
            "[[feeds]]\npath = 'a'\nformats = ['rss', 'jsn']",
            "6:1: `feeds.formats` cannot be `jsn`, only rss, atom or json | did you mean `json`?",
        ),
        (
            "[[feeds]]\npath = 'a'\nformats = 'rss'",
            "6:1: `feeds.formats`: expected a list, got text | one of rss, atom, json",
        ),
        (
            "[[feeds]]\npath = 'a'\nper = 5",
            "6:1: `feeds.per`: expected text, got a whole number | one of tag, author, section",
        ),
        (
            "[[newsletters]]\nname = 'a'\ntitle = 'A'\nfrom = { email = 'a@b.example' }\n"
            "[newsletters.fields.since]\ntype = 'dat'",
            "9:1: `newsletters.fields.since.type` cannot be `dat`, only text, address, number or "
            "date | did you mean `date`?",
        ),
        (
            "[[feeds]]\npath = 'a'\nper = 'year'",
            "6:1: `feeds.per` cannot be `year`, only tag, author or section | ",
        ),
        (
            "[feeds]\npath = 'a'",
            "4:2: `feeds`: expected a list, got a table | "
            "write [[feeds]], between two brackets, since there may be several",
        ),
        (
            "[articles]\nassets = ['images']",
            "5:1: `articles.assets`: expected a table, got text | ",
        ),
        (
            "[articles]\nassets = [{ folder = 'a', url = 'https://x.example/' }, 3]",
            "5:1: `articles.assets`: expected a table, got a whole number | ",
        ),
        ("author = 5", "4:1: `publication.author`: expected a table, got a whole number | "),
        (
            "author = { email = 'a@b.example' }",
            '4:1: the setting `publication.author.name` is missing | name = "Ann Lee"',
        ),
        (
            "[[newsletters]]\nname = 'a'\ntitle = 'b'\nfrom = 'c'",
            "7:1: `newsletters.from`: expected a table, got text | ",
        ),
        (
            "[[newsletters]]\nname = 'a'\ntitle = 'b'\n"
            "from = { email = 'a@b.example' }\nstart = 'soon'",
            "8:1: `newsletters.start`: ",
        ),
    ],
)
def test_a_value_of_a_wrong_kind_is_named_in_plain_words(more: str, expected: str) -> None:
    assert mistake(more).startswith(f"feedpub.toml:{expected}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "feedpub.toml: the setting `publication` is missing | begin with [publication]"),
        (
            "publication = 5",
            "feedpub.toml:1:1: `publication`: expected a table, got a whole number",
        ),
        ("articles = 5\n" + PUBLICATION, "feedpub.toml:1:1: `articles`: expected a table"),
        ("authors = 5\n" + PUBLICATION, "feedpub.toml:1:1: `authors`: expected a table"),
        (
            "[publication]\nbase_url = 'https://post.example'",
            "feedpub.toml:1:2: the setting `publication.title` is missing | title = ",
        ),
        (
            PUBLICATION + "[[feeds]]\nlimit = 3",
            'feedpub.toml:4:3: the setting `feeds.path` is missing | path = "feed"',
        ),
    ],
)
def test_what_is_missing_is_named_with_an_example(text: str, expected: str) -> None:
    (only,) = mistakes(text)
    assert only.startswith(expected)


def test_all_mistakes_come_together_in_the_order_of_the_file() -> None:
    text = '[publication]\ntitel = "x"\nbase_url = 5\n[[feeds]]\npath = "a"\nlimit = "b"\nx = 1\n'
    assert [line.partition(" | ")[0] for line in mistakes(text)] == [
        "feedpub.toml:1:2: the setting `publication.title` is missing",
        "feedpub.toml:2:1: unknown setting `publication.titel`",
        "feedpub.toml:3:1: `publication.base_url`: expected text, got a whole number",
        "feedpub.toml:6:1: `feeds.limit`: expected a whole number, got text",
        "feedpub.toml:7:1: unknown setting `feeds.x`",
    ]


# --- values that cannot be -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("language = 'english'", "4:1: `english` is no language"),
        ("language = 'english please'", "4:1: `english please` is no language"),
        ("timezone = 'Lisbon'", "4:1: `Lisbon` is no time zone"),
        ("timezone = '../etc'", "4:1: `../etc` is no time zone"),
        ("author = ''", "4:1: `publication.author` has no name"),
        (
            "[articles]\nurl = '{base_url}{yeer}/{slug}'",
            "5:1: `{yeer}` means nothing here | did you mean `year`?",
        ),
        (
            "[articles]\nurl = '{base_url}{year}/'",
            "5:1: `articles.url` would give every article one address",
        ),
        ("[articles]\nfolder = '../other'", "5:1: `../other` leads out of the publication"),
        ("[articles]\nfolder = '/etc'", "5:1: `/etc` leads out of the publication"),
        ("[articles]\nfolder = 'C:/x'", "5:1: `C:/x` leads out of the publication"),
        ("[articles]\nmax_bytes = 0", "5:1: `articles.max_bytes` must be at least 1"),
        (
            "[[articles.assets]]\nfolder = 'a'\nurl = '/images/'",
            "6:1: `/images/` is no web address",
        ),
        (
            "[[articles.assets]]\nfolder = '..'\nurl = '{base_url}'",
            "5:1: `..` leads out of the publication",
        ),
        ("[[feeds]]\npath = 'a'\nlimit = 0", "6:1: `limit` must be at least 1"),
        ("[[feeds]]\npath = 'a'\nformats = []", "6:1: `formats` is empty | one of rss, atom, json"),
        (
            "[[feeds]]\npath = 'a'\n[[feeds]]\npath = 'a'\nformats = ['rss']",
            "7:1: two feeds are written to `a.rss`",
        ),
        (
            "[[feeds]]\npath = 'a'\n[[feeds]]\npath = 'A'\nformats = ['rss']",
            "7:1: `a.rss` and `A.rss` are one file on many systems | give one another path",
        ),
        ("[[feeds]]\npath = '../a'", "5:1: `../a` leads out of the publication"),
        ("[[feeds]]\npath = ''", '5:1: `` names no file | for example "feed"'),
        ("[[feeds]]\npath = 'a/'", '5:1: `a/` names no file | for example "a/feed"'),
        ("[[feeds]]\npath = './a'", "5:1: `./a` is written in a roundabout way"),
        ("[[feeds]]\npath = 'a//b'", "5:1: `a//b` is written in a roundabout way"),
        ("[[feeds]]\npath = '.feedpub'", "5:1: `.feedpub.json` is feedpub's own"),
        ("[[feeds]]\npath = '.feedpub-staging/a'", "5:1: `.feedpub-staging` is feedpub's own"),
        ("[[feeds]]\npath = 'a?b'", "5:1: the character '?' cannot stand in the address"),
        ("[[feeds]]\npath = 'a#b'", "5:1: the character '#' cannot stand in the address"),
        ("[[feeds]]\npath = 'a%20b'", "5:1: the character '%' cannot stand in the address"),
        ("[[feeds]]\npath = 'a\\b'", r"5:1: the character '\\' cannot stand in the address"),
        ('[[feeds]]\npath = "a\\nb"', r"5:1: the character '\n' cannot stand in the address"),
        (
            "[[feeds]]\npath = 'a'\nfiles = { rss = 'rss/' }",
            '6:1: `rss/` names no file | for example "rss/feed"',
        ),
        ("icon = 'http://['", "4:1: `http://[` is no address of the web | for example icon = "),
        ("icon = 'data:image/png;base64,x'", "4:1: `data:image/png;base64,x` is no address"),
        ("author = { name = 'A', url = 'a.example' }", "4:24: `a.example` is no web address"),
        (
            "[authors.ann]\nname = 'Ann'\nurl = 'javascript:x'",
            "6:1: `javascript:x` is no web address | write it whole",
        ),
        ("[[feeds]]\npath = 'tags'\nper = 'tag'", "5:1: `tags` lacks {tag}"),
        ("[[feeds]]\npath = '{tag}'", "5:1: `{tag}` means nothing here"),
        (
            "[[newsletters]]\nname = 'The Week'\ntitle = 'b'\nfrom = { email = 'a@b.example' }",
            "5:1: `The Week` is no name for files and commands",
        ),
        (
            "[[newsletters]]\nname = 'a'\ntitle = 'b'\nfrom = { email = 'a b' }",
            "7:1: `a b` is no mail address",
        ),
    ],
)
def test_an_impossible_value_is_named(more: str, expected: str) -> None:
    assert mistake(more).startswith(f"feedpub.toml:{expected}")


@pytest.mark.parametrize(
    "url", ["post.example", "ftp://post.example/", "https://", "https://a b/", ""]
)
def test_the_base_address_must_be_a_whole_one(url: str) -> None:
    (only,) = mistakes(f'[publication]\ntitle = "The Post"\nbase_url = "{url}"\n')
    assert only.startswith(f"feedpub.toml:3:1: `{url}` is no web address | write it whole")


@pytest.mark.parametrize("url", ["https://post.example/?a=1", "https://post.example/#a"])
def test_the_base_address_is_that_of_a_folder(url: str) -> None:
    (only,) = mistakes(f'[publication]\ntitle = "The Post"\nbase_url = "{url}"\n')
    assert only.startswith(f"feedpub.toml:3:1: `{url}` is no address of a folder | leave out")


def test_what_feedpub_keeps_for_itself_is_no_feed() -> None:
    path = f"{output.MANIFEST_NAME.removesuffix('.json')}"
    assert "own" in mistake(f"[[feeds]]\npath = '{path}'\nformats = ['json']")
    assert "own" in mistake(f"[[feeds]]\npath = '{output.STAGING_NAME}/x'")


@pytest.mark.parametrize("icon", ["", "icon.png", "/icon.png", "https://cdn.example/icon.png"])
def test_the_icon_is_a_path_of_the_site_or_an_address(icon: str) -> None:
    assert config(f"icon = '{icon}'").publication.icon == icon


def test_feeds_of_topics_are_no_other_file_in_upper_case(site: Site) -> None:
    feeds = '[[feeds]]\npath = "Tags/Sea"\n[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n'
    ran = site.article(tags=["sea"]).write("feedpub.toml", PUBLICATION + feeds).run("build")
    assert ran.code == 2
    assert "are both written to `tags/sea.rss`\nHint: give one of them another `path`" in ran.err
    line = PUBLICATION.count("\n") + 4
    assert ran.err.startswith(f"Error: feedpub.toml:{line}:1: the feed ")


@pytest.mark.parametrize(
    ("feeds", "line"),
    [
        ('[[feeds]]\npath = "feed"\nfiles = { rss = "feeds.css" }', 3),
        (
            '[[feeds]]\npath = "a"\nfiles = { rss = "feed/2026-11.rss" }\n[[feeds]]\npath = "feed"',
            3,
        ),
        ('[[feeds]]\npath = "feed"\n[[feeds]]\npath = "feed/2026-11"', 4),
        (
            '[[feeds]]\nper = "tag"\npath = "{tag}"\n[[feeds]]\npath = "sea"',
            5,
        ),
        ('[[feeds]]\npath = "x"\nfiles = { rss = "y/2026-11", json = "y" }', 3),
    ],
)
def test_two_files_of_one_name_have_their_place(site: Site, feeds: str, line: int) -> None:
    site.article(tags=["sea"]).write("feedpub.toml", f"{PUBLICATION}{feeds}\n")
    ran = site.run("build")
    assert ran.code == 2
    assert ran.err.startswith(f"Error: feedpub.toml:{PUBLICATION.count(chr(10)) + line}:"), ran.err


@pytest.mark.parametrize("path", [".hidden", "a/.b/c"])
def test_a_feed_is_not_hidden(path: str) -> None:
    assert f"`{path}` is hidden" in mistake(f'[[feeds]]\npath = "{path}"')
    assert config('[[feeds]]\npath = ".well-known/feed"').feeds


def test_an_address_has_no_line_end() -> None:
    assert "is no web address" in mistake('hubs = ["https://hub.example/a\\r\\nX: y"]')


def test_the_name_of_a_feed_may_have_a_space(site: Site) -> None:
    site.write("feedpub.toml", PUBLICATION + '[[feeds]]\npath = "my feeds/über"\n').build()
    assert site.feed("my feeds/über.json")["feed_url"] == (
        "https://post.example/my%20feeds/%C3%BCber.json"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[publication]\ntitle = "x', "feedpub.toml:2:11: not valid TOML: "),
        ("[publication]\ntitle = x", "feedpub.toml:2:9: not valid TOML: Invalid value"),
        ("a = 1\na = 2", "feedpub.toml:2:6: not valid TOML: Cannot overwrite a value"),
        ("a = " + "[" * 5000, "feedpub.toml"),
        ("a = " + "1" * 5000, "feedpub.toml"),
    ],
)
def test_a_syntax_error_has_its_place(text: str, expected: str) -> None:
    (only,) = mistakes(text)
    assert only.startswith(expected)
    assert "not valid TOML" in only


NEWSLETTER = '[[newsletters]]\nname = "w"\ntitle = "W"\n'


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('from = { email = "" }', "`` is no mail address"),
        ('from = { email = "a..b@c.example" }', "`a..b@c.example` is no mail address"),
        ('from = { email = "a@localhost" }', "`a@localhost` is no mail address"),
        ('from = { email = "a@b.example" }\nreply_to = "x"', "`x` is no mail address"),
        (
            'from = { email = "a@b.example" }\nunsubscribe_url = "javascript:alert(1)"',
            "`javascript:alert(1)` is neither a web nor a mailto address",
        ),
        ('from = { email = "a@b.example" }\nunsubscribe_url = "mailto:x"', "neither a web nor"),
        ('from = { email = "a@b.example" }\nmax_stories = -1', "`max_stories` must be at least 0"),
        ('from = { email = "a@b.example" }\nlanguage = "not one"', "`not one` is no language"),
        (
            'from = { email = "a@b.example" }\nreason = "Dear {{ subscriber.email }"',
            "the template tag `{{ subscriber.email }` is filled in by nothing",
        ),
        (
            'from = { email = "a@b.example" }\nunsubscribe_url = "https://b.example/{% x %}"',
            "the template tag `{% x %}` is filled in by nothing",
        ),
        (
            'from = { email = "a@b.example" }\n[newsletters.fields.page]\ntype = "address"\n'
            'default = "account"',
            "10:1: `account` is no address of the web",
        ),
    ],
)
def test_a_newsletter_that_could_not_be_mailed_is_refused(lines: str, message: str) -> None:
    assert message in mistake(NEWSLETTER + lines)


def test_a_newsletter_may_be_left_by_mail() -> None:
    text = Site.SETTINGS + NEWSLETTER + 'from = { email = "a@b.example" }\n'
    config = parse_config(text + 'unsubscribe_url = "mailto:leave@b.example?subject=leave"\n')
    assert config.newsletters[0].unsubscribe_url.startswith("mailto:")
