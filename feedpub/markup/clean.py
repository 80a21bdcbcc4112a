"""HTML for readers: an explicit allow-list, every address absolute.

The only door to nh3 (ammonia), whose parser is a browser's (html5ever), so that what it
writes is what readers parse. Nothing may rewrite the HTML afterwards but `without_holes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape
from urllib.parse import quote

import nh3

from feedpub.markup.nesting import flattened

Resolve = Callable[[str, str], str | None]
"""Makes an address of an article absolute, given the element it is in; None drops it."""

HOLE = "\ufdd0"
"""Stands where something had to be taken out. A noncharacter, so no text has it."""

SITE = "\ufdd1"
"""Stands where another program would have written the address of the site."""

PAGE = "\ufdd2"
PAGE_END = "\ufdd3"
"""Around the name of a file of the publication, where its address is meant."""

_ENCODED = {quote(mark): mark for mark in (HOLE, SITE, PAGE, PAGE_END)}
_MARKS = re.compile(f"{PAGE}[^{PAGE}{PAGE_END}]*{PAGE_END}|[{HOLE}{PAGE}{PAGE_END}]")

SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "ftp", "xmpp", "irc", "ircs"})

TAGS = set(
    """
    a abbr address article aside audio b bdi bdo blockquote br caption cite code col colgroup
    data dd del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i
    img ins kbd li main mark ol p picture pre q rp rt ruby s samp section small source span
    strong sub summary sup table tbody td tfoot th thead time tr u ul var video wbr
    """.split()
)

# What is between these is no text.
DROPPED = set(
    """
    script style template noscript form select textarea button object applet svg math title
    canvas dialog
    """.split()
)

ATTRIBUTES = {
    "*": {"id", "lang", "dir", "title", "class"},
    "a": {"href", "hreflang", "type", "rel", "name"},
    "abbr": {"title"},
    "audio": {"src", "controls", "preload", "loop"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "details": {"open"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style"},
    "time": {"datetime"},
    "video": {"src", "poster", "controls", "preload", "width", "height", "loop", "muted"},
}

_ADDRESSES = frozenset({"href", "src", "cite", "poster"})
_CODE_LANGUAGE = re.compile(r"(?:^|\s)lang(?:uage)?-[\w+#.-]+")
_PICTURE_WITHOUT_ADDRESS = re.compile(r'<(?:img|source)(?: (?!src(?:set)?=)[\w-]+="[^"]*")*>')
_ALIGNMENT = re.compile(r"(?:^|;)\s*text-align\s*:\s*(left|right|center|justify|start|end)\b", re.I)


# Blocks of old pages and of applications; as unknown elements they would glue words.
_BLOCKS = re.compile(r"<(/?)(?:center|fieldset|legend|nav|hgroup|search)(?=[\s>])", re.I)


def clean_html(html: str, resolve: Resolve) -> str:
    """Return `html` as it may reach readers, well-formed.

    Only `TAGS`, `ATTRIBUTES` and `SCHEMES` survive; embedded frames become links. An
    address that `resolve` drops takes its attribute with it, and a picture its element.
    """
    ready = flattened(_BLOCKS.sub(r"<\1div", _frames_to_links(_in_pieces(html))))
    cleaned = _cleaner().clean(ready, resolve)
    return without_holes(_PICTURE_WITHOUT_ADDRESS.sub("", cleaned))


_LONG_TEXT = re.compile(r"(?:\A|(?<=>))[^<>]{4000,}")
_PIECE = re.compile(r"[^&\xa0]*(?:[&\xa0][^&\xa0]*){1,200}")
_MANY = 2_000


def _in_pieces(html: str) -> str:
    """Return `html` with empty comments in long texts that hold very many `&` or hard spaces.

    To write a text takes nh3 their number times its length.
    """
    if html.count("&") + html.count("\xa0") < _MANY:
        return html
    return _LONG_TEXT.sub(lambda text: "<!>".join(_PIECE.findall(text[0]) or [text[0]]), html)


class _Cleaner:
    """The cleaner of nh3, made once: to tell it what is allowed costs as much as to clean."""

    def __init__(self) -> None:
        self._resolve: Resolve = lambda tag, address: None
        self._nh3 = nh3.Cleaner(
            tags=TAGS,
            clean_content_tags=DROPPED,
            attributes=ATTRIBUTES,
            attribute_filter=self._rewritten,
            filter_style_properties={"text-align"},
            link_rel=None,
            url_schemes=set(SCHEMES),
        )

    def clean(self, html: str, resolve: Resolve) -> str:
        self._resolve = resolve
        return self._nh3.clean(html)

    def _rewritten(self, tag: str, name: str, value: str) -> str | None:
        if name in _ADDRESSES:
            return _address(tag, value, self._resolve)
        if name == "srcset":
            return _srcset(tag, value, self._resolve)
        if name == "class":
            language = _CODE_LANGUAGE.search(value) if tag in ("code", "pre") else None
            return language[0].strip() if language else None
        if name == "style":
            alignment = _ALIGNMENT.search(value)
            return f"text-align:{alignment[1].lower()}" if alignment else None
        return value


@cache
def _cleaner() -> _Cleaner:
    return _Cleaner()


def without_holes(text: str) -> str:
    """Return `text` without the marks of what was taken out."""
    return _MARKS.sub("", text) if any(mark in text for mark in (HOLE, PAGE, PAGE_END)) else text


def _address(tag: str, value: str, resolve: Resolve) -> str | None:
    if "%EF%B7%9" in value:  # Markdown encodes the marks
        for encoded, mark in _ENCODED.items():
            value = value.replace(encoded, mark)
    if HOLE in value or not (value.strip() or tag == "a"):
        return None
    try:
        address = resolve(tag, value)
    except ValueError:  # no address at all, such as `http://[`
        return None
    return address if address and address.partition(":")[0].lower() in SCHEMES else None


_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*)")


def _srcset(tag: str, value: str, resolve: Resolve) -> str | None:
    """Resolve each candidate of a ``srcset`` (HTML, section 4.8.4.2.1)."""
    kept: list[str] = []
    at = 0
    while match := _CANDIDATE.search(value, at):
        url, descriptor, at = match[1], "", match.end()
        if not url.endswith(","):
            end = value.find(",", at)
            end = len(value) if end < 0 else end
            descriptor, at = value[at:end].strip(), end
        address = _address(tag, url.rstrip(","), resolve)
        if address:
            # A comma within an address would end the candidate for simple parsers.
            kept.append(f"{address.replace(',', '%2C')} {descriptor}".strip())
    return ", ".join(kept) or None


_FRAME = re.compile(r"<(iframe|embed)(?=[\s/>])", re.I)
_FRAME_END = re.compile(r"</iframe\s*>", re.I)
_ATTRIBUTES = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+>""")
_ATTRIBUTE = re.compile(
    r"""(?:^|(?<=[\s"'/]))(src|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*))|"[^"]*"|'[^']*'""",
    re.I,
)
_PAGES = (
    (re.compile(r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+).*"),
     r"https://www.youtube.com/watch?v=\1"),
    (re.compile(r"(?:https?:)?//player\.vimeo\.com/video/(\d+).*"), r"https://vimeo.com/\1"),
)  # fmt: skip


def _frames_to_links(html: str) -> str:
    """Replace frames, which no reader shows, by links to what they show.

    A frame that has no end tag takes nothing of the text with it.
    """
    pieces: list[str] = []
    at, end = 0, _FRAME_END.search(html)
    while (frame := _FRAME.search(html, at)) and (
        tag := _ATTRIBUTES.match(html, frame.end())
    ):  # else the rest of the text is inside of a tag, so that nobody sees it
        pieces += [html[at : frame.start()], _link_of_frame(tag[0])]
        at = tag.end()
        if frame[1].lower() == "iframe":
            if end and end.start() < at:
                end = _FRAME_END.search(html, at)
            following = _FRAME.search(html, at)
            if end and not (following and following.start() < end.start()):
                at = end.end()  # what is between is for browsers that know no frames
    return "".join([*pieces, html[at:]]) if pieces else html


def _link_of_frame(attributes: str) -> str:
    values = {
        m[1].lower(): unescape(m[2] or m[3] or m[4] or "")
        for m in reversed(list(_ATTRIBUTE.finditer(attributes)))
        if m[1]
    }
    address = values.get("src", "").strip()
    for pattern, page in _PAGES:
        address = pattern.sub(page, address)
    scheme, colon, _ = address.partition(":")
    if not address or (colon and "/" not in scheme and scheme.lower() not in ("http", "https")):
        return ""
    label = values.get("title") or re.sub(r"^(?:https?:)?//(?:www\.)?", "", address)
    return f'<p><a href="{escape(address)}">{escape(label, quote=False)}</a></p>'
