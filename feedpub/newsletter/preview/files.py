"""The files of which the page is made, and what it is allowed to do."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files


@cache
def part(name: str) -> str:
    """Return a file of the page."""
    folder = files("feedpub.newsletter.preview")
    return folder.joinpath(name).read_text(encoding="utf-8")


def policy(script: str, *, reloads: bool = False) -> str:
    """Return what the page may do: nothing but run this one script and show what it holds."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    connect = "; connect-src 'self'" if reloads else ""
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        f"img-src data: blob:; base-uri 'none'; form-action 'none'{connect}"
    )
