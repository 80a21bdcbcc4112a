"""What is wrong in a template, told to the one who writes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.utils import missing

from feedpub.errors import Location, TemplateError
from feedpub.newsletter import blame, brand, columns, locales, schemes, sentences, tongues
from feedpub.newsletter.late import Subscriber
from feedpub.newsletter.templates import filters, needs, nesting, wrong_values
from feedpub.newsletter.words import wording

MISTAKES = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    NameError,
    RecursionError,
    SyntaxError,
    MemoryError,
)
"""A template is a program of the user's; these are what a wrong line in it raises."""


_CALLED = (brand, columns, filters, locales, schemes, sentences, tongues, wording, wrong_values)
_FOR_TEMPLATES = [__package__, *(module.__name__ for module in _CALLED)]
"""What templates call: an error there is a mistake of theirs."""


def is_ours(error: Exception) -> bool:
    """Tell whether an error arose in our code, and not in a template or in what templates call."""
    return blame.is_ours(error.__traceback__, *_FOR_TEMPLATES)


def told(
    error: Exception, env: jinja2.Environment, context: Mapping[str, Any], folders: blame.Folders
) -> TemplateError:
    """Return the error as the writer of the template needs it; `folders` are where it may be."""
    at = blame.place_of(error.__traceback__, folders)
    match error:
        case jinja2.TemplateSyntaxError():
            at = Location(blame.shown(error.filename or error.name or "", folders), error.lineno)
            named = re.fullmatch(r"No (filter|test) named '(.+)'\.?", error.message or "")
            if named:
                hint = blame.nearest(named[2], env.filters if named[1] == "filter" else env.tests)
                return TemplateError(f"there is no {named[1]} `{named[2]}`", at=at, hint=hint)
            if tags := nesting.told(error, env):
                at = Location(at.path, tags.line)
                return TemplateError(tags.message, at=at, hint=tags.hint)
            return TemplateError(error.message or "not a template", at=at)
        case SyntaxError():  # Python's own, which has less patience than Jinja
            at = Location(blame.shown(error.filename or "", folders), 1)
            return TemplateError("the template is nested too deeply", at=at)
        case jinja2.TemplateNotFound():
            hint = blame.nearest(str(error.name), env.list_templates())
            return TemplateError(f"there is no template `{error.name}`", at=at, hint=hint)
        case _UnknownName():
            variables = {*context, *blame.names_at(error.__traceback__)}
            if including := blame.including(error.__traceback__, own_folders(folders)):
                return _told_of_part(error, including, variables, folders)
            known = variables if error.fields is None else error.fields
            return TemplateError(str(error), at=at, hint=blame.nearest(error.name, known))
        case wrong_values.WrongValue() | locales.PatternError():
            return TemplateError(str(error), at=at, hint=error.hint)
        case KeyError():  # which shows itself as Python writes what is missing
            return TemplateError(f"there is no `{error.args[0]}`", at=at)
        case schemes.TagError():
            own = own_folders(folders)
            in_block = blame.place_of_pattern(_STYLE_TAG, own)
            at = in_block or blame.place_of_pattern(schemes.TAG, own, (".css",)) or at
            return TemplateError(str(error), at=at, hint=_ONLY_CSS)
        case RecursionError():
            at = blame.place_within(error.__traceback__, own_folders(folders)) or at
            if at is None:  # it was still being read
                return TemplateError("the template is nested too deeply", hint="make it simpler")
            hint = "to build on our template of the same name, extend `builtin/…`"
            return TemplateError("the template includes itself", at=at, hint=hint)
        case TypeError() if looped := _NOT_ITERABLE.fullmatch(str(error)):
            return TemplateError(f"in `{looped[1]}` there is nothing to loop over", at=at)
        case _:
            return TemplateError(str(error), at=at)


_NOT_ITERABLE = re.compile(r"'(\w+)' object is not iterable")


def _told_of_part(
    error: _UnknownName, including: blame.Including, known: set[str], folders: blame.Folders
) -> TemplateError:
    """Return what a part of ours lacks, at the line that includes it."""
    part, at = Path(including.part), including.at
    name = blame.shown(including.part, folders).removeprefix(f"{BUILTIN}/")
    if error.fields is None:
        message = f"`{name}` needs `{error.name}`, which is not given to it here"
        return TemplateError(message, at=at, hint=needs.how_to_give(error.name, part, known))
    hint = f"the comment on the top of `{BUILTIN}/{name}` tells what it needs"
    return TemplateError(f"`{name}` cannot use what is given to it: {error}", at=at, hint=hint)


_STYLE_TAG = re.compile(
    r"\{%[-+]?\s*block\s+(?:more_)?styles\b(?:(?!\{%[-+]?\s*endblock).)*?(</?style\b)", re.S | re.I
)
_ONLY_CSS = "leave `<style>` out; one that programs are to read themselves goes into `kept_styles`"


def own_folders(folders: blame.Folders) -> blame.Folders:
    """Return the folders of the publication alone."""
    return [(label, folder) for label, folder in folders if label != BUILTIN]


BUILTIN = "builtin"
"""What our templates are called, in templates and in messages."""


class _UnknownName(jinja2.UndefinedError):
    """A template names what does not exist."""

    def __init__(self, name: str, fields: set[str] | None, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.fields = fields
        """What the thing has that was asked for `name`; None if the name stood alone."""


class Unknown(jinja2.StrictUndefined):
    """Fails on any use, and remembers what could have been meant."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        # Jinja calls `exc` with a message only; its own, as for unsafe access, stays.
        fields = None if obj is missing else blame.fields_of(obj)
        unknown: Any = partial(_UnknownName, str(name), fields)
        failure = unknown if exc in (None, jinja2.UndefinedError) else exc
        super().__init__(hint or _sentence(obj, name), obj, name, failure)


def _sentence(obj: Any, name: str | None) -> str:
    if obj is missing:
        return f"unknown name `{name}`"
    if isinstance(obj, Subscriber):
        return f"the newsletter declares no field `{name}` of subscribers"
    what = "nothing (`None`)" if obj is None else f"`{type(obj).__name__}`"
    return f"{what} has no `{name}`"
