"""Nothing leaves the machine, and nothing outside the publication is read."""

from __future__ import annotations

import os
import subprocess
import sys

import feedparser
import pytest

from tests.site import ROOT, Site

WATCH = """
import sys

root, allowed = sys.argv[1], tuple(sys.argv[2].split(":"))
seen = []

def watch(event, args):
    starts = event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")
    if starts or event.startswith("socket."):
        seen.append((event, str(args)[:200]))
    if event == "open" and isinstance(args[0], (str, bytes)):
        name = os.path.realpath(os.fsdecode(args[0]))
        if not name.startswith(allowed):
            seen.append((event, name))

import os
from feedpub.cli import main
sys.addaudithook(watch)
commands = ["build"], ["check"], ["list", "--json", "--full"], ["newsletter", "render", "weekly"]
for arguments in commands:
    try:
        main(["-C", root, *arguments, "--now", "2026-11-20T17:00:00Z"])
    except SystemExit as e:
        assert not e.code, (arguments, e.code)
for item in seen:
    print("SEEN", *item)
"""

HOSTILE = """\
<link rel="stylesheet" href="http://127.0.0.1:9/x.css">
<style>@import url(http://127.0.0.1:9/y.css); @import "file:///etc/passwd";</style>
<p style="p">Text <img src="http://127.0.0.1:9/z.png" alt="z"></p>
<p><img src="file:///etc/passwd" alt="f"></p>
<iframe src="file:///etc/hostname"></iframe>
[a](../../../../../../etc/passwd) ![b](../../../../../../etc/hostname)
{% include "/etc/passwd" %} {{ 7 * 7 }}
"""


def test_building_and_rendering_open_no_socket_and_no_file_outside(site: Site) -> None:
    site.write(
        "feedpub.toml",
        Site.SETTINGS
        + '[[newsletters]]\nname = "weekly"\ntitle = "W"\nfrom = { email = "a@post.example" }\n'
        'postal_address = "1 Quay"\nunsubscribe_url = "https://post.example/out"\n',
    )
    site.article(body=HOSTILE)
    # Python's own files, its libraries, and the zones and the null device of the system.
    allowed = [site.root, ROOT / "feedpub", ROOT / "templates", sys.prefix, sys.base_prefix]
    names = ":".join(
        str(os.path.realpath(name)) for name in [*allowed, "/usr/share/zoneinfo", "/dev/null"]
    )
    done = subprocess.run(
        [sys.executable, "-c", WATCH, str(site.root), names],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line for line in done.stdout.splitlines() if line.startswith("SEEN")] == []


@pytest.mark.parametrize("name", ["feed.rss", "feed.atom"])
def test_nothing_of_a_hostile_article_reaches_readers(site: Site, name: str) -> None:
    evil = "<script>alert(1)</script><b onclick=x()>b</b><a href='javascript:x'>c</a>"
    site.article(body=HOSTILE + evil)
    site.build()
    feed = feedparser.parse(site.outputs()[name], sanitize_html=False, resolve_relative_uris=False)
    assert feed.entries[0].content[0].value == site.feed()["items"][0]["content_html"]
    text = feed.entries[0].content[0].value
    bad = ["script", "onclick", "file:", "@import", "<link", "<style", "{%", "{{"]
    assert [word for word in bad if word in text] == []
    assert "Text" in text
