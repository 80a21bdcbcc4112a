"""What a publication's own templates say: which of them make a mail, and where its texts stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from feedpub.errors import Location
from feedpub.places import place_of_offset

FOLDER = "templates/"
BUILTIN = "builtin/"

_NAMED = re.compile(
    r"\{%[-+]?\s*(?:extends|include|import|from)\s+(\[[^\]]*\]|[\"'][^\"']*[\"'])", re.S
)
_NAME = re.compile(r"[\"']([^\"']+)[\"']")
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.I)


class Sources(Protocol):
    """Gives the source of a template by its label; nothing if there is none."""

    def template(self, label: str) -> str:
        """Return the source."""


def used(files: Sources, name: str) -> Iterator[tuple[str, str]]:
    """Yield label and source of `name` and of what it extends, includes and imports, ours too."""
    waiting, seen = [name], set()
    while waiting:
        name = waiting.pop(0)
        if name in seen:
            continue
        seen.add(name)
        label, source = found(files, name)
        yield label, source
        for named in _NAMED.findall(source):
            waiting += _NAME.findall(named)


def found(files: Sources, name: str) -> tuple[str, str]:
    """Return label and source of the template that others get by a name: an own one first."""
    if name.startswith("/") or ".." in name.split("/"):
        return BUILTIN, ""  # a name that Jinja refuses
    own = "" if name.startswith(BUILTIN) else files.template(FOLDER + name)
    label = FOLDER + name if own else BUILTIN + name.removeprefix(BUILTIN)
    return label, own or files.template(label)


def place_in_own(files: Sources, name: str, text: str, *, end: bool = False) -> Location | None:
    """Return where the publication's own templates for `name` say a text of the mail.

    Words count where they are a whole text of HTML or a string; so does the `end` of an address.
    """
    is_whole = not end and _ADDRESS.match(text)
    pattern = re.escape(text) if is_whole else rf"(?<=[\"'>}}])\s*{re.escape(text)}\s*(?=[\"'<{{])"
    for label, source in used(files, name):
        if not label.startswith(BUILTIN) and (match := re.search(pattern, source)):
            at = match.start() + len(match[0]) - len(match[0].lstrip())
            return Location(label, *place_of_offset(source, at))
    return None
