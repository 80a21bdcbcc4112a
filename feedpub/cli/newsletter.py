"""`feedpub newsletter`."""

from __future__ import annotations

import click

from feedpub.cli.newsletter_compose import compose
from feedpub.cli.newsletter_preview import preview
from feedpub.cli.newsletter_render import render


@click.group()
def newsletter() -> None:
    """Compose, look at and render newsletters.

    An edition is a file in editions/: compose proposes it, you edit it, preview shows it,
    render makes HTML, text and a mail of it. KEY says which: 2026-11-20 for a day, 2026-W47
    for a week, 2026-11 for a month, an id for an article. Without it, the one that is now.
    """


newsletter.add_command(compose)
newsletter.add_command(preview)
newsletter.add_command(render)
