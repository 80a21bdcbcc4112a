"""The words of a paragraph as plain text: links by number, pictures by description."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from feedpub.newsletter import tree
from feedpub.newsletter.anchors import is_note_link
from feedpub.newsletter.breaking import columns
from feedpub.newsletter.tree import Element
from feedpub.newsletter.words import Words

BREAK = "\N{LINE SEPARATOR}"
"""Stands for ``<br>`` until the paragraph is complete."""

BLOCKS = frozenset(
    "address article aside audio blockquote center dd details div dl dt figcaption figure footer "
    "h1 h2 h3 h4 h5 h6 header hgroup hr iframe li main nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul video".split()
)
"""Elements that begin a line."""


class Runs:
    """Writes what stands within paragraphs of one text, and numbers its links."""

    def __init__(self, url: str, words: Words) -> None:
        self.url = url
        self.words = words
        self.links: dict[str, int] = {}
        """Numbers by address."""

    def inside(self, element: Element) -> str:
        """Return what is in the element as the words of one paragraph."""
        return self.settled(self._run(element))

    def inline(self, element: Element) -> str:
        """Return the element as a piece of a paragraph."""
        if write := _INLINE.get(str(element.tag)):
            return write(self, element)
        inner = "".join(self._run(element))
        return f" {inner} " if element.tag in BLOCKS else inner

    def settled(self, run: list[str]) -> str:
        """Return the pieces of a paragraph as words, on one line but for the breaks in it."""
        picture = f"[{self.words.label(self.words.picture)}"
        text = "".join(run).replace(f"]{picture}", f"] {picture}")
        # White space in HTML is one space, line feeds too; only `br` makes a line.
        return "\n".join(tree.one_line(line) for line in text.split(BREAK)).strip()

    def mark(self, link: Element) -> str:
        """Return the number of the link in brackets; nothing if it leads nowhere else."""
        address = link.get("href", "")
        page, hash_mark, _ = address.partition("#")
        if not address or (hash_mark and page in ("", self.url)):
            return ""
        return self.number(address)

    def number(self, address: str) -> str:
        """Return the number of the address in brackets."""
        return f"[{self.links.setdefault(address, len(self.links) + 1)}]"

    def player(self, element: Element) -> tuple[str, str]:
        """Return the label and the address of what plays or embeds; both may be empty."""
        names = {"video": self.words.video, "audio": self.words.audio}
        name = names.get(str(element.tag), self.words.embed)
        sources = [element, *element.iter("source")]
        address = next((each.get("src") for each in sources if each.get("src")), "")
        return self.words.label(name, tree.one_line(element.get("title", ""))), address

    def _run(self, element: Element) -> list[str]:
        run = [element.text or ""]
        for child in element:
            run += [self.inline(child), child.tail or ""]
        return run

    def _link(self, element: Element) -> str:
        shown = self.inside(element)
        if is_note_link(element) and not self.mark(element):
            return self.words.note.format(n=shown) if shown else ""
        if not shown and element.find(".//img") is None:
            return ""  # nobody sees it in the HTML either
        if _says_its_address(shown, element.get("href", "")):
            return shown
        # What surrounds the link may not stand close to its number.
        return f"{shown} {self.mark(element)}".strip()

    def _image(self, element: Element) -> str:
        alt = tree.one_line(element.get("alt", ""))
        return f"[{self.words.label(self.words.picture, alt)}]" if alt else ""

    def _raised(self, element: Element) -> str:
        inner = self.inside(element)
        if any(is_note_link(link) and not self.mark(link) for link in element.iter("a")):
            # Brackets of double width have their space within.
            return f" {inner}" if columns(inner[:1]) == 1 else inner
        return f"^{inner}" if inner.isdecimal() else inner

    def _struck(self, element: Element) -> str:
        inner = "".join(self._run(element))
        return f"~~{inner}~~" if inner.strip() else inner

    def _quotation(self, element: Element) -> str:
        nested = sum(1 for _ in element.iterancestors("q")) % 2
        left, right = self.words.inner_quotes if nested else self.words.quotes
        return f"{left}{self.inside(element)}{right}"

    def _reading(self, element: Element) -> str:
        """Return how letters are read, which HTML writes above them."""
        inner = self.inside(element)
        ruby = next(element.iterancestors("ruby"), None)
        if not inner or (ruby is not None and ruby.find(".//rp") is not None):
            return inner
        return f"（{inner}）" if columns(inner[0]) == 2 else f" ({inner})"

    def _player(self, element: Element) -> str:
        label, address = self.player(element)
        shown = " ".join([f"[{label}]", self.number(address)]) if address else ""
        return f" {shown} " if shown else "".join(self._run(element))


_INLINE: Mapping[str, Callable[[Runs, Element], str]] = {
    "a": Runs._link,
    "img": Runs._image,
    "sup": Runs._raised,
    "q": Runs._quotation,
    "rt": Runs._reading,
    "br": lambda _runs, _element: BREAK,
    **dict.fromkeys(("del", "s", "strike"), Runs._struck),
    **dict.fromkeys(("video", "audio", "iframe"), Runs._player),
}


def _says_its_address(shown: str, address: str) -> bool:
    bare = address.removeprefix("mailto:").removeprefix("tel:")
    return bool(shown) and shown in (
        address,
        bare,
        bare.removeprefix("https://"),
        bare.removeprefix("https://").rstrip("/"),
    )
