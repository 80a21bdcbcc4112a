"""An article as readers get it: clean HTML, a summary, every address absolute.

This is the costly part, so it is done only for articles that a document needs, once each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape

import msgspec

from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.loaders.assets import Asset, Assets, media_type_of
from feedpub.markup.characters import repair
from feedpub.markup.clean import PAGE, PAGE_END, SITE, clean_html
from feedpub.markup.markdown import markdown_to_html
from feedpub.markup.text import before_more, excerpt
from feedpub.model import Article, Enclosure, Image
from feedpub.places import place_of_offset
from feedpub.publication.address import within_site
from feedpub.publication.assemble import State
from feedpub.urls import absolute, has_scheme, is_web_address


class Completer:
    """Completes articles; remembers them, and what was noteworthy."""

    def __init__(
        self,
        base_url: str,
        assets: Assets,
        addresses: Mapping[str, str],
        withheld: Mapping[str, State],
        text_of: Callable[[str], str],
    ) -> None:
        self.base_url = base_url
        self.assets = assets
        self.addresses = addresses
        """Address of the article that each file holds, for links from file to file."""

        self.withheld = withheld
        """State of the article that each other file holds."""

        self.text_of = text_of
        """Text of a file, to find the place of something noteworthy."""

        self.files: dict[str, str] = {}
        """The file behind each address of a picture or media file that is ours."""

        self.findings: list[Finding] = []
        self._done: dict[str, Article] = {}

    def __call__(self, article: Article) -> Article:
        """Return the article with `html`, `summary` and absolute addresses."""
        if article.ref not in self._done:
            self._done[article.ref] = _One(self, article).completed()
        return self._done[article.ref]


class _One:
    """The completion of one article."""

    def __init__(self, desk: Completer, article: Article) -> None:
        self.desk = desk
        self.assets = desk.assets
        self.article = article

    def completed(self) -> Article:
        article = self.article
        html = self._html(article.body.text)
        return msgspec.structs.replace(
            article,
            html=html,
            summary=article.summary or article.standfirst or self._teaser(html),
            image=self._image(article.image) if article.image else None,
            enclosures=tuple(e for e in map(self._enclosure, article.enclosures) if e),
        )

    def _html(self, text: str) -> str:
        html = markdown_to_html(text) if self.article.body.kind == "markdown" else text
        self._note_removed(text)
        # A character reference (`&#8;`) may bring what the text itself does not hold.
        html, bad = repair(clean_html(html, self._resolve).replace(SITE, self.desk.base_url))
        if bad:
            self._report(
                "control-character", f"the character {bad[0].code} was removed", _REFERENCE
            )
        if "<img" in html:
            self._note_undescribed(html)
            html = _IMG.sub(self._sized, html)
        return html.strip()

    def _sized(self, match: re.Match[str]) -> str:
        """Give a picture of ours the size that its file has, so that no text jumps as it loads."""
        source = _SRC.search(match[0])
        path = self.desk.files.get(unescape(source[1])) if source else None
        asset = self.assets.at(path) if path else None
        if asset is None or not asset.width or " width=" in match[0] or " height=" in match[0]:
            return match[0]
        return f'{match[0][:-1]} width="{asset.width}" height="{asset.height}">'

    def _teaser(self, html: str) -> str:
        before = before_more(self.article.body.text)
        return excerpt(self._html(before) if before else html)

    # --- addresses ---

    def _resolve(self, tag: str, reference: str) -> str | None:
        """Return the address that a reference in the text means."""
        if reference.startswith(SITE):
            return within_site("/" + reference[1:].lstrip("/"), self.desk.base_url)
        if reference.startswith((PAGE, "@/")):
            return self._page(reference)
        if reference.startswith(("#", "?")):
            return absolute(reference, self.article.url)
        if tag in _MEDIA:
            return self._media(reference, _MEDIA[tag])[0]
        return self._link(reference)

    def _page(self, reference: str) -> str | None:
        """Return the address of the article that another program's link names by its file."""
        name, _, fragment = reference.strip("@" + PAGE).replace(PAGE_END, "").partition("#")
        name = name.strip("/")
        if path := _named(name, self.desk.addresses):
            address = self.desk.addresses[path]
            return f"{address}#{fragment}" if fragment else address
        self._note_unresolved(name, _named(name, self.desk.withheld))
        return None

    def _link(self, reference: str) -> str | None:
        if has_scheme(reference) or reference.startswith("/"):
            return absolute(reference, self.article.url)
        path = self.assets.path_beside(self.article.path, reference)
        if path and path in self.desk.addresses:
            fragment = reference.partition("#")[2]
            return self.desk.addresses[path] + (f"#{fragment}" if fragment else "")
        is_lost = path and path.endswith((".md", ".markdown")) and not self.assets.url_of(path)
        if is_lost or path in self.desk.withheld:
            self._note_unresolved(reference, path)
            return None
        if path and self.assets.at(path):
            return self._served(path, reference)
        return absolute(reference, self.article.url)

    def _media(
        self, reference: str, missing: str, *, field: bool = False
    ) -> tuple[str, Asset | None]:
        """Return the address of a picture or media file, and the file if it is ours."""
        if has_scheme(reference) or reference.startswith(("//", "/")):
            address = absolute(reference, self.desk.base_url)
            path = self.assets.path_of(address)
            asset = self.assets.at(path) if path else None
            if path and asset:
                self.desk.files[address] = path
            elif path:
                self._missing(missing, reference, field)
            return address, asset
        path = self.assets.path_beside(self.article.path, reference)
        asset = self.assets.at(path) if path else None
        if path is None or asset is None:
            self._missing(missing, reference, field)
            return absolute(reference, self.article.url), None
        return self._served(path, reference), asset

    def _served(self, path: str, reference: str) -> str:
        """Return where a file is served: where the settings say, or beside its article."""
        address = absolute(self.assets.url_of(path) or reference, self.article.url)
        self.desk.files[address] = path
        return address

    def _shown(self, reference: str, missing: str) -> tuple[str, Asset | None]:
        """Return what `_media` does, for a field; without an address if it can be none."""
        try:
            url, asset = self._media(reference, missing, field=True)
            if is_web_address(url):
                return url, asset
        except ValueError:  # `http://[`
            pass
        message = f"`{reference}` is no address of the web"
        self._report("field-ignored", message, _whole(reference), field=True)
        return "", None

    def _image(self, image: Image) -> Image | None:
        if not image.url:
            return image
        url, asset = self._shown(image.url, "picture-missing")
        if not url:
            return None
        if not image.alt:
            message = f"the picture `{image.url}` has no description"
            self._report("picture-undescribed", message, _whole(image.url), field=True)
        return msgspec.structs.replace(
            image,
            url=url,
            media_type=asset.media_type if asset else image.media_type or media_type_of(url),
            width=image.width or (asset.width if asset else None),
            height=image.height or (asset.height if asset else None),
        )

    def _enclosure(self, enclosure: Enclosure) -> Enclosure | None:
        url, asset = self._shown(enclosure.url, "enclosure-missing")
        if not url:
            return None
        kind = enclosure.media_type or (asset.media_type if asset else "") or media_type_of(url)
        return msgspec.structs.replace(
            enclosure,
            url=url,
            media_type=kind or "application/octet-stream",
            length=asset.length if asset else enclosure.length,
        )

    # --- what is noteworthy ---

    def _missing(self, code: str, reference: str, field: bool) -> None:
        what = "picture" if code.startswith("picture") else "media file"
        message = f"the {what} `{reference}` does not exist"
        self._report(code, message, _whole(reference), field=field)

    def _note_unresolved(self, name: str, path: str | None) -> None:
        """Say where the link leads that was dropped: to the article of a file, or nowhere."""
        if state := self.desk.withheld.get(path or ""):
            when = "any more" if state is State.EXPIRED else "yet"
            message = f"the link to `{name}` leads to an article that is not published {when}"
            self._report("link-withheld", message, _whole(name))
        else:
            message = f"the link to `{name}` leads to no article"
            self._report("link-unresolved", message, _whole(name))

    def _note_removed(self, text: str) -> None:
        for name in _REMOVED.findall(text):
            self._report("html-removed", f"`<{name.lower()}>` was removed", re.compile("<" + name))

    def _note_undescribed(self, html: str) -> None:
        for match in _IMG.finditer(html):
            if ' alt="' not in match[0]:
                source = _SRC.search(match[0])
                name = source[1].rpartition("/")[2] if source else "img"
                message = f"the picture `{name}` has no description"
                self._report("picture-undescribed", message, _whole(name, before="/"))

    def _report(
        self, code: str, message: str, what: re.Pattern[str], *, field: bool = False
    ) -> None:
        at = self._place(what, field)
        self.desk.findings.append(Finding(code=code, message=message, at=at))

    def _place(self, what: re.Pattern[str], field: bool) -> Location:
        """Return where it stands in the front matter or the body, or where the article begins."""
        article, body = self.article, self.article.body
        start = Location(article.path, article.line)
        if article.key:
            return start
        above = body.line - 1
        searched = self._head(above) if field else body.text
        match = what.search(searched)
        if not match:
            return start
        place = place_of_offset(searched, match.start())
        return Location(article.path, place.line + (0 if field else above), place.column)

    def _head(self, lines: int) -> str:
        """Return the first lines of the file; where there are none, as in JSON, all of it."""
        text = self.desk.text_of(self.article.path)
        return "\n".join(text.split("\n")[:lines]) if lines else text


def _named(name: str, paths: Iterable[str]) -> str | None:
    """Return the path that another program's link means, without folders or ending."""
    for path in paths:
        stem = path.rpartition(".")[0]
        names = path, stem, stem.removesuffix("/index")
        if any(f"/{known}".endswith(f"/{name}") for known in names):
            return path
    return None


def _whole(reference: str, before: str = "@/") -> re.Pattern[str]:
    """Return what finds a reference, but not within another path."""
    name = re.escape(reference)
    return re.compile(rf"(?:(?<![^{_EDGES}])|(?<={before})){name}(?![^{_EDGES}#])")


_EDGES = re.escape("\"'()<>[]{},=|" + SITE + PAGE + PAGE_END) + r"\s"
"""What bounds a reference in Markdown, HTML, YAML, TOML and JSON."""

_MEDIA = {
    "img": "picture-missing",
    "source": "picture-missing",
    "audio": "enclosure-missing",
    "video": "enclosure-missing",
}
"""Elements that show a file, and what it is called when the file is missing."""

_REMOVED = re.compile(r"<(script|style|form|object|applet|svg|math)\b", re.I)
_REFERENCE = re.compile("&#")
_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'src="([^"]*)"')
