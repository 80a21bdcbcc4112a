"""Whether two documents look the same: the computed style of every element, all properties."""

from __future__ import annotations

import json

from tests.oracles import HERE
from tests.oracles.browser import Browser, Scheme
from tests.oracles.devtools import Json

EMPTY = "<!DOCTYPE html><html><head><title></title></head><body></body></html>"

# Sizes follow from other properties, so they are told only where nothing else differs.
FOLLOWING = frozenset(
    "width height inline-size block-size perspective-origin transform-origin".split()
)


def differences(
    browser: Browser, first: str, second: str, *, widths: tuple[int, ...] = (640, 375)
) -> list[str]:
    """Return in what the elements of the documents differ: ``375 dark: p.kicker#4 color: …``."""
    script = (HERE / "styles.js").read_text(encoding="utf-8")
    found = []
    for scheme in ("light", "dark"):
        browser.show(EMPTY, width=max(widths), scheme=scheme)
        for width in widths:
            given = ", ".join(map(json.dumps, (first, second, width)))
            seen = browser.run(f"({script})({given})")
            found += [f"{width} {scheme}: {each}" for each in _told(seen, scheme)]
    return found


def _told(seen: Json, scheme: Scheme) -> list[str]:
    if seen["scheme"] != [scheme == "dark"] * 2:
        return ["the documents do not know that it is dark"]
    if seen["unlike"]:
        return [seen["unlike"]]
    told = [d for d in seen["differences"] if d[1] not in FOLLOWING] or seen["differences"]
    return [f"{where} {name}: {one} and {other}" for where, name, one, other in told]
