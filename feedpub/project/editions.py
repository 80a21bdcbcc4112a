"""The edition files of a publication: read, and checked against its settings and each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from feedpub.config import NewsletterSettings
from feedpub.errors import ArticleError, EditionError, Location, together
from feedpub.loaders.frontmatter import split
from feedpub.loaders.source import decode
from feedpub.newsletter.compose import canonical_key
from feedpub.newsletter.edition import Edition, Entry
from feedpub.newsletter.edition_file import FOLDER, edition_path, parse_edition, place_of_field
from feedpub.project.project import Project
from feedpub.publication import Publication
from feedpub.publication.assemble import State


def read_editions(project: Project) -> list[Edition]:
    """Return all editions, in the order of their files' names.

    A file without front matter, such as a README.md, is none.

    Raises:
        EditionError: carrying every file that cannot be used.
    """
    newsletters = {newsletter.name: newsletter for newsletter in project.config.newsletters}
    found: list[Edition] = []
    errors: list[EditionError] = []
    for file in sorted((project.root / FOLDER).glob("*.md")):
        path = f"{FOLDER}/{file.name}"
        try:
            text = decode(file.read_bytes(), path)
            if split(text, path).syntax:
                edition = parse_edition(text, path)
                _check(edition, newsletters, text)
                found.append(edition)
        except ArticleError as e:
            errors.append(EditionError(e.message, at=e.at, hint=e.hint))
        except EditionError as e:
            errors.append(e)
    if errors:
        raise together(errors)
    return found


def _check(edition: Edition, newsletters: Mapping[str, NewsletterSettings], text: str) -> None:
    """Refuse an edition that no command would find, since nobody could tell why."""
    newsletter = newsletters.get(edition.newsletter)
    if newsletter is None:
        hint = f"known: {', '.join(sorted(newsletters))}" if newsletters else ""
        at = place_of_field(text, edition.path, "newsletter")
        raise EditionError(f"there is no newsletter `{edition.newsletter}`", at=at, hint=hint)
    at = place_of_field(text, edition.path, "key")
    try:
        key = canonical_key(newsletter.every, edition.key)
    except EditionError as e:
        raise EditionError(e.message, at=at, hint=e.hint) from e
    if key != edition.key:
        raise EditionError(
            f"the key `{edition.key}` is written `{key}`", at=at, hint=f"write {key}"
        )
    path = edition_path(edition.newsletter, edition.key)
    if path != edition.path:
        message = f"the edition {edition.newsletter} {edition.key} belongs into {path}"
        hint = "rename the file, or correct its newsletter and key; there is one file for each"
        raise EditionError(message, at=at, hint=hint)


def refuse_repeated(project: Project, edition: Edition, known: Iterable[Edition]) -> None:
    """Refuse an edition with an article that an earlier one of the newsletter has.

    Raises:
        EditionError: with both places.
    """
    told: dict[str, Edition] = {}
    for other in known:
        if other.newsletter == edition.newsletter and other.key < edition.key:
            told.update({entry.id: other for entry in other.entries})
    errors = [
        EditionError(
            f"`{entry.id}` is in {place_of_entry(project, told[entry.id], entry)} already",
            at=place_of_entry(project, edition, entry),
            hint="remove it from one; no article is in two editions of one newsletter",
        )
        for entry in edition.entries
        if entry.id in told
    ]
    if errors:
        raise together(errors)


def refuse_unseen(project: Project, edition: Edition, publication: Publication) -> None:
    """Refuse an edition with an article that readers cannot see.

    Raises:
        EditionError: at its entry, with the reason.
    """
    visible = publication.by_id()
    withheld = {article.id: (article.path, state) for article, state in publication.withheld}
    errors = []
    for entry in edition.entries:
        if entry.id in visible:
            continue
        at = place_of_entry(project, edition, entry)
        if entry.id in withheld:
            path, state = withheld[entry.id]
            message = f"the article `{entry.id}`, {path}, {_STATES[state]}"
            hint = "remove it from the edition, or publish it"
        else:
            message = f"no article has the id `{entry.id}`"
            hint = "remove it from the edition, or see `feedpub list --json` for the ids"
        errors.append(EditionError(message, at=at, hint=hint))
    if errors:
        raise together(errors)


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
    return place_of_field(text, edition.path, "articles", at)
