"""The checks on mail. To add one: a function that yields problems, and its line in `CHECKS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from feedpub.newsletter.lint.blanks import check_blanks
from feedpub.newsletter.lint.closing import check_closed
from feedpub.newsletter.lint.contrast import check_contrast
from feedpub.newsletter.lint.envelope import check_preheader, check_subject
from feedpub.newsletter.lint.footer import check_fields, check_footer
from feedpub.newsletter.lint.given import check_settings
from feedpub.newsletter.lint.hygiene import (
    check_active,
    check_characters,
    check_imports,
    check_names,
)
from feedpub.newsletter.lint.link_look import check_link_colour
from feedpub.newsletter.lint.links import check_addresses, check_link_words
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.pictures import check_pictures
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.lint.programs import check_programs
from feedpub.newsletter.lint.size import check_size
from feedpub.newsletter.lint.structure import (
    check_headings,
    check_language,
    check_tables,
    check_title,
)
from feedpub.newsletter.lint.styles import check_styles, has_lost_colours, is_broken
from feedpub.newsletter.lint.textpart import check_text
from feedpub.newsletter.lint.tokens import check_tokens
from feedpub.newsletter.naming import named

CHECKS: tuple[Callable[[Mail], Iterator[Problem]], ...] = (
    check_subject,
    check_preheader,
    check_size,
    check_language,
    check_title,
    check_headings,
    check_tables,
    check_closed,
    check_pictures,
    check_blanks,
    check_addresses,
    check_link_words,
    check_link_colour,
    check_names,
    check_contrast,
    check_tokens,
    check_fields,
    check_footer,
    check_settings,
    check_text,
    check_active,
    check_imports,
    check_characters,
    check_programs,
    check_styles,
)

_OF_LOOKS = (check_link_colour, check_contrast, check_programs)
"""What says nothing where a style sheet is broken, since its rules are not there."""

_OF_COLOURS = (check_link_colour, check_contrast)
"""What says nothing where a colour is lost, since another is seen at its place."""


def lint(mail: Mail) -> Iterator[Problem]:
    """Yield everything noteworthy about a mail, late fields in it as authors name them."""
    left_out = _OF_LOOKS if is_broken(mail) else _OF_COLOURS if has_lost_colours(mail) else ()
    for check in (check for check in CHECKS if check not in left_out):
        for problem in check(mail):
            message, hint = named(problem.message, mail.gaps), named(problem.hint, mail.gaps)
            yield problem._replace(message=message, hint=hint)


def lint_html(html: str, text: str | None = None) -> Iterator[Problem]:
    """Yield what is noteworthy about HTML from elsewhere, of which no more is known."""
    yield from lint(Mail(marked=html, text=text))
