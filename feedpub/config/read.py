"""feedpub.toml to settings; every mistake with its place, all of them at once."""

from __future__ import annotations

import re
import tomllib
import types
import typing
from collections.abc import Callable, Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

import msgspec

from feedpub.config.settings import Config
from feedpub.errors import ConfigError, Location, together
from feedpub.places import toml_error, toml_place
from feedpub.urls import absolute, is_web_address

CONFIG_NAME = "feedpub.toml"

Path = tuple[str | int, ...]
Problem = tuple[Path, str, str]
"""Where, what is wrong, and a hint."""


def parse_config(text: str, *, name: str = CONFIG_NAME) -> Config:
    """Return the settings that `text` holds.

    Raises:
        ConfigError: carrying every mistake, each at its line.
    """
    table = _normalised(_parse_toml(text, name))
    problems = [*_unknown(Config, table, ()), *_mistyped(Config, table, ())]
    if not problems:
        config = msgspec.convert(table, Config)
        problems = list(_impossible(config))
        if not problems:
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
    place = toml_place(text, path)
    at = Location(name, place.line, place.column) if place else Location(name)
    return ConfigError(message, at=at, hint=hint)


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
    if isinstance(base, str) and is_web_address(base):
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


# --- names and types -------------------------------------------------------------------------


def _unknown(kind: type[msgspec.Struct], table: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Yield the settings that do not exist, with the nearest that does."""
    fields = _fields(kind)
    for name, value in table.items():
        if name not in fields:
            dotted = ".".join(str(part) for part in (*path, name) if isinstance(part, str))
            yield (*path, name), f"unknown setting `{dotted}`", _nearest(name, fields)
            continue
        for inner, item, step in _tables(fields[name], value):
            yield from _unknown(inner, item, (*path, name, *step))


def _mistyped(kind: type[msgspec.Struct], table: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Yield the settings of a wrong type, and those that are missing."""
    for field in msgspec.structs.fields(kind):
        name = field.encode_name
        if name not in table:
            if field.required:
                dotted = ".".join(str(part) for part in (*path, name) if isinstance(part, str))
                yield path or (name,), f"the setting `{dotted}` is missing", _example(kind, name)
            continue
        inner = list(_tables(_fields(kind)[name], table[name]))
        nested = [
            problem
            for struct, item, step in inner
            for problem in _mistyped(struct, item, (*path, name, *step))
        ]
        yield from nested or _convertible(_fields(kind)[name], table[name], (*path, name))


def _convertible(kind: Any, value: Any, path: Path) -> Iterator[Problem]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as e:
        dotted = ".".join(str(part) for part in path if isinstance(part, str))
        message = str(e).partition(" - at")[0]
        for theirs, ours in _KINDS.items():
            message = message.replace(f"`{theirs}`", ours)
        hint = _wanted(kind)
        if isinstance(value, dict) and get_origin(kind) is tuple:
            hint = f"write [[{dotted}]], between two brackets, since there may be several"
        yield path, f"`{dotted}`: {message[:1].lower()}{message[1:]}", hint


_KINDS = {"object": "a table", "array": "a list", "str": "text", "int": "a whole number",
          "float": "a number with a point", "bool": "true or false", "null": "nothing",
          "object | null": "a table", "date": "a date", "date | null": "a date",
          "datetime": "a moment", "time": "a time"}  # fmt: skip
"""What msgspec calls a kind of value, and what people do."""


def _fields(kind: type[msgspec.Struct]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {f.encode_name: hints[f.name] for f in msgspec.structs.fields(kind)}


def _tables(kind: Any, value: Any) -> Iterator[tuple[type[msgspec.Struct], dict[str, Any], Path]]:
    """Yield the tables inside a value with the records they are to become."""
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        if isinstance(value, dict):
            yield kind, value, ()
    elif get_origin(kind) in (Union, types.UnionType):
        for option in get_args(kind):
            yield from _tables(option, value)
    elif get_origin(kind) is tuple:
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            for struct, table, _ in _tables(get_args(kind)[0], item):
                yield struct, table, () if index is None else (index,)
    elif get_origin(kind) is dict and isinstance(value, dict):
        for name, item in value.items():
            for struct, table, _ in _tables(get_args(kind)[1], item):
                yield struct, table, (name,)


def _nearest(name: str, names: typing.Iterable[str]) -> str:
    from difflib import get_close_matches  # on the error path only

    known = list(names)
    close = get_close_matches(name, known, 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else "known here: " + ", ".join(sorted(known))


_EXAMPLES = {
    "publication": 'begin with [publication], title = "…" and base_url = "https://…/"',
    "title": 'title = "The name that readers see"',
    "base_url": 'base_url = "https://www.example.org/"',
    "path": 'path = "feed"',
    "name": 'name = "weekly"',
    "Author.name": 'name = "Ann Lee"',
    "from": 'from = { name = "…", email = "desk@example.org" }',
}


def _example(kind: type[msgspec.Struct], name: str) -> str:
    return _EXAMPLES.get(f"{kind.__name__}.{name}", _EXAMPLES.get(name, ""))


def _wanted(kind: Any) -> str:
    literals = [a for a in get_args(kind) if get_origin(a) is typing.Literal] or [kind]
    values = [v for literal in literals for v in get_args(literal) if isinstance(v, str)]
    return "one of " + ", ".join(values) if values else ""


# --- what types cannot say -------------------------------------------------------------------


def _impossible(config: Config) -> Iterator[Problem]:
    for check in _CHECKS:
        yield from check(config)


def _publication(config: Config) -> Iterator[Problem]:
    publication = config.publication
    if not publication.title.strip():
        yield ("publication", "title"), "`publication.title` is empty", ""
    if publication.author and not publication.author.name.strip():
        yield ("publication", "author"), "`publication.author` has no name", 'author = "Ann"'
    if not is_web_address(publication.base_url):
        yield (
            ("publication", "base_url"),
            f"`{publication.base_url}` is no web address",
            'write it whole: base_url = "https://www.example.org/"',
        )
    try:
        ZoneInfo(publication.timezone)
    except (KeyError, ValueError, OSError):
        hint = "names are as in Europe/Lisbon or America/New_York"
        yield ("publication", "timezone"), f"`{publication.timezone}` is no time zone", hint
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", publication.language):
        hint = "languages are written as in `en` or `pt-BR`"
        yield ("publication", "language"), f"`{publication.language}` is no language", hint


_URL_FIELDS = {"base_url", "year", "month", "day", "section", "slug", "path"}


def _articles(config: Config) -> Iterator[Problem]:
    yield from _placeholders(("articles", "url"), config.articles.url, _URL_FIELDS)
    if not {"slug", "path"} & set(_names(config.articles.url)):
        hint = "put {slug} or {path} into it"
        yield ("articles", "url"), "`articles.url` would give every article one address", hint
    yield from _inside(("articles", "folder"), config.articles.folder)
    for index, assets in enumerate(config.articles.assets):
        yield from _inside(("articles", "assets", index, "folder"), assets.folder)
        yield from _placeholders(("articles", "assets", index, "url"), assets.url, {"base_url"})
        if not is_web_address(assets.url.replace("{base_url}", config.base_url)):
            hint = 'for example url = "{base_url}images/"'
            yield (("articles", "assets", index, "url"), f"`{assets.url}` is no web address", hint)
    if config.articles.max_bytes < 1:
        yield ("articles", "max_bytes"), "`articles.max_bytes` must be at least 1", ""


def _feeds(config: Config) -> Iterator[Problem]:
    paths: dict[str, int] = {}
    for index, feed in enumerate(config.feeds):
        here: Path = ("feeds", index)
        allowed = {feed.per} if feed.per else set()
        for key, text in (("path", feed.path), ("title", feed.title)):
            yield from _placeholders((*here, key), text, {str(name) for name in allowed})
        for name in [feed.path, *feed.files.values()]:
            if feed.per and feed.per not in _names(name):
                hint = f'for example path = "{feed.per}s/{{{feed.per}}}"'
                yield (
                    (*here, "path"),
                    f"`{name}` lacks {{{feed.per}}}, so all would be one file",
                    hint,
                )
        if feed.limit < 1:
            yield (*here, "limit"), "`limit` must be at least 1", ""
        if not feed.formats:
            yield (*here, "formats"), "`formats` is empty", "one of rss, atom, json"
        for format in feed.formats:
            path = feed.files.get(format, f"{feed.path}.{format}")
            yield from _inside((*here, "path"), path)
            if path in paths:
                yield (*here, "path"), f"two feeds are written to `{path}`", "give one another path"
            paths[path] = index


def _newsletters(config: Config) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, newsletter in enumerate(config.newsletters):
        here: Path = ("newsletters", index)
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", newsletter.name):
            hint = "use lower-case letters, digits and hyphens"
            yield (*here, "name"), f"`{newsletter.name}` is no name for files and commands", hint
        if newsletter.name in seen:
            yield (*here, "name"), f"two newsletters are named `{newsletter.name}`", ""
        seen.add(newsletter.name)
        for key, email in (("from", newsletter.sender.email), ("reply_to", newsletter.reply_to)):
            if email and not re.fullmatch(r"[^@\s<>,;:\"()]+@[^@\s<>,;:\"()]+", email):
                yield (*here, key), f"`{email}` is no mail address", ""


_CHECKS: tuple[Callable[[Config], Iterator[Problem]], ...] = (
    _publication,
    _articles,
    _feeds,
    _newsletters,
)


def _names(template: str) -> list[str]:
    return re.findall(r"\{(\w*)\}", template)


def _placeholders(path: Path, template: str, allowed: set[str]) -> Iterator[Problem]:
    for name in _names(template):
        if name not in allowed:
            yield path, f"`{{{name}}}` means nothing here", _nearest(name, allowed or {"no braces"})


def _inside(path: Path, folder: str) -> Iterator[Problem]:
    """The output and the sources stay within their folders, on every system."""
    if folder.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", folder) or ":" in folder:
        yield path, f"`{folder}` leads out of the publication", "use a path below it"
