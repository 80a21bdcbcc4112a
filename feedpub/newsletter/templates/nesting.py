"""Tags of templates that do not fit together, told in a sentence, with where they began."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import jinja2

from feedpub.newsletter import blame

_OPENING = frozenset("for if block macro call filter with autoescape set".split())
_KNOWN = {*_OPENING, "elif", "else", "extends", "include", "import", "from"}
_KNOWN |= {f"end{name}" for name in _OPENING}

_UNFINISHED = "Unexpected end of template. Jinja was looking for the following tags"
_UNKNOWN = re.compile(r"Encountered unknown tag '(\w+)'")


class Told(NamedTuple):
    """What is wrong with the tags, and on which line."""

    message: str
    line: int
    hint: str = ""


class _Tag(NamedTuple):
    name: str
    what: str
    """The name, and of a block or macro its own too."""

    line: int


def told(error: jinja2.TemplateSyntaxError, env: jinja2.Environment) -> Told | None:
    """Return the sentence; nothing if the error is of another kind."""
    message, source = error.message or "", error.source or ""
    if message.startswith(_UNFINISHED):
        open_ = _open(_tags(source, env))
        if not open_:
            return None
        first = open_[-1]
        return Told(f"this `{first.what}` has no end", first.line,
                    f"close it by `{{% end{first.name} %}}`")  # fmt: skip
    if unknown := _UNKNOWN.match(message):
        before = [tag for tag in _tags(source, env) if tag.line <= error.lineno]
        return _out_of_place(unknown[1], error.lineno, _open(before, unknown[1], error.lineno))
    return None


def _out_of_place(name: str, line: int, open_: list[_Tag]) -> Told:
    """Return what is wrong with a tag that cannot stand on its line, `open_` around it."""
    if name not in _KNOWN:
        known = _OPENING | {"extends", "include", "import", "from"}
        return Told(f"there is no tag `{name}`", line, blame.nearest(name, known))
    if not open_:
        return Told(f"`{name}` has nothing to close", line, "take it out, or open it above")
    last = open_[-1]
    begun = f"the `{last.what}` of line {last.line}"
    if any(f"end{tag.name}" == name for tag in open_):
        return Told(f"`{name}` stands where {begun} has no end yet", line,
                    f"write `{{% end{last.name} %}}` above it")  # fmt: skip
    return Told(f"`{name}` does not belong to {begun}, which is open here", line,
                "take it out, or open above what it belongs to")  # fmt: skip


def _open(tags: Iterable[_Tag], name: str = "", line: int = 0) -> list[_Tag]:
    """Return the tags that are open at the end, or at the first of a name and line that fails."""
    open_: list[_Tag] = []
    for tag in tags:
        if tag.name in _OPENING:
            open_.append(tag)
        elif tag.name.startswith("end"):
            fits = bool(open_) and f"end{open_[-1].name}" == tag.name
            if fits:
                open_.pop()
            elif (tag.name, tag.line) == (name, line):
                break
    return open_


def _tags(source: str, env: jinja2.Environment) -> Iterator[_Tag]:
    """Yield the tags of a template, but for `set` that has its value with it."""
    try:
        inside: list[tuple[str, str]] = []
        begun = 0
        for line, kind, text in env.lex(source):
            if kind == "block_begin":
                inside, begun = [], line
            elif kind == "block_end":
                if tag := _tag(inside, begun):
                    yield tag
            elif kind != "whitespace":
                inside.append((kind, text))
    except jinja2.TemplateSyntaxError:
        return


def _tag(inside: list[tuple[str, str]], line: int) -> _Tag | None:
    if not inside:
        return None
    name = inside[0][1]
    depth = 0
    for kind, text in inside:
        depth += {"(": 1, ")": -1}.get(text, 0) if kind == "operator" else 0
        if name == "set" and text == "=" and not depth:
            return None
    own = inside[1][1] if name in ("block", "macro") and len(inside) > 1 else ""
    return _Tag(name, f"{name} {own}".strip(), line)
