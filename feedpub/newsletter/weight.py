"""What a mail weighs, and which story how much: Gmail hides what comes after about 102 KB."""

from __future__ import annotations

from feedpub.newsletter import marks
from feedpub.newsletter.lint.document import Document

GMAIL = 102_000
"""Gmail's limit in bytes; it is not documented, nor whether of plain or encoded HTML."""


def story_costs(marked: Document) -> dict[int, int]:
    """Return the bytes of each story by its number; one that stands in two places costs both.

    The introduction has the number 0.
    """
    costs: dict[int, int] = {}
    behind = 0
    for element in marked.elements:
        said = element.attributes.get("data-story", "")
        if said.isdecimal() and element.at >= behind:
            behind = element.end
            written = marks.unmarked(marked.text[element.at : element.end])
            costs[int(said)] = costs.get(int(said), 0) + len(written.encode())
    return costs
