"""A rendered edition as a MIME message."""

from __future__ import annotations

import email
import random
import re
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default

import msgspec
import pytest

from feedpub.errors import ConfigError
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import Rendered
from feedpub.newsletter.story import one_line
from tests.newsletter_builders import NOW, config, edition, newsletter

HTML = "<!DOCTYPE html>\n<p>Olá, 漢字 =20 From here</p>\n" + "<p>" + "é" * 3000 + "</p>\n"


def compiled(subject="Hello", text="Olá\nFrom here\n.\n", *, settings=None, at=NOW, **changes):
    return compile_message(
        Rendered(
            subject=subject,
            html=HTML,
            text=text,
            unsubscribe_url=(settings or newsletter()).unsubscribe_url,
        ),
        edition(**changes),
        settings or newsletter(),
        config(),
        date=at,
    ).fill({})


def parsed(data) -> EmailMessage:
    return email.message_from_bytes(data, policy=default)


def decoded(data, name):
    """Return a header as mail programs read it: unfolded (RFC 5322), then decoded (RFC 2047)."""
    raw = email.message_from_bytes(data)[name]
    return str(make_header(decode_header(raw.replace("\r\n", ""))))


def test_it_holds_the_text_and_then_the_html():
    message = parsed(compiled())
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert not any(part.defects for part in message.walk())
    text, html = message.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == "Olá\nFrom here\n.\n"
    assert html.get_content().replace("\r\n", "\n") == HTML


def test_its_headers_name_the_newsletter():
    message = parsed(
        compiled(settings=newsletter(reply_to="letters@ledger.example", language="pt-BR"))
    )
    assert {name.lower(): str(value) for name, value in message.items()} == {
        "content-type": message["Content-Type"],
        "mime-version": "1.0",
        "message-id": message["Message-ID"],
        "date": "Fri, 20 Nov 2026 06:00:00 +0000",
        "from": "The Harbour Ledger <desk@ledger.example>",
        "reply-to": "letters@ledger.example",
        "subject": "Hello",
        "content-language": "pt-BR",
        "list-id": "The Week at the Harbour <weekly.ledger.example>",
        "list-unsubscribe": "<https://ledger.example/unsubscribe/>",
    }


def test_without_a_way_to_unsubscribe_there_is_no_header_for_it():
    assert "List-Unsubscribe" not in parsed(compiled(settings=newsletter(unsubscribe_url="")))


@pytest.mark.parametrize("subject", ["Hello", "漢字" * 80, "word " * 60, "Olá", "=?utf-8?q?x?="])
def test_every_line_is_short_and_ends_with_crlf(subject):
    data = compiled(subject, settings=newsletter(title="Die Wöchentliche " * 12))
    assert data.replace(b"\r\n", b"").count(b"\n") == data.replace(b"\r\n", b"").count(b"\r") == 0
    assert max(map(len, data.split(b"\r\n"))) <= 78
    assert data.isascii()


def test_equal_input_makes_equal_bytes():
    assert compiled() == compiled()


def test_an_edition_keeps_its_message_id_whatever_is_said_in_it():
    first = parsed(compiled("One"))["Message-ID"]
    assert first == parsed(compiled("Two", "Other text"))["Message-ID"]
    assert first != parsed(compiled(key="2026-W48"))["Message-ID"]
    assert re.fullmatch(r"<weekly\.[0-9a-f]{32}@ledger\.example>", first)


@pytest.mark.parametrize("name", ["Wöchentlich", "週刊", "x" * 90, "C++", ".", "a b"])
def test_any_name_of_a_newsletter_makes_sound_headers(name):
    data = compiled(settings=newsletter(name=name))
    assert re.fullmatch(r"<[a-z0-9-]+\.[0-9a-f]{32}@ledger\.example>", parsed(data)["Message-ID"])
    assert re.search(rb"<[a-z0-9-]+\.ledger\.example>", data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x0b", "\0"])
def test_a_line_feed_cannot_begin_a_header(end):
    subject = f"Hello{end}Bcc: everyone@ledger.example"
    settings = newsletter(title=subject, **{"from": {"name": subject, "email": "a@b.example"}})
    message = parsed(compiled(subject, settings=settings))
    assert "Bcc" not in message
    assert len(message.keys()) == 9


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("reply_to", "a@b.example\nBcc: c@d.example"),
        ("unsubscribe_url", "https://b.example/" + "x" * 1000),
        ("reply_to", "jörg@b.example"),
        ("language", "en\nBcc: c@d.example"),
    ],
)
def test_a_setting_that_cannot_stand_in_a_header_is_an_error(setting, value):
    settings = newsletter()
    with pytest.raises(ConfigError):
        compiled(settings=msgspec.structs.replace(settings, **{setting: value}))


@pytest.mark.parametrize("end", ["b?\r\nX: ", "> <mailto:c@d.example>, <"])
def test_the_address_to_unsubscribe_is_one_address(end):
    message = parsed(compiled(settings=newsletter(unsubscribe_url=f"https://b.example/{end}x")))
    assert re.fullmatch(r"<https://b\.example/[^<>\s]*>", message["List-Unsubscribe"])


def test_a_domain_of_any_script_is_written_in_ascii():
    settings = newsletter(**{"from": {"name": 'Ärzte, "Büro"', "email": "a@bücher.example"}})
    address = parsed(compiled(settings=settings))["From"].addresses[0]
    assert (address.display_name, address.addr_spec) == ('Ärzte, "Büro"', "a@xn--bcher-kva.example")


_PIECES = [
    "a",
    "B",
    " ",
    "é",
    "漢",
    "😀",
    '"',
    "\\",
    ",",
    "=?",
    "?=",
    "utf-8?q?",
    "\n",
    "<",
    "@",
    ";",
    "(",
    ")",
    ":",
    "ا",
    "\u0301",
    "x" * 30,
]


def test_any_text_survives_the_headers():
    chance = random.Random(1)
    for _ in range(300):
        text = one_line("".join(chance.choices(_PIECES, k=chance.randrange(2, 60)))) or "x"
        settings = newsletter(
            title=text, **{"from": {"name": text, "email": "desk@ledger.example"}}
        )
        data = compiled(text, settings=settings)
        assert decoded(data, "Subject") == text
        shown = decoded(data, "From").removesuffix(" <desk@ledger.example>")
        if text.isascii() and shown.startswith('"'):
            shown = re.sub(r"\\(.)", r"\1", shown[1:-1])
        assert shown == text
        assert parsed(data)["From"].addresses[0].addr_spec == "desk@ledger.example"
        words = re.findall(rb"=\?utf-8\?[bq]\?[^?\r]*\?=", data.split(b"\r\n\r\n")[0])
        assert all(len(word) <= 75 for word in words)  # RFC 2047 section 2
