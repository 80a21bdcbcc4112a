"""Real readers subscribe to `feedpub serve` of the sample publication.

What they show is read where they keep it: newsboat's database, sfeed's lines, feedparser's
entries. A second poll costs no body, and an edited article stays one article.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import feedparser
import pytest

from feedpub.dates import parse_date
from tests.conftest import needed_program
from tests.serving import Serving
from tests.site import ROOT, Site


class Seen(NamedTuple):
    """What a reader shows of an item."""

    title: str
    seconds: int
    """When it was published."""

    enclosure: str


class Newsboat:
    """newsboat, run without its screen."""

    polls_of_subscription = 2
    """It has no place for the tag before it has the feed."""

    formats = ("rss", "atom")

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        (folder / "config").write_text("auto-reload no\n")

    def poll(self, address: str) -> None:
        (self.folder / "urls").write_text(address + "\n")
        files = {"-u": "urls", "-c": "cache.db", "-C": "config"}
        options = [part for flag, name in files.items() for part in (flag, self.folder / name)]
        done = subprocess.run(
            [needed_program("newsboat"), *options, "-x", "reload"],
            capture_output=True,
            env={**os.environ, "HOME": str(self.folder), "LC_ALL": "C.UTF-8"},
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def seen(self) -> list[Seen]:
        with closing(sqlite3.connect(self.folder / "cache.db")) as database:
            rows = database.execute(
                "select title, pubDate, coalesce(enclosure_url, '') from rss_item where deleted = 0"
            )
            return [Seen(*row) for row in rows]


class Sfeed:
    """sfeed: sfeed_update fetches with curl, which keeps the tag; one line is one item.

    As it comes it tells items apart by id, address and title together; `by_id` is the setting
    that leaves the id alone to decide.
    """

    polls_of_subscription = 1

    formats = ("rss", "atom")

    def __init__(self, folder: Path, *, by_id: bool = True) -> None:
        self.folder = folder
        self.merge = 'merge() { sort -t "$(printf "\\t")" -u -k6,6 "$3" "$2"; }\n' if by_id else ""
        folder.mkdir()

    def poll(self, address: str) -> None:
        # As sfeed's manual has it: curl keeps the tag, and a body that is empty changes nothing.
        fetch = (
            'fetch() { curl -sSf --etag-save "$sfeedpath/tag" --etag-compare "$sfeedpath/tag" '
            '"$2"; }\n'
        )
        settings = f'sfeedpath="{self.folder}"\nfeeds() {{ feed ledger "{address}"; }}\n'
        (self.folder / "sfeedrc").write_text(settings + fetch + self.merge)
        needed_program("curl")
        done = subprocess.run(
            [needed_program("sfeed_update"), self.folder / "sfeedrc"],
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def seen(self) -> list[Seen]:
        lines = (self.folder / "ledger").read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines]
        return [Seen(row[1], int(row[0]), row[7]) for row in rows]


class Feedparser:
    """feedparser, and what every program does that is built on it: one entry for each id."""

    polls_of_subscription = 1

    formats = ("rss", "atom")

    def __init__(self, folder: Path) -> None:
        self.entries: dict[str, Any] = {}
        self.known: dict[str, Any] = {}

    def poll(self, address: str) -> None:
        parsed = feedparser.parse(address, **self.known)
        if parsed.status == 304:
            assert not parsed.entries
            return
        assert not parsed.bozo, parsed.get("bozo_exception")
        self.known = {"etag": parsed.etag, "modified": parsed.modified}
        self.entries |= {entry.id: entry for entry in parsed.entries}

    def seen(self) -> list[Seen]:
        return [
            Seen(
                entry.title,
                int(dt.datetime(*entry.published_parsed[:6], tzinfo=dt.UTC).timestamp()),
                entry.enclosures[0].href if entry.enclosures else "",
            )
            for entry in self.entries.values()
        ]


READERS: dict[str, Callable[[Path], Any]] = {
    "newsboat": Newsboat,
    "sfeed": Sfeed,
    "feedparser": Feedparser,
}

CASES = [
    pytest.param(name, format, id=f"{name} reads {format}")
    for name, reader in READERS.items()
    for format in reader.formats  # type: ignore[attr-defined]
]


@pytest.fixture
def ledger(tmp_path: Path) -> Site:
    """The sample publication, in a folder where it may be edited."""
    site = Site(tmp_path / "ledger")
    for name in ("articles", "templates", "editions"):
        shutil.copytree(ROOT / name, site.root / name, dirs_exist_ok=True)
    for name in ("feedpub.toml", "feedpub.lock"):
        shutil.copy(ROOT / name, site.root / name)
    return site


@pytest.fixture
def serving(ledger: Site) -> Iterator[Serving]:
    with Serving(ledger.root) as serving:
        yield serving


def expected(ledger: Site) -> list[Seen]:
    """Return what the newest articles are, as `list` has them."""
    found = [article for article in ledger.list() if article["state"] == "published"][:20]
    return sorted(
        Seen(
            article["title"],
            int(parse_date(article["published"], dt.UTC).timestamp()),
            _enclosure(ledger, article),
        )
        for article in found
    )


def _enclosure(ledger: Site, article: dict[str, Any]) -> str:
    """Return the address of an article's first media file, as the JSON feed has it."""
    items = {item["id"]: item for item in ledger.feed()["items"]}
    attachments = items[article["id"]].get("attachments", [])
    assert len(attachments) == len(article["enclosures"])
    return attachments[0]["url"] if attachments else ""


@pytest.mark.parametrize(("name", "format"), CASES)
def test_a_reader_shows_every_item_with_title_date_and_enclosure(
    tmp_path: Path, ledger: Site, serving: Serving, name: str, format: str
) -> None:
    reader = READERS[name](tmp_path / name)
    reader.poll(f"{serving.base}feed.{format}")
    shown = sorted(reader.seen())
    assert shown == expected(ledger)
    assert len(shown) == 19
    assert sum(bool(seen.enclosure) for seen in shown) >= 1


@pytest.mark.parametrize(("name", "format"), CASES)
def test_a_second_poll_gets_no_body_and_shows_no_new_item(
    tmp_path: Path, serving: Serving, name: str, format: str
) -> None:
    reader = READERS[name](tmp_path / name)
    for _ in range(reader.polls_of_subscription):
        reader.poll(f"{serving.base}feed.{format}")
    before = sorted(reader.seen())
    reader.poll(f"{serving.base}feed.{format}")
    *subscribed, polled = [line.split(" ")[2] for line in serving.requests()]
    assert subscribed == ["200"] * reader.polls_of_subscription
    assert polled == "304"
    assert sorted(reader.seen()) == before


@pytest.mark.parametrize(("name", "format"), CASES)
def test_no_reader_shows_an_edited_article_twice(
    tmp_path: Path, ledger: Site, serving: Serving, name: str, format: str
) -> None:
    reader = READERS[name](tmp_path / name)
    reader.poll(f"{serving.base}feed.{format}")
    edit(ledger)
    reader.poll(f"{serving.base}feed.{format}")
    assert [line.split(" ")[2] for line in serving.requests()] == ["200", "200"]
    shown = sorted(reader.seen())
    assert shown == expected(ledger)
    assert {"The crane that did retire", "A sandbank moves"} <= {seen.title for seen in shown}


@pytest.mark.parametrize("format", Sfeed.formats)
def test_sfeed_as_it_comes_shows_an_article_with_another_text_once(
    tmp_path: Path, ledger: Site, serving: Serving, format: str
) -> None:
    reader = Sfeed(tmp_path / "sfeed", by_id=False)
    reader.poll(f"{serving.base}feed.{format}")
    sandbank = "articles/the-sandbank-that-moved-house.md"
    ledger.write(sandbank, replaced(ledger.root / sandbank, "half a million", "two million"))
    ledger.build()
    reader.poll(f"{serving.base}feed.{format}")
    assert sorted(reader.seen()) == expected(ledger)


def edit(ledger: Site) -> None:
    """Change two articles in all that a reader could take for another article.

    The first, known by the id in its front matter, gets another title, text and file, and so
    another address; the second, known by feedpub.lock alone, another title, text and update.
    """
    old = ledger.root / "articles/the-crane-that-would-not-retire.md"
    text = replaced(old, "The crane that would not retire", "The crane that did retire")
    old.unlink()
    ledger.write("articles/the-crane-that-did-retire.md", text)
    sandbank = "articles/the-sandbank-that-moved-house.md"
    text = replaced(ledger.root / sandbank, "The sandbank that moved house", "A sandbank moves")
    ledger.write(sandbank, text.replace("updated: 2026-10-26", "updated: 2026-11-20"))
    assert ledger.build().code == 0


def replaced(file: Path, old: str, new: str) -> str:
    text = file.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1) + "\nOn Friday it was all different.\n"
