"""HTTP as a client. The only door to urllib3."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode, urlsplit

from feedpub import __version__

if TYPE_CHECKING:
    import urllib3

SECONDS = 30.0
"""How long a server may say nothing."""

_LONGEST = 20_000_000


class Unreachable(Exception):
    """No answer came."""

    def __init__(self, message: str, *, lasting: bool) -> None:
        super().__init__(message)
        self.lasting = lasting
        """Whether it is no use to try again: a certificate that is not valid, no address."""


class Reply(NamedTuple):
    """An answer."""

    status: int
    body: bytes
    retry_after: float | None
    """Seconds that the server asks to wait."""

    location: str


class Client:
    """Asks once; it follows no redirect and tries nothing again, so that its caller may count."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._pools: dict[str, urllib3.PoolManager] = {}

    def get(self, url: str) -> Reply:
        """Return what is at an address now, whatever caches on the way hold.

        Raises:
            Unreachable: if there is no answer.
        """
        return self._ask("GET", url, {"Cache-Control": "no-cache", "Accept-Encoding": "gzip"})

    def post_form(self, url: str, fields: Mapping[str, str]) -> Reply:
        """Return the answer to a form, sent as application/x-www-form-urlencoded.

        Raises:
            Unreachable: if there is no answer; the server may have had the form all the same.
        """
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", url, headers, urlencode(fields).encode())

    def _ask(
        self, method: str, url: str, headers: dict[str, str], body: bytes | None = None
    ) -> Reply:
        import urllib3

        try:
            answer = self._pool(url).request(
                method,
                url,
                body=body,
                headers={"User-Agent": f"feedpub/{__version__}", **headers},
                retries=False,  # nor redirects
                preload_content=False,
                timeout=urllib3.Timeout(self._seconds),
            )
            content = answer.read(_LONGEST, decode_content=True)
            answer.drain_conn()
        except (urllib3.exceptions.SSLError, urllib3.exceptions.LocationValueError) as e:
            raise Unreachable(_said(e), lasting=True) from e
        except (urllib3.exceptions.HTTPError, OSError) as e:
            raise Unreachable(_said(e), lasting=False) from e
        wait = _seconds(answer.headers.get("Retry-After"))
        return Reply(answer.status, content, wait, answer.headers.get("Location", ""))

    def _pool(self, url: str) -> urllib3.PoolManager:
        """Return the connections for an address: those of a proxy if the system names one."""
        from urllib.request import getproxies, proxy_bypass

        import urllib3

        where = urlsplit(url)
        proxy = "" if proxy_bypass(where.hostname or "") else getproxies().get(where.scheme, "")
        if proxy not in self._pools:
            self._pools[proxy] = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        return self._pools[proxy]


def _seconds(retry_after: str | None) -> float | None:
    """Return the seconds of ``Retry-After``, a number or a date (RFC 9110 section 10.2.3)."""
    import urllib3

    if retry_after is None:
        return None
    try:
        return urllib3.Retry().parse_retry_after(retry_after)
    except urllib3.exceptions.InvalidHeader:
        return None


def _said(error: Exception) -> str:
    """Return what the system said, without the library's own words around it."""
    inner = error.__cause__ or error.__context__ or error
    return str(getattr(inner, "strerror", None) or inner).lower() or type(error).__name__
