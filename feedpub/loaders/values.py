"""One function for each kind of value, whatever program wrote it.

Each returns the value as the record has it, or raises ValueError with a sentence; a hint
may follow behind `` | ``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import msgspec

from feedpub.dates import parse_date, to_utc
from feedpub.errors import ArticleError
from feedpub.findings import Finding
from feedpub.loaders.withheld import HIDDEN, NO, YES, word
from feedpub.markup.characters import repair
from feedpub.markup.clean import clean_html
from feedpub.markup.text import plain, text_of
from feedpub.model import Author, Correction, Enclosure, Image, Link
from feedpub.urls import is_web_address


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What a loader knows besides the fields of the record."""

    zone: dt.tzinfo
    authors: Mapping[str, Author]
    """Authors of the settings, by their short names."""

    report: Callable[[Finding], None]
    """Takes what is noteworthy about an article that can be used."""

    broken: Callable[[ArticleError], None]
    """Takes the error of one record of many, so that the others can follow."""

    title: str = ""
    """Title that was found in the text, for a record that has none."""

    date: dt.datetime | None = None
    """Date in the file's name, for a record that has none; in UTC."""

    draft: bool = False
    """Whether the file lies among drafts."""

    slug: str = ""
    """Name of the file without its date, for a record that has none."""


@lru_cache(maxsize=4096)  # the same tags, authors and sections come again and again
def words(text: str) -> str:
    """Plain text on one line, without what only a reference such as ``&#129;`` brings."""
    found = plain(text)
    return found if found.isprintable() else " ".join(repair(found)[0].split())


def line(value: Any, context: Context) -> str:
    """Plain text on one line."""
    return words(_text(value))


def prose(value: Any, context: Context) -> str:
    """Plain text that may have been written as HTML, as WordPress and Ghost do."""
    text = _text(value)
    if _CLOSING_TAG.search(text):
        return " ".join(repair(text_of(clean_html(text, lambda tag, url: None)))[0].split())
    return words(text)


_CLOSING_TAG = re.compile(r"</[a-z][a-z0-9]*>", re.I)


def title(value: Any, context: Context) -> str:
    """A title: plain text that is not empty."""
    text = words(_text(value))
    if not text:
        raise ValueError("the title is empty | write what readers shall see")
    return text


def identifier(value: Any, context: Context) -> str:
    """An id, kept byte for byte, since readers compare it so."""
    text = _text(value).strip()
    if not text or re.search(r"\s", text):
        raise ValueError(f"`{text}` is no id | an id has no spaces, as in urn:uuid:… or tag:…")
    return text


def date(value: Any, context: Context) -> dt.datetime:
    """A moment, in UTC."""
    hint = " | write it as 2026-11-20T17:00:00+00:00, or 2026-11-20"
    if isinstance(value, dt.datetime):
        return to_utc(value, context.zone)
    if isinstance(value, dt.date):
        return to_utc(
            dt.datetime(value.year, value.month, value.day, tzinfo=context.zone), context.zone
        )
    if isinstance(value, int) and not isinstance(value, bool) and value > 19_000_101_000_000:
        raise ValueError(f"`{value}` is not a date{hint}")
    if isinstance(value, int) and not isinstance(value, bool) and value > 99_999_999:
        return _from_epoch(value)
    try:
        return parse_date(_text(value), context.zone)
    except ValueError as e:
        raise ValueError(f"{str(e).partition(' | ')[0]}{hint}") from None


def _from_epoch(number: int) -> dt.datetime:
    """Seconds or milliseconds since 1970, as databases export them."""
    seconds = number // 1000 if number > 99_999_999_999 else number
    return to_utc(dt.datetime.fromtimestamp(seconds, dt.UTC), dt.UTC)


_DATED_PATH = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})(?:/(\d{1,2}))?/")


def date_in_address(url: str, context: Context) -> dt.datetime | None:
    """Return the date in ``2018/07/27/title``, if there is one."""
    match = _DATED_PATH.search(url)
    if not match or not match[3]:
        return None
    try:
        return parse_date(f"{match[1]}-{match[2]}-{match[3]}", context.zone)
    except ValueError:
        return None


_SHOWN = frozenset("published publish sent scheduled future".split())


def draft(value: Any, context: Context) -> bool:
    """A yes or no, or a word for one of them."""
    if word(value) in YES | HIDDEN:
        return True
    if word(value) in NO | _SHOWN:
        return False
    raise ValueError(f"`{value}` is neither true nor false")


def address(value: Any, context: Context) -> str:
    """An address, whole or within the site; checked when the publication is assembled."""
    text = _text(value).strip()
    if re.search(r"(?:^|/):\w", text):
        raise ValueError(
            f"`{text}` is a pattern | write patterns as `articles.url` in feedpub.toml"
        )
    return text


def web_address(value: Any, context: Context) -> str:
    """An absolute http or https address."""
    text = _text(value).strip()
    if not is_web_address(text):
        raise ValueError(f"`{text}` is no web address | write it whole, with https://")
    return text


def language(value: Any, context: Context) -> str:
    """A language tag, with a hyphen (BCP 47)."""
    text = _text(value).strip().replace("_", "-").partition(".")[0]
    if not re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", text):
        raise ValueError(f"`{text}` is no language | write it as `en` or `pt-BR`")
    return text


def section(value: Any, context: Context) -> str:
    """One name; the first of several."""
    names = strings(value, context)
    return names[0] if names else ""


def tags(value: Any, context: Context) -> tuple[str, ...]:
    """A list, or names separated by commas."""
    if isinstance(value, str):
        value = value.split(",")
    return once(strings(value, context))


def categories(value: Any, context: Context) -> tuple[str, ...]:
    """A list, names separated by commas, or one word after another as Jekyll has them."""
    if isinstance(value, str):
        value = value.split("," if "," in value else None)
    return once(strings(value, context))


def strings(value: Any, context: Context) -> tuple[str, ...]:
    """A list of texts; tables are known by their `name`, as in Ghost's exports.

    A table whose name begins with ``#`` is a tag that Ghost shows to nobody.
    """
    items = value if isinstance(value, list | tuple) else [value]
    found = [
        words(item)
        if isinstance(item, str)
        else words(_text(item.get("name") if isinstance(item, dict) else item))
        for item in items
        if item is not None and not _is_internal(item)
    ]
    return tuple(text for text in found if text)


def _is_internal(item: Any) -> bool:
    return isinstance(item, dict) and str(item.get("name")).startswith("#")


def once(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in their order."""
    return tuple(dict.fromkeys(names))


_MAILBOX = re.compile(r"(.*?)\s*<([^<>\s]+@[^<>\s]+)>")


def authors(value: Any, context: Context) -> tuple[Author, ...]:
    """Names, ``Name <address>``, tables, or short names from the settings."""
    if isinstance(value, str) and ";" in value:
        value = value.split(";")
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(_author(item, context) for item in items if item)


def _author(value: Any, context: Context) -> Author:
    if isinstance(value, dict):
        return _author_table(value, context)
    text = _text(value).strip()
    if not isinstance(value, str):
        raise ValueError(f"`{value}` is no name")
    if text in context.authors:
        return context.authors[text]
    if match := _MAILBOX.fullmatch(text):
        return Author(name=words(match[1].strip("\"' ")) or match[2], email=match[2])
    if not words(text):
        raise ValueError("an author has no name")
    return Author(name=words(text))


def _author_table(table: dict[str, Any], context: Context) -> Author:
    given = {str(k).lower(): _text(v) for k, v in table.items() if isinstance(v, str | int)}
    name = words(given.get("name", given.get("display_name", "")))
    if not name:
        raise ValueError("an author has no `name`")
    known = context.authors.get(name, Author(name=name))
    return Author(
        name=known.name,
        email=_mailbox_or_nothing(given.get("email", known.email)),
        url=_web_or_nothing(given.get("url", given.get("website", known.url))),
        bio=words(given.get("bio", given.get("description", known.bio)) or ""),
    )


def _mailbox_or_nothing(address: str) -> str:
    return address if re.fullmatch(r"[^\s<>,;]+@[^\s<>,;]+", address) else ""


def _web_or_nothing(url: str) -> str:
    """An author is no less an author for an address that no reader can follow."""
    return url if is_web_address(url) else ""


def image(value: Any, context: Context) -> Image | None:
    """An address, or a table; the first of several."""
    if isinstance(value, list | tuple):
        return image(value[0], context) if value else None
    if isinstance(value, dict):
        url = _first(value, "url", "src", "path", "image", "file")
        alt, caption = (
            words(_first(value, *names)) for names in (("alt", "description"), ("caption", "title"))
        )
        if not url and not alt and not caption:
            raise ValueError("the picture has no `url`")
        size = [_whole(value.get(name)) for name in ("width", "height")]
        credit = words(_first(value, "credit", "attribution"))
        return Image(
            url=url, alt=alt, caption=caption, credit=credit, width=size[0], height=size[1]
        )
    return Image(url=_address_in(value))


def enclosures(value: Any, context: Context) -> tuple[Enclosure, ...]:
    """Addresses or tables."""
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(_enclosure(item) for item in items if item)


def _enclosure(value: Any) -> Enclosure:
    if not isinstance(value, dict):
        return Enclosure(url=_address_in(value))
    url = _first(value, "url", "src", "path", "file")
    if not url:
        raise ValueError("the media file has no `url`")
    return Enclosure(
        url=url,
        media_type=_media_type(_first(value, "type", "media_type", "mime_type")),
        length=_whole(value.get("length", value.get("size_in_bytes"))),
        title=words(_first(value, "title")),
        duration=_whole(value.get("duration", value.get("duration_in_seconds"))),
    )


def _media_type(text: str) -> str:
    if text and not re.fullmatch(r"[\w.+-]+/[\w.+-]+", text, re.ASCII):
        raise ValueError(f"`{text}` is no media type | write it as audio/mpeg, or leave it out")
    return text


def source(value: Any, context: Context) -> Link:
    """Where the article comes from: an address, or a table with `url` and `title`."""
    if isinstance(value, dict):
        return Link(
            url=web_address(_first(value, "url"), context),
            title=words(_first(value, "title", "name")),
        )
    return Link(url=web_address(value, context))


def corrections(value: Any, context: Context) -> tuple[Correction, ...]:
    """Texts, or tables with `date` and `text`."""
    items = value if isinstance(value, list | tuple) else [value]
    return tuple(_correction(item, context) for item in items if item)


def _correction(value: Any, context: Context) -> Correction:
    if not isinstance(value, dict):
        return Correction(text=words(_text(value)))
    text = words(_first(value, "text", "correction", "note"))
    if not text:
        raise ValueError("a correction has no `text`")
    moment = date(value["date"], context) if value.get("date") else None
    return Correction(text=text, date=moment)


def _address_in(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"`{value}` is no address | write where the file is, as images/ferry.jpg")
    return value.strip()


def _first(table: Mapping[str, Any], *names: str) -> str:
    for name in names:
        if table.get(name) not in (None, ""):
            return _text(table[name]).strip()
    return ""


def _whole(value: Any) -> int | None:
    if value in (None, ""):
        return None
    if isinstance(value, bool) or not re.fullmatch(r"\d{1,15}", str(value)):
        raise ValueError(f"`{value}` is no whole number")
    return int(value)


def _text(value: Any) -> str:
    """Return a scalar as text; WordPress wraps texts in `rendered`."""
    if isinstance(value, dict) and "rendered" in value:
        value = value["rendered"]
    if isinstance(value, bool) or not isinstance(value, str | int | float | dt.date):
        kind = {"dict": "a table", "list": "a list", "bool": "true or false", "NoneType": "nothing"}
        raise ValueError(
            f"text was expected, not {kind.get(type(value).__name__, type(value).__name__)}"
            " | write one text, between quotes"
        )
    return str(value)
