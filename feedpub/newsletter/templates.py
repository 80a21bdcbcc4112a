"""The templates: where they are found, what they may say, how their errors are told.

The only door to Jinja and Babel. A publication's own folder comes first, then ours, which
``builtin/`` always reaches. An unknown name is an error: better here than as a gap in
ten thousand inboxes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from feedpub.errors import ArticleError, Location, TemplateError
from feedpub.loaders.source import decode
from feedpub.newsletter import blame, columns
from feedpub.newsletter.story import by_section

if TYPE_CHECKING:
    from babel import Locale

Environment = jinja2.Environment
"""What `environment` makes; other modules name it from here."""


def builtin_folder() -> Path:
    """Return the folder of built-in templates.

    A wheel carries it inside the package; a checkout has it beside the package,
    where it is also the folder one edits.
    """
    package = Path(str(files("feedpub")))
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent / "templates"


def environment(user_folder: Path | None) -> Environment:
    """Return the templates of a publication: those in `user_folder`, then ours.

    Sandboxed, since a template may come with a pull request and is rendered by CI.
    """
    builtin = FileSystemLoader(builtin_folder())
    loaders: list[BaseLoader] = [builtin, PrefixLoader({"builtin": builtin})]
    if user_folder is not None and user_folder.is_dir():
        loaders.insert(0, _Folder(user_folder))
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=_Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    return made


class _Folder(FileSystemLoader):
    """The templates of a publication, which are read as its other files are."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template; one that is not UTF-8 is an error with its place."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError:
            folder = Path(self.searchpath[0])
            try:
                decode((folder / template).read_bytes(), f"{folder.name}/{template}")
            except ArticleError as e:
                raise TemplateError(e.message, at=e.at, hint=e.hint) from e
            raise


def fill(env: Environment, names: Sequence[str], context: Mapping[str, Any]) -> str:
    """Render the first of the templates that exists.

    Raises:
        TemplateError: with file and line, and the nearest name where one is unknown.
    """
    try:
        template = env.select_template(list(names))
        written = template.render(context)
    except jinja2.TemplatesNotFound as e:
        hint = f"write it as templates/{names[0]}, or use `digest` or `article`"
        raise TemplateError(f"there is no template `{names[0]}`", hint=hint) from e
    except _MISTAKES as e:
        if blame.is_ours(e.__traceback__, __name__, columns.__name__):
            raise
        raise _told(e, env, context) from e
    if not written.strip():
        at = Location(blame.shown(template.filename or names[0], _folders(env)))
        hint = 'begin with `{% extends "builtin/digest.html" %}`, or delete the file'
        raise TemplateError("the template writes nothing", at=at, hint=hint)
    return written


def place_of_text(text: str, env: Environment) -> Location | None:
    """Return where the first line of `text` stands in the publication's own templates."""
    return blame.place_of_text(text, _own_folders(env))


# Filters


@jinja2.pass_context
def _date(context: Context, moment: dt.datetime | None, form: str = "long") -> str:
    """Write a date in the newsletter's language and the publication's time zone.

    `form` is ``short``, ``medium``, ``long``, ``full``, or a CLDR pattern.
    """
    from babel.dates import format_date

    if moment is None:
        return ""
    return format_date(
        moment.astimezone(context["zone"]), form, locale=_locale(context["language"])
    )


@jinja2.pass_context
def _number(context: Context, number: float) -> str:
    """Write a number as the newsletter's language does."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(context["language"]))


@jinja2.pass_context
def _count(context: Context, number: int, forms: Mapping[str, str]) -> str:
    """Write the sentence of `forms` that fits the number: ``3 stories``."""
    form = forms.get(_locale(context["language"]).plural_form(number), forms["other"])
    return form.format(n=_number(context, number))


def _locale(language: str) -> Locale:
    """Return the locale of a BCP 47 tag, or of its parent, or the English one."""
    # Imported here because it costs 50 ms that most commands need not pay.
    from babel import Locale, UnknownLocaleError

    tag = language
    while tag:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return Locale("en")


def _uri(address: str) -> str:
    """Return the address for a link; nothing if a mail must not lead there."""
    return address if address.partition(":")[0].lower() in ("http", "https", "mailto") else ""


FILTERS: Mapping[str, Callable[..., Any]] = {
    "date": _date,
    "number": _number,
    "count": _count,
    "by_section": by_section,
    "uri": _uri,
    "wrap": columns.wrap,
    "underline": columns.underline,
    "indented": columns.indent,
    "paragraphs": columns.paragraphs,
    "lines": columns.lines,
}


# Errors

_MISTAKES = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
)
"""A template is a program of the user's; these are what a wrong line in it raises."""


def _told(error: Exception, env: Environment, context: Mapping[str, Any]) -> TemplateError:
    """Return the error as the writer of the template needs it."""
    folders = _folders(env)
    at = blame.place_of(error.__traceback__, folders)
    match error:
        case jinja2.TemplateSyntaxError():
            at = Location(blame.shown(error.filename or error.name or "", folders), error.lineno)
            return TemplateError(error.message or "not a template", at=at)
        case jinja2.TemplateNotFound():
            hint = blame.nearest(str(error.name), env.list_templates())
            return TemplateError(f"there is no template `{error.name}`", at=at, hint=hint)
        case _UnknownName():
            known = error.fields
            if known is None:
                known = {*context, *blame.names_at(error.__traceback__)}
            return TemplateError(str(error), at=at, hint=blame.nearest(error.name, known))
        case RecursionError():
            at = blame.place_within(error.__traceback__, _own_folders(env)) or at
            hint = "to build on our template of the same name, extend `builtin/…`"
            return TemplateError("the template includes itself", at=at, hint=hint)
        case _:
            return TemplateError(str(error), at=at)


def _folders(env: Environment) -> list[tuple[str, Path]]:
    """Return the folders of the templates, a publication's own first."""
    loaders = env.loader.loaders if isinstance(env.loader, jinja2.ChoiceLoader) else ()
    paths = [Path(each.searchpath[0]) for each in loaders if isinstance(each, FileSystemLoader)]
    return [("builtin" if path == builtin_folder() else path.name, path) for path in paths]


def _own_folders(env: Environment) -> list[tuple[str, Path]]:
    return [(label, folder) for label, folder in _folders(env) if label != "builtin"]


class _UnknownName(jinja2.UndefinedError):
    """A template names what does not exist."""

    def __init__(self, name: str, fields: set[str] | None, message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.fields = fields
        """What the thing has that was asked for `name`; None if the name stood alone."""


class _Unknown(jinja2.StrictUndefined):
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
    what = "nothing (`None`)" if obj is None else f"`{type(obj).__name__}`"
    return f"{what} has no `{name}`"
