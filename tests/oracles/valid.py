"""What the Nu Html Checker (vnu) calls an error, but for what mail programs need."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

from tests.oracles import VNU


class Meant(NamedTuple):
    """An error about something that mail programs need."""

    said: str
    """What vnu says, as a pattern."""

    about: str
    """The tag or rule that it points to, as a pattern."""

    why: str


MEANT = (
    Meant(r"CSS: “mso-[a-z-]+”: Property .* doesn't exist\.", ".*",
          "Outlook on Windows reads these"),
    Meant(r"CSS: “supported-color-schemes”: Property .* doesn't exist\.", ".*",
          "the older name of `color-scheme`, for Apple Mail"),
    Meant(r"Attribute “xmlns:[ov]” not allowed here\.", ".*",
          "the settings for Outlook are in that name space"),
    Meant(r"Element “a” is missing required attribute “href”\.", r'<a name="[^"]+">',
          "Gmail and Outlook lead to notes only by such names"),
)  # fmt: skip
"""The obsolete attributes of layout tables are but warnings to vnu, which are not told here."""


def errors(java: str, files: Sequence[Path]) -> dict[str, list[str]]:
    """Return the errors in each file that has some, by its name; one Java judges all files."""
    done = subprocess.run(
        [java, "-Xss4m", "-jar", str(VNU), "--format", "json", "--stdout", "--exit-zero-always",
         *map(str, files)],
        capture_output=True, text=True, check=True, timeout=600,
    )  # fmt: skip
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info" and not _is_meant(message):
            name = unquote(message.get("url", "")).rpartition("/")[2]
            line = f"line {message.get('lastLine')}: {message['message']}"
            found.setdefault(name, []).append(line)
    return found


def _is_meant(message: dict[str, Any]) -> bool:
    start = message.get("hiliteStart", 0)
    about = message.get("extract", "")[start : start + message.get("hiliteLength", 0)]
    return any(
        re.fullmatch(meant.said, message["message"]) and re.fullmatch(meant.about, about, re.S)
        for meant in MEANT
    )
