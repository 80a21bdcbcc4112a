"""How a line is tested: against a table of whole lines, or by its form alone."""

import re
from collections.abc import Callable


def line_test(
    longest: int, patterns: str, flags: re.RegexFlag = re.IGNORECASE
) -> Callable[[str], bool]:
    """Return a test whether a whole line is one of the patterns, of which each has a line.

    A line longer than `longest` is none; that keeps the test cheap on paragraphs.
    """
    table = re.compile("|".join(patterns.strip("\n").splitlines()), flags)
    return lambda text: len(text) <= longest and table.fullmatch(text) is not None


def ends(text: str) -> bool:
    """Tell whether the text ends with the end of a sentence."""
    return _END.search(text[-6:]) is not None


def is_sentence(text: str) -> bool:
    """Tell whether the text reads like prose: it has an end, or is too long for a label."""
    return len(text) > 140 or (ends(text) and text.count(" ") >= 3)


def is_prose(text: str) -> bool:
    """Tell whether the text is more than one short sentence, as no list of headlines has it."""
    return is_sentence(text) and (len(text) >= 120 or re.search(r"[.!?] ", text) is not None)


def bullet(text: str) -> tuple[str, str] | None:
    """Split a list item into its mark and its text."""
    found = _BULLET.fullmatch(text)
    return (found["mark"], found["text"]) if found else None


_END = re.compile(r"[.!?…][\"'”\u2019“»«)\]]*$")
_BULLET = re.compile(r"(?P<mark>[•▪◦‣●*-]|\d{1,2}[.)]) (?P<text>\S.*)")
