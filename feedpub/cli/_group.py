"""A group of commands that imports a command when it is used, not before."""

from __future__ import annotations

import importlib
import io
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

import click

from feedpub import __version__

_HELP = """Publish a folder of articles to every feed reader and every inbox.

A publication is a folder with feedpub.toml in it; `feedpub init` makes one.

\b
Example:
    feedpub init my-paper
    feedpub -C my-paper build
"""


_SIGINT = 130
"""128 and the number of the signal, as shells have it."""


class Entry(NamedTuple):
    """A command that is not imported yet."""

    target: str
    """Module of `feedpub.cli`, and the name in it."""

    short_help: str
    """The first line of the command's help; a test sees to it."""


class LazyGroup(click.Group):
    """Knows its commands by a table."""

    def __init__(self, *, entries: Mapping[str, Entry], **given: Any) -> None:
        super().__init__(**given)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command."""
        if name not in self.entries:
            return None
        module, _, attribute = self.entries[name].target.partition(":")
        command: click.Command = getattr(
            importlib.import_module(f"feedpub.cli.{module}"), attribute
        )
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; for one that does not exist, name the nearest."""
        name = args[0]
        if name not in self.entries and not name.startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches  # on the error path only

            close = get_close_matches(name, self.entries, 1)
            ctx.fail(
                f"No such command '{name}'." + (f" Did you mean '{close[0]}'?" if close else "")
            )
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; Ctrl-C ends it as a shell expects."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted.", err=True)
            ctx.exit(_SIGINT)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.short_help) for name, entry in self.entries.items()])


def root_options(group: LazyGroup) -> LazyGroup:
    """Give the group its help and the options that stand before every command."""
    group.help = _HELP
    group.context_settings = {"help_option_names": ["-h", "--help"]}
    group.params = [
        click.Option(
            ["-C", "folder"],
            type=click.Path(exists=True, file_okay=False),
            metavar="DIR",
            help="Work on the publication in this folder.",
        ),
    ]
    group.callback = _remember_folder
    return click.version_option(__version__, message="%(prog)s %(version)s")(group)


@click.pass_context
def _remember_folder(ctx: click.Context, folder: str | None) -> None:
    ctx.obj = {"folder": folder}
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal or a file's name cannot have is no reason to stop.
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")
