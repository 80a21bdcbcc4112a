"""Whether a message says what was rendered, to the parser of the standard library."""

from __future__ import annotations

import email
from email import policy
from email.message import EmailMessage
from typing import cast

LONGEST = 998
"""Bytes of a line without its end (RFC 5322, section 2.1.1)."""


def faults(message: bytes, contents: dict[str, str]) -> list[str]:
    """Return what is wrong with a message whose parts are to be `contents`, by their type."""
    parsed = cast(EmailMessage, email.message_from_bytes(message, policy=policy.default))
    parts = [part for part in parsed.walk() if not part.is_multipart()]
    types = [part.get_content_type() for part in parts]
    found = [f"defect: {defect!r}" for part in parsed.walk() for defect in part.defects]
    found += [
        f"defect in {name}: {defect!r}"
        for part in parsed.walk()
        for name, value in part.items()
        for defect in getattr(value, "defects", ())
    ]
    if types != list(contents):
        return [*found, f"it consists of {types}"]
    for part, (name, content) in zip(parts, contents.items(), strict=True):
        if cast(EmailMessage, part).get_content().replace("\r\n", "\n") != content:
            found.append(f"{name} is not what was rendered")
    lines = message.split(b"\r\n")
    found += [f"line {n} is {len(line)} bytes long" for n, line in enumerate(lines, 1)
              if len(line) > LONGEST]  # fmt: skip
    if b"\n" in message.replace(b"\r\n", b""):
        found.append("a line does not end with CRLF")
    return found
