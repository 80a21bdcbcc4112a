"""One page from memory, which can be exchanged while browsers show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from feedpub.web.answers import text, without_body
from feedpub.web.live import RELOAD_PATH

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send


class LivePage:
    """An ASGI application that serves the page at ``/``, and its number at `RELOAD_PATH`."""

    def __init__(self) -> None:
        self._shown = (0, "")

    @property
    def number(self) -> int:
        """How many pages there were, this one included."""
        return self._shown[0]

    def show(self, html: str) -> None:
        """Show another page from now on."""
        self._shown = (self.number + 1, html)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        number, html = self._shown
        headers = {"Cache-Control": "no-store"}
        if scope["method"] not in ("GET", "HEAD"):
            response = text(405, "This host only shows a page.\n", {"Allow": "GET, HEAD"})
        elif scope["path"] == "/":
            response = text(200, html, {**headers, "Content-Type": "text/html; charset=utf-8"})
        elif scope["path"] == RELOAD_PATH:
            response = text(200, str(number), headers)
        else:
            response = text(404, "Nothing is here.\n", headers)
        if scope["method"] == "HEAD":
            response = without_body(response)
        await response(scope, receive, send)
