"""What is added to the addresses of links, so that statistics know the mail they came from.

Only ever by the settings, never anything of a subscriber, and never twice: a parameter that an
address has stays as it is, wherever it came from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from html import escape, unescape
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

Rules = Mapping[str, Mapping[str, str]]
"""Parameters by host; a host stands for its subdomains too, and ``*`` for every host."""


def with_queries(
    html: str, text: str, rules: Rules, names: Mapping[str, str], kept: Collection[str]
) -> tuple[str, str]:
    """Return HTML and text of a mail with the parameters in the addresses of their links.

    `names` fill what stands in braces; the addresses `kept` stay as they are.
    """
    if not rules:
        return html, text
    changed: dict[str, str] = {}

    def in_html(match: re.Match[str]) -> str:
        address = unescape(match[2])
        if address not in kept:
            changed[address] = added(address, rules, names)
        return match[1] + escape(changed.get(address, address)) + match[3]

    html = _LINK.sub(in_html, html)
    return html, _ADDRESS.sub(_in_text(changed), text)


_LINK = re.compile(r"""(<a\b(?:[^<>"']|"[^"]*"|'[^']*')*?\shref=")([^"]*)(")""", re.I)
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def _in_text(changed: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    """Return what replaces an address of the text, if it is one of the HTML's."""

    def replaced(match: re.Match[str]) -> str:
        return changed.get(match[0], match[0])

    return replaced


def added(address: str, rules: Rules, names: Mapping[str, str]) -> str:
    """Return the address with the parameters of its host that it has not; its fragment stays."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
    except ValueError:
        return address
    if parts.scheme.lower() not in ("http", "https") or host.endswith(".invalid"):
        return address  # a late field has no host yet
    has = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
    more = [
        f"{quote(name)}={quote(_filled(value, names))}"
        for name, value in _rule_for(host, rules).items()
        if name not in has
    ]
    return urlunsplit(parts._replace(query="&".join(filter(None, [parts.query, *more]))))


def _rule_for(host: str, rules: Rules) -> Mapping[str, str]:
    """Return the parameters of the host, of the nearest domain above it, or of all."""
    while host:
        if host in rules:
            return rules[host]
        host = host.partition(".")[2]
    return rules.get("*", {})


def _filled(value: str, names: Mapping[str, str]) -> str:
    for name, word in names.items():
        value = value.replace(f"{{{name}}}", word)
    return value
