"""Late fields: what is known of a subscriber only when mail is sent.

A template says ``{{ subscriber.name | default("friend") }}``. What is rendered holds a word in
its place that no text has, and the compiled message a gap (see `gaps`). On the web page, which
is the same for all, the fallback stands there.
"""

from __future__ import annotations

import hashlib
import re
from html import escape
from typing import NoReturn

import msgspec

from feedpub.config.mentions import BUILTIN, replaced
from feedpub.config.settings import FieldType, NewsletterSettings
from feedpub.errors import TemplateError
from feedpub.newsletter.story import one_line
from feedpub.newsletter.values import web_address


class Gap(msgspec.Struct, frozen=True):
    """A place that is filled for each subscriber."""

    field: str
    type: FieldType = "text"
    fallback: str = ""
    """Stands there where the subscriber has no such value."""

    language: str = "en"
    """In which numbers and dates are written."""


def said_instead(type_: FieldType, fallback: str) -> str:
    """Return a fallback as it may stand where the value would."""
    return web_address(fallback) if type_ == "address" else one_line(fallback)


class Late:
    """The late fields of one rendering, and the gaps that it left."""

    def __init__(
        self, newsletter: NewsletterSettings, language: str, seed: bytes, *, on_web: bool = False
    ) -> None:
        """Make the fields; equal `seed`, equal words, and no text that is part of it has them."""
        self.fields = {**BUILTIN, **newsletter.fields}
        self.gaps: dict[str, Gap] = {}
        """By the word that stands for each in what was rendered."""

        self._language = language
        self._mark = f"zq{hashlib.sha256(seed).hexdigest()[:12]}"
        self._on_web = on_web

    @property
    def subscriber(self) -> Subscriber:
        """What templates know by this name."""
        return Subscriber({name: LateValue(self, name) for name in self.fields})

    def word_for(self, name: str, fallback: str | None = None) -> str:
        """Return the word that stands for the field; on the web its fallback.

        Where a template gives no fallback, that of the settings counts.
        """
        field = self.fields[name]
        fallback = said_instead(field.type, field.default if fallback is None else fallback)
        gap = Gap(name, field.type, fallback, self._language)
        if self._on_web:
            return gap.fallback
        known = {each: word for word, each in self.gaps.items()}
        if gap in known:
            return known[gap]
        word = f"{self._mark}{len(self.gaps)}z"
        # An address must look like one to everything that treats addresses.
        word = f"https://{word}.invalid/" if gap.type == "address" else word
        self.gaps[word] = gap
        return word

    def expand(self, text: str) -> str:
        """Return text of an edition or of the settings with its late fields as words.

        A field that is not declared stays as it was written.
        """
        return replaced(
            text,
            lambda m: self.word_for(m.name, m.fallback) if m.name in self.fields else m.whole,
        )

    def lost(self, written: str) -> bool:
        """Tell whether a filter of a template has changed a word, so that nothing fills it."""
        whole = sum(written.count(word) for word in self.gaps)
        return len(re.findall(self._mark, written, re.I)) > whole


class LateValue:
    """One field of a subscriber, as templates see it: it can be printed, and nothing else."""

    def __init__(self, late: Late, name: str, fallback: str | None = None) -> None:
        self._late = late
        self._name = name
        self._fallback = fallback

    def otherwise(self, fallback: str) -> LateValue:
        """Return the same field with what stands there where a subscriber has none."""
        return LateValue(self._late, self._name, fallback)

    def __str__(self) -> str:
        return self._late.word_for(self._name, self._fallback)

    def __html__(self) -> str:
        return escape(str(self))

    def __bool__(self) -> NoReturn:
        raise TemplateError(
            f"whether a subscriber has `{self._name}` is not known when mail is rendered",
            hint='print it with `| default("…")`, or tell `segments` apart',
        )

    def __eq__(self, other: object) -> NoReturn:
        raise TemplateError(
            f"`subscriber.{self._name}` is not known when mail is rendered",
            hint="tell `segments` apart: `{% if segment == … %}`",
        )

    __hash__ = object.__hash__


class Subscriber(dict[str, LateValue]):
    """The late fields by name."""

    def __str__(self) -> NoReturn:
        raise TemplateError("a subscriber is not known as a whole", hint="name a field: "
                            "`{{ subscriber.name }}`")  # fmt: skip
