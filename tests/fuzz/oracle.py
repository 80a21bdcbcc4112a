"""What must hold for everything that comes out, whatever went in.

Nothing here asks feedpub what it allows: the lists are the oracle's own.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Any, NoReturn
from urllib.parse import urlsplit

import html5lib
from lxml import etree

from feedpub.findings import Finding

_HTML = "{http://www.w3.org/1999/xhtml}"

_ACTIVE = frozenset(
    """
    applet base button canvas dialog embed form frame frameset iframe input isindex link listing
    marquee meta noembed noframes noscript object param plaintext portal script select slot style
    template textarea title xmp
    """.split()
)
"""Elements that run, load or ask for something, or whose content browsers read in two ways."""

_OF_PAGES = frozenset({"link", "meta", "style", "title"})
"""Those of them that a page of ours may have, which is no text of an article."""

_OF_DRAWINGS = frozenset({"svg", "g", "path", "circle", "rect", "line", "title"})
"""What a page of ours may draw its signs with; nothing in it runs or loads."""

_SVG = "{http://www.w3.org/2000/svg}"

_ADDRESSES = frozenset(
    """
    action archive background cite classid codebase content data dynsrc formaction href longdesc
    lowsrc manifest ping poster profile src usemap xlink:href
    """.split()
)
_SCHEMES = frozenset("http https mailto tel sms geo ftp xmpp irc ircs".split())
_FORBIDDEN = frozenset("srcdoc http-equiv formaction action target ping slot is".split())
_IGNORED = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\ufeff]")
"""What some reader or other passes over in an address."""

_LARGE = 60_000
_TAG = re.compile(r'<([A-Za-z][^\s/>]*)((?:[^">]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([^\s"=/]+)(?:="([^"]*)")?')

_CANDIDATE = re.compile(r"[\s,]*([^\s,]\S*)(?:(?<!,)[^,]*)")
"""An address in a ``srcset``, and its descriptors (HTML, section 4.8.4.2.1)."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_MARKS = re.compile("[\ufdd0-\ufdd3]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Wrong(Exception):
    """Something that must not be; the first word says what kind of thing."""


# --- findings --------------------------------------------------------------------------------


def check_findings(findings: Iterable[Finding], files: Mapping[str, bytes]) -> None:
    """Raise unless every finding has a code, a place within its file, and a line of words."""
    for finding in findings:
        finding.severity  # noqa: B018 -- KeyError without such a kind
        check_words(f"{finding}{finding.advice}")
        if finding.at is None or not finding.message:
            raise Wrong(f"finding-without-place: {finding!r}")
        _check_place(finding, files)


def check_words(words: str) -> None:
    """Raise unless the words are one line that a terminal shows and does not obey."""
    if match := _CONTROLS.search(words):
        raise Wrong(f"message-with-controls: {_around(words, match)}")


_ABOUT_FILES = re.compile(r"the file is empty|the file has [\d,]+ bytes|.* in a format that")


def _check_place(finding: Finding, files: Mapping[str, bytes]) -> None:
    path, line, column = finding.at or ("", None, None)
    if path not in files:
        raise Wrong(f"place-of-no-file: {finding!r}")
    if line is None:
        if finding.code == "article-linked" or _ABOUT_FILES.match(finding.message):
            return
        raise Wrong(f"finding-without-line: {finding!r}")
    lines = _lines(files[path])
    if not 1 <= line <= len(lines):
        raise Wrong(f"place-beyond-file: {finding!r}, a file of {len(lines)} lines")
    if column is not None and not 1 <= column <= len(lines[line - 1]) + 1:
        raise Wrong(f"place-beyond-line: {finding!r}, in {lines[line - 1]!r}")


@lru_cache(maxsize=8)
def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")


# --- files -----------------------------------------------------------------------------------


class Oracle:
    """Checks outputs; the same text is parsed once, in however many files it is."""

    def __init__(self) -> None:
        self.known: set[str] = set()
        self.ids: dict[str, dict[str, list[str]]] = {}
        """The ids of the items of each feed, in each of its formats."""

    def check_output(self, path: str, data: bytes) -> None:
        """Raise unless a file that was built is what it must be."""
        try:
            text = data.decode()
        except UnicodeDecodeError as e:
            raise Wrong(f"not-utf8: {path}: {e}") from e
        if match := _NOT_XML.search(text) or _MARKS.search(text):
            raise Wrong(f"character: {path} holds U+{ord(match[0]):04X}: {_around(text, match)}")
        if path.endswith(".json"):
            self._check_json(path, text)
        elif path.endswith((".rss", ".atom", ".xml", ".opml")):
            self._check_xml(path, data)
        elif path.endswith(".html"):
            self.check_html(text, page=True)

    def check_formats(self) -> None:
        """Raise unless each feed says in all its formats that it has the same articles."""
        for feed, formats in self.ids.items():
            if any(ids != next(iter(formats.values())) for ids in formats.values()):
                raise Wrong(f"formats-differ: {feed}: {formats}")

    def _note_ids(self, path: str, ids: list[str]) -> None:
        if len(ids) != len(set(ids)) or not all(id_.strip() for id_ in ids):
            raise Wrong(f"ids: {path}: {sorted(ids)[:20]!r}")
        feed, _, format = path.rpartition(".")
        self.ids.setdefault(feed, {})[format] = ids

    def check_html(self, html: str, *, page: bool = False) -> None:
        """Raise if a browser would find anything active in the HTML, or an address that is none."""
        if html in self.known:
            return
        self.known.add(html)
        if len(html) > _LARGE and not page:
            self._check_tags(html)
            return
        tree = html5lib.parse(html) if page else html5lib.parseFragment(html)
        for element in tree.iter():
            if isinstance(element.tag, str):
                self._check_element(element.tag, element.attrib, html, page)
        if not page and len(self.known) % 8 == 0:  # as readers and editors pass it on
            self.check_html(html5lib.serialize(tree, omit_optional_tags=False))

    def _check_tags(self, html: str) -> None:
        """Check very long HTML by its tags, as it was written; to parse it would take a minute."""
        for tag in _TAG.finditer(html):
            attributes = {m[1]: unescape(m[2] or "") for m in _ATTRIBUTE.finditer(tag[2])}
            self._check_element(f"{_HTML}{tag[1].lower()}", attributes, html, page=False)

    def _check_element(
        self, tag: str, attributes: Mapping[Any, str], html: str, page: bool
    ) -> None:
        name = tag.removeprefix(_HTML)
        if page and name.removeprefix(_SVG) in _OF_DRAWINGS:
            name = "svg"
        if name.startswith("{"):
            raise Wrong(f"foreign-element: {name} in {_short(html)}")
        if name in _ACTIVE and not (page and name in _OF_PAGES):
            raise Wrong(f"active-element: <{name}> in {_short(html)}")
        for key, value in attributes.items():
            key = (
                key.rpartition("}")[2].lower() if isinstance(key, str) else ":".join(map(str, key))
            )
            if key.startswith("on") or key in _FORBIDDEN:
                raise Wrong(f"active-attribute: {key} in {_short(html)}")
            if key == "style" and not re.fullmatch(r"text-align:\s*\w+;?", value):
                raise Wrong(f"style: {value!r} in {_short(html)}")
            if key in _ADDRESSES and not (name == "meta" and key == "content"):
                check_address(value, html)
            if key == "srcset":
                for candidate in _CANDIDATE.finditer(value):
                    check_address(candidate[1].rstrip(","), html)

    # --- JSON ---

    def _check_json(self, path: str, text: str) -> None:
        value = json.loads(text, parse_constant=_refuse_constant)
        for key, found in _leaves(value):
            if key in ("url", "image", "icon", "banner_image", "favicon", "avatar") or key.endswith(
                "_url"
            ):
                check_address(found, path)
            elif key == "content_html":
                self.check_html(found)
            elif key == "title":
                _check_title(found, path)
        if "items" in value:
            self._note_ids(path, [item["id"] for item in value["items"]])
            for item in value["items"]:
                if not (item.get("content_html") or item.get("content_text")):
                    raise Wrong(f"item-without-content: {path}: {item!r}")

    # --- XML ---

    def _check_xml(self, path: str, data: bytes) -> None:
        try:
            # huge_tree: for campaigns that put very many articles into one feed
            parser = etree.XMLParser(recover=False, resolve_entities=False, huge_tree=True)
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as e:
            raise Wrong(f"not-well-formed: {path}: {e}") from e
        ids: list[str] = []
        for element in root.iter(etree.Element):
            name = etree.QName(element).localname
            text = element.text or ""
            above = element.getparent()
            parent = "" if above is None else etree.QName(above).localname
            for key, value in element.attrib.items():
                if key in ("href", "url", "src", "xmlUrl", "htmlUrl"):
                    check_address(value, path)
            if name in ("link", "uri", "comments", "icon", "logo", "docs") and text.strip():
                check_address(text, path)
            elif name in ("encoded", "description") or element.get("type") == "html":
                self.check_html(text)
            elif name in ("guid", "id") and parent in ("item", "entry"):
                ids.append(text)
            elif name == "title":
                _check_title(text, path)
        if path.endswith((".rss", ".atom")):
            self._note_ids(path, ids)


def check_address(address: str, where: str) -> None:
    """Raise unless an address is absolute and of a kind that runs nothing."""
    shown = _short(where)
    bare = _IGNORED.sub("", address).lower()
    if bare.partition(":")[0] not in _SCHEMES:
        raise Wrong(f"address: {address!r} in {shown}")
    try:
        parts = urlsplit(address)
    except ValueError as e:
        raise Wrong(f"address: {address!r} in {shown}: {e}") from e
    if parts.scheme in ("http", "https") and not parts.hostname:
        raise Wrong(f"address-without-host: {address!r} in {shown}")


def _check_title(title: str, path: str) -> None:
    if title != " ".join(title.split()) or not title or _CONTROLS.search(title):
        raise Wrong(f"title: {title!r} in {path}")


def _refuse_constant(name: str) -> NoReturn:
    raise Wrong(f"json-constant: {name}")


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in a JSON value with the key it stands under."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from _leaves(item, key)
    elif isinstance(value, str):
        yield key, value


def _short(text: str) -> str:
    return repr(text if len(text) <= 2_000 else f"{text[:2_000]}…")


def _around(text: str, match: re.Match[str]) -> str:
    return repr(text[max(0, match.start() - 60) : match.end() + 60])
