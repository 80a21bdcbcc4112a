"""Addresses made absolute and ASCII; names made parts of paths."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedpub.urls import (
    MAX_SLUG_BYTES,
    absolute,
    has_scheme,
    host_of,
    is_web_address,
    path_of,
    short_hash,
    slugify,
    to_uri,
)

PAGE = "https://post.example/2026/11/a/"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        pytest.param("b/", "https://post.example/2026/11/a/b/", id="beside"),
        pytest.param("../b", "https://post.example/2026/11/b", id="above"),
        pytest.param("/b", "https://post.example/b", id="from the root"),
        pytest.param("#note", PAGE + "#note", id="fragment"),
        pytest.param("?q=1", PAGE + "?q=1", id="query"),
        pytest.param("", PAGE, id="empty is the page itself"),
        pytest.param("//cdn.example/x", "https://cdn.example/x", id="without scheme"),
        pytest.param("  x\n", PAGE + "x", id="white space around"),
        pytest.param("a b.jpg", PAGE + "a%20b.jpg", id="space"),
        pytest.param("a%20b.jpg", PAGE + "a%20b.jpg", id="encoded once"),
        pytest.param("a%2Fb", PAGE + "a%2Fb", id="encoded slash stays"),
        pytest.param("100%", PAGE + "100%25", id="lone percent"),
        pytest.param("50%zz", PAGE + "50%25zz", id="percent without digits"),
        pytest.param("é?ü=ö#ñ", PAGE + "%C3%A9?%C3%BC=%C3%B6#%C3%B1", id="non-ASCII everywhere"),
        pytest.param('<x>"{y}|`^\\', PAGE + "%3Cx%3E%22%7By%7D%7C%60%5E%5C", id="unsafe signs"),
        pytest.param(
            "https://münchen.example:8080/ß",
            "https://xn--mnchen-3ya.example:8080/%C3%9F",
            id="IDNA with port",
        ),
        pytest.param("https://faß.example/", "https://xn--fa-hia.example/", id="IDNA of 2008"),
        pytest.param(
            "https://日本語。example/", "https://xn--wgv71a119e.example/", id="ideographic dot"
        ),
        pytest.param(
            "https://jörg:pä@é.example/", "https://j%C3%B6rg:p%C3%A4@xn--9ca.example/", id="user"
        ),
        pytest.param("HTTPS://Post.EXAMPLE./A", "https://post.example/A", id="host in lower case"),
        pytest.param("http://[::1]:80/x", "http://[::1]:80/x", id="IPv6"),
        pytest.param(
            "mailto:jörg@post.example?subject=a b",
            "mailto:j%C3%B6rg@post.example?subject=a%20b",
            id="mailto",
        ),
        pytest.param("urn:uuid:1", "urn:uuid:1", id="urn"),
    ],
)
def test_an_address_becomes_absolute_and_ascii(reference: str, expected: str) -> None:
    assert absolute(reference, PAGE) == expected
    assert to_uri(expected) == expected, "and stays so"


@pytest.mark.parametrize(
    "reference",
    [
        "http://[",
        "http://exa mple.com/",
        "http://a..b/",
        "http://./",
        "http:///x",
        "https:",
        "http://a:99999/",
        "http://a:port/",
        "http://a%20b/",
        "http://a。。b/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "é" * 64 + ".example/",
        "//[/",
        "\ud800",
    ],
)
def test_what_cannot_be_an_address_is_refused(reference: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        absolute(reference, "ftp://post.example/")


@given(st.text(max_size=60) | st.from_regex(r"\A(https?:)?//[^/]{0,20}(/[^ ]{0,20})?\Z"))
def test_any_text_becomes_a_clean_address_or_a_value_error(text: str) -> None:
    try:
        address = absolute(text, PAGE)
    except ValueError:
        return
    assert address.isascii()
    assert not set(address) & set(' "<>\\^`{|}')
    assert to_uri(address) == address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://post.example", True),
        ("http://münchen.example/", True),
        ("https://a?", True),
        ("ftp://post.example/", False),
        ("post.example", False),
        ("//post.example/", False),
        ("https://", False),
        ("https://:80", False),
        ("https://a b", False),
        ("https://..", False),
        ("https://a:99999/", False),
        ("http://[", False),
        ("mailto:a@b.example", False),
    ],
)
def test_a_web_address_has_a_scheme_and_a_host(text: str, expected: bool) -> None:
    assert is_web_address(text) is expected


def test_parts_of_an_address() -> None:
    assert host_of("https://Post.Example:8080/x") == "post.example"
    assert host_of("urn:uuid:1") == ""
    assert path_of("https://post.example/feed.rss?x") == "feed.rss"
    assert has_scheme("mailto:x")
    assert not has_scheme("a/b:c")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("C", "c"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        (".NET", "dot-net"),
        ("ASP.NET", "asp-net"),
        ("R&B", "r-and-b"),
        ("50 % off", "50-percent-off"),
        ("Hello, World!", "hello-world"),
        ("Été à Köln", "été-à-köln"),
        ("e\u0301", "é"),
        ("العربية", "العربية"),
        ("हिन्दी", "हिन्दी"),
        ("にほんゴ", "にほんゴ"),
        pytest.param("कर्\u200dण", "कर्ण", id="a joiner is no gap"),
        pytest.param("Donau\u00addampf", "donaudampf", id="a soft hyphen is no gap"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\\b:c*d?", "a-b-c-d"),
        (".htaccess", "dot-htaccess"),
        ("trailing. ", "trailing"),
        pytest.param("😀", short_hash("😀"), id="emoji only"),
        pytest.param("", short_hash(""), id="empty"),
        pytest.param("..", short_hash(".."), id="dots"),
        pytest.param("CON", "con-" + short_hash("con"), id="a device of Windows"),
        pytest.param("lpt1", "lpt1-" + short_hash("lpt1"), id="another"),
        ("console", "console"),
    ],
)
def test_a_name_becomes_a_part_of_a_path(name: str, expected: str) -> None:
    assert slugify(name) == expected


def test_long_names_that_begin_alike_keep_apart() -> None:
    one, two = slugify("日" * 300 + "a"), slugify("日" * 300 + "b")
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= MAX_SLUG_BYTES


@given(st.text(max_size=90) | st.text(alphabet="İßſǅΣς٠ٴ\u0345\u0301ﬁ½²ﾞが.-+#&@%", max_size=90))
@example("con")
@example("a" * 200)
@example("\ud800")
@example("#\u0301")
def test_every_slug_is_a_safe_file_name_and_a_slug_of_itself(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert slugify(slug) == slug
    assert unicodedata.is_normalized("NFC", slug)
    assert not set(slug) & set('/\\:*?"<>|. \n\t\0')
    assert not slug.startswith("-")
    assert slug not in ("con", "nul", "aux", "prn", "com1", "lpt9")
    assert len(slug.encode()) <= MAX_SLUG_BYTES


def test_a_host_in_percents_is_the_host_that_they_spell() -> None:
    assert to_uri("https://b%C3%BCcher.example/%C3%BC") == "https://xn--bcher-kva.example/%C3%BC"
