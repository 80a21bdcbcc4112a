"""What `diff` found, for people, for programs, and for a pull request.

To add a form: one module with a function, and one line in `FORMS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedpub.cli.diffs.markdown import as_markdown
from feedpub.cli.diffs.table import as_json
from feedpub.cli.diffs.text import as_text
from feedpub.project.diff import DiffReport

FORMS: Mapping[str, Callable[[DiffReport], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}

__all__ = ["FORMS"]
