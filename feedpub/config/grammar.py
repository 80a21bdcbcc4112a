"""How settings write addresses, languages and names in braces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.config.problem import Path, Problem, nearest
from feedpub.urls import fill, is_web_address, placeholders

LANGUAGE = re.compile(r"(?=.{2,35}\Z)(?:[A-Za-z]{2,3}|[ix](?=-))(?:-[A-Za-z0-9]{1,8})*")
"""RFC 5646 section 2.1, of at most 35 letters (section 4.4.1); longer words have no meaning yet."""

LANGUAGE_HINT = "languages are written as in `en` or `pt-BR`"


def is_whole_address(url: str) -> bool:
    """Tell whether it is one as it stands; many programs pass over a line end within."""
    return re.search(r"[\0-\x1f\x7f]", url) is None and is_web_address(url)


def is_mail_address(address: str) -> bool:
    """Tell whether nearly every server would take it (RFC 5321 section 4.1.2, without quotes)."""
    local, _, domain = address.rpartition("@")
    atom = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
    is_local = re.fullmatch(rf"{atom}(?:\.{atom})*", local)
    return bool(is_local) and "." in domain and is_whole_address(f"https://{domain}/")


def misnamed(path: Path, template: str, allowed: set[str]) -> Iterator[Problem]:
    """Yield the names in braces that mean nothing here, and braces without a name."""
    known = placeholders(template)
    for name in known:
        if name not in allowed:
            yield path, f"`{{{name}}}` means nothing here", nearest(name, allowed or {"no braces"})
    if path[-1] != "title" and re.search("[{}]", fill(template, dict.fromkeys(known, ""))):
        yield path, f"`{template}` has a brace that names nothing", "write names as in {slug}"
