"""The campaign `mail`: publications with newsletters, through everything that makes mail of them.

A batch is one publication. Each edition is rendered for each segment, compiled, filled for all
kinds of subscribers and read back; then its web pages are built, and everything is checked.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from feedpub.errors import FeedpubError
from feedpub.findings import Finding
from feedpub.newsletter.context import View
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.template_files import builtin_folder
from feedpub.newsletter.templates import Environment, environment
from feedpub.project import Project
from feedpub.project.build import build
from feedpub.project.check import check
from feedpub.project.editions import read_known, refuse_unseen
from feedpub.project.newsletters import Opened, rendered_for, settings_of
from feedpub.publication import Completer, Publication
from tests.fuzz import oracle
from tests.fuzz.files import Files
from tests.fuzz.mail_files import BUILTIN, mail_batch
from tests.fuzz.mail_oracle import check_document, check_message, check_rendered
from tests.fuzz.oracle import Wrong
from tests.site import Site

NOW = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
SIZE = 100
"""Files in a batch, on the average."""

Step = tuple[str, Callable[[], None], float]
"""Its name, what it does, and the seconds of work that it may take."""


def batch(rng: random.Random) -> list[Files]:
    """Return the files of one publication."""
    return mail_batch(rng)


def steps(root: Path, files: Sequence[Files], thorough: bool) -> Iterator[Step]:
    """Yield what is done with the publication, which is written first."""
    written = {file.path: file.data for item in files for file in item}
    for path, data in written.items():
        Site(root).write(path, data)
    mailing = _Mailing(root, written)
    yield "reading", mailing.read, 20
    for edition in mailing.editions:
        yield f"rendering {edition.path}", lambda e=edition: mailing.render(e), 20
    yield "building", mailing.build, 60
    if thorough:
        yield "checking", mailing.check, 120
        yield "commands", mailing.run_commands, 120


class _Mailing:
    """One publication on its way."""

    def __init__(self, root: Path, written: Mapping[str, bytes]) -> None:
        self.root = root
        self.files = {**written, **_builtin(), "feedpub.lock": b""}
        self.overridden = any(path.startswith("templates/parts/") for path in written)
        self.editions: list[Edition] = []

    def read(self) -> None:
        self.project = Project.open(self.root)
        known = read_known(self.project)
        _check_findings([error for one in known.values() for error in one.errors], self.files)
        self.editions += [one.edition for one in known.values() if one.edition]
        self.publication: Publication = self.project.load(NOW).publication
        self.complete: Completer = self.project.completer(self.publication)
        self.env: Environment = environment(self.root / "templates")

    def render(self, edition: Edition) -> None:
        """Render an edition, without the articles that nobody can see, for everybody."""
        newsletter = settings_of(self.project, edition.newsletter)
        with_errors(lambda: refuse_unseen(self.project, edition, self.publication), self.files)
        visible = self.publication.by_id()
        entries = tuple(entry for entry in edition.entries if entry.id in visible)
        edition = msgspec.structs.replace(edition, entries=entries)
        articles = [self.complete(visible[entry.id]) for entry in entries]
        opened = Opened(newsletter, edition, articles, self.complete, self.publication)
        ours = newsletter.template in BUILTIN and not self.overridden
        for segment in newsletter.segments or ("",):
            view = View(segment=segment)

            def one(view: View = view) -> None:
                rendered = rendered_for(self.project, opened, self.env, NOW, view)
                message = compile_message(
                    rendered, opened.edition, newsletter, self.project.config, date=NOW
                )
                check_rendered(rendered, ours=ours)
                check_message(rendered, message, ours=ours)

            with_errors(one, self.files, refused=not ours)

    def build(self) -> None:
        """Build the pages; those of our own templates are safe, and nothing is built twice."""
        report = build(self.project, self.root / "public", NOW)
        _check_findings(report.findings, self.files)
        own = tuple(f"editions/{name}/" for name in ("own-a", "own-b"))
        for path, data in Site(self.root).outputs().items():
            if path.startswith("editions/") and not (path.startswith(own) or self.overridden):
                check_document(data.decode())

    def check(self) -> None:
        findings = check(Project.open(self.root), NOW, self.root / "public")
        _check_findings(findings, self.files)

    def run_commands(self) -> None:
        """Run the commands; a traceback would come through."""
        site = Site(self.root)
        for edition in self.editions[::5]:
            for command in ("render", "preview"):
                ran = site.run("newsletter", command, edition.newsletter, edition.key)
                if ran.code not in (0, 1, 2) or (ran.code and not ran.err):
                    raise Wrong(f"command: {command} {edition.path}: {ran!r}")


def with_errors(
    action: Callable[[], None], files: Mapping[str, bytes], *, refused: bool = True
) -> None:
    """Do something that may be `refused`, with a place and a reason."""
    try:
        action()
    except FeedpubError as e:
        if not refused:
            raise Wrong(f"refused: {e} {e.hint}") from e
        found = [
            Finding(code="mail-broken", message=each.message, at=each.at, hint=each.hint)
            for each in e.all()
        ]
        _check_findings(found, files)


def _check_findings(findings: Iterable[Finding], files: Mapping[str, bytes]) -> None:
    """Hold findings to the oracle; those about whole files have no line, or no place at all."""
    with_lines = (
        f for f in findings if f.code != "output-stale" and not _ABOUT_FILES.match(f.message)
    )
    oracle.check_findings(with_lines, files)


_ABOUT_FILES = re.compile("the template writes nothing|there is no template `[^`/]*`$")


def _builtin() -> dict[str, bytes]:
    """Return our templates by the names that messages give them."""
    folder = builtin_folder()
    return {
        f"builtin/{file.relative_to(folder).as_posix()}": file.read_bytes()
        for file in folder.rglob("*.*")
    }
