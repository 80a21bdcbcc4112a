"""Which features a declaration uses."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from feedpub.newsletter.lint.support import features


def _inverted(table: features.Words) -> dict[str, str]:
    return {word: slug for slug, words in table.items() for word in words.split()}


_PROPERTIES = _inverted(features.PROPERTIES)
_FUNCTIONS = _inverted(features.FUNCTIONS)
_UNITS = _inverted(features.UNITS)
_FORMATS = _inverted(features.IMAGES)
_VALUES = [
    (slug, frozenset(names.split()), re.compile(pattern))
    for slug, (names, pattern) in features.VALUES.items()
]
_BLANK = re.compile(r"""url\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)|"[^"]*"|'[^']*'""", re.I)
_FUNCTION = re.compile(r"(?<![\w-])(-?[a-z][a-z-]*)\(")
_UNIT = re.compile(r"(?<![\w#.-])[+-]?(?:\d+\.?\d*|\.\d+)(%|[a-z]+)")


@functools.lru_cache(maxsize=8192)
def features_of(name: str, value: str, important: str = "") -> tuple[str, ...]:
    """Return the slugs of a declaration, each once."""
    if name.startswith(("mso-", "--")):
        return ()
    return tuple(dict.fromkeys(_slugs(name, value[:5000].lower(), important)))


def _slugs(name: str, value: str, important: str) -> Iterator[str]:
    if slug := _PROPERTIES.get(name):
        yield slug
    for slug, names, pattern in _VALUES:
        if name in names and pattern.search(value):
            yield slug
    plain = _BLANK.sub(" ", value)
    for function in _FUNCTION.findall(plain):
        if slug := _FUNCTIONS.get(function):
            yield slug
    for unit in _UNIT.findall(plain):
        if slug := _UNITS.get(unit):
            yield slug
    if plain.strip() == "initial":
        yield "css-unit-initial"
    if important:
        yield "css-important"
    yield from _images(value)


def _images(value: str) -> Iterator[str]:
    if "url(" not in value:
        return
    for found in _BLANK.finditer(value):
        if found[1] is not None:
            address = found[1].strip("\"' ")
            if address.startswith("data:"):
                yield "image-base64"
            if slug := _FORMATS.get(image_format(address)):
                yield slug


_ENDING = re.compile(r"\.([a-z0-9]{2,5})\Z", re.I)


def image_format(address: str) -> str:
    """Return the media type of a `data:` address, else the ending of the path."""
    if address[:5].lower() == "data:":
        return re.split("[;,]", address[5:100], maxsplit=1)[0].strip().lower()
    path = re.split("[?#]", address, maxsplit=1)[0]
    ending = _ENDING.search(path[-8:])
    return ending[1].lower() if ending else ""
