"""The views: which text of the mail, how wide, in which colours, with pictures or without."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from feedpub.newsletter.preview.recipients import Recipient

Colours = Literal["light", "dark", "partial", "full"]
"""``partial`` and ``full`` are what programs do who turn colours round by themselves."""

PHONE = 375
SMALL = 320


class View(msgspec.Struct, frozen=True, kw_only=True):
    """One way of looking at an edition."""

    name: str
    """Made of letters, digits and hyphens; also the name of its file."""

    title: str
    document: str
    """Which of the documents it shows; see `document_name`."""

    width: int
    """Pixels of the screen."""

    colours: Colours = "light"
    pictures: bool = True
    note: str = ""


def document_name(part: str, segment: str = "", recipient: str = "example") -> str:
    """Return the name of a document.

    `part` is ``mail``, ``text``, ``web`` or ``mirrored``; the last two are the same for all.
    """
    return part if part in ("web", "mirrored") else f"{part}/{segment}/{recipient}"


class Kinds(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to be looked at."""

    segments: tuple[str, ...]
    """At least one; empty if the newsletter has none."""

    recipients: Sequence[Recipient]
    """The example first; it alone if the mail has no late fields."""

    has_page: bool
    opposite: str
    """``rtl`` or ``ltr``: how the mirrored mail is written."""

    desktop: int
    """Pixels of a window that is wider than the mail."""


APPROXIMATE = "approximate"


def views(kinds: Kinds) -> tuple[View, ...]:
    """Return all views that the page shows at a glance, the most usual first."""
    first, *others = kinds.segments
    return (
        *_screens(first, kinds.desktop),
        *_inverted(first, kinds.desktop),
        *_others(kinds, first),
        *(view for segment in others for view in _segment(segment, kinds.desktop)),
    )


def _screens(segment: str, desktop: int) -> Iterator[View]:
    mail = document_name("mail", segment)

    def view(name: str, title: str, width: int, **more: object) -> View:
        return View(name=name, title=title, document=mail, width=width, **more)  # type: ignore[arg-type]

    yield view("desktop-light", "Desktop", desktop)
    yield view("desktop-dark", "Desktop, dark", desktop, colours="dark")
    yield view("phone-light", "Phone", PHONE)
    yield view("phone-dark", "Phone, dark", PHONE, colours="dark")
    yield view("small-light", "Small phone", SMALL)
    yield view("desktop-no-pictures", "Pictures off", desktop, pictures=False)
    yield view(
        "phone-no-pictures-dark", "Pictures off, dark", PHONE, colours="dark", pictures=False
    )


def _inverted(segment: str, desktop: int) -> Iterator[View]:
    mail = document_name("mail", segment)
    yield View(
        name="desktop-partly-inverted", title="Partly inverted", document=mail,
        width=desktop, colours="partial", note=f"as in Outlook, {APPROXIMATE}",
    )  # fmt: skip
    yield View(
        name="phone-inverted", title="Inverted", document=mail, width=PHONE,
        colours="full", note=f"as in Gmail, {APPROXIMATE}",
    )  # fmt: skip


def _others(kinds: Kinds, segment: str) -> Iterator[View]:
    for recipient in kinds.recipients[1:]:
        mail = document_name("mail", segment, recipient.name)
        yield View(name=f"phone-{recipient.name}", title=recipient.title, document=mail,
                   width=PHONE)  # fmt: skip
    written = {"rtl": "From right to left", "ltr": "From left to right"}[kinds.opposite]
    for name, width in (("desktop", kinds.desktop), ("phone", PHONE)):
        yield View(name=f"{name}-{kinds.opposite}", title=written, document="mirrored",
                   width=width, note="the same edition, mirrored")  # fmt: skip
    yield View(name="text", title="Text part", document=document_name("text", segment),
               width=kinds.desktop)  # fmt: skip
    if kinds.has_page:
        yield View(name="web", title="Page for the web", document="web", width=kinds.desktop)


def _segment(segment: str, desktop: int) -> Iterator[View]:
    mail = document_name("mail", segment)
    note = f"segment {segment}"
    yield View(name=f"{segment}-desktop-light", title="Desktop", document=mail, width=desktop,
               note=note)  # fmt: skip
    yield View(name=f"{segment}-phone-dark", title="Phone, dark", document=mail, width=PHONE,
               colours="dark", note=note)  # fmt: skip
