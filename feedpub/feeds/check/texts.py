"""Plain texts that look wrong: markup, escapes that show, letters that a conversion broke."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_MARKUP = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s[^<>]*)?/?>")
_ESCAPE = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|hellip|mdash|ndash|[lr][sd]quo|#\d{2,6}|#x[0-9a-fA-F]{2,5});"
)

# UTF-8 that was read as Windows-1252. After capitals, `Ã` is a letter: `IRMÃ»` ends a quotation.
_MOJIBAKE = re.compile(
    "(?<![A-ZÀ-Þ]{2})[ÃÂ][\u0080-\u00bf]"
    "|(?<![A-ZÀ-Þ]{2})Ã[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
    "|â€[\u0080-\u00bf™œ¦˜“”¢]|ï»¿|\ufffd"
)


def markup(text: str) -> str:
    """Return the markup in a title; empty if there is none."""
    return _found(_MARKUP, text) if "<" in text else ""


def escape_shown(text: str) -> str:
    """Return the escape that readers would see; empty if there is none."""
    return _found(_ESCAPE, text) if "&" in text else ""


def broken_letters(text: str) -> str:
    """Return the first letters that a conversion broke; empty if there are none."""
    return "" if text.isascii() else _found(_MOJIBAKE, text)


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


PLAIN: Mapping[str, tuple[Callable[[str], str], str]] = {
    "escaped-twice": (escape_shown, "readers will see `{found}` in `{field}`"),
    "mojibake": (broken_letters, "`{found}` in `{field}` is a letter that a conversion broke"),
}
"""What may be wrong with any plain text, with the sentence that says it."""
