"""Addresses: made absolute, made ASCII, made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986: reserved characters, and `%` of what is encoded already
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_WORDS = {"+": "-plus", "#": "-sharp", "&": "-and-", "@": "-at-", "%": "-percent"}
_DOT_FIRST = re.compile(r"(?:^|(?<=\s))\.(?=\w)")
_HYPHENS = re.compile(r"-{2,}")


def has_scheme(url: str) -> bool:
    """Tell whether `url` stands for itself: ``https:…``, ``mailto:…``, ``urn:…``."""
    return _SCHEME.match(url) is not None


def is_web_address(url: str) -> bool:
    """Tell whether `url` is an absolute http or https address with a host."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def absolute(url: str, base: str) -> str:
    """Return `url` as an absolute URI in ASCII, resolved against `base` (RFC 3986 section 5).

    Raises:
        ValueError: if it cannot be an address at all (``http://[``).
    """
    return to_uri(urljoin(base, url.strip()))


def to_uri(iri: str) -> str:
    """Return the address in ASCII: host in IDNA, the rest in percents (RFC 3987 section 3.1)."""
    if iri.isascii() and not any(c in ' "<>\\^`{|}%' for c in iri):
        return iri
    scheme, host, path, query, fragment = urlsplit(iri)
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    encoded = [quote(_LONE_PERCENT.sub("%25", p), safe=_SAFE) for p in (path, query, fragment)]
    return urlunsplit((scheme, host, *encoded))


def host_of(url: str) -> str:
    """Return the host in lower case, without port; empty if there is none."""
    return (urlsplit(url).hostname or "").lower()


def path_of(url: str) -> str:
    """Return what follows the host, without the leading slash."""
    return urlsplit(url).path.lstrip("/")


def slugify(name: str) -> str:
    """Return `name` as one part of a path: lower case, letters of any script, hyphens.

    Signs that make a name another name are spelt out, so that C, C++ and C# differ
    (``c``, ``c-plus-plus``, ``c-sharp``) and .NET is ``dot-net``. A name without any
    letter or digit becomes a short hash of itself.
    """
    text = unicodedata.normalize("NFC", name.strip().lower())
    text = _DOT_FIRST.sub("dot-", text)
    for sign, word in _IN_WORDS.items():
        text = text.replace(sign, word)
    # Marks are kept: in many scripts they are vowels.
    kept = (c if unicodedata.category(c)[0] in "LNM" else "-" for c in text)
    return _HYPHENS.sub("-", "".join(kept)).strip("-") or short_hash(name)


def short_hash(text: str) -> str:
    """Return six hexadecimal digits that stand for `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
