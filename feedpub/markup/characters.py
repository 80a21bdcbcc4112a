"""Characters that XML cannot hold, or that only a broken conversion leaves behind."""

from __future__ import annotations

import re
from typing import NamedTuple

# XML 1.0 section 2.2 forbids the controls and U+FFFE, U+FFFF. The C1 controls are legal
# and nearly always Windows-1252 in disguise; Gmail clips a mail that holds one. No text has
# the other noncharacters either (some mark places in texts here, see `clean`).
_LAST_OF_PLANES = "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
_BAD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef" + _LAST_OF_PLANES + "]"
)


class BadCharacter(NamedTuple):
    """A character that was removed or repaired, and where it stood."""

    offset: int
    code: str
    """As ``U+0008``."""

    repaired: str
    """What stands there now; empty if it was removed."""


def repair(text: str) -> tuple[str, list[BadCharacter]]:
    """Return `text` without such characters, and what was done.

    A C1 control becomes the character that Windows-1252 has in its place, if any.
    """
    if text.isascii() and text.isprintable():
        return text, []
    if not may_be_bad(text.encode("utf-8", "surrogatepass")):
        return text, []
    found = [
        BadCharacter(match.start(), f"U+{ord(match[0]):04X}", _meant(match[0]))
        for match in _BAD.finditer(text)
    ]
    return _BAD.sub(lambda match: _meant(match[0]), text), found


_GOOD = bytes({*range(32, 127), 9, 10, 13})
_CONTROLS = bytes({*range(128)} - {*_GOOD})
# The same beyond ASCII, as UTF-8 has them; it may find more than there is.
_BEYOND_ASCII = re.compile(
    b"\xc2[\x80-\x9f]|\xed[\xa0-\xbf]|\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])|[\xf0-\xf4].\xbf[\xbe\xbf]",
    re.DOTALL,
)


def may_be_bad(data: bytes) -> bool:
    """Tell quickly whether a text in UTF-8 may hold such a character."""
    odd = data.translate(None, _GOOD)
    if not odd:
        return False
    return len(odd.translate(None, _CONTROLS)) < len(odd) or bool(_BEYOND_ASCII.search(odd))


def _meant(character: str) -> str:
    if not "\x80" <= character <= "\x9f":
        return ""
    return bytes([ord(character)]).decode("cp1252", "ignore")
