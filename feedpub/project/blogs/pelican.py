"""A blog made with Pelican. Its settings are Python: their literals are read, nothing is run."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedpub.project.blogs.blog import Blog, Table, UnreadableError, not_taken, text
from feedpub.project.blogs.posts import Post, fitting_name, posts_of, told
from feedpub.urls import slugify

_FILES = ("pelicanconf.py", "publishconf.py")
"""What the second says wins: it is for the site that is published."""


def find_pelican(root: Path) -> Blog | None:
    """Return what the settings say of the articles in `PATH`."""
    if not (root / _FILES[0]).is_file():
        return None
    table: Table = {}
    files: dict[str, str] = {}
    for name in _FILES:
        if (root / name).is_file():
            assigned = _assignments(root / name)
            table |= assigned
            files |= dict.fromkeys(assigned, name)
    notes = [
        not_taken(name, files[name], "it is worked out when Pelican runs")
        for name, value in table.items()
        if value is _COMPUTED and name in _USED
    ]
    table = {name: value for name, value in table.items() if value is not _COMPUTED}
    content = text(table, "PATH").strip("/") or "content"
    folder = _folder(content, table)
    posts = posts_of(root, folder) if (root / folder).is_dir() else []
    url, of_address = _address(posts, table, files)
    site = text(table, "SITEURL").rstrip("/")
    return Blog(
        "Pelican",
        title=text(table, "SITENAME"),
        url=f"{site}/" if site else "",
        description=text(table, "SITESUBTITLE"),
        language=text(table, "DEFAULT_LANG")[:2],
        timezone=text(table, "TIMEZONE"),
        author=text(table, "AUTHOR"),
        folder=folder,
        ignore=tuple(_pages(root, folder, table)) if folder == content else (),
        article_url=url if "ARTICLE_URL" not in files or "ARTICLE_URL" in table else "",
        feeds=tuple(_feeds(table)),
        assets=tuple(_assets(root, content, table)),
        notes=(*notes, *of_address, *_others(table, files)),
    )


# --- Reading ---------------------------------------------------------------------------------

_COMPUTED = object()
"""The value of a setting that is no literal."""


def _assignments(file: Path) -> Table:
    try:
        tree = ast.parse(file.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError) as e:
        raise UnreadableError(f"{file.name} was not taken over: {e}") from e
    found: Table = {}
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        if isinstance(node, ast.AnnAssign) and node.value:
            targets = [node.target]
        for target in targets:
            if isinstance(target, ast.Name) and isinstance(node, ast.Assign | ast.AnnAssign):
                found[target.id] = _literal(node.value)
    return found


def _literal(node: ast.expr | None) -> Any:
    try:
        return ast.literal_eval(node) if node else None
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return _COMPUTED


_USED = {
    "SITENAME", "SITEURL", "SITESUBTITLE", "DEFAULT_LANG", "TIMEZONE", "AUTHOR", "PATH",
    "ARTICLE_PATHS", "ARTICLE_URL", "FEED_ALL_ATOM", "FEED_ALL_RSS",
}  # fmt: skip


# --- Folders ---------------------------------------------------------------------------------


def _names(table: Table, name: str, default: list[str]) -> list[str]:
    value = table.get(name, default)
    return [str(one).strip("/") for one in value] if isinstance(value, list | tuple) else default


def _folder(content: str, table: Table) -> str:
    inner = _names(table, "ARTICLE_PATHS", [""])
    return f"{content}/{inner[0]}".rstrip("/") if len(inner) == 1 else content


def _pages(root: Path, folder: str, table: Table) -> Iterator[str]:
    for name in _names(table, "PAGE_PATHS", ["pages"]):
        if name and (root / folder / name).is_dir():
            yield f"{name}/*"


def _assets(root: Path, content: str, table: Table) -> Iterator[tuple[str, str]]:
    for name in _names(table, "STATIC_PATHS", ["images"]):
        if name and (root / content / name).is_dir():
            yield f"{content}/{name}", f"{{base_url}}{name}/"


# --- Addresses -------------------------------------------------------------------------------


def _address(posts: list[Post], table: Table, files: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    pattern = text(table, "ARTICLE_URL") or "{slug}.html"
    by_file = text(table, "SLUGIFY_SOURCE") == "basename"
    name, misfits = fitting_name(posts, _by_file if by_file else _by_title)
    unknown: list[str] = []

    def filled(match: re.Match[str]) -> str:
        known = {"slug": name, "category": "{section}"}.get(match[1], "%")
        if match[1] == "date":
            known = re.sub(r"%-?\w", lambda part: _DATES.get(part[0], "%"), match[2] or "%")
        if "%" in known or (match[2] and match[1] != "date"):
            unknown.append(match[0])
        return known

    url = re.sub(r"\{(\w+)(?::([^{}]*))?\}", filled, pattern).lstrip("/")
    file = files.get("ARTICLE_URL", _FILES[0])
    if unknown:
        why = f"nothing here stands for `{unknown[0]}`; write `url` into each article"
        return "", (not_taken("ARTICLE_URL", file, why),)
    notes = list(told(misfits, "Pelican"))
    if "{section}" in url:
        notes += told([(p, "its folder") for p in posts if not p.field("category")], "Pelican")
    saved = text(table, "ARTICLE_SAVE_AS")
    if saved and _page(saved) != _page(pattern):
        why = f"articles are where ARTICLE_URL says, which is `{pattern}`"
        notes.append(not_taken("ARTICLE_SAVE_AS", files["ARTICLE_SAVE_AS"], why))
    return "{base_url}" + url, tuple(notes)


_DATES = {"%Y": "{year}", "%m": "{month}", "%d": "{day}"}


def _page(pattern: str) -> str:
    return re.sub(r"(?:/?index)?\.html?$|/$", "", pattern.lstrip("/"))


def _by_title(post: Post) -> str:
    return slugify(post.field("slug") or post.field("title") or post.name)


def _by_file(post: Post) -> str:
    return slugify(post.field("slug") or post.name)


# --- Feeds -----------------------------------------------------------------------------------


def _feeds(table: Table) -> Iterator[tuple[str, str]]:
    if atom := table.get("FEED_ALL_ATOM", "feeds/all.atom.xml"):
        yield "atom", str(atom).lstrip("/")
    if rss := table.get("FEED_ALL_RSS"):
        yield "rss", str(rss).lstrip("/")


def _others(table: Table, files: dict[str, str]) -> Iterator[str]:
    for name, per in (("CATEGORY", "section"), ("TAG", "tag"), ("AUTHOR", "author")):
        for format in ("ATOM", "RSS"):
            setting = f"{name}_FEED_{format}"
            if table.get(setting):
                why = f'add [[feeds]] with `per = "{per}"` and the names that they have now'
                yield not_taken(setting, files[setting], why)
