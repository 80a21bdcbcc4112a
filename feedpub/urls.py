"""Addresses: made absolute, made ASCII, made from names."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SAFE = "!#$%&'()*+,/:;=?@[]~"  # RFC 3986: reserved characters, and `%` of what is encoded already
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_IN_WORDS = {"+": "-plus", "#": "-sharp", "&": "-and-", "@": "-at-", "%": "-percent"}
_DOT_FIRST = re.compile(r"(?:^|(?<=\s))\.(?=\w)")
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[^\[\]:@/?#\s]+?)\.?(?::([0-9]{0,5}))?", re.ASCII)
_DOTS = re.compile("[.\u3002\uff0e\uff61]")
_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_HYPHENS = re.compile(r"-{2,}")


def has_scheme(url: str) -> bool:
    """Tell whether `url` stands for itself: ``https:…``, ``mailto:…``, ``urn:…``."""
    return _SCHEME.match(url) is not None


def is_web_address(url: str) -> bool:
    """Tell whether `url` is an absolute http or https address with a host."""
    try:
        return bool(_PLAIN.fullmatch(url)) or urlsplit(to_uri(url)).scheme in ("http", "https")
    except ValueError:
        return False


_PLAIN = re.compile(r"https?://(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}/[A-Za-z0-9_.~/-]*", re.ASCII)
"""Addresses that are what they should be; most are, and it is quick to see."""


def absolute(url: str, base: str) -> str:
    """Return `url` as an absolute URI in ASCII, resolved against `base` (RFC 3986 section 5).

    Raises:
        ValueError: if it cannot be an address at all (``http://[``).
    """
    if _PLAIN.fullmatch(url):
        return url
    return to_uri(urljoin(base, url.strip()))


def to_uri(iri: str) -> str:
    """Return the address in ASCII: host in IDNA, the rest in percents (RFC 3987 section 3.1).

    Raises:
        ValueError: if its host or port cannot be one, or a web address has no host.
    """
    if _PLAIN.fullmatch(iri):
        return iri
    scheme, netloc, path, query, fragment = urlsplit(iri)
    if netloc or scheme in ("http", "https"):
        netloc = _ascii_netloc(netloc)
    if iri.isascii() and not any(c in ' "<>\\^`{|}%' for c in iri):
        encoded = [path, query, fragment]
    else:
        encoded = [quote(_LONE_PERCENT.sub("%25", p), safe=_SAFE) for p in (path, query, fragment)]
    return urlunsplit((scheme, netloc, *encoded))


@cache
def _ascii_netloc(netloc: str) -> str:
    """Return user, host and port in ASCII, the host in lower case."""
    user, at, rest = netloc.rpartition("@")
    # Markdown writes a host that is not ASCII in percents (RFC 3986 section 3.2.2 allows it).
    match = _HOST.fullmatch(unquote(rest))
    if not match or int(match[2] or 0) > 65535:
        raise ValueError(f"`{netloc}` is no host" if netloc else "the address has no host")
    host = match[1].lower()
    if not host.startswith("["):
        host = ".".join(_ascii_label(label) for label in _DOTS.split(host))
    return quote(user, safe=_SAFE) + at + host + (f":{match[2]}" if match[2] else "")


def _ascii_label(label: str) -> str:
    """Return one part of a host's name as DNS has it (RFC 5891, UTS 46 as browsers do it)."""
    # The codec "idna" is that of 2003, for which `faß` is `fass`, another host.
    label = unicodedata.normalize("NFKC", label).lower()
    if not label.isascii():
        label = "xn--" + label.encode("punycode").decode("ascii")
    if not _LABEL.fullmatch(label):
        raise ValueError(f"`{label}` is no part of a host's name")
    return label


def host_of(url: str) -> str:
    """Return the host in lower case, without port; empty if there is none."""
    return (urlsplit(url).hostname or "").lower()


def path_of(url: str) -> str:
    """Return what follows the host, without the leading slash."""
    return urlsplit(url).path.lstrip("/")


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def placeholders(template: str) -> list[str]:
    """Return the names in braces."""
    return _PLACEHOLDER.findall(template)


def fill(template: str, names: Mapping[str, str]) -> str:
    """Return the template with each ``{name}`` replaced; one that is not in `names` stays."""
    return _PLACEHOLDER.sub(lambda match: names.get(match[1], match[0]), template)


def slugify(name: str) -> str:
    """Return `name` as one part of a path: lower case, letters of any script, hyphens.

    Signs that make a name another name are spelt out, so that C, C++ and C# differ
    (``c``, ``c-plus-plus``, ``c-sharp``) and .NET is ``dot-net``. A name without any
    letter or digit becomes a short hash of itself; one that is too long for a file's name,
    or that Windows keeps for a device, gets that hash at its end.
    """
    text = unicodedata.normalize("NFC", name.strip().lower())
    if _WORDS.fullmatch(text):
        return _short_and_safe(text.replace(" ", "-"), name)
    text = _DOT_FIRST.sub("dot-", text)
    for sign, word in _IN_WORDS.items():
        text = text.replace(sign, word)
    return _short_and_safe(unicodedata.normalize("NFC", "".join(map(_kept, text))), name)


_WORDS = re.compile(r"[a-z0-9]+(?:[ -]+[a-z0-9]+)*")


def _short_and_safe(text: str, name: str) -> str:
    slug = _HYPHENS.sub("-", text).strip("-")
    if _DEVICE.fullmatch(slug):
        return f"{slug}-{short_hash(slug)}"
    if len(data := slug.encode("utf-8", "ignore")) > MAX_SLUG_BYTES:
        start = data[: MAX_SLUG_BYTES - 7].decode("utf-8", "ignore").rstrip("-")
        return f"{start}-{short_hash(slug)}"
    return slug or short_hash(name)


MAX_SLUG_BYTES = 200
"""A file's name may have 255; a date, an ending and room for another program's are left."""

_DEVICE = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9¹²³]")


def _kept(character: str) -> str:
    """Return what stands in a slug for one character of a name."""
    category = unicodedata.category(character)
    if category == "Cf":  # invisible: a soft hyphen, the joiners of Indian scripts
        return ""
    # Marks are kept: in many scripts they are vowels.
    return character if category[0] in "LNM" else "-"


def short_hash(text: str) -> str:
    """Return six hexadecimal digits that stand for `text`."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:6]
