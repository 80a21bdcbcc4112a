"""What `build`, `check` and `list` do."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatch
from pathlib import Path

import msgspec

from feedpub.config import CONFIG_NAME
from feedpub.errors import ConfigError, Location, LockError, together
from feedpub.feeds import describe_feeds, feed_documents
from feedpub.findings import Finding, Severity, in_order
from feedpub.lock import LOCK_NAME
from feedpub.model import Article
from feedpub.output import WriteReport, alone, write_documents
from feedpub.project.project import Project
from feedpub.publication import State
from feedpub.publication.identity import Identified


class BuildReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a build did."""

    files: WriteReport = WriteReport()
    findings: tuple[Finding, ...]
    new_ids: int = 0
    refused: bool = False
    """Whether nothing was written, because of errors and `strict`."""


def build(
    project: Project,
    output: Path,
    now: dt.datetime,
    *,
    strict: bool = False,
    frozen: bool = False,
    overwrite: bool = False,
) -> BuildReport:
    """Write the lock, and then everything that is served.

    With `strict` nothing is written if there is any error; with `frozen` nothing is if an
    id would be made or changed. Of two builds at once the second waits for the first.

    Raises:
        FeedpubError: as `Project.load` and `write_documents`.
    """
    _refuse_output_among_articles(project, output)
    # From reading feedpub.lock to writing it, or the ids that another build made would be lost.
    # The settings are there in every publication, and nobody replaces them meanwhile.
    with alone(project.root / CONFIG_NAME, LOCK_NAME):
        return _build(project, output, now, strict=strict, frozen=frozen, overwrite=overwrite)


def _build(
    project: Project, output: Path, now: dt.datetime, *, strict: bool, frozen: bool, overwrite: bool
) -> BuildReport:
    loaded = project.load(now)
    complete = project.completer(loaded.publication)
    feeds, noteworthy = describe_feeds(loaded.publication, complete)
    documents = list(feed_documents(feeds))
    findings = tuple(in_order([*loaded.findings, *noteworthy, *complete.findings]))
    if frozen:
        _refuse_new_identities(loaded.identified)
    if strict and any(finding.severity is Severity.ERROR for finding in findings):
        return BuildReport(findings=findings, refused=True)
    if not frozen:
        project.write_lock(loaded.identified.lock)
    files = write_documents(output, documents, overwrite=overwrite)
    return BuildReport(files=files, findings=findings, new_ids=len(loaded.identified.minted))


def check(project: Project, now: dt.datetime) -> list[Finding]:
    """Return everything noteworthy about all articles; nothing is written."""
    loaded = project.load(now)
    complete = project.completer(loaded.publication)
    _, noteworthy = describe_feeds(loaded.publication, complete)
    for article, _ in _all(loaded.publication.articles, loaded.publication.withheld):
        complete(article)
    return in_order([*loaded.findings, *noteworthy, *complete.findings])


def articles(
    project: Project, now: dt.datetime, *, full: bool
) -> tuple[list[tuple[Article, State]], list[Finding]]:
    """Return all articles with their states, the newest first; with `full`, complete."""
    loaded = project.load(now)
    complete = project.completer(loaded.publication)
    found = _all(loaded.publication.articles, loaded.publication.withheld)
    if full:
        found = [(complete(article), state) for article, state in found]
    found.sort(key=lambda pair: (pair[0].published or now, pair[0].ref), reverse=True)
    return found, in_order([*loaded.findings, *complete.findings])


def _all(
    visible: tuple[Article, ...], withheld: tuple[tuple[Article, State], ...]
) -> list[tuple[Article, State]]:
    return [*((article, State.PUBLISHED) for article in visible), *withheld]


def _refuse_output_among_articles(project: Project, output: Path) -> None:
    """Raise if the next build would read the feeds of this one as articles."""
    settings = project.config.articles
    folder = (project.root / settings.folder).resolve()
    if not output.resolve().is_relative_to(folder):
        return
    inner = output.resolve().relative_to(folder) / "feed.json"
    ignored = any(fnmatch(inner.as_posix(), pattern) for pattern in settings.ignore)
    if not ignored and not any(part.startswith((".", "_")) for part in inner.parts):
        hint = "write elsewhere with `-o`"
        if inner.parent != Path():  # every article lies in the articles folder itself
            hint += f', or add `ignore = ["{inner.parent.as_posix()}/*"]` to [articles]'
        raise ConfigError(f"the output folder `{output}` lies among the articles", hint=hint)


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
