"""The articles of a blog that moves in, looked at before there are settings to read them with."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from feedpub.errors import ArticleError
from feedpub.loaders.files import find_files
from feedpub.loaders.frontmatter import split
from feedpub.urls import slugify


class Post(NamedTuple):
    """One article."""

    path: str
    """Relative to the publication."""

    inner: str
    """Relative to the folder of articles, without ending; of a bundle, that of its folder."""

    fields: dict[str, Any]
    """Its front matter, names in lower case."""

    @property
    def folder(self) -> str:
        """The folder within that of articles; with a slash at the end, if it is one."""
        return self.inner[: self.inner.rfind("/") + 1]

    @property
    def name(self) -> str:
        """The name of its file, or of its bundle."""
        return self.inner.rpartition("/")[2]

    @property
    def undated(self) -> str:
        """The name without the date at its beginning."""
        return _DATE.sub("", self.name) or self.name

    def field(self, name: str) -> str:
        """Return a field as text; empty if it is none."""
        value = self.fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    @property
    def slug(self) -> str:
        """What `{slug}` stands for."""
        return slugify(self.field("slug") or self.undated)


_DATE = re.compile(r"^\d{4}-\d\d?-\d\d?[-_]")
_OWN_ADDRESS = {"url", "permalink", "path", "link"}


def posts_of(root: Path, folder: str) -> list[Post]:
    """Return the articles whose address is not in their fields; unreadable ones are passed over."""
    files = find_files(root, folder, (".md", ".markdown", ".html"), lambda error: None)
    found = (_post(root, folder, file.path) for file in files if not file.in_bundle)
    return [post for post in found if post and not _OWN_ADDRESS & post.fields.keys()]


def _post(root: Path, folder: str, path: str) -> Post | None:
    try:
        matter = split((root / path).read_text(encoding="utf-8-sig"), path)
        fields = {str(name).lower(): value for name, value in matter.fields(path).items()}
    except (OSError, ValueError, ArticleError):
        return None
    inner = path.removeprefix(folder.rstrip("/") + "/").rpartition(".")[0]
    return Post(path, inner.removesuffix("/index"), fields)


def fitting_name(
    posts: Sequence[Post], expected: Callable[[Post], str], *, first: str = "{slug}"
) -> tuple[str, list[tuple[Post, str]]]:
    """Return what in `articles.url` names the articles as `expected`, and those that it does not.

    With each of them goes the name that it should have. Where both are as good, `first` wins.
    """
    misfits = {
        name: [(post, wanted) for post in posts if (wanted := expected(post)) != given(post)]
        for name, given in sorted(_NAMES.items(), key=lambda item: item[0] != first)
    }
    best = min(misfits, key=lambda name: len(misfits[name]))
    return best, misfits[best]


_NAMES: dict[str, Callable[[Post], str]] = {
    "{slug}": lambda post: post.slug,
    "{path}": lambda post: post.inner,
}


def told(misfits: Sequence[tuple[Post, str]], program: str) -> tuple[str, ...]:
    """Return the note on articles that would get another address than they have."""
    if not misfits:
        return ()
    post, wanted = misfits[0]
    what = f"{len(misfits)} articles have" if len(misfits) > 1 else "1 article has"
    such = f", such as {post.path}" if len(misfits) > 1 else f", {post.path}"
    cure = "write its address as `url` into each" if len(misfits) > 1 else "write it as `url` there"
    return (f"{what} another address from {program} ({wanted}){such}: {cure}",)
