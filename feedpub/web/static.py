"""Files, served as a good static host does it (RFC 9110).

Strong tags, answers without a body to those who have the bytes already, compression, parts of
media files, feeds with the types that readers expect and open to scripts of other sites.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from feedpub.web.answers import answer, text, without_body
from feedpub.web.conditions import accepts_gzip, http_date, precondition, range_applies
from feedpub.web.find import Mount, find, parts_of
from feedpub.web.host_file import NO_RULES, HostRules
from feedpub.web.kinds import FEED_TYPES
from feedpub.web.live import RELOAD_PATH, with_script
from feedpub.web.ranges import parse_ranges
from feedpub.web.stored import Stored, read

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

FEED_SECONDS = 900
"""How long a feed may be kept without asking again. It delays readers, so it is short."""

MEDIA_SECONDS = 86_400
"""As `FEED_SECONDS`, for pictures, sound and film, which do not change under one name."""

_PATH = "/%:@!$&'()*+,;=~"
_QUERY = _PATH + "?"


class StaticSite:
    """An ASGI application that serves folders.

    `mounts`, `rules` and `builds` may be exchanged between two requests. With `live`, pages
    carry a script that loads them anew when `builds` changes, and browsers keep nothing.
    """

    def __init__(
        self,
        mounts: Sequence[Mount],
        *,
        live: bool = False,
        rules: HostRules = NO_RULES,
        lost: Callable[[], str] = lambda: "",
        log: Callable[[str], None] = lambda line: None,
    ) -> None:
        self.mounts = tuple(mounts)
        self.rules = rules
        self.live = live
        self.builds = 0
        self.lost = lost
        """Returns the page for paths that lead nowhere, if the site has no 404.html."""
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        from starlette.concurrency import run_in_threadpool
        from starlette.requests import Request

        if scope["type"] != "http":
            return
        request = Request(scope)
        response = await run_in_threadpool(self.respond, request)
        if not (self.live and request.url.path == RELOAD_PATH):
            path = quote(scope["raw_path"], safe=_PATH)
            self.log(f"{request.method} {path} {response.status_code}")
        if request.method == "HEAD":
            response = without_body(response)
        await response(scope, receive, send)

    def respond(self, request: Request) -> Response:
        """Return the answer to a request; to HEAD the same as to GET."""
        if request.method not in ("GET", "HEAD"):
            return text(405, "This host only shows files.\n", {"Allow": "GET, HEAD"})
        raw: bytes = request.scope["raw_path"]
        if self.live and raw == RELOAD_PATH.encode():
            return text(200, str(self.builds), {"Cache-Control": "no-store"})
        parts = parts_of(raw)
        found = find(self.mounts, parts) if parts else None
        if found is None:
            return self._nothing(request)
        if found.is_folder:
            query = request.scope["query_string"]
            where = (
                quote(raw, safe=_PATH) + "/" + ("?" + quote(query, safe=_QUERY) if query else "")
            )
            return text(301, "", {"Location": where, "Cache-Control": "no-cache"})
        return self._file(request, found.file, 200)

    def _nothing(self, request: Request) -> Response:
        """Return the site's own page for what is not there, or ours."""
        for mount in self.mounts:
            if not mount.media_only and (page := find([mount], (*mount.prefix, "404.html"))):
                return self._file(request, page.file, 404)
        html = self.lost()
        type_ = "text/html; charset=utf-8"
        if html:
            return text(404, html, {"Content-Type": type_, "Cache-Control": "no-store"})
        return text(404, "Nothing is here.\n", {})

    def _file(self, request: Request, file: Path, status: int) -> Response:
        try:
            stored = read(file)
        except OSError:
            return text(404, "Nothing is here.\n", {})
        if self.live and stored.media_type == "text/html" and stored.body is not None:
            stored = stored.with_body(with_script(stored.body, self.builds))
        headers = self._headers(stored, request.scope["path"])
        wants_part = request.method == "GET" and status == 200 and "range" in request.headers
        if stored.is_compressible:
            headers["Vary"] = "Accept-Encoding"
            # A part is always one of the plain bytes.
            if not wants_part and accepts_gzip(request.headers.get("accept-encoding", "")):
                stored = stored.compressed()
                headers["Content-Encoding"] = "gzip"
        headers |= {"ETag": stored.etag, "Last-Modified": http_date(stored.modified)}
        if status == 200:
            status = precondition(request.headers, stored.etag, stored.modified)
        ranges = None
        if wants_part and range_applies(request.headers, stored.etag, stored.modified):
            ranges = parse_ranges(request.headers["range"], stored.size)
        return answer(stored, status, headers, ranges)

    def _headers(self, stored: Stored, path: str) -> dict[str, str]:
        """Return the headers of a file; what the site tells its host wins over ours."""
        headers = {
            "Content-Type": stored.content_type,
            "Cache-Control": "no-cache",
            "Accept-Ranges": "bytes",
            "Access-Control-Allow-Origin": "*",
            "X-Content-Type-Options": "nosniff",
        }
        if stored.media_type in FEED_TYPES:
            headers["Cache-Control"] = f"public, max-age={FEED_SECONDS}"
        elif stored.media_type.startswith(("image/", "audio/", "video/", "font/")):
            headers["Cache-Control"] = f"public, max-age={MEDIA_SECONDS}"
        headers |= self.rules.headers(path)
        return headers | ({"Cache-Control": "no-cache"} if self.live else {})
