"""What the law and the receivers want of every mail: who sends it, why, and the way out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from feedpub.config.mentions import mentions
from feedpub.newsletter.edition import PAGES
from feedpub.newsletter.lint.mail import Mail, Origin
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.words import words_for

_WAY_OUT = re.compile(
    r"unsubscribe|opt.?out|abmeld|abbestell|d[ée]sabonn|d[ée]sinscri|cancelar.{0,20}suscrip"
    r"|darse de baja|dar de baja|cancelar.{0,20}subscri|anular.{0,20}subscri|cancelar.{0,20}inscri"
    r"|配信停止|配信を停止|登録解除|購読解除|退订|إلغاء الاشتراك|הסר|ביטול",
    re.I,
)


def check_footer(mail: Mail) -> Iterator[Problem]:
    """Yield that address, way out, reason or the link to the page is missing in a part."""
    if mail.origin is None:
        return
    yield from _address(mail, mail.origin)
    yield from _way_out(mail, mail.origin)
    newsletter = mail.origin.newsletter
    if not newsletter.reason:
        yield Problem("mail-reason", "the mail does not say why the reader gets it",
                      setting=(*mail.origin.table, "reason"))  # fmt: skip
    links = {e.attributes.get("href", "") for e in mail.elements if e.tag == "a"}
    if newsletter.pages and mail.origin.config.base_url:
        base = f"{mail.origin.config.base_url}{PAGES}/"
        if not any(link.startswith(base) for link in links):
            yield Problem("mail-browser", "no link leads to the web page of the edition",
                          element=mail.body, blocks=("links", "footer"))  # fmt: skip


def _address(mail: Mail, origin: Origin) -> Iterator[Problem]:
    setting = (*origin.table, "postal_address")
    address = origin.newsletter.postal_address
    if not address.strip():
        yield Problem("mail-address", f"`{origin.newsletter.name}` has no `postal_address`",
                      setting=setting)  # fmt: skip
        return
    wanted = _plain(address)
    parts = {"HTML": " ".join(run.text for run in mail.runs), "text": mail.text or ""}
    for part, text in parts.items():
        if wanted not in _plain(text):
            place = _place(mail, part, "address")
            yield Problem("mail-address", f"the {part} does not show the postal address",
                          **place)  # fmt: skip


def _place(mail: Mail, part: str, block: str) -> dict[str, Any]:
    """Return what leads to the template of a part."""
    if part == "text":
        return {"in_text": True}
    return {"element": mail.body, "blocks": (block, "footer")}


def _plain(text: str) -> str:
    return "".join(text.split())


def _way_out(mail: Mail, origin: Origin) -> Iterator[Problem]:
    links = {e.attributes.get("href", "") for e in mail.elements if e.tag == "a"}
    asked = {word for word, gap in mail.gaps.items() if gap.field == "unsubscribe_url"}
    ways = asked | ({mail.unsubscribe_url} if mail.unsubscribe_url else set())
    if not ways and not _says_way_out(mail):
        yield Problem("mail-unsubscribe", f"`{origin.newsletter.name}` has no `unsubscribe_url`",
                      setting=(*origin.table, "unsubscribe_url"))  # fmt: skip
        return
    if ways and not ways & links:
        yield Problem("mail-unsubscribe", "the HTML has no link to unsubscribe",
                      **_place(mail, "HTML", "links"))  # fmt: skip
    if ways and mail.text is not None and not any(way in mail.text for way in ways):
        yield Problem("mail-unsubscribe", "the text has no address to unsubscribe",
                      **_place(mail, "text", "footer"))  # fmt: skip


def _says_way_out(mail: Mail) -> bool:
    own = words_for(mail.origin.config.publication.language).unsubscribe if mail.origin else ""
    said = [e.words for e in mail.elements if e.tag == "a" and e.attributes.get("href")]
    return any(words == own or _WAY_OUT.search(words) for words in said)


def check_fields(mail: Mail) -> Iterator[Problem]:
    """Yield late fields after which a sentence has a hole where a subscriber has no value."""
    for gap in mail.gaps.values():
        if gap.fallback or gap.type == "address" or gap.field in ("email", "delivery"):
            continue
        needle = f"subscriber.{gap.field}"
        word = next(word for word, each in mail.gaps.items() if each == gap)
        element = next((r.parent for r in mail.runs if word in r.text), None)
        edition = next((name for name, text in (("subject", mail.subject or ""),
                        ("preheader", mail.preheader)) if word in text), "")  # fmt: skip
        if edition and mail.origin and needle not in getattr(mail.origin.edition, edition):
            edition = ""
        message = f"`{gap.field}` has nothing to stand there for those who have none"
        yield Problem("mail-field", message, element=element, needles=(needle,), edition=edition,
                      hint=f'write `{{{{ {needle} | default("…") }}}}`, or give the field a '
                      "`default`")  # fmt: skip


def unused_fields(origin: Origin, used: set[str]) -> Iterator[Problem]:
    """Yield fields that the settings declare and nothing uses."""
    named: set[str] = set(used)
    newsletter = origin.newsletter
    for text in (newsletter.unsubscribe_url, newsletter.preferences_url, newsletter.reason):
        named.update(mention.name for mention in mentions(text))
    for name in newsletter.fields:
        if name not in named:
            yield Problem("mail-field-unused", f"no mail of `{newsletter.name}` uses `{name}`",
                          setting=(*origin.table, "fields", name))  # fmt: skip
