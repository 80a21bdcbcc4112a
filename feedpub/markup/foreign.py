"""Template tags that only another program understands: Liquid, Hugo, Jinja, kramdown.

Those with an exact meaning are carried out: ``raw``, ``comment``, ``highlight``, addresses of
the site and of its pages, Hugo's ``figure`` and videos. All others are taken out and reported; none
reaches a reader as text. Code is left alone, since there a tag is what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from feedpub.markup.clean import HOLE, PAGE, PAGE_END, SITE
from feedpub.markup.figure import figure_html
from feedpub.markup.markdown import code_ranges


class ForeignTag(NamedTuple):
    """A tag that was taken out, and where it stood."""

    offset: int
    text: str


_TAG = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{::?[a-zA-Z/.# ][^{}\n]*\}")
_HTML_CODE = re.compile(r"<(pre|code)\b.*?</\1\s*>", re.S | re.I)
_NAME = re.compile(r"\{[{%][<%-]?-?\s*(/?\s*[\w.-]+)")
_BLOCKS = {"raw": "endraw", "comment": "endcomment", "highlight": "endhighlight"}


def resolve_tags(text: str, kind: str) -> tuple[str, list[ForeignTag]]:
    """Return `text` with every foreign tag carried out or replaced by a hole."""
    if not ("{{" in text or "{%" in text or "{:" in text):
        return text, []
    return _Resolver(text, kind).run()


class _Resolver:
    """One pass over the tags of one text; offsets are those of the original."""

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.code = code_ranges(text) if kind == "markdown" else _code_in_html(text)
        self.fence = "```{}\n{}\n```" if kind == "markdown" else "<pre><code>{1}</code></pre>"
        self.found: list[ForeignTag] = []

    def run(self) -> tuple[str, list[ForeignTag]]:
        pieces: list[str] = []
        at = 0
        while match := _TAG.search(self.text, at):
            pieces.append(self.text[at : match.start()])
            piece, at = self._one(match)
            pieces.append(piece)
        pieces.append(self.text[at:])
        return "".join(pieces), self.found

    def _one(self, match: re.Match[str]) -> tuple[str, int]:
        """Return what the tag becomes, and where to go on."""
        name = _name(match[0])
        if name in _BLOCKS and (end := self._end(_BLOCKS[name], match.end())):
            inner = self.text[match.end() : end.start()]
            return self._block(name, match, inner), end.end()
        if _inside(match.start(), self.code):
            return match[0], match.end()
        meaning = _meaning(match[0], name)
        if meaning is None:
            self.found.append(ForeignTag(match.start(), match[0]))
            meaning = HOLE
        return meaning, match.end()

    def _end(self, name: str, start: int) -> re.Match[str] | None:
        hugo = "/" + name.removeprefix("end")
        for match in _TAG.finditer(self.text, start):
            if _name(match[0]) in (name, hugo):
                return match
        return None

    def _block(self, name: str, match: re.Match[str], inner: str) -> str:
        if name == "raw":
            return inner
        if name == "comment":
            return ""
        words = re.findall(r"[\w+#-]+", match[0].replace("highlight", "", 1))
        inner = re.sub(r"\{%-?\s*(?:end)?raw\s*-?%\}", "", inner.strip("\n"))
        return self.fence.format(words[0] if words else "", inner)


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return re.sub(r"\s", "", match[1]) if match else ""


def _inside(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in ranges)


def _code_in_html(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _HTML_CODE.finditer(text)]


_SITE = re.compile(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}")
_PATH = re.compile(r"""\{\{-?\s*["']([^"']*)["']\s*\|\s*(?:relative|absolute)_url\s*-?\}\}""")
_PAGE = re.compile(
    r"""\{[{%][<%]?-?\s*(?:link|post_url|ref|relref)\s+["']?([^\s"'%}>]+)["']?\s*[>%]?-?[%}]\}"""
)
_VIDEO = re.compile(r"""\{[{%]<?\s*(youtube|vimeo)\s+["']?(?:id=["']?)?([\w-]+)""")
_PARAMETER = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_VIDEO_PAGES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def _meaning(tag: str, name: str) -> str | None:
    """Return what the tag stands for, if that is certain."""
    if _SITE.fullmatch(tag):
        return SITE
    if match := _PATH.fullmatch(tag):
        return SITE + match[1]
    if match := _PAGE.fullmatch(tag):
        return PAGE + match[1] + PAGE_END
    if match := _VIDEO.match(tag):
        address = _VIDEO_PAGES[match[1]] + match[2]
        return f'<p><a href="{address}">{address}</a></p>'
    if name == "figure" and tag.startswith("{{<"):
        return _figure({m[1]: m[2] or m[3] or m[4] or "" for m in _PARAMETER.finditer(tag)})
    return None


def _figure(given: dict[str, str]) -> str | None:
    if not given.get("src"):
        return None
    caption = given.get("caption") or given.get("title", "")
    return figure_html(
        given["src"], given.get("alt", ""), caption=caption, credit=given.get("attr", "")
    )
