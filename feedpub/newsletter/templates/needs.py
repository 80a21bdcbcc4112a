"""What a part of ours needs, told where a template of the publication's own includes it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from pathlib import Path

_COMMENT = re.compile(r"\s*\{#(.*?)#\}", re.S)
_NAME = re.compile(r"`([a-z_]+)`")

_EXAMPLES: Mapping[str, str] = {
    "url": '"https://…"',
    "link": '"https://…"',
    "label": '"…"',
    "quote": '"…"',
    "section": '"…"',
    "first": "loop.first",
    "level": "3",
}
"""What may be given to parts; of other names it depends on the template."""


def how_to_give(name: str, part: Path, known: Collection[str]) -> str:
    """Return a hint with all that the part needs and nothing has given yet, `name` first.

    It is what the comment on its top names, but for what it can do without.
    """
    source = part.read_text("utf-8", "replace")
    comment = _COMMENT.match(source)
    said = _NAME.findall(comment[1]) if comment else []
    names = [name, *(each for each in said if each not in known and _needs(source, each))]
    names = list(dict.fromkeys(names))
    values = ", ".join(_EXAMPLES.get(each, "…") for each in names)
    return f"write `{{% set {', '.join(names)} = {values} %}}` above it"


def _needs(source: str, name: str) -> bool:
    """Tell whether a template uses a name, and neither sets it nor does without it."""
    code = re.sub(r"\{#.*?#\}", "", source, flags=re.S)
    sets = re.search(rf"\{{%[-+]?\s*(?:set|for)\s[^=%]*\b{name}\b", code)
    spared = re.search(rf"\b{name}\s*\|\s*d(?:efault)?\b", code)
    return bool(re.search(rf"(?<![.\w]){name}\b", code)) and not sets and not spared
