"""The rules of an Atom feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedpub.feeds.check.atom_rule import (
    A,
    dates_are_dates,
    elements_belong,
    is_complete,
    links_are_whole,
    people_can_be_named,
    rel,
    texts_say_what_they_are,
)
from feedpub.feeds.check.seen import Problem
from feedpub.feeds.check.values import address_faults
from feedpub.feeds.check.xml import (
    HISTORY,
    XML,
    Element,
    Rule,
    inner,
    problem,
    text,
)


def _everything_has_an_author(root: Element) -> Iterator[Problem]:
    if text_of_author(root):
        return
    for entry in root.findall(f"{A}entry"):
        if not text_of_author(entry):
            message = "neither the entry nor the feed has an author"
            yield problem("feed-incomplete", message, entry)._replace(item=text(entry, f"{A}id"))


def text_of_author(parent: Element) -> str:
    """Return the name of the first author."""
    author = parent.find(f"{A}author")
    return text(author, f"{A}name") if author is not None else ""


def _feed_knows_itself(root: Element) -> Iterator[Problem]:
    rels = [rel(link) for link in root.findall(f"{A}link")]
    if "self" not in rels:
        yield problem("feed-self", "there is no link with rel=self", root)
    is_archive = root.find(f"{{{HISTORY}}}archive") is not None
    is_whole = root.find(f"{{{HISTORY}}}complete") is not None
    if is_archive and not is_whole and "current" not in rels:
        yield problem("feed-archive", "the archive has no link with rel=current", root)


def _feed_addresses(root: Element) -> Iterator[Problem]:
    generator = root.find(f"{A}generator")
    found = [(e, inner(e)) for name in ("icon", "logo") for e in root.findall(A + name)]
    found += [(e, e.get("scheme", "")) for e in root.iter(f"{A}category")]
    found += [(generator, generator.get("uri", ""))] if generator is not None else []
    for element, url in found:
        if url:
            for code, message in address_faults(url, web=False):
                yield problem(code, message, element)


def _moments_differ(root: Element) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in root.findall(f"{A}entry"):
        updated = text(entry, f"{A}updated")
        if updated and updated in seen:
            message = f"another entry was updated at {updated} too"
            found = problem("feed-dates-equal", message, entry, "updated")
            yield found._replace(item=text(entry, f"{A}id"))
        seen.add(updated)


def _language_is_said(root: Element) -> Iterator[Problem]:
    if not root.get(f"{{{XML}}}lang"):
        yield problem("feed-language", "the feed does not say its language", root)


_IN_FEED = frozenset(
    "author category contributor generator icon id link logo rights subtitle title updated entry"
    .split()
)  # fmt: skip


FEED_RULES: Sequence[Rule] = (
    is_complete("feed"),
    dates_are_dates,
    links_are_whole,
    texts_say_what_they_are,
    _everything_has_an_author,
    _feed_knows_itself,
    _feed_addresses,
    people_can_be_named,
    _moments_differ,
    _language_is_said,
    elements_belong(_IN_FEED),
)
