"""What is not body, collected while the body is cut down from both ends."""

import re
from collections.abc import Iterable, Sequence

from feedpub.loaders.clippings.biographies import Biography, biography
from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.pictures import Shot, Unit
from feedpub.loaders.clippings.records import Block, Clipping, Picture

_MOST_BIOGRAPHIES = 10
"""Each costs a search through the whole text."""


class Parts:
    """The fields of a clipping, as far as they have been read."""

    def __init__(self) -> None:
        self.title = self.kicker = self.section = self.published = self.updated = ""
        self.lead: Picture | None = None
        self.standfirst: list[str] = []
        self.byline: list[str] = []
        self.authors: dict[str, None] = {}
        self.bios: list[tuple[Biography, str]] = []
        self.corrections: list[str] = []
        self.dropped: list[tuple[int, str]] = []

    def drop(self, unit: Unit) -> None:
        """Leave a line, or all lines of a picture, out of the article."""
        lines = unit.source if isinstance(unit, Shot) else (unit,)
        self.dropped.extend((line.number, line.text) for line in lines)

    def take_byline(self, text: str, names: Iterable[str]) -> None:
        """Keep a byline and the names in it, each once."""
        self.authors.update(dict.fromkeys(names))
        self.byline.append(text)

    def take_biography(
        self, text: str, above: Sequence[Unit] = (), *, relaxed: bool = False
    ) -> bool:
        """Take a biography, of an author or of a stranger whom `above` does not speak of.

        A stranger's must speak of journalism, and the article must not speak of the stranger:
        the last paragraph may be about somebody who appears in it. `relaxed`, when a line
        parts it from the body.
        """
        bio = biography(text)
        if bio is None or len(self.bios) >= _MOST_BIOGRAPHIES:
            return False
        own = relaxed or any(name in self.authors for name in bio.names)
        if not own and not (bio.sure and above):
            return False
        if not own and bio.about == "life" and _mention(above, bio.names):
            return False
        self.bios.append((bio, text))
        return True

    def clipping(self, blocks: Iterable[Block | Picture]) -> Clipping:
        """Return the clipping, with `blocks` as its body."""
        names = tuple(self.authors or self._writers())
        return Clipping(
            title=self.title,
            kicker=self.kicker,
            standfirst="\n".join(self.standfirst),
            section=self.section,
            lead=self.lead,
            byline=tuple(self.byline),
            authors=names,
            bio="\n".join(text for _, text in self.bios),
            bios=tuple(map(self._life_of, names)),
            published=self.published,
            updated=self.updated,
            blocks=tuple(blocks),
            corrections=tuple(self.corrections),
            dropped=tuple(sorted(self.dropped, key=lambda dropped: dropped[0])),
        )

    def _writers(self) -> dict[str, None]:
        """Return those whom the biographies present, each once."""
        present = (bio for bio, _ in self.bios if bio.about != "help")
        return dict.fromkeys(name for bio in present for name in bio.names)

    def _life_of(self, name: str) -> str:
        told = (text for bio, text in self.bios if bio.about == "life" and name in bio.names)
        return "\n".join(told)


def _mention(units: Sequence[Unit], names: Sequence[str]) -> bool:
    """Tell whether the units speak of one of the people, by full name or surname."""
    text = "\n".join(unit.text for unit in units if isinstance(unit, Line))
    return any(re.search(rf"\b{re.escape(name.split()[-1])}\b", text) for name in names)
