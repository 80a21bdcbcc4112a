"""The rules of an entry of Atom."""

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
    MEDIA,
    Element,
    Rule,
    problem,
    text,
)

_IN_ENTRY = frozenset(
    "author category content contributor id link published rights source summary title updated"
    .split()
)  # fmt: skip


def _entry_has_a_text_or_a_link(entry: Element) -> Iterator[Problem]:
    has_text = text(entry, f"{A}content") or text(entry, f"{A}summary")
    rels = {rel(link) for link in entry.findall(f"{A}link")}
    content = entry.find(f"{A}content")
    if not has_text and "alternate" not in rels and (content is None or not len(content)):
        yield problem("feed-incomplete", "the entry has neither text nor link", entry)


def _id_is_an_iri(entry: Element) -> Iterator[Problem]:
    id_ = text(entry, f"{A}id")
    if id_ and any(fault.code == "feed-address" for fault in address_faults(id_, web=False)):
        yield problem("id-weak", f"the id `{id_}` is no address, as Atom demands", entry, "id")


def _source_is_complete(entry: Element) -> Iterator[Problem]:
    source = entry.find(f"{A}source")
    if source is not None:
        for name in ("id", "title", "updated"):
            if not text(source, A + name):
                yield problem("feed-source", f"the source has no `<{name}>`", source, "source")


def _media_have_alternatives(entry: Element) -> Iterator[Problem]:
    for group in entry.findall(f"{{{MEDIA}}}group"):
        if len(group.findall(f"{{{MEDIA}}}content")) < 2:
            yield problem("feed-media", "a `media:group` holds no alternatives", group, "image")


def _tags_have_terms(entry: Element) -> Iterator[Problem]:
    for tag in entry.findall(f"{A}category"):
        if not tag.get("term"):
            yield problem("feed-incomplete", "a category has no `term`", tag, "tags")


ENTRY_RULES: Sequence[Rule] = (
    is_complete("entry"),
    dates_are_dates,
    links_are_whole,
    texts_say_what_they_are,
    _entry_has_a_text_or_a_link,
    _id_is_an_iri,
    _source_is_complete,
    _media_have_alternatives,
    people_can_be_named,
    _tags_have_terms,
    elements_belong(_IN_ENTRY),
)
