"""A build that has something to do: what changed is read, and what depends on it written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from feedpub.errors import Location, LockError, together
from feedpub.feeds import plan
from feedpub.findings import Finding, Severity, in_order
from feedpub.output import OutputFolder, output_folder
from feedpub.project.collecting import few_collections
from feedpub.project.making import make_documents
from feedpub.project.memory import Memory, Outcome
from feedpub.project.project import Files, Project
from feedpub.project.reading import Known, read_all
from feedpub.project.report import BuildReport, Demands, Tell
from feedpub.publication.identity import Identified


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
    with output_folder(memory.output, overwrite=demands.overwrite) as folder:
        around = (d.path for d in planned.documents if d.kind in ("page", "site"))
        foreign = folder.foreign(around)
        left = [_left_alone(folder, path) for path in foreign]
        documents = [d for d in planned.documents if d.path not in foreign]
        made = make_documents(documents, complete, folder, memory.written(), tell)
        findings = tuple(in_order([*loaded.findings, *planned.findings, *complete.findings, *left]))
        if demands.strict and any(finding.severity is Severity.ERROR for finding in findings):
            return Outcome(BuildReport(findings, refused=True))
        if demands.against:
            from feedpub.project.guards import refuse_surprises  # git and all: only if asked

            refuse_surprises(
                project, loaded.publication, planned, demands.against, now, memory.output
            )
        if not demands.frozen:
            project.write_lock(lock)
        keys = {d.path: m.key for d, m in zip(documents, made, strict=True)}
        staged = {d.path: n for n, d in enumerate(documents) if made[n].staged}
        written = folder.put(list(keys), staged)
    return Outcome(
        BuildReport(findings, written, len(loaded.identified.minted), due=loaded.due),
        keys,
        complete.traces,
        loaded.span,
        foreign,
        # A frozen build leaves a lock to the next that is not as it should be.
        is_whole=not demands.frozen or project.is_written(lock),
    )


def _left_alone(folder: OutputFolder, path: str) -> Finding:
    at = Location((folder.folder / path).as_posix())
    message = "there is a file of your own, so feedpub's is not written"
    return Finding(code="file-foreign", message=message, at=at)


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
