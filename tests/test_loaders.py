"""Files of every format become articles; what cannot be used is named at its place."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from feedpub.dates import rfc3339
from feedpub.errors import ArticleError
from feedpub.loaders import LOADERS
from feedpub.loaders.files import find_files
from feedpub.loaders.source import decode, iter_sources
from tests.loading import load, load_json
from tests.site import ROOT, Site

# --- text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("ü\nb".encode(), id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + "ü\nb".encode(), id="byte-order mark"),
        pytest.param("ü\r\nb".encode(), id="CR LF"),
        pytest.param("ü\rb".encode(), id="CR only"),
    ],
)
def test_text_is_utf_8_with_line_feeds(data: bytes) -> None:
    assert decode(data, "a.md") == "ü\nb"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("é\nü ".encode() + b"\xe9", "a.md:2:3: the byte 0xE9 is not UTF-8; the file is probably"),
        (b"\xef\xbb\xbfa\n\xff", "a.md:2:1: the byte 0xFF is not UTF-8"),
        (b"a\rb\r\nc\xff", "a.md:3:2: the byte 0xFF is not UTF-8"),
        ("é".encode("utf-16"), "a.md:1:1: the file is UTF-16, not UTF-8"),
        ("a\r\né\0".encode(), "a.md:2:2: a NUL byte stands here"),
        ("title".encode("utf-16-le"), "a.md:1:2: a NUL byte stands here"),
    ],
)
def test_other_bytes_are_named_at_their_place(data: bytes, expected: str) -> None:
    with pytest.raises(ArticleError) as caught:
        decode(data, "a.md")
    assert str(caught.value).startswith(expected)
    assert caught.value.hint


def test_bad_characters_are_told_each_at_its_place() -> None:
    read = load("---\ntitle: A\n---\né\x08 \x93q\x94\n", "2026-11-20-a.md")
    assert read.article.body.text == "é “q”\n"
    assert [str(f).partition(":")[2] for f in read.findings] == [
        "4:2: the character U+0008 was removed",
        "4:4: the character U+0093 was read as `“`",
        "4:6: the character U+0094 was read as `”`",
    ]


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.json", "a.jsonl", "a.txt"])
@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_no_article(name: str, content: str) -> None:
    assert load(content, name).error == f"articles/{name}: the file is empty"


# --- Markdown --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "title", "rest", "line"),
    [
        ("# A title\n\nText", "A title", "\nText", 2),
        ("\n\n# A *fine* [title](x) #\nText", "A fine title", "Text", 4),
        ("A title\n=======\nText", "A title", "Text", 3),
        ("# A title {#id}\nText", "A title", "Text", 2),
        ("# Fish &amp; `chips`\nText", "Fish & chips", "Text", 2),
    ],
)
def test_the_first_heading_is_the_title(body: str, title: str, rest: str, line: int) -> None:
    article = load(body, "2026-11-20-x.md").article
    assert (article.title, article.body.text, article.body.line) == (title, rest, line)


@pytest.mark.parametrize(
    ("head", "left"),
    [("title: Same", "Text"), ("title: Other", "# Same\nText")],
    ids=["said twice", "another"],
)
def test_a_heading_that_repeats_the_title_is_dropped(head: str, left: str) -> None:
    article = load(f"---\n{head}\n---\n# Same\nText", "2026-11-20-x.md").article
    assert article.body.text == left


@pytest.mark.parametrize("body", ["Text only", "## Second\nText", "- # no", "#hashtag"])
def test_without_a_title_there_is_no_article(body: str) -> None:
    read = load(body, "2026-11-20-x.md")
    assert read.error == "articles/2026-11-20-x.md:1: the article has no title"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("2026-11-20-my-piece.md", "my-piece"),
        ("2026-11-20-my-piece/index.md", "my-piece"),
        ("notes/2026-11-20-My Piece.markdown", "my-piece"),
        ("2026-11-20.md", "2026-11-20"),
    ],
)
def test_name_and_folder_give_date_and_slug(name: str, slug: str) -> None:
    article = load("# A title\nText", name).article
    assert (rfc3339(article.published or pytest.fail()), article.slug) == (
        "2026-11-20T00:00:00Z",
        slug,
    )


def test_a_file_named_index_takes_its_slug_from_the_title() -> None:
    assert (
        load("---\ntitle: My Piece\ndate: 2026-11-20\n---\n", "index.md").article.slug == "my-piece"
    )


def test_jekylls_drafts_are_drafts() -> None:
    assert load("---\ntitle: A\n---\n", "_drafts/a.md").article.draft


def test_a_mistake_in_a_field_has_its_place() -> None:
    read = load("---\ntitle: A\ndate: 2026-11-20\nimage: 5\ntags:\n  - {x: 1}\n---\n")
    assert read.article.title == "A"
    assert read.told() == [
        "field-ignored articles/a.md:4:1: `image`: `5` is no address",
        "field-ignored articles/a.md:5:1: `tags`: text was expected, not nothing",
    ]
    assert load('+++\ntitle = "A"\ndate = 5\n+++\n').error.startswith("articles/a.md:3:1: `date`:")
    assert load('{"title": "A",\n "date": 5}\n').error.startswith("articles/a.md:2:2: `date`:")
    assert load("Title: A\nDate: soon\n\nx").error.startswith("articles/a.md:2:1: `Date`:")


# --- HTML ------------------------------------------------------------------------------------

PAGE = """\
<!DOCTYPE html>
<html class="x" lang="pt">
<head>
<title>Fish &amp; chips</title>
<meta name="author" content="Ann">
<meta property="article:published_time" content="2026-11-20T17:00:00Z">
<meta property="og:description" content="Short">
<meta name="keywords" content="a, b">
<meta name="viewport" content="x">
<link rel="canonical" href="https://post.example/fish/">
</head>
<body class="y">
<h1>Fish &amp;
chips</h1>
<p>{{ x }}</p>
</body>
</html>
"""


def test_a_whole_page_of_html() -> None:
    read = load(PAGE, "a.html")
    article = read.article
    assert (article.title, article.language, article.summary) == ("Fish & chips", "pt", "Short")
    assert (article.authors[0].name, article.tags) == ("Ann", ("a", "b"))
    assert article.url == "https://post.example/fish/"
    assert rfc3339(article.published or pytest.fail()) == "2026-11-20T17:00:00Z"
    assert article.body.text.strip() == "<p>\ufdd0</p>"
    assert article.extra == {}
    assert read.told() == ["template-tag articles/a.html:15:4: `{{ x }}` was removed"]


def test_a_marked_section_in_a_head_costs_no_more_than_what_follows_it() -> None:
    page = PAGE.replace("</head>", "<![C\n</head>")
    article = load(page, "a.html").article
    assert (article.title, article.summary) == ("Fish & chips", "Short")
    assert load("<head><![C></head>", "a.html").error.startswith("articles/a.html:1: the article")


MANY = """
import sys
from tests.loading import load
for page in (sys.argv[1] * 30_000, "<head><title>A</title>" + sys.argv[1] * 30_000 + "</head>"):
    load(page, "2026-11-18-a.html")
"""


@pytest.mark.parametrize("tag", ["<body ", "<h1 ", "<html ", "<a b='"])
def test_many_tags_that_never_end_take_no_time(tag: str) -> None:
    subprocess.run([sys.executable, "-c", MANY, tag], check=True, timeout=20, cwd=ROOT)


def test_the_title_of_a_head_need_not_be_closed() -> None:
    page = "<head><title>A</head><body>b"
    assert load(page, "2026-11-18-a.html").article.title == "A"


def test_a_text_among_the_fields_of_a_page_is_not_its_text() -> None:
    read = load('---\ntitle: A\ndate: 2026-11-20\ntext: "{{ x }}"\n---\n<p>b</p>', "a.html")
    assert (read.article.body.text, read.findings) == ("<p>b</p>", [])


def test_front_matter_wins_over_the_head() -> None:
    article = load(f"---\ntitle: Other\n---\n{PAGE}", "a.html").article
    assert article.title == "Other"
    assert "<h1>" in article.body.text


def test_a_piece_of_html_takes_its_title_from_the_heading() -> None:
    article = load("<header>x</header><H1 id=a>A <b>t</b></H1>\n<p>y", "2026-11-20-x.htm").article
    assert (article.title, article.body.text) == ("A t", "<header>x</header>\n<p>y")


# --- JSON ------------------------------------------------------------------------------------


def record(**fields: Any) -> dict[str, Any]:
    return {"title": "A title", "date": "2026-11-20", **fields}


def test_one_record() -> None:
    article = load_json(record(html="<p>x</p>"), "my-piece.json").article
    assert (article.body.text, article.body.kind, article.slug) == ("<p>x</p>", "html", "my-piece")
    assert load_json(record(markdown="*x*")).article.body.kind == "markdown"


@pytest.mark.parametrize(
    "document",
    [
        pytest.param(lambda items: items, id="list"),
        pytest.param(lambda items: {"items": items}, id="items"),
        pytest.param(
            lambda items: {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "F",
                "items": items,
            },
            id="JSON Feed",
        ),
        pytest.param(lambda items: {"posts": items, "meta": {}}, id="Ghost"),
    ],
)
def test_a_list_of_records(document: Any) -> None:
    read = load_json(document([record(id="x", title="One"), record(id="y", title="Two")]))
    assert [(a.title, a.key, a.slug) for a in read.articles] == [
        ("One", "x", "one"),
        ("Two", "y", "two"),
    ]
    assert not read.errors


def test_the_export_of_a_ghost_blog() -> None:
    posts = [
        {"id": "p1", "title": "One", "slug": "one", "status": "published", "type": "post",
         "published_at": "2026-11-20T17:00:00.000Z", "html": "<p>__GHOST_URL__/x</p>"},
        {"id": "p2", "title": "About", "type": "page", "published_at": "2026-11-20"},
        {"id": "p3", "title": "Mailed", "published_at": "2026-11-20", "type": "post"},
        {"id": "p4", "title": "Broken", "published_at": "soon"},
    ]  # fmt: skip
    data = {
        "posts": posts,
        "posts_meta": [{"id": "m", "post_id": "p3", "email_only": True}],
        "tags": [{"id": 1, "name": "Sea"}, {"id": 2, "name": "#x"}, {"id": 3, "name": "News"}],
        "posts_tags": [
            {"post_id": "p1", "tag_id": 1, "sort_order": 1},
            {"post_id": "p1", "tag_id": 2, "sort_order": 2},
            {"post_id": "p1", "tag_id": 3, "sort_order": 0},
            {"post_id": "p1", "tag_id": 9},
            None,
        ],
        "users": [{"id": "u", "name": "Ann", "website": None, "bio": None}],
        "posts_authors": [{"post_id": "p1", "author_id": "u"}],
    }
    read = load_json({"db": [{"meta": {}, "data": data}]})
    assert [(a.key, a.id, a.draft) for a in read.articles] == [
        ("p1", "p1", False),
        ("p3", "p3", True),
    ]
    one = read.articles[0]
    assert (one.tags, [author.name for author in one.authors]) == (("News", "Sea"), ["Ann"])
    assert one.body.text == "<p>/x</p>"
    assert [error.partition(": ")[2] for error in map(str, read.errors)] == [
        "`published_at`: `soon` is not a date"
    ]


@pytest.mark.parametrize(
    "data", [{"posts": [1]}, {"posts": [{}]}, {"posts": [{}], "tags": 5, "posts_tags": [{}]}]
)
def test_an_odd_export_of_ghost_is_an_error_and_no_crash(data: Any) -> None:
    read = load_json({"db": [{"data": data}]})
    assert len(read.errors) == 1


LIST = """\
[
  {"id": "a", "title": "A", "date": "2026-11-20"},
  {"id": "b", "title": "B", "date": "soon"}, {"id": "c",
    "title": "C", "date": "2026-11-20", "image": 5},
  {"id": "d", "title": "D", "id": "dd"},
  "no record",
  {"id": "e", "title": "E", "date": "2026-11-20"}
]
"""


def test_one_broken_record_leaves_the_others() -> None:
    read = load(LIST, "a.json")
    assert [article.key for article in read.articles] == ["a", "c", "e"]
    assert [article.line for article in read.articles] == [2, 3, 7]
    assert [str(error) for error in read.errors] == [
        "articles/a.json:3:29: `date`: `soon` is not a date",
        "articles/a.json:5:29: the key `id` stands here a second time",
        "articles/a.json:6:3: a record must be an object, not a text",
    ]
    assert read.told() == ["field-ignored articles/a.json:4:41: `image`: `5` is no address"]


def test_one_broken_line_leaves_the_others() -> None:
    lines = [json.dumps(record(id=key)) for key in "abc"]
    lines[1] = '{"id": "b", "title": }'
    read = load("\n".join(["", *lines, "[]", ""]), "a.jsonl")
    assert [(article.key, article.line) for article in read.articles] == [("a", 2), ("c", 4)]
    assert [str(error) for error in read.errors] == [
        "articles/a.jsonl:3:22: not valid JSON: expecting value",
        "articles/a.jsonl:5:1: a record must be an object, not a list",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"title": "A",}', "articles/a.json:1:15: not valid JSON: "),
        ('[{"title": "A"}\n {"title": "B"}]', "articles/a.json:2:2: not valid JSON: expecting ','"),
        ("[] x", "articles/a.json:1:4: not valid JSON: extra data"),
        ("[1", "articles/a.json:1:3: not valid JSON"),
        ("5", "articles/a.json:1:1: a record must be an object, not a number"),
        ('{"a": {"b": 1,\n"b": 2}}', "articles/a.json:2:1: the key `b` stands here a second time"),
        ("[" * 200_000, "articles/a.json:1: the JSON is nested too deeply"),
        ("[" + "1" * 5000 + "]", "articles/a.json:1: not valid JSON: "),
    ],
)
def test_a_mistake_in_json_is_named_at_its_place(text: str, expected: str) -> None:
    assert load(text, "a.json").error.startswith(expected)


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        pytest.param(
            "a.json",
            '{"title": "A", "date": "2026-11-20",\n "html": "\\n\\n{{ x }}"}',
            "2:2",
            id="one record",
        ),
        pytest.param(
            "a.json",
            '[{"title": "A", "date": "2026-11-20",\n "content": {"rendered": "\\n{{ x }}"}}]',
            "2:2",
            id="a list",
        ),
        pytest.param(
            "a.jsonl",
            '\n{"title": "A", "date": "2026-11-20", "text": "\\n{{ x }}"}',
            "2:38",
            id="lines",
        ),
    ],
)
def test_a_tag_in_json_is_told_at_its_field(name: str, text: str, place: str) -> None:
    read = load(text, name)
    assert "{" not in read.article.body.text
    assert read.told() == [f"template-tag articles/{name}:{place}: `{{{{ x }}}}` was removed"]


def test_keys_do_not_depend_on_the_order() -> None:
    records = [
        record(id="urn:uuid:1"),
        record(slug="my-piece"),
        record(url="https://post.example/x/"),
        record(title="Tides this week"),
        record(title="Tides this week", date="2026-11-13"),
        record(title="Ünïcode"),
        {"title": {"rendered": "WordPress"}, "date": "2026-11-20"},
    ]
    forward, backward = load_json(records), load_json(records[::-1])
    assert {(a.key, a.title, a.published) for a in forward.articles} == {
        (a.key, a.title, a.published) for a in backward.articles
    }
    assert len({a.key for a in forward.articles}) == len(records)


def test_two_of_one_key_are_told_apart() -> None:
    read = load_json([record(slug="x"), record(slug="x", title="B")])
    assert [article.key for article in read.articles] == ["x", "x-2"]


def test_a_long_list_takes_no_time() -> None:
    text = json.dumps([record(id=str(n), image=5, html="x" * 500) for n in range(3000)], indent=1)
    read = load(text, "a.json")
    assert len(read.articles) == len(read.findings) == 3000
    assert read.findings[-1].at
    assert text.split("\n")[(read.findings[-1].at.line or 0) - 1].strip() == '"image": 5,'


# --- clippings with a side file --------------------------------------------------------------

CLIPPING = "The ferry stays\n\nIt would not leave the quay on Monday, and nobody knows why.\n"


@pytest.mark.parametrize(
    ("name", "side"),
    [("c.toml", 'date = 2026-11-20\nid = "x"'), ("c.yaml", "date: 2026-11-20\nid: x")],
)
def test_a_side_file_gives_a_clipping_its_date(name: str, side: str) -> None:
    article = load(CLIPPING, "c.txt", side=(name, side)).article
    assert (article.id, article.path) == ("x", "articles/c.txt")


def test_a_mistake_in_a_side_file_is_named_there() -> None:
    read = load(CLIPPING, "c.txt", side=("c.toml", "date = 2026-11-20\n\nexpires = 5"))
    assert read.error.startswith("articles/c.toml:3:1: `expires`:")
    read = load(CLIPPING, "c.txt", side=("c.yaml", "date: 2026-11-20\nimage: [5]"))
    assert read.told() == ["field-ignored articles/c.yaml:2:1: `image`: `5` is no address"]


# --- places in the text ----------------------------------------------------------------------

HEAD = "title: A\ndate: 2026-11-18\n"


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        pytest.param("a.html", HEAD + "{%youtube d%}<script", "3:14", id="behind a tag"),
        pytest.param(
            "a.md", HEAD + "\n{{< figure\n  src='https://x.example/a.png' >}}\n\n<script>", "7:1",
            id="below a tag of two lines",
        ),
        pytest.param(
            "a.md", HEAD + "\n{% highlight c %}x{% endhighlight %}\n\n<SCRIPT>", "6:1",
            id="below a tag that becomes three lines",
        ),
        pytest.param("a.md", HEAD + "\n# A\n\nb <script>", "6:3", id="below the title"),
        pytest.param(
            "2026-11-18-a.html",
            "<html><head><title>A</title><script>1</script></head><body>b <script>2</script>",
            "1:62",
            id="in the body of a page of one line",
        ),
        pytest.param(
            "a.json",
            '{"title": "<script> in a head",\n"date": "2026-11-18", "content_html": "\\n<script>"}',
            "2:42",
            id="in a text of JSON",
        ),
        pytest.param(
            "a.json",
            '{"date": "2026-11-18",\n"Content-HTML": "<script>", "title": "A"}',
            "2:18",
            id="in JSON under a name of another program",
        ),
        pytest.param(
            "a.json",
            '\n{"title": "A", "date": "2026-11-18",\n"html": "\\n\\u003cscript"}',
            "1",
            id="escaped in JSON",
        ),
        pytest.param(
            "a.json",
            '{"title": "A", "date": "2026-11-18", \x1a"html": "<script"}',
            "1:48",
            id="in JSON that had to be repaired",
        ),
        pytest.param(
            "a.json",
            '[\n{"title": "A", "date": "2026-11-18",\n"html": "\\n<script"}]',
            "2",
            id="in a record of many",
        ),
    ],
)  # fmt: skip
def test_what_was_removed_from_a_text_is_told_where_it_stands(
    site: Site, name: str, text: str, place: str
) -> None:
    ran = site.write(f"articles/{name}", text).run("check")
    assert f"articles/{name}:{place}: info: `<script>` was removed" in ran.out


@pytest.mark.parametrize(
    ("link", "word"),
    [
        ("{% link _posts/no.md %}", "_posts"),
        ('{{< ref "/posts/no.md" >}}', "posts"),
        ("{filename}/posts/no.md", "posts"),
        ("{filename}../no.md", "no.md"),
        ("{tag}sea", "{tag}"),
        ("{index}", "{index}"),
    ],
)
def test_a_link_of_another_program_is_told_where_it_stands(
    site: Site, link: str, word: str
) -> None:
    line = f"{{{{ site.a_long_name }}}} The [link]({link})"
    ran = site.article("a.md", f"Of posts, a{word}b.\n\n{line}").run("check")
    place = f"articles/a.md:7:{line.index(word) + 1}: "
    assert f"{place}warning: the link to `" in ran.out


def test_a_picture_in_a_text_of_json_is_told_where_it_stands(site: Site) -> None:
    text = (
        '{"image": "no.png", "title": "A", "date": "2026-11-18",\n"html": "<img src=\\"no.png\\">"}'
    )
    ran = site.write("articles/a.json", text).run("check")
    assert "articles/a.json:1:12: error: the picture `no.png` does not exist" in ran.out
    assert "articles/a.json:2:21: error: the picture `no.png` does not exist" in ran.out


# --- files -----------------------------------------------------------------------------------


def found(root: Path, **options: Any) -> tuple[list[str], list[str]]:
    """Return the paths of the sources, and what was reported."""
    errors: list[ArticleError] = []
    ignore = options.pop("ignore", ())
    files = find_files(root, "articles", LOADERS, errors.append, ignore=ignore)
    sources = iter_sources(root, "articles", files, errors.append, **options)
    return [source.path for source in sources], [str(error) for error in errors]


def test_files_come_in_the_order_of_their_paths(tmp_path: Path) -> None:
    names = ["b.md", "a.html", "a/z.json", "a/B.TXT", "_posts/x.md", "_drafts/y.md", "c.jsonl"]
    for name in [*names, "d.pdf", "e", ".hidden.md", "_partial.md", "_includes/f.md", ".git/g.md"]:
        file = tmp_path / "articles" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    paths, errors = found(tmp_path)
    assert sorted(paths) == sorted(f"articles/{name}" for name in names)
    assert paths == found(tmp_path)[0]
    assert errors == []


@pytest.mark.parametrize(
    ("ignore", "left"),
    [
        (("README.md",), ["a/README.md", "a/b.md"]),
        (("*README.md",), ["a/b.md"]),
        (("a/*",), ["README.md"]),
        (("*.md",), []),
    ],
)
def test_what_is_to_be_ignored_is(tmp_path: Path, ignore: tuple[str, ...], left: list[str]) -> None:
    (tmp_path / "articles/a").mkdir(parents=True)
    for name in ("README.md", "a/README.md", "a/b.md"):
        (tmp_path / "articles" / name).write_text("x")
    assert found(tmp_path, ignore=ignore)[0] == [f"articles/{name}" for name in left]


def test_a_file_that_is_too_large_is_named_and_a_file_of_many_is_not(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    for name in ("a.md", "b.jsonl"):
        (tmp_path / "articles" / name).write_text("x" * 11)
    paths, errors = found(tmp_path, max_bytes=10)
    assert paths == ["articles/b.jsonl"]
    assert errors == ["articles/a.md: the file has 11 bytes; an article may have 10"]


def test_links_are_followed_within_the_publication_and_not_out_of_it(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "articles/real").mkdir(parents=True)
    (root / "articles/real/a.md").write_text("x")
    (tmp_path / "secret.md").write_text("x")
    (root / "articles/in.md").symlink_to(root / "articles/real/a.md")
    (root / "articles/out.md").symlink_to(tmp_path / "secret.md")
    (root / "articles/loop.md").symlink_to(root / "articles/loop.md")
    (root / "articles/circle").symlink_to(root / "articles")
    (root / "b.md").write_text("x")
    (root / "articles/other.md").symlink_to(root / "b.md")
    paths, errors = found(root)
    assert paths == ["articles/other.md", "articles/real/a.md"]
    assert [error.partition(":")[0] for error in errors] == ["articles/loop.md", "articles/out.md"]
    assert errors[1] == "articles/out.md: the link leads out of the publication"


def test_a_side_file_outside_of_the_publication_is_not_read(tmp_path: Path) -> None:
    root = tmp_path / "site"
    (root / "articles").mkdir(parents=True)
    (root / "articles/c.txt").write_text(CLIPPING)
    (tmp_path / "secret.toml").write_text("date = 2026-11-20")
    (root / "articles/c.toml").symlink_to(tmp_path / "secret.toml")
    files = find_files(root, "articles", LOADERS, lambda error: None)
    (source,) = iter_sources(root, "articles", files, lambda error: None)
    assert source.side is None


@pytest.mark.skipif(os.name == "nt", reason="such files are of Unix")
def test_pipes_and_names_that_are_no_text_do_not_stop_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    os.mkfifo(folder / "pipe.md")
    (folder / "می\u200cخواهم.md").write_text("x")
    (folder / os.fsdecode(b"bad\xff.md")).write_text("x")
    (folder / "two\nlines.md").write_text("x")
    paths, errors = found(tmp_path)
    assert paths == ["articles/می\u200cخواهم.md"]
    assert errors == [
        "articles/bad\\udcff.md: the name holds characters that are no text",
        "articles/two\\u000alines.md: the name holds characters that are no text",
    ]


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert found(tmp_path) == (
        [],
        ["articles: the folder cannot be read: No such file or directory"],
    )


def test_every_format_reaches_the_feed(site: Site) -> None:
    good = "---\ntitle: {}\ndate: 2026-11-18\n---\n"
    site.write("articles/m.md", good.format("Markdown") + "*x*")
    site.write("articles/h.html", good.format("HTML") + "<p>x</p>")
    site.write("articles/t.md", '+++\ntitle = "TOML"\ndate = 2026-11-18\n+++\nx')
    site.write("articles/p.md", "Title: Pelican\nDate: 2026-11-18 10:00\n\nx")
    site.write("articles/j.json", json.dumps(record(title="JSON", html="x")))
    site.write("articles/l.jsonl", json.dumps(record(title="Lines", html="x")) + "\n")
    site.write("articles/2026-11-18-c.txt", CLIPPING)
    site.write("articles/title/index.md", good.format("Bundle") + "x")
    ran = site.build()
    assert ran.code == 0, ran.err
    assert sorted(item["title"] for item in site.feed()["items"]) == [
        "Bundle",
        "HTML",
        "JSON",
        "Lines",
        "Markdown",
        "Pelican",
        "TOML",
        "The ferry stays",
    ]


def test_a_rolling_list_of_records_with_one_title_keeps_their_ids(site: Site) -> None:
    def write(*days: int) -> None:
        records = [
            {"title": "Tides", "published_at": f"2026-11-{day:02}", "html": str(day)}
            for day in days
        ]
        site.write("articles/tides.json", json.dumps(records))
        site.build()

    daily = '[articles]\nurl = "{base_url}{year}/{month}/{day}/{slug}/"\n'
    site.write("feedpub.toml", Site.SETTINGS + daily)
    write(8, 1)
    before = {item["content_html"]: item["id"] for item in site.feed()["items"]}
    write(15, 8)
    after = {item["content_html"]: item["id"] for item in site.feed()["items"]}
    assert after["8"] == before["8"]
    assert after["15"] not in before.values()


def test_a_post_without_a_title_is_named_by_its_file_as_in_jekyll(site: Site) -> None:
    site.write("articles/_posts/2020-01-02-my-first_post.md", "---\nlayout: post\n---\nText.\n")
    site.build()
    assert site.feed()["items"][0]["title"] == "My First Post"


def test_what_stands_beside_the_index_of_a_bundle_may_be_a_part_of_it(site: Site) -> None:
    site.article("trip/index.md", title="The trip")
    site.write("articles/trip/route.md", "# Route\n\nNo date. {{ x }}\n")
    site.write("articles/trip/note.md", "No title.\n")
    site.article("trip/2026-11-19-return.md", "{{ y }}", title="The return", date=None)
    ran = site.run("build", "--strict")
    assert [item["title"] for item in site.feed()["items"]] == ["The return", "The trip"]
    assert ran.code == 0, ran.err
    assert "{{ y }}" in ran.err
    assert "{{ x }}" not in ran.err


@pytest.mark.parametrize("name", ["note.md", "trip/note.md"])
def test_elsewhere_a_file_that_is_not_complete_is_an_error(site: Site, name: str) -> None:
    site.article("index.md")
    site.write(f"articles/{name}", "No title.\n")
    assert f"articles/{name}:1: the article has no title" in site.build().err
