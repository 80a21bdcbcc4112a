"""What `templates` does: which templates there are, and copies of ours to start from."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from feedpub.errors import ConfigError, Location, OutputError
from feedpub.loaders.source import decode
from feedpub.newsletter.blame import nearest
from feedpub.newsletter.templates import builtin_folder
from feedpub.output import write_file
from feedpub.project.project import Project

FOLDER = "templates"
SUFFIXES = (".html", ".txt", ".css")


class Template(NamedTuple):
    """A template that a newsletter of the publication may use."""

    name: str
    """As other templates name it: ``digest.html``, ``parts/story.html``."""

    summary: str
    """The first sentence of the comment on its top."""

    is_builtin: bool
    """Whether feedpub has one of that name."""

    is_own: bool
    """Whether the publication has one, which wins."""


def list_templates(project: Project) -> list[Template]:
    """Return the templates, then the parts and stylesheets that they are made of."""
    ours, own = _files(builtin_folder()), _own_files(project)
    return [
        Template(name, _summary({**ours, **own}[name]), name in ours, name in own)
        for name in sorted({*ours, *own}, key=lambda name: (name.count("/"), name))
    ]


def copy_template(
    project: Project, name: str, new: str | None = None, *, force: bool = False
) -> list[Path]:
    """Copy one of our templates into the publication, and return the files that were made.

    A `name` without suffix means the HTML and the text of it.

    Raises:
        ConfigError: if there is no such template, or `new` cannot be the name of one.
        OutputError: if a file is there already; nothing is written then.
    """
    ours = _files(builtin_folder())
    names = [name] if name in ours else [f"{name}{suffix}" for suffix in SUFFIXES]
    names = [each for each in names if each in ours]
    if not names:
        # A name without suffix means HTML and text; of the two the HTML is what mail looks like.
        close = nearest(name, ours if "." in name else [n for n in ours if n.endswith(".html")])
        hint = close if close.startswith("did") else "`feedpub templates list` shows them"
        raise ConfigError(f"there is no template `{name}`", hint=hint)
    targets = {each: project.root / FOLDER / _named(new or each, each) for each in names}
    for each, target in targets.items():
        if target.exists() and not force and not target.samefile(ours[each]):
            hint = "--as gives the copy another name, --force writes over the file"
            raise OutputError("it exists", at=_place(target, project), hint=hint)
    for each, target in targets.items():
        write_file(target, ours[each].read_bytes(), str(_place(target, project)))
    return list(targets.values())


def _place(target: Path, project: Project) -> Location:
    return Location(target.relative_to(project.root).as_posix())


def _named(new: str, original: str) -> str:
    """Return the name of a copy, with the suffix of its original."""
    suffix = Path(original).suffix
    stem = new.removesuffix(suffix)
    if not re.fullmatch(r"[\w-]+(/[\w-]+)*", stem) or stem.startswith("builtin/"):
        raise ConfigError(
            f"`{new}` cannot be the name of a copy of `{original}`",
            hint=f"use letters, digits and hyphens, as in `weekly{suffix}`",
        )
    return stem + suffix


def _own_files(project: Project) -> dict[str, Path]:
    folder = project.root / FOLDER
    if not folder.is_dir() or folder.samefile(builtin_folder()):
        return {}
    return _files(folder)


def _files(folder: Path) -> dict[str, Path]:
    files = (path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}


_COMMENT = re.compile(r"\s*\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_SENTENCE = re.compile(r"\A(.+?)\.(?=\s|\Z)")


def _summary(file: Path) -> str:
    """Return the first sentence of the comment with which a template begins."""
    comment = _COMMENT.match(decode(file.read_bytes(), file.name))
    words = " ".join(comment[1].split()) if comment else ""
    sentence = _SENTENCE.match(words)
    return sentence[1] if sentence else words
