"""`feedpub newsletter preview`."""

from __future__ import annotations

import contextlib
import datetime as dt
import webbrowser
from collections.abc import Callable
from pathlib import Path

import click

from feedpub.cli._common import Moment, command_errors, folder, note, show_problem, system_clock
from feedpub.cli._newsletter import key_argument, name_argument
from feedpub.errors import ConfigError, FeedpubError
from feedpub.newsletter.edition_file import edition_path


@click.command()
@name_argument
@key_argument
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="The page to write, relative to the folder of -C. Default: "
    ".feedpub/newsletters/NAME-KEY-preview.html, in the publication.",
)  # fmt: skip
@click.option(
    "--screenshots", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Also write a PNG file of each view, and of all, with a Chromium of this machine.",
)  # fmt: skip
@click.option("--serve", is_flag=True, help="Serve the page; it loads anew when a file changes.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True,
    help="Port for --serve; 0 takes any that is free.",
)  # fmt: skip
@click.option("--open", "opens", is_flag=True, help="Show the page in your browser.")
@click.option(
    "--now", type=Moment(), metavar="MOMENT",
    help="The moment that counts as now, such as 2026-11-20T17:00:00Z. Default: the clock; with "
    "--serve at each change.",
)  # fmt: skip
@command_errors
def preview(
    name: str,
    key: str | None,
    output: Path | None,
    screenshots: Path | None,
    serve: bool,
    port: int,
    opens: bool,
    now: dt.datetime | None,
) -> None:
    """Show an edition as its readers will see it, on one page.

    On a desktop and on phones, light and dark, with pictures off, the longest and the
    emptiest values of late fields, each segment, from right to left, the text part, the line
    in the inbox, and what it weighs. The page holds all of this itself and loads nothing from
    the web; its path is printed.

    \b
    Example:
        feedpub newsletter preview weekly --open
        feedpub newsletter preview weekly 2026-W47 --screenshots pictures
        feedpub newsletter preview weekly --serve
    """
    if serve:
        if output or screenshots:
            raise click.UsageError("--serve writes no files: leave out -o and --screenshots")
        _serve(name, key, port, (lambda: now) if now else system_clock, opens=opens)
        return
    for path in _write(name, key, now or system_clock(), output, screenshots, opens=opens):
        click.echo(path.as_posix())


def _write(
    name: str,
    key: str | None,
    now: dt.datetime,
    output: Path | None,
    screenshots: Path | None,
    *,
    opens: bool,
) -> list[Path]:
    """Write the page and the pictures, and return their paths."""
    from feedpub.newsletter.preview.page import preview_page
    from feedpub.project import Project
    from feedpub.project.preview import preview
    from feedpub.project.preview_files import find_browser, write_page, write_pictures

    # Before anything else, so that nobody waits in vain.
    browser = find_browser() if screenshots else ""
    project = Project.open(folder())
    shown = preview(project, name, key, now)
    if not shown.source:
        note(f"there is no {edition_path(name, shown.key)}; shown as proposed")
    page = preview_page(shown)
    paths = [write_page(project, shown, page, folder() / output if output else None)]
    if screenshots:
        paths += write_pictures(shown, page, folder() / screenshots, browser)
    if opens:
        webbrowser.open(paths[0].resolve().as_uri())
    return paths


def _serve(
    name: str, key: str | None, port: int, clock: Callable[[], dt.datetime], *, opens: bool
) -> None:
    """Serve the page until Ctrl-C; what is wrong is shown on it."""
    from feedpub.project.preview_stage import PreviewStage
    from feedpub.web import listen
    from feedpub.web.watch import watching

    stage = PreviewStage(folder(), name, key)

    def update() -> None:
        try:
            stage.update(clock())
        except FeedpubError as e:
            for error in e.all():
                show_problem("Error", str(error), error.hint)
            if isinstance(e, ConfigError) and stage.page.number == 1:
                raise
        else:
            note("shown anew" if stage.page.number > 1 else "shown")

    server = listen("127.0.0.1", port)
    with server.listening:
        update()
        hint = "leave --serve out, and open the page that is written"
        with watching(stage.root, stage.ignored, update, without=hint):
            click.echo(server.address)
            note("the page loads anew when a file changes; Ctrl-C ends it")
            if opens:
                webbrowser.open(server.address)
            with contextlib.suppress(KeyboardInterrupt):
                server.run(stage.page)
        note("stopped")
