"""A page in Chromium: of any width, light or dark, with pictures or without."""

from __future__ import annotations

import base64
import struct
import zlib
from pathlib import Path
from typing import Any, Literal, Self

from tests.oracles.devtools import DevTools, DevToolsError, Json

Scheme = Literal["light", "dark"]
HEIGHT = 900


class Browser:
    """One page, shown anew for each question."""

    def __init__(self, program: str, folder: Path) -> None:
        self._file = folder / "page.html"
        self._devtools = DevTools(program, folder / "profile")
        target = self._devtools.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self._devtools.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._devtools.answers["Fetch.requestPaused"] = self._picture
        self._pictures = True
        for method, parameters in (
            ("Page.enable", {}),
            ("Fetch.enable", {"patterns": [{"urlPattern": "http*"}]}),
        ):
            self._call(method, **parameters)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._devtools.close()

    def show(
        self, html: str, *, width: int = 640, scheme: Scheme = "light", pictures: bool = True
    ) -> Self:
        """Load a document; pictures of the web are grey, and 600 pixels by 400."""
        self._pictures = pictures
        self.look(width=width, scheme=scheme)
        self._file.write_text(html, encoding="utf-8")
        self._devtools.forget()
        self._call("Page.navigate", url=self._file.as_uri())
        self._devtools.wait("Page.loadEventFired")
        return self

    def look(self, *, width: int, scheme: Scheme) -> None:
        """Show what is shown in another width or scheme."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=HEIGHT,
                   deviceScaleFactor=1, mobile=False)  # fmt: skip
        preferred = {"name": "prefers-color-scheme", "value": scheme}
        self._call("Emulation.setEmulatedMedia", features=[preferred])

    def run(self, script: str) -> Any:
        """Return what the script comes to; promises are waited for.

        Raises:
            DevToolsError: with what the script threw.
        """
        done = self._call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in done:
            thrown = done["exceptionDetails"]
            raise DevToolsError(thrown.get("exception", {}).get("description", thrown["text"]))
        return done["result"].get("value")

    def reach(self) -> int:
        """Return how many pixels wide what is shown really is."""
        width: int = self.run("document.documentElement.scrollWidth")
        return width

    def picture(self) -> bytes:
        """Return the whole page as a PNG file."""
        shot = self._call("Page.captureScreenshot", captureBeyondViewport=True)
        return base64.b64decode(shot["data"])

    def _call(self, method: str, **parameters: Any) -> Json:
        return self._devtools.call(method, self._session, **parameters)

    def _picture(self, event: Json) -> None:
        request = event["params"]["requestId"]
        if not self._pictures:
            self._devtools.send("Fetch.failRequest", self._session, requestId=request,
                                errorReason="BlockedByClient")  # fmt: skip
            return
        self._devtools.send(
            "Fetch.fulfillRequest", self._session, requestId=request, responseCode=200,
            responseHeaders=[{"name": "Content-Type", "value": "image/png"}], body=_GREY,
        )  # fmt: skip


def _png(width: int, height: int) -> bytes:
    """Return a grey picture (RFC 2083)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


_GREY = base64.b64encode(_png(600, 400)).decode()
