"""The files of a preview: the page, and pictures of what it shows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from feedpub.newsletter.edition_file import edition_path
from feedpub.newsletter.preview.value import Preview
from feedpub.output import write_file
from feedpub.project.project import Project
from feedpub.web.chromium import browsing, find_chromium

if TYPE_CHECKING:
    from feedpub.web.chromium import Page

HEIGHT = 900
"""Of the window; pictures are as high as the mail."""

SHEET = 1280
"""Pixels that the picture of all views is wide."""


def find_browser() -> str:
    """Return the path of a Chromium.

    Raises:
        ConfigError: if there is none.
    """
    return find_chromium(os.environ)


def write_page(project: Project, preview: Preview, page: str, file: Path | None) -> Path:
    """Write the page and return its path; without `file`, into the publication's .feedpub."""
    if file is None:
        file = project.root / ".feedpub" / "newsletters" / f"{_stem(preview)}-preview.html"
    write_file(file, page.encode(), file.name)
    return file


def write_pictures(preview: Preview, page: str, output: Path, browser: str) -> list[Path]:
    """Write a PNG file of each view, and one of all at a glance; return their paths.

    A view that is too high for one picture becomes several: ``…-2.png`` follows.

    Raises:
        FeedpubError: if the browser fails.
    """
    written = []
    for name, body in _pictures(preview, page, browser):
        file = output / f"{_stem(preview)}-{name}.png"
        write_file(file, body, file.name)
        written.append(file)
    return written


def _pictures(preview: Preview, page: str, browser: str) -> Iterator[tuple[str, bytes]]:
    with tempfile.TemporaryDirectory() as folder, browsing(browser) as shown:
        file = Path(folder) / "preview.html"
        file.write_text(page, encoding="utf-8")
        shown.resize(SHEET, HEIGHT)
        shown.load(file.as_uri())
        shown.run("preview.ready")
        yield from _named("sheet", shown, SHEET, shown.run("preview.sheet()"))
        for number, view in enumerate(preview.views):
            shown.resize(view.width, HEIGHT)
            size = shown.run(f"preview.alone({number})")
            yield from _named(view.name, shown, view.width, size["height"])


def _named(name: str, shown: Page, width: int, height: int) -> Iterator[tuple[str, bytes]]:
    for number, body in enumerate(shown.pictures(width, height), 1):
        yield name if number == 1 else f"{name}-{number}", body


def _stem(preview: Preview) -> str:
    return Path(edition_path(preview.name, preview.key)).stem
