"""Which line of which template is to blame for an error, and what was meant there.

Jinja puts the lines of templates into the traceback; everything else in it is Python.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from feedpub.errors import Location
from feedpub.places import place_of_offset

Folders = Iterable[tuple[str, Path]]
"""Where templates are, each folder with the name under which people know it."""


def place_of(trace: TracebackType | None, folders: Folders) -> Location | None:
    """Return the innermost line of a template in the traceback."""
    return _place(_last_template(trace), folders)


def place_within(trace: TracebackType | None, folders: Folders) -> Location | None:
    """Return the innermost line of a template that lies in one of the folders."""
    return _place(_last_template(trace, [folder for _, folder in folders]), folders)


class Including(NamedTuple):
    """The line of a template that includes a part from elsewhere."""

    at: Location
    part: str
    """The file of the part."""


def including(trace: TracebackType | None, folders: Folders) -> Including | None:
    """Return the innermost line of the folders, if it includes what failed from elsewhere."""
    steps = [step for step in _steps(trace) if _is_template(step)]
    inside = [_lies_in(step, [folder for _, folder in folders]) for step in steps]
    last = len(steps) - 1 - inside[::-1].index(True) if True in inside else -1
    if last < 0 or last == len(steps) - 1 or not _includes(steps[last]):
        return None
    at = _place(steps[last], folders)
    return Including(at, steps[last + 1].tb_frame.f_code.co_filename) if at else None


_INCLUDE = re.compile(r"\{%[-+]?\s*include\b")
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\b")
_TOP = "top-level template code"
"""What Jinja calls the code of a template that stands in no block."""


def _includes(step: TracebackType) -> bool:
    """Tell whether a line includes a template; outside of blocks it may be one that extends."""
    code = step.tb_frame.f_code
    source = Path(code.co_filename).read_text("utf-8", "replace")
    line = source.split("\n")[step.tb_lineno - 1 : step.tb_lineno]
    if code.co_name == _TOP and _EXTENDS.search(source):
        return False
    return any(map(_INCLUDE.search, line))


def place_of_text(text: str, folders: Folders) -> Location | None:
    """Return where the first line of `text` stands in a template of the folders."""
    wanted = text.partition("\n")[0].strip()
    for label, folder in folders:
        for file in sorted([*folder.rglob("*.html"), *folder.rglob("*.css")]):
            for number, line in enumerate(file.read_text("utf-8", "replace").split("\n"), 1):
                if wanted and wanted in line:
                    return Location(f"{label}/{file.relative_to(folder).as_posix()}", number)
    return None


def place_of_pattern(
    pattern: re.Pattern[str], folders: Folders, suffixes: Sequence[str] = (".html", ".css")
) -> Location | None:
    """Return where a template of the folders has what the pattern is for: its last group."""
    for label, folder in folders:
        for file in sorted(file for suffix in suffixes for file in folder.rglob(f"*{suffix}")):
            text = file.read_text("utf-8", "replace")
            if found := pattern.search(text):
                path = f"{label}/{file.relative_to(folder).as_posix()}"
                return Location(path, *place_of_offset(text, found.start(pattern.groups)))
    return None


def _place(step: TracebackType | None, folders: Folders) -> Location | None:
    if step is None:
        return None
    return Location(shown(step.tb_frame.f_code.co_filename, folders), step.tb_lineno)


def names_at(trace: TracebackType | None) -> set[str]:
    """Return the variables that the template has at that line."""
    step = _last_template(trace)
    return {name for name in step.tb_frame.f_locals if name[0] != "_"} if step else set()


def is_ours(trace: TracebackType | None, *filters: str) -> bool:
    """Tell whether an error arose in our code, and not in a template or in modules of filters."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    module = trace.tb_frame.f_globals.get("__name__", "") if trace else ""
    return module.startswith("feedpub.") and module not in filters


def shown(name: str, folders: Folders) -> str:
    """Return the file as people know it: ``templates/digest.html``, ``builtin/digest.html``."""
    path = Path(name)
    for label, folder in folders:
        if path.is_relative_to(folder):
            return f"{label}/{path.relative_to(folder).as_posix()}"
    return name


def fields_of(thing: Any) -> set[str]:
    """Return what a template can ask of a value."""
    if thing is None:
        return set()
    names = thing.keys() if isinstance(thing, Mapping) else dir(thing)
    return {name for name in names if isinstance(name, str) and not name.startswith("_")}


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint with the known name that is most like `name`, or with all of them."""
    names = sorted(known)
    if close := difflib.get_close_matches(name, names, 1, 0.5):
        return f"did you mean `{close[0]}`?"
    if not names or len(names) > _MOST:
        return ""
    return "known are " + ", ".join(f"`{name}`" for name in names)


_MOST = 24
"""More names than that help nobody."""


def _last_template(
    trace: TracebackType | None, within: Sequence[Path] = ()
) -> TracebackType | None:
    found = None
    for step in _steps(trace):
        if _is_template(step) and (not within or _lies_in(step, within)):
            found = step
    return found


def _steps(trace: TracebackType | None) -> Iterator[TracebackType]:
    while trace is not None:
        yield trace
        trace = trace.tb_next


def _is_template(step: TracebackType) -> bool:
    return step.tb_frame.f_code.co_filename.endswith((".html", ".txt", ".css"))


def _lies_in(step: TracebackType, folders: Iterable[Path]) -> bool:
    return any(Path(step.tb_frame.f_code.co_filename).is_relative_to(each) for each in folders)
