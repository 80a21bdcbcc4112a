"""The feeds as they were: rebuilt from a commit, or read from a folder or a saved file."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

from feedpub.config import CONFIG_NAME, Config
from feedpub.errors import ConfigError, FeedpubError, Location
from feedpub.feeds import Plan, plan
from feedpub.feeds.diff import parse_feed
from feedpub.feeds.planned import pattern_of
from feedpub.history import Commit, exported, feed_files, find_commit, looks_like_feed, read_saved
from feedpub.lock import Lock
from feedpub.output import made_files
from feedpub.project.project import Project


class Before(msgspec.Struct, frozen=True, kw_only=True):
    """What readers could get before."""

    name: str
    """For people: ``HEAD~1 (3d3b7b1)``, ``live/``."""

    files: Mapping[str, bytes]
    """Every feed, by its path in the output folder."""

    known: frozenset[str] | None = None
    """The ids of all that was published then, in a feed or not; None where that cannot be told."""

    notes: tuple[str, ...] = ()
    whole: bool = True
    """Whether what is not among the files was not published."""

    alike: bool = False
    """Whether all formats of a feed surely said the same."""


def files_before(
    project: Project, against: str, now: dt.datetime, output: Path, *, folder: Path | None = None
) -> Mapping[str, bytes]:
    """Return the feeds as they were, by path in the output folder; see `read_before`."""
    return read_before(project, against, now, output, folder=folder).files


def read_before(
    project: Project, against: str, now: dt.datetime, output: Path, *, folder: Path | None = None
) -> Before:
    """Return what `against` names: a commit, a folder of feeds, or one saved feed.

    A commit is built anew from its own files, settings and lock, as of `now`, so that an
    embargo that ended meanwhile makes no difference; without feedpub.toml nothing was
    published. Paths are relative to `folder`, by default the publication's. What begins with
    ``/``, ``./`` or ``../`` or ends with ``/`` is a path; a name that could be both a commit
    and a path is refused.

    Raises:
        ConfigError: if it is none of them, is no feed, or its publication cannot be built.
    """
    path = (folder or project.root) / against
    if not against.strip():
        raise ConfigError("there is nothing to compare with", hint="name a commit, such as HEAD~1")
    if re.match(r"[./\\]|[A-Za-z]:[/\\]", against) or against.endswith(("/", "\\")):
        return _read(project, against, path, output)
    try:
        commit = find_commit(project.root, against)
    except ConfigError as e:
        if path.exists():
            return _read(project, against, path, output)
        e.message += ", nor a file or folder of that name"
        raise
    if path.exists():
        hint = f"write `./{against}` for the path, or `{commit.short}` for the commit"
        raise ConfigError(f"`{against}` is a commit and a path too", hint=hint)
    return _rebuilt(commit, against, now)


# --- From git --------------------------------------------------------------------------------


def _rebuilt(commit: Commit, against: str, now: dt.datetime) -> Before:
    name = against if commit.hash.startswith(against) else f"{against} ({commit.short})"
    with exported(commit) as tree:
        if not (tree / CONFIG_NAME).is_file():
            return Before(name=name, files={}, known=frozenset())
        try:
            project = Project.open(tree)
            loaded = project.load(now)
            planned = plan(loaded.publication, project.completer(loaded.publication))
            bodies = bodies_of(planned)
            files = {path: bodies[path]() for path in bodies}
        except FeedpubError as e:
            message = f"the publication at {name} cannot be built: {e}"
            hint = "compare with a later commit, or with a folder of the feeds that are live"
            raise ConfigError(message, hint=hint) from e
    known = frozenset(article.id for article in loaded.publication.articles)
    alike = are_alike(loaded.identified.lock)
    return Before(name=name, files=files, known=known, alike=alike)


def are_alike(lock: Lock) -> bool:
    """Tell whether all formats of a feed have the same ids; see `Row.ids`."""
    return not any(row.ids for row in lock.rows)


def bodies_of(planned: Plan) -> dict[str, Callable[[], bytes]]:
    """Return for the path of every feed that people subscribe to what makes its bytes."""
    return {one.path: one.body for one in planned.documents if one.kind == "feed"}


# --- From files ------------------------------------------------------------------------------


def _read(project: Project, against: str, path: Path, output: Path) -> Before:
    settled = _settled_paths(project.config)
    try:
        if path.is_dir():
            files = feed_files(path, settled)
            if (ours := made_files(path)) is not None:  # others are not feedpub's to compare
                files = {name: data for name, data in files.items() if name in ours | {*settled}}
            note = "there is no feed in it, so nothing counts as published"
            return Before(name=against, files=files, notes=() if files else (note,))
    except OSError as e:
        said = (e.strerror or str(e)).lower()
        raise ConfigError(f"cannot be read: {said}", at=Location(against)) from e
    data = read_saved(path, against)
    if not looks_like_feed(data):
        hint = "save the feed itself: `curl -o live.xml https://…/feed.xml`"
        raise ConfigError("is no RSS, Atom or JSON feed", at=Location(against), hint=hint)
    place, notes = _place_of(path, against, data, project.config, output)
    return Before(name=against, files={place: data}, notes=notes, whole=False)


def _settled_paths(config: Config) -> dict[str, str]:
    """Return the paths of the feeds with their formats, but of those per tag, author or section."""
    return {
        feed.files.get(format, f"{feed.path}.{format}"): format
        for feed in config.feeds
        if feed.per is None
        for format in feed.formats
    }


def _place_of(
    path: Path, name: str, data: bytes, config: Config, output: Path
) -> tuple[str, tuple[str, ...]]:
    """Return where in the output folder a saved feed belongs, and what to say about it.

    By where it lies, the address that it says it has, its name, or its format.
    """
    feed = parse_feed(data, name)
    if path.resolve().is_relative_to(output.resolve()):
        return path.resolve().relative_to(output.resolve()).as_posix(), ()
    own, base = (urlsplit(url)._replace(scheme="").geturl() for url in (feed.url, config.base_url))
    inner = own.removeprefix(base) if own.startswith(base) and own != base else ""
    if inner and _is_of_settings(inner, config):
        return inner, ()
    settled = _settled_paths(config)
    of_name = [place for place in settled if Path(place).name == path.name]
    of_format = [place for place, format in settled.items() if format == feed.format]
    [place, *_] = [*of_name, *of_format, path.name]
    lost = f"its subscribers are at `{feed.url}`, which no feed of the settings is written to"
    return place, ((lost,) if inner else ())


def _is_of_settings(path: str, config: Config) -> bool:
    names = (
        feed.files.get(format, f"{feed.path}.{format}")
        for feed in config.feeds
        for format in feed.formats
    )
    return any(re.fullmatch(pattern_of(name), path) for name in names)
