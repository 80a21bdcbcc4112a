"""`feedpub completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

_SHELLS = ["bash", "zsh", "fish"]


@click.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the completion script of a shell.

    \b
    Example:
        feedpub completion bash >> ~/.bashrc
        feedpub completion zsh >> ~/.zshrc
        feedpub completion fish > ~/.config/fish/completions/feedpub.fish
    """
    from feedpub.cli import main

    kind = get_completion_class(shell)
    if kind is not None:
        click.echo(kind(main, {}, "feedpub", "_FEEDPUB_COMPLETE").source())
