"""Make the picture of the README anew: all views of the sample newsletter at a glance.

`make pictures` runs it; it needs a Chromium, the fonts of `make system-deps`, and Pillow.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image

from tests.site import NOW, ROOT, Site

HERE = Path(__file__).parent
MOST = 400_000
"""Bytes that a reader of the README is asked to load."""


def main() -> None:
    site = Site.__new__(Site)
    site.root = ROOT
    with tempfile.TemporaryDirectory() as folder:
        page = str(Path(folder) / "page.html")
        ran = site.run(
            "newsletter", "preview", "weekly", "-o", page, "--screenshots", folder, now=NOW
        )
        assert ran.code == 0, ran.err
        [sheet] = Path(folder).glob("*-sheet.png")
        few = Image.open(sheet).convert("RGB").quantize(256, kmeans=2)
        few.save(HERE / "preview.png", optimize=True)
    size = (HERE / "preview.png").stat().st_size
    assert size < MOST, f"{size} bytes are too many"


main()
