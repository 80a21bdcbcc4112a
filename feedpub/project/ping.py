"""What `ping` does: hubs are told of the feeds that changed, after they are live."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import NamedTuple

import msgspec

from feedpub.errors import ConfigError, OutputError
from feedpub.feeds import plan
from feedpub.notify import Client, Outcome, State, Told, Unreachable, is_live, publish
from feedpub.notify.live import digest
from feedpub.output import alone, write_file
from feedpub.project.before import files_before
from feedpub.project.project import Project
from feedpub.urls import is_web_address, to_uri

TOLD_NAME = "pings.jsonl"


class Feed(NamedTuple):
    """A feed that people subscribe to, in one format."""

    path: str
    """Relative to the output folder."""

    url: str
    body: bytes


class PingReport(msgspec.Struct, frozen=True, kw_only=True):
    """What hubs were told."""

    hubs: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Addresses of feeds whose bytes are as before."""

    known: tuple[tuple[str, str], ...] = ()
    """Hubs and feeds of whose bytes the hub was told before."""

    not_live: tuple[str, ...] = ()
    """Addresses that did not serve the new bytes in time."""

    outcomes: tuple[Outcome, ...] = ()


def ping(
    project: Project,
    output: Path,
    now: dt.datetime,
    *,
    against: str | None,
    hubs: Sequence[str] = (),
    wait: float | None = None,
    dry_run: bool = False,
    folder: Path | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> PingReport:
    """Tell every hub of every feed whose bytes changed, once for the same bytes.

    `hubs` replace those of the settings. With `wait`, a feed whose address does not serve the
    new bytes within so many seconds, all feeds together, is left out. With `dry_run` the
    outcomes are those that would be wished for, and nobody is asked. Paths in `against` are
    relative to `folder`.

    Raises:
        ConfigError: if a hub is no address, or there is nothing built.
    """
    chosen = tuple(dict.fromkeys(map(_address, hubs))) or tuple(
        map(to_uri, project.config.publication.hubs)
    )
    feeds = list(built_feeds(project, output, now))
    before = files_before(project, against, now, output, folder=folder) if against else {}
    changed = [feed for feed in feeds if before.get(feed.path) != feed.body]
    unchanged = tuple(feed.url for feed in feeds if before.get(feed.path) == feed.body)
    file = project.root / ".feedpub" / TOLD_NAME
    with nullcontext() if dry_run or not chosen else _alone(file):
        told = Told(file)
        known = [
            (hub, feed.url)
            for feed in changed
            for hub in chosen
            if told.knows(hub, feed.url, digest(feed.body))
        ]
        due = [feed for feed in changed if any((hub, feed.url) not in known for hub in chosen)]
        client = Client()
        late = [] if wait is None or dry_run else _not_live(client, due, wait, sleep)
        wanted = [
            (hub, feed)
            for hub in chosen
            for feed in due
            if feed not in late and (hub, feed.url) not in known
        ]
        outcomes = tuple(_tell(client, told, wanted, dry_run, sleep))
    return PingReport(
        hubs=chosen,
        unchanged=unchanged,
        known=tuple(known),
        not_live=tuple(feed.url for feed in late),
        outcomes=outcomes,
    )


def built_feeds(project: Project, output: Path, now: dt.datetime) -> Iterator[Feed]:
    """Yield the feeds that people subscribe to, as they lie in the output folder.

    Raises:
        ConfigError: if there is none.
    """
    found = False
    for path, url in _addresses(project, now):
        file = output / path
        if file.is_file():
            found = True
            yield Feed(path, url, file.read_bytes())
    if not found:
        raise ConfigError(
            f"there are no feeds in `{output.as_posix()}`", hint="run `feedpub build` first"
        )


def save_live(project: Project, target: Path, now: dt.datetime) -> list[Path]:
    """Save the feeds as the world has them into a folder, and return the files.

    A feed that is not there yet (404, 410) is left out, so that it counts as new.

    Raises:
        OutputError: if one cannot be had, since it would count as new too.
    """
    client = Client()
    target.mkdir(parents=True, exist_ok=True)
    saved = []
    for path, url in _addresses(project, now):
        try:
            reply = client.get(url)
        except Unreachable as e:
            raise OutputError(f"{url} cannot be reached: {e}", hint=_NO_LIVE) from e
        if reply.status == 200:
            write_file(target / path, reply.body, path)
            saved.append(target / path)
        elif reply.status not in (404, 410):
            moved = f": it is now at {reply.location}" if reply.location else ""
            raise OutputError(f"{url} answered {reply.status}{moved}", hint=_NO_LIVE)
        else:
            (target / path).unlink(missing_ok=True)
    return saved


_NO_LIVE = "check `base_url` in [publication], or try again later"


def _addresses(project: Project, now: dt.datetime) -> Iterator[tuple[str, str]]:
    loaded = project.load(now)
    for feed in plan(loaded.publication, project.completer(loaded.publication)).feeds:
        for format, path in feed.paths.items():
            yield path, feed.urls[format]


def _address(hub: str) -> str:
    if not is_web_address(hub):
        hint = "write it whole: --hub https://hub.example.org/"
        raise ConfigError(f"`{hub}` is no web address", hint=hint)
    return to_uri(hub)


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep a second `ping` from telling the same while we do."""
    held = False
    try:
        with alone(file.with_suffix(".lock"), TOLD_NAME):
            held = True
            yield
    except OutputError as e:
        if not held:
            e.message = "another `feedpub ping` is at work"
        raise


def _not_live(
    client: Client, feeds: list[Feed], wait: float, sleep: Callable[[float], None]
) -> list[Feed]:
    """Return the feeds that are not live when the time, which they share, is over."""
    deadline = time.monotonic() + wait
    return [
        feed
        for feed in feeds
        if not is_live(client, feed.url, feed.body, deadline - time.monotonic(), sleep=sleep)
    ]


def _tell(
    client: Client,
    told: Told,
    wanted: list[tuple[str, Feed]],
    dry_run: bool,
    sleep: Callable[[float], None],
) -> Iterator[Outcome]:
    silent: dict[str, Outcome] = {}
    for hub, feed in wanted:
        if dry_run:
            yield Outcome(hub, feed.url, State.ACCEPTED, "", 0)
            continue
        if hub in silent:  # a hub that is down for one feed is down for all of them
            yield silent[hub]._replace(feed=feed.url, attempts=0)
            continue
        outcome = publish(client, hub, feed.url, sleep=sleep)
        if outcome.state is State.ACCEPTED:
            told.add(hub, feed.url, digest(feed.body))
        elif outcome.state is State.DEFERRED:
            silent[hub] = outcome
        yield outcome
