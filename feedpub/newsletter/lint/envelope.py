"""What inboxes show of a mail: its subject, and the line after it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from feedpub.newsletter.columns import columns
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

SUBJECT = (10, 78)
PREHEADER = (35, 140)
"""Characters from which and to which a line says enough, and is not cut off."""

_REPLY = re.compile(r"\s*(?:re|fwd?|aw|wg|tr|rv|enc|res)\s*:", re.I)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e]")
"""Controls, and what makes text run in another direction than its letters do."""

_SHOUTED = 8
"""Capital letters from which a subject without small ones shouts."""


def check_subject(mail: Mail) -> Iterator[Problem]:
    """Yield what is wrong with the subject."""
    if mail.subject is None:
        return
    subject = mail.said(mail.subject)
    yield from _line("subject", subject, mail, SUBJECT)
    if reply := _REPLY.match(subject):
        message = f"the subject begins with “{reply[0].strip()}”, as only replies do"
        yield Problem("mail-subject", message, edition="subject")
    letters = [c for c in subject if c.isalpha()]
    if sum(c.isupper() for c in letters) >= _SHOUTED and not any(c.islower() for c in letters):
        yield Problem("mail-subject", "the subject is in capital letters", edition="subject")


def check_preheader(mail: Mail) -> Iterator[Problem]:
    """Yield what is wrong with the line after the subject."""
    if mail.subject is None:
        return
    line = mail.said(mail.preheader)
    if not line:
        message = "there is no preheader, so inboxes show whatever the mail begins with"
        yield Problem("mail-preheader", message, edition="preheader")
        return
    yield from _line("preheader", line, mail, PREHEADER)
    if _bare(line).startswith(_bare(mail.said(mail.subject))) and _bare(mail.subject):
        yield Problem("mail-preheader", "the preheader repeats the subject", edition="preheader")


def _line(name: str, text: str, mail: Mail, limits: tuple[int, int]) -> Iterator[Problem]:
    least, most = limits
    written = text
    if mail.origin:  # what cannot stand in a header has been taken out of the text already
        written = getattr(mail.origin.edition, name) or text
    if found := _CONTROL.search(written):
        shown = unicodedata.name(found[0], "a control character").lower()
        message = f"the {name} holds U+{ord(found[0]):04X} ({shown})"
        yield Problem(f"mail-{name}", message, edition=name)
    if name == "preheader" and _is_proposed(mail):
        return
    # Letters of double width say as much in half as many.
    if columns(text) < least:
        characters = "character" if len(text) == 1 else "characters"
        message = f"the {name} has only {len(text)} {characters}"
        yield Problem(f"mail-{name}", message, edition=name)
    elif len(text) > most:
        message = f"the {name} has {len(text)} characters; inboxes show {most} at most"
        yield Problem(f"mail-{name}", message, edition=name)


def _is_proposed(mail: Mail) -> bool:
    """Tell whether nobody has written the edition yet, so that headlines are its preheader."""
    return mail.origin is not None and not mail.origin.edition.path


def _bare(text: str) -> str:
    return re.sub(r"\W+", " ", text.casefold()).strip()
