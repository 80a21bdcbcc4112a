"""What `init --ci` writes: a build, a check, a comment and a deployment for each push.

To add a service: put its files into templates/ci, and list them in `SERVICES`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from feedpub import __version__
from feedpub.config import CONFIG_NAME
from feedpub.errors import ConfigError
from feedpub.newsletter.templates import builtin_folder
from feedpub.output import write_file
from feedpub.project.toml import quoted

SERVICES: Mapping[str, Mapping[str, str]] = {
    "github": {
        "github/action.yml": ".github/actions/feedpub/action.yml",
        "github/workflow.yml": ".github/workflows/feedpub.yml",
    },
}
"""For each service our file, relative to templates/ci, and where it goes in the repository."""


class Written(NamedTuple):
    """What was written, and what was there and differs."""

    files: list[Path]
    kept: list[Path]


def write_ci(publication: Path, service: str, *, overwrite: bool = False) -> Written:
    """Write the files of a service at the root of the repository that holds the publication.

    Without a repository its own folder counts as the root. A file that was changed is kept,
    unless `overwrite`.

    Raises:
        ConfigError: if there is no publication in the folder.
    """
    if not (publication / CONFIG_NAME).is_file():
        raise ConfigError(
            f"there is no {CONFIG_NAME} in `{publication.as_posix()}`",
            hint="name the folder of the publication: `feedpub init --ci github DIR`",
        )
    root = _repository(publication)
    directory = publication.resolve().relative_to(root.resolve())
    names = {
        "@VERSION@": __version__,
        "@BRANCH@": quoted(_branch(root))[1:-1],
        "@DIRECTORY@": quoted(PurePosixPath(directory).as_posix())[1:-1],
    }
    written = Written([], [])
    for source, target in SERVICES[service].items():
        text = (builtin_folder() / "ci" / source).read_text(encoding="utf-8")
        for name, value in names.items():
            text = text.replace(name, value)
        file = root / target
        if file.exists() and not overwrite and file.read_bytes() != text.encode():
            written.kept.append(file)
        elif write_file(file, text.encode(), file.as_posix()):
            written.files.append(file)
    return written


def _repository(publication: Path) -> Path:
    above = [publication, *publication.resolve().parents]
    return next((folder for folder in above if (folder / ".git").exists()), publication)


_MAIN = ("main", "master", "trunk")


def _branch(root: Path) -> str:
    """Return the branch that is published: the remote's own, or ours if its name is usual."""
    for head, prefix in (
        (".git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/"),
        (".git/HEAD", "ref: refs/heads/"),
    ):
        try:
            line = (root / head).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeError):
            continue
        name = line.removeprefix(prefix)
        if name != line and (prefix.endswith("origin/") or name in _MAIN):
            return name
    return _MAIN[0]
