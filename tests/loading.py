"""Articles read from text, without a folder."""

from __future__ import annotations

import json
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from feedpub.errors import ArticleError
from feedpub.findings import Finding
from feedpub.loaders import Source, load_articles
from feedpub.loaders.record import Record, read_record
from feedpub.loaders.values import Context
from feedpub.model import Article, Author

LISBON = ZoneInfo("Europe/Lisbon")


class Read(NamedTuple):
    """What came of reading."""

    articles: list[Article]
    findings: list[Finding]
    errors: list[ArticleError]

    @property
    def article(self) -> Article:
        """The only article; nothing was broken."""
        assert not self.errors, self.errors[0]
        (article,) = self.articles
        return article

    @property
    def error(self) -> str:
        """The only error, as it is shown."""
        assert not self.articles
        (error,) = self.errors
        return str(error)

    def told(self) -> list[str]:
        """Return code, place and message of what was found noteworthy."""
        return [f"{finding.code} {finding}" for finding in self.findings]


def context(**fields: Any) -> tuple[Context, Read]:
    read = Read([], [], [])
    given: dict[str, Any] = {
        "zone": LISBON,
        "authors": {},
        "report": read.findings.append,
        "broken": read.errors.append,
    }
    return Context(**{**given, **fields}), read


def load(
    content: str | bytes,
    name: str = "a.md",
    side: tuple[str, str] | None = None,
    authors: dict[str, Author] | None = None,
) -> Read:
    """Read one file of the articles folder."""
    source = Source(
        path=f"articles/{name}",
        folder="articles",
        data=content.encode() if isinstance(content, str) else content,
        side=(f"articles/{side[0]}", side[1].encode()) if side else None,
    )
    settings, read = context(authors=authors or {})
    read.articles.extend(load_articles([source], settings))
    return read


def load_json(value: Any, name: str = "a.json") -> Read:
    """Read a JSON file that holds a value."""
    return load(json.dumps(value, indent=1), name)


def read_fields(fields: dict[str, Any], **known: Any) -> Read:
    """Read one record that is good, but for the given fields; None leaves one out."""
    settings, read = context(**known)
    whole = {"title": "A title", "date": "2026-11-20", **fields}
    record = Record({key: v for key, v in whole.items() if v is not None}, "articles/a.md")
    try:
        read.articles.append(read_record(record, settings))
    except ArticleError as e:
        read.errors.append(e)
    return read
