"""What can go wrong for a reason that the user can mend.

FeedpubError
├── ArticleError     one article cannot be used; the others can
├── ConfigError      feedpub.toml, or a request that it does not allow
├── LockError        feedpub.lock, or an identity that only a person can settle
├── EditionError     an edition file, or an edition that must not be composed
├── GuardError       what subscribers would be told, and hardly was meant
├── TemplateError    a template of the user's
└── OutputError      files that could not be written
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeVar


class Location(NamedTuple):
    """A place in a file of the publication, as editors and terminals click it."""

    path: str
    """Relative to the publication, with forward slashes."""

    line: int | None = None
    """Counted from 1."""

    column: int | None = None
    """Counted from 1, in characters."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part is not None)


def printable(text: str) -> str:
    """Return a message as one line that does nothing to a terminal.

    Messages quote what people wrote, which may hold line feeds and escape sequences.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _HARMLESS else _shown(c) for c in text)


_HARMLESS = "\u00a0\u00ad\u200c\u200d\u3000"
"""Spaces and joiners that scripts need, and that are no more than that."""


def _shown(character: str) -> str:
    return " " if character in "\t\n\r" else character.encode("unicode_escape").decode("ascii")


class FeedpubError(Exception):
    """A mistake with its place and a way out."""

    def __init__(self, message: str, *, at: Location | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = printable(message)
        self.at = at
        self.hint = printable(hint)
        self.others: tuple[FeedpubError, ...] = ()
        """Further mistakes found in the same go, so that one run reports them all."""

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" if self.at else self.message

    def all(self) -> Iterator[FeedpubError]:
        """Yield this error and the others found with it."""
        yield self
        yield from self.others


class ArticleError(FeedpubError):
    """One article cannot be used."""


class ConfigError(FeedpubError):
    """The settings, or a request that does not fit them."""


class LockError(FeedpubError):
    """feedpub.lock cannot be read, or would have to guess an identity."""


class EditionError(FeedpubError):
    """An edition cannot be composed or rendered."""


class GuardError(FeedpubError):
    """Subscribers would be told something that was hardly meant; nothing was written."""


class TemplateError(FeedpubError):
    """A template cannot be rendered."""


class OutputError(FeedpubError):
    """Files could not be written; what was there before is whole."""


_E = TypeVar("_E", bound=FeedpubError)


def together(errors: list[_E]) -> _E:
    """Return the first error, carrying the others."""
    first, *rest = errors
    first.others = tuple(rest)
    return first
