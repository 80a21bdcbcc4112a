"""Which newsletter, and which of its editions."""

from __future__ import annotations

from pathlib import Path

import click

from feedpub.project import Project


def complete_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Complete the names of newsletters."""
    given = (ctx.find_root().params or {}).get("folder")
    try:
        config = Project.open(Path(given) if given else Path()).config
    except Exception:
        return []
    return [n.name for n in config.newsletters if n.name.startswith(incomplete)]


name_argument = click.argument("name", shell_complete=complete_names)
key_argument = click.argument("key", required=False)
