"""Editions as files: written for people to edit, and read back."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from feedpub.errors import ArticleError, EditionError, Location
from feedpub.loaders.frontmatter import FrontMatter, split
from feedpub.newsletter.edition import Edition, Entry

FOLDER = "editions"


def edition_path(newsletter: str, key: str) -> str:
    """Return the file of an edition, relative to the publication."""
    return f"{FOLDER}/{newsletter}-{re.sub(r'[^A-Za-z0-9._-]+', '-', key)}.md"


def format_edition(edition: Edition, titles: Mapping[str, str]) -> str:
    """Return the text of the file; the title of each article stands beside its id."""
    lines = [
        "---",
        f"newsletter: {edition.newsletter}",
        f"key: {_quoted(edition.key)}",
        f"subject: {_quoted(edition.subject)}",
        f"preheader: {_quoted(edition.preheader)}",
        "# In the order of the mail. `headline` and `blurb` replace title and summary here.",
        "articles:",
    ]
    for entry in edition.entries:
        lines.append(f"  - id: {_quoted(entry.id)}  # {titles.get(entry.id, '')}".rstrip(" #"))
        lines += [f"    headline: {_quoted(entry.headline)}"] if entry.headline else []
        lines += [f"    blurb: {_quoted(entry.blurb)}"] if entry.blurb else []
    return "\n".join([*lines, "---", "", edition.intro]).rstrip("\n") + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def parse_edition(text: str, path: str) -> Edition:
    """Return the edition that a file holds.

    Raises:
        EditionError: at the place that cannot be used.
    """
    try:
        matter = split(text.replace("\r\n", "\n"), path)
        fields = matter.fields(path)
    except ArticleError as e:
        raise EditionError(e.message, at=e.at, hint=e.hint) from e
    return _Reader(matter, fields, path).edition()


def place_of_field(text: str, path: str, *key: str | int) -> Location:
    """Return where a field stands in the file, or where the file begins."""
    return _place(split(text.replace("\r\n", "\n"), path), path, key)


def _place(matter: FrontMatter, path: str, key: tuple[str | int, ...]) -> Location:
    place = matter.place(key)
    return Location(path, *place) if place else Location(path, 1)


class _Reader:
    def __init__(self, matter: FrontMatter, fields: dict[str, Any], path: str) -> None:
        self.matter = matter
        self.fields = fields
        self.path = path

    def edition(self) -> Edition:
        self._refuse_unknown(self.fields, _FIELDS, ())
        return Edition(
            newsletter=self._text(("newsletter",), self.fields, required=True),
            key=self._text(("key",), self.fields, required=True),
            subject=self._text(("subject",), self.fields, required=True),
            preheader=self._text(("preheader",), self.fields),
            entries=self._entries(),
            intro=self.matter.body.strip(),
            path=self.path,
        )

    def _entries(self) -> tuple[Entry, ...]:
        items = self.fields.get("articles")
        if not isinstance(items, list) or not items:
            raise self._error(("articles",), "an edition has a list `articles`", "compose it anew")
        entries = tuple(self._entry(item, ("articles", index)) for index, item in enumerate(items))
        seen: set[str] = set()
        for index, entry in enumerate(entries):
            if entry.id in seen:
                raise self._error(
                    ("articles", index), f"`{entry.id}` is here a second time", "keep one"
                )
            seen.add(entry.id)
        return entries

    def _entry(self, item: Any, key: tuple[str | int, ...]) -> Entry:
        if isinstance(item, str):
            return Entry(item)
        if not isinstance(item, dict):
            raise self._error(key, "an article is named by its id", "write `- id: …`")
        self._refuse_unknown(item, _ENTRY_FIELDS, key)
        return Entry(
            self._text((*key, "id"), item, required=True),
            self._text((*key, "headline"), item),
            self._text((*key, "blurb"), item),
        )

    def _refuse_unknown(
        self, table: dict[str, Any], known: tuple[str, ...], key: tuple[str | int, ...]
    ) -> None:
        for name in table:
            if name not in known:
                raise self._error(
                    (*key, name), f"unknown field `{name}`", "known here: " + ", ".join(known)
                )

    def _text(
        self, key: tuple[str | int, ...], table: dict[str, Any], *, required: bool = False
    ) -> str:
        value = table.get(str(key[-1]))
        if value is None or value == "":
            if required:
                raise self._error(key, f"`{key[-1]}` is missing", "")
            return ""
        if isinstance(value, bool | dict | list):
            raise self._error(key, f"`{key[-1]}` must be text", "")
        return " ".join(str(value).split())

    def _error(self, key: tuple[str | int, ...], message: str, hint: str) -> EditionError:
        return EditionError(message, at=_place(self.matter, self.path, key), hint=hint)


_FIELDS = ("newsletter", "key", "subject", "preheader", "articles")
_ENTRY_FIELDS = ("id", "headline", "blurb")
