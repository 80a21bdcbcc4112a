"""One article completed: its text cleaned, every reference in it followed, every oddity noted."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from functools import cached_property
from html import unescape
from itertools import islice

import msgspec

from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.loaders.assets import Asset, media_type_of
from feedpub.markup.characters import repair
from feedpub.markup.clean import PAGE, PAGE_END, SITE, clean_html
from feedpub.markup.markdown import code_ranges, markdown_to_html
from feedpub.markup.text import before_more, excerpt
from feedpub.model import Article, Body, Enclosure, Image
from feedpub.places import place_of_offset
from feedpub.publication.address import within_site
from feedpub.publication.assemble import State
from feedpub.publication.surroundings import Asking, Surroundings
from feedpub.urls import absolute, has_scheme, is_web_address


class Completion:
    """The completion of one article; afterwards `files`, `findings` and what it asked are there."""

    def __init__(
        self,
        article: Article,
        body: Body,
        surroundings: Surroundings,
        text_of: Callable[[str], str],
    ) -> None:
        self.article = article
        self.body = body
        self.around = Asking(surroundings)
        self.assets = surroundings.assets
        self.base_url = surroundings.base_url
        self.text_of = text_of
        """Text of a file, to find the place of something noteworthy."""

        self.files: dict[str, str] = {}
        """The file behind each address of a picture or media file that is ours."""

        self.findings: list[Finding] = []
        self.is_quiet = False
        self.counts: Counter[tuple[str, bool]] = Counter()
        self.found: dict[tuple[str, bool], int] = {}
        """How far each thing was searched for, in a field or in the text; -1 is all through."""

    def completed(self) -> Article:
        """Return the article with `html`, `summary` and absolute addresses."""
        article = self.article
        html = self._html(self.body.text)
        done = msgspec.structs.replace(
            article,
            body=Body(""),
            html=html,
            summary=article.summary or article.standfirst or self._teaser(html),
            image=self._image(article.image) if article.image else None,
            enclosures=tuple(e for e in map(self._enclosure, article.enclosures) if e),
        )
        self._note_more()
        return done

    def _html(self, text: str) -> str:
        html = markdown_to_html(text) if self.body.kind == "markdown" else text
        self._note_removed(html)
        # A character reference (`&#8;`) may bring what the text itself does not hold.
        html, bad = repair(clean_html(html, self._resolve).replace(SITE, self.base_url))
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
        path = self.files.get(unescape(source[1])) if source else None
        asset = self.around.asset(path) if path else None
        if asset is None or not asset.width or " width=" in match[0] or " height=" in match[0]:
            return match[0]
        return f'{match[0][:-1]} width="{asset.width}" height="{asset.height}">'

    def _teaser(self, html: str) -> str:
        if before := before_more(self.body.text):
            self.is_quiet = True  # all of the text was looked at already
            html = self._html(before)
            self.is_quiet = False
        return excerpt(html)

    # --- addresses ---

    def _resolve(self, tag: str, reference: str) -> str | None:
        """Return the address that a reference in the text means."""
        if reference.startswith(SITE):
            return within_site("/" + reference[1:].lstrip("/"), self.base_url)
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
        if address := self.around.page(name):
            return f"{address}#{fragment}" if fragment else address
        self._note_unresolved(name, self.around.withheld_page(name))
        return None

    def _link(self, reference: str) -> str | None:
        if has_scheme(reference) or reference.startswith("/"):
            return absolute(reference, self.article.url)
        path = self.assets.path_beside(self.article.path, reference)
        if path and (address := self.around.address(path)):
            fragment = reference.partition("#")[2]
            return address + (f"#{fragment}" if fragment else "")
        state = self.around.state(path) if path else ""
        is_lost = path and path.endswith((".md", ".markdown")) and not self.assets.url_of(path)
        if is_lost or state:
            self._note_unresolved(reference, state)
            return None
        if path and self.around.asset(path):
            return self._served(path, reference)
        return absolute(reference, self.article.url)

    def _media(
        self, reference: str, missing: str, *, field: bool = False
    ) -> tuple[str, Asset | None]:
        """Return the address of a picture or media file, and the file if it is ours."""
        if has_scheme(reference) or reference.startswith(("//", "/")):
            address = absolute(reference, self.base_url)
            path = self.assets.path_of(address)
            asset = self.around.asset(path) if path else None
            if path and asset:
                self.files[address] = path
            elif path:
                self._missing(missing, reference, field)
            return address, asset
        path = self.assets.path_beside(self.article.path, reference)
        asset = self.around.asset(path) if path else None
        if path is None or asset is None:
            self._missing(missing, reference, field)
            return absolute(reference, self.article.url), None
        return self._served(path, reference), asset

    def _served(self, path: str, reference: str) -> str:
        """Return where a file is served: where the settings say, or beside its article."""
        address = absolute(self.assets.url_of(path) or reference, self.article.url)
        self.files[address] = path
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

    def _note_unresolved(self, name: str, state: str) -> None:
        """Say where the link leads that was dropped: to an article in a `state`, or nowhere."""
        what = _whole(_LIST.sub(r"{\1}", name), _BEFORE_NAME)
        if state:
            expired = state == State.EXPIRED.value
            when, hint = ("any more", "Remove the link.") if expired else ("yet", "")
            message = f"the link to `{name}` leads to an article that is not published {when}"
            self._report("link-withheld", message, what, hint=hint)
        else:
            message = f"the link to `{name}` leads to no article"
            self._report("link-unresolved", message, what)

    def _note_removed(self, html: str) -> None:
        for name in _REMOVED.findall(html):
            message = f"`<{name.lower()}>` was removed"
            self._report("html-removed", message, rf"<{name}\b")

    def _note_undescribed(self, html: str) -> None:
        for match in _IMG.finditer(html):
            if ' alt="' not in match[0]:
                source = _SRC.search(match[0])
                name = source[1].rpartition("/")[2] if source else "img"
                message = f"the picture `{name}` has no description"
                self._report("picture-undescribed", message, _whole(name, before="/"))

    def _report(
        self, code: str, message: str, what: str, *, field: bool = False, hint: str = ""
    ) -> None:
        """Note something; `what` is the pattern of what stands there in the file.

        Each time the next place is meant. Of one kind only the first places are looked up.
        """
        if self.is_quiet or self.found.get((what, field)) == -1:
            return
        if self.counts[code, field] < _MOST_OF_A_KIND:
            at = self._place(code, what, field)
            if at is None:
                return
            self.findings.append(Finding(code=code, message=message, at=at, hint=hint))
        self.counts[code, field] += 1

    def _note_more(self) -> None:
        for (code, field), count in self.counts.items():
            if (more := count - _MOST_OF_A_KIND) > 0:
                last = [finding for finding in self.findings if finding.code == code][-1]
                where = "fields" if field else "text"
                message = f"there are {more:,} more of this kind in the {where}"
                self.findings.append(Finding(code=code, message=message, at=last.at))

    def _place(self, code: str, what: str, field: bool) -> Location | None:
        """Return where it stands next, in the front matter or the body.

        That is where the article begins, if it stands nowhere; None if every place was told.
        """
        article, body = self.article, self.body
        start: Location | None = Location(article.path, article.line)
        if not article.key:
            text, begin = self._file
            # Where nothing is above, as in JSON, a field may be anywhere in the file.
            end = begin if field and body.line > 1 else len(text)
            known = self.found.get((what, field))
            first = (0 if field else begin) if known is None else known
            for match in re.compile(what).finditer(text, first, end):
                if code != "html-removed" or not self._is_code(match.start()):
                    self.found[what, field] = match.end()
                    return Location(article.path, *place_of_offset(text, match.start()))
            if known is not None:
                start = None
        self.found[what, field] = -1
        return start

    def _is_code(self, offset: int) -> bool:
        number = bisect_right(self._code, (offset, math.inf)) - 1
        return number >= 0 and offset < self._code[number][1]

    @cached_property
    def _code(self) -> list[tuple[int, float]]:
        """Where the file has code, which readers see as it is."""
        if self.body.kind != "markdown" or self.article.path.lower().endswith(".json"):
            return []
        text, begin = self._file
        return [(begin + start, begin + end) for start, end in code_ranges(text[begin:])]

    @cached_property
    def _file(self) -> tuple[str, int]:
        """The text of the file, and where the body begins in it."""
        text = self.text_of(self.article.path)
        if self.article.path.lower().endswith(".json"):
            from feedpub.loaders.json import offset_of_text

            return text, offset_of_text(text)
        lines = islice(_LINE.finditer(text), self.body.line - 1)
        begin = max((line.end() for line in lines), default=0)
        if self.body.kind == "html":  # the page's body may begin within a line
            end = text.find("\n", begin)
            last = text.rfind(">", 0, end if end >= 0 else len(text))
            tags = _BODY_TAG.finditer(text, 0, last + 1)
            begin = next((tag.end() for tag in tags if tag.end() > begin), begin)
        return text, begin


def _whole(reference: str, before: str = "@/") -> str:
    """Return the pattern of a reference, but not within another path."""
    name = re.escape(reference)
    return rf"(?:(?<![^{_EDGES}])|(?<={before})){name}(?![^{_EDGES}#])"


_EDGES = re.escape("\"'()<>[]{},=|\\") + r"\s"
"""What bounds a reference in Markdown, HTML, YAML, TOML and JSON."""

_BEFORE_NAME = rf"@/|\./|[{_EDGES}]/"
"""What may stand before the name of a page besides: the link's own way there."""

_LIST = re.compile(r"^(tag|category|author|index):")
"""A list of Pelican's, as `foreign` names what was written ``{tag}sea``."""

_MEDIA = {
    "img": "picture-missing",
    "source": "picture-missing",
    "audio": "enclosure-missing",
    "video": "enclosure-missing",
}
"""Elements that show a file, and what it is called when the file is missing."""

_MOST_OF_A_KIND = 20
"""So many findings of a kind are placed in one article; of the others, only the number is told."""

_REMOVED = re.compile(r"<(script|style|form|object|applet|svg|math)\b", re.I)
_REFERENCE = "&#"
_LINE = re.compile(r"\n")
_BODY_TAG = re.compile(r"<body(?=[\s>])[^>]*>", re.I)
_IMG = re.compile(r"<img\b[^>]*>")
_SRC = re.compile(r'src="([^"]*)"')
