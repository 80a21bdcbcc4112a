"""A rendered mail with all that checks and places need to know of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

import msgspec

from feedpub.config.settings import Config, NewsletterSettings
from feedpub.errors import Location
from feedpub.model import Article
from feedpub.newsletter import marks
from feedpub.newsletter.edition import Edition, Entry
from feedpub.newsletter.gaps import shown
from feedpub.newsletter.late import Gap
from feedpub.newsletter.lint import css
from feedpub.newsletter.lint.cascade import Looks, looks
from feedpub.newsletter.lint.document import Document, Element, Run, Style, parse
from feedpub.newsletter.render import Rendered
from feedpub.places import Path


class Told(NamedTuple):
    """A story of the mail: what the edition says of it, and the complete article."""

    entry: Entry
    article: Article


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Of which publication a mail is; a mail from elsewhere has none."""

    edition: Edition
    newsletter: NewsletterSettings
    config: Config
    stories: Mapping[int, Told] = {}
    """By the number that templates give them."""

    message: bytes = b""
    """The mail as it is sent, to nobody."""

    files: Mapping[str, tuple[str, int]] = {}
    """The pictures of the publication: path and size in bytes, by address."""

    sources: Callable[[str], str] = str
    """The text of a template by the name that marks give it; empty if it cannot be read."""

    natural: Mapping[str, int] = {}
    """The widths of pictures in pixels, by address, as far as they are known."""

    @property
    def table(self) -> Path:
        """The newsletter's table in the settings."""
        return "newsletters", self.config.newsletters.index(self.newsletter)


class Mail(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One rendering of an edition for one segment."""

    marked: str
    """The HTML as it is sent, but for marks if it has any (see `marks`)."""

    text: str | None = None
    """None if the text part is not to be judged."""

    subject: str | None = None
    preheader: str = ""
    source: str = ""
    """The HTML before its CSS was inlined, with marks."""

    gaps: Mapping[str, Gap] = {}
    unsubscribe_url: str = ""
    origin: Origin | None = None

    @cached_property
    def html(self) -> str:
        """The HTML as it is sent."""
        return marks.unmarked(self.marked)

    @cached_property
    def document(self) -> Document:
        """The HTML as elements, with their marks."""
        return parse(self.marked)

    @cached_property
    def elements(self) -> Sequence[Element]:
        """The elements that others than Outlook for Windows see."""
        return [e for e in self.document.elements if e.mso != "only"]

    @cached_property
    def body(self) -> Element | None:
        """The body, if there is one."""
        return next((e for e in self.document.elements if e.tag == "body"), None)

    @cached_property
    def runs(self) -> Sequence[Run]:
        """The pieces of text in the body, but for what only Outlook sees."""
        root = self.document.elements[0] if self.document.elements else None
        inner = (self.body or root) if self.document.elements else None
        return [run for run in inner.runs() if run.mso != "only"] if inner else []

    def said(self, text: str, part: str = "text") -> str:
        """Return a text with the fallbacks of its late fields in their place."""
        return shown(text, self.gaps, {}, part)

    @cached_property
    def looks(self) -> Looks:
        """What each element looks like on a light screen."""
        return looks(self.document)

    # --- where something comes from ---

    def mark(self, element: Element) -> Location | None:
        """Return where the start tag stands in a template; nothing if an article wrote it."""
        return marks.place_of(element.attributes.get(marks.ATTRIBUTE, ""))

    def template(self, element: Element) -> Location | None:
        """Return where the element, or what is around it, stands in a template."""
        for each in (element, *element.ancestors()):
            if place := self.mark(each):
                return place
        return None

    def story(self, element: Element) -> int:
        """Return the number of the story that the element is in, or 0, as in the introduction."""
        for each in (element, *element.ancestors()):
            if number := each.attributes.get("data-story", ""):
                return int(number) if number.isdecimal() else 0
        return 0

    @cached_property
    def sheets(self) -> Sequence[tuple[marks.Sheet, css.Sheet]]:
        """The style sheets before inlining: what they say, with the places of all of it."""
        found = [marks.sheet_of(block) for block in _STYLE.findall(self.source)]
        return [(each, css.sheet(each.css)) for each in found]

    def place_in_style(self, at: int, element: Element | None = None) -> Location | None:
        """Return where the CSS at an offset of the marked HTML was written.

        Of rules that a filter made from others (see `schemes`) it is where those stand; `element`
        tells which of them, as several have become one.
        """
        for style in self.document.styles:
            if style.at <= at <= style.at + len(style.text):
                exact = self._place_in(style, at - style.at)
                if exact and not exact.path.startswith("builtin/"):
                    return exact
                selectors, name = _around(style.text, at - style.at)
                if element is not None:
                    selectors = [s for s in selectors if css.matches(s, element)]
                made = (self.place_of_rule(selector, name) for selector in selectors)
                return next(filter(None, made), exact or self.template(style.element))
        return None

    def _place_in(self, style: Style, offset: int) -> Location | None:
        for written, _ in self.sheets:
            if written.css.strip() == style.text.strip() and written.offsets:
                return written.place(offset)
        return None

    def place_of_rule(self, selector: str, name: str) -> Location | None:
        """Return where the last rule with this selector says something of a property.

        Rules for dark screens alone are made from others.
        """
        last = None
        for written, said in self.sheets:
            for rule in said.rules:
                if rule.conditions or "[data-ogs" in rule.selector:
                    continue
                if selector in map(_one_selector, rule.selector.split(",")):
                    for declaration in rule.declarations:
                        if declaration.name == name or name.startswith(f"{declaration.name}-"):
                            last = written.place(declaration.at) or last
        return last

    def place_of_style(self, element: Element, names: Sequence[str], value: str) -> Location | None:
        """Return where the rule stands that gave the element a value of one of the properties."""
        last = None
        for written, said in self.sheets:
            for rule in said.rules:
                for declaration in rule.declarations:
                    if (
                        declaration.name in names
                        and _plain(value) in _plain(declaration.value)
                        and css.matches(rule.selector, element)
                    ):
                        last = written.place(declaration.at) or last
        return last


_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style", re.S | re.I)
_CLIENT = re.compile(r"^\s*(?:\[data-ogs[cb]\]|u \+ \.body|\.moz-text-html)\s+")


def _around(text: str, offset: int) -> tuple[list[str], str]:
    """Return the selectors of the rule at an offset, and the name of what it says there."""
    brace = text.rfind("{", 0, offset + 1)
    start = max(text.rfind("}", 0, brace), text.rfind("{", 0, brace)) + 1
    said = text[max(text.rfind(";", 0, offset), brace) + 1 :]
    selectors = [_one_selector(each) for each in text[start:brace].split(",")]
    return selectors, said.partition(":")[0].strip()


def _one_selector(selector: str) -> str:
    return " ".join(_CLIENT.sub("", selector).split())


def _plain(value: str) -> str:
    return "".join(value.lower().split())


def mail_of(rendered: Rendered, origin: Origin) -> Mail:
    """Return a marked rendering for the checks."""
    return Mail(
        marked=rendered.html,
        source=rendered.source,
        text=rendered.text,
        subject=rendered.subject,
        preheader=rendered.preheader,
        gaps=rendered.gaps,
        unsubscribe_url=rendered.unsubscribe_url,
        origin=origin,
    )
