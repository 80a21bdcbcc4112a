"""What is noteworthy about articles themselves, whichever feed they are in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from feedpub.feeds.check.links import Site
from feedpub.feeds.check.place import Places
from feedpub.feeds.check.texts import PLAIN, broken_letters, markup
from feedpub.findings import Finding
from feedpub.model import Article
from feedpub.publication.content import full_html
from feedpub.urls import has_scheme

ARTICLE_BYTES = 1_000_000
"""Google News takes articles of at most 1 MB."""


class Subject(NamedTuple):
    """An article, twice."""

    written: Article
    """As its file has it."""

    whole: Article
    """As readers get it."""


Check = Callable[[Subject, Site, Places], Iterator[Finding]]


def check_article(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    """Yield what is noteworthy about one article."""
    for check in CHECKS:
        yield from check(subject, site, places)


def _plain_texts(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the fields that are plain text, with their texts."""
    yield "title", article.title
    yield "kicker", article.kicker
    yield "standfirst", article.standfirst
    yield "summary", article.summary
    yield "section", article.section
    for tag in article.tags:
        yield "tags", tag
    for author in article.authors:
        yield "authors", author.name
        yield "authors", author.bio
    if article.image:
        for text in (article.image.alt, article.image.caption, article.image.credit):
            yield "image", text


def _texts_are_sound(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    for field, text in _plain_texts(subject.written):
        for code, (search, sentence) in PLAIN.items():
            if found := search(text):
                message = sentence.format(found=found, field=field)
                yield Finding(code=code, message=message, at=places.field(subject.written, field))


def _title_is_plain(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    if found := markup(subject.written.title):
        message = f"the title holds the markup `{found}`"
        at = places.field(subject.written, "title")
        yield Finding(code="title-markup", message=message, at=at)


_CODE = re.compile(r"<(code|pre|samp|kbd)\b.*?</\1>", re.S)
_BROKEN = ("Ã", "Â", "â€", "ï»¿", "\ufffd")


def _letters_are_whole(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    html = subject.whole.html
    if not any(sign in html for sign in _BROKEN):
        return
    if found := broken_letters(_CODE.sub("", html)):
        message = f"`{found}` in the text is a letter that a conversion broke"
        at = places.text(subject.written, found)
        yield Finding(code="mojibake", message=message, at=at)


def _there_is_a_text(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    article = subject.written
    if not (
        subject.whole.html or article.image or article.enclosures or article.source
        or article.summary or article.standfirst
    ):  # fmt: skip
        message = f"the article `{article.title}` has no text"
        yield Finding(code="text-missing", message=message, at=places.field(article, "title"))


def _it_is_not_too_large(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    if len(subject.whole.html) * 4 < ARTICLE_BYTES:  # a character has at most four bytes
        return
    size = len(full_html(subject.whole).encode())
    if size > ARTICLE_BYTES:
        message = f"the article has {_megabytes(size)}; services take {_megabytes(ARTICLE_BYTES)}"
        at = places.field(subject.written, "title")
        yield Finding(code="article-large", message=message, at=at)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


_INSECURE = re.compile(r'<(?:img|source|audio|video)\b[^>]*? (?:src|poster)="(http://[^"]+)"')


def _pictures_are_encrypted(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    if not site.base_url.startswith("https:"):
        return
    image = subject.whole.image
    urls = _INSECURE.findall(subject.whole.html) if '"http://' in subject.whole.html else []
    if image and image.url.startswith("http://"):
        urls.append(image.url)
    for url in dict.fromkeys(urls):
        message = f"`{url}` is fetched without encryption"
        at = places.text(subject.written, url, field="image")
        if image and url == image.url:
            at = places.field(subject.written, "image")
        yield Finding(code="picture-insecure", message=message, at=at)


def _enclosures_are_known(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    at = places.field(subject.written, "enclosures") if subject.whole.enclosures else None
    for written in subject.written.enclosures:
        name = written.url.rpartition("/")[2]
        known = next((e for e in subject.whole.enclosures if e.url.endswith(name)), None)
        if known is None:
            continue
        if not written.media_type and known.media_type == "application/octet-stream":
            message = f"the type of `{written.url}` is not known"
            yield Finding(code="enclosure-type", message=message, at=at)
        # A file of our own that has no length does not exist, which is said already.
        if known.length is None and has_scheme(written.url):
            message = f"the size of `{written.url}` is not known"
            yield Finding(code="enclosure-length", message=message, at=at)


def _links_lead_somewhere(subject: Subject, site: Site, places: Places) -> Iterator[Finding]:
    for href, fault in site.broken_links(subject.whole):
        path = href.removeprefix(site.base_url)
        at = places.text(subject.written, href, path, "#" + href.partition("#")[2])
        yield Finding(code=fault.code, message=fault.message, at=at, hint=fault.hint)


CHECKS: Sequence[Check] = (
    _texts_are_sound,
    _title_is_plain,
    _letters_are_whole,
    _there_is_a_text,
    _it_is_not_too_large,
    _pictures_are_encrypted,
    _enclosures_are_known,
    _links_lead_somewhere,
)
