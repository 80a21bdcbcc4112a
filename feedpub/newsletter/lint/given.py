"""What the settings of a newsletter say that no mail can use, though nothing refuses it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from feedpub.config.settings import Brand
from feedpub.newsletter.gaps import said
from feedpub.newsletter.late import Gap
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem
from feedpub.places import Path

_GENERIC = frozenset(
    "serif sans-serif monospace cursive fantasy system-ui ui-serif ui-sans-serif ui-monospace "
    "ui-rounded math emoji fangsong".split()
)
"""Families that every program has (CSS Fonts 4, 2.1.1)."""


def check_settings(mail: Mail) -> Iterator[Problem]:
    """Yield fonts without a last resort, and examples of fields that are none."""
    if mail.origin is None:
        return
    table, newsletter = mail.origin.table, mail.origin.newsletter
    yield from _fonts(newsletter.brand, (*table, "brand"))
    yield from _fonts(mail.origin.config.brand, ("brand",))
    for name, field in newsletter.fields.items():
        if field.example and not said(Gap(name, field.type), field.example):
            message = f"the example of `{name}`, `{field.example}`, is no {field.type}"
            yield Problem("mail-field", message, setting=(*table, "fields", name, "example"),
                          hint=_EXAMPLES[field.type])  # fmt: skip


_EXAMPLES = {
    "date": "write a day as 2026-11-20",
    "number": "write a number as 1250.5",
    "address": "write an address of the web, with https://",
    "text": "write what a subscriber may be called",
}


def _fonts(brand: Brand, at: Path) -> Iterator[Problem]:
    for name, fonts in msgspec.structs.asdict(brand.fonts).items():
        last = fonts.rpartition(",")[2].strip()
        if last and last.lower() not in _GENERIC:
            hint = "end the list with `serif`, `sans-serif` or `monospace`"
            yield Problem("mail-font", f"after `{last}` no generic family follows",
                          setting=(*at, "fonts", name), hint=hint)  # fmt: skip
