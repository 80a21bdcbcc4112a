"""HTML that nests too deeply is made flatter before a parser sees it.

The time and the memory that HTML's own rules take grow with the square of the nesting: each tag
is looked up among all that are open, and what was left open (`<b>`) is opened anew in each block.
Browsers stop at 512 levels, many XML parsers at 256.

This is no parser. It follows the open elements in one pass, in doubt with too many of them, and
leaves out the tags that would lead too deep; the words stay. Section numbers are HTML's.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 200
"""Levels of blocks. Lists and tables count as one, whatever rows, cells and items they need."""

_DEEPEST_WORDS = 120
"""Levels at which elements within lines are left out, so that there is room for blocks."""

_MOST_OF_A_FORMAT = 10
"""So many `<b>` may be open in one cell or outside of tables; more make nothing bolder."""

_MOST_FORMATS = 200
"""Formats (`<b>`, `<i>` ...) that may be open at all."""

_MOST_REOPENED = 20_000
"""Formats that are opened anew, beside one for each eight characters of the article."""

_MOST_MOVED = 1_000
"""Things in tables, but in no cell, which a parser moves before the table one by one."""

_MOST_ODDITIES = 100
"""Places that a parser may see in another way than is seen here."""

_FEW = 500
"""Tags in an article of which nothing of this need be feared."""


def flattened(html: str) -> str:
    """Return `html` without the tags that nest too deeply; nearly always, as it is."""
    return _Pass(html).flattened() if html.count("<") > _FEW else html


_VOID = frozenset(
    """
    area base basefont bgsound br col embed frame hr img input keygen link meta param source
    track wbr
    """.split()
)
# Their tags open nothing here: there is one of each, or they say where a table goes on.
_IGNORED = frozenset("html head body frameset form colgroup optgroup option".split())
# Each ends the one before it (13.1.2.4).
_SOFT = {"p": "p", "li": "li", "dd": "d", "dt": "d"}
_CELLS = frozenset("td th caption".split())
_ROWS = frozenset("tr tbody thead tfoot".split())
_OF_TABLES = _CELLS | _ROWS | frozenset("table col colgroup style script template".split())
# These stay active until their own end tag: the next block opens them anew (13.2.4.3).
_FORMATS = frozenset("a b big code em font i nobr s small strike strong tt u".split())
_ONE_AT_A_TIME = frozenset({"a", "nobr"})
# End tags do not reach out of these (13.2.4.2).
_WALLS = frozenset("table template select object applet marquee".split())
_BLOCKS = frozenset(
    """
    address article aside blockquote button center details dialog dir div dl fieldset figcaption
    figure footer h1 h2 h3 h4 h5 h6 header hgroup listing main menu nav ol pre search section
    summary ul
    """.split()
)
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
# What is in these is no HTML (13.2.5.2 to 13.2.5.4), and of the first, nothing is shown.
_UNSEEN = frozenset("script style textarea title noscript".split())
_RAW = _UNSEEN | frozenset("xmp iframe noembed noframes".split())
_FOREIGN = frozenset({"svg", "math"})

# A tag as 13.2.5.6 to 13.2.5.39 read it, or the beginning of something else.
_TAG = re.compile(
    r"<(?:(/?)([a-z][^\t\n\f\r />]*+)|!--|[!?]|/(?=.))",
    re.IGNORECASE | re.DOTALL,
)
_REST = re.compile(
    r"""
    (?: [\t\n\f\r /]++
      | [^\t\n\f\r />][^\t\n\f\r />=]*+
        (?: [\t\n\f\r ]*+ = [\t\n\f\r ]*+
            (?: "[^"]*+" | '[^']*+' | [^\t\n\f\r >"'][^\t\n\f\r >]*+ | (?=>) ) )?+
    )*+ >
    """,
    re.VERBOSE,
)
_GREATER = re.compile(r"[^>]*>")
_COMMENT = re.compile(r"-?>|.*?--!?>", re.DOTALL)
# What ends foreign content: its own end tag, or HTML that cannot be in it (13.2.6.5).
_FOREIGN_END = re.compile(
    r"<(?:/(svg|math)|svg|math|b|big|blockquote|body|br|center|code|dd|div|dl|dt|em|embed|font"
    r"|h[1-6]|head|hr|i|img|li|listing|menu|meta|nobr|ol|p|pre|ruby|s|small|span|strong|strike|sub"
    r"|sup|table|tt|u|ul|var)(?=[\s/>])[^>]*>",
    re.IGNORECASE,
)
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}


class _Block:
    """An open block, and what is open in it that is no block."""

    __slots__ = ("name", "open", "soft", "weight")

    def __init__(self, name: str) -> None:
        self.name = name
        self.weight = 1
        self.soft = ""
        """The last of `_SOFT` that began in it, if it may still be open."""

        self.open: list[str] = []
        """Other elements, since the one of `soft` began."""


class _Room:
    """What is open between walls: the innermost table, or the like."""

    __slots__ = ("_active", "blocks", "counts", "formats", "in_cell", "wall")

    def __init__(self, wall: str) -> None:
        self.wall = wall
        self.in_cell = False
        self.blocks = [_Block(wall)]
        self.counts: Counter[str] = Counter()
        self.formats: dict[str, list[tuple[int, str]]] = {}
        """The depths at which those of each name began, and their tags."""

        self._active = 0

    @property
    def is_bare_table(self) -> bool:
        """Whether what comes now stands in a table, but in no cell of it."""
        return self.wall == "table" and not self.in_cell

    @property
    def active(self) -> int:
        """How many formats each block opens anew: of equal ones three."""
        if self._active < 0:
            tags = Counter(tag for begun in self.formats.values() for _, tag in begun)
            self._active = sum(min(count, 3) for count in tags.values())
        return self._active

    def touch_formats(self) -> None:
        self._active = -1


class _Pass:
    """One pass over the tags."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.pieces: list[str] = []
        self.kept_to = 0
        self.rooms = [_Room("")]
        self.depth = 0
        self.formats = 0
        self.is_harmful = False
        self.left_out: Counter[str] = Counter()
        self.oddities = 0
        self.reopened = 0
        self.moved = 0

    def flattened(self) -> str:
        html, at = self.html, 0
        while match := _TAG.search(html, at):
            if match[2] is None:
                end = (_COMMENT if match[0] == "<!--" else _GREATER).match(html, match.end())
                self.oddities += html.startswith("<![CDATA[", match.start())
            else:
                end = _REST.match(html, match.end())
            if end is None:
                break  # the rest of the text is inside of a tag or comment
            before, start, at = at, match.start(), end.end()
            if match[2] is not None:
                name = match[2].lower()
                if self.rooms[-1].is_bare_table:
                    self._in_bare_table(before, start, name)
                if match[1]:
                    self._end(name, start, at)
                elif name in _RAW or name in _FOREIGN:
                    at = self._skip(name, start, at)
                else:
                    self._start(name, start, at)
        if not self.is_harmful and self.oddities <= _MOST_ODDITIES:
            return html
        return "".join([*self.pieces, html[self.kept_to :]])

    # --- what is written ---

    def _leave_out(self, start: int, end: int, instead: str = "") -> None:
        self.pieces += [self.html[self.kept_to : start], instead]
        self.kept_to = end

    def _too_deep(self, name: str, start: int, end: int) -> None:
        self.is_harmful = True
        self.left_out[name] += 1
        self._leave_out(start, end)

    # --- tags ---

    def _start(self, name: str, start: int, end: int) -> None:
        room = self.rooms[-1]
        if name in _FORMATS:
            self._start_format(name, start, end)
        elif name in _VOID or name in _IGNORED:
            pass
        elif name in _SOFT:
            self._close_formats(start)
            self._start_soft(room.blocks[-1], _SOFT[name])
        elif name in _CELLS or name in _ROWS:
            if room.wall == "table":
                self._clear(room)
                room.in_cell = name in _CELLS
        elif name in _WALLS:
            self._start_wall(name, start, end)
        elif name in _BLOCKS:
            self._close_formats(start)
            block = room.blocks[-1]
            if block.soft == "p":
                self._start_soft(block, "p")
                block.soft = ""
            if name in _HEADINGS and block.name in _HEADINGS:
                self._pop_to(room, block.name)
            if self.depth >= DEEPEST:
                self._too_deep(name, start, end)
                return
            room.blocks.append(_Block(name))
            room.counts[name] += 1
            self.depth += 1
        elif self.depth >= _DEEPEST_WORDS:
            self._too_deep(name, start, end)
        else:
            room.blocks[-1].open.append(name)
            self.depth += 1

    def _end(self, name: str, start: int, end: int) -> None:
        if name not in _SOFT and self.left_out[name]:
            self.left_out[name] -= 1
            self._leave_out(start, end)
            return
        room = self.rooms[-1]
        block = room.blocks[-1]
        if name in _FORMATS:
            self._end_format(name)
        elif name in _SOFT:
            self._close_formats(start)
            if block.soft == _SOFT[name]:
                self._start_soft(block, block.soft)
                block.soft = ""
        elif name in _CELLS or name in _ROWS:
            if room.wall == "table":
                self._clear(room)
                room.in_cell = False
        elif name in _WALLS:
            if room.wall == name:
                self._leave_room()
        elif name in _BLOCKS:
            self._close_formats(start)
            if name in _HEADINGS and block.name in _HEADINGS:
                name = block.name  # a heading is ended by the end of any
            if room.counts[name]:
                self._pop_to(room, name)
        elif name in block.open:
            while block.open.pop() != name:
                self.depth -= 1
            self.depth -= 1

    def _skip(self, name: str, start: int, end: int) -> int:
        """Return where an element ends that holds no HTML."""
        html = self.html
        if name in _FOREIGN:
            found = None if html[end - 2] == "/" else _FOREIGN_END.search(html, end)
            if found and (found[1] or "").lower() == name:
                end = found.end()
            else:
                self.oddities += 1
            self._leave_out(start, end)
            return end
        found = _RAW_END[name].search(html, end)
        stop = found.start() if found else len(html)
        if name in _UNSEEN:
            self.oddities += "<!--" in html[end:stop]
            self._leave_out(end, stop)
        return stop

    # --- blocks ---

    def _start_soft(self, block: _Block, kind: str) -> None:
        """End what began with the one before, if it was of the same kind."""
        if block.soft == kind:
            self.depth -= len(block.open)
        else:
            block.weight += len(block.open)
        block.open.clear()
        block.soft = kind

    def _pop_to(self, room: _Room, name: str) -> None:
        while (block := room.blocks.pop()).name != name:
            self._forget(room, block)
        self._forget(room, block)
        if self.left_out:
            self.left_out.clear()

    def _forget(self, room: _Room, block: _Block) -> None:
        room.counts[block.name] -= 1
        self.depth -= block.weight + len(block.open)

    def _clear(self, room: _Room) -> None:
        """Go back to where a row of the table can begin."""
        while len(room.blocks) > 1:
            self._forget(room, room.blocks.pop())
        table = room.blocks[0]
        self.depth -= table.weight - 1 + len(table.open)
        room.blocks[0] = _Block(room.wall)
        if room.in_cell:
            self._forget_formats(room)

    # --- walls ---

    def _start_wall(self, name: str, start: int, end: int) -> None:
        if name == "table" and self.rooms[-1].is_bare_table:
            self._leave_room()
        if self.depth >= DEEPEST:
            self._too_deep(name, start, end)
            return
        self.rooms.append(_Room(name))
        self.depth += 1

    def _leave_room(self) -> None:
        room = self.rooms.pop()
        self._clear(room)
        self._forget_formats(room)
        self.depth -= 1
        if self.left_out:
            self.left_out.clear()

    def _in_bare_table(self, before: int, start: int, name: str) -> None:
        """Put into a cell what a parser would have to move before the table, one by one."""
        if name not in _OF_TABLES or self.html[before:start].strip():
            self.moved += 1
            if self.moved > _MOST_MOVED:
                self.is_harmful = True
                self._leave_out(before, before, "<tr><td>")
                self.rooms[-1].in_cell = True

    # --- formats ---

    def _holder(self) -> _Room:
        """The room whose formats are active now."""
        room = self.rooms[-1]
        return self.rooms[-2] if room.is_bare_table else room

    def _start_format(self, name: str, start: int, end: int) -> None:
        room = self._holder()
        begun = room.formats.setdefault(name, [])
        if name in _ONE_AT_A_TIME:
            self.formats -= len(begun)
            begun.clear()
        elif len(begun) >= _MOST_OF_A_FORMAT or self.formats >= _MOST_FORMATS:
            self._too_deep(name, start, end)
            return
        begun.append((self.depth, self.html[start:end]))
        self.formats += 1
        room.touch_formats()

    def _end_format(self, name: str) -> None:
        room = self._holder()
        begun = room.formats.get(name)
        # It reaches eight blocks deep (13.2.6.4.7, the adoption agency).
        if begun and self.depth - begun[-1][0] < 8:
            begun.pop()
            self.formats -= 1
            room.touch_formats()

    def _forget_formats(self, room: _Room) -> None:
        self.formats -= sum(map(len, room.formats.values()))
        room.formats.clear()
        room.touch_formats()

    def _close_formats(self, start: int) -> None:
        """End what is open where a block begins or ends, if that has become too much."""
        if not self.formats:
            return
        room = self._holder()
        self.reopened += room.active
        if room.active and self.reopened > _MOST_REOPENED + len(self.html) // 8:
            self.is_harmful = True
            names = [name for name, begun in room.formats.items() for _ in begun]
            self._leave_out(start, start, "".join(f"</{name}>" for name in names))
            self._forget_formats(room)
