"""More markup than any mail program shows is refused before work is put into it.

A tag costs some 70 µs until its mail is written, so that a damaged article of ten megabytes
would hold up a build for minutes.
"""

from __future__ import annotations

from feedpub.errors import Location, TemplateError

MOST_TAGS = 100_000
"""Gmail shows about 102 KB of a mail, which is a tenth of what this many tags need."""


def refuse_bulk(html: str, what: str, at: Location | None) -> None:
    """Refuse clean HTML of more than `MOST_TAGS` tags, opening and closing ones.

    Raises:
        TemplateError: if `what` has more.
    """
    tags = html.count("<")
    if tags > MOST_TAGS:
        message = f"{what} has {tags:,} tags; a mail may have {MOST_TAGS:,}"
        hint = "let the edition show fewer stories, or their summaries alone"
        raise TemplateError(message, at=at, hint=hint)
