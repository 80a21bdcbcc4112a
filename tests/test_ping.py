"""`ping`: hubs are told of changed feeds, each once, by a real server."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedpub.notify import Client, State, Told, is_live, publish
from feedpub.notify.hub import ATTEMPTS
from tests.site import NOW, Ran
from tests.test_git import Repository
from tests.web_hub import Answer, Hub, running_hub

PLEASE_WAIT = ("Retry-After", "0")


@pytest.fixture
def hub() -> Iterator[Hub]:
    with running_hub() as hub:
        yield hub


@pytest.fixture
def other() -> Iterator[Hub]:
    with running_hub() as hub:
        yield hub


class Paper(Repository):
    """A publication with a hub, in git."""

    def __init__(self, root: Path, hub: Hub) -> None:
        super().__init__(root)
        self.hub = hub
        self.settings(hubs=[hub.url + "hub"])
        self.write(".gitignore", "/.feedpub/\n")
        self.article("a.md", tags=["sea"])

    def settings(self, *, hubs: list[str]) -> None:
        self.write(
            "feedpub.toml",
            f'[publication]\ntitle = "P"\nbase_url = "{self.hub.url}p/"\n'
            f"hubs = {json.dumps(hubs)}\n"
            '[[feeds]]\npath = "feed"\n[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n'
            'formats = ["rss"]\n',
        )

    def ping(self, *arguments: str) -> Ran:
        return self.run("ping", *arguments, "--now", NOW, now=None)

    def url(self, path: str) -> str:
        return f"{self.hub.url}p/{path}"

    def publish(self) -> None:
        """Let the world have what is built."""
        for path, body in self.outputs().items():
            self.hub.live[f"/p/{path}"] = body


@pytest.fixture
def paper(tmp_path: Path, hub: Hub) -> Paper:
    paper = Paper(tmp_path / "paper", hub)
    paper.git("init", "--quiet", "--initial-branch", "main")
    paper.commit()
    return paper


FEEDS = ["feed.rss", "feed.atom", "feed.json"]


# --- Which feeds -----------------------------------------------------------------------------


def test_feeds_whose_bytes_changed_since_a_commit_are_told(paper: Paper) -> None:
    paper.article("b.md", title="New").build()
    ran = paper.ping("--against", "HEAD")
    assert ran.code == 0, ran.err
    assert paper.hub.told() == [paper.url(name) for name in FEEDS]
    assert ran.out.splitlines() == [f"{paper.url(n)} {paper.hub.url}hub" for n in FEEDS]
    assert "3 told, 1 unchanged" in ran.err
    assert paper.hub.forms[0] == {
        "hub.mode": "publish",
        "hub.url": paper.url("feed.rss"),
        "type": "application/x-www-form-urlencoded",
        "at": "/hub",
    }


def test_archives_pages_and_other_files_are_nobody_s_news(paper: Paper) -> None:
    paper.ping()
    assert paper.hub.told() == [paper.url(name) for name in [*FEEDS, "tags/sea.rss"]]


def test_nothing_changed_and_nobody_is_told(paper: Paper) -> None:
    ran = paper.ping("--against", "HEAD")
    assert (ran.code, ran.out, paper.hub.forms) == (0, "", [])
    assert "0 told, 4 unchanged" in ran.err


def test_a_folder_may_say_what_was_live(paper: Paper) -> None:
    (paper.root / "public").rename(paper.root / "live")
    paper.article("b.md", title="New").build()
    (paper.root / "live" / "feed.atom").write_bytes((paper.root / "public/feed.atom").read_bytes())
    assert paper.ping("--against", "./live").code == 0
    assert paper.hub.told() == [paper.url("feed.rss"), paper.url("feed.json")]


def test_without_a_build_there_is_nothing_to_tell(paper: Paper) -> None:
    ran = paper.ping("--output", "nowhere")
    assert ran.code == 2
    assert "Hint: run `feedpub build` first" in ran.err


def test_without_hubs_nobody_is_told_and_nothing_is_wrong(paper: Paper) -> None:
    paper.settings(hubs=[])
    ran = paper.ping()
    assert ran.code == 0
    assert "`hubs` in [publication]" in ran.err
    assert not (paper.root / ".feedpub/pings.jsonl").exists()


# --- Never twice -----------------------------------------------------------------------------


def test_the_same_bytes_are_told_once(paper: Paper) -> None:
    paper.article("b.md", title="New").build()
    paper.ping("--against", "HEAD")
    ran = paper.ping("--against", "HEAD")
    assert (ran.code, ran.out, len(paper.hub.forms)) == (0, "", 3)
    assert "3 told before" in ran.err
    paper.article("b.md", title="Newer").build()
    paper.ping("--against", "HEAD")
    assert len(paper.hub.forms) == 6


def test_bytes_that_come_back_are_news(paper: Paper) -> None:
    for title in ("One", "Two", "One"):
        paper.article("a.md", title=title, tags=["sea"]).build()
        paper.ping()
    assert paper.hub.told().count(paper.url("feed.rss")) == 3


def test_each_hub_is_told_once(paper: Paper, other: Hub) -> None:
    paper.ping()
    paper.settings(hubs=[paper.hub.url + "hub", other.url])
    paper.ping()
    assert len(paper.hub.forms) == len(other.forms) == 4


def test_a_hub_may_be_named_instead_of_those_of_the_settings(paper: Paper, other: Hub) -> None:
    paper.ping("--hub", other.url, "--hub", other.url)
    assert (len(paper.hub.forms), len(other.forms)) == (0, 4)
    ran = paper.ping("--hub", "nowhere")
    assert ran.code == 2
    assert "`nowhere` is no web address" in ran.err


def test_a_dry_run_asks_nobody_and_keeps_nothing(paper: Paper) -> None:
    ran = paper.ping("--dry-run")
    assert (ran.code, len(ran.out.splitlines()), paper.hub.forms) == (0, 4, [])
    assert "4 would be told" in ran.err
    paper.ping()
    assert len(paper.hub.forms) == 4


def test_a_crash_while_writing_costs_one_ping_more_at_most(paper: Paper) -> None:
    paper.ping()
    file = paper.root / ".feedpub/pings.jsonl"
    file.write_bytes(file.read_bytes()[:-10])
    paper.ping()
    assert len(paper.hub.forms) == 5
    assert paper.ping().err.startswith("0 told, 4 told before")


def test_the_ledger_does_not_grow_for_ever(tmp_path: Path) -> None:
    file = tmp_path / "pings.jsonl"
    lines = [f'{{"hub":"hub","feed":"feed","sha256":"{number}"}}\n' for number in range(1100)]
    file.write_text("".join(lines))
    told = Told(file)
    assert file.read_text() == lines[-1]
    assert told.knows("hub", "feed", "1099")
    assert not told.knows("hub", "feed", "1098")


# --- Hubs that do not take it ----------------------------------------------------------------


def test_a_busy_hub_is_asked_again_when_it_says(paper: Paper) -> None:
    paper.hub.answers = [Answer(503, headers=(PLEASE_WAIT,)), Answer(429, headers=(PLEASE_WAIT,))]
    ran = paper.ping()
    assert ran.code == 0
    assert paper.hub.told()[:3] == [paper.url("feed.rss")] * 3
    assert len(paper.hub.forms) == 6
    assert "4 told" in ran.err


def test_a_refusal_is_said_in_the_hubs_words_and_not_repeated(paper: Paper) -> None:
    paper.hub.answers = [Answer(400, "hub.url is\nnot a topic of mine")]
    ran = paper.ping()
    assert ran.code == 1
    assert (
        f"Error: {paper.hub.url}hub, told of {paper.url('feed.rss')}: "
        "the hub answered 400: hub.url is not a topic of mine" in ran.err
    )
    assert "Hint: check the hub's address" in ran.err
    assert len(paper.hub.forms) == 4
    assert "3 told, 1 refused" in ran.err
    paper.ping()
    assert paper.hub.told()[4:] == [paper.url("feed.rss")]


def test_a_hub_that_moved_is_not_followed(paper: Paper, other: Hub) -> None:
    paper.hub.answers = [Answer(301, headers=(("Location", other.url),))] * 4
    ran = paper.ping()
    assert ran.code == 1
    assert f"the hub answered 301: it is now at {other.url}" in ran.err
    assert other.forms == []


def test_a_hub_that_is_down_is_left_for_later(paper: Paper) -> None:
    busy = Answer(503, "<html>Down</html>", headers=(PLEASE_WAIT,))
    paper.hub.answers = [busy] * ATTEMPTS
    ran = paper.ping()
    assert ran.code == 75
    assert paper.hub.told() == [paper.url("feed.rss")] * ATTEMPTS  # not once more for each feed
    assert ran.err.count("Warning:") == 1
    assert "Hint: run `feedpub ping` again later" in ran.err
    assert "0 told, 4 deferred" in ran.err
    assert paper.ping().code == 0


def test_pauses_grow_and_end(hub: Hub) -> None:
    slept: list[float] = []
    with socket.create_server(("127.0.0.1", 0)) as closed:
        nobody = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    outcome = publish(Client(), nobody, "https://post.example/feed", sleep=slept.append)
    assert outcome.state is State.DEFERRED
    assert "no answer: connection refused" in outcome.said
    assert slept == [1, 2, 4, 8]


@pytest.mark.parametrize(
    ("value", "slept"),
    [
        pytest.param("7", [7], id="seconds"),
        pytest.param("3600", None, id="too long to wait for"),
        pytest.param("Thu, 01 Jan 1970 00:00:00 GMT", [0], id="a date that is over"),
        pytest.param("soon", [1], id="nonsense"),
    ],
)
def test_a_hub_says_how_long_to_wait(hub: Hub, value: str, slept: list[float] | None) -> None:
    hub.answers = [Answer(503, headers=(("Retry-After", value),))]
    pauses: list[float] = []
    outcome = publish(Client(), hub.url, "https://post.example/feed", sleep=pauses.append)
    assert outcome.state is (State.DEFERRED if slept is None else State.ACCEPTED)
    assert pauses == (slept or [])


def test_what_is_no_tls_is_refused_at_once(hub: Hub) -> None:
    address = hub.url.replace("http:", "https:")
    outcome = publish(Client(), address, "https://post.example/feed", sleep=pytest.fail)
    assert (outcome.state, outcome.attempts) == (State.REFUSED, 1)


def test_every_hub_gets_its_turn_whatever_another_says(paper: Paper, other: Hub) -> None:
    paper.settings(hubs=[paper.hub.url + "hub", other.url])
    paper.hub.answers = [Answer(403)] * 4
    assert paper.ping().code == 1
    assert len(other.forms) == 4


def test_json_tells_programs_everything(paper: Paper) -> None:
    paper.hub.answers = [Answer(400, "no")]
    table = paper.ping("--json").json()
    assert table["hubs"] == [paper.hub.url + "hub"]
    assert [ping["state"] for ping in table["pings"]] == ["refused"] + ["accepted"] * 3
    assert table["pings"][0]["said"] == "the hub answered 400: no"
    assert paper.ping("--json").json()["told_before"][0]["feed"] == paper.url("feed.atom")


# --- After the deployment --------------------------------------------------------------------


def test_waiting_for_a_cache_to_let_go(hub: Hub) -> None:
    hub.live["/feed"] = [b"old", b"old", b"new"]
    slept: list[float] = []
    assert is_live(Client(), hub.url + "feed", b"new", 300, sleep=slept.append)
    assert slept == [1, 2]


def test_the_wait_has_an_end(hub: Hub) -> None:
    hub.live["/feed"] = b"old"
    times = iter([0.0, 0.0, 1.0, 3.0, 7.0, 10.0])
    slept: list[float] = []
    assert not is_live(
        Client(), hub.url + "feed", b"new", 10, sleep=slept.append, clock=lambda: next(times)
    )
    assert slept == [1, 2, 4, 3]


def test_feeds_that_are_not_live_are_not_told(paper: Paper) -> None:
    paper.publish()
    paper.article("b.md", title="New").build()
    ran = paper.ping("--against", "HEAD", "--wait", "0")
    assert (ran.code, paper.hub.forms) == (75, [])
    assert f"Warning: {paper.url('feed.rss')} does not serve the new bytes yet" in ran.err
    paper.publish()
    assert paper.ping("--against", "HEAD", "--wait", "0").code == 0
    assert len(paper.hub.forms) == 3


def test_what_is_live_is_saved_before_and_compared_after(paper: Paper) -> None:
    paper.publish()
    del paper.hub.live["/p/feed.json"]
    ran = paper.ping("--save-live", ".feedpub/live")
    assert (ran.code, paper.hub.forms) == (0, [])
    saved = [Path(line).relative_to(paper.root).as_posix() for line in ran.out.splitlines()]
    assert saved == [f".feedpub/live/{n}" for n in ("feed.rss", "feed.atom", "tags/sea.rss")]
    paper.ping("--against", ".feedpub/live/")
    assert paper.hub.told() == [paper.url("feed.json")]


def test_what_cannot_be_seen_live_is_not_guessed(paper: Paper) -> None:
    paper.publish()
    paper.hub.server.RequestHandlerClass.do_GET = lambda self: self.reply(Answer(500))  # type: ignore[attr-defined]
    ran = paper.ping("--save-live", "live")
    assert ran.code == 1
    assert f"{paper.url('feed.rss')} answered 500" in ran.err


def test_two_at_once_tell_each_feed_once(paper: Paper) -> None:
    paper.hub.first_waits = threading.Barrier(2)
    runs = [threading.Thread(target=paper.process, args=("ping", "--now", NOW)) for _ in "ab"]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert sorted(paper.hub.told()) == sorted(paper.url(n) for n in [*FEEDS, "tags/sea.rss"])


def test_a_proxy_of_the_system_is_used(paper: Paper, other: Hub) -> None:
    proxy = {"http_proxy": other.url, "no_proxy": ""}
    ran = paper.process("ping", "--hub", "http://hub.example/", "--now", NOW, **proxy)
    assert ran.code == 0, ran.err
    assert [form["at"] for form in other.forms] == ["http://hub.example/"] * 4
