"""Documents made: those that would change are written beside the old ones, in two processes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from feedpub.errors import TemplateError
from feedpub.feeds import Planned
from feedpub.findings import Finding
from feedpub.output import OutputFolder
from feedpub.project.memory import Written
from feedpub.project.parallel import in_two
from feedpub.project.report import Tell, silent
from feedpub.publication import Completer
from feedpub.publication.complete import Trace

FEW = 8
"""So many documents are made before a second process would be of use."""


class Made(msgspec.Struct, frozen=True, array_like=True):
    """What became of a document."""

    key: str
    staged: bool
    """Whether its file would change, so that it is written beside the old one."""

    failed: Finding | None = None
    """Why it could not be made; its file is left as it is."""

    traces: dict[str, Trace] = {}
    """How articles were made on the way; the last document of a process has those of all."""


def make_documents(
    documents: Sequence[Planned],
    complete: Completer,
    output: OutputFolder,
    written: Mapping[str, Written],
    tell: Tell = silent,
    *,
    first: int = 0,
) -> list[Made]:
    """Make all documents whose keys are not as they were `written`.

    `first` is the number of the first of them in this build.
    """

    def work(some: Sequence[int]) -> list[Made]:
        known = set(complete.traces)
        made: list[Made] = []
        for done, number in enumerate(some):
            tell("writing feeds", done * len(documents) // len(some), len(documents))
            made.append(_made(first + number, documents[number], output, written))
        traces = {ref: trace for ref, trace in complete.traces.items() if ref not in known}
        return [*made[:-1], *(msgspec.structs.replace(last, traces=traces) for last in made[-1:])]

    numbers = range(len(documents))
    if sum(document.path not in written for document in documents) <= FEW:
        return work(numbers)
    output.open()  # before there are two who might
    made = in_two(work, numbers, list[Made])
    for one in made:
        complete.traces.update(one.traces)
    return made


def _made(
    number: int, document: Planned, output: OutputFolder, written: Mapping[str, Written]
) -> Made:
    before = written.get(document.path)
    try:
        key = document.key()
        if before and before.key == key:
            return Made(key, staged=False)
        return Made(key, output.stage(number, document.path, document.body()))
    except TemplateError as e:
        failed = Finding(code="template-broken", message=e.message, at=e.at, hint=e.hint)
        return Made("", staged=False, failed=failed)
