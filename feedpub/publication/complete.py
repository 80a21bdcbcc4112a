"""An article as readers get it: clean HTML, a summary, every address absolute.

This is the costly part, so it is done only for articles that a document needs, once each.
"""

from __future__ import annotations

import re

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
from feedpub.urls import absolute, has_scheme, is_web_address


class Completer:
    """Completes articles; remembers them, and what was noteworthy."""

    def __init__(self, base_url: str, assets: Assets, addresses: dict[str, str]) -> None:
        self.base_url = base_url
        self.assets = assets
        self.addresses = addresses
        """Address of the article that each file holds, for links from file to file."""

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
            self._report("control-character", f"the character {bad[0].code} was removed", "&#")
        if "<img" in html:
            self._note_undescribed(html)
        return html.strip()

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
        wanted = "/" + name.strip("/")
        for path, address in self.desk.addresses.items():
            stem = path.rpartition(".")[0]
            names = path, stem, stem.removesuffix("/index")
            if any(f"/{known}".endswith(wanted) for known in names):
                return f"{address}#{fragment}" if fragment else address
        self._note_unresolved(name.strip("/"))
        return None

    def _link(self, reference: str) -> str | None:
        if has_scheme(reference) or reference.startswith("/"):
            return absolute(reference, self.article.url)
        path = self.assets.path_beside(self.article.path, reference)
        if path in self.desk.addresses:
            fragment = reference.partition("#")[2]
            return self.desk.addresses[path] + (f"#{fragment}" if fragment else "")
        if path and path.endswith((".md", ".markdown")) and not self.assets.url_of(path):
            self._note_unresolved(reference)
            return None
        if path and self.assets.at(path):
            return self._served(path, reference)
        return absolute(reference, self.article.url)

    def _media(self, reference: str, missing: str) -> tuple[str, Asset | None]:
        """Return the address of a picture or media file, and the file if it is ours."""
        if has_scheme(reference) or reference.startswith(("//", "/")):
            address = absolute(reference, self.desk.base_url)
            path = self.assets.path_of(address)
            asset = self.assets.at(path) if path else None
            if path and asset:
                self.desk.files[address] = path
            elif path:
                self._missing(missing, reference)
            return address, asset
        path = self.assets.path_beside(self.article.path, reference)
        asset = self.assets.at(path) if path else None
        if path is None or asset is None:
            self._missing(missing, reference)
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
            url, asset = self._media(reference, missing)
            if is_web_address(url):
                return url, asset
        except ValueError:  # `http://[`
            pass
        self._report("field-ignored", f"`{reference}` is no address of the web", reference)
        return "", None

    def _image(self, image: Image) -> Image | None:
        if not image.url:
            return image
        url, asset = self._shown(image.url, "picture-missing")
        if not url:
            return None
        if not image.alt:
            self._report(
                "picture-undescribed", f"the picture `{image.url}` has no description", image.url
            )
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

    def _missing(self, code: str, reference: str) -> None:
        what = "picture" if code.startswith("picture") else "media file"
        self._report(code, f"the {what} `{reference}` does not exist", reference)

    def _note_unresolved(self, name: str) -> None:
        self._report("link-unresolved", f"the link to `{name}` leads to no article", name)

    def _note_removed(self, text: str) -> None:
        for name in _REMOVED.findall(text):
            self._report("html-removed", f"`<{name.lower()}>` was removed", f"<{name}")

    def _note_undescribed(self, html: str) -> None:
        for match in _IMG.finditer(html):
            if ' alt="' not in match[0]:
                source = _SRC.search(match[0])
                name = source[1].rpartition("/")[2] if source else "img"
                self._report(
                    "picture-undescribed", f"the picture `{name}` has no description", name
                )

    def _report(self, code: str, message: str, text: str) -> None:
        self.desk.findings.append(Finding(code=code, message=message, at=self._place(text)))

    def _place(self, text: str) -> Location:
        """Return where `text` stands in the article's body, or where the article begins."""
        body = self.article.body
        offset = body.text.find(text)
        if offset < 0 or self.article.key:
            return Location(self.article.path, self.article.line)
        place = place_of_offset(body.text, offset)
        return Location(self.article.path, place.line + body.line - 1, place.column)


_MEDIA = {
    "img": "picture-missing",
    "source": "picture-missing",
    "audio": "enclosure-missing",
    "video": "enclosure-missing",
}
"""Elements that show a file, and what it is called when the file is missing."""

_REMOVED = re.compile(r"<(script|style|form|object|applet|svg|math)\b", re.I)
_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'src="([^"]*)"')
