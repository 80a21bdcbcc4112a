"""Article files for every loader: whole ones with odd parts, and broken ones."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.loaders.record import NAMES
from feedpub.loaders.withheld import MARKS
from tests.fuzz import bodies, odd
from tests.fuzz.writing import Fields, broken, damaged, matter, to_json, toml, yaml, yaml_plain


class File(NamedTuple):
    """A file of a publication."""

    path: str
    """Relative to the articles folder."""

    data: bytes


Files = tuple[File, ...]
"""An article file, and what lies beside it."""

Maker = Callable[[random.Random], tuple[str, str]]
"""Makes the text of a file, and its ending."""


def article_files(rng: random.Random, number: int) -> Files:
    """Return a file for one of the loaders, with its side file if it has one."""
    text, suffix = rng.choice(_MAKERS)(rng)
    path = _path(rng, number, suffix)
    files = [File(path, damaged(rng, text))]
    if suffix == ".txt" and rng.random() < 0.6:
        ending, write = rng.choice(((".toml", toml), (".yaml", yaml), (".yml", yaml)))
        beside = broken(rng, write(rng, _fields(rng)))
        files.append(File(path.rpartition(".")[0] + ending, damaged(rng, beside)))
    return tuple(files)


def html_files(rng: random.Random, number: int) -> Files:
    """Return a good article whose text is mutated HTML."""
    head = {"title": f"Title {number}", "date": odd.DATES[number % 3]}
    form = rng.random()
    if form < 0.6:
        text, suffix = f"---\n{yaml_plain(head)}---\n{bodies.html(rng)}", ".html"
    elif form < 0.85:
        text, suffix = f"---\n{yaml_plain(head)}---\n{bodies.markdown(rng)}", ".md"
    else:
        text, suffix = json.dumps({**head, "content_html": bodies.html(rng)}), ".json"
    return (File(f"a{number}{suffix}", text.encode("utf-8", "surrogatepass")),)


# --- where it lies ---------------------------------------------------------------------------

_FOLDERS = (
    "",
    "",
    "",
    "",
    "deep/er/",
    "_posts/",
    "_drafts/",
    "2026/11/",
    "ä ö/",
    "a%20b/",
    "日本/",
)
_STEMS = (
    "a{n}", "a{n}", "a{n}", "2026-11-{d:02}-a{n}", "2026-02-30-a{n}", "2026-11-18-0730-a{n}",
    "a {n}", "a{n}#b", "a{n}?b=c", "a{n}%41", "Ä{n}é", "a{n}" + "x" * 150, "a{n}.b", "con.{n}",
    "{n}", "a'{n}\"<b>", "🚢{n}", "a{n}\u202e", "-{n}", "2026-11-18-{n}", "a{n}\\b", "a{n}&amp;",
    "0000-00-00-{n}",
)  # fmt: skip


def _path(rng: random.Random, number: int, suffix: str) -> str:
    if rng.random() < 0.05:  # a bundle, in which others may lie
        return f"bundle{number}/{rng.choice(('index', 'index', 'part'))}{suffix}"
    stem = rng.choice(_STEMS).format(n=number, d=number % 31)
    suffix = suffix.upper() if rng.random() < 0.03 else suffix
    return rng.choice(_FOLDERS) + stem + suffix


# --- what it says ----------------------------------------------------------------------------

_GOOD: Mapping[str, Callable[[random.Random], Any]] = {
    "id": lambda rng: _own(rng, ("same", odd.text(rng), odd.address(rng))),
    "published": odd.date,
    "updated": odd.date,
    "embargo": odd.date,
    "expires": odd.date,
    "url": lambda rng: _own(rng, (odd.address(rng),)),
    "canonical_url": odd.address,
    "comments_url": odd.address,
    "source": lambda rng: rng.choice((odd.address(rng), {"url": odd.address(rng), "title": "x"})),
    "slug": lambda rng: _own(rng, ("same", odd.text(rng))),
    "authors": odd.person,
    "tags": odd.names,
    "categories": odd.names,
    "section": lambda rng: rng.choice((odd.text(rng), odd.names(rng))),
    "language": lambda rng: rng.choice(odd.LANGUAGES),
    "image": odd.picture,
    "enclosures": odd.media,
    "corrections": odd.correction,
    "draft": lambda rng: rng.choice((False, "no", "false", 0, True, "maybe")),
    "html": bodies.html,
    "markdown": bodies.markdown,
    "aliases": lambda rng: rng.choice((odd.address(rng), [odd.address(rng), odd.text(rng)])),
}  # fmt: skip

_OTHER = (
    *MARKS, "params", "extra", "taxonomies", "front_matter", "type", "layout", "weight",
    "excerpt_html", "feature_image_alt", "feature_image_caption", "_embedded", "", " ", "a.b",
    "x y", "é", "__proto__", "title ", "TITLE", "Pub-Date",
)  # fmt: skip


def _fields(rng: random.Random) -> Fields:
    """Return the fields of one article, under the names of all programs."""
    fields: Fields = {}
    if rng.random() < 0.97:
        fields[rng.choice(("title", "title", "title", "headline", "Title"))] = odd.text(rng)
    if rng.random() < 0.97:
        fields[rng.choice(NAMES["published"])] = odd.date(rng)
    for _ in range(rng.randint(0, 5)):
        field = rng.choice(_FIELDS)
        name = _spelt(rng, rng.choice(NAMES[field]))
        make = _GOOD.get(field, odd.text) if rng.random() < 0.8 else odd.anything
        fields[name] = make(rng)
    if rng.random() < 0.2:
        fields[rng.choice(_OTHER)] = odd.anything(rng)
    if rng.random() < 0.05:
        fields[rng.choice(("params", "extra", "taxonomies"))] = _fields(rng)
    if rng.random() < 0.3:
        items = list(fields.items())
        rng.shuffle(items)
        fields = dict(items)
    return fields


_FIELDS = tuple(field for field in NAMES if field not in ("title", "published"))


def _own(rng: random.Random, others: tuple[Any, ...]) -> Any:
    """Return a text that no other article has, one time in four one of the others."""
    return f"own-{rng.getrandbits(40):x}" if rng.random() < 0.75 else rng.choice(others)


def _spelt(rng: random.Random, name: str) -> str:
    forms = (name, name, name, name, name.upper(), name.replace("_", "-"), name.title())
    return rng.choice(forms)


# --- one maker for each format ---------------------------------------------------------------


def _markdown_file(rng: random.Random) -> tuple[str, str]:
    suffix = rng.choice((".md", ".md", ".md", ".markdown"))
    heading = rng.choice(("", "", "# A *heading* `x`\n\n", "Title\n===\n", "# <b>{{ x }}\n"))
    return matter(rng, _fields(rng)) + heading + bodies.markdown(rng), suffix


def _html_file(rng: random.Random) -> tuple[str, str]:
    body = rng.choice(("", "<h1>Head</h1>", "<h1><a href=x>A\nb</a></h1>")) + bodies.html(rng)
    if rng.random() < 0.5:
        return matter(rng, _fields(rng)) + body, rng.choice((".html", ".htm"))
    metas = "".join(
        f'<meta {rng.choice(("name", "property"))}="{name}" content="{value}">\n'
        for name, value in [(rng.choice(_METAS), odd.text(rng)) for _ in range(3)]
    )
    when = f"<meta property='article:published_time' content='{odd.date(rng)}'>"
    head = f"<title>{odd.text(rng)}</title>{metas}{when}"
    page = f"<!DOCTYPE html><html lang={rng.choice(odd.LANGUAGES)}><head>{head}"
    page += f"<link rel=canonical href='{odd.address(rng)}'></head><body>\n{body}</body></html>"
    return bodies.mutated(rng, page, rng.choice((0, 0, 1, 3))), ".html"


_METAS = (
    "author", "description", "keywords", "og:image", "og:description", "article:section", "date",
    "article:modified_time", "robots", "draft", "tags", "TITLE",
)  # fmt: skip


def _one_json(rng: random.Random) -> tuple[str, str]:
    return broken(rng, to_json(rng, _with_body(rng, _fields(rng)))), ".json"


def _list_json(rng: random.Random) -> tuple[str, str]:
    return broken(rng, to_json(rng, _records(rng))), ".json"


def _feed_json(rng: random.Random) -> tuple[str, str]:
    name = rng.choice(("items", "items", "posts", "articles"))
    version = rng.choice(("https://jsonfeed.org/version/1.1", 1, None, odd.text(rng)))
    feed = {"version": version, "title": odd.text(rng), name: _records(rng)}
    if rng.random() < 0.3:
        feed.pop(rng.choice(tuple(feed)))
    return broken(rng, to_json(rng, feed)), ".json"


def _lines_json(rng: random.Random) -> tuple[str, str]:
    lines = [json.dumps(record, ensure_ascii=rng.random() < 0.5) for record in _records(rng)]
    return broken(rng, "\n".join(lines) + "\n"), ".jsonl"


def _wordpress_json(rng: random.Random) -> tuple[str, str]:
    posts = [
        {
            "id": rng.choice((7, "7", None)),
            "date": odd.date(rng),
            "date_gmt": odd.date(rng),
            "guid": {"rendered": _own(rng, (odd.address(rng),))},
            "status": rng.choice(("publish", "draft", "future", 7)),
            "title": {"rendered": odd.text(rng)},
            "content": {"rendered": bodies.html(rng), "protected": rng.random() < 0.1},
            "excerpt": {"rendered": bodies.html(rng)},
            "author": 1,
            "tags": [1, 2],
            "_embedded": {
                "author": [{"name": odd.text(rng)}, odd.anything(rng)],
                "wp:term": [[{"taxonomy": "post_tag", "name": odd.text(rng)}], odd.anything(rng)],
                "wp:featuredmedia": rng.choice(([{"source_url": odd.address(rng)}], [None], None)),
            },
        }
        for _ in range(rng.randint(1, 3))
    ]
    for post in posts:
        if rng.random() < 0.3:
            post[rng.choice(tuple(post))] = odd.anything(rng)
    return broken(rng, to_json(rng, posts if rng.random() < 0.8 else posts[0])), ".json"


def _ghost_json(rng: random.Random) -> tuple[str, str]:
    ids = [f"{rng.getrandbits(40):x}" for _ in range(3)]
    posts: list[Any] = [{"id": id_, **_with_body(rng, _fields(rng))} for id_ in ids]
    tables: dict[str, Any] = {
        "posts": posts,
        "tags": [{"id": "t", "name": odd.text(rng)}, {"id": 5, "name": "#hidden"}],
        "posts_tags": [
            {"post_id": ids[1], "tag_id": "t", "sort_order": rng.choice((0, None, "x"))}
        ],
        "users": [{"id": "u", "name": odd.text(rng), "website": odd.address(rng)}],
        "posts_authors": [{"post_id": ids[1], "author_id": "u", "sort_order": odd.anything(rng)}],
        "posts_meta": [{"post_id": ids[1], "meta_description": odd.text(rng)}],
    }
    if rng.random() < 0.4:
        tables[rng.choice(tuple(tables))] = odd.anything(rng)
    if rng.random() < 0.2:
        posts.append(odd.anything(rng))
    export = {"db": [{"meta": {"version": "5"}, "data": tables}]}
    return broken(rng, to_json(rng, export)), ".json"


def _records(rng: random.Random) -> list[Any]:
    records: list[Any] = [_with_body(rng, _fields(rng)) for _ in range(rng.randint(0, 4))]
    if rng.random() < 0.1:
        records.append(odd.anything(rng))
    if records and rng.random() < 0.1:
        records.append(records[0])
    return records


def _with_body(rng: random.Random, fields: Fields) -> Fields:
    name = rng.choice(("html", "content_html", "content", "body", "markdown", "content_text"))
    make = bodies.markdown if name in ("markdown", "content_text") else bodies.html
    return {**fields, name: make(rng)}


_SEEDS = tuple(
    file.read_text("utf-8")
    for file in sorted((Path(__file__).parent.parent / "data" / "clippings").glob("*.txt"))
)
_FURNITURE = (
    "Image", "Credit...Ana Lee for The Post", "The pier at dawn on Sunday.Credit...Ana Lee/Agency",
    "By Ana Lee", "By Ana Lee and Zoë Öz", "Nov. 17, 2026",
    "Published Nov. 17, 2026Updated Nov. 18, 2026", "Advertisement", "Comments",
    "Popular posts from this blog", "Read more", "Share", "Opinion", "NEWS ANALYSIS",
    "Ana Lee is a reporter in Lisbon.", "Correction: an earlier version was wrong.", "* * *",
    "• one\n• two", "“A quotation.”", "Related", "SKIP ADVERTISEMENT",
    "Sign up for our newsletter", "5 min read", "Image:", "Photo",
)  # fmt: skip


def _clipping_file(rng: random.Random) -> tuple[str, str]:
    if rng.random() < 0.3:
        lines = rng.choice(_SEEDS).split("\n")
    else:
        sentence = " ".join(rng.choices(odd.WORDS, k=20)).capitalize() + "."
        lines = [odd.text(rng), ""]
        for _ in range(rng.randint(0, 8)):
            some = rng.choice((rng.choice(_FURNITURE), sentence, sentence * 3, odd.text(rng)))
            lines += [some, *rng.choice(((), ("",), ("", "")))]
    for _ in range(rng.randint(0, 3)):
        at = rng.randint(0, len(lines))
        lines[at:at] = [rng.choice((*_FURNITURE, odd.text(rng), bodies.html(rng)))]
    if rng.random() < 0.2:
        rng.shuffle(lines)
    head = matter(rng, _fields(rng)) if rng.random() < 0.4 else ""
    return head + "\n".join(lines) + "\n", ".txt"


_MAKERS: tuple[Maker, ...] = (
    _markdown_file, _markdown_file, _markdown_file, _markdown_file, _html_file, _html_file,
    _one_json, _list_json, _feed_json, _lines_json, _wordpress_json, _ghost_json, _clipping_file,
    _clipping_file,
)  # fmt: skip
