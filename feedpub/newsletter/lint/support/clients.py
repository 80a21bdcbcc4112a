"""Groups of mail clients, by the names that settings use."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from feedpub.errors import ConfigError
from feedpub.newsletter.lint.support.matrix import matrix

CORE = (
    "gmail",
    "apple-mail",
    "outlook.windows",
    "outlook.macos",
    "outlook.outlook-com",
    "outlook.ios",
    "outlook.android",
    "yahoo",
    "samsung-email.android",
    "thunderbird",
)
"""What most readers of a newsletter use; the discontinued Windows Mail is not among them."""

WORD = ("outlook.windows",)
"""Clients that read conditional comments: Outlook for Windows with Word inside.

The new Outlook for Windows is `outlook.outlook-com`.
"""


def client_profile(names: Sequence[str]) -> tuple[str, ...]:
    """Return the clients that the names stand for, each once, in alphabetical order.

    A name is ``core``, ``all``, a family (``gmail``) or a client (``outlook.windows``).

    Raises:
        ConfigError: if a name is none of these.
    """
    found: set[str] = set()
    for name in names:
        found |= _clients(name.strip().lower())
    return tuple(sorted(found))


def client_title(client: str) -> str:
    """Return the name of a client for people: ``Outlook (Windows)``."""
    family, _, platform = client.partition(".")
    data = matrix()
    return f"{data.families.get(family, family)} ({data.platforms.get(platform, platform)})"


def _clients(name: str) -> set[str]:
    known = matrix().clients
    if name == "core":
        return {client for part in CORE for client in _clients(part)}
    if name == "all":
        return set(known)
    found = {client for client in known if client == name or client.startswith(f"{name}.")}
    if not found:
        raise ConfigError(f"`{name}` is not a mail client that is known", hint=_hint(name))
    return found


def _hint(name: str) -> str:
    families = sorted({client.partition(".")[0] for client in matrix().clients})
    names = ["core", "all", *families, *matrix().clients]
    close = get_close_matches(name, names, 1, 0.6)
    return f"did you mean `{close[0]}`?" if close else "known: core, all, " + ", ".join(families)
