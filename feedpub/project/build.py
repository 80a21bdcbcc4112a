"""What `build` does."""

from __future__ import annotations

import datetime as dt
from fnmatch import fnmatch
from pathlib import Path

from feedpub.config import CONFIG_NAME
from feedpub.errors import ConfigError
from feedpub.findings import Severity
from feedpub.lock import LOCK_NAME
from feedpub.output import WriteReport, alone
from feedpub.project.memory import Memory
from feedpub.project.project import Project
from feedpub.project.report import NO_DEMANDS, BuildReport, Demands, Tell, silent


def build(
    project: Project,
    output: Path,
    now: dt.datetime,
    demands: Demands = NO_DEMANDS,
    tell: Tell = silent,
) -> BuildReport:
    """Write the lock, and then everything that is served; `tell` how far it has come.

    Of two builds at once the second waits for the first.

    Raises:
        FeedpubError: as `Project.load`, `output_folder` and `refuse_surprises`.
    """
    _refuse_output_among_articles(project, output)
    # From reading feedpub.lock to writing it, or the ids that another build made would be lost.
    # The settings are there in every publication, and nobody replaces them meanwhile.
    with alone(project.root / CONFIG_NAME, LOCK_NAME):
        memory = Memory(project, output)
        files = project.find_files()
        last = memory.last
        is_refused = demands.strict and any(f.severity is Severity.ERROR for f in last.findings)
        # Files of others, which were left alone then.
        is_more = demands.overwrite and any(f.code == "file-foreign" for f in last.findings)
        is_asked = is_refused or is_more or demands.against
        if not is_asked and memory.is_up_to_date(files, now):
            unchanged = WriteReport(unchanged=tuple(last.written))
            return BuildReport(last.findings, unchanged, due=last.due)

        # With it comes all that reads articles and writes feeds, which takes a tenth of a second.
        from feedpub.project.rebuild import rebuild

        return rebuild(project, memory, files, now, demands, tell)


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
