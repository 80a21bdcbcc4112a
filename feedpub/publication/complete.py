"""An article as readers get it: clean HTML, a summary, every address absolute.

This is the costly part, so it is done only for articles that a document needs, once each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

import msgspec

from feedpub.findings import Finding
from feedpub.model import Article, Body
from feedpub.publication.completion import Completion
from feedpub.publication.surroundings import Question, Surroundings


class Trace(msgspec.Struct, frozen=True, array_like=True):
    """What completing an article took, and what came of it: it need not be done again."""

    given: str
    """Digest of the article as it was."""

    asked: tuple[tuple[Question, str, str], ...]
    """What was asked about other files, with the answers."""

    made: str
    """Digest of the completed article."""

    findings: tuple[Finding, ...]


class Completer:
    """Completes articles; remembers the last ones, and how each was made."""

    def __init__(
        self,
        surroundings: Surroundings,
        body_of: Callable[[Article], Body],
        text_of: Callable[[str], str],
        known: Mapping[str, Trace] = MappingProxyType({}),
    ) -> None:
        self.surroundings = surroundings
        self.body_of = body_of
        """The text of an article as it was written."""

        self.text_of = text_of
        """Text of a file, to find the place of something noteworthy."""

        self.files: dict[str, str] = {}
        """The file behind each address of a picture or media file that is ours."""

        self.traces: dict[str, Trace] = {}
        """How each article was made, by its ref."""

        self._known = known
        self._done: dict[tuple[str, str], Article] = {}
        """By ref, and by the text that it had: an introduction has one for each segment."""

        self._held = 0

    @property
    def findings(self) -> list[Finding]:
        """What was noteworthy about the articles."""
        return [finding for trace in self.traces.values() for finding in trace.findings]

    def __call__(self, article: Article) -> Article:
        """Return the article with `html`, `summary` and absolute addresses."""
        name = (article.ref, article.body.text)
        if name in self._done:
            return self._done[name]
        body = article.body if article.body.text else self.body_of(article)
        one = Completion(article, body, self.surroundings, self.text_of)
        completed = one.completed()
        self.files |= one.files
        self.traces[article.ref] = Trace(
            _digest(article), tuple(one.around.asked), _digest(completed), tuple(one.findings)
        )
        self._keep(name, completed)
        return completed

    def digest(self, article: Article) -> str:
        """Return a digest that changes whenever the completed article does."""
        ref = article.ref
        if ref not in self.traces:
            known = self._known.get(ref)
            if known and self._holds(known, article):
                self.traces[ref] = known
            else:
                self(article)
        return self.traces[ref].made

    def _holds(self, trace: Trace, article: Article) -> bool:
        return trace.given == _digest(article) and all(
            self.surroundings.answer(question, name) == answer
            for question, name, answer in trace.asked
        )

    def _keep(self, name: tuple[str, str], completed: Article) -> None:
        self._done[name] = completed
        self._held += len(completed.html)
        while self._held > _MOST_HELD and len(self._done) > 1:
            oldest = self._done.pop(next(iter(self._done)))
            self._held -= len(oldest.html)


_MOST_HELD = 32_000_000
"""So many characters of completed articles are kept in memory."""


def _digest(article: Article) -> str:
    data = msgspec.msgpack.encode(article, order="deterministic")
    return hashlib.blake2b(data, digest_size=16).hexdigest()
