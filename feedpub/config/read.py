"""feedpub.toml to settings; every mistake with its place, all of them at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

import msgspec

from feedpub.config.checks import impossible
from feedpub.config.problem import Path, Problem
from feedpub.config.settings import Config
from feedpub.config.shape import mistyped, unknown
from feedpub.errors import ConfigError, Location, together
from feedpub.markup.characters import repair
from feedpub.places import toml_error, toml_place
from feedpub.urls import absolute, is_web_address

CONFIG_NAME = "feedpub.toml"


def parse_config(text: str, *, name: str = CONFIG_NAME) -> Config:
    """Return the settings that `text` holds.

    Raises:
        ConfigError: carrying every mistake, each at its line.
    """
    table = _normalised(_parse_toml(text, name))
    problems = [*_unprintable(table, ()), *unknown(Config, table, ())]
    try:
        config = msgspec.convert(table, Config)
    except msgspec.ValidationError:
        problems += mistyped(Config, table, ())  # all of them, each at its place
    if not problems:
        problems = list(dict.fromkeys(impossible(config)))
        if not problems:
            config.__dict__["text"] = text
            return config
    errors = [_error(text, name, problem) for problem in problems]
    raise together(sorted(errors, key=lambda e: e.at or Location(name)))


def _parse_toml(text: str, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as e:
        message, place = toml_error(e, text)
        raise ConfigError(f"not valid TOML: {message}", at=Location(name, *place)) from e
    except (ValueError, RecursionError) as e:
        raise ConfigError(f"not valid TOML: {e}", at=Location(name)) from e


def _error(text: str, name: str, problem: Problem) -> ConfigError:
    path, message, hint = problem
    return ConfigError(message, at=_place(text, name, path), hint=hint)


def place_of(config: Config, path: Path) -> Location:
    """Return where a setting stands, or the nearest table around it."""
    return _place(config.text, CONFIG_NAME, path)


def _place(text: str, name: str, path: Path) -> Location:
    place = toml_place(text, path)
    return Location(name, place.line, place.column) if place else Location(name)


def _unprintable(value: Any, path: Path) -> Iterator[Problem]:
    """Yield the texts with characters that neither feeds nor file names can hold."""
    if isinstance(value, str) and (bad := repair(value)[1]):
        yield path, f"the character {bad[0].code} cannot stand here", "remove it"
    inner = enumerate(value) if isinstance(value, list) else ()
    for step, item in value.items() if isinstance(value, dict) else inner:
        yield from _unprintable(item, (*path, step))


def _normalised(table: dict[str, Any]) -> dict[str, Any]:
    """Return the table with what may be written in short written out."""
    publication, articles = table.get("publication"), table.get("articles")
    if isinstance(publication, dict):
        table = {**table, "publication": _normalised_publication(publication)}
    if isinstance(articles, dict) and isinstance(articles.get("assets"), dict):
        table = {**table, "articles": {**articles, "assets": [articles["assets"]]}}
    if isinstance(authors := table.get("authors"), dict):
        table = {**table, "authors": {name: _author(value) for name, value in authors.items()}}
    return table


def _normalised_publication(publication: dict[str, Any]) -> dict[str, Any]:
    base = publication.get("base_url")
    if isinstance(base, str) and is_web_address(base) and not re.search("[?#]", base):
        publication = {**publication, "base_url": absolute("", base).rstrip("/") + "/"}
    if "author" in publication:
        publication = {**publication, "author": _author(publication["author"])}
    return publication


_MAILBOX = re.compile(r"(.*\S)\s*<([^<>\s]+@[^<>\s]+)>")


def _author(value: Any) -> Any:
    """Return the table that a plain ``Ann`` or ``Ann <ann@example.org>`` stands for."""
    if not isinstance(value, str):
        return value
    match = _MAILBOX.fullmatch(value.strip())
    return {"name": match[1], "email": match[2]} if match else {"name": value.strip()}
