"""Which clients of a profile lack what a mail uses."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from feedpub.findings import Severity
from feedpub.newsletter.lint.document import Document
from feedpub.newsletter.lint.support import extra
from feedpub.newsletter.lint.support.advice import advice_on
from feedpub.newsletter.lint.support.clients import WORD
from feedpub.newsletter.lint.support.matrix import Answer, Feature, matrix
from feedpub.newsletter.lint.support.notes import ABOUT_READER, Note, note_on
from feedpub.newsletter.lint.support.predicates import never
from feedpub.newsletter.lint.support.quiet import QUIET
from feedpub.newsletter.lint.support.use import Use, Where
from feedpub.newsletter.lint.support.uses import uses
from feedpub.newsletter.lint.support.weight import ALWAYS, harmless, level


class Lack(NamedTuple):
    """A client that does not do what the mail wants."""

    client: str
    partly: bool
    note: str
    """What is known of it, in the words of the data; often empty."""


class Unsupported(NamedTuple):
    """A place where some clients do not show what was meant."""

    slug: str
    title: str
    found: str
    """What stands there: ``border-radius: 4px`` or ``<video>``."""

    at: int
    """Offset in the document."""

    lacks: tuple[Lack, ...]
    tested: str
    """The day of the last test of the feature."""

    url: str
    severity: Severity

    @property
    def advice(self) -> str:
        """The smallest change that helps, as one sentence; empty where none is needed."""
        return advice_on(self.slug)

    @property
    def clients(self) -> tuple[str, ...]:
        """The clients, in alphabetical order."""
        return tuple(lack.client for lack in self.lacks)


def unsupported(document: Document, clients: Sequence[str]) -> Iterator[Unsupported]:
    """Yield what the clients lack, in the order of the document.

    A use is no finding where the mail has something that stands in for it, or where the
    client that lacks it never sees that place.
    """
    profile = tuple(clients)
    found = [finding for use in uses(document) if (finding := _judged(use, profile))]
    found += [finding for known in extra.known(document) if (finding := _known(known, profile))]
    yield from _once(sorted(found, key=lambda finding: (finding.at, finding.slug)))


def _known(known: extra.Known, clients: tuple[str, ...]) -> Unsupported | None:
    lacks = tuple(Lack(client, True, known.note) for client in clients if client in known.clients)
    title = matrix().features[known.slug].title
    if not lacks:
        return None
    return Unsupported(
        known.slug, title, known.found, known.at, lacks, known.tested, known.url, known.severity
    )


_OF_THE_WHOLE = frozenset({"css-line-height"})
"""Features for which one word in the mail is enough; the first place is named."""


def _once(found: list[Unsupported]) -> Iterator[Unsupported]:
    """Leave out what says the same of the same place, or of the whole mail again."""
    seen: set[tuple[str, int, tuple[str, ...]]] = set()
    for finding in found:
        at = 0 if finding.slug in _OF_THE_WHOLE else finding.at
        key = (finding.slug, at, finding.clients)
        if key not in seen:
            seen.add(key)
            yield finding


def _judged(use: Use, clients: tuple[str, ...]) -> Unsupported | None:
    feature = matrix().features[use.slug]
    told: list[tuple[Lack, Severity]] = []
    firm = False
    spoken: dict[Answer, tuple[str, Note] | None] = {}
    for client in _may_lack(use.slug, clients):
        if not _sees(client, use):
            continue
        answer = feature.answers[client]
        if answer not in spoken:  # most clients answer alike
            spoken[answer] = _note(feature, answer, use)
        note = spoken[answer]
        if note is not None:
            number, known = note
            told.append((Lack(client, answer.word != "n", feature.notes[number]),
                         known.severity or level(use)))  # fmt: skip
            firm |= known.firm
        elif answer.word in ("n", "a") and _matters(use) and unclear(feature, answer):
            partly = answer.word == "a"
            lack = Lack(client, partly, _texts(feature, answer))
            told.append((lack, Severity.INFO if partly else level(use)))
    if not told or (not firm and harmless(use)):
        return None
    worst = max((severity for _, severity in told), key=lambda severity: severity.weight)
    lacks = tuple(lack for lack, _ in told)
    return Unsupported(
        use.slug, feature.title, use.found, use.at, lacks, feature.tested, feature.url, worst
    )


@functools.lru_cache(maxsize=1024)
def _may_lack(slug: str, clients: tuple[str, ...]) -> tuple[str, ...]:
    """Return the clients for which a use of the feature is worth a look."""
    feature = matrix().features[slug]
    return tuple(
        client
        for client in clients
        if client in feature.answers and _loud(feature, feature.answers[client])
    )


def _loud(feature: Feature, answer: Answer) -> bool:
    if any(note.applies is not never for note in _noted(feature.slug, answer.notes).values()):
        return True
    if feature.slug in QUIET:
        return False
    return answer.word in ("n", "a") and unclear(feature, answer)


def unclear(feature: Feature, answer: Answer) -> bool:
    """Say whether the notes leave open when the feature is missing."""
    if _noted(feature.slug, answer.notes):
        return False
    return answer.word == "n" or not any(
        ABOUT_READER.search(feature.notes.get(number, "")) for number in answer.notes
    )


@functools.lru_cache(maxsize=4096)
def _noted(slug: str, numbers: tuple[str, ...]) -> dict[str, Note]:
    texts = matrix().features[slug].notes
    found = {number: note_on(slug, number, texts.get(number, "")) for number in numbers}
    return {number: note for number, note in found.items() if note is not None}


def _matters(use: Use) -> bool:
    return use.slug not in QUIET and (use.where is not Where.EXTRA or use.slug in ALWAYS)


def _note(feature: Feature, answer: Answer, use: Use) -> tuple[str, Note] | None:
    """Return the gravest note of the answer that speaks of such a use."""
    found = [
        (number, note)
        for number, note in _noted(feature.slug, answer.notes).items()
        if (note.anywhere or use.where is not Where.EXTRA) and note.applies(use)
    ]
    return max(found, key=lambda pair: (pair[1].severity or level(use)).weight, default=None)


def _texts(feature: Feature, answer: Answer) -> str:
    return " ".join(feature.notes.get(number, "") for number in answer.notes).strip()


def _sees(client: str, use: Use) -> bool:
    """Say whether the client reads the place at all."""
    who = {use.mso, use.element.mso if use.element is not None else ""}
    if ("not" if client in WORD else "only") in who:
        return False
    if use.where is Where.ELEMENT:
        return True
    if _says_no("html-style", client):
        return False
    medial = any(condition.startswith("@media") for condition in use.conditions)
    return not (medial and _says_no("css-at-media", client))


def _says_no(slug: str, client: str) -> bool:
    answer = matrix().features[slug].answers.get(client)
    return answer is not None and answer.word == "n"
