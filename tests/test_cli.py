"""The commands: help, exit codes, and what goes to which stream."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from feedpub import __version__
from feedpub.cli import COMMANDS, main
from feedpub.model import Article
from tests.site import NOW, ROOT, Ran, Site


def run(*arguments: str) -> Ran:
    """Run the program as it is typed, without a publication."""
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def python(*arguments: str, folder: Path = ROOT, **environment: str) -> Ran:
    done = subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def commands(command: click.Command, name: str = "") -> Iterator[tuple[str, click.Command]]:
    """Yield every command that does something, and the words that call it."""
    if not isinstance(command, click.Group):
        yield name.strip(), command
        return
    context = click.Context(command)
    for inner in command.list_commands(context):
        found = command.get_command(context, inner)
        assert found is not None
        yield from commands(found, f"{name} {inner}")


ALL = dict(commands(main))

# --- help ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_the_command_says(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None and command.help is not None
    assert COMMANDS[name].short_help == command.help.splitlines()[0]
    assert f"  {name} " in run("--help").out
    assert COMMANDS[name].short_help in run("--help").out


@pytest.mark.parametrize("name", ALL)
def test_every_command_has_help_with_an_example_of_itself(name: str) -> None:
    for option in ("--help", "-h"):
        ran = run(*name.split(), option)
        assert ran.code == 0
        assert f"Example:\n      feedpub {name}" in ran.out


@pytest.mark.parametrize("name", ALL)
def test_every_option_says_what_it_does(name: str) -> None:
    for parameter in ALL[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


@pytest.mark.parametrize("name", ALL)
def test_every_command_that_depends_on_time_can_be_told_the_time(name: str) -> None:
    timeless = {"lock move", "lock mint", "templates list", "templates copy", "completion"}
    options = {option for parameter in ALL[name].params for option in parameter.opts}
    assert ("--now" in options) == (name not in timeless)


HEAVY = {"feedgen", "lxml", "jinja2", "premailer", "babel"}
WORKING = {"yaml", "msgspec", "nh3", "pyromark"}


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        pytest.param(["--help"], HEAVY | WORKING, id="help"),
        pytest.param(["--version"], HEAVY | WORKING, id="version"),
        pytest.param(["biuld"], HEAVY | WORKING, id="a command that does not exist"),
        pytest.param(["build", "--help"], HEAVY, id="help of a command"),
        pytest.param(["list", "--now", NOW], HEAVY, id="list"),
    ],
)
def test_nothing_is_loaded_that_is_not_used(
    site: Site, arguments: list[str], unused: set[str]
) -> None:
    site.article()
    code = (
        "import sys\nfrom feedpub.cli import main\n"
        f"try: main({arguments!r}, prog_name='feedpub')\n"
        "except SystemExit: print('loaded:', *sys.modules)"
    )
    ran = python("-c", code, folder=site.root)
    loaded = ran.out.partition("loaded: ")[2].split()
    assert "click" in loaded
    assert not unused & set(loaded)


def test_the_version_is_printed() -> None:
    assert run("--version") == Ran(0, f"feedpub {__version__}\n", "")


def test_python_m_feedpub_is_the_same_program() -> None:
    assert python("-m", "feedpub", "--version").out == run("--version").out


# --- wrong usage -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["biuld"], "No such command 'biuld'. Did you mean 'build'?", id="command"),
        pytest.param(["xyzzy"], "No such command 'xyzzy'.\n", id="no command like it"),
        pytest.param(["newsletter", "compos"], "No such command 'compos'.", id="inner command"),
        pytest.param(["build", "--stict"], "No such option: --stict", id="option"),
        pytest.param(["build", "--now", "soon"], "`soon` is not a date", id="moment"),
        pytest.param(
            ["build", "--now", "01/02/2026"], "could mean two different days", id="two days"
        ),
        pytest.param(
            ["-C", "/nowhere", "build"], "Directory '/nowhere' does not exist", id="folder"
        ),
        pytest.param(
            ["completion", "tcsh"], "'tcsh' is not one of 'bash', 'zsh', 'fish'", id="shell"
        ),
        pytest.param(["new"], "Missing argument 'TITLE'", id="argument"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(arguments: list[str], message: str) -> None:
    ran = run(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err.replace("No such option '--stict'", "No such option: --stict")


def test_without_a_publication_the_way_to_one_is_shown(tmp_path: Path) -> None:
    ran = run("-C", str(tmp_path), "build")
    assert ran == Ran(
        2,
        "",
        "Error: there is no feedpub.toml here or above\n"
        "Hint: begin with `feedpub init`, or name the folder: `feedpub -C DIR …`\n",
    )


def test_a_setting_that_does_not_exist_is_named_with_the_nearest_that_does(site: Site) -> None:
    ran = site.write("feedpub.toml", Site.SETTINGS.replace("title", "titel")).run("build")
    assert (ran.code, ran.out) == (2, "")
    assert (
        "Error: feedpub.toml:2:1: unknown setting `publication.titel`\n"
        "Hint: did you mean `title`?\n"
    ) in ran.err


def test_all_wrong_settings_are_shown_in_one_run(site: Site) -> None:
    settings = Site.SETTINGS.replace("Europe/Lisbon", "Europe/Lissabon") + "limit = 0\n"
    ran = site.write("feedpub.toml", settings).run("list")
    assert ran.code == 2
    assert ran.err.count("Error: feedpub.toml:") == 2


def test_a_folder_of_articles_that_does_not_exist_is_named(site: Site) -> None:
    (site.root / "articles").rmdir()
    ran = site.run("build")
    assert ran.code == 2
    assert "Error: the folder of articles, `articles`, does not exist\nHint: make it" in ran.err


# --- where it works --------------------------------------------------------------------------


def test_a_publication_is_found_from_a_folder_within(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("deep/a.md").write("articles/deep/x.md", "")
    monkeypatch.chdir(site.root / "articles" / "deep")
    ran = run("list", "--now", NOW)
    assert "(articles/deep/a.md)" in ran.out


def test_the_current_folder_is_the_publication_without_c(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site.article().root)
    ran = run("build", "--now", NOW)
    assert ran.out.splitlines() == ["public/feed.rss", "public/feed.atom", "public/feed.json"]


@pytest.mark.parametrize(
    ("moment", "published"),
    [
        pytest.param("2026-11-20T17:00:00Z", True, id="UTC"),
        pytest.param("2026-11-20T16:59:59Z", False, id="a second before"),
        pytest.param("2026-11-20T18:00:00+01:00", True, id="offset"),
        pytest.param("2026-11-20 17:00", True, id="without offset it is UTC"),
        pytest.param("2026-11-20", False, id="midnight"),
        pytest.param("20 November 2026 17:00:00 GMT", True, id="as in mail"),
        pytest.param("0001-01-01T00:00:00Z", False, id="the first moment"),
        pytest.param("9999-12-31T23:59:59Z", True, id="the last moment"),
    ],
)
def test_now_decides_what_is_published(site: Site, moment: str, published: bool) -> None:
    site.article(date="2026-11-20T17:00:00Z")
    ran = site.run("build", "--now", moment, now=None)
    assert ran.code == 0
    assert len(site.feed()["items"]) == published


def test_without_now_the_clock_counts(site: Site) -> None:
    site.article("a.md", title="Past", date="2020-01-01").run("build", now=None)
    assert [item["title"] for item in site.feed()["items"]] == ["Past"]
    site.article("a.md", title="Future", date="2999-01-01").run("build", now=None)
    assert site.feed()["items"] == []


# --- streams ---------------------------------------------------------------------------------


def test_build_prints_the_files_that_changed_and_talks_beside(site: Site) -> None:
    ran = site.article().run("build")
    public = site.root / "public"
    assert ran.out == f"{public}/feed.rss\n{public}/feed.atom\n{public}/feed.json\n"
    assert ran.err == "3 written, 0 unchanged, 1 new in feedpub.lock\n"
    assert site.run("build") == Ran(0, "", "0 written, 3 unchanged\n")


def test_build_reports_as_json(site: Site) -> None:
    site.article().article("b.md", title=None)
    ran = site.run("build", "--json")
    assert ran.code == 1
    assert ran.json() == {
        "output": f"{site.root}/public",
        "written": ["feed.rss", "feed.atom", "feed.json"],
        "removed": [],
        "unchanged": 0,
        "new_ids": 1,
        "next_due": None,
        "findings": [
            {
                "code": "article-broken",
                "severity": "error",
                "path": "articles/b.md",
                "line": 1,
                "column": None,
                "message": "the article has no title",
                "hint": "add `title: …`",
            }
        ],
    }


def test_new_prints_the_file_that_it_made(site: Site) -> None:
    ran = site.run("new", "The ferry: late!", "--draft")
    assert ran.out == f"{site.root}/articles/2026-11-20-the-ferry-late.md\n"
    article = site.list()[0]
    assert (article["title"], article["state"]) == ("The ferry: late!", "draft")
    assert article["id"].startswith("urn:uuid:")
    assert site.run("new", "The ferry: late!").code == 2


def test_new_wants_a_title(site: Site) -> None:
    ran = site.run("new", " ")
    assert ran.code == 2
    assert "Error: Invalid value for TITLE: it is empty" in ran.err
    assert site.list() == []


def test_init_makes_a_publication_that_builds(tmp_path: Path) -> None:
    paper = tmp_path / "paper"
    ran = run("-C", str(tmp_path), "init", "paper", "--now", NOW)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == f"{paper}/feedpub.toml"
    assert run("-C", str(paper), "build", "--strict", "--now", NOW).code == 0
    assert run("-C", str(paper), "init").code == 2


# --- list ------------------------------------------------------------------------------------


def test_list_has_one_line_for_each_article_the_newest_first(site: Site) -> None:
    site.article("old.md", title="Old", date="2026-01-01", expires="2026-02-01")
    site.article("new.md", title="New").article("next.md", title="Next", date="2026-12-01")
    site.article("idea.md", title="Idea", date=None, draft=True)
    ran = site.run("list")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "2026-12-01  scheduled  Next  (articles/next.md)",
        "            draft      Idea  (articles/idea.md)",
        "2026-11-18  published  New  (articles/new.md)",
        "2026-01-01  expired    Old  (articles/old.md)",
    ]
    assert ran.err == "4 articles\n"


def test_list_has_the_days_of_the_publication(site: Site) -> None:
    settings = site.SETTINGS.replace("Europe/Lisbon", "Pacific/Auckland")
    site.write("feedpub.toml", settings).article(date="2026-11-18T22:30:00Z")
    site.article("first.md", date="0001-01-01T00:00:00Z").article("day.md", date="2026-11-01")
    days = [line.split()[0] for line in site.run("list").out.splitlines()]
    assert days == ["2026-11-19", "2026-11-01", "0001-01-01"]


def test_list_shows_errors_beside_the_articles(site: Site) -> None:
    ran = site.article("good.md").article("bad.md", title=None).run("list")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == 1
    assert "Error: articles/bad.md:1: the article has no title\n" in ran.err
    assert ran.err.endswith("1 articles, 1 errors\n")


FIELDS = """
    id url title kicker standfirst summary html authors published updated section tags language
    image enclosures canonical_url source comments_url rights draft embargo expires corrections
    extra
""".split()


def test_list_as_json_has_the_names_of_the_manual(site: Site) -> None:
    site.article()
    assert set(site.list("--full")[0]) == {*FIELDS, "path", "state"}
    assert set(site.list()[0]) == {*FIELDS, "path", "state"} - {"html"}
    assert set(FIELDS) <= set(Article.__struct_fields__)


def test_list_as_json_says_what_the_article_says(site: Site) -> None:
    site.article(
        "a.md",
        "*Text.*",
        authors=[{"name": "Ana", "url": "https://ana.example/"}],
        image={"url": "https://x.example/a.jpg", "alt": "A ship", "width": 4},
        corrections=[{"date": "2026-11-19", "text": "Not two."}],
        mood="blue",
    )
    article = site.list("--full")[0]
    assert article["html"] == "<p><em>Text.</em></p>"
    assert article["published"] == "2026-11-18T07:30:00Z"
    assert article["updated"] == "2026-11-19T00:00:00Z"
    assert article["authors"] == [
        {"name": "Ana", "email": "", "url": "https://ana.example/", "bio": ""}
    ]
    assert article["image"]["width"] == 4
    assert article["corrections"] == [{"text": "Not two.", "date": "2026-11-19T00:00:00Z"}]
    assert article["extra"] == {"mood": "blue"}
    assert (article["path"], article["state"]) == ("articles/a.md", "published")


def test_list_as_json_takes_whatever_stands_in_extra(site: Site) -> None:
    site.write(
        "articles/yaml.md",
        "---\ntitle: Y\ndate: 2026-11-18\na: {~: 1, true: 2, 3: [x]}\nb: !!set {y, x}\n"
        "c: !!binary aGVsbG8=\n---\n",
    )
    site.write(
        "articles/toml.md",
        '+++\ntitle = "T"\ndate = 2026-11-17\na = inf\nb = 10:00:00\nc = 2026-01-01\n'
        "d = 2026-01-01T00:00:00\n+++\n",
    )
    site.write(
        "articles/j.json", '{"title": "J", "date": "2026-11-16", "a": ["\\ud800"], "b": 1e999}'
    )
    extras = [article["extra"] for article in site.list()]
    assert extras[0]["a"] == {"None": 1, "True": 2, "3": ["x"]}
    assert extras[0]["b"] == ["x", "y"]
    assert extras[1]["c"] == "2026-01-01"
    assert set(extras[2]) == {"a", "b"}


def test_a_record_of_many_is_listed_with_its_key(site: Site) -> None:
    site.write("articles/many.jsonl", '{"title": "T", "date": "2026-11-18", "slug": "tide"}')
    assert site.list()[0]["path"] == "articles/many.jsonl#tide"


# --- completion ------------------------------------------------------------------------------


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_of_a_shell_is_printed(shell: str) -> None:
    ran = run("completion", shell)
    assert ran.code == 0
    assert "_FEEDPUB_COMPLETE" in ran.out and f"{shell}_complete" in ran.out


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        pytest.param("feedpub newsletter compose ", ["alerts", "weekly"], id="all newsletters"),
        pytest.param("feedpub newsletter render we", ["weekly"], id="one newsletter"),
        pytest.param("feedpub bu", ["build"], id="command"),
        pytest.param("feedpub xyz", [], id="nothing"),
    ],
)
def test_names_are_completed(site: Site, words: str, completed: list[str]) -> None:
    newsletter = (
        '[[newsletters]]\nname = "{0}"\ntitle = "{0}"\nfrom = {{ email = "a@x.example" }}\n'
    )
    names = "".join(newsletter.format(name) for name in ("weekly", "alerts"))
    site.write("feedpub.toml", Site.SETTINGS + names)
    count = str(len(words.split(" ")) - 1)
    ran = python(
        "-m", "feedpub", folder=site.root,
        COMP_WORDS=words, COMP_CWORD=count, _FEEDPUB_COMPLETE="bash_complete",
    )  # fmt: skip
    assert sorted(line.removeprefix("plain,") for line in ran.out.split()) == completed
    assert ran.err == ""


def test_completion_outside_a_publication_is_silent(tmp_path: Path) -> None:
    ran = python(
        "-m", "feedpub", folder=tmp_path,
        COMP_WORDS="feedpub newsletter compose ", COMP_CWORD="3", _FEEDPUB_COMPLETE="bash_complete",
    )  # fmt: skip
    assert (ran.out.strip(), ran.err) == ("", "")


# --- pipes and signals -----------------------------------------------------------------------


@pytest.mark.parametrize("command", ["list", "list --json", "check --fail-on never"])
def test_a_reader_that_closes_the_pipe_sees_no_traceback(site: Site, command: str) -> None:
    for number in range(300):
        site.article(f"{number}.md", "<script>x</script>" * 9, title=f"Number {number} " * 20)
    shell = f"'{sys.executable}' -m feedpub {command} --now {NOW} | head -1"
    done = subprocess.run(
        ["sh", "-c", shell],
        capture_output=True,
        text=True,
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_interrupting_ends_with_130_and_no_traceback(site: Site) -> None:
    os.mkfifo(site.root / "feedpub.lock")  # reading it waits for ever
    feedpub = subprocess.Popen(
        [sys.executable, "-m", "feedpub", "-C", str(site.root), "build"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    with open(site.root / "feedpub.lock", "wb"):  # waits until the program reads
        time.sleep(0.05)
        feedpub.send_signal(signal.SIGINT)
        out, err = feedpub.communicate(timeout=10)
    assert (feedpub.returncode, out) == (130, "")
    assert err.strip() == "Interrupted."
    assert not (site.root / "public").exists()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_cannot_show_a_character_gets_another(site: Site, encoding: str) -> None:
    ran = site.article(title="日本 …").process("list", "--now", NOW, PYTHONIOENCODING=encoding)
    assert (ran.code, "Traceback" in ran.err) == (0, False)
    assert "articles/a.md" in ran.out


def test_json_is_whole_on_any_terminal(site: Site) -> None:
    ran = site.article(title="日本").process("list", "--json", "--now", NOW, LC_ALL="C")
    assert json.loads(ran.out)[0]["title"] == "日本"
