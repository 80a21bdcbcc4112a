"""What `newsletter preview` does: an edition rendered for everybody, on one page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import product
from typing import NamedTuple

import msgspec

from feedpub.config.mentions import BUILTIN
from feedpub.findings import Finding, in_order
from feedpub.newsletter.context import View, language_of
from feedpub.newsletter.gaps import said, shown
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.preview.mirrored import LANGUAGE, respelt
from feedpub.newsletter.preview.offline import offline
from feedpub.newsletter.preview.pictures import File, Pictures
from feedpub.newsletter.preview.plain import text_page
from feedpub.newsletter.preview.recipients import Recipient, recipients
from feedpub.newsletter.preview.value import Heaviness, Inbox, Preview
from feedpub.newsletter.preview.views import Kinds, document_name, views
from feedpub.newsletter.preview.weight import weight_of
from feedpub.newsletter.render import Rendered
from feedpub.newsletter.templates import environment
from feedpub.project.check_mail import check_edition
from feedpub.project.logos import missing_logos
from feedpub.project.newsletters import Opened, opened, rendered_for
from feedpub.project.project import Project
from feedpub.publication.language import direction

LARGEST = 4_000_000
"""Bytes of the largest picture that the page holds."""

MOST = 40_000_000
"""Bytes of all of them together; what comes after is shown as missing."""


def preview(project: Project, name: str, key: str | None, now: dt.datetime) -> Preview:
    """Return an edition ready to be shown: its file, or else the proposal.

    Raises:
        ConfigError: if there is no such newsletter.
        EditionError: if the edition names an article that readers cannot see.
        TemplateError: at the line of the template.
    """
    return _Showing(project, opened(project, name, key, now), now).preview()


class _Segment(NamedTuple):
    """What is rendered for one segment."""

    name: str
    rendered: Rendered


class _Showing:
    """One edition on its way to the page."""

    def __init__(self, project: Project, edition: Opened, now: dt.datetime) -> None:
        self.project = project
        self.opened = edition
        self.now = now
        self.env = environment(project.root / "templates")
        self.newsletter = edition.newsletter
        self.language = language_of(edition.newsletter, project.config)
        self.pictures = Pictures(self._file_at)
        self._held = 0

    def preview(self) -> Preview:
        segments = [
            _Segment(name, self._rendered(View(segment=name)))
            for name in self.newsletter.segments or ("",)
        ]
        people = self._people(segments)
        kinds = Kinds(
            segments=tuple(segment.name for segment in segments),
            recipients=people,
            has_page=self.newsletter.pages,
            opposite="ltr" if direction(self.language) == "rtl" else "rtl",
            desktop=max(
                640, (self.newsletter.brand.width or self.project.config.brand.width or 0) + 40
            ),
        )
        documents = dict(self._documents(segments, people, kinds))
        edition, first = self.opened.edition, segments[0].rendered
        inboxes = tuple(self._inboxes(segments, people))
        return Preview(
            newsletter=self.newsletter.title,
            name=self.newsletter.name,
            key=edition.key,
            source=edition.path,
            template=self.newsletter.template,
            language=self.language,
            direction=direction(self.language),
            subject=inboxes[0].subject,
            kinds=kinds,
            views=views(kinds),
            documents=documents,
            pictures=self.pictures.all(),
            inboxes=inboxes,
            weights=tuple(self._heaviness(segment) for segment in segments),
            headers=self._headers(first, people[0]),
            fields=_fields(segments, people),
            findings=tuple(in_order([*self._judged(), *self._completed()])),
        )

    def _completed(self) -> list[Finding]:
        """Return what was missing when articles and logo were looked for."""
        return [*missing_logos(self.project), *self.opened.complete.findings]

    def _judged(self) -> list[Finding]:
        """Return what `check` says of the mail."""
        edition, complete = self.opened.edition, self.opened.complete
        publication = self.opened.publication
        return list(check_edition(self.project, publication, complete, self.newsletter, edition))

    def _rendered(self, view: View) -> Rendered:
        return rendered_for(self.project, self.opened, self.env, self.now, view)

    def _people(self, segments: list[_Segment]) -> tuple[Recipient, ...]:
        """Return whom the mail is shown for: one is enough if it says the same to all."""
        declared = {**BUILTIN, **self.newsletter.fields}
        everyone = recipients(declared, self.language, self.now.date())
        return everyone if any(each.rendered.gaps for each in segments) else everyone[:1]

    def _documents(
        self, segments: list[_Segment], people: tuple[Recipient, ...], kinds: Kinds
    ) -> Iterator[tuple[str, str]]:
        for segment, person in product(segments, people):
            html, text = _filled(segment.rendered, person)
            yield document_name("mail", segment.name, person.name), self._offline(html)
            page = text_page(text, self.language, direction(self.language))
            yield document_name("text", segment.name, person.name), self._offline(page)
        if kinds.has_page:
            yield "web", self._offline(self._rendered(View(on_web=True)).html)
        yield "mirrored", self._offline(self._mirrored(kinds, people[0]))

    def _offline(self, html: str) -> str:
        return offline(html, self.pictures.word)

    def _mirrored(self, kinds: Kinds, person: Recipient) -> str:
        """Return the mail as a reader of the other direction would get it."""
        language = LANGUAGE if kinds.opposite == "rtl" else "en"
        replace = msgspec.structs.replace
        config = self.project.config
        publication = replace(config.publication, language=language)
        project = Project(self.project.root, replace(config, publication=publication))
        mirrored = self.opened._replace(
            newsletter=replace(self.newsletter, language=language),
            articles=[replace(article, language=language) for article in self.opened.articles],
        )
        view = View(segment=kinds.segments[0])
        html, _ = _filled(rendered_for(project, mirrored, self.env, self.now, view), person)
        return respelt(html) if kinds.opposite == "rtl" else html

    def _inboxes(self, segments: list[_Segment], people: tuple[Recipient, ...]) -> Iterator[Inbox]:
        sender = self.newsletter.sender.name or self.newsletter.title
        told: set[tuple[str, str]] = set()
        for segment, person in product(segments, people):
            rendered = segment.rendered
            subject, preheader = (
                shown(text, rendered.gaps, person.values, "text")
                for text in (rendered.subject, rendered.preheader)
            )
            if (subject, preheader) not in told:
                told.add((subject, preheader))
                whom = person.title if len(people) > 1 else ""
                yield Inbox(segment.name, whom, sender, subject, preheader)

    def _heaviness(self, segment: _Segment) -> Heaviness:
        marked = self._rendered(View(segment=segment.name, marked=True))
        headlines = tuple(
            entry.headline or article.title
            for entry, article in zip(
                self.opened.edition.entries, self.opened.articles, strict=True
            )
            if not entry.segments or segment.name in entry.segments
        )
        weight = weight_of(marked.html, segment.rendered.text)
        return Heaviness(segment.name, weight, headlines)

    def _headers(self, rendered: Rendered, person: Recipient) -> str:
        message = compile_message(
            rendered, self.opened.edition, self.newsletter, self.project.config, date=self.now
        )
        head = message.fill(person.values).partition(b"\r\n\r\n")[0]
        return head.decode("utf-8", "replace").replace("\r\n", "\n")

    def _file_at(self, address: str) -> File | None:
        """Return the file behind the address of a picture, if it is ours."""
        assets = self.project.assets
        path = self.opened.complete.files.get(address) or assets.path_of(address)
        asset = assets.at(path) if path else None
        if asset is None or not asset.media_type.startswith("image/"):
            return None
        fits = asset.length <= LARGEST and self._held + asset.length <= MOST
        self._held += asset.length if fits else 0
        body = (self.project.root / asset.path).read_bytes() if fits else None
        return File(asset.path, asset.media_type, body, asset.length)


def _filled(rendered: Rendered, person: Recipient) -> tuple[str, str]:
    """Return HTML and text as the person gets them."""
    gaps = rendered.gaps
    return (
        shown(rendered.html, gaps, person.values, "html"),
        shown(rendered.text, gaps, person.values, "text"),
    )


def _fields(
    segments: list[_Segment], people: tuple[Recipient, ...]
) -> Mapping[str, Mapping[str, str]]:
    """Return what the late fields of the mail say, by field and recipient."""
    gaps = {gap.field: gap for segment in segments for gap in segment.rendered.gaps.values()}
    return {
        field: {person.name: said(gap, person.values.get(field)) for person in people}
        for field, gap in gaps.items()
    }
