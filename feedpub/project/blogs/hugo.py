"""A blog made with Hugo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.project.blogs.blog import (
    Blog,
    Table,
    author_in,
    is_table,
    not_taken,
    read_table,
    table_in,
    text,
)
from feedpub.project.blogs.posts import Post, fitting_name, posts_of, told
from feedpub.urls import slugify

_FILES = [f"{stem}.{end}" for stem in ("hugo", "config") for end in ("toml", "yaml", "yml", "json")]
_STAGES = ("config/_default", "config/production")
"""Folders with settings, each file a table of its name; the later ones win."""


def find_hugo(root: Path) -> Blog | None:
    """Return what the settings say of the articles in `content`."""
    file, table = _settings(root)
    content = text(table, "contentdir").strip("/") or "content"
    if not file or not (root / content).is_dir():
        return None
    params = table_in(table, "params")
    folder, notes = _folder(root, content, table, file)
    section = folder.removeprefix(content).strip("/")
    address = _address(root, folder, section, table, file)
    language = text(table, "languagecode", "locale", "defaultcontentlanguage")
    name, email = author_in(params.get("author") or params.get("authors") or table.get("author"))
    spoken = table_in(table_in(table, "languages"), text(table, "defaultcontentlanguage") or "en")
    return Blog(
        "Hugo",
        title=text(table, "title") or text(spoken, "title"),
        url=text(table, "baseurl"),
        description=text(params, "description") or text(table_in(spoken, "params"), "description"),
        language=language[:2],
        timezone=text(table, "timezone"),
        author=name,
        author_email=email or (text(params, "email") if name else ""),
        folder=folder,
        article_url=address.url,
        feeds=_feeds(table),
        assets=(("static", "{base_url}"),) if (root / "static").is_dir() else (),
        notes=(*notes, *address.notes, *_others(table, file)),
    )


# --- Files -----------------------------------------------------------------------------------


def _settings(root: Path) -> tuple[str, Table]:
    """Return the name of the file of settings and all that they say, names in lower case."""
    table: Table = {}
    names = [name for name in _FILES if is_table(root / name)][:1]
    for name in names:
        table = _lower(read_table(root / name))
    for stage in _STAGES:
        for file in sorted((root / stage).glob("*")):
            stem = file.stem.lower()
            if is_table(file) and "." not in stem:  # `menus.en` is of one language
                inner = _lower(read_table(file))
                whole = inner if stem in ("hugo", "config") else {stem: inner}
                table = _merged(table, whole)
                names.append(f"{stage}/{file.name}" if stem in ("hugo", "config") else stage)
    return (names[0] if names else ""), table


def _lower(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(name).lower(): _lower(inner) for name, inner in value.items()}
    return value


def _merged(one: Table, other: Table) -> Table:
    both = {**one, **other}
    for name in one.keys() & other.keys():
        if isinstance(one[name], dict) and isinstance(other[name], dict):
            both[name] = _merged(one[name], other[name])
    return both


def _folder(root: Path, content: str, table: Table, file: str) -> tuple[str, list[str]]:
    """Return the folder of articles: that of the main section, or one of the usual names."""
    main = table.get("mainsections") or table_in(table, "params").get("mainsections") or []
    wanted = [name for name in main if isinstance(name, str)] if isinstance(main, list) else []
    there = [f"{content}/{n}" for n in wanted if (root / content / n).is_dir()]
    usual = [f"{content}/{n}" for n in ("posts", "post", "blog") if (root / content / n).is_dir()]
    [folder, *_] = [*there, *usual, content]
    why = f'only {folder}/ is read; to read all, write `folder = "{content}"`'
    return folder, [not_taken("mainSections", file, why)] if len(there) > 1 else []


# --- Addresses -------------------------------------------------------------------------------


class _Address(NamedTuple):
    url: str
    notes: tuple[str, ...] = ()


def _address(root: Path, folder: str, section: str, table: Table, file: str) -> _Address:
    posts = posts_of(root, folder)
    ending = ".html" if table.get("uglyurls") is True else "/"
    setting, pattern = _permalink(table.get("permalinks"), section)
    if not pattern:
        first = "{slug}" if section else "{path}"
        name, misfits = fitting_name(posts, _by_file, first=first)
        url = "{base_url}" + (f"{section}/" if section else "") + name + ending
        others = _left_out(table.get("permalinks"), section, file)
        return _Address(url, (*others, *told(misfits, "Hugo")))
    fixed = re.sub(r":sections?\b(?!\[)", section, pattern)
    tokens = re.findall(r":(\w+(?:\[[^\]]*\])?)", fixed)
    unknown = [token for token in tokens if token not in {**_DATES, **_NAMES}]
    names = [token for token in tokens if token in _NAMES]
    if unknown or not names or "{" in fixed:
        token = f"`:{unknown[0]}`" if unknown else f"`{pattern}`"
        why = f"nothing here stands for {token}; write `url` into each article"
        return _Address("", (not_taken(setting, file, why),))
    name, misfits = fitting_name(posts, _NAMES[names[0]])
    known = {**_DATES, **dict.fromkeys(_NAMES, name)}
    url = re.sub(r":(\w+)", lambda match: known[match[1]], fixed).strip("/")
    return _Address("{base_url}" + url + ending, told(misfits, "Hugo"))


def _permalink(rules: Any, section: str) -> tuple[str, str]:
    """Return the setting for the pages of a section, in its old or its new form, and its value."""
    pages = table_in(rules, "page")
    if section and (pattern := text(pages, section)):
        return f"permalinks.page.{section}", pattern
    return f"permalinks.{section}", text(rules, section) if section else ""


def _left_out(rules: Any, section: str, file: str) -> Iterator[str]:
    """Yield a note if there are rules for parts of what is read as one."""
    if isinstance(rules, dict) and not section and (table_in(rules, "page") or any(rules.values())):
        yield not_taken("permalinks", file, "one form of address, `articles.url`, is for all")
    if rules and not isinstance(rules, dict):
        yield not_taken("permalinks", file, "this form of it is not known; see `articles.url`")


def _by_file(post: Post) -> str:
    return post.folder.lower() + slugify(post.field("slug") or post.name)


def _by_title(post: Post) -> str:
    return slugify(post.field("slug") or post.field("title") or post.name)


_DATES = {"year": "{year}", "month": "{month}", "day": "{day}"}
_NAMES = {
    "slug": _by_title,
    "title": lambda post: slugify(post.field("title") or post.name),
    "filename": lambda post: slugify(post.name),
    "contentbasename": lambda post: slugify(post.name),
    "slugorfilename": lambda post: slugify(post.field("slug") or post.name),
    "slugorcontentbasename": lambda post: slugify(post.field("slug") or post.name),
}
"""What Hugo calls the article itself, and what that is."""


# --- Feeds and the rest ----------------------------------------------------------------------


def _feeds(table: Table) -> tuple[tuple[str, str], ...]:
    home = table_in(table, "outputs").get("home")
    formats = {str(name).lower() for name in home} if isinstance(home, list) else {"rss"}
    without = {str(name).lower() for name in table.get("disablekinds") or ()}
    name = text(table_in(table_in(table, "outputformats"), "rss"), "basename") or "index"
    return (("rss", f"{name}.xml"),) if "rss" in formats - without else ()


def _others(table: Table, file: str) -> Iterator[str]:
    if len(table_in(table, "languages")) > 1:
        why = "a publication has one `url` for all its articles; begin one for each language"
        yield not_taken("languages", file, why)
    if isinstance(table.get("uglyurls"), dict):
        yield not_taken("uglyURLs", file, "write the ending into `articles.url`")
    if table.get("buildfuture") is True:
        why = "an article with a date to come is published when that has come"
        yield not_taken("buildFuture", file, why)
