"""What `newsletter` does: editions as files, and what is rendered from them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path

from feedpub.config import NewsletterSettings
from feedpub.errors import ArticleError, ConfigError, EditionError, Location, together
from feedpub.findings import Finding, in_order
from feedpub.loaders.source import decode
from feedpub.model import Article
from feedpub.newsletter.compose import propose
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.edition_file import FOLDER, edition_path, format_edition, parse_edition
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from feedpub.output import write_file
from feedpub.project.project import Loaded, Project
from feedpub.publication import Completer, Publication


def settings_of(project: Project, name: str) -> NewsletterSettings:
    """Return the settings of a newsletter.

    Raises:
        ConfigError: if there is none of that name.
    """
    known = {newsletter.name: newsletter for newsletter in project.config.newsletters}
    if name not in known:
        hint = (
            f"known: {', '.join(sorted(known))}" if known else "add [[newsletters]] to feedpub.toml"
        )
        raise ConfigError(f"there is no newsletter `{name}`", hint=hint)
    return known[name]


def compose(
    project: Project, name: str, key: str | None, now: dt.datetime, *, force: bool = False
) -> tuple[Path, bool]:
    """Write the proposal for an edition; tell its file, and whether it was written.

    Raises:
        EditionError: if an article is broken, or there is nothing to say.
    """
    newsletter = settings_of(project, name)
    loaded = project.load(now)
    _refuse_broken(loaded)
    edition = propose(loaded.publication, newsletter, key, editions(project))
    path = edition_path(name, edition.key)
    file = project.root / path
    if file.exists() and not force:
        return file, False
    titles = {article.id: article.title for article in loaded.publication.articles}
    project.write_lock(loaded.identified.lock)
    write_file(file, format_edition(edition, titles).encode(), path)
    return file, True


def render(
    project: Project,
    name: str,
    key: str | None,
    now: dt.datetime,
    output: Path,
    *,
    local_pictures: bool = False,
) -> tuple[list[Path], list[Finding]]:
    """Write HTML, text and mail of an edition; return the files, and what was noteworthy.

    Raises:
        EditionError: if the edition names an article that readers cannot see.
        TemplateError: at the line of the template.
    """
    newsletter = settings_of(project, name)
    loaded = project.load(now)
    edition = _edition(project, loaded.publication, newsletter, key)
    complete = project.completer(loaded.publication)
    articles = _articles(edition, loaded.publication, complete)
    env = environment(project.root / "templates")
    rendered = render_edition(edition, articles, newsletter, project.config, env, now=now)
    message = compile_message(rendered, edition, newsletter, project.config, date=now)
    html = rendered.html
    if local_pictures:
        html = _with_local_pictures(html, complete.files, project.root)
    stem = Path(edition_path(name, edition.key)).stem
    files = {".html": html.encode(), ".txt": rendered.text.encode(), ".eml": message}
    for suffix, body in files.items():
        write_file(output / f"{stem}{suffix}", body, f"{stem}{suffix}")
    return [output / f"{stem}{suffix}" for suffix in files], in_order(complete.findings)


def editions(project: Project) -> list[Edition]:
    """Return all edition files, in the order of their names.

    Raises:
        EditionError: carrying every file that cannot be used.
    """
    found: list[Edition] = []
    errors: list[EditionError] = []
    for file in sorted((project.root / FOLDER).glob("*.md")):
        path = f"{FOLDER}/{file.name}"
        try:
            found.append(parse_edition(decode(file.read_bytes(), path), path))
        except ArticleError as e:
            errors.append(EditionError(e.message, at=e.at, hint=e.hint))
        except EditionError as e:
            errors.append(e)
    if errors:
        raise together(errors)
    return found


def _edition(
    project: Project, publication: Publication, newsletter: NewsletterSettings, key: str | None
) -> Edition:
    """Return the edition as its file has it, or else the proposal."""
    known = editions(project)
    written = {edition.key: edition for edition in known if edition.newsletter == newsletter.name}
    if key in written:
        return written[key]
    proposal = propose(publication, newsletter, key, known)
    return written.get(proposal.key, proposal)


def _articles(edition: Edition, publication: Publication, complete: Completer) -> list[Article]:
    visible = publication.by_id()
    errors = [
        EditionError(
            f"no published article has the id `{entry.id}`",
            at=Location(edition.path or edition_path(edition.newsletter, edition.key)),
            hint="remove it from the edition, or see `feedpub list --json` for the ids",
        )
        for entry in edition.entries
        if entry.id not in visible
    ]
    if errors:
        raise together(errors)
    return [complete(visible[entry.id]) for entry in edition.entries]


def _refuse_broken(loaded: Loaded) -> None:
    errors = [
        EditionError(finding.message, at=finding.at, hint=finding.advice)
        for finding in loaded.findings
        if finding.code == "article-broken"
    ]
    if errors:
        raise together(errors)


_SRC = re.compile(r'(?<= src=")[^"]+(?=")')


def _with_local_pictures(html: str, files: Mapping[str, str], root: Path) -> str:
    """Return the HTML with pictures from the disk, for looking at it before they are online."""

    def local(match: re.Match[str]) -> str:
        path = files.get(unescape(match[0]))
        return (root.resolve() / path).as_uri() if path else match[0]

    return _SRC.sub(local, html)
