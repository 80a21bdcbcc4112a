"""A rendered edition as a MIME message with gaps, the bytes of an .eml file.

The same input makes the same bytes: boundary and Message-ID come from the edition. The
headers are folded by `email.header`, since the newer `email.policy` of some supported
Pythons loses spaces between encoded words and lets line feeds through (CVE-2024-6923).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping
from email.header import Header

from feedpub.config.settings import Config, NewsletterSettings
from feedpub.dates import rfc822
from feedpub.errors import ConfigError
from feedpub.newsletter.compiled import (
    CompiledMessage,
    Piece,
    Slot,
    compiled,
    header_pieces,
    soft_pieces,
)
from feedpub.newsletter.context import language_of
from feedpub.newsletter.edition import Edition
from feedpub.newsletter.gaps import (
    Context,
    context_in_html,
    context_in_text,
    encoded_words,
    pattern_of,
)
from feedpub.newsletter.late import Gap
from feedpub.newsletter.render import Rendered
from feedpub.newsletter.story import one_line
from feedpub.urls import host_of, short_hash, slugify, to_uri


def compile_message(
    rendered: Rendered,
    edition: Edition,
    newsletter: NewsletterSettings,
    config: Config,
    *,
    date: dt.datetime,
) -> CompiledMessage:
    """Return the message, with CRLF at the end of every line; filled with nothing, it is to nobody.

    Raises:
        ConfigError: if an address of the newsletter cannot stand in a header.
        TemplateError: if a late field stands where none can be.
    """
    identifier = message_id(edition, newsletter, config)
    return compiled(_pieces(rendered, identifier, newsletter, config, date))


def _pieces(
    rendered: Rendered,
    identifier: str,
    newsletter: NewsletterSettings,
    config: Config,
    date: dt.datetime,
) -> Iterator[Piece]:
    local, _, domain = identifier.partition("@")
    yield f"Message-ID: {local}".encode()
    yield Slot(Gap("delivery"), "id")
    yield f"@{domain}\r\n".encode()
    yield Slot(Gap("email"), "to")
    for name, header in _headers(newsletter, config, date):
        yield _line(name, header)
    yield from _subject(rendered)
    yield from _unsubscribe(rendered)
    boundary = _boundary(identifier)
    yield b"MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n"
    yield f' boundary="{boundary}"\r\n\r\n'.encode()
    parts = (
        ("plain", rendered.text, context_in_text),
        ("html", rendered.html, context_in_html),
    )
    for subtype, text, context in parts:
        yield f'--{boundary}\r\nContent-Type: text/{subtype}; charset="utf-8"\r\n'.encode()
        yield b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        yield from soft_pieces(text, rendered.gaps, context)
        yield b"\r\n"
    yield f"--{boundary}--\r\n".encode()


def _subject(rendered: Rendered) -> Iterator[Piece]:
    """Yield the subject; one with late fields in encoded words, of which each is whole."""
    if not _has_gap(rendered.subject, rendered.gaps):
        yield _line("Subject", _words("Subject", rendered.subject))
        return

    def write(text: str) -> bytes:
        return b"".join(b"\r\n " + word for word in encoded_words(text))

    begin, *rest = header_pieces(rendered.subject, rendered.gaps, write, _words_at)
    yield b"Subject:"
    # What follows the colon stands on its line.
    yield begin[2:] if isinstance(begin, bytes) else begin
    yield from rest
    yield b"\r\n"


def _words_at(_: str, at: int) -> Context:
    return "words" if at else "first-words"


def _unsubscribe(rendered: Rendered) -> Iterator[Piece]:
    """Yield List-Unsubscribe (RFC 2369): on one line, since some receivers do not unfold it."""
    if not rendered.unsubscribe_url:
        return
    url = _uri(rendered.unsubscribe_url)
    if url in rendered.gaps:
        yield Slot(rendered.gaps[url], "unsubscribe")
        return

    def context(url: str, at: int) -> Context:
        return "uri-query" if at else "uri"

    yield b"List-Unsubscribe: <"
    yield from header_pieces(url, rendered.gaps, str.encode, context)
    yield b">\r\n"


def _line(name: str, header: Header) -> bytes:
    written = header.encode(linesep="\r\n")
    return f"{name}: {written}\r\n".encode()


def _has_gap(text: str, gaps: Mapping[str, Gap]) -> bool:
    return bool(gaps and pattern_of(gaps).search(text))


def message_id(edition: Edition, newsletter: NewsletterSettings, config: Config) -> str:
    """Return the Message-ID (RFC 5322 section 3.6.4): that of an edition never changes."""
    host = _host(config)
    digest = hashlib.sha256(f"{newsletter.name}\0{edition.key}\0{host}".encode()).hexdigest()
    return f"<{_label(newsletter)}.{digest[:32]}@{host}>"


def _label(newsletter: NewsletterSettings) -> str:
    """Return the newsletter's name as one part of a domain name (RFC 1123 section 2.1)."""
    name = slugify(newsletter.name)
    usable = re.fullmatch(r"[a-z0-9-]{1,40}", name)
    return name if usable else f"list-{short_hash(newsletter.name)}"


def _headers(
    newsletter: NewsletterSettings, config: Config, date: dt.datetime
) -> Iterator[tuple[str, Header]]:
    yield "Date", _plain("Date", rfc822(date))
    sender = newsletter.sender
    yield "From", _mailbox("From", sender.name or newsletter.title, sender.email)
    if newsletter.reply_to:
        yield "Reply-To", _mailbox("Reply-To", "", newsletter.reply_to)
    yield "Content-Language", _plain("Content-Language", language_of(newsletter, config))
    # RFC 2919: a name for the list below a domain that is ours, and what people call it.
    yield "List-Id", _named("List-Id", newsletter.title, f"{_label(newsletter)}.{_host(config)}")


def _boundary(identifier: str) -> str:
    # `=_` cannot occur in quoted-printable text (RFC 2045 section 6.7).
    return f"=_{hashlib.sha256(identifier.encode()).hexdigest()[:32]}"


def _words(name: str, text: str) -> Header:
    """Return text of any language for a header, folded and encoded (RFC 2047)."""
    text = one_line(text)
    # What looks like an encoded word already must not be read as one.
    plain = _is_plain(text)
    return Header(text, "us-ascii" if plain else "utf-8", header_name=name, maxlinelen=76)


def _is_plain(text: str) -> bool:
    """Tell whether text can stand in a header as it is, folded between its words."""
    return text.isascii() and "=?" not in text and not _LONG_WORD.search(text)


_LONG_WORD = re.compile(r"[^ ]{200}")


def _plain(name: str, value: str) -> Header:
    """Return a value that has a grammar of its own and must not be encoded."""
    return Header(_safe(value), "us-ascii", header_name=name, maxlinelen=78)


def _mailbox(name: str, display: str, address: str) -> Header:
    local, _, domain = address.strip().rpartition("@")
    try:
        return _named(name, display, f"{local}@{domain.encode('idna').decode()}")
    except UnicodeError as e:
        raise ConfigError(f"`{address}` is not an address that every mail server takes") from e


def _named(name: str, display: str, inner: str) -> Header:
    """Return ``display <inner>``; the display name is quoted or encoded as it needs."""
    display = one_line(display)
    if not display:
        return _plain(name, inner if name != "List-Id" else f"<{inner}>")
    if _is_plain(display):
        escaped = re.sub(r'(["\\])', r"\\\1", display)
        quoted = display if re.fullmatch(r"[\w !#$%&'*+/=?^`{|}~-]+", display) else f'"{escaped}"'
        return _plain(name, f"{quoted} <{inner}>")
    header = Header(display, "utf-8", header_name=name, maxlinelen=76)
    header.append(f"<{_safe(inner)}>", "us-ascii")
    return header


def _safe(value: str) -> str:
    """Return the value, which must be printable ASCII on one line.

    Raises:
        ConfigError: if it is not; a line feed would begin a header of somebody else's.
    """
    if not value.isascii() or not value.isprintable():
        raise ConfigError(f"`{value!r}` cannot stand in the header of a message")
    return value


def _host(config: Config) -> str:
    return host_of(to_uri(config.base_url)) or "localhost"


def _uri(address: str) -> str:
    """Return an address for a header: one line, in ASCII."""
    address = to_uri(address.strip())
    if re.search(r"[\s<>]", address) or len(address) > 900:  # a line holds 998 bytes at most
        raise ConfigError(f"`{address[:60]}` cannot stand in the header of a message")
    return address
