"""What clients are known to do to styles besides what the data say."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import NamedTuple

from feedpub.findings import Severity
from feedpub.newsletter.lint.css import AtRule, Rule, Sheet, sheets
from feedpub.newsletter.lint.document import Document


class Known(NamedTuple):
    """A fault that a style meets, with where it is described."""

    slug: str
    found: str
    at: int
    clients: tuple[str, ...]
    note: str
    tested: str
    url: str
    severity: Severity


_BUGS = "https://github.com/hteumeuleu/email-bugs/issues"


def known(document: Document) -> Iterator[Known]:
    """Yield the faults of all styles that others than Outlook read."""
    for style, sheet in sheets(document):
        if style.mso != "only":
            yield from _comment(sheet)
            yield from _nested(sheet)


def _comment(sheet: Sheet) -> Iterator[Known]:
    parts: list[Rule | AtRule] = [*sheet.rules, *sheet.at_rules]
    starts = {part.at for part in parts if not part.outer}
    inside = [d.at for rule in sheet.rules for d in rule.declarations]
    places = sorted((*starts, *inside))
    for at in sheet.comments:
        following = bisect.bisect(places, at)
        if following < len(places) and places[following] in starts:
            yield Known(
                "css-comments", "a comment before a rule", at,
                ("laposte.desktop-webmail", "orange.desktop-webmail", "yahoo.desktop-webmail"),
                "The rule after a comment is dropped; Yahoo mended that in 2023.",
                "2023-01-01", f"{_BUGS}/25", Severity.INFO,
            )  # fmt: skip
            return


def _nested(sheet: Sheet) -> Iterator[Known]:
    for rule in sheet.at_rules:
        if rule.conditions:
            yield Known(
                "css-at-media", f"@{rule.name} in {rule.conditions[-1]}"[:60], rule.at,
                ("gmail.android", "gmail.desktop-webmail", "gmail.ios"),
                "The whole `<style>` block is removed for an at-rule in an at-rule.",
                "2017-01-20", f"{_BUGS}/21", Severity.WARNING,
            )  # fmt: skip
