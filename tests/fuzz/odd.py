"""Values as nobody expects them in a field, and as everybody does."""

from __future__ import annotations

import random
from typing import Any

WORDS = (
    "harbour ferry council tide pier budget winter signal school factory Lisbon Zoë naïve "
    "日本語 שלום مرحبا Ελλάδα Ærø 🚢 C++ C# .NET R&D 50% rock'n'roll “quoted” e\u0301t\u00e9"
).split()

TEXTS = (
    "",
    " ",
    "\t\n",
    "a\nb",
    "a\r\nb\rc",
    "null",
    "~",
    "true",
    "no",
    "NaN",
    "-",
    "- x",
    "a: b",
    "a: b: c",
    "#",
    "a # b",
    "'",
    '"',
    '"""',
    "'''",
    "\\",
    "\\u0000",
    "%",
    "%zz",
    "@x",
    "`x`",
    "!!python/object:os.system",
    "*alias",
    "&anchor x",
    "<<",
    "{",
    "}",
    "[",
    "]",
    "[[x]]",
    "---",
    "+++",
    "...",
    "[object Object]",
    "\u202e\u2066rtl",
    "שלום \u200f(1)",
    "\ufeffbom",
    "zero\u200bwidth\u200dj\u00adoin",
    "\u0301combining first",
    "👩‍👩‍👧‍👦🇵🇹",
    "\U0001f600\U000e0041",
    "\x85next line\u2028line\u2029paragraph",
    "c1 \x80\x93\x94\x9f",
    "\x01\x08\x1b[31mred\x7f",
    "\ufdd0hole\ufdd1site\ufdd2page\ufdd3",
    "\ufffe\uffff\U0001fffe\U0010ffff",
    "a\u0300" * 50,
    "x" * 300,
    "word " * 400,
    "<script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;b&amp;gt;",
    "<b>bold</b> & <i>it",
    "<img src=x onerror=alert(1)>",
    "]]>",
    "<![CDATA[x]]>",
    "<!-- c",
    "-->",
    "<?xml version='1.0'?>",
    "&#0;&#8;&#xD800;&#x110000;&#x80;&bogus;&amp",
    '" onload="alert(1)',
    "{{ page.title }}",
    "{% include x %}",
    '{{< figure src="x.jpg" >}}',
    "{% raw %}{{ x }}{% endraw %}",
    "../../../etc/passwd",
    "con",
    "a/b\\c",
    "CON.md",
    ".",
    "..",
    "Fwd: Re: =?utf-8?q?x?=",
    "1.10",
    "1e400",
    "0x1F",
    "0o17",
    "1_000",
    "12:30:45",
)

SURROGATES = ("\ud800", "\udc00x", "\ud83d", "\udfff\ud800")
"""Halves of pairs, which JSON can write as an escape and no file can hold."""

NUMBERS: tuple[Any, ...] = (
    0, 1, -1, 7, 20261118, 99999999, 100000000, 1762000000, 1762000000000, 19000101000000,
    19000101000001, 2**31, 2**53 + 1, 2**63, 2**64, 10**30, -(10**30), 0.0, -0.0, 1.5, 1e308,
    float("inf"), float("-inf"), float("nan"), 10**400,
)  # fmt: skip

DATES = (
    "2026-11-18", "2026-11-18T07:30:00Z", "2026-11-18T07:30:00+01:00", "2026-11-18 07:30",
    "2026-11-18 07:30:15.123456789 -0500", "Wed, 18 Nov 2026 07:30:00 +0000", "18 November 2026",
    "November 18, 2026", "Nov. 18th 2026 at 5:30 p.m. EST", "2026/11/18", "18.11.2026",
    "2019-03-31T02:30:00", "2024-02-29", "2025-07-27T12:00:00 Europe/Lisbon",
)  # fmt: skip

NO_DATES = (
    "2016-12-31T23:59:60Z", "01/02/2024", "2026-02-30", "2026-13-01", "2026-11-18T25:00",
    "2026-11-18T24:00:00", "tomorrow", "now", "0001-01-01", "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00", "0000-00-00", "0000-00-00T00:00:00", "0000-00-00 00:00:00",
    "10000-01-01", "-0044-03-15", "2026-W47", "2026-322", "2026-11-18T07:30:00+99:00",
    "2026-11-18T07:30:00+23:59", "２０２６-１１-１８", "٢٠٢٦-١١-١٨",
    "2026-11-18T07:30:00 America/../../etc/passwd", "2026-11-18T07:30 CST6CDT",
    "2026-11-18T07:30 /", "2026--11-18", "1762000000", "1e9", "May", "8pm",
    "2026-11-18T07:30:00ZZ", "2" * 400, "3000-01-01", "1883-01-01", "1601-01-01T00:00:00Z",
)  # fmt: skip

ADDRESSES = (
    "https://example.org/a?b=1&c=2", "http://example.org", "//host.example/x", "/root/x/", "/",
    "x", "../up.html", "./here", "#part", "?q=1", "mailto:ana@example.org", "tel:+351", "pic.png",
    "images/pic.png", "tape.mp3", "missing.jpg", "a1.md", "@/posts/a1.md", "/2018/07/27/title/",
    "https://post.example/same/", "same", "https://é.example/ü?q=ß#ñ",
    "https://user:pw@h.example/",
)  # fmt: skip

NO_ADDRESSES = (
    "", " ", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "\x01javascript:alert(1)", " javascript:alert(1)",
    "javascript&colon;x", "javascript&#58;alert(1)", "&#106;avascript:alert(1)", "vbscript:x",
    "data:text/html,<script>x", "data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,AAAA",
    "feed:javascript:x", "view-source:javascript:x", "file:///etc/passwd", "blob:x", "about:blank",
    "urn:uuid:1", "http://[", "http://[::1]/", "http://a:99999/", "http://a:b/", "http://",
    "https:///x", "https:x", "http:", ":", "//", "///", "http://exa mple/", "http://%41/",
    "http://a..b/", "http://-/", "http://.", "\\\\unc\\x", "C:\\x", "/%zz", "%",
    "../../../../etc/passwd", "../../../../../../../../dev/null", "x" * 3000, "http://\u202ex/",
    "ht\u00adtp://x/", "http://a\ufdd0b/", "\ufdd1", "\ufdd2x\ufdd3", "{{ site.url }}/x",
    "{filename}/a1.md", "http://x/\"onload=\"x", "http://x/'><script>", "https://x/<>",
    "http://\u3002/", "http://xn--a/", "http://" + "a" * 70 + ".example/", "http://a\x00b/",
    "\u0000", "@", "@/", ".", "..",
)  # fmt: skip

LANGUAGES = (
    "en",
    "pt-BR",
    "de_DE",
    "ar",
    "zh-Hant-TW",
    "en_US.UTF-8",
    "english!",
    "x",
    "i-klingon",
)


def text(rng: random.Random) -> str:
    """Return some words, or an odd text."""
    if rng.random() < 0.7:
        return " ".join(rng.choices(WORDS, k=rng.randint(1, 6)))
    if rng.random() < 0.7:
        return rng.choice(TEXTS)
    return rng.choice(TEXTS) + rng.choice(("", " ", "\n")) + rng.choice(TEXTS)


def date(rng: random.Random) -> str:
    """Return a date, mostly one that is."""
    return rng.choice(DATES if rng.random() < 0.93 else NO_DATES)


def address(rng: random.Random) -> str:
    """Return an address, half of them none."""
    return rng.choice(ADDRESSES if rng.random() < 0.5 else NO_ADDRESSES)


def person(rng: random.Random) -> Any:
    """Return an author in one of the forms that people write."""
    name = " ".join(rng.choices(WORDS, k=2))
    forms: tuple[Any, ...] = (
    name, f"{name} <a@example.org>", "ana", f"{name}; {text(rng)}", [name, text(rng)],
    {"name": name, "email": text(rng), "url": address(rng), "bio": text(rng)},
    [{"name": text(rng), "website": address(rng)}, name], {"display_name": name},
)  # fmt: skip
    return rng.choice(forms)


def picture(rng: random.Random) -> Any:
    """Return a picture in one of the forms that people write."""
    table = {"src": address(rng), "alt": text(rng), "caption": text(rng), "credit": text(rng),
             "width": rng.choice((640, "640", 0, "wide", -1)), "height": 480}  # fmt: skip
    kept = {name: value for name, value in table.items() if rng.random() < 0.7}
    return rng.choice((address(rng), kept, [address(rng), kept], [kept], {"feature": kept}))


def media(rng: random.Random) -> Any:
    """Return an enclosure in one of the forms that people write."""
    table = {"url": address(rng), "type": rng.choice(("audio/mpeg", "x", text(rng))),
             "length": rng.choice((1234, "1234", -1, "long", 10**16, None)),
             "duration": rng.choice((60, "01:02:03", None)), "title": text(rng)}  # fmt: skip
    kept = {name: value for name, value in table.items() if rng.random() < 0.7}
    return rng.choice((address(rng), kept, [kept, address(rng)], [kept, kept, kept]))


def correction(rng: random.Random) -> Any:
    """Return a correction in one of the forms that people write."""
    table = {"date": date(rng), "text": text(rng)}
    return rng.choice((text(rng), table, [table, text(rng)], [{"text": text(rng)}], {"date": "x"}))


def names(rng: random.Random) -> Any:
    """Return tags in one of the forms that people write."""
    some = [text(rng) for _ in range(rng.randint(0, 4))]
    tables = [{"name": name, "slug": name} for name in some]
    return rng.choice((some, ", ".join(some), tables, [*some, *tables], [some], {"name": some}))


def anything(rng: random.Random, depth: int = 0) -> Any:
    """Return a value of any type."""
    if depth < 3 and rng.random() < 0.3:
        size = rng.randint(0, 3)
        if rng.random() < 0.5:
            return [anything(rng, depth + 1) for _ in range(size)]
        return {text(rng): anything(rng, depth + 1) for _ in range(size)}
    makers = (
    text, date, address, person, names, lambda rng: rng.choice(NUMBERS),
    lambda rng: rng.choice((True, False, None)),
)  # fmt: skip
    return rng.choice(makers)(rng)
