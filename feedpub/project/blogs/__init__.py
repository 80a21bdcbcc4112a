"""A blog that moves in: what its own settings say.

To recognise another program: one module with a function, and its name in `PROGRAMS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from zoneinfo import available_timezones

from feedpub.project.blogs.blog import Blog, UnreadableError
from feedpub.project.blogs.hugo import find_hugo
from feedpub.project.blogs.jekyll import find_jekyll
from feedpub.project.blogs.pelican import find_pelican
from feedpub.project.blogs.zola import find_zola
from feedpub.urls import fill, is_web_address

__all__ = ["Blog", "find_blog"]

PROGRAMS: tuple[Callable[[Path], Blog | None], ...] = (
    find_jekyll,
    find_zola,
    find_hugo,
    find_pelican,
)
"""The first that finds a blog of its own wins."""


def find_blog(root: Path) -> Blog:
    """Return what the settings of a blog in `root` say; what cannot be read is in its notes."""
    notes: list[str] = []
    for find in PROGRAMS:
        try:
            blog = find(root)
        except UnreadableError as e:
            notes.append(str(e))
            continue
        if blog:
            return _usable(blog, root)
    return Blog(notes=tuple(dict.fromkeys(notes)))


def _usable(blog: Blog, root: Path) -> Blog:
    """Leave out what our own settings would refuse, and say so."""
    notes = list(blog.notes)
    inside = (root / blog.folder).is_dir() and not re.search(r"^/|\.\.|[\\:]", blog.folder)
    if not is_web_address(blog.url):
        notes.append(f"{blog.program} does not say the address of the site: write `base_url`")
    feeds = [(format, path) for format, path in blog.feeds if _is_free(format, path)]
    for format, path in blog.feeds:
        if (format, path) not in feeds:
            notes.append(f"the feed `{path}` was not taken over: write its name into [[feeds]]")
    address = blog.article_url
    if re.search("[{}]", fill(address, dict.fromkeys(_NAMES, ""))):
        address = ""
    if address and not re.search(r"\{(?:slug|path)\}", address):
        notes.append(
            f"the address `{address}` would be that of every article: write `articles.url`"
        )
        address = ""
    return blog._replace(
        url=blog.url if is_web_address(blog.url) else "",
        language=blog.language if re.fullmatch("[A-Za-z]{2}", blog.language) else "",
        timezone=blog.timezone if blog.timezone in available_timezones() else "",
        author="".join(filter(str.isprintable, blog.author)),
        author_email=blog.author_email if _MAIL.fullmatch(blog.author_email) else "",
        folder=blog.folder.strip("/") if inside else Blog().folder,
        ignore=blog.ignore if inside else (),
        article_url=address,
        feeds=tuple(feeds),
        notes=tuple(dict.fromkeys(notes)),
    )


_NAMES = ("base_url", "year", "month", "day", "section", "slug", "path")
_MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


def _is_free(format: str, path: str) -> bool:
    """Tell whether the file of a feed can be served, and is not that of another format."""
    parts = path.split("/")
    is_ours = path.casefold() in {f"feed.{name}" for name in ("rss", "atom", "json")}
    is_plain = re.fullmatch(r"[\w. /-]+", path) is not None and not {"", ".", ".."} & set(parts)
    return is_plain and (not is_ours or path == f"feed.{format}")
