"""Whatever comes in, a build ends, says what is wrong and where, and lets nothing active out.

`make test` tries 2,000 generated files of each campaign, `make soak` 200,000.
"""

from __future__ import annotations

import multiprocessing
import os
from functools import partial

import pytest

from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.newsletter.late import Gap
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import Rendered
from tests.fuzz.campaign import CAMPAIGNS, Hang, at_most, run
from tests.fuzz.files import File, Files
from tests.fuzz.mail_oracle import check_document, check_lines, check_message
from tests.fuzz.oracle import Oracle, Wrong, check_findings, check_words
from tests.fuzz.shrink import shrink
from tests.newsletter_builders import NOW, config, edition, newsletter

COUNT = 200_000 if os.environ.get("FEEDPUB_SOAK") == "1" else 2_000
PATIENCE = 600
"""Seconds without the end of any batch, after which code that cannot be interrupted hangs."""


@pytest.mark.parametrize("campaign", CAMPAIGNS)
def test_whatever_comes_in_a_build_ends_well(campaign: str) -> None:
    batches = COUNT // CAMPAIGNS[campaign]
    context = multiprocessing.get_context("spawn")
    # A process of many builds keeps what one build leaves behind.
    with context.Pool(min(4, os.cpu_count() or 1), maxtasksperchild=50) as pool:
        stories = pool.imap_unordered(partial(run, campaign), range(batches))
        for _ in range(batches):
            story = stories.next(timeout=PATIENCE)
            assert story is None, story


# --- the oracle can say no -------------------------------------------------------------------

FEED = "<rss><channel><item><guid>a</guid><description>%s</description></item></channel></rss>"


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<script>alert(1)</script>", "active-element"),
        ("<p><img src=https://x.example/ onerror=alert(1)></p>", "active-attribute"),
        ("<a href='java&#10;script:alert(1)'>x</a>", "address"),
        ("<a href='//x.example'>relative</a>", "address"),
        ("<img srcset='https://x.example/ 1x, data:image/png,x 2x'>", "address"),
        ("<a href='https://'>x</a>", "address-without-host"),
        ("<svg><path></svg>", "foreign-element"),
        ("<p style='color:red'>x</p>", "style"),
    ],
)
def test_the_oracle_refuses_html(html: str, kind: str) -> None:
    with pytest.raises(Wrong, match=f"^{kind}:"):
        Oracle().check_html(html)


@pytest.mark.parametrize("bad", ["<form>", "<p onclick=x>", "<a href='x'>"])
def test_the_oracle_refuses_something_in_very_long_html(bad: str) -> None:
    for html in ("<p>word</p>" * 10_000 + bad, '<p title="a > b">word</p>' * 5_000 + bad):
        with pytest.raises(Wrong, match=r"^(active-|address)"):
            Oracle().check_html(html)


@pytest.mark.parametrize(
    ("path", "data", "kind"),
    [
        ("feed.rss", b"<rss><a></rss>", "not-well-formed"),
        ("feed.rss", (FEED % "&lt;form&gt;").encode(), "active-element"),
        ("feed.rss", (FEED % "\ufdd0").encode(), "character"),
        ("feed.rss", b"\xff", "not-utf8"),
        ("feed.atom", b'<feed><link href="javascript:x"/></feed>', "address"),
        ("feed.atom", b"<feed><title>a\n b</title></feed>", "title"),
        ("feed.atom", b"<feed><entry><id>a</id></entry><entry><id>a</id></entry></feed>", "ids"),
        ("feed.json", b'{"items": [{"id": "a", "url": "x"}]}', "address"),
        ("feed.json", b'{"items": [{"id": "a"}]}', "item-without-content"),
        ("feed.json", b'{"size_in_bytes": NaN}', "json-constant"),
        ("feed.html", b"<!DOCTYPE html><title>x</title><p onclick=x>", "active-attribute"),
    ],
)
def test_the_oracle_refuses_outputs(path: str, data: bytes, kind: str) -> None:
    with pytest.raises(Wrong, match=f"^{kind}:"):
        Oracle().check_output(path, data)


def test_the_oracle_refuses_formats_with_different_articles() -> None:
    oracle = Oracle()
    oracle.check_output("feed.rss", (FEED % "x").encode())
    oracle.check_output("feed.json", b'{"items": [{"id": "b", "content_text": "x"}]}')
    with pytest.raises(Wrong, match=r"^formats-differ:"):
        oracle.check_formats()


@pytest.mark.parametrize(
    ("at", "message", "kind"),
    [
        (None, "wrong", "finding-without-place"),
        (Location("a.md"), "wrong", "finding-without-line"),
        (Location("b.md", 1), "wrong", "place-of-no-file"),
        (Location("a.md", 3), "wrong", "place-beyond-file"),
        (Location("a.md", 2, 6), "wrong", "place-beyond-line"),
    ],
)
def test_the_oracle_refuses_findings(at: Location | None, message: str, kind: str) -> None:
    finding = Finding(code="field-ignored", message=message, at=at)
    with pytest.raises(Wrong, match=f"^{kind}:"):
        check_findings([finding], {"a.md": b"one\r\ntwo "})


@pytest.mark.parametrize("words", ["\x1b[2J", "two\nlines", "\x85", "\ud800"])
def test_the_oracle_refuses_words_that_a_terminal_would_obey(words: str) -> None:
    with pytest.raises(Wrong, match="message-with-controls"):
        check_words(words)


MAIL = (
    "<!DOCTYPE html>\n<html><head><title>x</title></head><body>%s"
    '<a href="https://x.example/?zq0123456789ab0z">x</a></body></html>'
)


@pytest.mark.parametrize(
    ("html", "kind"),
    [
        ("<form>x</form>", "active-element"),
        ("<p onclick=x>x</p>", "active-attribute"),
        ('<meta http-equiv="refresh" content="0">', "active-attribute"),
        ('<p style="background:URL(x)">x</p>', "style"),
        ("<style>@import 'x';</style>", "css"),
        ('<a href="javascript:x">x</a>', "address"),
        ('<a name="a"></a><a name="a"></a>', "name-twice"),
        ('<p data-src="a.html:1:1">x</p>', "left-over"),
    ],
)
def test_the_oracle_refuses_mail(html: str, kind: str) -> None:
    with pytest.raises(Wrong, match=f"^{kind}:"):
        check_document(MAIL % html)


@pytest.mark.parametrize(
    ("html", "text", "kind"),
    [
        ("zq0123", "x", "left-over"),
        ("<p {}='x'>x</p>", "x", "shape-of-mail"),
    ],
)
def test_the_oracle_refuses_messages(html: str, text: str, kind: str) -> None:
    word = "zq0123456789ab0z"
    html = MAIL % html.format(word)
    gaps = {word: Gap("name")}
    rendered = Rendered(subject="x", html=html, text=text, gaps=gaps)
    message = compile_message(rendered, edition(), newsletter(), config(), date=NOW)
    with pytest.raises(Wrong, match=f"^{kind}:"):
        check_message(rendered, message, ours=False)


def test_the_oracle_refuses_long_lines() -> None:
    check_lines("word " * 14 + "\n    " + "code " * 30 + "\n" + "x" * 90)
    with pytest.raises(Wrong, match=r"^long-line:"):
        check_lines("word " * 16)


def test_what_takes_too_long_is_interrupted() -> None:
    with pytest.raises(Hang), at_most(0.01):
        while True:
            pass


def test_the_smallest_input_is_found() -> None:
    def fails(batch: tuple[Files, ...]) -> bool:
        return any(b"<x" in file.data for files in batch for file in files)

    batch = [(File(f"{n}.md", b"title: x\nbody\n" * 5),) for n in range(50)]
    batch[17] = (File("17.md", b"title: x\n\n<p>One</p>, <x y>\nmore\n"), File("17.toml", b"a = 1"))
    assert shrink(batch, fails) == [(File("17.md", b"<x"), File("17.toml", b""))]  # type: ignore[arg-type]
