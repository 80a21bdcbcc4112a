"""The files that `init --ci github` writes, run step by step as the runner would.

git, feedpub, the hub and the host of the feeds are real; only `gh` is a stand-in, which keeps
comments in a file, and the actions of others are done by hand.
"""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import needed_program
from tests.site import ROOT, Ran, Site
from tests.test_git import Repository
from tests.web_hub import Answer, Hub, running_hub

ACTION = ".github/actions/feedpub/action.yml"
WORKFLOW = ".github/workflows/feedpub.yml"

GH = f"""#!{sys.executable}
import json, os, re, sys
store = os.environ["GH_STORE"]
comments = json.load(open(store)) if os.path.exists(store) else []
arguments = sys.argv[1:]
assert arguments[0] == "api" and os.environ["GH_TOKEN"], arguments
if os.environ.get("GH_READ_ONLY") and "--method" in arguments:
    sys.exit("HTTP 403: Resource not accessible by integration")
if "--method" not in arguments:
    assert "env.marker" in arguments[arguments.index("--jq") + 1]
    for comment in comments:
        if comment["body"].startswith(os.environ["marker"]):
            print(comment["id"])
    sys.exit()
method, where = arguments[arguments.index("--method") + 1:][:2]
name, _, value = arguments[arguments.index("--field") + 1].partition("=@")
assert name == "body"
body = open(value).read()
if method == "POST":
    assert re.fullmatch(r"repos/ana/paper/issues/7/comments", where), where
    comments.append({{"id": len(comments) + 1, "body": body}})
else:
    number = int(re.fullmatch(r"repos/ana/paper/issues/comments/(\\d+)", where)[1])
    comments[number - 1]["body"] = body
json.dump(comments, open(store, "w"))
"""


class Step(Exception):
    """A step failed."""


class Runner:
    """Runs one job of a workflow in a fresh checkout, as GitHub would."""

    def __init__(self, folder: Path, hub: Hub, **github: Any) -> None:
        self.folder = folder
        self.hub = hub
        self.github = {
            "sha": "0" * 40, "base_ref": "", "token": "secret", "event": {}, **github,
        }  # fmt: skip
        self.environment: dict[str, str] = {}
        self.ran: list[str] = []
        self.log = ""
        self.summary = ""
        self.store = folder / "comments.json"
        self.pages: Path | None = None
        (folder / "bin").mkdir(parents=True)
        (folder / "temp").mkdir()
        self._program("gh", GH)
        feedpub = f'#!/bin/sh\nexec "{sys.executable}" -m feedpub "$@"\n'
        self._program("feedpub", feedpub)
        self._program("sleep", "#!/bin/sh\n")

    def comments(self) -> list[str]:
        if not self.store.exists():
            return []
        return [comment["body"] for comment in json.loads(self.store.read_text())]

    def job(self, name: str, origin: Path, branch: str, inputs: Mapping[str, Any] = {}) -> bool:
        """Run a job on a branch of the repository and tell whether all steps were successful."""
        self.work = self.folder / f"work{len(list(self.folder.glob('work*')))}"
        self.origin, self.branch = origin, branch
        self.ran, self.log, self.summary = [], "", ""
        workflow = yaml.safe_load(self._at_branch(WORKFLOW))
        job = workflow["jobs"][name]
        context = {"github": self.github, "inputs": dict(inputs), "runner": {"os": "Linux"}}
        if not self._value(job["if"], context, "success"):
            return True
        return self._steps(job["steps"], context) == "success"

    def _at_branch(self, path: str) -> str:
        git = [needed_program("git"), "-C", str(self.origin), "show", f"{self.branch}:{path}"]
        return subprocess.run(git, capture_output=True, text=True, check=True).stdout

    def _steps(self, steps: list[dict[str, Any]], context: dict[str, Any]) -> str:
        context = {**context, "steps": {}}
        result = "success"
        for step in steps:
            condition = str(step.get("if", "success()"))
            condition = condition.removeprefix("${{").removesuffix("}}")
            if not re.search(r"\b(success|cancelled|always)\(\)", condition):
                condition = f"success() && ({condition})"
            outcome, outputs = "skipped", {}
            if self._value(condition, context, result):
                self.ran.append(step.get("name") or step["uses"])
                try:
                    outputs = self._step(step, context)
                    outcome = "success"
                except Step:
                    outcome = result = "failure"
            if "id" in step:
                context["steps"][step["id"]] = {"outcome": outcome, "outputs": outputs}
        self.context = context
        return result

    def _step(self, step: dict[str, Any], context: dict[str, Any]) -> dict[str, str]:
        if "uses" in step:
            given = {name: self._text(v, context) for name, v in step.get("with", {}).items()}
            return self._use(step["uses"], given, context)
        env = {name: self._text(value, context) for name, value in step.get("env", {}).items()}
        if step.get("id") == "install":
            assert step["run"].endswith(
                'install --disable-pip-version-check --quiet "$REQUIREMENT"'
            )
            assert re.fullmatch(r"feedpub==[0-9.]+\S*", env["REQUIREMENT"])
            return {}
        return self._run(step["run"], env)

    def _use(self, action: str, given: dict[str, str], context: dict[str, Any]) -> dict[str, str]:
        name, _, _ = action.partition("@")
        if name == "./.github/actions/feedpub":
            return self._composite(given, context)
        if name == "actions/checkout":
            git = [needed_program("git"), "clone", "--quiet", "--branch", self.branch]
            depth = [] if given["fetch-depth"] == "0" else ["--depth", given["fetch-depth"]]
            subprocess.run([*git, *depth, self.origin.as_uri(), self.work], check=True)
        elif name == "actions/upload-pages-artifact":
            self.pages = self.work / given["path"]
            assert self.pages.is_dir()
        elif name == "actions/deploy-pages":
            assert self.pages
            self.deploy(self.pages)
        else:
            assert name in ("actions/setup-python", "actions/cache"), action
        return {}

    def deploy(self, pages: Path) -> None:
        self.hub.live = {
            f"/{file.relative_to(pages).as_posix()}": file.read_bytes()
            for file in pages.rglob("*")
            if file.is_file() and not file.name.startswith(".")
        }

    def _composite(self, given: dict[str, str], context: dict[str, Any]) -> dict[str, str]:
        action = yaml.safe_load((self.work / ACTION).read_text())
        assert set(given) <= set(action["inputs"])
        defaults = {
            name: self._text(each["default"], context) for name, each in action["inputs"].items()
        }
        # An input that is given as nothing is nothing, not its default.
        result = self._steps(action["runs"]["steps"], {**context, "inputs": {**defaults, **given}})
        inner = self.context
        if result != "success":
            raise Step
        return {name: self._text(o["value"], inner) for name, o in action["outputs"].items()}

    def _run(self, script: str, env: dict[str, str]) -> dict[str, str]:
        assert "${{" not in script, "a value that others chose would become part of the script"
        output, summary = self.folder / "output", self.folder / "summary"
        output.write_text("")
        summary.write_text("")
        file = self.folder / "script.sh"
        file.write_text(script)
        whole = {
            **{n: v for n, v in os.environ.items() if not n.startswith(("GIT_", "GH_", "GITHUB_"))},
            "PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_REPOSITORY": "ana/paper",
            "GH_STORE": str(self.store),
            **self.environment,
            **env,
        }
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", file],
            cwd=self.work, env=whole, capture_output=True, text=True, check=False,
        )  # fmt: skip
        self.log += done.stdout + done.stderr
        self.summary += summary.read_text()
        if done.returncode:
            raise Step
        return dict(line.split("=", 1) for line in output.read_text().splitlines())  # type: ignore[misc]

    def _program(self, name: str, text: str) -> None:
        file = self.folder / "bin" / name
        file.write_text(text)
        file.chmod(file.stat().st_mode | stat.S_IXUSR)

    def _text(self, value: Any, context: dict[str, Any]) -> str:
        def said(match: re.Match[str]) -> str:
            found = self._value(match[1], context, "success")
            return {True: "true", False: "false", None: ""}.get(found, str(found))

        return re.sub(r"\$\{\{(.*?)\}\}", said, str(value))

    def _value(self, expression: str, context: dict[str, Any], result: str) -> Any:
        """Return what an expression of GitHub's is; only what our files use is understood."""

        def looked_up(path: str) -> Any:
            found: Any = context
            for name in path.split("."):
                found = found.get(name) if isinstance(found, Mapping) else None
            return "" if found is None else found

        functions = {"success()": result == "success", "cancelled()": False, "always()": True}
        tokens = re.findall(r"'[^']*'|\w+\(\)|[\w.-]+|&&|\|\||[!=]=|[()!]", expression)
        operators = {"&&": "and", "||": "or", "!": "not", "(": "(", ")": ")"}
        python = [
            operators.get(token)
            or (repr(functions[token]) if token in functions else None)
            or (token if token[0] in "'=!" else repr(looked_up(token)))
            for token in tokens
        ]
        return eval(" ".join(python))


class Paper(Repository):
    """A publication in a repository, with a bare one that it is pushed to."""

    def init(self, *arguments: str) -> Ran:
        return self.run("init", "--ci", "github", *arguments)

    def push(self, branch: str = "main") -> None:
        self.git("add", "--all", ":!public")
        self.git("commit", "--quiet", "--message", "Work")
        self.git("push", "--quiet", "origin", f"HEAD:{branch}")

    @property
    def origin(self) -> Path:
        return self.root.parent / "origin.git"


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running_hub() as hub:
        yield hub


@pytest.fixture
def paper(tmp_path: Path, hub: Hub) -> Paper:
    """A publication that was published once."""
    paper = Paper(tmp_path / "paper")
    paper.write(
        "feedpub.toml",
        f'[publication]\ntitle = "P"\nbase_url = "{hub.url}"\nhubs = ["{hub.url}hub"]\n'
        '[[feeds]]\npath = "feed"\n',
    )
    paper.write(".gitignore", "/.feedpub/\n").article(
        "a.md", "First.", title="First", date="2020-11-18"
    )
    paper.git("init", "--quiet", "--initial-branch", "main")
    paper.git("init", "--quiet", "--bare", "--initial-branch", "main", str(paper.origin))
    paper.git("remote", "add", "origin", str(paper.origin))
    assert paper.init().code == 0
    paper.build()
    paper.push()
    return paper


@pytest.fixture
def runner(tmp_path: Path, hub: Hub) -> Runner:
    return Runner(tmp_path / "runner", hub, event_name="push")


@pytest.fixture
def reviewer(tmp_path: Path, hub: Hub) -> Runner:
    return Runner(
        tmp_path / "runner", hub, event_name="pull_request", base_ref="main",
        event={"pull_request": {"number": 7}},
    )  # fmt: skip


def published(runner: Runner, paper: Paper) -> Runner:
    assert runner.job("publish", paper.origin, "main"), runner.log
    return runner


# --- What is written -------------------------------------------------------------------------


def test_both_files_are_written_and_named(tmp_path: Path) -> None:
    folder = Site(tmp_path / "new")
    ran = folder.run("init", "--ci", "github", "--now", "2026-11-20T17:00:00Z", now=None)
    assert ran.code == 0
    names = [Path(line).relative_to(folder.root).as_posix() for line in ran.out.splitlines()]
    assert names[-2:] == [ACTION, WORKFLOW]
    assert "feedpub.toml" in names
    assert "feedpub.lock" in ran.err


def test_in_a_publication_only_these_are_written_and_none_twice(paper: Paper) -> None:
    assert paper.init().out == ""
    before = (paper.root / "feedpub.toml").read_bytes()
    (paper.root / WORKFLOW).unlink()
    assert [Path(line).name for line in paper.init().out.splitlines()] == ["feedpub.yml"]
    assert (paper.root / "feedpub.toml").read_bytes() == before


def test_a_file_that_was_changed_is_replaced_only_when_asked(paper: Paper) -> None:
    paper.write(WORKFLOW, "mine: true\n")
    ran = paper.init()
    assert (ran.code, ran.out) == (0, "")
    assert "feedpub.yml differs and was left alone; --overwrite replaces it" in ran.err
    assert (paper.root / WORKFLOW).read_text() == "mine: true\n"
    paper.init("--overwrite")
    assert "jobs:" in (paper.root / WORKFLOW).read_text()


def test_overwrite_alone_means_nothing(paper: Paper) -> None:
    assert paper.run("init", "--overwrite").code == 2


def test_a_publication_inside_a_repository(paper: Paper) -> None:
    inner = Site(paper.root / 'sites/my "paper"')
    inner.write("feedpub.toml", Site.SETTINGS)
    assert inner.run("init", "--ci", "github", "--overwrite").code == 0
    assert not (inner.root / ".github").exists()
    action = yaml.safe_load((paper.root / ACTION).read_text())
    assert action["inputs"]["directory"]["default"] == 'sites/my "paper"'
    steps = yaml.safe_load((paper.root / WORKFLOW).read_text())["jobs"]["publish"]["steps"]
    [upload] = [step for step in steps if "upload-pages" in step.get("uses", "")]
    assert upload["with"]["path"] == 'sites/my "paper"/public'


@pytest.mark.parametrize(
    ("branch", "remote", "expected"),
    [
        pytest.param("main", None, "main", id="main"),
        pytest.param("master", None, "master", id="an old name"),
        pytest.param("feature", None, "main", id="a branch that is not published"),
        pytest.param("feature", "release/1", "release/1", id="as the remote has it"),
    ],
)
def test_the_branch_that_is_published(
    tmp_path: Path, branch: str, remote: str | None, expected: str
) -> None:
    paper = Paper(tmp_path / "paper")
    paper.write("feedpub.toml", Site.SETTINGS)
    paper.git("init", "--quiet", "--initial-branch", branch)
    if remote:
        head = "refs/remotes/origin/HEAD"
        paper.git("symbolic-ref", head, f"refs/remotes/origin/{remote}")
    paper.init()
    workflow = yaml.load((paper.root / WORKFLOW).read_text(), Loader=yaml.BaseLoader)
    assert workflow["on"]["push"]["branches"] == [expected]


def test_the_token_may_do_no_more_than_each_job_needs(paper: Paper) -> None:
    workflow = yaml.safe_load((paper.root / WORKFLOW).read_text())
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert jobs["review"]["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert jobs["publish"]["permissions"] == {
        "contents": "read", "pages": "write", "id-token": "write",
    }  # fmt: skip
    assert not jobs["publish"]["concurrency"]["cancel-in-progress"]
    for job in jobs.values():
        checkout = job["steps"][0]["with"]
        assert checkout == {"fetch-depth": 0, "persist-credentials": False}


# --- Publishing ------------------------------------------------------------------------------


def test_the_first_push_is_published_and_told(paper: Paper, runner: Runner, hub: Hub) -> None:
    published(runner, paper)
    assert hub.live["/feed.rss"] == (paper.root / "public/feed.rss").read_bytes()
    assert hub.told() == [f"{hub.url}feed.{format}" for format in ("rss", "atom", "json")]
    assert runner.summary == ""


def test_a_new_article_is_published_and_told_once(paper: Paper, runner: Runner, hub: Hub) -> None:
    published(runner, paper)
    paper.article("b.md", "Second.", title="Second", date="2020-11-19").build()
    paper.push()
    published(runner, paper)
    assert b"Second." in hub.live["/feed.rss"]
    assert len(hub.told()) == 6
    assert "Second" in runner.summary
    published(runner, paper)  # the same commit once more
    assert len(hub.told()) == 6


def test_a_schedule_without_news_deploys_nothing(paper: Paper, runner: Runner, hub: Hub) -> None:
    published(runner, paper)
    live, runner.github["event_name"] = hub.live, "schedule"
    published(runner, paper)
    assert hub.live is live
    assert "Deploy" not in runner.ran
    assert len(hub.told()) == 3


def test_a_schedule_publishes_what_is_due_without_a_commit(
    paper: Paper, runner: Runner, hub: Hub
) -> None:
    paper.article("b.md", "Due.", title="Due", date="2020-11-19", embargo="2021-01-01").build()
    paper.push()
    paper.run("build", now="2020-12-31T00:00:00Z")
    runner.deploy(paper.root / "public")
    assert b"Due." not in hub.live["/feed.rss"]
    runner.github["event_name"] = "schedule"
    published(runner, paper)
    assert b"Due." in hub.live["/feed.rss"]
    assert len(hub.told()) == 3


def test_an_id_is_never_made_here(paper: Paper, runner: Runner, hub: Hub) -> None:
    paper.article("b.md", title="Without an id", date="2020-11-19")
    paper.push()
    assert not runner.job("publish", paper.origin, "main")
    assert "articles/b.md: the article has no id yet" in runner.log
    assert "Hint: run `feedpub build` and commit feedpub.lock" in runner.log
    assert "::error title=feedpub build::Nothing was written" in runner.log
    assert hub.live == {}
    assert "Deploy" not in runner.ran


def test_a_broken_article_stops_all_and_is_annotated(
    paper: Paper, runner: Runner, hub: Hub
) -> None:
    paper.write("articles/b.md", "---\ntitle: [\n---\n")
    paper.push()
    assert not runner.job("publish", paper.origin, "main")
    assert re.search(r"^::error .*file=articles/b\.md", runner.log, re.MULTILINE)
    assert hub.live == {}


def test_a_surprise_for_readers_stops_until_it_is_allowed(
    paper: Paper, runner: Runner, hub: Hub
) -> None:
    published(runner, paper)
    paper.article("a.md", "First.", title="First", date="2020-11-18", draft=True).build()
    paper.push()
    assert not runner.job("publish", paper.origin, "main")
    assert "empty-feed" in runner.log
    assert b"First." in hub.live["/feed.rss"]
    allowed = {"allow": "empty-feed id-change"}
    assert runner.job("publish", paper.origin, "main", allowed), runner.log
    assert b"First." not in hub.live["/feed.rss"]


def test_a_site_that_cannot_be_seen_is_published_and_no_hub_told(
    paper: Paper, runner: Runner, hub: Hub
) -> None:
    hub.server.RequestHandlerClass.do_GET = lambda self: self.reply(Answer(500))  # type: ignore[attr-defined]
    published(runner, paper)
    assert "::warning title=feedpub::" in runner.log
    assert "/feed.rss" in hub.live
    assert hub.told() == []


def test_a_hub_that_is_down_is_asked_again(paper: Paper, runner: Runner, hub: Hub) -> None:
    hub.answers = [Answer(503, headers=(("Retry-After", "0"),))] * 5
    published(runner, paper)
    assert len(hub.told()) == 8
    assert len(set(hub.told())) == 3


def test_a_hub_that_refuses_fails_the_run_after_the_deployment(
    paper: Paper, runner: Runner, hub: Hub
) -> None:
    hub.answers = [Answer(403, "not yours")]
    assert not runner.job("publish", paper.origin, "main")
    assert "the hub answered 403: not yours" in runner.log
    assert "/feed.rss" in hub.live


# --- Pull requests ---------------------------------------------------------------------------


def test_a_pull_request_gets_one_comment_that_later_pushes_edit(
    paper: Paper, reviewer: Runner, hub: Hub
) -> None:
    paper.article("b.md", "Second.", title="Second", date="2020-11-19").build()
    paper.push("work")
    assert reviewer.job("review", paper.origin, "work"), reviewer.log
    [comment] = reviewer.comments()
    assert comment.startswith("<!-- feedpub diff of . -->\n")
    assert "Second" in comment
    assert reviewer.summary in comment
    paper.article("b.md", "Second.", title="A better title", date="2020-11-19").build()
    paper.push("work")
    assert reviewer.job("review", paper.origin, "work"), reviewer.log
    [comment] = reviewer.comments()
    assert "A better title" in comment
    assert hub.live == {}
    assert hub.told() == []


def test_a_pull_request_without_a_difference_gets_no_comment(
    paper: Paper, reviewer: Runner
) -> None:
    paper.write("README.md", "Read me.")
    paper.push("work")
    assert reviewer.job("review", paper.origin, "work"), reviewer.log
    assert reviewer.comments() == []
    assert reviewer.summary


def test_a_difference_that_went_away_is_said(paper: Paper, reviewer: Runner) -> None:
    paper.article("b.md", "Second.", title="Second", date="2020-11-19").build()
    paper.push("work")
    reviewer.job("review", paper.origin, "work")
    (paper.root / "articles/b.md").unlink()
    paper.build()
    paper.push("work")
    assert reviewer.job("review", paper.origin, "work"), reviewer.log
    [comment] = reviewer.comments()
    assert "Second" not in comment


def test_a_fork_has_no_right_to_a_comment_and_does_not_fail(paper: Paper, reviewer: Runner) -> None:
    paper.article("b.md", "Second.", title="Second", date="2020-11-19").build()
    paper.push("work")
    reviewer.environment["GH_READ_ONLY"] = "1"
    assert reviewer.job("review", paper.origin, "work"), reviewer.log
    assert reviewer.comments() == []
    assert "::notice title=feedpub::" in reviewer.log
    assert "Second" in reviewer.summary


def test_the_pull_request_that_brings_feedpub_in(
    tmp_path: Path, reviewer: Runner, hub: Hub
) -> None:
    paper = Paper(tmp_path / "paper")
    paper.write("README.md", "A blog.")
    paper.git("init", "--quiet", "--initial-branch", "main")
    paper.git("init", "--quiet", "--bare", str(paper.origin))
    paper.git("remote", "add", "origin", str(paper.origin))
    paper.push()
    paper.write("feedpub.toml", f'[publication]\ntitle = "P"\nbase_url = "{hub.url}"\n')
    for number in range(30):
        paper.article(f"{number}.md", f"Text {number}.", title=f"T {number}", date="2020-11-19")
    paper.init()
    paper.build()
    paper.push("work")
    assert reviewer.job("review", paper.origin, "work"), reviewer.log
    [comment] = reviewer.comments()
    assert "a new feed" in comment


def test_a_broken_pull_request_shows_its_findings_and_what_it_would_do(
    paper: Paper, reviewer: Runner
) -> None:
    paper.write("articles/b.md", "---\ntitle: [\n---\n")
    paper.article("c.md", "Third.", title="Third", date="2020-11-19").build()
    paper.push("work")
    assert not reviewer.job("review", paper.origin, "work")
    assert re.search(r"^::error .*file=articles/b\.md", reviewer.log, re.MULTILINE)
    assert "Third" in "".join(reviewer.comments())


def test_what_others_choose_is_never_part_of_a_script(paper: Paper) -> None:
    action = yaml.safe_load((paper.root / ACTION).read_text())["runs"]["steps"]
    jobs = yaml.safe_load((paper.root / WORKFLOW).read_text())["jobs"]
    steps = [*action, *(step for job in jobs.values() for step in job["steps"])]
    scripts = [step["run"] for step in steps if "run" in step]
    assert len(scripts) == 7
    assert not any("${{" in script for script in scripts)


def test_a_branch_with_an_evil_name_runs_nothing(paper: Paper, reviewer: Runner) -> None:
    reviewer.github["base_ref"] = '$(touch evil)"; touch evil; "'
    paper.article("b.md", "Second.", title="Second", date="2020-11-19").build()
    paper.push("work")
    assert not reviewer.job("review", paper.origin, "work")
    assert not list(reviewer.work.rglob("evil"))
