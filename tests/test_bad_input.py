"""What people get wrong: every mistake has its place and a way out, and takes nobody with it."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import needed_program
from tests.site import NOW, ROOT, Ran, Site

HEAD = "---\ntitle: Bad\ndate: 2026-11-18\n"
BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 10)}]\n"
    for before, name in zip("abcde", "bcdef", strict=True)
)


@pytest.fixture
def site(site: Site) -> Site:
    """A publication with one good article."""
    return site.article("good.md", title="Good", date="2026-11-01T00:00:00Z")


def titles(site: Site) -> list[str]:
    return sorted(item["title"] for item in site.feed()["items"])


# --- one bad file ----------------------------------------------------------------------------

UNUSABLE = [
    pytest.param(
        "bad.md",
        b"---\ntitle: Caf\xe9\n---\nText",
        "articles/bad.md:2:11: the byte 0xE9 is not UTF-8; the file is probably Windows-1252 "
        "or Latin-1",
        id="invalid UTF-8",
    ),
    pytest.param(
        "bad.md", HEAD + "---\nab\0c", "articles/bad.md:5:3: a NUL byte stands here", id="NUL"
    ),
    pytest.param(
        "bad.md",
        HEAD + "Text",
        "articles/bad.md:1:1: the front matter that begins here is never closed",
        id="unclosed front matter",
    ),
    pytest.param(
        "bad.md",
        "---\ntitle: Bad\nauthor:\n\tname: Ana\n---\n",
        "articles/bad.md:4:1: not valid YAML: found character that cannot start any token",
        id="YAML with tabs",
    ),
    pytest.param(
        "bad.md",
        HEAD + "title: Worse\n---\n",
        "articles/bad.md:4:1: not valid YAML: the key `title` stands here a second time",
        id="duplicate key",
    ),
    pytest.param(
        "bad.json",
        '{"title": "Bad",\n "title": "Worse"}',
        "articles/bad.json:2:2: the key `title` stands here a second time",
        id="duplicate key in JSON",
    ),
    pytest.param(
        "bad.md",
        HEAD + BOMB + "---\n",
        "articles/bad.md:5:8: the aliases (`*name`) unfold to too much",
        id="anchors that explode",
    ),
    pytest.param(
        "bad.md",
        "---\ntitle: Bad\ndate: soon\n---\n",
        "articles/bad.md:3:1: `date`: `soon` is not a date",
        id="a date that is none",
    ),
    pytest.param(
        "bad.md",
        "---\ndate: 2026-11-18\n---\nText",
        "articles/bad.md:1: the article has no title",
        id="no title",
    ),
    pytest.param(
        "bad.md",
        "---\ntitle: Bad\n---\nText",
        "articles/bad.md:1: the article has no date",
        id="no date",
    ),
    pytest.param(
        "bad.json",
        '{"title": {"a": 1},\n "date": "2026-11-18"}',
        "articles/bad.json:1:2: `title`: text was expected, not a table",
        id="JSON of the wrong type",
    ),
    pytest.param(
        "bad.json",
        '[\n "no record"]',
        "articles/bad.json:2:2: a record must be an object, not a text",
        id="JSON list of texts",
    ),
    pytest.param("bad.md", "", "articles/bad.md: the file is empty", id="empty file"),
    pytest.param("bad.md", " \n\n", "articles/bad.md: the file is empty", id="white space"),
    pytest.param(
        "bad.md",
        HEAD + 'url: "http://["\n---\n',
        "articles/bad.md:1: `http://[` is no address: Invalid IPv6 URL",
        id="an address that is none",
    ),
    pytest.param(
        "bad.md",
        HEAD + "url: javascript:alert(1)\n---\n",
        "articles/bad.md:1: `javascript:alert(1)` is no address: it is not one of the web",
        id="an address that runs",
    ),
]


def assert_only_the_good_is_published(site: Site, error: str) -> None:
    ran = site.run("build")
    assert ran.code == 1
    assert f"Error: {error}" in ran.err
    assert "\nHint: " in ran.err
    assert titles(site) == ["Good"]
    assert "bad" not in (site.root / "feedpub.lock").read_text()


def assert_strict_writes_nothing(site: Site, *arguments: str) -> None:
    before = files_below(site.root)
    ran = site.run("build", "--strict", *arguments)
    assert ran.code == 1
    assert "nothing was written" in ran.err
    assert ran.out == ""
    assert files_below(site.root) == before


def files_below(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return the files, and by what one sees that they were written; the cache is no matter."""
    return {
        str(file): (stat.st_ino, stat.st_mtime_ns, stat.st_size)
        for file in sorted(folder.rglob("*"))
        for stat in [file.lstat()]
        if not file.is_dir() and ".feedpub" not in file.parts
    }


@pytest.mark.parametrize(("name", "content", "error"), UNUSABLE)
def test_an_unusable_article_is_named_and_the_others_are_published(
    site: Site, name: str, content: str | bytes, error: str
) -> None:
    assert_only_the_good_is_published(site.write(f"articles/{name}", content), error)


@pytest.mark.parametrize(("name", "content", "error"), UNUSABLE)
def test_with_strict_an_unusable_article_stops_everything(
    site: Site, name: str, content: str | bytes, error: str
) -> None:
    assert_strict_writes_nothing(site.write(f"articles/{name}", content))


def make_huge(site: Site) -> str:
    site.write("articles/bad.md", "")
    os.truncate(site.root / "articles" / "bad.md", 50 * 2**20)
    return "articles/bad.md: the file has 52,428,800 bytes; an article may have 5,000,000"


def link_outside(site: Site) -> str:
    secret = site.root.parent / "secret.md"
    secret.write_text(HEAD + "---\nSecret")
    (site.root / "articles" / "bad.md").symlink_to(secret)
    return "articles/bad.md: the link leads out of the publication"


def link_to_itself(site: Site) -> str:
    (site.root / "articles" / "bad.md").symlink_to("bad.md")
    return "articles/bad.md: the "


def link_to_nothing(site: Site) -> str:
    (site.root / "articles" / "bad.md").symlink_to("gone.md")
    return "articles/bad.md: the "


def picture_folder_outside(site: Site) -> str:
    outside = site.root.parent / "outside"
    outside.mkdir()
    (outside / "bad.md").write_text(HEAD + "---\nSecret")
    (site.root / "articles" / "badly").symlink_to(outside)
    return "articles/badly: the link leads out of the publication"


@pytest.mark.parametrize(
    "arrange", [make_huge, link_outside, link_to_itself, link_to_nothing, picture_folder_outside]
)
def test_a_file_that_must_not_be_read_is_named(site: Site, arrange: Callable[[Site], str]) -> None:
    error = arrange(site)
    assert_strict_writes_nothing(site)
    assert_only_the_good_is_published(site, error)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(
            b"\xef\xbb\xbf---\ntitle: Odd\ndate: 2026-11-18\n---\nText", id="byte-order mark"
        ),
        pytest.param(b"---\r\ntitle: Odd\r\ndate: 2026-11-18\r\n---\r\nText\r\n", id="CRLF"),
        pytest.param(b"---\rtitle: Odd\rdate: 2026-11-18\r---\rText\r", id="CR"),
    ],
)
def test_a_file_as_other_systems_write_it_is_good(site: Site, content: bytes) -> None:
    ran = site.write("articles/odd.md", content).run("build")
    assert (ran.code, ran.err) == (0, "3 written, 0 unchanged, 2 new in feedpub.lock\n")
    assert site.feed()["items"][0]["content_html"] == "<p>Text</p>"


def test_control_characters_are_removed_and_named(site: Site) -> None:
    ran = site.write("articles/odd.md", HEAD + "---\nab\x08c \x93q\x94").run("build")
    assert ran.code == 0
    assert "Warning: articles/odd.md:5:3: the character U+0008 was removed" in ran.err
    assert "Warning: articles/odd.md:5:6: the character U+0093 was read as `“`" in ran.err
    assert site.feed()["items"][0]["content_html"] == "<p>abc “q”</p>"


def test_a_date_that_is_none_is_a_warning_where_the_file_name_has_one(site: Site) -> None:
    ran = site.article("2026-11-18-odd.md", title="Odd", date="soon").run("build")
    assert ran.code == 0
    assert "Warning: articles/2026-11-18-odd.md:3:1: `date`: `soon` is not a date" in ran.err
    assert titles(site) == ["Good", "Odd"]


def test_a_picture_that_does_not_exist_is_an_error_at_its_place(site: Site) -> None:
    site.article("odd.md", body="Text\n\nand ![a ship](no.png)", title="Odd")
    assert_strict_writes_nothing(site)
    ran = site.run("build")
    assert ran.code == 1
    assert "Error: articles/odd.md:7:15: the picture `no.png` does not exist" in ran.err
    assert titles(site) == ["Good", "Odd"]


def test_records_of_a_json_file_fail_alone(site: Site) -> None:
    lines = (
        '{"title": "One", "date": "2026-11-18"}',
        '{"title": "Two", "date": true}',
        '{"title":',
        '{"title": "Four", "date": "2026-11-18"}',
    )
    ran = site.write("articles/many.jsonl", "\n".join(lines)).run("build")
    assert ran.code == 1
    assert "articles/many.jsonl:2:18: `date`: text was expected, not true or false" in ran.err
    assert "articles/many.jsonl:3:10: not valid JSON: expecting value" in ran.err
    assert titles(site) == ["Four", "Good", "One"]


# --- two of one kind -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        pytest.param("id", "tag:x", "the id `tag:x` belongs to", id="one id"),
        pytest.param(
            "url", "/x/", "the address `https://post.example/x/` belongs to", id="one address"
        ),
    ],
)
class TestTwins:
    def test_the_second_is_left_out(self, site: Site, field: str, value: str, error: str) -> None:
        site.article("b.md", title="B", **{field: value}).article(
            "c.md", title="C", **{field: value}
        )
        assert_strict_writes_nothing(site)
        ran = site.run("build")
        assert ran.code == 1
        assert f"Error: articles/c.md:1: {error} `articles/b.md` already" in ran.err
        assert titles(site) == ["B", "Good"]

    def test_the_one_that_was_there_first_stays(
        self, site: Site, field: str, value: str, error: str
    ) -> None:
        site.article("c.md", title="C", **{field: value}).build()
        site.article("b.md", title="B", **{field: value})
        lock = (site.root / "feedpub.lock").read_text()
        for _ in range(3):
            ran = site.run("build")
            assert f"Error: articles/b.md:1: {error} `articles/c.md` already" in ran.err
            assert titles(site) == ["C", "Good"]
            assert (site.root / "feedpub.lock").read_text() == lock

    def test_one_that_becomes_a_twin_is_left_out(
        self, site: Site, field: str, value: str, error: str
    ) -> None:
        site.article("b.md", title="B").article("c.md", title="C", **{field: value}).build()
        lock = (site.root / "feedpub.lock").read_text()
        site.article("b.md", title="B", **{field: value})
        for _ in range(2):
            assert f"articles/b.md:1: {error} `articles/c.md` already" in site.run("build").err
            assert titles(site) == ["C", "Good"]
            assert (site.root / "feedpub.lock").read_text() == lock


def test_tags_that_a_path_cannot_tell_apart_get_feeds_of_their_own(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n')
    site.article("c.md", title="C", tags=["C", "C++", "C#"]).build("--fail-on", "info")
    feeds = sorted(name for name in site.outputs() if name.startswith("tags/c") and "json" in name)
    assert feeds == ["tags/c-plus-plus.json", "tags/c-sharp.json", "tags/c.json"]
    assert [site.feed(name)["title"] for name in feeds] == [
        "The Test Post: C++",
        "The Test Post: C#",
        "The Test Post: C",
    ]


def test_a_tag_longer_than_a_file_name_stops_nobody(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n')
    site.article("c.md", tags=["é" * 300, "é" * 299]).build("--fail-on", "info")
    made = [name for name in site.outputs() if name.startswith("tags/é")]
    assert len(made) == 6
    assert max(len(name.removeprefix("tags/").encode()) for name in made) < 220


# --- one among many --------------------------------------------------------------------------


@pytest.fixture
def hundred(site: Site) -> Site:
    """Ninety-nine good articles and a bad one."""
    for number in range(98):
        site.article(f"{number:02}.md", title=f"Number {number:02}")
    site.write("feedpub.toml", Site.SETTINGS + "limit = 200\n")
    return site.article("50-bad.md", title=None)


def test_one_bad_article_among_a_hundred_is_left_out(hundred: Site) -> None:
    ran = hundred.run("build")
    assert ran.code == 1
    assert ran.err.count("Error:") == 1
    assert len(titles(hundred)) == 99
    assert len((hundred.root / "feedpub.lock").read_text().splitlines()) == 99


def test_one_bad_article_among_a_hundred_stops_a_strict_build(hundred: Site) -> None:
    assert_strict_writes_nothing(hundred)


def test_a_strict_build_touches_nothing_that_an_earlier_one_wrote(hundred: Site) -> None:
    hundred.article("50-bad.md", title="Now good").build("--strict")
    hundred.article("50-bad.md", title=None).article("1.md", title="Changed")
    assert_strict_writes_nothing(hundred)


def test_a_strict_build_that_wrote_nothing_never_exits_with_zero(hundred: Site) -> None:
    assert_strict_writes_nothing(hundred, "--fail-on", "never")


def test_all_errors_of_all_files_are_shown_in_one_run(site: Site) -> None:
    for number in range(30):
        site.write(f"articles/bad{number}.md", f"---\ntitle: Bad\ndate: day {number}\n---\n")
    ran = site.run("build")
    for number in range(30):
        assert f"articles/bad{number}.md:3:1: `date`: `day {number}` is not a date" in ran.err


@pytest.mark.parametrize(
    ("flaw", "limit", "code"),
    [
        pytest.param({"date": "soon"}, "error", 1, id="error"),
        pytest.param({"date": "soon"}, "warning", 1, id="error outweighs warning"),
        pytest.param({"date": "soon"}, "never", 0, id="error forgiven"),
        pytest.param({"body": "{% include x %}"}, "error", 0, id="warning is no error"),
        pytest.param({"body": "{% include x %}"}, "warning", 1, id="warning"),
        pytest.param({"body": "{% include x %}"}, "info", 1, id="warning outweighs info"),
        pytest.param({"body": "Text. <script>x</script>"}, "warning", 0, id="info is no warning"),
        pytest.param({"body": "Text. <script>x</script>"}, "info", 1, id="info"),
        pytest.param({}, "info", 0, id="nothing to say"),
    ],
)
@pytest.mark.parametrize("command", ["build", "check"])
def test_the_exit_code_follows_the_weight_of_the_findings(
    site: Site, command: str, flaw: dict[str, str], limit: str, code: int
) -> None:
    ran = site.article("flawed.md", **flaw).run(command, "--fail-on", limit)
    assert ran.code == code


# --- the lock --------------------------------------------------------------------------------


def test_every_damaged_line_of_the_lock_is_named_and_nothing_is_written(site: Site) -> None:
    site.build()
    row = (site.root / "feedpub.lock").read_text()
    lines = [
        "<<<<<<< HEAD",
        row.strip(),
        "=======",
        '{"path": "a.md"}',
        ">>>>>>> branch",
        "[1]",
        "x",
    ]
    site.write("feedpub.lock", "\n".join(lines)).article("new.md", title="New")
    before = files_below(site.root)
    ran = site.run("build")
    assert ran.code == 2
    assert files_below(site.root) == before
    for number in (1, 3, 5):
        assert (
            f"Error: feedpub.lock:{number}:1: a merge conflict is not resolved\nHint: keep"
            in ran.err
        )
    assert (
        "Error: feedpub.lock:4:1: the row is damaged: object missing required field `id`" in ran.err
    )
    for number in (6, 7):
        assert f"Error: feedpub.lock:{number}:1: the row is damaged: " in ran.err
    assert "Hint: restore the line from git" in ran.err
    assert "feedpub.lock:2" not in ran.err


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xff\n", id="not UTF-8"),
        pytest.param(b'{"path":' + b"[" * 100_000, id="nested deeply"),
        pytest.param(b'{"path":"\\ud800"}\n', id="half a surrogate pair"),
        pytest.param(
            b'{"path":"a","id":"x","url":"","published":"","fingerprint":"","x":1}',
            id="unknown field",
        ),
    ],
)
def test_a_lock_that_cannot_be_read_stops_the_build(site: Site, content: bytes) -> None:
    ran = site.write("feedpub.lock", content).run("build")
    assert ran.code == 2
    assert "Error: feedpub.lock:1:1: " in ran.err
    assert site.outputs() == {}


# --- the disk --------------------------------------------------------------------------------


def limited_build(site: Site, limit: Callable[[], None] = int, before: tuple[str, ...] = ()) -> Ran:
    """Build as a process that has called `limit`, by a command that stands before it."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "feedpub", "-C", str(site.root), "build", "--now", NOW],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=limit,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def small_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))


def test_a_file_where_the_output_folder_should_be_is_named(site: Site) -> None:
    ran = site.write("public", "mine").run("build")
    assert ran.code == 1
    assert f"Error: {site.root / 'public'}: cannot be written: not a directory\nHint: " in ran.err
    assert (site.root / "public").read_text() == "mine"


def test_a_full_disk_leaves_the_old_files_whole(site: Site) -> None:
    site.build()
    before = site.outputs()
    site.article("long.md", "long " * 1_000, title="Long")
    ran = limited_build(site, small_files)
    assert ran.code == 1
    assert "cannot be written: file too large" in ran.err
    assert "Traceback" not in ran.err
    assert site.outputs() == before
    assert site.run("build").code == 0
    assert titles(site) == ["Good", "Long"]


def test_a_disk_too_full_for_the_lock_leaves_it_whole(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + "limit = 1\n").build()
    before = (site.root / "feedpub.lock").read_bytes(), site.outputs()
    for number in range(20):
        site.article(f"{number}.md", title=f"Number {number}")
    ran = limited_build(site, small_files)
    assert (ran.code, ran.err) == (1, "Error: feedpub.lock: cannot be written: file too large\n")
    assert ((site.root / "feedpub.lock").read_bytes(), site.outputs()) == before
    assert not list(site.root.glob(".*.new"))


@pytest.mark.skipif(os.getuid() != 0, reason="only root may mount a file system")
def test_a_disk_that_really_is_full_is_named(site: Site) -> None:
    public = site.root / "public"
    public.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(public)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this container may not mount a file system")
    try:
        ran = site.article("long.md", "long " * 5_000, title="Long").run("build")
        assert ran.code == 1
        assert "cannot be written: no space left on device\nHint: free some space" in ran.err
        assert site.outputs() == {}
    finally:
        subprocess.run(["umount", str(public)], check=True)


def test_a_folder_of_somebody_else_is_named(site: Site) -> None:
    temporary = Path(tempfile.gettempdir())
    site.build()
    before = site.outputs()
    nobody: tuple[str, ...] = ()
    if os.getuid() == 0:  # root may write anywhere
        nobody = (needed_program("setpriv"), "--reuid=65534", "--clear-groups")
        for folder in site.root.parents:
            if folder.owner() == "root" and temporary in folder.parents:
                folder.chmod(0o755)
    (site.root / "public").chmod(0o555)
    try:
        assert limited_build(site, before=nobody).code == 0
        site.article("good.md", title="Good, changed", date="2026-11-01T00:00:00Z")
        ran = limited_build(site, before=nobody)
    finally:
        (site.root / "public").chmod(0o755)
    assert ran.code == 1
    assert "cannot be written: permission denied\nHint: check whose file it is" in ran.err
    assert "Traceback" not in ran.err
    assert site.outputs() == before


# --- a build that is killed ------------------------------------------------------------------

Versions = tuple[Site, dict[str, bytes], dict[str, bytes]]


@pytest.fixture
def versions(tmp_path: Path) -> Versions:
    """A publication to be built, the bytes of its last build, and those that the next one makes."""
    settings = Site.SETTINGS + '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n'

    def write(site: Site, word: str) -> Site:
        site.write("feedpub.toml", settings)
        for number in range(9):
            tags = [f"tag {number % 3}", f"{word} {number % 3}"]
            site.article(f"{number}.md", f"{word} " * 200, title=f"{word} {number}", tags=tags)
        return site

    site = write(Site(tmp_path / "killed"), "old")
    site.build()
    old = everything(site)
    other = Site(shutil.copytree(site.root, tmp_path / "other"))
    write(other, "new").article("more.md", title="One more").build()
    write(site, "new").article("more.md", title="One more")
    return site, old, everything(other)


def everything(site: Site) -> dict[str, bytes]:
    """Return the feeds and the lock; what the program keeps for itself is left out."""
    feeds = {name: body for name, body in site.outputs().items() if not name.startswith(".")}
    return {**feeds, "feedpub.lock": (site.root / "feedpub.lock").read_bytes()}


def assert_whole(versions: Versions) -> None:
    site, old, new = versions
    found = everything(site)
    for name, body in found.items():
        assert body in (old.get(name), new.get(name)), name
    assert set(old) & set(new) <= set(found)


def build_again(versions: Versions) -> None:
    site, _, new = versions
    ran = site.run("build")
    assert ran.code == 0, ran.err
    assert everything(site) == new


def edit_and_build(versions: Versions) -> None:
    site = versions[0]
    tags = [f"new {number}" for number in range(3)]
    ran = site.article("more.md", title="Edited meanwhile", tags=tags).run("build")
    assert ran.code == 0, ran.err


@pytest.mark.parametrize("go_on", [build_again, edit_and_build])
def test_a_build_may_be_killed_at_any_change_to_the_disk(
    versions: Versions, tmp_path: Path, go_on: Callable[[Versions], None]
) -> None:
    site = versions[0]
    pristine = shutil.copytree(site.root, tmp_path / "pristine")
    killed = 0
    while killed_at_change(site, killed):
        assert_whole(versions)
        go_on(versions)
        hidden = {file.name for file in site.root.rglob(".*")} - {".feedpub"}
        assert hidden == {".feedpub.json"}
        shutil.rmtree(site.root)
        shutil.copytree(pristine, site.root)
        killed += 1
    assert killed > len(versions[2])


CHANGES = {"os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.truncate", "shutil.rmtree"}


def killed_at_change(site: Site, number: int) -> bool:
    """Build in a child that dies at its change of this number; tell whether it did."""
    child = os.fork()
    if child == 0:
        left = number

        def hook(event: str, details: tuple[Any, ...]) -> None:
            nonlocal left
            written = event == "open" and str(details[1]).startswith("w")
            if event in CHANGES or written:
                left -= 1
                if left == -1 and written:  # it dies when the file is open and still empty
                    os.truncate(os.open(details[0], os.O_WRONLY | os.O_CREAT), 0)
                if left <= -1:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(hook)
            site.run("build")
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


ROUNDS = 200 if os.environ.get("FEEDPUB_SOAK") == "1" else 10


def test_a_build_may_be_killed_at_any_moment(versions: Versions, tmp_path: Path) -> None:
    site = versions[0]
    pristine = shutil.copytree(site.root, tmp_path / "pristine")
    began = time.monotonic()
    site.process("build", "--now", NOW)
    whole = time.monotonic() - began
    chance = random.Random(20261120)
    for _ in range(ROUNDS):
        shutil.rmtree(site.root)
        shutil.copytree(pristine, site.root)
        kill_build(site, after=whole * chance.uniform(0.4, 1.1))
        assert_whole(versions)
        build_again(versions)


def kill_build(site: Site, *, after: float) -> None:
    build = subprocess.Popen(
        [sys.executable, "-m", "feedpub", "-C", str(site.root), "build", "--now", NOW],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    build.send_signal(signal.SIGKILL)
    build.wait()
