"""People: the names in bylines and sentences, and what these people do."""

import re
from itertools import islice

from feedpub.loaders.clippings.lines import ends


def byline(text: str) -> tuple[str, ...] | None:
    """Return the names in ``By Ann Lee and Bo Kahn in Lisbon``, or None if it is no byline."""
    found = _BY.fullmatch(text) if len(text) <= 160 and text[:1].isupper() else None
    return people(found["names"]) if found else None


def looks_like_byline(text: str) -> bool:
    """Tell whether the line begins like a byline."""
    return text[:1].isupper() and _BY.fullmatch(text) is not None


def bare_byline(text: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the names in a line of nothing but names and places, and whether there are places."""
    names = people(text) if len(text) <= 120 else None
    return (names, _PLACE.search(text) is not None) if names else None


def is_role(text: str) -> bool:
    """Tell whether the line, standing below a byline, says what the author does."""
    if len(text) > 100 or ends(text):
        return False
    return has_role(text) or text.startswith(("Reporting from ", "@"))


def has_role(text: str) -> bool:
    """Tell whether the text has a word for somebody who writes."""
    return _ROLE.search(text) is not None


def people(text: str) -> tuple[str, ...] | None:
    """Return the names in a list of names, places and roles; None if it holds anything else."""
    before, comma, place = text.rpartition(", ")
    if comma and " " not in place and _is_name_word(place):
        text = before
    names: list[str] = []
    for part in _AND.split(text):
        name = _PLACE.split(part, maxsplit=1)[0].strip()
        if names and has_role(name):
            continue
        if not _is_person(name):
            return None
        names.append(name)
    return tuple(names)


def leading_people(text: str) -> tuple[tuple[str, ...], str]:
    """Take the names from the front of a sentence and return what is left of it."""
    names: list[list[str]] = [[]]
    end = 0
    for found in islice(re.finditer(r"\S+", text), 24):
        word = found[0].removesuffix(",")
        joint = word in ("and", "und", "e", "et")
        if not joint and not _is_name_word(word):
            break
        if not joint:
            names[-1].append(word)
            # The comma after the last name opens an aside, which belongs to the rest.
            end = found.start() + len(word)
        if names[-1] and (joint or word != found[0]):
            names.append([])
    found_names = [" ".join(name) for name in names if name]
    return (tuple(found_names), text[end:]) if all(map(_is_person, found_names)) else ((), text)


def _is_person(text: str) -> bool:
    words = text.split()
    if text.casefold() in _DESKS or _COLLECTIVE.fullmatch(text):
        return True
    return 2 <= len(words) <= 6 and words[-1][0].isupper() and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    if word.casefold() in _NOT_NAMES or not word:
        return False
    letters = re.sub("[-\u2019']", "", word)
    if letters.endswith(".") and len(letters) <= 3:
        letters = letters[:-1]
    return word in _PARTICLES or (
        word[0].isupper() and letters.replace(".", "x").isalpha() and "." not in letters[2:]
    )


_BY = re.compile(
    r"(?:by|von|por|par|text by|words by|written by|text:|texto:) (?P<names>.+)", re.IGNORECASE
)
_AND = re.compile(r",? (?:and|und|with|mit|et|avec|e|y|com|&) |, ?|; ?", re.IGNORECASE)
_PLACE = re.compile(r" (?:in|at|for|aus|em|à|en|für) (?=[^\W\d_a-z])")
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|journalist|columnist|critic|photographer"
    r"|bureau chief|contributor|freelancer?|fellow|producer|author|historian|professor|lecturer"
    r"|redakteur|korrespondent|autor|kolumnist|correspondente|repórter|jornalista|editora"
    r"|redator|colunista|correspondante?|journaliste|rédac\w+|periodista|corresponsal)"
    r"(?:s|in|innen|a|as|e)?\b",
    re.IGNORECASE,
)
_PARTICLES = frozenset("van von der den de da do dos das du di del la le bin ibn al el ter".split())
_NOT_NAMES = frozenset(
    "the a an in on at of and our your this that monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november december"
    " design contrast comparison accident".split()
)
_DESKS = frozenset("reuters afp ap dpa lusa ansa efe epd staff agencies bloomberg".split())
_COLLECTIVE = re.compile(
    r"the .{1,30}(?:press|board|staff|desk|team|agency|editors)", re.IGNORECASE
)
