"""Addresses that lead to one page, though they are not written alike."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from feedpub.urls import to_uri

_INDEX = re.compile(r"(?:^|/)index\.\w{3,5}$|\.(?:html?|php)$|/+$", re.IGNORECASE)
_TRACKING = re.compile(r"(?:^|&)utm_\w+=[^&]*")


def page_of(url: str) -> str:
    """Return what addresses of one page have in common; empty if the address is none.

    Not scheme, port, ``www.``, upper case of the host, ``index.html``, ``.html``, a slash at the
    end, percents, a fragment, or the marks of campaigns (``utm_source``).
    """
    try:
        parts = urlsplit(to_uri(url.strip()))
    except ValueError:
        return ""
    host = (parts.hostname or "").removeprefix("www.")
    path = _INDEX.sub("", _INDEX.sub("", unquote(parts.path)))
    query = _TRACKING.sub("", parts.query).strip("&")
    return f"{host}/{path.lstrip('/')}" + (f"?{query}" if query else "") if host else ""
