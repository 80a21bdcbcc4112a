"""What programs write to keep an article back; one mark is enough, whatever the others say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

YES = frozenset("true yes on 1".split())
NO = frozenset("false no off 0".split())
HIDDEN = frozenset("draft pending private hidden auto-draft trash sent".split())
"""Words for a state that nobody sees; what Ghost only mailed is ``sent``."""

_FOR_SOME = frozenset("members paid tiers private none".split())


def word(value: Any) -> str:
    """Return a value as a word in lower case."""
    return str(value).strip().lower()


def is_yes_or_no(value: Any) -> bool:
    """Tell whether a value is one of the two, in any spelling."""
    return isinstance(value, bool) or (isinstance(value, str) and word(value) in YES | NO)


def _is_yes(value: Any) -> bool:
    return word(value) in YES


def _is_unlisted(build: Any) -> bool:
    """Hugo's build options (`list`, `render`)."""
    options = build if isinstance(build, Mapping) else {}
    given = {word(options.get(name)) for name in ("list", "render")}
    return bool(given & {"never", "local", "false"})


MARKS: Mapping[str, Callable[[Any], bool]] = {
    "draft": _is_yes,
    "hidden": _is_yes,
    "private": _is_yes,
    "headless": _is_yes,  # Hugo
    "build": _is_unlisted,
    "_build": _is_unlisted,
    "published": lambda value: word(value) in NO,  # Jekyll
    "status": lambda value: word(value) in HIDDEN,  # WordPress, Ghost, Pelican
    "visibility": lambda value: word(value) in _FOR_SOME,  # Ghost: for members alone
    "email_only": _is_yes,
    "content": lambda value: isinstance(value, Mapping) and bool(value.get("protected")),
}


def is_withheld(name: str, value: Any) -> bool:
    """Tell whether a field, by its name in lower case, keeps the article back."""
    mark = MARKS.get(name)
    return mark is not None and mark(value)
