"""What `newsletter preview --serve` does: the page as the files are now, or what is wrong."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from feedpub.errors import FeedpubError
from feedpub.newsletter.preview.error_page import error_page
from feedpub.newsletter.preview.page import preview_page
from feedpub.project.preview import preview
from feedpub.project.project import Project
from feedpub.web.live import RELOAD_PATH
from feedpub.web.live_page import LivePage


class PreviewStage:
    """An edition, and the page that shows it."""

    def __init__(self, folder: Path, name: str, key: str | None) -> None:
        self.folder = folder
        self.name = name
        self.key = key
        self.root = Project.open(folder).root
        self.page = LivePage()

    @property
    def ignored(self) -> list[Path]:
        """Folders whose changes make no difference."""
        return [self.root / "public"]

    def update(self, now: dt.datetime) -> None:
        """Read everything anew and show it.

        Raises:
            FeedpubError: what is wrong, which the page shows too.
        """
        reload = (RELOAD_PATH, self.page.number + 1)
        try:
            shown = preview(Project.open(self.folder), self.name, self.key, now)
        except FeedpubError as e:
            self.page.show(error_page(e, reload))
            raise
        self.page.show(preview_page(shown, reload))
