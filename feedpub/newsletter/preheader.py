"""The line that inboxes show after the subject, and what keeps the body out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from feedpub.newsletter.story import Story, one_line

_LONGEST = 140
_INBOX_LINE = 200
_SPACER = "\u2007\u034f"
"""A figure space and a joiner that shows nothing; mail programs collapse neither."""

_SPACERS = 130


def preheader(
    line: str, stories: Sequence[Story], subject: str, words: Iterable[str] = ()
) -> Mapping[str, str]:
    """Return the edition's line, or one that the stories make, and its padding.

    Together they fill the longest such line. The spacers take five bytes each, 650 at most.
    """
    line = _cut(one_line(line), words) or _derived(list(_hooks(stories, subject)))
    return {
        "preheader": line,
        "preheader_padding": _SPACER * min(_INBOX_LINE - len(line), _SPACERS),
    }


def _cut(line: str, words: Iterable[str]) -> str:
    """Return as much of the line as inboxes show, without a part of one of the `words`."""
    end = _INBOX_LINE
    for word in words:
        at = line.find(word, max(0, end - len(word)), end + len(word))
        end = at if at >= 0 and at < end < at + len(word) else end
    return line[:end]


def _hooks(stories: Sequence[Story], subject: str) -> Iterator[str]:
    """Yield what could follow the subject: headlines that it does not tell already."""
    if len(stories) == 1:
        yield stories[0].teaser
    else:
        yield from (story.headline for story in stories if story.headline not in subject)


def _derived(hooks: list[str]) -> str:
    line = ""
    for hook in filter(None, hooks):
        longer = f"{line} · {hook}" if line else hook
        if line and len(longer) > _LONGEST:
            break
        line = longer
    if len(line) <= _LONGEST:
        return line
    return line[: _LONGEST - 1].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"
