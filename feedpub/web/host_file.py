"""`_headers`: what a site tells its host, in the form of Netlify and Cloudflare Pages.

A line without indent is a path, which may hold ``*``; the indented lines below it are headers.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_HEADER = re.compile(r"([A-Za-z0-9-]+):\s*(.*)")

_OURS = {"content-length", "content-encoding", "content-range", "etag", "last-modified", "date",
         "vary", "transfer-encoding", "connection", "accept-ranges"}  # fmt: skip
"""What only the host itself can know; hosts ignore it too."""


HOST_FILE_NAME = "_headers"


class HostRules(NamedTuple):
    """Paths, as regular expressions, with their headers."""

    rules: tuple[tuple[re.Pattern[str], tuple[tuple[str, str], ...]], ...] = ()

    def headers(self, path: str) -> dict[str, str]:
        """Return the headers of a path (decoded); those of several rules are joined."""
        found: dict[str, str] = {}
        for pattern, headers in self.rules:
            if pattern.fullmatch(path):
                for name, value in headers:
                    joined = name == "Link" and name in found
                    found[name] = f"{found[name]}, {value}" if joined else value
        return found


NO_RULES = HostRules()


def parse_host_file(text: str) -> HostRules:
    """Return the rules; what cannot be understood is passed over, as hosts do."""
    rules: list[tuple[re.Pattern[str], list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            rules.append((_pattern(line.strip()), []))
        elif rules and (match := _HEADER.fullmatch(line.strip())):
            name = "-".join(word.capitalize() for word in match[1].split("-"))
            if name.lower() not in _OURS and match[2].isascii():
                rules[-1][1].append((name, match[2]))
    return HostRules(tuple((pattern, tuple(headers)) for pattern, headers in rules))


def _pattern(path: str) -> re.Pattern[str]:
    path = path if path.startswith("/") else "/" + path
    pieces = (re.escape(unquote(piece)) for piece in path.split("*"))
    return re.compile(".*".join(pieces))
