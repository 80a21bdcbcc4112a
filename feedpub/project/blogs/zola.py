"""A blog made with Zola."""

from __future__ import annotations

from pathlib import Path

from feedpub.project.blogs.blog import Blog, author_in, is_table, read_table, text
from feedpub.project.blogs.posts import Post, fitting_name, posts_of, told
from feedpub.urls import slugify

_FILES = ("zola.toml", "config.toml")
_FOLDERS = ("posts", "post", "blog")


def find_zola(root: Path) -> Blog | None:
    """Return what the settings say of the articles in `content`."""
    tables = {name: read_table(root / name) for name in _FILES if is_table(root / name)}
    table = next((table for table in tables.values() if "base_url" in table), None)
    if table is None or not (root / "content").is_dir():
        return None
    folders = [f"content/{name}" for name in _FOLDERS if (root / "content" / name).is_dir()]
    [folder, *_] = [*folders, "content"]
    section = folder.removeprefix("content").strip("/")
    posts = posts_of(root, folder)
    name, misfits = fitting_name(posts, _name, first="{slug}" if section else "{path}")
    names = table.get("feed_filenames") or [text(table, "feed_filename") or "atom.xml"]
    files = [str(one) for one in names] if isinstance(names, list) else [str(names)]
    author, email = author_in(table.get("author"))
    return Blog(
        "Zola",
        title=text(table, "title"),
        url=text(table, "base_url"),
        description=text(table, "description"),
        language=text(table, "default_language")[:2],
        author=author,
        author_email=email,
        folder=folder,
        article_url="{base_url}" + (f"{section}/" if section else "") + name + "/",
        feeds=tuple({_format(file): file for file in reversed(files)}.items()),
        assets=(("static", "{base_url}"),) if (root / "static").is_dir() else (),
        notes=told(misfits, "Zola"),
    )


def _name(post: Post) -> str:
    return post.folder + slugify(post.field("slug") or post.undated)


def _format(file: str) -> str:
    return "rss" if file.startswith("rss") else "atom"
