"""What no mail may hold: scripts, forms, style sheets of elsewhere, control characters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from feedpub.newsletter.lint.css import sheets
from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

_ACTIVE = {
    "script": "no mail program runs scripts, and many refuse mail that has them",
    "form": "most mail programs do not send forms",
    "iframe": "no mail program shows frames",
    "object": "no mail program shows embedded objects",
    "embed": "no mail program shows embedded objects",
    "applet": "no mail program shows embedded objects",
    "frameset": "no mail program shows frames",
    "base": "mail programs ignore or remove `<base>`",
}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
LONGEST_LINE = 998
"""Bytes of a line (RFC 5322 section 2.1.1)."""


def check_active(mail: Mail) -> Iterator[Problem]:
    """Yield what a mail program removes for safety."""
    for element in mail.document.elements:
        if element.tag in _ACTIVE:
            message = f"`<{element.tag}>`: {_ACTIVE[element.tag]}"
            yield Problem("mail-active", message, element=element)
        for name in element.attributes:
            if name.startswith("on") and len(name) > 3:
                message = f"`{name}`: no mail program runs scripts"
                yield Problem("mail-active", message, element=element)
        if element.tag == "meta" and element.attributes.get("http-equiv", "").lower() == "refresh":
            yield Problem("mail-active", "`refresh`: no mail leads on by itself", element=element)


def check_imports(mail: Mail) -> Iterator[Problem]:
    """Yield style sheets that stand elsewhere."""
    for element in mail.document.elements:
        relation = element.attributes.get("rel", "").lower().split()
        if element.tag == "link" and "stylesheet" in relation:
            message = "a style sheet that stands elsewhere, which few mail programs fetch"
            yield Problem("mail-import", message, element=element)
    for _, sheet in sheets(mail.document):
        for rule in sheet.at_rules:
            if rule.name == "import":
                yield Problem("mail-import", f"`@import {rule.prelude}`: Gmail drops the whole "
                              "style block", at=mail.place_in_style(rule.at))  # fmt: skip


def check_names(mail: Mail) -> Iterator[Problem]:
    """Yield places that have one name, and links within the mail that lead nowhere."""
    ids = Counter(e.attributes["id"] for e in mail.elements if e.attributes.get("id"))
    anchors = Counter(e.attributes["name"] for e in mail.elements
                      if e.tag == "a" and e.attributes.get("name"))  # fmt: skip
    for element in mail.elements:
        for name, known in (("id", ids), ("name", anchors)):
            value = element.attributes.get(name, "")
            if known.get(value, 0) > 1 and (name == "id" or element.tag == "a"):
                del known[value]  # told once
                yield Problem("mail-name-twice", f"two places are called `{value}`",
                              element=element, needles=(value,))  # fmt: skip
    targets = {e.attributes[n] for e in mail.elements for n in ("id", "name") if n in e.attributes}
    named = {e.attributes["name"] for e in mail.elements if e.tag == "a" and "name" in e.attributes}
    for element in mail.elements:
        address = element.attributes.get("href", "") if element.tag == "a" else ""
        if not address.startswith("#") or len(address) < 2:
            continue
        if address[1:] not in targets:
            yield Problem("mail-fragment", f"`{address}` leads to no place in the mail",
                          element=element, needles=(address,))  # fmt: skip
        elif address[1:] not in named:
            message = f"`{address}` leads to an `id`; Outlook and Gmail know only `<a name>`"
            yield Problem("mail-fragment", message, element=element, needles=(address,))


def check_characters(mail: Mail) -> Iterator[Problem]:
    """Yield control characters, for which Gmail cuts mail off, and lines no server takes."""
    for part, text in (("HTML", mail.marked), ("text", mail.text or "")):
        for found in _CONTROL.finditer(text):
            around = text[max(found.start() - 20, 0) : found.start()].rpartition("\n")[2]
            message = f"the {part} holds the control character U+{ord(found[0]):04X}"
            element = None
            if part == "HTML":
                element = _element_at(mail, found.start())
            yield Problem("mail-control", message, element=element,
                          needles=(f"&#{ord(found[0])};", f"&#x{ord(found[0]):x};", found[0],
                                   around))  # fmt: skip
            break
    lines = mail.origin.message.split(b"\n") if mail.origin else ()
    longest = max(map(len, lines), default=0)
    if longest > LONGEST_LINE + 1:
        yield Problem("mail-line", f"a line has {longest} bytes, more than {LONGEST_LINE}")


def _element_at(mail: Mail, at: int) -> Element | None:
    inner = [e for e in mail.document.elements if e.at <= at < e.end]
    return inner[-1] if inner else None
