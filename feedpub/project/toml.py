"""Text as TOML, YAML and JSON alike write it."""

from __future__ import annotations

import json


def quoted(text: str) -> str:
    """Return `text` between quotes."""
    return json.dumps(text, ensure_ascii=False)
