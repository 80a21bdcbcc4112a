"""How wide a text stands in columns, and where a line of it may end.

A column is one Latin letter wide. Chinese, Japanese and Korean letters take two, and accents
none. Lines of Chinese and Japanese may end almost anywhere, but a closing bracket, a full
stop or a small kana begins no line, and an opening bracket ends none (JIS X 4051).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー）］｝〕〉》」』】〙〗〟｠»›”’…‥‐–〜～゠％‰℃°"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ"
    "｡､･｣ｧｨｩｪｫｬｭｮｯｰﾞﾟ)]}.,:;!?%\N{IDEOGRAPHIC SPACE}"
)
_NOT_LAST = frozenset("（［｛〔〈《「『【〘〖〝｟«‹“‘｢￥＄＃№([{$¥€£#")
_TIES = frozenset(
    "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{WORD JOINER}\ufeff"
)
_ZERO_WIDTH_SPACE = "\N{ZERO WIDTH SPACE}"
_ZERO_WIDTH_JOINER = "\N{ZERO WIDTH JOINER}"
_EMOJI_SHAPE = "\N{VARIATION SELECTOR-16}"
_SKIN = frozenset(map(chr, range(0x1F3FB, 0x1F400)))

_COMPOSED = re.compile(f"[{_ZERO_WIDTH_JOINER}{_EMOJI_SHAPE}{''.join(sorted(_SKIN))}]")

_FIRST_WIDE = "\u1100"
"""No letter before it is wide, and none may be parted from the next."""

_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Arabic and Syriac signs before numbers; other format characters show nothing."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\s<>、。，（）「」『』\u3041-\u309f]+")
"""An address, which Japanese may follow without a space: it ends before kana and brackets."""


def columns(text: str) -> int:
    """Return how many columns `text` takes on one line."""
    if text.isascii():
        return len(text)
    if not _COMPOSED.search(text):
        return sum(map(_columns_of, text))
    before = ""
    total = 0
    for letter in text:
        if letter == _EMOJI_SHAPE:
            total += int(bool(before) and _columns_of(before) == 1)
        elif before != _ZERO_WIDTH_JOINER and not (before and letter in _SKIN):
            total += _columns_of(letter)
        elif _columns_of(letter) == 1:  # a joiner between letters, as in Persian
            total += 1
        before = letter
    return total


@lru_cache(maxsize=4096)
def _columns_of(letter: str) -> int:
    if letter in _VISIBLE_FORMAT:
        return 1
    if unicodedata.category(letter) in ("Mn", "Me", "Cf") or "\u1160" <= letter <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may not be broken, each with the space that separates it from the last."""
    # A no-break space is a letter here, as everywhere.
    for word in re.split(r"[ \t\r\f\v]+", text.strip(" \t\r\f\v")):
        space = " "
        for piece in [word] if max(word, default="") < _FIRST_WIDE else _breakable(word):
            yield space, piece
            space = ""


def _breakable(word: str) -> Iterator[str]:
    whole = {
        at for found in _ADDRESS.finditer(word) for at in range(found.start() + 1, found.end())
    }
    start = 0
    for at in range(1, len(word)):
        if at not in whole and _may_end(word[at - 1], word[at]):
            yield word[start:at]
            start = at
    yield word[start:]


@lru_cache(maxsize=65536)
def _may_end(left: str, right: str) -> bool:
    """Tell whether a line may end between the two."""
    if _joined(left, right):
        return False
    if left == _ZERO_WIDTH_SPACE:
        return True
    if right in _NOT_FIRST or left in _NOT_LAST:
        return False
    return _is_ideographic(left) or _is_ideographic(right)


def _joined(left: str, right: str) -> bool:
    """Tell whether two characters are one: a letter and its accent, a number, a tie."""
    return (
        left == _ZERO_WIDTH_JOINER
        or right in _SKIN
        or left in _TIES
        or right in _TIES
        or _columns_of(right) == 0
        or unicodedata.category(right) == "Mc"
        or (right.isdecimal() and (left.isdecimal() or left in "．，"))
    )


def _is_ideographic(letter: str) -> bool:
    # Korean separates its words by spaces.
    return _columns_of(letter) == 2 and not "\uac00" <= letter <= "\ud7a3"
