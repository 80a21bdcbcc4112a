"""What `init` and `new` do: the first files of a publication, and of an article."""

from __future__ import annotations

import datetime as dt
import uuid
from pathlib import Path
from typing import NamedTuple

from feedpub.config import CONFIG_NAME
from feedpub.errors import ConfigError
from feedpub.lock import LOCK_NAME
from feedpub.output import write_file
from feedpub.project.blogs import Blog, find_blog
from feedpub.project.project import Project
from feedpub.project.toml import quoted
from feedpub.urls import is_web_address, slugify


class Started(NamedTuple):
    """What `init` made."""

    files: list[Path]
    notes: list[str]


def start_publication(
    folder: Path, now: dt.datetime, *, title: str | None, url: str | None
) -> Started:
    """Write settings and, if there is none, a first article; files that exist are left alone.

    Raises:
        ConfigError: if there is a publication already, or the address is none.
    """
    if (folder / CONFIG_NAME).exists():
        raise ConfigError(
            f"{(folder / CONFIG_NAME).as_posix()} exists already",
            hint="edit it, or go on with `feedpub build`",
        )
    if url and not is_web_address(url):
        raise ConfigError(
            f"`{url}` is no web address", hint="write it whole: --url https://www.example.org/"
        )
    blog = find_blog(folder) if folder.is_dir() else Blog()
    settings = blog._replace(title=title or blog.title, url=url or blog.url)
    texts = {CONFIG_NAME: _config(settings, folder)}
    if not (folder / settings.folder).exists():
        texts[f"{settings.folder}/welcome.md"] = article_text(
            "Welcome", now, draft=False, body=_WELCOME
        )
    texts |= {".gitattributes": f"{LOCK_NAME} merge=union\n", ".gitignore": "/.feedpub/\n"}
    files = [folder / name for name, text in texts.items() if _write(folder / name, text)]
    return Started(files, _notes(blog, folder, files))


def new_article(project: Project, title: str, now: dt.datetime, *, draft: bool) -> Path:
    """Write a new article and return its file.

    Raises:
        ConfigError: if there is a file of that name.
    """
    day = now.astimezone(project.config.zone).date()
    folder = project.root / project.config.articles.folder
    file = folder / f"{day}-{slugify(title)}.md"
    if file.exists():
        raise ConfigError(f"{file.as_posix()} exists already", hint="choose another title")
    local = now.astimezone(project.config.zone)
    text = article_text(title, local, draft=draft, body="")
    write_file(file, text.encode(), file.as_posix())
    return file


def article_text(title: str, moment: dt.datetime, *, draft: bool, body: str) -> str:
    """Return the text of a new article, with an id that it keeps wherever it moves."""
    lines = [
        "---",
        f"title: {quoted(title)}",
        f"date: {moment.isoformat(timespec='seconds')}",
        f"id: {uuid.uuid4().urn}",
        "tags: []",
        *(["draft: true"] if draft else []),
        "---",
        "",
        body,
    ]
    return "\n".join(lines)


def _write(file: Path, text: str) -> bool:
    return not file.exists() and write_file(file, text.encode(), file.as_posix())


def _notes(blog: Blog, folder: Path, files: list[Path]) -> list[str]:
    notes = (
        [f"found a {blog.program} blog: its articles are in {blog.folder}/"] if blog.program else []
    )
    notes += blog.notes
    for name, line in (
        (".gitattributes", f"{LOCK_NAME} merge=union"),
        (".gitignore", "/.feedpub/"),
    ):
        if (
            folder / name not in files
            and line.encode() not in (folder / name).read_bytes().splitlines()
        ):
            notes.append(f"add this line to {name}: {line}")
    return notes


def _config(blog: Blog, folder: Path) -> str:
    title = (
        blog.title or folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize()
    )
    url = f"url = {quoted(blog.article_url)}\n" if blog.article_url else _URL
    files = ", ".join(f"{format} = {quoted(path)}" for format, path in blog.feeds)
    exact = f"files = {{ {files} }}   # where subscribers have it\n" if files else ""
    exact += 'content = "summary"\n' if blog.summaries else ""
    assets = "".join(
        f"\n[[articles.assets]]\nfolder = {quoted(inner)}\nurl = {quoted(address)}\n"
        for inner, address in blog.assets
    )
    return _CONFIG.format(
        title=quoted(title or "My publication"),
        url=quoted(blog.url or "https://www.example.org/"),
        description=quoted(blog.description),
        language=quoted(blog.language or "en"),
        timezone=quoted(blog.timezone or "UTC"),
        folder=quoted(blog.folder),
        author=_author(blog),
        article_url=url,
        ignore=f"ignore = [{', '.join(map(quoted, blog.ignore))}]\n" if blog.ignore else "",
        assets=assets or _NO_ASSETS,
        exact=exact,
    )


def _author(blog: Blog) -> str:
    if not blog.author:
        return ""
    email = f", email = {quoted(blog.author_email)}" if blog.author_email else ""
    return f"author = {{ name = {quoted(blog.author)}{email} }}\n"


_URL = '# url = "{base_url}{year}/{month}/{slug}/"   # where your site serves an article\n'
_NO_ASSETS = """
# [[articles.assets]]   # pictures and media files, and where they are served
# folder = "articles/images"
# url = "{base_url}images/"
"""

_CONFIG = """\
# Settings of feedpub; the manual explains each of them.

[publication]
title = {title}
base_url = {url}   # where the output folder is served
description = {description}   # one sentence that says what readers get
language = {language}
timezone = {timezone}   # of dates without an offset, such as Europe/Lisbon
{author}
[articles]
folder = {folder}
{article_url}{ignore}{assets}
[[feeds]]
path = "feed"   # feed.rss, feed.atom, feed.json
{exact}
# [[feeds]]
# path = "tags/{{tag}}"   # one for each tag
# per = "tag"

# [[newsletters]]
# name = "weekly"
# title = "The week"
# from = {{ name = "Your name", email = "you@example.org" }}
# every = "week"
# postal_address = "1 Quay Street, Lisbon"
# unsubscribe_url = "mailto:you@example.org?subject=unsubscribe"
# reason = "You get this mail because you asked for it."
"""

_WELCOME = """This is the first article: a Markdown file with a title and a date.

Edit it, write others beside it, and run `feedpub build`.
"""
