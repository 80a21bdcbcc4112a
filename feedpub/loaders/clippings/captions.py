"""The words of a picture: what announces it, its labels, and the credit at a caption's end."""

import re
from typing import NamedTuple

from feedpub.loaders.clippings.lines import line_test


class Credit(NamedTuple):
    """A line that ends in the name of a photographer or an agency."""

    caption: str
    name: str
    dotted: bool
    """Written ``Credit...Name``, by pages that put a description above the caption."""
    sure: bool
    """It can be nothing else, even on a line of its own between two paragraphs."""


is_marker = line_test(
    24,
    r"""
(?:Image|IMAGE|Photo|PHOTO|Photograph|Picture|Video|VIDEO)(?: \d+ (?:of|von|de) \d+)?:?
(?:Foto|Bild|Imagem|Vídeo|Slideshow)(?: \d+ (?:of|von|de) \d+)?:?
""",
    re.NOFLAG,
)
"""Whether the line announces a picture: ``Image``."""

is_duration = line_test(
    24, r"(?:\d{1,2}:\d\d(?::\d\d)?)(?: ?/ ?\d{1,2}:\d\d(?::\d\d)?)?(?: min\w*)?", re.NOFLAG
)
"""Whether the line is the length of a film: ``0:00/1:32``."""


def image_source(text: str) -> str:
    """Return what follows ``Image source,``, else ""."""
    found = _SOURCE.fullmatch(text) if len(text) <= 120 else None
    return found["name"] if found else ""


def caption_label(text: str) -> str:
    """Return what follows ``Image caption,``, else ""."""
    found = _CAPTION_LABEL.fullmatch(text)
    return found["caption"] if found else ""


def split_credit(text: str) -> Credit | None:
    """Split a caption from the credit glued to its end; None if it does not end in a credit."""
    if len(text) > 800:
        return None
    start = max(0, len(text) - 200)
    end = text[start:]
    for pattern, fits in _FORMS.items():
        found = pattern.search(end)
        if found and _are_names(found["name"]) and fits(found):
            before = found.groupdict().get("before", "")
            caption = text[: start + found.start()] + before.rstrip(" \u2013—|-")
            dotted = pattern is _DOTS
            sure = dotted or _names_agency(found) or text.startswith(_LABELS)
            return Credit(caption.strip(), found["name"].strip(), dotted, sure)
    return None


def _are_names(text: str) -> bool:
    """Tell whether the end of a caption is names, and not the rest of a sentence."""
    words = _words(text)
    if not 1 <= len(words) <= 14 or len(text) > 120 or text.rstrip()[-1] in "!?":
        return False
    bare = (word.strip(",.;()-\u2013—&|©\u2019'") for word in words)
    return all(not w or w[0].isupper() or w in _SMALL or w.isdigit() for w in bare)


def _words(name: str) -> list[str]:
    return name.replace("/", " ").rstrip(". ").split()


def _names_agency(found: re.Match[str]) -> bool:
    return "/" in found["name"] or _AGENCY.search(found["name"]) is not None


def _always(found: re.Match[str]) -> bool:
    return True


def _fits_label(found: re.Match[str]) -> bool:
    """After a mere space, ``Photo: …`` may be part of a sentence, unless it names an agency."""
    return not found["before"].isspace() or bool(found["open"]) or _names_agency(found)


def _fits_slash(found: re.Match[str]) -> bool:
    """``(Ann Lee/Costa)`` is a credit, ``(and/or time)`` and ``(Britain/Ireland)`` are not."""
    name = found["name"]
    return "/" in name and (_AGENCY.search(name) is not None or len(_words(name)) >= 3)


def _fits_glued(found: re.Match[str]) -> bool:
    """``Credit`` and one word may be a name: ``Credit Suisse``."""
    return len(_words(found["name"])) >= 2


_LABELS = ("Photo", "PHOTO", "Foto", "FOTO")
_SOURCE = re.compile(r"(?:Image|Video) source, (?P<name>.+)")
_CAPTION_LABEL = re.compile(r"(?:Image|Video) caption, (?P<caption>.+)")
_AGENCY = re.compile(
    r"\b(?:Getty(?: Images)?|Reuters|AFP|AP|Associated Press|EPA|dpa|Lusa|Bloomberg|Alamy|PA|ANSA"
    r"|Shutterstock|Magnum|EFE|Xinhua|imago|Agence France-Presse|iStock|NASA)\b"
)
_SMALL = frozenset(
    "for of the and via by de da do das dos von van und e et y in at courtesy dpa epa picture"
    " alliance pool handout imago photograph photographs illustration photo".split()
)

_DOTS = re.compile(r"Credits?\s?(?:\.{3}|…)\s*(?P<name>\S.*)$")
_LABEL = re.compile(
    r"(?P<before>^|[.!?…”\"\u2019')\]] ?|\s[\u2013—|-] |\s)(?P<open>\(?)"
    r"(?:(?:(?i:photo|image|picture|video) )?(?i:credits?)|Photo(?:graph)?s?|PHOTO|Picture"
    r"|Image|Foto|FOTO|Bild|Imagem|Crédito|Crédit photo|Illustration)"
    r"(?:\s?:| (?:by|von) (?=[^\W\d_a-z]))\s*"
    r"(?P<name>[^()]*(?:\([^()]*\))?[^()]*?)\)?$"
)
_BRACKETS = re.compile(r"\s\((?P<name>[^()]{3,80})\)$")
_SLASH = re.compile(r"(?<=[.!?”\"\u2019)]) ?(?P<name>[^.!?”\"()]{3,70}/[^.!?”\"()]{2,40})$")
_SIGN = re.compile(r"(?:^|\s|(?<=[.!?]))© ?(?P<name>[^\W\d].{1,60})$")
_GLUED = re.compile(r"(?<=[.!?”\"\u2019)])Credit(?P<name>[^\W\d_a-z].*)$")

_FORMS = {
    _DOTS: _always,
    _LABEL: _fits_label,
    _BRACKETS: _fits_slash,
    _SLASH: _fits_slash,
    _SIGN: _always,
    _GLUED: _fits_glued,
}
"""How credits are written, and what else must be true of one; the first that fits is it."""
