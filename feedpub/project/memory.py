"""What is known from the last build, so that the next does only what must be done anew.

All of it is in .feedpub/cache and may be deleted at any time. A file counts as unchanged by
its stamp; one that was written while the last build was running is read again, since
it may have been written twice within one tick of the clock.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from feedpub.cache import CACHE_FOLDER, disk_clock, load, mark, save
from feedpub.due import Due, Span
from feedpub.findings import Finding
from feedpub.loaders.files import File, Stamp, stamp_of
from feedpub.lock import LOCK_NAME
from feedpub.output import MANIFEST_NAME, STAGING_NAME
from feedpub.project.edition_sources import stamps_of_sources
from feedpub.project.logos import logo_files
from feedpub.project.project import Files, Project
from feedpub.project.report import BuildReport

if TYPE_CHECKING:
    from feedpub.project.editions import KnownEdition
    from feedpub.project.reading import Known
    from feedpub.publication.complete import Trace


class Written(msgspec.Struct, frozen=True, array_like=True):
    """A file of the output folder, as the last build left it."""

    key: str
    """That of the document; equal keys are equal bytes."""

    stamp: Stamp


class Last(msgspec.Struct, frozen=True, kw_only=True):
    """The last build: what it read, what it wrote, and what it said."""

    written: dict[str, Written]
    whole: bool = False
    """Whether everything was written, so that the same files need no other build."""

    files: Files = Files((), (), ())
    racy: frozenset[str] = frozenset()
    """Those of them that may have changed since, and have the same stamp."""

    sources: str = ""
    """By what the state of the cache is known that says what they held."""

    others: dict[str, Stamp | None] = {}
    """Stamps of the other files that it read, relative to the publication; None: not there."""

    editions: dict[str, Stamp] = {}
    """Stamps of edition files and templates, of which a new one counts too."""

    outputs: dict[str, Stamp | None] = {}
    """Stamps of everything in the output folder that is ours, or in the place of ours."""

    span: Span = Span()
    due: Due | None = None
    findings: tuple[Finding, ...] = ()


class Outcome(NamedTuple):
    """What a build did, and by what the next one will know it."""

    report: BuildReport
    keys: Mapping[str, str] = {}
    """Those of the documents, by path."""

    traces: Mapping[str, Trace] = {}
    """How articles were completed, by their refs."""

    span: Span = Span()
    foreign: frozenset[str] = frozenset()
    """Paths in the output folder at which somebody has a file of their own."""

    is_whole: bool = False
    """Whether the same files need no other build."""

    editions: Mapping[str, KnownEdition] = {}
    """What the files of editions held, by path."""


class Memory:
    """What is known of one publication and one output folder."""

    def __init__(self, project: Project, output: Path) -> None:
        self.root = project.root
        self.output = output
        self.folder = project.root / CACHE_FOLDER
        self._started = time.monotonic_ns()
        settings = msgspec.msgpack.encode(project.config, order="deterministic")
        self._key = hashlib.blake2b(settings, digest_size=16).hexdigest()
        self._here = f"{self._key} {output.resolve()}"
        self._articles, self._news = self.folder / "articles", self.folder / "articles.news"
        self._logos = logo_files(project)
        # Before they are read: what changes later has another stamp, and so is seen next time.
        self._sources_of_editions = stamps_of_sources(project.root, project.config)
        self._editions: dict[str, KnownEdition] = {}
        self._whole: dict[str, Known] = {}
        self._since: dict[str, Known] = {}
        self.last = load(self.folder / "last", self._here, Last) or Last(written={})

    def sources(self) -> dict[str, Known]:
        """Return what each file of articles held, by path."""
        from feedpub.project.reading import Known

        self._whole = load(self._articles, self._key, dict[str, Known]) or {}
        self._since = load(self._news, self._key + mark(self._articles), dict[str, Known]) or {}
        return self._whole | self._since

    def unchanged(self) -> frozenset[File]:
        """Return the files as they were when they held what `sources` says; ask once."""
        last, self.last = self.last, Last(written=self.last.written)  # the rest is large
        if last.sources != self._state_of_sources():
            return frozenset()
        return frozenset(file for file in last.files.files if file.path not in last.racy)

    def editions(self) -> dict[str, KnownEdition]:
        """Return what the files of editions held, by path."""
        from feedpub.project.editions import KnownEdition

        kind = dict[str, KnownEdition]
        self._editions = load(self.folder / "editions", self._key, kind) or {}
        return self._editions

    def traces(self) -> dict[str, Trace]:
        """Return how articles were completed, by their refs."""
        from feedpub.publication.complete import Trace

        return load(self.folder / "texts", self._key, dict[str, Trace]) or {}

    def is_up_to_date(self, files: Files, now: dt.datetime) -> bool:
        """Tell whether a build would write nothing, and say what the last one said."""
        last = self.last
        return (
            last.whole
            and last.span.holds(now)
            and last.files == files
            and self._sources_of_editions == last.editions
            and _stamps(self.root, last.others) == last.others
            and _stamps(self.output, last.outputs) == last.outputs
        )

    def written(self) -> dict[str, Written]:
        """Return those files of the last build that nobody changed since."""
        known = self.last.written
        stamps = _stamps(self.output, known)
        return {path: one for path, one in known.items() if stamps[path] == one.stamp}

    def keep(self, files: Files, known: Mapping[str, Known], outcome: Outcome) -> None:
        """Keep everything about a build that has come to its end."""
        self._keep_sources(known)
        report, keys, traces, span, foreign, is_whole, editions = outcome
        save(self.folder / "texts", self._key, traces)
        if editions != self._editions:
            save(self.folder / "editions", self._key, editions)
        began = disk_clock(self.folder) - (time.monotonic_ns() - self._started)
        racy = frozenset(
            file.path
            for file in files.files
            if _is_racy(file.stamp, began) or _is_racy(file.side_stamp, began)
        )
        assets = {name for t in traces.values() for what, name, _ in t.asked if what == "asset"}
        others = _stamps(self.root, assets | self._logos)
        stamped = (*others.values(), *self._sources_of_editions.values())
        are_racy = any(_is_racy(stamp, began) for stamp in stamped)
        stamps = _stamps(self.output, keys)
        last = Last(
            written={
                path: Written(key, stamp) for path, key in keys.items() if (stamp := stamps[path])
            },
            whole=is_whole and not (racy or are_racy),
            files=files,
            racy=racy,
            sources=self._state_of_sources(),
            others={**others, **_stamps(self.root, (LOCK_NAME,))},
            editions=self._sources_of_editions,
            outputs={**stamps, **_stamps(self.output, (*foreign, MANIFEST_NAME, STAGING_NAME))},
            span=span,
            due=report.due,
            findings=report.findings,
        )
        save(self.folder / "last", self._here, last)

    def _keep_sources(self, sources: Mapping[str, Known]) -> None:
        """Write what changed beside what is known, or all of it if that is much."""
        known = self._whole | self._since
        changed = {path: one for path, one in sources.items() if known.get(path) is not one}
        news = self._since | changed
        if len(news) > len(self._whole) // _PART:
            save(self._articles, self._key, sources)
        elif changed:
            save(self._news, self._key + mark(self._articles), news)

    def _state_of_sources(self) -> str:
        return mark(self._articles) + mark(self._news)


_PART = 10
"""More than the tenth part is much."""


def _is_racy(stamp: Stamp | None, began: int) -> bool:
    """Tell whether a file may have changed after it was read, and have the same stamp."""
    if stamp is None:
        return False
    coarse = stamp[1] % 1_000_000_000 == 0  # a disk that knows whole seconds, or two
    return max(stamp[1], stamp[2]) >= began - (2_000_000_000 if coarse else 20_000_000)


def _stamps(folder: Path, paths: Iterable[str]) -> dict[str, Stamp | None]:
    stamps: dict[str, Stamp | None] = {}
    for path in paths:
        try:
            stamps[path] = stamp_of(os.stat(f"{folder}/{path}"))  # noqa: PTH116
        except (OSError, ValueError):
            stamps[path] = None
    return stamps
