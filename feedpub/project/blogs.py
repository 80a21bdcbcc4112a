"""A blog that moves in: what its own settings say.

To recognise another program: one function and one line in `PROGRAMS`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import available_timezones

from feedpub.errors import ArticleError
from feedpub.loaders.json_text import decode_json
from feedpub.loaders.yaml_block import parse_yaml
from feedpub.urls import is_web_address


class Blog(NamedTuple):
    """What is known of it; empty where its settings do not say."""

    program: str = ""
    title: str = ""
    url: str = ""
    description: str = ""
    language: str = ""
    timezone: str = ""
    folder: str = "articles"
    article_url: str = ""
    """Template of addresses, as `articles.url` has it."""

    feed: str = ""
    """Where subscribers have the feed, relative to the address of the site."""

    feed_format: str = "rss"
    assets: tuple[tuple[str, str], ...] = ()


def find_blog(folder: Path) -> Blog:
    """Return what the settings of a blog in `folder` say; what cannot be read is passed over."""
    for name, (read, understand) in PROGRAMS.items():
        file = folder / name
        if file.is_file():
            try:
                table = read(file.read_text(encoding="utf-8"))
                blog = understand(folder, table if isinstance(table, dict) else {})
            except (OSError, ValueError, ArticleError):
                continue
            if blog:
                return _usable(blog, folder)
    return Blog()


def _usable(blog: Blog, folder: Path) -> Blog:
    """Leave out what our own settings would refuse."""
    inside = (folder / blog.folder).is_dir() and not re.search(r"^/|\.\.|[\\:]", blog.folder)
    return blog._replace(
        url=blog.url if is_web_address(blog.url) else "",
        language=blog.language if re.fullmatch("[A-Za-z]{2}", blog.language) else "",
        timezone=blog.timezone if blog.timezone in available_timezones() else "",
        description=" ".join(blog.description.split()),
        folder=blog.folder.strip("/") if inside else Blog().folder,
    )


def _jekyll(folder: Path, table: dict[str, Any]) -> Blog | None:
    if not (folder / "_posts").is_dir():
        return None
    atom = "feed.xml" if "jekyll-feed" in str(table.get("plugins", "")) else ""
    base = _text(table, "url").rstrip("/") + _text(table, "baseurl")
    pictures = [name for name in ("assets", "images", "img") if (folder / name).is_dir()]
    return Blog(
        "Jekyll",
        title=_text(table, "title", "name"),
        url=base.rstrip("/") + "/",
        description=_text(table, "description", "tagline"),
        language=_text(table, "lang", "locale")[:2],
        timezone=_text(table, "timezone"),
        folder="_posts",
        article_url=_jekyll_url(_text(table, "permalink") or "date", _has_categories(folder)),
        feed=atom,
        feed_format="atom",
        assets=tuple((name, f"{{base_url}}{name}/") for name in pictures),
    )


_JEKYLL_STYLES = {
    "date": "{base_url}{section}/{year}/{month}/{day}/{slug}.html",
    "pretty": "{base_url}{section}/{year}/{month}/{day}/{slug}/",
    "ordinal": "",
    "none": "{base_url}{section}/{slug}.html",
}
_JEKYLL_NAMES = {
    "year": "{year}", "month": "{month}", "day": "{day}", "title": "{slug}", "slug": "{slug}",
    "categories": "{section}",
}  # fmt: skip


def _jekyll_url(permalink: str, categories: bool) -> str:
    url = _JEKYLL_STYLES.get(permalink)
    if url is None:
        url = re.sub(r":(\w+)", lambda m: _JEKYLL_NAMES.get(m[1], m[0]), permalink)
        url = "" if ":" in url else "{base_url}" + url.lstrip("/")
    # Jekyll leaves the part out where a post has no category.
    return url if categories else url.replace("{section}/", "")


def _has_categories(folder: Path) -> bool:
    posts = (file for file in (folder / "_posts").rglob("*.m*d*") if file.is_file())
    return any(re.search(rb"^categor(?:y|ies):[ \t]*\S", post.read_bytes(), re.M) for post in posts)


def _hugo(folder: Path, table: dict[str, Any]) -> Blog | None:
    if not (folder / "content").is_dir():
        return None
    posts = next(
        (f"content/{n}" for n in ("posts", "post", "blog") if (folder / "content" / n).is_dir()),
        "content",
    )
    section = posts.partition("/")[2]
    inner = "{slug}/" if section else "{path}/"
    return Blog(
        "Hugo",
        title=_text(table, "title"),
        url=_text(table, "baseurl", "baseURL", "base_url"),
        description=_text(table.get("params", {}), "description"),
        language=_text(table, "languagecode", "languageCode", "default_language")[:2],
        timezone=_text(table, "timezone", "timeZone"),
        folder=posts,
        article_url="{base_url}" + (f"{section}/" if section else "") + inner,
        feed="index.xml",
        assets=(("static", "{base_url}"),) if (folder / "static").is_dir() else (),
    )


def _zola(folder: Path, table: dict[str, Any]) -> Blog | None:
    if "base_url" not in table:
        return None
    blog = _hugo(folder, table)
    feeds = table.get("feed_filenames") or [table.get("feed_filename", "atom.xml")]
    name = str(feeds[0])
    format = "rss" if name.startswith("rss") else "atom"
    return blog and blog._replace(
        program="Zola", description=_text(table, "description"), feed=name, feed_format=format
    )


def _toml_blog(folder: Path, table: dict[str, Any]) -> Blog | None:
    return _zola(folder, table) or _hugo(folder, table)


def _pelican(folder: Path, table: dict[str, Any]) -> Blog | None:
    return Blog(
        "Pelican",
        title=_text(table, "SITENAME"),
        url=_text(table, "SITEURL") + "/",
        language=_text(table, "DEFAULT_LANG")[:2],
        timezone=_text(table, "TIMEZONE"),
        folder=_text(table, "PATH") or "content",
        article_url="{base_url}{slug}.html",
        feed="feeds/all.atom.xml",
        feed_format="atom",
    )


def _assignments(text: str) -> dict[str, str]:
    """Return the plain texts that a Python file assigns; nothing of it is run."""
    return {
        m[1]: m[2] or m[3]
        for m in re.finditer(r"^(\w+)\s*=\s*(?:'([^']*)'|\"([^\"]*)\")", text, re.M)
    }


def _yaml(text: str) -> Any:
    return parse_yaml(text, "")


def _json(text: str) -> Any:
    return decode_json(text, "")


Read = Callable[[str], Any]
Understand = Callable[[Path, dict[str, Any]], "Blog | None"]

PROGRAMS: Mapping[str, tuple[Read, Understand]] = {
    "_config.yml": (_yaml, _jekyll),
    "hugo.toml": (tomllib.loads, _hugo),
    "hugo.yaml": (_yaml, _hugo),
    "hugo.json": (_json, _hugo),
    "config.toml": (tomllib.loads, _toml_blog),
    "config.yaml": (_yaml, _hugo),
    "config.yml": (_yaml, _hugo),
    "zola.toml": (tomllib.loads, _zola),
    "pelicanconf.py": (_assignments, _pelican),
}
"""By the file that holds the settings; the first that fits wins."""


def _text(table: Any, *names: str) -> str:
    if not isinstance(table, dict):
        return ""
    return next((str(table[name]).strip() for name in names if table.get(name)), "")
