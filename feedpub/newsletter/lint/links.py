"""Links: where they lead, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.lint.tokens import tags_in
from feedpub.newsletter.lint.vague import is_vague

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
_PLAIN = ("http", "https", "mailto", "tel", "sms")
_MAILBOX = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>().]+")


def check_addresses(mail: Mail) -> Iterator[Problem]:
    """Yield addresses of links and pictures that lead nowhere, or not safely."""
    for element in mail.elements:
        for name in ("href", "src", "background"):
            # Where a style sheet or a base stands is judged with what no mail may hold.
            if name in element.attributes and element.tag not in ("link", "base", "script"):
                address = element.attributes[name].strip()
                if name != "href" and (not address or address.lower().startswith("data:")):
                    continue
                for code, message in _faults(address, name):
                    yield Problem(code, message, element=element, needles=_forms(mail, address),
                                  fields=("image",) if name != "href" else ())  # fmt: skip


def _forms(mail: Mail, address: str) -> tuple[str, ...]:
    """Return what may stand in a file for an address."""
    path = mail.origin.files.get(address, ("", 0))[0] if mail.origin else ""
    return tuple(filter(None, (address, path.rpartition("/")[2])))


def _faults(address: str, name: str) -> Iterator[tuple[str, str]]:
    if address.startswith("#") or tags_in_any(address):
        if address == "#":
            yield "mail-link-empty", "the link `#` leads nowhere"
        return
    if not address:
        yield "mail-link-empty", "a link has no address"
        return
    scheme = _SCHEME.match(address)
    if not scheme:
        kind = "link" if name == "href" else "picture"
        yield "mail-link-relative", f"the {kind} `{address[:80]}` has no whole address"
        return
    match scheme[1].lower():
        case "mailto":
            yield from _mailto(address)
        case "http" | "https":
            yield from _web(address, name)
        case other if other not in _PLAIN:
            yield "mail-link-scheme", f"`{address[:80]}`: no mail leads to `{other}:`"


def tags_in_any(address: str) -> bool:
    """Tell whether a template tag stands in an address, which is told by itself."""
    return next(tags_in(address), None) is not None


def _web(address: str, name: str) -> Iterator[tuple[str, str]]:
    try:
        host = urlsplit(address).hostname
    except ValueError as e:
        yield "mail-link-relative", f"`{address[:80]}` is no address: {e}"
        return
    if not host or ("." not in host and host != "localhost" and ":" not in host):
        yield "mail-link-relative", f"`{address[:80]}` names no host"
    elif re.search(r"\s", address):
        yield "mail-link-relative", f"`{address[:80]}` holds white space"
    elif address[:5].lower() == "http:":
        kind = "link" if name == "href" else "picture"
        yield f"mail-{kind}-insecure", f"the {kind} `{address[:80]}` is not encrypted"
    elif host == "localhost" or host.startswith("127."):
        yield "mail-link-relative", f"`{address[:80]}` is an address of this machine alone"


def _mailto(address: str) -> Iterator[tuple[str, str]]:
    to, _, query = address[7:].partition("?")
    boxes = [box for box in to.split(",") if box.strip()]
    if not boxes and "to=" not in query:
        yield "mail-link-mailto", f"`{address[:80]}` names no mail address"
    for box in boxes:
        if not _MAILBOX.fullmatch(box.strip()):
            yield "mail-link-mailto", f"`{box[:60]}` is no mail address"
    for name, _ in parse_qsl(query, keep_blank_values=True):
        if name.lower() not in ("subject", "body", "cc", "bcc", "to", "in-reply-to", "references"):
            yield "mail-link-mailto", f"`{name}` is nothing that `mailto:` knows"


def check_link_words(mail: Mail) -> Iterator[Problem]:
    """Yield links that say nothing, or the same as another that leads elsewhere."""
    links = [(link, link.attributes["href"].strip(), name_of(link)) for link in links_of(mail)]
    # A button that says “more” is clear where the headline above it leads to the same place.
    named = {address for _, address, words in links if words and not is_vague(words)}
    for link, address, words in links:
        needles = tuple(filter(None, (words, address)))
        if not words:
            yield Problem("mail-link-empty", f"the link to `{address[:80]}` has no words",
                          element=link, needles=(address,))  # fmt: skip
        elif is_vague(words) and address not in named:
            message = f"the link “{words}” does not say where it leads"
            yield Problem("mail-link-vague", message, element=link, needles=needles)
    yield from _alike(mail, [each for each in links if not is_vague(each[2])])


def _alike(mail: Mail, links: list[tuple[Element, str, str]]) -> Iterator[Problem]:
    """Yield links of one text that say the same and lead to different places."""
    places: dict[tuple[int, str], str] = {}
    for link, address, words in links:
        if len(words) <= _SHORT or (mail.origin and mail.mark(link)):
            continue
        known = places.setdefault((mail.story(link), words.casefold()), address)
        if known != address and not known.startswith("#"):
            message = (
                f"two links say “{words[:60]}”, and lead to `{known[:60]}` and `{address[:60]}`"
            )
            yield Problem("mail-link-same", message, element=link, needles=(address, words))


_SHORT = 3
"""Letters of links that are numbers of notes and the like."""


def name_of(link: Element) -> str:
    """Return what is read out for a link: its words, and those of its pictures."""
    given = link.attributes.get("aria-label", "").strip()
    words = [given or link.words]
    stack = list(link.children)
    while stack and not given:
        each = stack.pop()
        stack += each.children
        if each.tag == "img" and each.mso != "only":
            words.append(each.attributes.get("alt", ""))
    return " ".join(" ".join(words).split()) or link.attributes.get("title", "").strip()


def links_of(mail: Mail) -> Iterator[Element]:
    """Yield the links, but for those that lead nowhere."""
    for element in mail.elements:
        if element.tag == "a" and element.attributes.get("href", "").strip():
            yield element
