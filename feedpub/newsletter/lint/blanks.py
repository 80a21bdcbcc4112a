"""Pictures that an editor began and never named: nothing is left of them in the mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.markup.markdown import code_ranges
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

_BLANK = re.compile(r"(?<!\\)!\[[^\[\]\n]*\]\([ \t]*\)")


def check_blanks(mail: Mail) -> Iterator[Problem]:
    """Yield the pictures of the introduction that have no address."""
    intro = mail.origin.edition.intro if mail.origin else ""
    found = list(_BLANK.finditer(intro))
    code = code_ranges(intro) if found else []
    for match in found:
        if not any(start <= match.start() < end for start, end in code):
            message = f"the picture `{match[0]}` has no address, so nothing is shown"
            yield Problem("mail-picture-embedded", message, edition="intro", needles=(match[0],))
