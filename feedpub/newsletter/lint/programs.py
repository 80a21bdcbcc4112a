"""What some mail programs do not show as it was meant, once for each place that says it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from feedpub.config import place_of
from feedpub.errors import ConfigError, Location
from feedpub.findings import Severity
from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.lint.support import (
    Lack,
    Unsupported,
    client_profile,
    client_title,
    unsupported,
)

CORE = ("core",)
_CODES = {
    Severity.ERROR: "mail-unreadable",
    Severity.WARNING: "mail-unsupported",
    Severity.INFO: "mail-degraded",
}
_NAMED = 4


def check_programs(mail: Mail) -> Iterator[Problem]:
    """Yield what clients lack of those that the settings name."""
    starts = [e.at for e in mail.document.elements]
    told: set[tuple[object, ...]] = set()
    for lacking in unsupported(mail.document, _clients(mail)):
        element = _element(mail, starts, lacking.at)
        at = _place(mail, element, lacking)
        cause = (lacking.slug, lacking.found, at or (element and mail.template(element)))
        if cause not in told:
            told.add(cause)
            yield Problem(_CODES[lacking.severity], _message(lacking), element=element, at=at,
                          needles=(lacking.found,), hint=_hint(lacking))  # fmt: skip


def _clients(mail: Mail) -> Sequence[str]:
    """Return the programs that the settings name."""
    if mail.origin is None:
        return client_profile(CORE)
    config = mail.origin.config
    try:
        return client_profile(config.mail.clients)
    except ConfigError as e:
        raise ConfigError(e.message, at=place_of(config, ("mail", "clients")), hint=e.hint) from e


def _element(mail: Mail, starts: Sequence[int], at: int) -> Element | None:
    """Return the element in whose start tag, or in whose content, the offset is."""
    number = bisect_right(starts, at) - 1
    return mail.document.elements[number] if number >= 0 else None


def _place(mail: Mail, element: Element | None, lacking: Unsupported) -> Location | None:
    if place := mail.place_in_style(lacking.at):
        return place
    name, colon, value = lacking.found.partition(":")
    if element is None or not colon or "style" not in element.attributes:
        return None
    return mail.place_of_style(element, (name.strip(), name.partition("-")[0]), value.strip())


def _message(lacking: Unsupported) -> str:
    families = [
        (family, list(lacks))
        for family, lacks in groupby(lacking.lacks, key=lambda lack: lack.client.partition(".")[0])
    ]
    names = [_name(lacks) for _, lacks in families]
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    partly = all(lack.partly for lack in lacking.lacks)
    how = "shown only in part" if partly else "not shown"
    return f"`{lacking.found}` is {how} by {', '.join(names[:_NAMED])}{more}"


def _name(lacks: Sequence[Lack]) -> str:
    """Return the names of clients of one family: ``Outlook (Windows, macOS)``."""
    titles = [client_title(lack.client) for lack in lacks]
    family = titles[0].partition(" (")[0]
    platforms = [title.partition(" (")[2].rstrip(")") for title in titles]
    return f"{family} ({', '.join(dict.fromkeys(platforms))})"


def _hint(lacking: Unsupported) -> str:
    note = next((lack.note for lack in lacking.lacks if lack.note), "")
    return " ".join(filter(None, [note, f"Tested {lacking.tested}; see {lacking.url}"]))
