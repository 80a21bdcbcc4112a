"""Judges of newsletters that are not ours: a browser, a validator, a spam filter.

Two of them come from npm, at the versions in `package-lock.json` (`make oracles`); none of
them is let near the network.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
PACKAGES = HERE / "node_modules"
VNU = PACKAGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
AXE = PACKAGES / "axe-core" / "axe.min.js"
