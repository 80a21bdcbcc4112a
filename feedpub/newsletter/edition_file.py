"""Editions as files: written for people to edit, and read back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from feedpub.errors import ArticleError, EditionError, together
from feedpub.newsletter.edition import FOLDER, Edition, Entry, file_name
from feedpub.newsletter.edition_text import EditionText, Key


def edition_path(newsletter: str, key: str) -> str:
    """Return the file of an edition, relative to the publication."""
    return f"{FOLDER}/{newsletter}-{file_name(key)}.md"


def format_edition(edition: Edition, titles: Mapping[str, str]) -> str:
    """Return the text of the file; the title of each article stands beside its id."""
    lines = [
        "---",
        f"newsletter: {edition.newsletter}",
        f"key: {_quoted(edition.key)}",
        *([f"date: {edition.date.isoformat()}"] if edition.date else []),
        f"subject: {_quoted(edition.subject)}",
        f"preheader: {_quoted(edition.preheader)}",
        "# In the order of the mail. `headline` and `blurb` replace title and summary here.",
        "articles:",
    ]
    for entry in edition.entries:
        title = " ".join(titles.get(entry.id, "").split())
        lines.append(f"  - id: {_quoted(entry.id)}  # {title}".rstrip(" #"))
        lines += [f"    headline: {_quoted(entry.headline)}"] if entry.headline else []
        lines += [f"    blurb: {_quoted(entry.blurb)}"] if entry.blurb else []
        lines += [f"    segments: [{', '.join(entry.segments)}]"] if entry.segments else []
    return "\n".join([*lines, "---", "", edition.intro]).rstrip("\n") + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def parse_edition(text: str, path: str) -> Edition:
    """Return the edition that a file holds.

    Raises:
        EditionError: carrying every place that cannot be used.
    """
    edition, errors = read_edition(EditionText(text, path))
    if errors:
        raise together(errors)
    return edition


def read_edition(file: EditionText) -> tuple[Edition, list[EditionError]]:
    """Return the edition that a file holds, without the fields that are wrong, and what is wrong.

    Raises:
        EditionError: if the front matter cannot be read at all.
    """
    try:
        fields = file.matter.fields(file.path)
    except ArticleError as e:
        raise EditionError(e.message, at=e.at, hint=e.hint) from e
    reader = _Reader(file, fields)
    return reader.edition(), sorted(reader.errors, key=_place)


def _place(error: EditionError) -> tuple[int, int]:
    return (error.at.line or 0, error.at.column or 0) if error.at else (0, 0)


class _Reader:
    def __init__(self, file: EditionText, fields: dict[str, Any]) -> None:
        self.file = file
        self.fields = fields
        self.errors: list[EditionError] = []

    def edition(self) -> Edition:
        self._note_unknown(self.fields, _FIELDS, ())
        return Edition(
            newsletter=self._text(("newsletter",), self.fields, required=True),
            key=self._text(("key",), self.fields, required=True),
            date=self._date(),
            subject=self._text(("subject",), self.fields, required=True),
            preheader=self._text(("preheader",), self.fields),
            entries=self._entries(),
            intro=self.file.intro,
            path=self.file.path,
        )

    def _date(self) -> dt.date | None:
        value = self.fields.get("date")
        if value is None or value == "":
            return None
        try:
            return dt.date.fromisoformat(value if isinstance(value, str) else _day_of(value))
        except ValueError:
            self._error(("date",), "`date` must be a day", "write it as 2026-11-20")
            return None

    def _entries(self) -> tuple[Entry, ...]:
        items = self.fields.get("articles")
        if not isinstance(items, list) or not items:
            self._error(("articles",), "an edition has a list `articles`", "compose it anew")
            return ()
        entries: list[Entry] = []
        seen: set[str] = set()
        for index, item in enumerate(items):
            entry = self._entry(item, ("articles", index))
            if entry.id and entry.id in seen:
                self._error(("articles", index), f"`{entry.id}` is here a second time", "keep one")
            seen.add(entry.id)
            entries.append(entry)
        return tuple(entries)

    def _entry(self, item: Any, key: Key) -> Entry:
        if isinstance(item, str | int) and not isinstance(item, bool):
            item = {"id": item}
        if not isinstance(item, dict):
            self._error(key, "an article is named by its id", "write `- id: …`")
            return Entry("")
        self._note_unknown(item, _ENTRY_FIELDS, key)
        return Entry(
            self._text((*key, "id"), item, required=True),
            self._text((*key, "headline"), item),
            self._text((*key, "blurb"), item),
            self._names((*key, "segments"), item),
        )

    def _note_unknown(self, table: dict[str, Any], known: tuple[str, ...], key: Key) -> None:
        for name in table:
            if name not in known:
                hint = "known here: " + ", ".join(known)
                self._error((*key, name), f"unknown field `{name}`", hint)

    def _text(self, key: Key, table: dict[str, Any], *, required: bool = False) -> str:
        value = table.get(str(key[-1]))
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self._error(key, f"`{key[-1]}` is missing", _EXAMPLES.get(str(key[-1]), ""))
            return ""
        if isinstance(value, bool | dict | list):
            self._error(key, f"`{key[-1]}` must be text", 'put it between quotes: "…"')
            return ""
        return " ".join(str(value).split())

    def _names(self, key: Key, table: dict[str, Any]) -> tuple[str, ...]:
        value = table.get(str(key[-1]))
        items = [] if value is None else value if isinstance(value, list) else [value]
        if any(isinstance(item, bool | dict | list) or item is None for item in items):
            self._error(key, f"`{key[-1]}` must be a list of names", f"{key[-1]}: [one, two]")
            return ()
        return tuple(str(item) for item in items)

    def _error(self, key: Key, message: str, hint: str) -> None:
        self.errors.append(EditionError(message, at=self.file.place(*key), hint=hint))


def _day_of(value: Any) -> str:
    """Return the day of a TOML date, or the number that stands for no day."""
    return (value.date() if isinstance(value, dt.datetime) else value).__str__()


_FIELDS = ("newsletter", "key", "date", "subject", "preheader", "articles")
_ENTRY_FIELDS = ("id", "headline", "blurb", "segments")

_EXAMPLES = {
    "newsletter": "newsletter: weekly",
    "key": "key: 2026-W47",
    "subject": "subject: What the inbox shows",
    "id": "see `feedpub list --json` for the ids",
}
