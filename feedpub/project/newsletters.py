"""What `newsletter` does: editions as files, and what is rendered from them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

from feedpub.config import NewsletterSettings
from feedpub.errors import ConfigError, EditionError, together
from feedpub.findings import Finding, in_order
from feedpub.loaders.source import decode
from feedpub.model import Article, Body
from feedpub.newsletter.compose import key_at, propose
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.edition_file import FOLDER, edition_path, format_edition
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import render_edition
from feedpub.newsletter.templates import environment
from feedpub.output import write_file
from feedpub.project.editions import read_editions, refuse_repeated, refuse_unseen
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


class Composed(NamedTuple):
    """An edition as a file."""

    key: str
    file: Path
    written: bool
    """False if the file was there, and was left alone."""


class RenderedFiles(NamedTuple):
    """An edition rendered into files, and what was noteworthy."""

    edition: Edition
    """Without a path if there is no file for it, and the proposal was rendered."""

    files: list[Path]
    findings: list[Finding]


def compose(
    project: Project, name: str, key: str | None, now: dt.datetime, *, force: bool = False
) -> Composed:
    """Write the proposal for an edition.

    Raises:
        EditionError: if an article is broken, or there is nothing to say.
    """
    newsletter = settings_of(project, name)
    loaded = project.load(now)
    _refuse_broken(loaded)
    edition = propose(loaded.publication, newsletter, key, read_editions(project))
    path = edition_path(name, edition.key)
    file = project.root / path
    if file.exists() and not force:
        return Composed(edition.key, file, written=False)
    titles = {article.id: article.title for article in loaded.publication.articles}
    project.write_lock(loaded.identified.lock)
    write_file(file, format_edition(edition, titles).encode(), path)
    return Composed(edition.key, file, written=True)


def render(
    project: Project,
    name: str,
    key: str | None,
    now: dt.datetime,
    output: Path,
    *,
    local_pictures: bool = False,
) -> RenderedFiles:
    """Write HTML, text and mail of an edition.

    Raises:
        EditionError: if the edition names an article that readers cannot see.
        TemplateError: at the line of the template.
    """
    newsletter = settings_of(project, name)
    loaded = project.load(now)
    edition = _edition(project, loaded.publication, newsletter, key)
    refuse_unseen(project, edition, loaded.publication)
    visible = loaded.publication.by_id()
    complete = project.completer(loaded.publication)
    articles = [complete(visible[entry.id]) for entry in edition.entries]
    intro = _introduction(project, edition, complete)
    env = environment(project.root / "templates")
    rendered = render_edition(
        edition, articles, newsletter, project.config, env, now=now, intro=intro
    )
    message = compile_message(rendered, edition, newsletter, project.config, date=now)
    html = rendered.html
    if local_pictures:
        html = _with_local_pictures(html, complete.files, project.root)
    stem = Path(edition_path(name, edition.key)).stem
    files = {".html": html.encode(), ".txt": rendered.text.encode(), ".eml": message}
    for suffix, body in files.items():
        write_file(output / f"{stem}{suffix}", body, f"{stem}{suffix}")
    paths = [output / f"{stem}{suffix}" for suffix in files]
    return RenderedFiles(edition, paths, in_order(complete.findings))


def _edition(
    project: Project, publication: Publication, newsletter: NewsletterSettings, key: str | None
) -> Edition:
    """Return the edition as its file has it, or else the proposal."""
    known = read_editions(project)
    written = {edition.key: edition for edition in known if edition.newsletter == newsletter.name}
    edition = written.get(key_at(newsletter, key, publication) or "")
    if edition is None:
        proposal = propose(publication, newsletter, key, known)
        edition = written.get(proposal.key, proposal)
    refuse_repeated(project, edition, known)
    return edition


def _introduction(project: Project, edition: Edition, complete: Completer) -> str:
    """Return the introduction as HTML, completed as an article is."""
    if not edition.intro:
        return ""
    text = decode((project.root / edition.path).read_bytes(), edition.path).replace("\r\n", "\n")
    line = text.count("\n", 0, text.rfind(edition.intro)) + 1
    # Articles may be named from the folder of the publication too.
    complete.surroundings.folder = FOLDER
    article = Article(
        title=edition.subject,
        path=edition.path,
        body=Body(edition.intro, "markdown", line),
        url=project.config.base_url,
    )
    return complete(article).html


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
