"""The text part: the body of an article as plain text, made from the record.

Not from the HTML of the mail, which holds preheader, spacers and layout. Links are
numbered in the text and listed after it, so that no address breaks a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from feedpub.newsletter import tree
from feedpub.newsletter.anchors import is_note_link, note_number
from feedpub.newsletter.columns import COLUMNS, indent, lines, paragraphs, table, underline, wrap
from feedpub.newsletter.pictures import described
from feedpub.newsletter.tables import filled, rows_of, span_of
from feedpub.newsletter.tree import Element
from feedpub.newsletter.words import WORDS, Words

_BREAK = "\u2028"
"""Stands for ``<br>`` until the paragraph is complete."""


def html_to_text(markup: str, url: str = "", words: Words = WORDS["en"]) -> str:
    """Return clean HTML as text, with its notes and links listed at the end.

    Links to parts of the page at `url` itself are not listed.
    """
    return _Writer(url, words).write(tree.parse(markup))


class _Writer:
    """One pass over one body."""

    def __init__(self, url: str, words: Words) -> None:
        self.url = url
        self.words = words
        self.links: dict[str, int] = {}
        self.notes: list[str] = []

    def write(self, root: Element) -> str:
        body = self.inside(root, COLUMNS)
        links = [f"[{number}] {address}" for address, number in self.links.items()]
        return paragraphs([
            body,
            lines([f"{self.words.notes}:", *self.notes]) if self.notes else "",
            lines([f"{self.words.links}:", *links]) if links else "",
        ])  # fmt: skip

    def inside(self, element: Element, width: int) -> str:
        """Return the blocks within the element; loose words between them are blocks too."""
        return paragraphs(self._blocks(element, width))

    def _blocks(self, element: Element, width: int) -> Iterator[str]:
        run = [element.text or ""]
        for child in element:
            if _is_block(child):
                yield wrap(self.settled(run), width)
                run = []
                yield self.block(child, width)
            else:
                run.append(self.inline(child))
            run.append(child.tail or "")
        yield wrap(self.settled(run), width)

    def block(self, element: Element, width: int) -> str:
        if number := note_number(element):
            tree.remove(element[0])
            self.notes.append(
                f"({number}) " + indent(self.inside(element, width - 4), "    ").lstrip()
            )
            return ""
        if write := _BLOCKS.get(str(element.tag)):
            return write(self, element, width)
        body = self.inside(element, width)
        return f"{body} {self.mark(element)}".rstrip() if element.tag == "a" else body

    def words_in(self, element: Element) -> str:
        """Return the element as the words of one paragraph."""
        run = [element.text or ""]
        for child in element:
            run += [self.inline(child), child.tail or ""]
        return self.settled(run)

    def inline(self, element: Element) -> str:
        if write := _INLINE.get(str(element.tag)):
            return write(self, element)
        run = [element.text or ""]
        for child in element:
            run += [self.inline(child), child.tail or ""]
        return f" {''.join(run)} " if element.tag in _BLOCK_TAGS else "".join(run)

    def mark(self, link: Element) -> str:
        """Return the number of the link in brackets; nothing if it leads nowhere else."""
        address = link.get("href", "")
        page, hash_mark, _ = address.partition("#")
        if not address or (hash_mark and page in ("", self.url)):
            return ""
        return f"[{self.links.setdefault(address, len(self.links) + 1)}]"

    # Words

    def settled(self, run: list[str]) -> str:
        """Return the pieces of a paragraph as words, on one line but for the breaks in it."""
        picture = f"[{self.words.picture}: "
        text = "".join(run).replace(f"]{picture}", f"] {picture}")
        # White space in HTML is one space, line feeds too; only `br` makes a line.
        return "\n".join(tree.one_line(line) for line in text.split(_BREAK)).strip()

    def link(self, element: Element) -> str:
        run = [element.text or ""]
        for child in element:
            run += [self.inline(child), child.tail or ""]
        shown = self.settled(run)
        if is_note_link(element) and not self.mark(element):
            return f" ({self.words.note} {shown})" if shown else ""
        if _says_its_address(shown, element.get("href", "")):
            return shown
        return f"{shown} {self.mark(element)}".strip()

    def image(self, element: Element) -> str:
        alt = tree.one_line(element.get("alt", ""))
        return f"[{self.words.picture}: {alt}]" if alt else ""

    def raised(self, element: Element) -> str:
        inner = self.words_in(element)
        if inner.startswith("("):  # the number of a note
            return f" {inner}"
        return f"^{inner}" if inner.isdecimal() else inner

    # Blocks

    def heading(self, element: Element, width: int) -> str:
        return underline(wrap(self.words_in(element), width))

    def bullets(self, element: Element, width: int) -> str:
        items = [indent(self.item(item, width - 2), "  ").lstrip() for item in element]
        return _list([f"- {item}" for item in items if item])

    def numbers(self, element: Element, width: int) -> str:
        step = 1 if element.get("reversed") is None else -1
        at = _number(element.get("start"), 1 if step > 0 else len(element.findall("li")))
        written = []
        for item in element:
            at = _number(item.get("value"), at)
            sign = f"{at}. "
            inner = self.item(item, width - len(sign))
            written.append(sign + indent(inner, " " * len(sign)).lstrip())
            at += step
        return _list(written)

    def item(self, element: Element, width: int) -> str:
        """Return an item of a list; one without paragraphs stays close together."""
        join = lines if element.find("p") is None else paragraphs
        return join(self._blocks(element, width))

    def quote(self, element: Element, width: int) -> str:
        return indent(self.inside(element, width - 2), "> ")

    def code(self, element: Element, _: int) -> str:
        for end in element.iter("br"):
            end.text = "\n"
        return indent("".join(element.itertext()).strip("\n"), "    ")

    def table(self, element: Element, width: int) -> str:
        cells = rows_of(element)
        words = [[self.words_in(cell).replace("\n", " ") for cell in row] for row in cells]
        rows = filled(words, [[span_of(cell) for cell in row] for row in cells])
        heading = bool(cells) and all(cell.tag == "th" for cell in cells[0])
        caption = element.find("caption")
        above = wrap(self.words_in(caption), width) if caption is not None else ""
        return paragraphs([above, table(rows, width, heading=heading)])

    def definitions(self, element: Element, width: int) -> str:
        return lines(
            indent(self.inside(item, width - 4), "    ")
            if item.tag == "dd"
            else self.inside(item, width)
            for item in element
        )

    def figure(self, element: Element, width: int) -> str:
        if (description := described(element)) is not None:
            description.text = f"[{self.words.picture}: {tree.words_of(description)}]"
        return lines(self._blocks(element, width))

    def player(self, element: Element, width: int) -> str:
        label = {"video": self.words.video, "audio": self.words.audio}.get(
            str(element.tag), self.words.embed
        )
        address = element.get("src") or next((s.get("src") for s in element.iter("source")), "")
        title = element.get("title", "")
        return (
            "\n".join([wrap(f"{label}: {title}" if title else f"{label}:", width), address])
            if address
            else ""
        )

    def rule(self, _: Element, width: int) -> str:
        return "* * *".center(width).rstrip()


_BLOCKS: Mapping[str, Callable[[_Writer, Element, int], str]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _Writer.heading),
    "ul": _Writer.bullets,
    "ol": _Writer.numbers,
    "blockquote": _Writer.quote,
    "pre": _Writer.code,
    "table": _Writer.table,
    "dl": _Writer.definitions,
    "figure": _Writer.figure,
    "video": _Writer.player,
    "audio": _Writer.player,
    "iframe": _Writer.player,
    "hr": _Writer.rule,
}

_INLINE: Mapping[str, Callable[[_Writer, Element], str]] = {
    "a": _Writer.link,
    "img": _Writer.image,
    "sup": _Writer.raised,
    "br": lambda _writer, _element: _BREAK,
    "q": lambda writer, element: f"“{writer.words_in(element)}”",
}

_BLOCK_TAGS = set(_BLOCKS) | set(
    "address article aside center dd details div dt figcaption footer header hgroup li main nav p "
    "section summary tbody td tfoot th thead tr".split()
)


def _is_block(element: Element) -> bool:
    """Tell whether the element is a block, or holds one."""
    return next(element.iter(*_BLOCK_TAGS), None) is not None


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,9}", value) else otherwise


def _list(items: list[str]) -> str:
    """Join items, with empty lines between them where one has several paragraphs."""
    return "\n".join(items) if not any("\n\n" in item for item in items) else "\n\n".join(items)


def _says_its_address(shown: str, address: str) -> bool:
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    return shown in (
        address,
        bare,
        bare.removeprefix("https://"),
        bare.removeprefix("https://").rstrip("/"),
    )
