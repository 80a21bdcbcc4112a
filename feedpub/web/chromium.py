"""Pictures of pages, made by a Chromium of this machine that cannot reach any other."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from feedpub.errors import ConfigError, FeedpubError
from feedpub.web.devtools import BrowserError, DevTools

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
    "microsoft-edge", "microsoft-edge-stable", "brave-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)  # fmt: skip

VARIABLE = "CHROMIUM"

_OPTIONS = (
    "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-default-apps", "--mute-audio", "--hide-scrollbars",
    "--disable-lcd-text", "--font-render-hinting=none", "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9",
    "--remote-debugging-pipe",
)  # fmt: skip

_LIMIT = 16_000
"""Pixels of height up to which one picture is made of a page; beyond 16,384 it would be black."""


def find_chromium(environment: Mapping[str, str]) -> str:
    """Return the path of the browser: what ``$CHROMIUM`` names, or else one of the usual names.

    Raises:
        ConfigError: if there is none.
    """
    given = environment.get(VARIABLE, "")
    names = (given,) if given else NAMES
    path = environment.get("PATH")
    found = next(filter(None, (shutil.which(name, path=path) for name in names)), None)
    if found:
        return found
    if given:
        message = f"`{given}`, which ${VARIABLE} names, is no program"
        raise ConfigError(message, hint=f"name a Chromium, Chrome or Edge, or unset {VARIABLE}")
    raise ConfigError(
        "there is no Chromium to make pictures with",
        hint="install one (`apt install chromium`, `brew install --cask chromium`), or name it: "
        f"`{VARIABLE}=/path/to/chrome`",
    )


class Page:
    """A page in the browser."""

    def __init__(self, devtools: DevTools) -> None:
        self._devtools = devtools
        target = devtools.call("Target.createTarget", url="about:blank")["targetId"]
        attached = devtools.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        self._call("Page.enable")

    def load(self, url: str) -> None:
        """Show what is at an address, and wait until it is there."""
        self._call("Page.navigate", url=url)
        self._devtools.wait("Page.loadEventFired")

    def resize(self, width: int, height: int, *, sharpness: float = 1, dark: bool = False) -> None:
        """Make the window so many pixels large, of a screen with `sharpness` dots for each."""
        self._call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                   deviceScaleFactor=sharpness, mobile=False)  # fmt: skip
        preferred = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[preferred])

    def run(self, script: str) -> Any:
        """Return what the script comes to; promises are waited for."""
        done = self._call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in done:
            thrown = done["exceptionDetails"]
            raise BrowserError(thrown.get("exception", {}).get("description", thrown["text"]))
        return done["result"].get("value")

    def pictures(self, width: int, height: int, top: int = 0) -> Iterator[bytes]:
        """Yield PNG files of the page from `top` on: one, or several if it is very high."""
        for begin in range(0, max(height, 1), _LIMIT):
            part = {"x": 0, "y": top + begin, "width": width, "scale": 1,
                    "height": max(min(_LIMIT, height - begin), 1)}  # fmt: skip
            shot = self._call("Page.captureScreenshot", captureBeyondViewport=True, clip=part)
            yield base64.b64decode(shot["data"])

    def _call(self, method: str, **parameters: Any) -> Any:
        return self._devtools.call(method, self._session, **parameters)


@contextlib.contextmanager
def browsing(program: str) -> Iterator[Page]:
    """Give a page of a fresh browser that ends with the block.

    Raises:
        FeedpubError: if it does not do what it is asked.
    """
    if not hasattr(os, "posix_spawn"):
        raise FeedpubError("pictures can be made on Linux and macOS only")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        log = Path(folder) / "log"
        # The superuser has no sandbox in Chromium; what is shown runs no script but ours.
        root = ("--no-sandbox",) if os.geteuid() == 0 else ()
        profile = f"--user-data-dir={folder}/profile"
        devtools = None
        try:
            devtools = DevTools([program, *_OPTIONS, *root, profile, "about:blank"], log)
            yield Page(devtools)
        except (BrowserError, OSError) as e:
            hint = f"see whether `{program} --headless` works here"
            raise FeedpubError(f"Chromium failed: {_last_line(log) or e}", hint=hint) from e
        finally:
            if devtools:
                devtools.close()


def _last_line(log: Path) -> str:
    """Return the end of what the browser said when it gave up."""
    with contextlib.suppress(OSError):
        lines = log.read_text(errors="replace").strip().splitlines()
        return next((line for line in reversed(lines) if "FATAL" in line), "")
    return ""
