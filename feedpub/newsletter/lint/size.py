"""The size of the HTML against what Gmail shows: it cuts a mail off at about 102 KB.

Whether that is counted before or after quoted-printable nobody outside knows, and K may be 1000
or 1024, so both forms are weighed, the encoded one less strictly.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from feedpub.newsletter.gaps import quoted_printable
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.weight import story_costs

LARGE = 80_000
CLIPPED = 100_000
"""Bytes from which there is a warning, and an error."""

_NAMED = 5


class Cost(NamedTuple):
    """What one story adds to the HTML."""

    number: int
    size: int
    """Bytes, before quoted-printable."""

    title: str


class Size(NamedTuple):
    """What the HTML weighs, in bytes."""

    plain: int
    encoded: int
    """In quoted-printable, as it is sent."""

    costs: tuple[Cost, ...]
    """Of each story, the largest first."""

    intro: int = 0
    """Of the introduction."""


def size_of(mail: Mail) -> Size:
    """Return what the HTML weighs, and the introduction and each story in it."""
    stories = mail.origin.stories if mail.origin else {}
    sizes = story_costs(mail.document)
    intro = sizes.pop(0, 0)
    costs = [
        Cost(number, size, stories[number].article.title if number in stories else "")
        for number, size in sizes.items()
    ]
    costs.sort(key=lambda cost: (-cost.size, cost.number))
    return Size(len(mail.html.encode()), len(quoted_printable(mail.html)), tuple(costs), intro)


def check_size(mail: Mail) -> Iterator[Problem]:
    """Yield that the HTML is so large that Gmail cuts it off, with the cost of each part."""
    if len(mail.html) < LARGE // 4:
        return
    size = size_of(mail)
    if size.plain >= CLIPPED:
        code, message = "mail-clipped", f"the HTML has {size.plain:,} bytes"
    elif size.plain >= LARGE:
        code, message = "mail-large", f"the HTML has {size.plain:,} bytes"
    elif size.encoded >= CLIPPED:
        code = "mail-large"
        message = f"the HTML has {size.encoded:,} bytes as it is sent"
    else:
        return
    shown = [f"the introduction {_kilobytes(size.intro)}"] if size.intro else []
    shown += [_shown(cost) for cost in size.costs[:_NAMED]]
    if len(size.costs) > _NAMED:
        rest = sum(cost.size for cost in size.costs[_NAMED:])
        shown.append(f"{len(size.costs) - _NAMED} more {_kilobytes(rest)}")
    told = f": {'; '.join(shown)}" if shown else ""
    yield Problem(code, f"{message}, and Gmail cuts mail off at about 102 KB{told}",
                  edition="intro" if _is_intro(size) else "articles", hint=_cure(size))  # fmt: skip


def _is_intro(size: Size) -> bool:
    """Tell whether the introduction is the largest part of the mail."""
    return size.intro > max((cost.size for cost in size.costs), default=0)


def _cure(size: Size) -> str:
    over = size.plain - LARGE
    if _is_intro(size) and size.intro > over:
        return "shorten the introduction, or make an article of it"
    if len(size.costs) < 2 or over <= 0:
        return ""
    left, leave = over, 0
    for cost in sorted(size.costs, key=lambda cost: cost.number, reverse=True):
        if left <= 0:
            break
        left -= cost.size
        leave += 1
    keep = len(size.costs) - leave
    if keep < 1:
        return "give the newsletter a template that shows summaries, or split the edition"
    return (
        f"keep the first {keep} stories and leave the others to the next edition, or shorten some"
    )


def _shown(cost: Cost) -> str:
    title = cost.title if len(cost.title) <= 40 else f"{cost.title[:39].rstrip()}…"
    return f"story {cost.number} {_kilobytes(cost.size)}" + (f" “{title}”" if title else "")


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} KB"
