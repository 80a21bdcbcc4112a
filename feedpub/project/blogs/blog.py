"""What is known of a blog that moves in, and how its files of settings are read."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.errors import ArticleError
from feedpub.loaders.json_text import decode_json
from feedpub.loaders.yaml_block import parse_yaml


class Blog(NamedTuple):
    """What is known of it; empty where its settings do not say."""

    program: str = ""
    title: str = ""
    url: str = ""
    description: str = ""
    language: str = ""
    timezone: str = ""
    author: str = ""
    author_email: str = ""
    folder: str = "articles"
    ignore: tuple[str, ...] = ()
    """What in the folder is no article, as `articles.ignore` has it."""

    article_url: str = ""
    """Template of addresses, as `articles.url` has it."""

    feeds: tuple[tuple[str, str], ...] = ()
    """Format and file of each feed that subscribers have, relative to the address of the site."""

    summaries: bool = False
    """Whether the feeds hold summaries alone."""

    assets: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    """What was seen and not taken over, and why."""


class UnreadableError(ValueError):
    """A file of settings that cannot be read."""


Table = dict[str, Any]

_PARSERS: Mapping[str, Callable[[str], Any]] = {
    ".toml": tomllib.loads,
    ".yaml": lambda text: parse_yaml(text, ""),
    ".yml": lambda text: parse_yaml(text, ""),
    ".json": lambda text: decode_json(text, ""),
}


def is_table(file: Path) -> bool:
    """Tell whether a file is one that `read_table` knows."""
    return file.suffix in _PARSERS and file.is_file()


def read_table(file: Path) -> Table:
    """Return the settings in a TOML, YAML or JSON file; nothing if they are no table.

    Raises:
        UnreadableError: if it cannot be read.
    """
    try:
        table = _PARSERS[file.suffix](file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError, ArticleError) as e:
        raise UnreadableError(f"{file.name} was not taken over: {e}") from e
    return table if isinstance(table, dict) else {}


def text(table: Any, *names: str) -> str:
    """Return the first of some settings that is there, as one line."""
    if not isinstance(table, dict):
        return ""
    found = (table[name] for name in names if table.get(name))
    return next((" ".join(str(one).split()) for one in found if not isinstance(one, _MANY)), "")


_MANY = (dict, list, tuple, set)


def table_in(table: Any, name: str) -> Table:
    """Return the table under a name; an empty one if there is none."""
    inner = table.get(name) if isinstance(table, dict) else None
    return inner if isinstance(inner, dict) else {}


def author_in(value: Any) -> tuple[str, str]:
    """Return name and mail address of an author: a text, a table, or the first of a list."""
    if isinstance(value, list | tuple) and value:
        value = value[0]
    if isinstance(value, dict):
        return text(value, "name"), text(value, "email")
    return (" ".join(value.split()), "") if isinstance(value, str) else ("", "")


def not_taken(setting: str, file: str, why: str) -> str:
    """Return the note on a setting that could not be taken over."""
    return f"`{setting}` of {file} was not taken over: {why}"
