"""Names and types of settings: what is unknown, missing, or of another kind than it must be."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

import msgspec

from feedpub.config.problem import Path, Problem, nearest


def unknown(kind: type[msgspec.Struct], table: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Yield the settings that do not exist, with the nearest that does."""
    fields = _fields(kind)
    for name, value in table.items():
        if name not in fields:
            dotted = ".".join(str(part) for part in (*path, name) if isinstance(part, str))
            yield (*path, name), f"unknown setting `{dotted}`", nearest(name, fields)
            continue
        for inner, item, step in _tables(fields[name], value):
            yield from unknown(inner, item, (*path, name, *step))


def mistyped(kind: type[msgspec.Struct], table: dict[str, Any], path: Path) -> Iterator[Problem]:
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
            for problem in mistyped(struct, item, (*path, name, *step))
        ]
        yield from nested or _convertible(_fields(kind)[name], table[name], (*path, name))


def _convertible(kind: Any, value: Any, path: Path) -> Iterator[Problem]:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError as e:
        dotted = ".".join(str(part) for part in path if isinstance(part, str))
        message = str(e).partition(" - at")[0]
        message = re.sub(r"`(\w+(?: \| \w+)*)`", lambda match: _in_words(match[1]), message)
        if wrong := _no_choice(kind, value):
            yield path, f"`{dotted}` {wrong[0]}", wrong[1]
            return
        hint = _wanted(kind)
        if isinstance(value, dict) and get_origin(kind) is tuple:
            hint = f"write [[{dotted}]], between two brackets, since there may be several"
        yield path, f"`{dotted}`: {message[:1].lower()}{message[1:]}", hint


def _in_words(kinds: str) -> str:
    """Return what msgspec calls ``int | null`` as people do; what may be left out is no kind."""
    names = kinds.split(" | ")
    wanted = [name for name in names if name != "null"] or names
    return " or ".join(_KINDS.get(name, f"`{name}`") for name in wanted)


_KINDS = {"object": "a table", "array": "a list", "str": "text", "int": "a whole number",
          "float": "a number with a point", "bool": "true or false", "null": "nothing",
          "date": "a date", "datetime": "a moment", "time": "a time"}  # fmt: skip
"""What msgspec calls a kind of value, and what people do."""


@cache
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
    values = _choices(kind)
    return "one of " + ", ".join(values) if values else ""


def _choices(kind: Any) -> list[str]:
    """Return the words of which a setting is one, or holds some."""
    literals = [a for a in get_args(kind) if get_origin(a) is typing.Literal] or [kind]
    return [v for literal in literals for v in get_args(literal) if isinstance(v, str)]


def _no_choice(kind: Any, value: Any) -> tuple[str, str] | None:
    """Return what is wrong with a word that is none of those, and the nearest of them."""
    known = _choices(kind)
    is_list = get_origin(kind) is tuple
    given = value if isinstance(value, list) and is_list else [] if is_list else [value]
    wrong = next((each for each in given if isinstance(each, str) and each not in known), None)
    if wrong is None or len(known) < _FEW:
        return None
    close = nearest(wrong, known)
    message = f"cannot be `{wrong}`, only {', '.join(known[:-1])} or {known[-1]}"
    return message, close if close.startswith("did") else ""


_FEW = 2
"""Words of which one can be chosen."""
