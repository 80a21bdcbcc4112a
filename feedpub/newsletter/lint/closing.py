"""Elements of templates that are never closed."""

from __future__ import annotations

from collections.abc import Iterator

from feedpub.newsletter.lint.document import Element, parse
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

_MUST = frozenset(
    "a abbr b blockquote center code del div em font h1 h2 h3 h4 h5 h6 i ins kbd ol q s section "
    "small span strong strike sub sup table title u ul".split()
)
"""Elements whose end tag may not be left out (HTML 13.1.2.4)."""


def check_closed(mail: Mail) -> Iterator[Problem]:
    """Yield elements of the publication's own templates that have no end tag, or no end quote.

    Looked at is what templates wrote, as inliners close everything.
    """
    written = parse(mail.source) if mail.origin else None
    for element in written.elements if written and written.complete else ():
        mark = mail.mark(element)
        if mark and not mark.path.startswith("builtin/"):
            if name := element.unquoted:
                yield Problem("mail-unclosed", f"the value of `{name}` has no closing quote",
                              at=mark, hint="write the quote where the value ends")  # fmt: skip
            elif element.tag in _MUST and not element.closed:
                yield Problem("mail-unclosed", f"`<{element.tag}>` is not closed", at=mark,
                              hint=_hint(element))  # fmt: skip


def _hint(element: Element) -> str:
    around = next((each.tag for each in element.ancestors() if each.closed), "")
    many = f", or take out a `</{around}>` too many" if around else ""
    return f"write `</{element.tag}>` where it ends{many}"
