"""The sample newsletter in a real browser: no sideways scrolling, and dark where it is dark."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.site import NOW, ROOT, Site

pytestmark = pytest.mark.chromium

# A window is never narrower than 500 px, so the page is in a frame of the wanted width.
FRAME = """<!DOCTYPE html><meta name="color-scheme" content="light dark"><title></title>
<script>addEventListener("message", event => document.title = event.data)</script>
<iframe src="{page}" width="{width}" height="900" style="border:0"></iframe>
"""

PROBE = """
<script>
addEventListener("load", () => parent.postMessage(JSON.stringify({
  scroll: document.documentElement.scrollWidth,
  wide: innerWidth,
  sheet: getComputedStyle(document.querySelector("table.sheet")).backgroundColor,
  ink: getComputedStyle(document.querySelector("h1")).color,
  broken: [...document.images].filter(i => !i.naturalWidth).map(i => i.src),
}), "*"));
</script>
"""

OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars", "--allow-file-access-from-files", "--virtual-time-budget=2000",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample digest with its pictures from the disk, and the probe behind it."""
    folder = tmp_path_factory.mktemp("page")
    site = Site.__new__(Site)
    site.root = ROOT
    ran = site.run("newsletter", "render", "weekly", "--local-pictures", "-o", str(folder), now=NOW)
    assert ran.code == 0, ran.err
    file = folder / "weekly-2026-W47.html"
    file.write_text(file.read_text() + PROBE)
    return file


def look(chromium: str, page: Path, width: int, scheme: str, profile: Path) -> dict[str, Any]:
    """Return what the probe sees."""
    frame = profile / "frame.html"
    frame.write_text(FRAME.format(page=page.as_uri(), width=width))
    done = subprocess.run(
        [
            chromium, *OPTIONS, f"--user-data-dir={profile}",
            f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
            "--dump-dom", frame.as_uri(),
        ],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    title = re.search(r"<title>(.*?)</title>", done.stdout, re.S)
    assert title
    seen: dict[str, Any] = json.loads(title[1].replace("&amp;", "&"))
    return seen


def brightness(colour: str) -> float:
    """Return 0 for black to 255 for white."""
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 375, 640])
def test_it_fits_and_is_as_dark_as_it_should_be(
    chromium: str, page: Path, tmp_path: Path, width: int, scheme: str
) -> None:
    seen = look(chromium, page, width, scheme, tmp_path)
    assert seen["wide"] == width
    assert seen["scroll"] <= width
    assert seen["broken"] == []
    dark = brightness(seen["sheet"]) < 64
    assert dark == (scheme == "dark")
    assert (brightness(seen["ink"]) > 200) == dark
