"""A build that has something to do: what changed is read, and what depends on it written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from feedpub.errors import Location, LockError, together
from feedpub.feeds import Plan, Planned, plan
from feedpub.feeds.planned import Kind
from feedpub.findings import Finding, Severity, in_order
from feedpub.output import OutputFolder, made_files, output_folder
from feedpub.project.collecting import few_collections
from feedpub.project.edition_sources import has_pages
from feedpub.project.logos import missing_logos
from feedpub.project.making import make_documents
from feedpub.project.memory import Memory, Outcome, Written
from feedpub.project.project import Files, Loaded, Project
from feedpub.project.reading import Known, read_all
from feedpub.project.report import BuildReport, Demands, Tell
from feedpub.publication import Completer
from feedpub.publication.identity import Identified

if TYPE_CHECKING:
    from feedpub.project.edition_pages import EditionPages


def rebuild(
    project: Project,
    memory: Memory,
    files: Files,
    now: dt.datetime,
    demands: Demands,
    tell: Tell,
) -> BuildReport:
    """Write the lock, and then everything that would change; keep what is known for next time.

    Raises:
        FeedpubError: as `build`.
    """
    with few_collections():
        known = read_all(project.reader, files.files, memory.sources(), memory.unchanged(), tell)
    outcome = _published(project, memory, files, known, now, demands, tell)
    # The publication is out of the memory by now, which a large one needs for this.
    if not outcome.report.refused:
        memory.keep(files, known, outcome)
    return outcome.report


def _published(
    project: Project,
    memory: Memory,
    files: Files,
    known: Mapping[str, Known],
    now: dt.datetime,
    demands: Demands,
    tell: Tell,
) -> Outcome:
    with few_collections():
        loaded = project.assembled(files, known, now)
    lock = loaded.identified.lock
    if demands.frozen:
        _refuse_new_identities(loaded.identified)
    complete = project.completer(loaded.publication, memory.traces())
    planned = plan(loaded.publication, complete)
    editions = _editions(project, memory, loaded, planned, complete)
    loaded = editions.timed(loaded) if editions else loaded
    with output_folder(memory.output, overwrite=demands.overwrite) as folder:
        making = _Making(planned, editions, complete, folder, memory.written(), tell)
        told = (*loaded.findings, *missing_logos(project))
        findings = tuple(in_order([*told, *planned.findings, *complete.findings, *making.findings]))
        if demands.strict and any(finding.severity is Severity.ERROR for finding in findings):
            return Outcome(BuildReport(findings, refused=True))
        if demands.against:
            from feedpub.project.guards import refuse_surprises  # git and all: only if asked

            refuse_surprises(
                project, loaded.publication, planned, demands.against, now, memory.output
            )
        if not demands.frozen:
            project.write_lock(lock)
        written = folder.put(list(making.keys), making.staged)
    return Outcome(
        BuildReport(findings, written, len(loaded.identified.minted), due=loaded.due),
        making.keys,
        complete.traces,
        loaded.span,
        making.foreign,
        # A frozen build leaves a lock to the next that is not as it should be.
        is_whole=not demands.frozen or project.is_written(lock),
        editions=editions.known if editions else {},
    )


def _editions(
    project: Project, memory: Memory, loaded: Loaded, planned: Plan, complete: Completer
) -> EditionPages | None:
    """Return the pages of editions, of which most publications have none."""
    if not has_pages(project.config):
        return None
    from feedpub.project.edition_pages import EditionPages
    from feedpub.project.editions import read_known

    known = read_known(project, memory.editions())
    return EditionPages(project, loaded.publication, planned, known, complete)


class _Making:
    """Everything that is to be written, made beside what is there."""

    def __init__(
        self,
        planned: Plan,
        editions: EditionPages | None,
        complete: Completer,
        folder: OutputFolder,
        written: Mapping[str, Written],
        tell: Tell,
    ) -> None:
        self.findings: list[Finding] = list(editions.findings) if editions else []
        self.keys: dict[str, str] = {}
        """Those of the documents, by path; empty for what stays as it was because it must."""

        self.staged: dict[str, int] = {}
        """The numbers of those that would change."""

        self.foreign: frozenset[str] = frozenset()
        """Paths at which somebody has a file of their own."""

        self._complete = complete
        self._folder = folder
        self._written = editions.known_of(written) if editions else written
        self._tell = tell
        self._count = 0
        ours = made_files(folder.folder) or set()
        lost = self._make([*planned.documents, *(editions.documents if editions else ())])
        for path in lost & ours:
            self.keys[path] = ""
        if editions:
            for path in editions.kept() & ours - self.keys.keys():
                self.keys[path] = ""
            for path in self._make(editions.lists(lost - ours)) & ours:
                self.keys[path] = ""

    def _make(self, documents: Sequence[Planned]) -> set[str]:
        """Make documents, and return the paths of those that could not be."""
        around = {d.path: d.kind for d in documents if d.kind in _AROUND}
        foreign = self._folder.foreign(around)
        self.findings += [_left_alone(self._folder, p, around[p]) for p in sorted(foreign)]
        self.foreign |= foreign
        documents = [document for document in documents if document.path not in foreign]
        made = make_documents(
            documents, self._complete, self._folder, self._written, self._tell, first=self._count
        )
        lost: set[str] = set()
        for number, (document, one) in enumerate(zip(documents, made, strict=True), self._count):
            if one.failed:
                self.findings.append(one.failed)
                lost.add(document.path)
                continue
            self.keys[document.path] = one.key
            if one.staged:
                self.staged[document.path] = number
        self._count += len(documents)
        return lost


_AROUND: frozenset[Kind] = frozenset(["page", "site", "edition"])
"""What is written beside the feeds, and gives way to somebody's own file."""


def _left_alone(folder: OutputFolder, path: str, kind: Kind) -> Finding:
    at = Location((folder.folder / path).as_posix())
    message = "there is a file of your own, so feedpub's is not written"
    hint = _OWN_PAGES if kind == "edition" else ""
    return Finding(code="file-foreign", message=message, at=at, hint=hint)


_OWN_PAGES = (
    "set `pages = false` for the newsletter, or build once with `--overwrite` to replace the file"
)


def _refuse_new_identities(identified: Identified) -> None:
    errors = [
        LockError("the article has no id yet", at=Location(row.path)) for row in identified.minted
    ]
    errors += [
        LockError(f"the id would change from {before.id} to {after.id}", at=Location(after.path))
        for before, after in identified.changed
    ]
    for error in errors:
        error.hint = "run `feedpub build` and commit feedpub.lock"
    if errors:
        raise together(errors)
