"""The text part: it is there, and says what the HTML says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

_LEAST = 40
"""Letters below which a text is none."""


def check_text(mail: Mail) -> Iterator[Problem]:
    """Yield that the text part is empty, or lacks what the HTML has: stories, links, pictures."""
    if mail.text is None:
        return
    plain = _plain(mail.text)
    if len(plain) < _LEAST:
        yield Problem("mail-text", "the text part is empty", in_text=True)
        return
    for number, told in sorted(mail.origin.stories.items()) if mail.origin else ():
        headline = mail.said(told.entry.headline or told.article.title)
        if _plain(headline) not in plain:
            message = f"story {number} is not in the text part: “{headline[:60]}”"
            yield Problem("mail-text", message, in_text=True)
    links = {e.attributes.get("href", "").strip(): e for e in mail.elements if _shows_words(e)}
    missing = (each for each in links.items() if each[0] not in str(mail.text))
    for address, element in islice(missing, _MOST):
        message = f"the text part lacks the link `{address}`"
        yield Problem("mail-text", message, element=element, needles=(address,))
    yield from islice(_pictures(mail, plain), _MOST)


def _pictures(mail: Mail, plain: str) -> Iterator[Problem]:
    """Yield the descriptions of pictures that the text does not say; names serve for logos."""
    brands = (mail.origin.newsletter.brand, mail.origin.config.brand) if mail.origin else ()
    told = {brand.logo.alt for brand in brands if brand.logo}
    for image in mail.elements:
        alt = " ".join(image.attributes.get("alt", "").split()) if image.tag == "img" else ""
        if alt not in told and _plain(alt) not in plain:
            told.add(alt)
            message = f"the text part does not say what a picture shows: “{alt[:60]}”"
            source = image.attributes.get("src", "").rpartition("/")[2]
            yield Problem("mail-text", message, element=image, needles=(alt, source),
                          fields=("image",))  # fmt: skip


_MOST = 20
"""Links that are told; a text that lacks so many has been told of enough."""


def _shows_words(element: Element) -> bool:
    address = element.attributes.get("href", "").strip() if element.tag == "a" else ""
    return bool(re.match("https?:", address) and element.words)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
