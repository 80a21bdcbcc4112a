"""What `serve` does: the built files, built anew when something changes."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import msgspec

from feedpub.config import Config
from feedpub.errors import ConfigError
from feedpub.feeds.page import page_path
from feedpub.lock import Lock
from feedpub.project.build import build
from feedpub.project.project import Project
from feedpub.project.report import BuildReport
from feedpub.urls import absolute, fill, is_web_address, placeholders
from feedpub.web import Mount, StaticSite
from feedpub.web.host_file import HOST_FILE_NAME, NO_RULES, HostRules, parse_host_file


class Elsewhere(Project):
    """A publication as if it were served at another address; its lock stays as it is."""

    def write_lock(self, lock: Lock) -> bool:
        """Write nothing: ids are those of the real address."""
        return False


class Stage:
    """A publication, and the site that shows what was last built of it.

    With `base_url` every address of the publication begins with that one instead of its
    own, and the files go to .feedpub/serve; `output` is shown where they have no such file.
    """

    def __init__(
        self,
        folder: Path,
        output: Path | None,
        *,
        base_url: str | None = None,
        live: bool = False,
        log: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.folder = folder
        self.base_url = base_url
        self.project = self._open()
        self.output = output or self.project.root / "public"
        self._alone = threading.Lock()
        self.site = StaticSite([], live=live, lost=self.lost_page, log=log)

    @property
    def target(self) -> Path:
        """Where a build writes to."""
        return self.project.root / ".feedpub" / "serve" if self.base_url else self.output

    def build(self, now: dt.datetime) -> BuildReport:
        """Read the settings anew, build, and show what came out.

        Raises:
            FeedpubError: as `build`; what was shown before is shown still.
        """
        with self._alone:
            self.project = self._open()
            report = build(self.project, self.target, now)
            self.show()
            if report.files.written or report.files.removed:
                self.site.builds += 1
        return report

    def show(self) -> None:
        """Show the folders as they are.

        Raises:
            ConfigError: if there is nothing yet.
        """
        if not self.target.is_dir():
            raise ConfigError(
                f"there is no folder `{self.target.as_posix()}`",
                hint="run `feedpub build` first, or leave out --no-build",
            )
        self.site.mounts = tuple(self._mounts())
        self.site.rules = self._rules()

    def feeds(self) -> list[str]:
        """Return the paths of the feeds that are not those of a tag, an author or a section."""
        names = [
            feed.files.get(format, f"{feed.path}.{format}")
            for feed in self.project.config.feeds
            if feed.per is None
            for format in feed.formats
        ]
        return [self._path(name) for name in names if (self.target / name).is_file()]

    def pages(self) -> list[str]:
        """Return the paths of the pages beside these feeds, which people can look at."""
        names = [page_path(feed.path) for feed in self.project.config.feeds if feed.per is None]
        return [self._path(name) for name in names if (self.target / name).is_file()]

    def lost_page(self) -> str:
        """Return the page for addresses where nothing is, which names what there is."""
        links = "".join(
            f'<li><a href="{escape(path)}">{escape(unquote(path))}</a></li>'
            for path in (*self.pages(), *self.feeds())
        )
        title = escape(self.project.config.publication.title)
        return _LOST.format(title=title, links=links)

    def _open(self) -> Project:
        project = Project.open(self.folder)
        if not self.base_url:
            return project
        return Elsewhere(project.root, moved(project.config, self.base_url))

    def _mounts(self) -> Iterator[Mount]:
        yield Mount(_parts(self.project.config.base_url), self.target)
        if self.base_url:
            yield Mount(_parts(self.project.config.base_url), self.output)
        home = urlsplit(self.project.config.base_url)
        for folder, url in self.project.assets.served:
            there = urlsplit(url)
            if (there.scheme, there.netloc) == (home.scheme, home.netloc):
                yield Mount(_parts(url), self.project.root / folder, media_only=True)

    def _rules(self) -> HostRules:
        """Return what the output folder tells its host; a host reads it at its root only."""
        file = self.target / HOST_FILE_NAME
        if not file.is_file():
            return NO_RULES
        return parse_host_file(file.read_text(encoding="utf-8", errors="replace"))

    def _path(self, name: str) -> str:
        return quote("/" + "/".join((*_parts(self.project.config.base_url), name)))


def moved(config: Config, base_url: str) -> Config:
    """Return the settings with every address of the publication moved to `base_url`.

    Raises:
        ConfigError: if that is no web address.
    """
    if not is_web_address(base_url) or urlsplit(base_url).query or urlsplit(base_url).fragment:
        raise ConfigError(
            f"`{base_url}` is no web address",
            hint="write it whole: --base-url http://192.168.1.5:8000/",
        )
    new = absolute("", base_url).rstrip("/") + "/"
    old = config.base_url

    def of(url: str) -> str:
        """Return an address of the settings, which may hold placeholders."""
        if "base_url" in placeholders(url):
            return fill(url, {"base_url": new})
        return new + url[len(old) :] if url.startswith(old) else url

    replace = msgspec.structs.replace
    articles = replace(
        config.articles,
        url=of(config.articles.url),
        assets=tuple(replace(assets, url=of(assets.url)) for assets in config.articles.assets),
    )
    publication = replace(config.publication, base_url=new, icon=of(config.publication.icon))
    return replace(config, publication=publication, articles=articles)


def _parts(url: str) -> tuple[str, ...]:
    return tuple(unquote(part) for part in urlsplit(url).path.split("/") if part)


_LOST = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nothing is here</title>
<style>
:root {{ color-scheme: light dark }}
body {{ max-width: 34rem; margin: 4rem auto; padding: 0 1rem; font: 1.1rem/1.5 sans-serif }}
</style>
<h1>Nothing is here</h1>
<p>The feeds of {title} are at:</p>
<ul>{links}</ul>
</html>
"""
