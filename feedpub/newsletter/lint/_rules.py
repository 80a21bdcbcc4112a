"""The grammar of CSS on top of tinycss2's tokens (CSS Syntax 3, section 5.4).

It is here, and not tinycss2's own, because every part must be known by its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from feedpub.newsletter.lint import _junk
from feedpub.newsletter.lint._at_rules import Content, content_of, fault_of


class Declaration(NamedTuple):
    """A property and its value, as ``color: red``."""

    name: str
    """In lower case, but for custom properties."""

    value: str
    """As it is written, without ``!important``; comments in it are spaces."""

    important: str
    """The mark as it is written, such as ``!important`` or ``! IMPORTANT``; else empty."""

    at: int
    value_at: int
    close: bool = False
    """Whether ``!important`` follows the value without a space."""

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Rule(NamedTuple):
    """A style rule; those in at-rules and in other rules stand alone here."""

    selector: str
    declarations: tuple[Declaration, ...]
    at: int
    conditions: tuple[str, ...] = ()
    """The at-rules around it, the outermost first: ``@media (max-width:480px)``."""

    outer: tuple[str, ...] = ()
    """The selectors of the rules that it is nested in."""

    is_junk: bool = False
    """Whether the selector is none, so that programs leave out the rule."""


class AtRule(NamedTuple):
    """An at-rule, such as `@font-face` or `@media`; what it holds of rules stands apart."""

    name: str
    """In lower case, without the sign."""

    prelude: str
    declarations: tuple[Declaration, ...]
    at: int
    conditions: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()


class Problem(NamedTuple):
    """Text that is no CSS."""

    message: str
    at: int


def tokenized(text: str) -> list[Any]:
    """Return the component values of a text."""
    # Imported here because only `check` needs it.
    import tinycss2

    parsed: list[Any] = tinycss2.parse_component_value_list(text)
    return parsed


_DEEPEST = 20
_LINE_END = re.compile(r"\r\n|[\r\n\f]")
_IMPORTANT = re.compile(r"(!\s*important)\s*\Z", re.I)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)


class Reader:
    """Collects what a style sheet says; `end` is always where a list of tokens ends."""

    def __init__(self, text: str, at: int) -> None:
        self.text = text
        self.at = at
        self.lines = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self.rules: list[Rule] = []
        self.at_rules: list[AtRule] = []
        self.comments: list[int] = []
        self.problems: list[Problem] = []

    def place(self, token: Any) -> int:
        """Return the offset of a token in the text."""
        return int(self.lines[token.source_line - 1] + token.source_column - 1)

    def read_rules(
        self, tokens: Sequence[Any], end: int, conditions: tuple[str, ...], outer: tuple[str, ...]
    ) -> None:
        """Collect the rules of a sheet or of an at-rule such as `@media`."""
        start = 0
        for number, token in enumerate(tokens):
            if token.type == "comment":
                self.comments.append(self.at + self.place(token))
            first = tokens[start]
            if first.type in ("whitespace", "comment") or first in ("<!--", "-->"):
                start += start == number
            elif token.type == "{} block" or (token == ";" and first.type == "at-keyword"):
                stop = self._start_of(tokens, number + 1, end)
                self._rule(tokens[start : number + 1], stop, conditions, outer)
                start = number + 1
        if start < len(tokens) and tokens[start].type == "at-keyword":
            self._rule(tokens[start:], end, conditions, outer)
        elif any(t.type not in ("whitespace", "comment") and t != ";" for t in tokens[start:]):
            at = self.place(tokens[start])
            self._problem(f"{_junk.quoted(self.text[at:end])} has no block", at)

    def read_block(
        self,
        tokens: Sequence[Any],
        end: int,
        owner: str | None,
        conditions: tuple[str, ...],
        outer: tuple[str, ...],
    ) -> list[Declaration]:
        """Return the declarations of a block; rules nested in it are collected."""
        found: list[Declaration] = []
        start = 0
        for number, token in enumerate(tokens):
            if token.type == "comment":
                self.comments.append(self.at + self.place(token))
            if tokens[start].type in ("whitespace", "comment") and start == number:
                start += 1
            elif token == ";":
                stop = self.place(token)
                self._statement(tokens[start:number], stop, found, conditions, outer, owner)
                start = number + 1
            elif token.type == "{} block" and not self._custom(tokens[start]):
                stop = self._start_of(tokens, number + 1, end)
                inner = (*outer, owner) if owner is not None else outer
                self._rule(tokens[start : number + 1], stop, conditions, inner)
                start = number + 1
        self._statement(tokens[start:], end, found, conditions, outer, owner)
        return found

    def _custom(self, token: Any) -> bool:
        return token.type == "ident" and str(token.value).startswith("--")

    def _start_of(self, tokens: Sequence[Any], number: int, end: int) -> int:
        return self.place(tokens[number]) if number < len(tokens) else end

    def _statement(
        self,
        tokens: Sequence[Any],
        end: int,
        found: list[Declaration],
        conditions: tuple[str, ...],
        outer: tuple[str, ...],
        owner: str | None,
    ) -> None:
        if not tokens or all(token.type in ("whitespace", "comment") for token in tokens):
            return
        first = tokens[0]
        at = self.place(first)
        if first.type == "at-keyword":
            inner = (*outer, owner) if owner is not None else outer
            self._rule(tokens, end, conditions, inner)
            return
        if (fault := _junk.in_declaration(tokens)) is not None:
            if fault:
                self._problem(f"{_junk.quoted(self.text[at:end])} {fault}", at)
            return
        colon = next(token for token in tokens if token == ":")
        found.append(self._declaration(first, at, self.place(colon) + 1, end))

    def _declaration(self, name: Any, at: int, value_at: int, end: int) -> Declaration:
        raw = self.text[value_at:end]
        written = _COMMENT.sub(lambda match: " " * len(match[0]), raw) if "/*" in raw else raw
        important = _IMPORTANT.match(written, written.rfind("!")) if "!" in written else None
        value = written[: important.start()] if important else written
        start = value_at + len(value) - len(value.lstrip())
        lower = name.value if name.value.startswith("--") else name.lower_value
        mark = important[1] if important else ""
        close = bool(important) and value == value.rstrip()
        return Declaration(lower, value.strip(), mark, self.at + at, self.at + start, close)

    def _rule(
        self,
        tokens: Sequence[Any],
        end: int,
        conditions: tuple[str, ...],
        outer: tuple[str, ...],
    ) -> None:
        """Collect a rule whose block, if it has one, is the last of the tokens."""
        first, last = tokens[0], tokens[-1]
        at = self.place(first)
        if len(conditions) + len(outer) > _DEEPEST:
            self._problem("rules are nested too deep", at)
            return
        block = last if last.type == "{} block" else None
        stop = self.place(last) if block or last == ";" else end
        inner: Sequence[Any] = block.content if block else ()
        close = end - 1 if block and self.text[end - 1 : end] == "}" else end
        if first.type != "at-keyword":
            selector = self._words(at, stop)
            fault = _junk.in_selector(tokens[:-1], nested=bool(outer))
            if fault:
                words = selector and f"{selector} "
                self._problem(f"{_junk.quoted(words + '{')} {fault}", at)
            said = self.read_block(inner, close, selector, conditions, outer)
            place = self.at + at
            self.rules.append(Rule(selector, tuple(said), place, conditions, outer, bool(fault)))
            return
        name = first.lower_value
        prelude = self._words(at + 1 + len(first.value), stop)
        if fault := fault_of(name, has_block=block is not None):
            self._problem(f"{_junk.quoted(f'@{name} {prelude}')} {fault}", at)
            return
        here = (*conditions, f"@{name} {prelude}".rstrip())
        held: list[Declaration] = []
        found = len(self.problems)
        content = content_of(name)
        if content is Content.DECLARATIONS or (outer and content is not Content.OTHER):
            held = self.read_block(inner, close, None, here, outer)
        elif content is not Content.OTHER and block:
            self.read_rules(inner, close, here, outer)
        if content is Content.UNKNOWN:
            del self.problems[found:]
        self.at_rules.append(AtRule(name, prelude, tuple(held), self.at + at, conditions, outer))

    def _words(self, at: int, end: int) -> str:
        text = self.text[at:end]
        return " ".join((_COMMENT.sub(" ", text) if "/*" in text else text).split())

    def _problem(self, message: str, at: int) -> None:
        self.problems.append(Problem(message, self.at + at))
