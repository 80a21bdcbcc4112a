"""A good publication, and the ways in which it breaks: each says what must be found, and where."""

from __future__ import annotations

import json
import random
import re
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

SETTINGS = """\
[publication]
title = "The Pier Gazette"
base_url = "https://pier.example/"
language = "en"
timezone = "Europe/Lisbon"
author = "The Gazette"

[[articles.assets]]
folder = "articles/media"
url = "{base_url}media/"

[[feeds]]
path = "feed"
limit = 50

[[feeds]]
path = "tags/{tag}"
per = "tag"
archives = false
"""

WORDS = """
harbour tide gull rope lantern quay ferry salt anchor mast keel buoy chart storm pilot crane
barrel lamp signal wharf deck sail compass ledger morning evening winter market
""".split()


def sentence(rng: random.Random) -> str:
    words = [rng.choice(WORDS) for _ in range(rng.randint(6, 14))]
    return " ".join(words).capitalize() + "."


def paragraphs(rng: random.Random, count: int = 4) -> str:
    return "\n\n".join(" ".join(sentence(rng) for _ in range(3)) for _ in range(count))


def png(width: int = 8, height: int = 8) -> bytes:
    """Return the smallest picture that is one."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def good_publication(root: Path, rng: random.Random) -> None:
    """Write a publication in several formats that has nothing wrong with it."""
    articles = root / "articles"
    media = articles / "media"
    media.mkdir(parents=True)
    (root / "feedpub.toml").write_text(SETTINGS)
    (media / "pier.png").write_bytes(png())
    (media / "bell.mp3").write_bytes(b"\xff\xfb\x90\x00" + b"\0" * 4000)
    for number in range(1, 7):
        links = "[another](one-2.md)" if number == 1 else "https://elsewhere.example/page"
        (articles / f"one-{number}.md").write_text(
            f"---\n"
            f"id: tag:pier.example,2026:{number}00\n"
            f'title: "Number {number}: {sentence(rng)}"\n'
            f"date: 2026-11-{number:02}T0{number}:30:00+00:00\n"
            f"tags: [Tides, Boats]\n"
            f"authors: [Rui Camacho]\n"
            f"image:\n"
            f"  url: media/pier.png\n"
            f"  alt: The pier at low tide\n"
            f"summary: {sentence(rng)}\n"
            f"---\n"
            f"{paragraphs(rng)}\n\n"
            f"## What follows\n\n"
            f"![The pier again](media/pier.png)\n\n"
            f"See {links}.\n"
        )
    for number in range(1, 4):
        (articles / f"plain-{number}.md").write_text(
            f"+++\n"
            f'title = "Plain {number}: {sentence(rng)}"\n'
            f"date = 2026-11-1{number}T08:00:00Z\n"
            f'tags = ["Tides"]\n'
            f"+++\n"
            f"{paragraphs(rng)}\n"
        )
    (articles / "cast.md").write_text(
        f"---\ntitle: The bell, recorded\ndate: 2026-11-15T10:00:00Z\ntags: [Boats]\n"
        f"enclosures:\n  - url: media/bell.mp3\n---\n{paragraphs(rng)}\n"
    )
    record = {
        "id": "urn:uuid:5b0c2f6e-2f0d-4a8e-9a53-6f1f0b7c3d77",
        "title": f"One record: {sentence(rng)}",
        "date": "2026-11-16T09:00:00Z",
        "tags": ["Boats"],
        "html": "".join(f"<p>{sentence(rng)}</p>" for _ in range(5)),
    }
    (articles / "record.json").write_text(json.dumps(record, indent=2) + "\n")
    notices = [
        {
            "id": f"tag:pier.example,2026:notice-{number}",
            "title": f"Notice {number}: {sentence(rng)}",
            "date": f"2026-11-1{number}T17:00:00Z",
            "markdown": paragraphs(rng, 2),
        }
        for number in range(1, 4)
    ]
    (articles / "notices.jsonl").write_text("".join(json.dumps(n) + "\n" for n in notices))
    (articles / "page.html").write_text(
        f"---\ntitle: A page of the log\ndate: 2026-11-17T09:00:00Z\n---\n"
        f"<p>{sentence(rng)}</p>\n<h2>Later</h2>\n<p>{sentence(rng)} {sentence(rng)}</p>\n"
    )
    (articles / "2026-11-18-clipped.txt").write_text(
        f"The crane sings again\n\n{sentence(rng)}\n\n{paragraphs(rng)}\n"
    )
    listed = [
        {
            "slug": f"listed-{n}",
            "title": f"Listed {n}: {sentence(rng)}",
            "date": f"2026-11-0{n}T20:00:00Z",
            "html": f"<p>{sentence(rng)}</p>",
        }
        for n in range(1, 4)
    ]
    (articles / "list.json").write_text(json.dumps(listed, indent=1) + "\n")


class Expected(NamedTuple):
    """What must be found: any of these codes, at this line (or anywhere in the file)."""

    codes: frozenset[str]
    path: str
    line: int | None = None


Mutation = Callable[[Path, random.Random], Expected]


def expect(codes: str, path: str, line: int | None = None) -> Expected:
    return Expected(frozenset(codes.split()), path, line)


# --- tools -----------------------------------------------------------------------------------


def one_of(root: Path, rng: random.Random, pattern: str = "one-*.md") -> Path:
    return rng.choice(sorted((root / "articles").glob(pattern)))


def name(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()


def line_of(file: Path, beginning: str) -> int:
    """Return the number of the line that begins so."""
    for number, line in enumerate(file.read_text().split("\n"), 1):
        if line.startswith(beginning):
            return number
    raise AssertionError(f"{file.name} has no line {beginning!r}")


def rewrite(file: Path, pattern: str, by: str) -> int:
    """Replace the first match of a pattern; return its line."""
    text = file.read_text()
    match = re.search(pattern, text, re.M)
    assert match, f"{file.name} has no {pattern!r}"
    file.write_text(text[: match.start()] + match.expand(by) + text[match.end() :])
    return text.count("\n", 0, match.start()) + 1


def insert(file: Path, before: str, line: str) -> int:
    """Insert a line before the one that begins so; return its number."""
    number = line_of(file, before)
    lines = file.read_text().split("\n")
    file.write_text("\n".join([*lines[: number - 1], line, *lines[number - 1 :]]))
    return number


def body_line(file: Path, rng: random.Random) -> int:
    """Return the number of a line of prose."""
    lines = file.read_text().split("\n")
    fences = [n for n, line in enumerate(lines, 1) if line in ("---", "+++")]
    prose = [n for n, line in enumerate(lines, 1) if n > fences[1] and re.match(r"[A-Z]\w+ ", line)]
    return rng.choice(prose)


def into_body(file: Path, rng: random.Random, words: str) -> int:
    """Put words into a line of prose; return its number."""
    number = body_line(file, rng)
    lines = file.read_text().split("\n")
    pieces = lines[number - 1].split(" ")
    pieces.insert(rng.randrange(1, len(pieces)), words)
    lines[number - 1] = " ".join(pieces)
    file.write_text("\n".join(lines))
    return number


# --- identity and time -----------------------------------------------------------------------


def id_changed(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = rewrite(file, r"^id: .*", f"id: tag:pier.example,2026:{rng.randrange(1000, 9999)}")
    return expect("id-changed", name(root, file), line)


def id_given_to_another(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "plain-*.md")
    line = insert(file, "date", f'id = "tag:pier.example,2026:{rng.randrange(1000, 9999)}"')
    return expect("id-changed", name(root, file), line)


def id_duplicate(root: Path, rng: random.Random) -> Expected:
    first, second = sorted(rng.sample(range(1, 7), 2))
    file = root / "articles" / f"one-{second}.md"
    line = rewrite(file, r"^id: .*", f"id: tag:pier.example,2026:{first}00")
    return expect("duplicate-id id-changed", name(root, file), line)


def id_lookalike(root: Path, rng: random.Random) -> Expected:
    number = rng.randrange(1, 7)
    alike = rng.choice(["TAG:pier.example,2026:{}00", "tag:pier.example,2026:{}00/"])
    file = root / "articles" / "new.md"
    file.write_text(
        f"---\ntitle: Quite new\ndate: 2026-11-19T08:00:00Z\nid: {alike.format(number)}\n---\n"
        f"{paragraphs(rng)}\n"
    )
    return expect("id-lookalike", name(root, file), 4)


def id_in_lock_changed(root: Path, rng: random.Random) -> Expected:
    file = root / "feedpub.lock"
    lines = file.read_text().split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if "articles/plain-" in line])
    digits = "".join(rng.choice("0123456789abcdef") for _ in range(12))
    lines[number] = re.sub(r"urn:uuid:([\w-]+)-\w{12}", rf"urn:uuid:\1-{digits}", lines[number])
    file.write_text("\n".join(lines))
    return expect("id-changed", "feedpub.lock", number + 1)


def date_forwards(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = rewrite(file, r"^date: 2026-11-\d\d", f"date: 2026-11-{rng.randrange(10, 18)}")
    return expect("date-moved", name(root, file), line)


def date_back(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "plain-*.md")
    line = rewrite(file, r"^date = 2026-11-\d\d", f"date = 2026-10-{rng.randrange(10, 29)}")
    return expect("date-moved", name(root, file), line)


def date_of_record_moved(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "notices.jsonl"
    number = rng.randrange(3)
    lines = file.read_text().split("\n")
    lines[number] = lines[number].replace("T17:00", f"T{rng.randrange(10, 17)}:01")
    file.write_text("\n".join(lines))
    return expect("date-moved", name(root, file), number + 1)


def date_unreadable(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    bad = rng.choice(["01/02/2026", "soon", "2026-13-45", "2026-11-31"])
    return expect("article-broken", name(root, file), rewrite(file, r"^date: .*", f"date: {bad}"))


def date_gone(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    rewrite(file, r"^date: .*\n", "")
    return expect("article-broken", name(root, file), 1)


def update_to_come(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = insert(file, "tags:", f"updated: 2026-12-{rng.randrange(10, 30)}T08:00:00Z")
    return expect("date-future", name(root, file), line)


def update_before(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = insert(file, "tags:", f"updated: 2026-09-{rng.randrange(10, 30)}T08:00:00Z")
    return expect("updated-early", name(root, file), line)


def text_changed(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    into_body(file, rng, sentence(rng))
    return expect("text-changed", name(root, file), line_of(file, "date:"))


def withdrawn(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = insert(file, "date:", "draft: true")
    return expect("article-gone", name(root, file), line)


def deleted(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "one-[3-6].md")
    lock = (root / "feedpub.lock").read_text().split("\n")
    line = next(n for n, row in enumerate(lock, 1) if name(root, file) in row)
    file.unlink()
    return expect("article-gone", "feedpub.lock", line)


# --- texts -----------------------------------------------------------------------------------


def title_escaped_twice(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    sign = rng.choice(["&amp;amp;", "&amp;#8217;", "&amp;quot;", "&amp;hellip;"])
    line = rewrite(file, r'^title: "Number', f'title: "Number {sign}')
    return expect("escaped-twice", name(root, file), line)


def title_in_list_escaped_twice(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "list.json"
    line = rewrite(file, rf"Listed {rng.randrange(1, 4)}", r"\g<0> &amp;amp;")
    return expect("escaped-twice", name(root, file), line)


def title_with_markup(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    tag = rng.choice(["<b>", "<img src=x>", "<br/>x <i", "<span class=a>"])
    tag = tag if tag.endswith(">") else "<br /><i>"
    line = rewrite(file, r'^title: "Number', f'title: "{tag} Number')
    return expect("title-markup", name(root, file), line)


def title_gone(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    rewrite(file, r"^title: .*\n", "")
    return expect("article-broken", name(root, file), 1)


def title_repeated(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "plain-*.md")
    copy = file.with_name("zz-copy.md")
    copy.write_text(file.read_text())
    return expect("title-repeated", name(root, copy), line_of(copy, "title"))


def letters_broken(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    word = rng.choice(["café", "naïve", "Zürich", "don’t", "année"])
    return expect(
        "mojibake", name(root, file),
        into_body(file, rng, word.encode().decode("cp1252", "replace")),
    )  # fmt: skip


def letters_of_clipping_broken(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "2026-11-18-clipped.txt"
    lines = file.read_text().split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if n > 3 and line])
    lines[number] = lines[number].replace(". ", " cafÃ©. ", 1)
    file.write_text("\n".join(lines))
    return expect("mojibake", name(root, file), number + 1)


def letters_of_title_broken(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "plain-*.md")
    word = rng.choice(["cafÃ©", "rÃ©sumÃ©", "itâ€™s"])
    return expect("mojibake", name(root, file), rewrite(file, r'"Plain', f'"{word} Plain'))


def control_character(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = into_body(file, rng, rng.choice(["a\x08b", "\x1b[0m", "x\x7f", "\x0c", "\ufffe"]))
    return expect("control-character", name(root, file), line)


def not_utf8(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = into_body(file, rng, "MARK")
    file.write_bytes(
        file.read_bytes().replace(b"MARK", rng.choice([b"caf\xe9", b"\xff", b"\x93x"]))
    )
    return expect("article-broken", name(root, file), line)


def nul_byte(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    return expect("article-broken", name(root, file), into_body(file, rng, "a\0b"))


def text_gone(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "new.md"
    blank = "\n" * rng.randrange(5)
    file.write_text(f"---\ntitle: Nothing yet\ndate: 2026-11-19T08:00:00Z\n---\n{blank}")
    return expect("text-missing", name(root, file), 2)


def article_of_three_megabytes(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    block = " ".join(sentence(rng) for _ in range(50))
    with file.open("a") as stream:
        stream.write(f"\n\n{block}" * (3_000_000 // len(block)))
    return expect("article-large", name(root, file), line_of(file, "title:"))


def template_tag(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    tag = rng.choice(['{{< figure src="x.png" >}}', "{% include box.html %}"])
    return expect("template-tag picture-missing", name(root, file), into_body(file, rng, tag))


def script(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    tag = rng.choice(["<script>track()</script>", "<object data=x></object>"])
    return expect("html-removed", name(root, file), into_body(file, rng, tag))


# --- front matter ----------------------------------------------------------------------------


def never_closed(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    rewrite(file, r"^summary: .*\n---\n", "summary: x\n")
    return expect("article-broken", name(root, file), 1)


def yaml_broken(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    bad = rng.choice(["summary: a: b", "summary: [a", 'summary: "a'])
    line = rewrite(file, r"^summary: .*", bad)
    # What is never closed is noticed where the front matter ends, on the next line.
    return expect("article-broken", name(root, file), line + (bad != "summary: a: b"))


def toml_broken(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng, "plain-*.md")
    line = rewrite(file, r"^tags = .*", rng.choice(["tags = [x", "tags Tides", 'tags = "a']))
    return expect("article-broken", name(root, file), line)


def record_broken(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "notices.jsonl"
    number = rng.randrange(3)
    lines = file.read_text().split("\n")
    lines[number] = lines[number][: rng.randrange(10, 60)]
    file.write_text("\n".join(lines))
    return expect("article-broken", name(root, file), number + 1)


def language_wrong(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = insert(file, "tags:", f"language: {rng.choice(['English!', 'e', '12'])}")
    return expect("field-ignored", name(root, file), line)


def tag_spelt_otherwise(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = rewrite(file, r"\[Tides, Boats\]", rng.choice(["[tides, Boats]", "[TIDES]", "[boats]"]))
    return expect("tag-spelling", name(root, file), line)


def address_duplicate(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "new.md"
    number = rng.randrange(1, 7)
    url = f"/here/{number}/"
    insert(root / "articles" / f"one-{number}.md", "tags:", f"url: {url}")
    file.write_text(
        f"---\ntitle: Quite new\ndate: 2026-11-19T08:00:00Z\nurl: {url}\n---\n{paragraphs(rng)}\n"
    )
    return expect("duplicate-address", name(root, file), 4)


# --- pictures, media, links ------------------------------------------------------------------


def picture_gone(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = rewrite(file, r"\(media/pier.png\)", f"(media/pier-{rng.randrange(99)}.png)")
    return expect("picture-missing", name(root, file), line)


def lead_picture_relative(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = rewrite(file, r"url: media/", rng.choice(["url: ../media/", "url: ", "url: img/"]))
    return expect("picture-missing", name(root, file), line)


def picture_undescribed(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    if rng.random() < 0.5:
        line = line_of(file, "  url:")
        rewrite(file, r"^  alt: .*\n", "")
    else:
        line = rewrite(file, r"!\[The pier again\]\(media/pier.png\)", '<img src="media/pier.png">')
    return expect("picture-undescribed", name(root, file), line)


def picture_insecure(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    address = f"http://pictures.example/{rng.randrange(99)}.png"
    return expect(
        "picture-insecure", name(root, file), rewrite(file, r"media/pier.png(?=\))", address)
    )


def picture_of_page_gone(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "page.html"
    line = rewrite(file, r"<h2>", f'<img src="media/p-{rng.randrange(99)}.png" alt="x">\\g<0>')
    return expect("picture-missing", name(root, file), line)


def enclosure_gone(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "cast.md"
    if rng.random() < 0.5:
        (root / "articles" / "media" / "bell.mp3").unlink()
        return expect("enclosure-missing", name(root, file), line_of(file, "  - url:"))
    line = rewrite(file, r"bell\.mp3", f"bell-{rng.randrange(99)}.mp3")
    return expect("enclosure-missing", name(root, file), line)


def enclosure_untyped(root: Path, rng: random.Random) -> Expected:
    file = root / "articles" / "cast.md"
    rewrite(file, r"media/bell\.mp3", f"https://cdn.example/{rng.randrange(99)}/play")
    return expect("enclosure-type", name(root, file), line_of(file, "enclosures:"))


def link_to_no_file(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    line = into_body(file, rng, f"[there](gone-{rng.randrange(99)}.md)")
    return expect("link-unresolved", name(root, file), line)


def link_to_no_article(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    path = f"2026/{rng.randrange(10, 12)}/gone-{rng.randrange(99)}/"
    words = rng.choice(["[x](https://pier.example/{})", "[x](/{})", '<a href="/{}">x</a>'])
    return expect("link-broken", name(root, file), into_body(file, rng, words.format(path)))


def link_to_no_place(root: Path, rng: random.Random) -> Expected:
    file = one_of(root, rng)
    place = rng.choice(["elsewhere", "never-written", "hat"])
    return expect(
        "fragment-missing", name(root, file), into_body(file, rng, f"[x](one-2.md#{place})")
    )


# --- the feeds and their files ---------------------------------------------------------------


def feed_empty(root: Path, rng: random.Random) -> Expected:
    line = insert(root / "feedpub.toml", "[[articles.assets]]", "[articles]")
    insert(root / "feedpub.toml", "[[articles.assets]]", 'ignore = ["*"]')
    assert line
    return expect("feed-empty", "feedpub.toml", line_of(root / "feedpub.toml", "path = "))


def feed_too_large(root: Path, rng: random.Random) -> Expected:
    for number in range(1, 7):
        file = root / "articles" / f"one-{number}.md"
        block = " ".join(sentence(rng) for _ in range(50))
        with file.open("a") as stream:
            stream.write(f"\n\n{block}" * (400_000 // len(block)))
    return expect("feed-too-large", "feedpub.toml", line_of(root / "feedpub.toml", "path = "))


def served_damaged(root: Path, rng: random.Random) -> Expected:
    file = root / "public" / rng.choice(["feed.rss", "feed.atom"])
    lines = file.read_text().split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if line.strip().startswith("<title>")])
    lines[number] = lines[number].replace("</title>", "</titel>")
    file.write_text("\n".join(lines))
    return expect("feed-malformed", name(root, file), number + 1)


def served_with_a_bad_date(root: Path, rng: random.Random) -> Expected:
    file = root / "public" / "feed.rss"
    lines = file.read_text().split("\n")
    number = rng.choice([n for n, line in enumerate(lines) if "<pubDate>" in line])
    wrong = {"Mon": "Tue", "Tue": "Wed", "Wed": "Thu", "Thu": "Fri", "Fri": "Sat", "Sat": "Sun"}
    day = re.search(r"<pubDate>(\w+)", lines[number])
    assert day
    lines[number] = lines[number].replace(day[1], wrong.get(day[1], "Mon"))
    file.write_text("\n".join(lines))
    return expect("feed-date", name(root, file), number + 1)


def served_truncated(root: Path, rng: random.Random) -> Expected:
    file = root / "public" / rng.choice(["feed.rss", "feed.atom", "feed.json", "feeds.opml"])
    data = file.read_bytes()
    file.write_bytes(data[: rng.randrange(len(data) // 4, len(data) - 20)])
    return expect("feed-malformed", name(root, file))


def served_with_one_item_twice(root: Path, rng: random.Random) -> Expected:
    file = root / "public" / "feed.rss"
    text = file.read_text()
    ids = re.findall(r"<guid[^>]*>([^<]*)", text)
    first, second = rng.sample(range(len(ids)), 2)
    file.write_text(text.replace(ids[max(first, second)], ids[min(first, second)]))
    return expect("feed-ids", name(root, file))


def served_stale(root: Path, rng: random.Random) -> Expected:
    file = root / "public" / "feed.rss"
    rewrite(file, r"<description>[^<]*</description>", "<description>By hand</description>")
    return expect("output-stale", name(root, file))


def lock_damaged(root: Path, rng: random.Random) -> Expected:
    file = root / "feedpub.lock"
    lines = file.read_text().split("\n")
    number = rng.randrange(len(lines) - 1)
    lines[number] = rng.choice(["<<<<<<< HEAD", lines[number][:40], lines[number] + "}"])
    file.write_text("\n".join(lines))
    return expect("identity-unsettled", "feedpub.lock", number + 1)


MUTATIONS: Mapping[str, Mutation] = {
    function.__name__: function
    for function in (
        id_changed, id_given_to_another, id_duplicate, id_lookalike, id_in_lock_changed,
        date_forwards, date_back, date_of_record_moved, date_unreadable, date_gone,
        update_to_come, update_before, text_changed, withdrawn, deleted,
        title_escaped_twice, title_in_list_escaped_twice, title_with_markup, title_gone,
        title_repeated, letters_broken, letters_of_clipping_broken, letters_of_title_broken,
        control_character, not_utf8, nul_byte, text_gone, article_of_three_megabytes,
        template_tag, script, never_closed, yaml_broken, toml_broken, record_broken,
        language_wrong, tag_spelt_otherwise, address_duplicate, picture_gone,
        lead_picture_relative, picture_undescribed, picture_insecure, picture_of_page_gone,
        enclosure_gone, enclosure_untyped, link_to_no_file, link_to_no_article, link_to_no_place,
        feed_empty, feed_too_large, served_damaged, served_with_a_bad_date, served_truncated,
        served_with_one_item_twice, served_stale, lock_damaged,
    )
}  # fmt: skip
