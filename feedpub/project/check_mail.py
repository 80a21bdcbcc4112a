"""What `check` says of newsletters: the next edition of each, rendered and judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from feedpub.config.mentions import mentions
from feedpub.config.settings import NewsletterSettings
from feedpub.errors import ConfigError, EditionError, FeedpubError, Location, TemplateError
from feedpub.feeds.check import Places
from feedpub.findings import Finding
from feedpub.model import Article
from feedpub.newsletter.context import View, late_fields
from feedpub.newsletter.edition import Edition, Entry
from feedpub.newsletter.edition_tags import expanded
from feedpub.newsletter.lint.checks import lint
from feedpub.newsletter.lint.footer import unused_fields
from feedpub.newsletter.lint.mail import Mail, Origin, Told, mail_of
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from feedpub.project.broken_editions import owners
from feedpub.project.check_templates import check_templates
from feedpub.project.coming import coming
from feedpub.project.editions import read_known, refuse_repeated, unseen
from feedpub.project.introductions import completed
from feedpub.project.mail_places import MailPlaces
from feedpub.project.project import Project
from feedpub.publication import Completer, Publication


def check_mail(
    project: Project, publication: Publication, complete: Completer, places: Places
) -> Iterator[Finding]:
    """Yield what is noteworthy about the editions that are still to be sent."""
    known = read_known(project)
    for one in known.values():
        yield from one.errors
    written = [one.edition for one in known.values() if one.edition]
    lines = {one.edition.path: one.intro_line for one in known.values() if one.edition}
    files = MailPlaces(places, project.config)
    yield from check_templates(project.config, files)
    one_run = _Run(project, publication, complete, files, lines)
    newsletters = project.config.newsletters
    broken = owners(known, (newsletter.name for newsletter in newsletters), places)
    yield from _once(
        finding
        for newsletter in newsletters
        for finding in one_run.findings(newsletter, written, newsletter.name in broken)
    )


def check_edition(
    project: Project,
    publication: Publication,
    complete: Completer,
    newsletter: NewsletterSettings,
    edition: Edition,
) -> Iterator[Finding]:
    """Yield what is noteworthy about the mail of one edition."""
    places = MailPlaces(Places(project.text_of), project.config)
    lines = {one.path: known.intro_line for known in read_known(project).values()
             if (one := known.edition)}  # fmt: skip
    yield from _once(_Run(project, publication, complete, places, lines).of(newsletter, edition))


def _once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield of those that have one cause the first."""
    told: set[tuple[object, ...]] = set()
    for finding in findings:
        if (cause := _cause(finding)) not in told:
            told.add(cause)
            yield finding


def _cause(finding: Finding) -> tuple[object, ...]:
    """Return what two findings share that have one cause.

    What a template says is shown by every story, each time with other words.
    """
    is_template = finding.at and finding.at.path.startswith(("templates/", "builtin/"))
    return finding.code, finding.at, "" if is_template else finding.message


class _Run:
    """One look at all newsletters."""

    def __init__(
        self,
        project: Project,
        publication: Publication,
        complete: Completer,
        places: MailPlaces,
        lines: Mapping[str, int],
    ) -> None:
        self.project = project
        self.config = project.config
        self.publication = publication
        self.visible = publication.by_id()
        self.complete = complete
        self.places = places
        self.lines = lines
        """On which line the introduction of each edition begins, by its path."""

        self.env = environment(project.root / "templates", marked=True)
        self.origins: dict[str, Origin] = {}
        self.used: defaultdict[str, set[str]] = defaultdict(set)
        """The late fields that a newsletter names."""

    def findings(
        self, newsletter: NewsletterSettings, written: Sequence[Edition], is_broken: bool
    ) -> Iterator[Finding]:
        """Yield what is noteworthy about a newsletter; `is_broken` if an edition cannot be used.

        It might be the one that comes next, and what it would say is not known.
        """
        for edition in coming(self.publication, newsletter, written, is_broken=is_broken):
            yield from self._of_articles(edition, written)
            yield from self.of(newsletter, edition)
        if newsletter.name in self.origins and not is_broken:
            self.used[newsletter.name].update(self._mentioned(newsletter, written))
            origin, used = self.origins[newsletter.name], self.used[newsletter.name]
            for problem in unused_fields(origin, used):
                yield Finding(code=problem.code, message=problem.message,
                              at=self.places.setting(*problem.setting))  # fmt: skip

    def of(self, newsletter: NewsletterSettings, edition: Edition) -> Iterator[Finding]:
        """Yield what is noteworthy about the mail of an edition, for each segment."""
        shown = self._visible(edition)
        for segment in newsletter.segments or ("",):
            try:
                mail = self._mail(shown, newsletter, segment)
            except FeedpubError as e:
                yield from self._broken(e, newsletter)
                continue
            assert mail.origin is not None
            self.origins[newsletter.name] = mail.origin
            self.used[newsletter.name] |= {gap.field for gap in mail.gaps.values()}
            for problem in lint(mail):
                yield self._finding(mail, mail.origin, problem)

    # --- one edition ---

    def _of_articles(self, edition: Edition, written: Sequence[Edition]) -> Iterator[Finding]:
        """Yield which articles cannot be in the edition."""
        errors = list(unseen(self.project, edition, self.publication))
        try:
            refuse_repeated(self.project, edition, written)
        except EditionError as e:
            errors += [each for each in e.all() if isinstance(each, EditionError)]
        for error in errors:
            yield Finding(code="mail-broken", message=error.message, at=error.at, hint=error.hint)

    def _visible(self, edition: Edition) -> Edition:
        """Return the edition without the articles that nobody can see."""
        entries = tuple(entry for entry in edition.entries if entry.id in self.visible)
        return msgspec.structs.replace(edition, entries=entries)

    # --- one mail ---

    def _mail(self, edition: Edition, newsletter: NewsletterSettings, segment: str) -> Mail:
        """Render what one segment gets."""
        articles = [self.complete(self.visible[entry.id]) for entry in edition.entries]
        view = View(segment=segment, marked=True)
        late = late_fields(edition, articles, newsletter, self.config, view)
        text = expanded(edition.intro, late)
        line = self.lines.get(edition.path, 1)
        intro = completed(edition, line, text, self.config, self.complete)
        now = self.publication.now
        rendered = render_edition(
            edition, articles, newsletter, self.config, self.env,
            now=now, intro=intro, view=view, late=late,
        )  # fmt: skip
        message = compile_message(rendered, edition, newsletter, self.config, date=now)
        stories = _stories(edition.entries, articles, segment)
        origin = Origin(edition=edition, newsletter=newsletter, config=self.config, stories=stories)
        mail = mail_of(rendered, origin)
        files, natural = self._pictures(mail)
        whole = msgspec.structs.replace(
            origin,
            message=message.fill({}),
            files=files,
            natural=natural,
            sources=self.places.template,
        )
        return msgspec.structs.replace(mail, origin=whole)

    def _pictures(self, mail: Mail) -> tuple[dict[str, tuple[str, int]], dict[str, int]]:
        """Return path and size, and the width, of the pictures that are files of ours."""
        files: dict[str, tuple[str, int]] = {}
        natural: dict[str, int] = {}
        for element in mail.elements:
            address = element.attributes.get("src", "") if element.tag == "img" else ""
            path = self.complete.files.get(address) or self.project.assets.path_of(address)
            if path and (asset := self.project.assets.at(path)):
                files[address] = (path, asset.length)
                natural[address] = asset.width or 0
        return files, natural

    def _mentioned(
        self, newsletter: NewsletterSettings, written: Sequence[Edition]
    ) -> Iterator[str]:
        """Yield the fields that editions or templates name, even if none of today's mails does."""
        for edition in written:
            if edition.newsletter == newsletter.name:
                for text in (edition.subject, edition.preheader, edition.intro):
                    yield from (mention.name for mention in mentions(text))
        for file in sorted((self.project.root / "templates").rglob("*.*")):
            label = file.relative_to(self.project.root).as_posix()
            source = self.places.template(label) if file.suffix in (".html", ".txt") else ""
            yield from (name for name in newsletter.fields if f"subscriber.{name}" in source)

    # --- findings ---

    def _finding(self, mail: Mail, origin: Origin, problem: Problem) -> Finding:
        at = self.places.of(mail, origin, problem)
        return Finding(code=problem.code, message=problem.message, at=at, hint=problem.hint)

    def _broken(self, error: FeedpubError, newsletter: NewsletterSettings) -> Iterator[Finding]:
        for each in error.all():
            at = each.at or self._place_without(each, newsletter)
            yield Finding(code="mail-broken", message=each.message, at=at, hint=each.hint)

    def _place_without(self, error: FeedpubError, newsletter: NewsletterSettings) -> Location:
        """Return the template, or the setting, for an error that does not know its place."""
        label = f"templates/{newsletter.template}.html"
        if isinstance(error, TemplateError) and self.places.template(label):
            return Location(label)
        if isinstance(error, ConfigError) and "mail client" in error.message:
            return self.places.setting("mail", "clients")
        field = "template" if isinstance(error, TemplateError) else "name"
        return self.places.setting("newsletters", self.config.newsletters.index(newsletter), field)


def _stories(
    entries: Sequence[Entry], articles: Sequence[Article], segment: str
) -> dict[int, Told]:
    """Return what a segment is told, by the numbers that templates give."""
    told = [
        Told(entry, article)
        for entry, article in zip(entries, articles, strict=True)
        if not entry.segments or segment in entry.segments
    ]
    return dict(enumerate(told, 1))
