"""The templates: where they are found, what they may say, how their errors are told.

The only door to Jinja. A publication's own folder comes first, then ours, which
``builtin/`` always reaches. An unknown name is an error: better here than as a gap in
ten thousand inboxes.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import BaseLoader, FileSystemLoader, PrefixLoader
from jinja2.ext import Extension
from jinja2.sandbox import ImmutableSandboxedEnvironment

from feedpub.errors import ArticleError, Location, TemplateError
from feedpub.loaders.source import decode
from feedpub.newsletter import blame, marks, schemes
from feedpub.newsletter.template_files import builtin_folder
from feedpub.newsletter.templates.filters import FILTERS
from feedpub.newsletter.templates.mistakes import (
    BUILTIN,
    MISTAKES,
    Unknown,
    is_ours,
    own_folders,
    told,
)
from feedpub.newsletter.templates.wrong_values import telling

__all__ = [
    "Environment",
    "builtin_folder",
    "environment",
    "fill",
    "place_of_field",
    "place_of_template",
    "place_of_text",
]

Environment = jinja2.Environment
"""What `environment` makes; other modules name it from here."""


def environment(user_folder: Path | None, *, marked: bool = False) -> Environment:
    """Return the templates of a publication: those in `user_folder`, then ours.

    Sandboxed, since a template may come with a pull request and is rendered by CI. With
    `marked` they say where each element and each CSS rule was written (see `marks`).
    """
    builtin = FileSystemLoader(builtin_folder())
    loaders: list[BaseLoader] = [builtin, PrefixLoader({BUILTIN: builtin})]
    if user_folder is not None and user_folder.is_dir():
        loaders.insert(0, _Folder(user_folder))
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(FILTERS)
    # What differs from one rendering to the next has no place in equal bytes.
    del made.globals["lipsum"], made.filters["random"]
    if marked:
        made.add_extension(_Marking)
        made.filters["dark"] = _unmarked_dark
    made.filters.update({name: telling(name, each) for name, each in made.filters.items()})
    return made


class _Marking(Extension):
    """Puts marks into templates as they are read."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source with marks."""
        label = blame.shown(filename or name or "", _folders(self.environment))
        return marks.marked(source, label)


def _unmarked_dark(css: str, text: str = "", ground: str = "") -> str:
    return schemes.dark(marks.unmarked(css), text, ground)


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
    """Render the first of the templates that exists; line ends are line feeds.

    Raises:
        TemplateError: with file and line, and the nearest name where one is unknown.
    """
    try:
        template = env.select_template(list(names))
        written = template.render(context)
    except jinja2.TemplatesNotFound as e:
        known = [name for name in env.list_templates() if "/" not in name]
        near = blame.nearest(names[0], (name for name in known if name.endswith(".html")))
        hint = f"write it as templates/{names[0]}; {near}"
        raise TemplateError(f"there is no template `{names[0]}`", hint=hint) from e
    except TemplateError as e:  # a late field that is used as if its value were known
        at = e.at or blame.place_of(e.__traceback__, _folders(env))
        raise TemplateError(e.message, at=at, hint=e.hint) from e
    except MISTAKES as e:
        at = blame.place_of(e.__traceback__, _folders(env))
        # What a template of the publication's own asks of us with wrong values is its mistake.
        if is_ours(e) and (at is None or at.path.startswith(f"{BUILTIN}/")):
            raise
        mistake = told(e, env, context, _folders(env))
        at = mistake.at or place_of_template(env, *names)
        raise TemplateError(mistake.message, at=at, hint=mistake.hint) from e
    if not written.strip():
        at = Location(blame.shown(template.filename or names[0], _folders(env)))
        hint = 'begin with `{% extends "builtin/digest.html" %}`, or delete the file'
        raise TemplateError("the template writes nothing", at=at, hint=hint)
    return _LINE_END.sub("\n", written)


_LINE_END = re.compile(r"\r\n?")
"""As what templates are given may have it."""


def place_of_text(text: str, env: Environment) -> Location | None:
    """Return where the first line of `text` stands in the publication's own templates."""
    return blame.place_of_text(text, own_folders(_folders(env)))


def place_of_field(field: str, env: Environment, *, in_link: bool) -> Location | None:
    """Return where the publication's own templates name a late field within a tag.

    Else where they name it at all.
    """
    names = r"(?:href|src|background|poster|cite)" if in_link else r"[\w-]+"
    value = r"(?:\"(?:[^\"{]|\{\{[^{}]*\}\}|\{%[^{}]*%\})*|'(?:[^'{]|\{\{[^{}]*\}\}|\{%[^{}]*%\})*)"
    pattern = re.compile(rf"\s{names}\s*=\s*{value}(\{{\{{[^{{}}]*\bsubscriber\.{field}\b)")
    own = own_folders(_folders(env))
    return blame.place_of_pattern(pattern, own) or place_of_text(f"subscriber.{field}", env)


def place_of_template(env: Environment, *names: str) -> Location:
    """Return the beginning of the first template there is, for what is wrong somewhere in it."""
    assert env.loader is not None
    for name in names:
        with contextlib.suppress(jinja2.TemplateNotFound):
            path = env.loader.get_source(env, name)[1]
            return Location(blame.shown(path or name, _folders(env)), 1)
    return Location(f"templates/{names[0]}")


def _folders(env: Environment) -> list[tuple[str, Path]]:
    """Return the folders of the templates, a publication's own first."""
    loaders = env.loader.loaders if isinstance(env.loader, jinja2.ChoiceLoader) else ()
    paths = [Path(each.searchpath[0]) for each in loaders if isinstance(each, FileSystemLoader)]
    return [(BUILTIN if path == builtin_folder() else path.name, path) for path in paths]
