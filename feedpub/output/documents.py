"""All documents of a build, put into a folder that others may use too.

A manifest in the folder lists the files that a build made. So feeds that are no longer
configured are removed, and files of other programs are never touched.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from feedpub.documents import Document
from feedpub.errors import Location, OutputError, together
from feedpub.output.alone import alone
from feedpub.output.file import differs, said, way_out

MANIFEST_NAME = ".feedpub.json"
STAGING_NAME = ".feedpub-staging"


class Manifest(msgspec.Struct):
    """The files that are ours, relative to the output folder."""

    files: list[str] = []


class WriteReport(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the documents; paths relative to the output folder."""

    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


def write_documents(
    folder: Path, documents: Sequence[Document], *, overwrite: bool = False
) -> WriteReport:
    """Make the folder hold exactly these documents, besides the files of others.

    Raises:
        OutputError: naming every file that is in the way, or what the disk said.
    """
    with output_folder(folder, overwrite=overwrite) as output:
        staged = {
            document.path: number
            for number, document in enumerate(documents)
            if output.stage(number, document.path, document.body)
        }
        return output.put([document.path for document in documents], staged)


@contextlib.contextmanager
def output_folder(folder: Path, *, overwrite: bool = False) -> Iterator[OutputFolder]:
    """Have the folder for one build. With `overwrite`, files that are in the way become ours.

    Raises:
        OutputError: naming every file that is in the way, or what the disk said.
    """
    try:
        with contextlib.ExitStack() as stack:
            yield OutputFolder(folder, stack, overwrite=overwrite)
    except OSError as e:
        hint = way_out(e, "check whose file it is, or write elsewhere with `-o`")
        raise OutputError(said(e), hint=hint, at=Location(_name(folder, e))) from e


class OutputFolder:
    """The folder that documents go to.

    All new files are written in full beside the old ones (staged) before the first is put
    in its place, so a full disk changes nothing.
    """

    def __init__(self, folder: Path, stack: contextlib.ExitStack, *, overwrite: bool) -> None:
        self.folder = folder
        self._stack = stack
        self._overwrite = overwrite
        self._is_open = False

    def open(self) -> None:
        """Have the staging folder, empty and alone; `stage` does it when there is need."""
        if not self._is_open:
            self._stack.enter_context(_staging(self.folder))
            self._is_open = True

    def stage(self, number: int, path: str, body: bytes) -> bool:
        """Write a document beside the others if its file would change; tell whether it would.

        `number` is that of the document in this build.
        """
        if not differs(self.folder / path, body):
            return False
        self.open()
        (self.folder / STAGING_NAME / str(number)).write_bytes(body)
        return True

    def foreign(self, paths: Iterable[str]) -> frozenset[str]:
        """Return those of the paths at which there are files that are not to be replaced."""
        if self._overwrite:
            return frozenset()
        theirs = set(paths) - (made_files(self.folder) or set())
        return frozenset(path for path in theirs if (self.folder / path).is_file())

    def put(self, paths: Sequence[str], staged: Mapping[str, int]) -> WriteReport:
        """Put the staged files in their places, and remove those of ours that are not in `paths`.

        `staged` has the numbers of the files that were staged.
        """
        ours = made_files(self.folder) or set()
        wanted = set(paths)
        if staged or ours != wanted or (self.folder / STAGING_NAME).exists():
            self.open()
            _refuse_foreign(self.folder, staged, ours, self._overwrite)
        removed = tuple(sorted(path for path in ours - wanted if _is_inside(self.folder, path)))
        if staged or ours != wanted:
            _replace(self.folder, staged, removed, ours, wanted)
        unchanged = tuple(path for path in paths if path not in staged)
        return WriteReport(written=tuple(staged), unchanged=unchanged, removed=removed)


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[None]:
    """Have an empty folder for the new files, alone, and leave none."""
    staging = folder / STAGING_NAME
    was_there = folder.exists()
    try:
        with alone(staging / _LOCK_NAME, str(folder), remove=True):
            try:
                _clear(staging)  # of a build that was killed
                yield
            finally:
                _clear(staging)
    finally:
        with contextlib.suppress(OSError):  # the next build may be in it
            staging.rmdir()
            if not was_there:
                folder.rmdir()  # if nothing was put there


_LOCK_NAME = "lock"


def _clear(staging: Path) -> None:
    for left in staging.iterdir():
        if left.name != _LOCK_NAME:
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def made_files(folder: Path) -> set[str] | None:
    """Return the files that a build made, by path in the folder; None if no manifest tells.

    Raises:
        OSError: if there is one that cannot be read.
    """
    try:
        manifest = msgspec.json.decode((folder / MANIFEST_NAME).read_bytes(), type=Manifest)
    except (FileNotFoundError, msgspec.MsgspecError, UnicodeError, RecursionError):
        return None
    return set(manifest.files)


def _is_inside(folder: Path, path: str) -> bool:
    """Tell whether a path of the manifest is a file in the folder, whatever links are there."""
    file = folder / path
    # Unlike `is_file`, this takes a name that no system allows for a file that is not there.
    there = os.path.isfile(file)  # noqa: PTH113
    return there and file.parent.resolve().is_relative_to(folder.resolve())


def _refuse_foreign(folder: Path, changed: Iterable[str], ours: set[str], overwrite: bool) -> None:
    errors: dict[Path, OutputError] = {}
    for path in changed:
        target = folder / path
        above = [folder / parent for parent in Path(path).parents]
        blocked = next((file for file in above if file.is_file()), None)
        if target.is_dir():
            errors[target] = OutputError("a folder of this name is in the way", hint=_ELSEWHERE)
        elif blocked and blocked.relative_to(folder).as_posix() not in ours:
            errors[blocked] = OutputError("a file is where a folder must be", hint=_ELSEWHERE)
        elif path not in ours and target.exists() and not overwrite:
            hint = f"build once with `--overwrite` to replace it, or {_ELSEWHERE}"
            message = "the file was not made by feedpub, so it is left alone"
            errors[target] = OutputError(message, hint=hint)
    for file, error in errors.items():
        error.at = Location(str(file))
    if errors:
        raise together(list(errors.values()))


_ELSEWHERE = "give the feed another `path`, or switch the file off in [site]"


def _replace(
    folder: Path,
    staged: Mapping[str, int],
    removed: Iterable[str],
    ours: set[str],
    wanted: set[str],
) -> None:
    staging = folder / STAGING_NAME
    # Both old and new files are ours from here on, so that a run which is
    # interrupted between two of them does not find its own files in the way.
    _write_manifest(folder, staging, ours | wanted)
    folders = {str(parent) for path in staged for parent in PurePosixPath(path).parents}
    for path in folders.intersection(removed):  # a folder will be where this file was
        (folder / path).unlink()
    for path, number in staged.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (staging / str(number)).replace(target)
    for path in set(removed) - folders:
        _remove(folder, path)
    _write_manifest(folder, staging, wanted)


def _write_manifest(folder: Path, staging: Path, files: set[str]) -> None:
    body = msgspec.json.format(msgspec.json.encode(Manifest(sorted(files))), indent=1) + b"\n"
    (staging / "manifest").write_bytes(body)
    (staging / "manifest").replace(folder / MANIFEST_NAME)


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()


def _name(folder: Path, error: OSError) -> str:
    if folder.is_file():
        return str(folder)
    # A rename has two names, of which the second is the user's.
    name = error.filename2 or error.filename
    return name if isinstance(name, str) else str(folder)
