"""Where in the files of a publication something stands that was found in a rendered mail."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from feedpub.config import CONFIG_NAME
from feedpub.config.mentions import replaced
from feedpub.config.settings import Config
from feedpub.errors import EditionError, Location
from feedpub.feeds.check import Places
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.edition_text import EditionText
from feedpub.newsletter.lint.mail import Mail, Origin, Told
from feedpub.newsletter.lint.problem import Problem
from feedpub.newsletter.naming import named
from feedpub.newsletter.templates import builtin_folder
from feedpub.places import place_of_offset, toml_place
from feedpub.project.own_templates import BUILTIN as _BUILTIN
from feedpub.project.own_templates import place_in_own
from feedpub.project.shown_settings import shown_settings

_OF_ADDRESSES = ("mail-link-insecure", "mail-link-relative", "mail-picture-insecure")
"""What an address has from the one that it begins with."""


class MailPlaces:
    """Finds the places of problems: in the author's own files, wherever one of them says it."""

    def __init__(self, places: Places, config: Config) -> None:
        self.places = places
        self.config = config

    def of(self, mail: Mail, origin: Origin, problem: Problem) -> Location:
        """Return the place of a problem."""
        if problem.at:
            return problem.at
        if problem.setting:
            return self.setting(*problem.setting)
        if problem.edition:
            return self._in_edition(origin, problem)
        found = _Search(self, mail, origin, problem).place() if problem.element else None
        if found is None and problem.in_text:
            found = self._text_template(origin)
        return found or self.edition(origin)

    def setting(self, *path: str | int) -> Location:
        """Return where a setting stands, or the table in which it is missing."""
        place = toml_place(self.places.text_of(CONFIG_NAME) or "", path)
        return Location(CONFIG_NAME, *place) if place else Location(CONFIG_NAME)

    def edition(self, origin: Origin, *key: str | int) -> Location:
        """Return where a field of the edition stands; a proposal is made by the settings."""
        if text := self.text_of_edition(origin.edition):
            return text.place(*key)
        return self.setting(*origin.table, "name")

    def text_of_edition(self, edition: Edition) -> EditionText | None:
        """Return the file of an edition, if it has one."""
        text = self.places.text_of(edition.path) if edition.path else None
        try:
            return EditionText(text, edition.path) if text is not None else None
        except EditionError:
            return None

    def _in_edition(self, origin: Origin, problem: Problem) -> Location:
        text = self.text_of_edition(origin.edition)
        said = getattr(origin.edition, problem.edition, None)
        if text and problem.edition == "intro":
            found = (text.intro.find(needle) for needle in problem.needles)
            return text.place_of_intro(max([0, *found]))
        if text and (said or problem.edition == "articles"):
            for needle in problem.needles:
                if isinstance(said, str) and needle in said:
                    return text.place_in((problem.edition,), needle)
            return text.place(problem.edition)
        if text and problem.edition == "preheader" and not problem.needles:
            return text.place("subject")
        # What no edition says yet comes from the first story.
        first = origin.stories.get(1)
        fields = {"subject": ("title",), "preheader": ("summary", "standfirst", "title")}
        if first and problem.edition in fields:
            return self.places.field(first.article, *fields[problem.edition])
        return self.edition(origin)

    def _text_template(self, origin: Origin) -> Location | None:
        """Return the template that makes the text part, or the HTML of the publication's own."""
        name = origin.newsletter.template
        for file in (f"{name}.txt", f"{name}.html"):
            if self.places.text_of(f"templates/{file}") is not None:
                return Location(f"templates/{file}", 1)
        return None

    def template(self, label: str) -> str:
        """Return the source of a template; nothing if it cannot be read."""
        if label.startswith(_BUILTIN):
            try:
                return (builtin_folder() / label.removeprefix(_BUILTIN)).read_text("utf-8")
            except OSError:
                return ""
        return self.places.text_of(label) or ""


class _Search:
    """The search for one problem of an element, from the likeliest file to the last resort."""

    def __init__(self, files: MailPlaces, mail: Mail, origin: Origin, problem: Problem) -> None:
        assert problem.element is not None
        self.files = files
        self.mail = mail
        self.origin = origin
        self.problem = problem
        self.element = problem.element
        self.texts = tuple(dict.fromkeys(self._texts(problem.needles)))
        self.needles = tuple(_forms(self.texts))

    def _texts(self, needles: Sequence[str]) -> Iterator[str]:
        """Yield texts of the mail as authors may have written them."""
        for needle in filter(None, needles):
            yield needle
            yield named(needle, self.mail.gaps)
            if self.origin.newsletter.query:  # what is added to links stands in no file
                yield needle.partition("?")[0]

    def place(self) -> Location | None:
        """Return the place, or nothing if nobody's file can be named."""
        mark = self.mail.mark(self.element)
        if mark is None and self.content:
            return self._in_content() or self._whole()
        if self.element.tag in ("html", "head", "body") and not self.needles:
            return self._of_document() or mark
        literal = self._literal(mark) if mark else None
        if literal and not literal.path.startswith(_BUILTIN):
            return literal
        found = self._in_content() or self._in_templates() or self._in_settings()
        return found or self._ends_in_templates() or literal or self.mail.template(self.element)

    @cached_property
    def told(self) -> Told | None:
        """The story that the element is in."""
        return self.origin.stories.get(self.mail.story(self.element))

    @cached_property
    def content(self) -> bool:
        """Whether an article or an introduction wrote the element."""
        return any(self.mail.mark(e) for e in self.element.ancestors()) and (
            self.told is not None or bool(self.origin.edition.intro)
        )

    def _of_document(self) -> Location | None:
        """Return the publication's own template, at the block that should say what is missing."""
        label = f"templates/{self.origin.newsletter.template}.html"
        source = self.files.template(label)
        if not source:
            return None
        for block in self.problem.blocks:
            if found := re.search(rf"\{{%-?\s*block\s+{block}\b", source):
                return Location(label, *place_of_offset(source, found.start()))
        return Location(label, 1)

    def _literal(self, mark: Location) -> Location | None:
        """Return the mark if the template itself says what is wrong."""
        source = self.files.template(mark.path)
        lines = source.split("\n")[: (mark.line or 1) - 1]
        start = sum(len(line) + 1 for line in lines) + (mark.column or 1) - 1
        for needle in self.needles:
            at = source.find(needle, start, start + 2000)
            if at >= 0:
                same_tag = ">" not in source[start:at]
                return mark if same_tag else Location(mark.path, *place_of_offset(source, at))
        return None if self.needles else mark

    def _in_content(self) -> Location | None:
        """Return where an article or the edition has the words."""
        for found in self._searched():
            if found is not None:
                return found
        return None

    def _searched(self) -> Iterator[Location | None]:
        edition = self.files.text_of_edition(self.origin.edition)
        if self.told is None:
            yield _found_in(edition, self.needles) if edition else None
            return
        if self.told.entry.headline or self.told.entry.blurb:
            written = (self.told.entry.headline, self.told.entry.blurb)
            if edition and any(n in text for n in self.needles for text in written):
                yield _found_in(edition, self.needles)
        for needle in self.needles:
            found = self.files.places.text(self.told.article, needle)
            yield found if found.column is not None else None
        if self.problem.fields:
            found = self.files.places.field(self.told.article, *self.problem.fields)
            yield found if found.column is not None else None

    def _whole(self) -> Location | None:
        """Return the article, or the introduction, that wrote the element."""
        if self.told:
            return self.files.places.field(self.told.article, *self.problem.fields)
        edition = self.files.text_of_edition(self.origin.edition)
        return edition.place_of_intro(0) if edition else None

    def _in_templates(self) -> Location | None:
        """Return where one of the publication's own templates has the words, or all of it."""
        name = f"{self.origin.newsletter.template}.html"
        places = (place_in_own(self.files, name, text) for text in self.texts)
        return next(filter(None, places), None)

    def _ends_in_templates(self) -> Location | None:
        """Return where a template adds to the address of the publication what makes it this one."""
        name, base = f"{self.origin.newsletter.template}.html", self.origin.config.base_url
        ends = (text.removeprefix(base) for text in self.texts if base and text.startswith(base))
        places = (place_in_own(self.files, name, end, end=True) for end in ends if end)
        return next(filter(None, places), None)

    def _in_settings(self) -> Location | None:
        """Return the setting that has the words, or begins the address."""
        for path, value in shown_settings(self.origin):
            said = replaced(value, lambda mention: f"{{{{ subscriber.{mention.name} }}}}")
            for text in self.texts:
                begins = self.problem.code in _OF_ADDRESSES and text.startswith(said)
                if said and (text == said or begins):
                    return self.files.setting(*path)
        return None


def _forms(needles: Sequence[str]) -> Iterator[str]:
    """Yield the texts to look for; of a sentence its beginning too, if markup divides it."""
    yield from filter(None, needles)
    for needle in needles:
        words = needle.split()
        for count in (5, 3):
            if len(words) > count:
                yield " ".join(words[:count])


def _found_in(edition: EditionText, needles: Sequence[str]) -> Location | None:
    """Return the place in the introduction, else in the fields."""
    for needle in needles:
        if (at := edition.intro.find(needle)) >= 0:
            return edition.place_of_intro(at)
    for needle in needles:
        if (at := edition.text.find(needle)) >= 0:
            return Location(edition.path, *place_of_offset(edition.text, at))
    return None
