"""The templates: where they are found, what they may say, how their errors are told.

The only door to Jinja and Babel. A publication's own folder comes first, then ours, which
``builtin/`` always reaches. An unknown name is an error: better here than as a gap in
ten thousand inboxes.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from jinja2.runtime import Context, Undefined, missing
from jinja2.sandbox import ImmutableSandboxedEnvironment

from feedpub.errors import Location, TemplateError
from feedpub.newsletter import columns
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
        loaders.insert(0, FileSystemLoader(user_folder))
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


def fill(env: Environment, names: Sequence[str], context: Mapping[str, Any]) -> str:
    """Render the first of the templates that exists.

    Raises:
        TemplateError: with file and line, and the nearest name where one is unknown.
    """
    try:
        return env.select_template(list(names)).render(context)
    except jinja2.TemplateSyntaxError as e:
        at = Location(_shown(e.filename or e.name or "", env), e.lineno)
        raise TemplateError(e.message or "not a template", at=at) from e
    except jinja2.TemplatesNotFound as e:
        missing_one = e.templates[0] if e.templates else ""
        hint = f"write it as templates/{names[0]}, or use `digest` or `article`"
        raise TemplateError(f"there is no template `{missing_one}`", hint=hint) from e
    except jinja2.TemplateNotFound as e:
        at = _place(e.__traceback__, env)
        raise TemplateError(f"there is no template `{e.name}`", at=at, hint=_builtin_hint(e)) from e
    except _UnknownName as e:
        at, known = _place(e.__traceback__, env), e.known or {*context, *_locals(e.__traceback__)}
        raise TemplateError(str(e), at=at, hint=_nearest(e.name, known)) from e
    except RecursionError as e:
        hint = "to build on our template of the same name, extend `builtin/…`"
        raise TemplateError(
            "the template includes itself", at=_place(e.__traceback__, env), hint=hint
        ) from e
    except (
        jinja2.TemplateError,
        TypeError,
        ValueError,
        ArithmeticError,
        LookupError,
        AttributeError,
    ) as e:
        # A template is a program of the user's; these are what a wrong line in it raises.
        raise TemplateError(f"{e}", at=_place(e.__traceback__, env)) from e


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


class _UnknownName(jinja2.UndefinedError):
    """A template names what does not exist."""

    def __init__(self, name: str, known: frozenset[str], message: str | None = None) -> None:
        super().__init__(message)
        self.name = name
        self.known = known


class _Unknown(jinja2.StrictUndefined):
    """Fails on any use, and remembers what could have been meant."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: str | None = None, exc: Any = None
    ) -> None:
        # `exc` is Jinja's own, as for a block that has no parent; ours holds more.
        fields = frozenset() if obj is missing else frozenset(_names(obj))
        super().__init__(
            hint or _sentence(obj, name), obj, name, exc or partial(_UnknownName, str(name), fields)
        )


assert issubclass(_Unknown, Undefined)


def _sentence(obj: Any, name: str | None) -> str:
    if obj is missing:
        return f"unknown name `{name}`"
    what = "nothing (`None`)" if obj is None else f"a {type(obj).__name__.lower()}"
    return f"{what} has no `{name}`"


def _names(obj: Any) -> set[str]:
    keys = obj.keys() if isinstance(obj, Mapping) else dir(obj)
    return {key for key in keys if isinstance(key, str) and not key.startswith("_")}


def _nearest(name: str, known: set[str] | frozenset[str]) -> str:
    close = difflib.get_close_matches(name, sorted(known), 1, 0.5)
    if close:
        return f"did you mean `{close[0]}`?"
    return "known are " + ", ".join(f"`{name}`" for name in sorted(known)) if known else ""


def _builtin_hint(error: jinja2.TemplateNotFound) -> str:
    name = str(error.name).removeprefix("builtin/")
    known = {str(path.relative_to(builtin_folder()).as_posix())
             for path in builtin_folder().rglob("*.*")}  # fmt: skip
    return _nearest(name, known)


def _template_frames(trace: TracebackType | None) -> list[TracebackType]:
    """Return the steps of the traceback that are lines of templates."""
    found = []
    while trace is not None:
        # Jinja gives them the file of the template; everything else is Python.
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".html", ".txt")):
            found.append(trace)
        trace = trace.tb_next
    return found


def _place(trace: TracebackType | None, env: Environment) -> Location | None:
    frames = _template_frames(trace)
    if not frames:
        return None
    return Location(_shown(frames[-1].tb_frame.f_code.co_filename, env), frames[-1].tb_lineno)


def _locals(trace: TracebackType | None) -> set[str]:
    frames = _template_frames(trace)
    return {
        name
        for name in (frames[-1].tb_frame.f_locals if frames else ())
        if not name.startswith("_")
    }


def _shown(name: str, env: Environment) -> str:
    """Return the file as people know it: ``templates/digest.html``, or ``builtin/digest.html``."""
    for loader in env.loader.loaders if isinstance(env.loader, jinja2.ChoiceLoader) else ():
        folder = Path(loader.searchpath[0]) if isinstance(loader, FileSystemLoader) else None
        if folder and Path(name).is_relative_to(folder):
            first = "builtin" if folder == builtin_folder() else folder.name
            return f"{first}/{Path(name).relative_to(folder).as_posix()}"
    return name
