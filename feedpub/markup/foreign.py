"""Template tags that only another program understands: Liquid, Hugo, Jinja, kramdown.

Those with an exact meaning are carried out: ``raw``, ``comment``, ``highlight``, addresses of
the site and of its pages, Hugo's ``figure`` and videos. All others are taken out and reported; none
reaches a reader as text. Code is left alone, since there a tag is what the text is about.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape
from operator import itemgetter
from typing import NamedTuple

from feedpub.markup.clean import HOLE, PAGE, PAGE_END, SITE
from feedpub.markup.figure import figure_html
from feedpub.markup.markdown import code_ranges


class ForeignTag(NamedTuple):
    """A tag that was taken out, and where it stood."""

    offset: int
    text: str


_TAG = re.compile(
    r"""\{\{ (?: [^{}]*+ | (?: [^{}"]++ | "[^"\n]*+" )*+ ) \}\}  # TeX has braces outside of quotes
    | \{% (?: [^{%] | \{\{[^{}]*\}\} | \{(?![{%]) | %(?!\}) )* %\}
    | \{::?[a-zA-Z/.#\ ][^{}\n]*\}
    | \{(?:filename|static|attach)\}[^\s()<>"'{}]+  # Pelican, in addresses
    | (?: (?<=\]\() | (?<=\]\(<) | (?<=\]:\ ) | (?<=href=["']) )
      \{(?:tag|category|author|index)\}[^\s()<>"'{}]*""",
    re.X,
)
_SIGN = re.compile(r"\{(?:[{%:]|(?:filename|static|attach|tag|category|author|index)\})")
_HTML_CODE = re.compile(r"<(/?)(pre|code)(?=[\s/>])", re.I)
_NAME = re.compile(r"\{[{%][<%-]?-?\s*(/?\s*[\w.-]+)|\{:(:comment|/comment|/)")
_ENDS = {
    "raw": ("endraw", "/raw"),
    "comment": ("endcomment", "/comment"),
    "highlight": ("endhighlight", "/highlight"),
    ":comment": ("/comment", "/"),
}


def resolve_tags(text: str, kind: str) -> tuple[str, list[ForeignTag]]:
    """Return `text` with every foreign tag carried out or replaced by a hole."""
    if "{" not in text or not _SIGN.search(text):
        return text, []
    return _Resolver(text, kind).run()


_NEXT_LINE = re.compile(r"[ \t]*\n[ \t]*\S")


class _Resolver:
    """One pass over the tags of one text; offsets are those of the original."""

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.kind = kind
        self.code = _code_in_html(text, code_ranges(text) if kind == "markdown" else [])
        self.endless: set[str] = set()
        """Names of blocks that are not closed in the rest of the text."""

        self.found: list[ForeignTag] = []

    def run(self) -> tuple[str, list[ForeignTag]]:
        pieces: list[str] = []
        at = 0
        while match := _TAG.search(self.text, at):
            pieces.append(self.text[at : match.start()])
            piece, at = self._one(match)
            pieces.append(piece)
        pieces.append(self.text[at:])
        # `{{ site.url }}{{ site.baseurl }}/` is the address of the site once, and that of a
        # page is whole.
        resolved = re.sub(f"{SITE}[/{SITE}]*", SITE, "".join(pieces)).replace(SITE + PAGE, PAGE)
        return resolved, self.found

    def _one(self, match: re.Match[str]) -> tuple[str, int]:
        """Return what the tag becomes, and where to go on."""
        name = _name(match[0])
        code = self._code_around(match.start())
        # `{{ raw }}` is no block but a value of that name.
        opens = match[0].startswith(("{%", "{{<", "{{%", "{:"))
        if opens and name in _ENDS and (code is None or name == "raw"):
            end = self._end(name, match.end())
            # Jekyll's writers wrap code in `raw`; two tags in two pieces of code are text.
            if end and (code is None or end.end() <= code):
                inner = self.text[match.end() : end.start()]
                return self._block(name, match[0], inner), end.end()
        if code is not None:
            return match[0], match.end()
        meaning = _meaning(match[0], name)
        if meaning is None:
            self.found.append(ForeignTag(match.start(), match[0]))
            meaning = HOLE
        elif meaning.startswith(("<p", "<fig")) and _NEXT_LINE.match(self.text, match.end()):
            meaning += "\n"  # else that line would be of this block, and no Markdown
        return meaning, match.end()

    def _code_around(self, offset: int) -> int | None:
        """Return the end of the code that the offset is in, or None."""
        return _end_around(self.code, offset)

    def _end(self, name: str, start: int) -> re.Match[str] | None:
        if name not in self.endless:
            for match in _TAG.finditer(self.text, start):
                if _name(match[0]) in _ENDS[name]:
                    return match
            self.endless.add(name)
        return None

    def _block(self, name: str, tag: str, inner: str) -> str:
        if name == "raw":
            return inner
        if name != "highlight":
            return ""
        words = re.findall(r"\w[\w+#.-]*", tag.replace("highlight", "", 1))
        inner = re.sub(r"\{%-?\s*(?:end)?raw\s*-?%\}", "", inner.strip("\n"))
        return _code_block(inner, words[0] if words else "", self.kind)


def _code_block(code: str, language: str, kind: str) -> str:
    if kind == "html":
        name = f' class="language-{escape(language)}"' if language else ""
        return f"<pre><code{name}>{escape(code, quote=False)}</code></pre>"
    longest = max((len(ticks) for ticks in re.findall("`+", code)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language}\n{code}\n{fence}"


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return re.sub(r"\s", "", match[1] or match[2]) if match else ""


Ranges = list[tuple[int, int]]


def _end_around(ranges: Ranges, offset: int) -> int | None:
    """Return the end of the range that the offset is in, or None; they are in order."""
    index = bisect_right(ranges, offset, key=itemgetter(0)) - 1
    return ranges[index][1] if index >= 0 and offset < ranges[index][1] else None


def _code_in_html(text: str, known: Ranges) -> Ranges:
    """Return where code is: the outermost ``pre`` and ``code``, and what is `known` beside them.

    Tags within known code, as Markdown has it, are what that code is about.
    """
    ranges: Ranges = []
    open_: tuple[int, str] | None = None
    for match in _HTML_CODE.finditer(text):
        if _end_around(known, match.start()):
            continue
        name = match[2].lower()
        if open_ is None and not match[1]:
            open_ = (match.start(), name)
        elif open_ is not None and match[1] and name == open_[1]:
            ranges.append((open_[0], match.end()))
            open_ = None
    outside = [code for code in known if not _end_around(ranges, code[0])]
    return sorted([*ranges, *outside])


_SITE = re.compile(r"\{\{-?\s*site\.(?:base)?url\s*-?\}\}")
_PATH = re.compile(
    r"""\{\{-?\s*["']([^"']*)["']\s*
    (?:\|\s*(?:(?:relative|absolute)_url|prepend:\s*site\.(?:base)?url)\s*)+-?\}\}""",
    re.X,
)
_PAGE = re.compile(
    r"""\{[{%][<%]?-?\s*(?:link|post_url|ref|relref)\s+["']?([^\s"'%}>]+)["']?\s*[>%]?-?[%}]\}"""
)
_PELICAN = re.compile(r"\{(filename|static|attach|tag|category|author|index)\}(.*)")
_VIDEO = re.compile(r"""\{[{%]<?-?\s*(youtube|vimeo)\s(.*)""", re.S)
_FIRST_WORD = re.compile(r"""\s*["']?([\w:/.?=&-]+)["']?(?=[\s>%}])""")
_PARAMETER = re.compile(r"""(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")
_VIDEO_PAGES = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def _meaning(tag: str, name: str) -> str | None:
    """Return what the tag stands for, if that is certain."""
    if _SITE.fullmatch(tag):
        return SITE
    if match := _PATH.fullmatch(tag):
        return SITE + match[1]
    if match := _PELICAN.fullmatch(tag):
        return _pelican(match[1], match[2])
    if match := _PAGE.fullmatch(tag):
        return PAGE + match[1] + PAGE_END
    if match := _VIDEO.match(tag):
        return _video(match[1], match[2])
    if name == "figure" and tag.startswith("{{<"):
        return _figure(_parameters(tag))
    return None


def _pelican(kind: str, path: str) -> str:
    """Return what Pelican's address means: an article's file, or one that is served as it is.

    A list of articles is neither; as a page that cannot be found it is reported.
    """
    if kind == "filename":
        return PAGE + re.sub(r"^(?:\.{0,2}/)+", "", path) + PAGE_END
    if kind in ("static", "attach"):
        return SITE + path if path.startswith("/") else path
    return f"{PAGE}{kind}:{path}{PAGE_END}"


def _parameters(tag: str) -> dict[str, str]:
    return {m[1]: m[2] or m[3] or m[4] or "" for m in _PARAMETER.finditer(tag)}


def _video(program: str, words: str) -> str | None:
    first = _FIRST_WORD.match(words)
    id_ = _parameters(words).get("id") or (first[1] if first else "")
    if not id_:
        return None
    address = escape(id_ if id_.startswith("https://") else _VIDEO_PAGES[program] + id_)
    return f'<p><a href="{address}">{address}</a></p>'


def _figure(given: dict[str, str]) -> str | None:
    if not given.get("src"):
        return None
    caption = given.get("caption") or given.get("title", "")
    return figure_html(
        given["src"], given.get("alt", ""), caption=caption, credit=given.get("attr", "")
    )
