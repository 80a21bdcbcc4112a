"""`feedpub serve`."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from feedpub.cli._common import (
    Moment,
    command_errors,
    folder,
    note,
    show_findings,
    show_problem,
    system_clock,
)
from feedpub.errors import FeedpubError
from feedpub.project.serve import Stage
from feedpub.web import listen


@click.command()
@click.option(
    "-o", "--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Folder to serve, relative to that of -C. Default: public, in the publication.",
)  # fmt: skip
@click.option("--host", default="127.0.0.1", show_default=True, metavar="HOST",
              help="Where to listen; 0.0.0.0 lets other machines in.")  # fmt: skip
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True,
    help="Port to listen at; 0 takes any that is free.",
)  # fmt: skip
@click.option("--build/--no-build", "first", default=True, help="Build first, or do not.")
@click.option("--watch", is_flag=True, help="Build when a file changes; pages load anew.")
@click.option(
    "--base-url", metavar="URL",
    help="Build as if the publication were at this address, into .feedpub/serve; the lock and "
    "the output folder stay as they are.",
)  # fmt: skip
@click.option(
    "--now", type=Moment(), metavar="MOMENT",
    help="The moment that counts as now, such as 2026-11-20T17:00:00Z. Default: the clock, at "
    "each build.",
)  # fmt: skip
@command_errors
def serve(
    output: Path | None,
    host: str,
    port: int,
    first: bool,
    watch: bool,
    base_url: str | None,
    now: dt.datetime | None,
) -> None:
    """Serve the built files as a good host does.

    The addresses of the feeds are printed, one a line; requests are shown while it runs. The
    addresses inside the feeds are those of your settings, unless you give --base-url. Ctrl-C
    ends it.

    \b
    Example:
        feedpub serve
        feedpub serve --watch --port 8080
        feedpub serve --base-url http://127.0.0.1:8000/
    """
    target = folder() / output if output else None
    stage = Stage(folder(), target, base_url=base_url, live=watch, log=note)
    clock = (lambda: now) if now else system_clock
    server = listen(host, port)
    with server.listening, _rebuilding(stage, clock) if watch else contextlib.nullcontext():
        if first or watch:
            _build(stage, clock, goes_on=watch)
        stage.show()
        home = server.address.rstrip("/")
        for path in stage.feeds():
            click.echo(home + path)
        for path in stage.pages():
            note(f"look at {home}{path}")
        note(f"serving {stage.target.as_posix()} at {server.address} until Ctrl-C")
        with contextlib.suppress(KeyboardInterrupt):
            server.run(stage.site)
        note("stopped")


def _build(stage: Stage, clock: Callable[[], dt.datetime], *, goes_on: bool) -> None:
    """Build and say what came of it; with `goes_on` no mistake ends the program."""
    try:
        report = stage.build(clock())
    except FeedpubError as e:
        if not goes_on:
            raise
        for error in e.all():
            show_problem("Error", str(error), error.hint)
        return
    files = report.files
    show_findings(report.findings, most=20)
    if files.written or files.removed:
        removed = f", {len(files.removed)} removed" if files.removed else ""
        note(f"built: {len(files.written)} written{removed}")


def _rebuilding(
    stage: Stage, clock: Callable[[], dt.datetime]
) -> contextlib.AbstractContextManager[None]:
    from feedpub.web.watch import watching

    ignored = [stage.output, stage.target]
    build = partial(_build, stage, clock, goes_on=True)
    return watching(stage.project.root, ignored, build, without="serve without --watch")
