"""The edition files of a publication: read, and checked against its settings and each other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import msgspec

from feedpub.config import NewsletterSettings
from feedpub.config.problem import nearest
from feedpub.errors import ArticleError, EditionError, FeedpubError, Location, together
from feedpub.findings import Finding, in_order
from feedpub.loaders.source import decode
from feedpub.newsletter.edition import FOLDER, Edition, Entry
from feedpub.newsletter.edition_file import edition_path, read_edition
from feedpub.newsletter.edition_tags import tag_errors
from feedpub.newsletter.edition_text import EditionText
from feedpub.newsletter.periods import canonical_key
from feedpub.project.edition_sources import shown
from feedpub.project.project import Project
from feedpub.publication import Publication
from feedpub.publication.assemble import State


class KnownEdition(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a file in the folder of editions held when it was read."""

    digest: str
    """Of its bytes; empty if it cannot be read."""

    edition: Edition | None = None
    """None if it is none, as a README.md, or is broken."""

    intro_line: int = 1
    """The line on which its introduction begins."""

    errors: tuple[Finding, ...] = ()
    """Why it cannot be used."""


def read_known(
    project: Project, before: Mapping[str, KnownEdition] = MappingProxyType({})
) -> dict[str, KnownEdition]:
    """Return what each file holds, by path; one with the same bytes holds what it held `before`."""
    newsletters = {newsletter.name: newsletter for newsletter in project.config.newsletters}
    known: dict[str, KnownEdition] = {}
    for file in sorted((project.root / FOLDER).glob("*.md")):
        path = f"{FOLDER}/{shown(file.name)}"
        try:
            known[path] = _known(file, path, newsletters, before.get(path))
        except (ArticleError, EditionError) as e:
            known[path] = KnownEdition("", errors=tuple(map(_broken, e.all())))
    return known


def read_editions(project: Project) -> list[Edition]:
    """Return all editions, in the order of their files' names.

    A file without front matter, such as a README.md, is none.

    Raises:
        EditionError: carrying every mistake in every file.
    """
    known = read_known(project).values()
    errors = [
        EditionError(broken.message, at=broken.at, hint=broken.hint)
        for one in known
        for broken in one.errors
    ]
    if errors:
        raise together(errors)
    return [one.edition for one in known if one.edition]


def _known(
    file: Path,
    path: str,
    newsletters: Mapping[str, NewsletterSettings],
    before: KnownEdition | None,
) -> KnownEdition:
    try:
        data = file.read_bytes()
    except OSError as e:
        message = f"cannot be read: {(e.strerror or str(e)).lower()}"
        raise EditionError(message, at=Location(path)) from e
    digest = hashlib.blake2b(data, digest_size=16).hexdigest()
    if before and before.digest == digest:
        return before
    text = EditionText(decode(data, path), path)
    if not text.is_edition:
        return KnownEdition(digest)
    try:
        edition, mistakes = read_edition(text)
    except EditionError as e:
        return KnownEdition(digest, errors=tuple(map(_broken, e.all())))
    mistakes += _mistakes(edition, newsletters, text)
    errors = tuple(in_order(map(_broken, mistakes)))
    return KnownEdition(digest, None if errors else edition, text.intro_line, errors)


def _broken(error: FeedpubError) -> Finding:
    return Finding(code="edition-broken", message=error.message, at=error.at, hint=error.hint)


def _mistakes(
    edition: Edition, newsletters: Mapping[str, NewsletterSettings], file: EditionText
) -> Iterator[EditionError]:
    """Yield what the settings do not allow, and why no command would find the edition."""
    newsletter = newsletters.get(edition.newsletter)
    if not edition.newsletter:
        return
    if newsletter is None:
        message = f"there is no newsletter `{edition.newsletter}`"
        hint = nearest(edition.newsletter, newsletters) if newsletters else ""
        yield EditionError(message, at=file.place("newsletter"), hint=hint)
        return
    yield from _of_key(edition, newsletter, file)
    for number, entry in enumerate(edition.entries):
        for name in entry.segments:
            if name not in newsletter.segments:
                at = file.place_in(("articles", number, "segments"), name)
                hint = nearest(name, newsletter.segments) if newsletter.segments else _NO_SEGMENTS
                message = f"`{newsletter.name}` has no segment `{name}`"
                yield EditionError(message, at=at, hint=hint)
    yield from tag_errors(edition, newsletter, file)


_NO_SEGMENTS = 'name them in the settings: segments = ["members", "guests"]'


def _of_key(
    edition: Edition, newsletter: NewsletterSettings, file: EditionText
) -> Iterator[EditionError]:
    if not edition.key:
        return
    at = file.place("key")
    try:
        key = canonical_key(newsletter.every, edition.key)
    except EditionError as e:
        yield EditionError(e.message, at=at, hint=e.hint)
        return
    if key != edition.key:
        message = f"the key `{edition.key}` is written `{key}`"
        yield EditionError(message, at=at, hint=f"write {key}")
    elif edition_path(edition.newsletter, edition.key) != edition.path:
        path = edition_path(edition.newsletter, edition.key)
        message = f"the edition {edition.newsletter} {edition.key} belongs into {path}"
        hint = "rename the file, or correct its newsletter and key; there is one file for each"
        yield EditionError(message, at=at, hint=hint)


# --- Editions and each other -----------------------------------------------------------------


def refuse_repeated(project: Project, edition: Edition, known: Iterable[Edition]) -> None:
    """Refuse an edition with an article that an earlier one of the newsletter has.

    Raises:
        EditionError: with both places.
    """
    others = [e for e in known if (e.newsletter, e.key) != (edition.newsletter, edition.key)]
    at = edition.path or edition_path(edition.newsletter, edition.key)
    errors = [
        error for error in repeated(project, [*others, edition]) if error.at and error.at.path == at
    ]
    if errors:
        raise together(errors)


def repeated(project: Project, editions: Iterable[Edition]) -> Iterator[EditionError]:
    """Yield every article that an earlier edition of the same newsletter has, in the later one."""
    every = {newsletter.name: newsletter.every for newsletter in project.config.newsletters}

    def age(edition: Edition) -> tuple[str, str]:
        # Where each article has its own edition, the key says nothing about that.
        is_one = every[edition.newsletter] == "article"
        return str(edition.date or "9999") if is_one else "", edition.key

    told: dict[tuple[str, str], Edition] = {}
    for edition in sorted(editions, key=age):
        for entry in edition.entries:
            first = told.setdefault((edition.newsletter, entry.id), edition)
            if first is not edition:
                place = place_of_entry(project, first, entry)
                yield EditionError(
                    f"`{entry.id}` is in {place} already",
                    at=place_of_entry(project, edition, entry),
                    hint="remove it from one; no article is in two editions of one newsletter",
                )


def refuse_unseen(project: Project, edition: Edition, publication: Publication) -> None:
    """Refuse an edition with an article that readers cannot see.

    Raises:
        EditionError: at its entry, with the reason.
    """
    if errors := list(unseen(project, edition, publication)):
        raise together(errors)


def unseen(
    project: Project, edition: Edition, publication: Publication, *, expired: bool = True
) -> Iterator[EditionError]:
    """Yield the articles of an edition that readers cannot see, with the reason.

    Without `expired`, not those of which everybody knew that they would go.
    """
    visible = publication.by_id()
    withheld = {article.id: (article.path, state) for article, state in publication.withheld}
    for entry in edition.entries:
        if entry.id in visible:
            continue
        if entry.id in withheld:
            path, state = withheld[entry.id]
            if state is State.EXPIRED and not expired:
                continue
            message = f"the article `{entry.id}`, {path}, {_STATES[state]}"
            hint = "remove it from the edition, or publish it"
        else:
            message = f"no article has the id `{entry.id}`"
            hint = "remove it from the edition, or see `feedpub list --json` for the ids"
        yield EditionError(message, at=place_of_entry(project, edition, entry), hint=hint)


_STATES = {
    State.DRAFT: "is a draft",
    State.SCHEDULED: "is still to be published",
    State.EXPIRED: "has expired",
}


def place_of_entry(project: Project, edition: Edition, entry: Entry) -> Location:
    """Return where the article stands in the edition's file; a proposal has none yet."""
    if not edition.path:
        return Location(edition_path(edition.newsletter, edition.key))
    text = decode((project.root / edition.path).read_bytes(), edition.path)
    at = [listed.id for listed in edition.entries].index(entry.id)
    return EditionText(text, edition.path).place("articles", at)
