"""What is noteworthy about articles, feeds and newsletters, with place, code and cure.

To add a kind of finding: one line in `KINDS`. Its code stays the same for ever.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from feedpub.errors import FeedpubError, Location


class Severity(enum.Enum):
    """How much a finding matters; the order is that of weight."""

    ERROR = "error"
    """Something is lost or wrong for readers."""

    WARNING = "warning"
    """Readers probably see something that was not meant."""

    INFO = "info"
    """Worth knowing; nothing need be done."""

    @property
    def weight(self) -> int:
        """Errors weigh most."""
        return {"error": 3, "warning": 2, "info": 1}[self.value]


class Kind(NamedTuple):
    """A kind of finding."""

    severity: Severity
    sentence: str
    cure: str


KINDS: Mapping[str, Kind] = {
    "article-broken": Kind(
        Severity.ERROR,
        "The article cannot be read, so it is left out.",
        "Mend the place that is named; the other articles are published meanwhile.",
    ),
    "article-linked": Kind(
        Severity.WARNING,
        "A symbolic link leads to an article that is read already, so the link is left out.",
        "Remove the link, or name it in `ignore` of [articles].",
    ),
    "format-unknown": Kind(
        Severity.INFO,
        "Files are in a format of articles that feedpub does not read.",
        "Convert them to Markdown, as `pandoc` does, or name them in `ignore` of [articles].",
    ),
    "duplicate-id": Kind(
        Severity.ERROR,
        "Two articles have one id, so readers would show only one of them.",
        "Remove the `id` from the copy; a new one is made for it.",
    ),
    "duplicate-address": Kind(
        Severity.ERROR,
        "Two articles have one address.",
        "Give one of them another `url` or `slug`.",
    ),
    "picture-missing": Kind(
        Severity.ERROR,
        "A picture that the article names does not exist.",
        "Correct the path, which is relative to the article's file, or add the picture.",
    ),
    "enclosure-missing": Kind(
        Severity.ERROR,
        "A media file that the article names does not exist.",
        "Correct the path, which is relative to the article's file, or add the file.",
    ),
    "template-tag": Kind(
        Severity.WARNING,
        "A template tag of another program was removed.",
        "Replace it by what it stood for; to show it as text, put it between backticks.",
    ),
    "link-unresolved": Kind(
        Severity.WARNING,
        "A link names a file that is no article here; the words were kept, the link was not.",
        "Write the address of the page.",
    ),
    "link-withheld": Kind(
        Severity.WARNING,
        "A link names an article that readers cannot see; the words were kept, the link was not.",
        "Publish that article first, or do nothing: the link is there as soon as the article is.",
    ),
    "date-future": Kind(
        Severity.WARNING,
        "An update or a correction has a date that is still to come, so it is ignored.",
        "Correct the date, or do nothing if that is meant.",
    ),
    "date-unreadable": Kind(
        Severity.WARNING,
        "The date cannot be read; the date in the file's name is used.",
        "Write the date as 2026-11-20T17:00:00+00:00.",
    ),
    "control-character": Kind(
        Severity.WARNING,
        "A character that feeds cannot hold was removed or repaired.",
        "Delete the invisible character in the article.",
    ),
    "field-ignored": Kind(
        Severity.ERROR,
        "A field could not be used and was left out.",
        "Correct the value.",
    ),
    "picture-undescribed": Kind(
        Severity.INFO,
        "A picture has no description for those who cannot see it.",
        "Write one: `![what it shows](picture.jpg)`, or `alt` in `image`.",
    ),
    "html-removed": Kind(
        Severity.INFO,
        "HTML that no feed reader or mail client runs was removed.",
        "Nothing need be done, unless the text depends on it.",
    ),
    "tag-spelling": Kind(
        Severity.WARNING,
        "One tag is spelt in two ways; both are in the same feed.",
        "Settle on one spelling.",
    ),
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding at one place."""

    code: str
    message: str
    at: Location | None = None
    hint: str = ""

    @property
    def severity(self) -> Severity:
        """That of its kind."""
        return KINDS[self.code].severity

    @property
    def advice(self) -> str:
        """The hint for this place, or else the cure for the kind."""
        return self.hint or KINDS[self.code].cure

    def __str__(self) -> str:
        return f"{self.at}: {self.message}" if self.at else self.message


def broken(error: FeedpubError) -> Finding:
    """Return the finding that an unusable article leaves behind."""
    return Finding(code="article-broken", message=error.message, at=error.at, hint=error.hint)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings once each, by file and place."""
    return sorted(set(findings), key=lambda f: (_place(f.at), f.code, f.message))


def _place(at: Location | None) -> tuple[str, int, int]:
    return (at.path, at.line or 0, at.column or 0) if at else ("", 0, 0)
