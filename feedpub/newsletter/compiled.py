r"""A message as bytes with gaps: what all its recipients have in common is made once.

    Hello =\r\n⟨name⟩=\r\n, the ferry is back.

Around a gap in quoted-printable text the line is broken softly, so that neither side need
know how long the other is (RFC 2045 section 6.7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

import msgspec

from feedpub.newsletter.gaps import (
    BODIES,
    Context,
    encoder,
    pattern_of,
    plain_in,
    quoted_printable,
    sayer,
)
from feedpub.newsletter.late import Gap

SOFT_BREAK = b"=\r\n"


class Slot(msgspec.Struct, frozen=True):
    """A gap in its surroundings; the same value fills all places that have it."""

    gap: Gap
    context: Context


Piece = bytes | Slot


_Writer = tuple[Callable[[str], bytes], tuple[int, ...]]
"""What writes a value, and where."""


class _Filler(NamedTuple):
    """What is needed to fill all the gaps of a field, worked out once."""

    field: str
    is_plain: Callable[[str], object]
    """Tells quickly that a value is said as it is, and written so everywhere in the bodies."""

    say: Callable[[str], str]
    fallback: str
    heads: tuple[_Writer, ...]
    bodies: tuple[_Writer, ...]
    plain: tuple[int, ...]
    """All places in the bodies, where most values stand as they are."""


class CompiledMessage(msgspec.Struct, frozen=True, dict=True):
    """One message for all subscribers of a segment."""

    pieces: tuple[bytes, ...]
    """One more than there are gaps."""

    slots: tuple[Slot, ...]
    """What is filled in, each once."""

    order: tuple[int, ...]
    """Which of the slots stands after each piece but the last."""

    @cached_property
    def _parts(self) -> list[bytes]:
        """The pieces with room for a value between each two."""
        return [part for piece in self.pieces for part in (piece, b"")][:-1]

    @cached_property
    def _fillers(self) -> tuple[_Filler, ...]:
        return tuple(self._filler(gap) for gap in dict.fromkeys(slot.gap for slot in self.slots))

    def _filler(self, gap: Gap) -> _Filler:
        heads: list[_Writer] = []
        bodies: list[_Writer] = []
        for number, slot in enumerate(self.slots):
            if slot.gap == gap:
                places = (2 * at + 1 for at, which in enumerate(self.order) if which == number)
                writers = bodies if slot.context in BODIES else heads
                writers.append((encoder(slot.context), tuple(places)))
        plain = tuple(place for _, places in bodies for place in places)
        return _Filler(
            gap.field, plain_in(gap), sayer(gap), gap.fallback, tuple(heads), tuple(bodies), plain
        )

    def fill(self, values: Mapping[str, str]) -> bytes:
        """Return the message for one subscriber, whose fields are `values`.

        Besides the declared fields there are ``email``, without which there is no header
        To, and ``delivery``, which ends the Message-ID: ASCII letters and digits alone, since
        anything else is encoded, and may make it none (RFC 5322 section 3.6.4).
        """
        parts = self._parts.copy()
        for field, is_plain, say, fallback, writers, bodies, plain in self._fillers:
            words = values.get(field)
            if words and is_plain(words):
                if plain:
                    written = words.encode()
                    for at in plain:
                        parts[at] = written
            else:
                words = say(words) if words else fallback
                writers += bodies
            for encode, places in writers:
                written = encode(words)
                for at in places:
                    parts[at] = written
        return b"".join(parts)


def compiled(pieces: Iterable[Piece]) -> CompiledMessage:
    """Return the message that pieces and slots make, in their order."""
    fixed: list[bytes] = [b""]
    slots: dict[Slot, int] = {}
    order: list[int] = []
    for piece in pieces:
        if isinstance(piece, bytes):
            fixed[-1] += piece
        else:
            order.append(slots.setdefault(piece, len(slots)))
            fixed.append(b"")
    return CompiledMessage(tuple(fixed), tuple(slots), tuple(order))


def soft_pieces(
    text: str, gaps: Mapping[str, Gap], context_at: Callable[[str, int], Context]
) -> Iterator[Piece]:
    """Yield a part of the message in quoted-printable, with its gaps."""
    if not gaps:
        yield quoted_printable(text)
        return
    begin = 0
    for match in pattern_of(gaps).finditer(text):
        yield _open_ended(quoted_printable(text[begin : match.start()]))
        yield Slot(gaps[match[0]], context_at(text, match.start()))
        yield SOFT_BREAK
        begin = match.end()
    yield quoted_printable(text[begin:])


def _open_ended(data: bytes) -> bytes:
    """Return text whose last line goes on after a soft break, if it has begun."""
    line = data.rpartition(b"\n")[2]
    if not line:
        return data
    if len(line) >= _LINE:  # there is no room for another sign
        last = 3 if data[-3:-2] == b"=" else 1
        data = data[:-last] + SOFT_BREAK + data[-last:]
    return data + SOFT_BREAK


_LINE = 76


def header_pieces(
    value: str,
    gaps: Mapping[str, Gap],
    write: Callable[[str], bytes],
    context_at: Callable[[str, int], Context],
) -> Iterator[Piece]:
    """Yield the value of a header with its gaps; `write` makes bytes of what is between them."""
    begin = 0
    for match in pattern_of(gaps).finditer(value) if gaps else ():
        yield write(value[begin : match.start()])
        yield Slot(gaps[match[0]], context_at(value, match.start()))
        begin = match.end()
    yield write(value[begin:])
