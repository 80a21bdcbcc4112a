"""What `newsletter` does: editions as files, and what is rendered from them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import NamedTuple

from feedpub.config import NewsletterSettings
from feedpub.config.mentions import BUILTIN
from feedpub.errors import ConfigError, EditionError
from feedpub.findings import Finding, in_order
from feedpub.loaders.assets import Assets
from feedpub.loaders.source import decode
from feedpub.model import Article
from feedpub.newsletter.compose import key_at, propose
from feedpub.newsletter.context import View, late_fields
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.edition_file import edition_path
from feedpub.newsletter.edition_tags import expanded
from feedpub.newsletter.edition_text import EditionText
from feedpub.newsletter.gaps import shown
from feedpub.newsletter.late import Late
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import Rendered, render_edition
from feedpub.newsletter.templates import Environment, environment
from feedpub.output import write_file
from feedpub.project.editions import read_editions, refuse_repeated, refuse_unseen
from feedpub.project.introductions import completed
from feedpub.project.logos import missing_logos
from feedpub.project.project import Project
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


class Opened(NamedTuple):
    """An edition with all that it shows, ready to be rendered."""

    newsletter: NewsletterSettings
    edition: Edition
    """Without a path if there is no file for it, and it is the proposal."""

    articles: list[Article]
    """Complete, in the order of its entries."""

    complete: Completer
    publication: Publication


class RenderedFiles(NamedTuple):
    """An edition rendered into files, and what was noteworthy."""

    edition: Edition
    """Without a path if there is no file for it, and the proposal was rendered."""

    files: list[Path]
    findings: list[Finding]


def render(
    project: Project,
    name: str,
    key: str | None,
    now: dt.datetime,
    output: Path,
    values: Mapping[str, str],
    *,
    local_pictures: bool = False,
) -> RenderedFiles:
    """Write HTML, text and mail of an edition, for each segment, with the `values` of a subscriber.

    Raises:
        EditionError: if the edition names an article that readers cannot see.
        TemplateError: at the line of the template.
        ConfigError: if there is no such field.
    """
    opening = opened(project, name, key, now)
    _refuse_unknown(values, opening.newsletter)
    env = environment(project.root / "templates")
    files: dict[str, bytes] = {}
    for segment in opening.newsletter.segments or ("",):
        rendered = rendered_for(project, opening, env, now, View(segment=segment))
        stem = Path(edition_path(name, opening.edition.key)).stem
        stem += f".{segment}" if segment else ""
        files |= _files(project, opening, rendered, stem, values, now, local_pictures)
    for file, body in files.items():
        write_file(output / file, body, file)
    findings = in_order([*opening.complete.findings, *missing_logos(project)])
    return RenderedFiles(opening.edition, [output / file for file in files], findings)


def _files(
    project: Project,
    edition: Opened,
    rendered: Rendered,
    stem: str,
    values: Mapping[str, str],
    now: dt.datetime,
    local_pictures: bool,
) -> dict[str, bytes]:
    """Return the files of one rendering by their names."""
    message = compile_message(
        rendered, edition.edition, edition.newsletter, project.config, date=now
    )
    html = shown(rendered.html, rendered.gaps, values, "html")
    if local_pictures:
        html = _with_local_pictures(html, edition.complete.files, project.assets)
    return {
        f"{stem}.html": html.encode(),
        f"{stem}.txt": shown(rendered.text, rendered.gaps, values, "text").encode(),
        f"{stem}.eml": message.fill(values),
    }


def _refuse_unknown(values: Mapping[str, str], newsletter: NewsletterSettings) -> None:
    known = {**BUILTIN, **newsletter.fields}
    for field in values:
        if field not in known:
            hint = "known: " + ", ".join(f"`{name}`" for name in known)
            raise ConfigError(f"{newsletter.name} declares no field `{field}`", hint=hint)


def opened(project: Project, name: str, key: str | None, now: dt.datetime) -> Opened:
    """Return an edition as its file has it, or else the proposal.

    Raises:
        EditionError: if the edition names an article that readers cannot see.
    """
    newsletter = settings_of(project, name)
    loaded = project.load(now)
    edition = _edition(project, loaded.publication, newsletter, key)
    refuse_unseen(project, edition, loaded.publication)
    visible = loaded.publication.by_id()
    complete = project.completer(loaded.publication)
    articles = [complete(visible[entry.id]) for entry in edition.entries]
    return Opened(newsletter, edition, articles, complete, loaded.publication)


def rendered_for(
    project: Project,
    shown: Opened,
    env: Environment,
    now: dt.datetime,
    view: View = View(),  # noqa: B008  # it is frozen
) -> Rendered:
    """Render an edition for some of its readers.

    Raises:
        TemplateError: at the line of the template.
    """
    newsletter, edition, articles, complete, _ = shown
    late = late_fields(edition, articles, newsletter, project.config, view)
    return render_edition(
        edition,
        articles,
        newsletter,
        project.config,
        env,
        now=now,
        intro=_introduction(project, edition, complete, late),
        view=view,
        late=late,
    )


def _edition(
    project: Project, publication: Publication, newsletter: NewsletterSettings, key: str | None
) -> Edition:
    """Return the edition as its file has it, or else the proposal.

    Where there is nothing to propose, and where each article has its own, it is the one of the
    last day that has a file.
    """
    known = read_editions(project)
    written = {edition.key: edition for edition in known if edition.newsletter == newsletter.name}
    edition = written.get(key_at(newsletter, key, publication) or "")
    if key is None and newsletter.every == "article" and written:
        published = {article.id: article.published for article in publication.articles}
        edition = max(
            written.values(),
            key=lambda one: (one.date or dt.date.min, str(published.get(one.key)), one.key),
        )
    if edition is None:
        try:
            proposal = propose(publication, newsletter, key, known)
        except EditionError:  # nothing new: without a key, the last one is meant
            if key is not None or not written:
                raise
            proposal = max(written.values(), key=lambda one: (one.date or dt.date.min, one.key))
        edition = written.get(proposal.key, proposal)
    refuse_repeated(project, edition, known)
    return edition


def _introduction(project: Project, edition: Edition, complete: Completer, late: Late) -> str:
    """Return the introduction as HTML, its late fields as the words that stand for them."""
    if not edition.intro:
        return ""
    text = decode((project.root / edition.path).read_bytes(), edition.path)
    line = EditionText(text, edition.path).intro_line
    return completed(edition, line, expanded(edition.intro, late), project.config, complete)


_SRC = re.compile(r'(?<= src=")[^"]+(?=")')


def _with_local_pictures(html: str, files: Mapping[str, str], assets: Assets) -> str:
    """Return the HTML with pictures from the disk, for looking at it before they are online."""

    def local(match: re.Match[str]) -> str:
        address = unescape(match[0])
        path = files.get(address) or assets.path_of(address)  # the logo is in no article
        return (assets.root / path).as_uri() if path and assets.at(path) else match[0]

    return _SRC.sub(local, html)
