"""Links within an article: footnotes, and headings that the text points to.

Gmail and Outlook follow only ``<a name>``; where nothing follows a link at all, the notes
stand at the end with their numbers.
"""

from __future__ import annotations

from feedpub.newsletter import tree
from feedpub.newsletter.tree import Element


def settle_anchors(root: Element, url: str, prefix: str, label: str) -> None:
    """Turn ids that the text points to into names, and move the notes to the end.

    A link to a part that is not there leads to the article at `url`.
    """
    targets = {e.get("id") or e.get("name"): e for e in root.iter() if e.get("id") or e.get("name")}
    links = [(link, name) for link in root.iter("a") if (name := _fragment(link, url))]
    used = dict.fromkeys(name for _, name in links if name in targets)
    notes = {name: number for name in used if (number := note_number(targets[name]))}
    targets |= _gather_notes(root, [(targets[name], notes[name]) for name in notes], label)
    for name in used:
        _mark(targets[name], prefix + name)
    for link, name in links:
        link.set("href", f"#{prefix}{name}" if name in used else f"{url}#{name}")


def note_number(element: Element) -> str:
    """Return the number of a note as Markdown writes it: ``<div id="n"><sup>1</sup> …``."""
    if element.tag != "div" or not len(element) or element[0].tag != "sup":
        return ""
    return "" if (element.text or "").strip() else tree.words_of(element[0])


def is_note_link(link: Element) -> bool:
    """Tell whether the link is the raised number that leads to a note."""
    parent = link.getparent()
    return parent is not None and parent.tag == "sup" and "#" in link.get("href", "")


def _fragment(link: Element, url: str) -> str:
    page, mark, name = link.get("href", "").partition("#")
    return name if mark and page in ("", url) else ""


def _gather_notes(
    root: Element, notes: list[tuple[Element, str]], label: str
) -> dict[str, Element]:
    """Move the notes into a list at the end, and return its items by their ids."""
    listed = tree.new("ol", {"class": "notes"})
    for note, number in notes:
        item = tree.new("li", {"id": note.get("id", "")})
        if number.isdecimal():
            item.set("value", number)
        tree.remove(note[0])
        tree.move_content(note, item)
        tree.remove(note)
        listed.append(item)
    if notes:
        root.append(tree.new("p", {"class": "notes-title"}, label))
        root.append(listed)
    return {item.get("id", ""): item for item in listed}


def _mark(target: Element, name: str) -> None:
    """Write the name into the element that is there now under the id of `target`."""
    if target.tag == "a":
        target.set("name", name)
        return
    mark = tree.new("a", {"name": name})
    mark.tail, target.text = target.text, None
    target.insert(0, mark)
