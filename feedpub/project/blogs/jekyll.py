"""A blog made with Jekyll."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from feedpub.project.blogs.blog import (
    Blog,
    Table,
    author_in,
    not_taken,
    read_table,
    table_in,
    text,
)
from feedpub.project.blogs.posts import Post, posts_of, told
from feedpub.urls import slugify

_FILE = "_config.yml"


def find_jekyll(root: Path) -> Blog | None:
    """Return what `_config.yml` says of the posts in `_posts`."""
    if not (root / _FILE).is_file() or not (root / "_posts").is_dir():
        return None
    table = read_table(root / _FILE)
    name, email = author_in(table.get("author"))
    pictures = [inner for inner in ("assets", "images", "img") if (root / inner).is_dir()]
    feed = table_in(table, "feed")
    posts = posts_of(root, "_posts")
    setting, permalink = _permalink(table)
    url, why = _address(permalink, any(map(_categories, posts)))
    notes = [*why, *_of_posts(posts, url), *_others(table, feed)]
    return Blog(
        "Jekyll",
        title=text(table, "title", "name"),
        url=(text(table, "url").rstrip("/") + text(table, "baseurl")).rstrip("/") + "/",
        description=text(table, "description", "tagline"),
        language=text(table, "lang", "locale")[:2],
        timezone=text(table, "timezone"),
        author=name,
        author_email=email or (text(table, "email") if name else ""),
        folder="_posts",
        article_url=url,
        feeds=_feeds(root, table, text(feed, "path")),
        summaries=feed.get("excerpt_only") is True,
        assets=tuple((inner, f"{{base_url}}{inner}/") for inner in pictures),
        notes=tuple(note.replace(_SETTING, setting) for note in notes),
    )


# --- Feeds -----------------------------------------------------------------------------------


def _feeds(root: Path, table: Table, path: str) -> tuple[tuple[str, str], ...]:
    """Return the feed of the plugin, or that of a template of the blog's own."""
    if path or _has_plugin(root, table):
        return (("atom", path.lstrip("/") or "feed.xml"),)
    for name in ("feed.xml", "atom.xml", "rss.xml", "index.xml"):
        if (root / name).is_file():
            is_rss = b"<rss" in (root / name).read_bytes()[:4000]
            return (("rss" if is_rss else "atom", name),)
    return ()


def _has_plugin(root: Path, table: Table) -> bool:
    if any("jekyll-feed" in str(table.get(name, "")) for name in ("plugins", "gems")):
        return True
    gems = root / "Gemfile"
    return gems.is_file() and bool(_GEM.search(gems.read_bytes()))


_GEM = re.compile(rb"^[ \t]*gem[ \t(]+[\"']jekyll-feed[\"']", re.M)


# --- Addresses -------------------------------------------------------------------------------

_SETTING = "permalink"
_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "weekdate": "/:categories/:year/W:week/:short_day/:title.html",
    "none": "/:categories/:title.html",
}
_NAMES = {
    "year": "{year}", "month": "{month}", "day": "{day}", "title": "{slug}", "slug": "{slug}",
    "categories": "{section}", "slugified_categories": "{section}", "output_ext": ".html",
}  # fmt: skip


def _permalink(table: Table) -> tuple[str, str]:
    """Return the setting that names the addresses of posts, and what it says."""
    defaults = table.get("defaults")
    for one in defaults if isinstance(defaults, list) else ():
        scope, value = table_in(one, "scope"), text(table_in(one, "values"), "permalink")
        if value and text(scope, "type") in ("", "posts") and text(scope, "path") in ("", "_posts"):
            return "defaults", value
    if value := text(table_in(table_in(table, "collections"), "posts"), "permalink"):
        return "collections.posts.permalink", value
    return _SETTING, text(table, "permalink") or "date"


def _address(permalink: str, categories: bool) -> tuple[str, list[str]]:
    pattern = _STYLES.get(permalink, permalink)
    unknown = [name for name in re.findall(r":(\w+)", pattern) if name not in _NAMES]
    if unknown or "{" in pattern:
        names = " and ".join(f"`:{name}`" for name in unknown) or "`{`"
        why = f"nothing here stands for {names}; write `permalink` into each article"
        return "", [not_taken(_SETTING, _FILE, why)]
    url = "{base_url}" + re.sub(r":(\w+)", lambda match: _NAMES[match[1]], pattern).lstrip("/")
    # Jekyll leaves the part out where a post has no category.
    return (url if categories else url.replace("{section}/", "")), []


def _categories(post: Post) -> list[str]:
    """Return the categories of a post; as Jekyll has it, a text of words names several."""
    one, several = post.fields.get("category"), post.fields.get("categories")
    names: list[Any] = [one] if one else []
    names += several.split() if isinstance(several, str) else []
    names += several if isinstance(several, list) else []
    return list(dict.fromkeys(str(name).strip() for name in names if name))


def _of_posts(posts: list[Post], url: str) -> Iterator[str]:
    if "{section}" not in url:
        return
    misfits: list[tuple[Post, str]] = []
    for post in posts:
        names = [name.lower() for name in _categories(post)]
        if names and names != [slugify(names[0])]:
            misfits.append((post, "/".join(names) + "/…"))
    yield from told(misfits, "Jekyll")


# --- What has no counterpart -----------------------------------------------------------------


def _others(table: Table, feed: Table) -> Iterator[str]:
    for name, why in _FEEDS.items():
        if feed.get(name):
            yield not_taken(f"feed.{name}", _FILE, why)
    if table.get("future") is True:
        why = "an article with a date to come is published when that has come"
        yield not_taken("future", _FILE, why)


_FEEDS = {
    "categories": 'add [[feeds]] with `per = "section"` and the `path` that they have now',
    "tags": 'add [[feeds]] with `per = "tag"` and the `path` that they have now',
    "collections": "only the posts are read",
}
