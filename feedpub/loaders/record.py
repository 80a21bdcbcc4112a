"""A table of fields as some program writes it, to an article record.

To understand another program's name for a field, add it to `NAMES`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from feedpub.dates import to_utc
from feedpub.errors import ArticleError, Location
from feedpub.findings import Finding
from feedpub.loaders import values
from feedpub.loaders.values import Context
from feedpub.loaders.withheld import is_withheld, is_yes_or_no
from feedpub.loaders.wordpress import from_wordpress
from feedpub.markup.characters import repair
from feedpub.markup.foreign import ForeignTag, resolve_tags
from feedpub.model import Article, Body
from feedpub.places import Place
from feedpub.urls import slugify

Key = tuple[str | int, ...]


class Record(NamedTuple):
    """The fields of one article, and where to find them again for an error."""

    fields: Mapping[str, Any]
    path: str
    key: str = ""
    line: int = 1
    place: Callable[[Key], Place | None] = lambda key: None

    def at(self, key: Key) -> Location:
        """Return where the field stands, or where the record begins."""
        place = self.place(key)
        return Location(self.path, *place) if place else Location(self.path, self.line)


class IncompleteError(ArticleError):
    """The record has no title or no date, so that it may be no article at all."""


NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "guid", "uuid"),
    "title": ("title", "headline", "name"),
    "kicker": ("kicker", "overline", "eyebrow"),
    "standfirst": ("standfirst", "dek", "deck", "subtitle", "subheadline"),
    "summary": ("summary", "excerpt", "custom_excerpt", "description", "abstract",
                "meta_description"),
    "published": (
        "published", "date_gmt", "date", "pubdate", "pub_date", "date_published", "published_at",
        "publish_date", "created", "created_at", "datetime",
    ),
    "updated": (
        "updated", "lastmod", "modified_gmt", "modified", "date_modified", "updated_at",
        "last_modified", "last_modified_at", "update_date",
    ),
    "url": ("url", "permalink", "link", "path"),
    "slug": ("slug",),
    "authors": ("authors", "author", "byline", "by", "primary_author", "creator"),
    "section": ("section", "category"),
    "categories": ("categories",),
    "tags": ("tags", "tag", "keywords"),
    "language": ("language", "lang", "locale"),
    "image": ("image", "feature_image", "featured_image", "cover", "cover_image", "header_image",
              "hero", "thumbnail", "images", "banner_image", "picture"),
    "enclosures": ("enclosures", "enclosure", "attachments", "audio", "podcast"),
    "canonical_url": ("canonical_url", "canonical", "canonicalurl"),
    "source": ("source",),
    "comments_url": ("comments_url", "comment_url"),
    "rights": ("rights", "copyright", "license", "licence"),
    "draft": ("draft",),
    "embargo": ("embargo", "publishdate"),
    "expires": ("expires", "expirydate", "expiry_date", "expires_at", "unpublishdate"),
    "corrections": ("corrections", "correction"),
    "html": ("html", "content_html", "content", "body"),
    "markdown": ("markdown", "content_markdown", "md", "content_text", "text"),
    "aliases": ("aliases", "redirect_from", "aliases_from"),
}  # fmt: skip
"""Our name of each field, and all the names under which people bring it; the first found wins."""

_OURS = {name: ours for ours, names in NAMES.items() for name in names}
_SPREAD = ("taxonomies", "extra", "params", "front_matter")
"""Tables whose fields count as the record's own (Zola, Hugo)."""

_NOTHING = (None, "", "0000-00-00T00:00:00", "0000-00-00 00:00:00")
"""Values that stand for none; the dates are those of WordPress's drafts."""

_DEEPEST = 5
"""No field has a use for lists and tables that are nested deeper."""

_ESSENTIAL = frozenset({"id", "title", "published", "url", "slug", "draft", "embargo", "expires"})
"""A mistake in one of these makes the article unusable; one elsewhere loses that field."""


def read_record(record: Record, context: Context, body: Body | None = None) -> Article:
    """Return the article that the fields describe.

    A `body` given here wins over one in the fields. Fields that cannot be used are
    reported and left out.

    Raises:
        IncompleteError: if there is no title or no date.
        ArticleError: if one of the essential fields cannot be read.
    """
    return _Reader(record, context).article(body)


class _Reader:
    """Reads one record; remembers under which name each field stood."""

    def __init__(self, record: Record, context: Context) -> None:
        self.record = record
        self.context = context
        self.found: dict[str, tuple[Key, Any]] = {}
        self.others: dict[str, list[tuple[str, Any]]] = {}
        """Further values of fields whose first name was found already."""

        self.extra: dict[str, Any] = {}
        self.withheld = context.draft
        self._collect(from_wordpress(record.fields), ())
        self._prefer()

    def _collect(self, fields: Mapping[str, Any], prefix: Key) -> None:
        ranks: dict[str, int] = {}
        for name, value in fields.items():
            plain_name = _plain_name(name)
            if plain_name in _SPREAD and isinstance(value, dict):
                self._collect(value, (*prefix, name))
                continue
            self.withheld |= is_withheld(plain_name, value)
            ours = _OURS.get(plain_name)
            if ours is None:
                self.extra.setdefault(str(name), value)
                continue
            value = self._clean((*prefix, name), value)
            if value in _NOTHING or (plain_name == "published" and is_yes_or_no(value)):
                continue
            rank = NAMES[ours].index(plain_name)
            known = self.found.get(ours)
            if known and (prefix or rank >= ranks.get(ours, 99)):
                self.others.setdefault(ours, []).append((plain_name, value))
                continue
            if known:
                self.others.setdefault(ours, []).append((str(known[0][-1]).lower(), known[1]))
            ranks[ours] = rank
            self.found[ours] = ((*prefix, name), value)

    def _prefer(self) -> None:
        """Settle names that mean different things in different programs."""
        url = self.found.get("url")
        if url and isinstance(url[1], str) and re.search(r"\{[{%]", url[1]):
            self._report("template-tag", url[0], f"the address `{url[1]}` is a template")
            del self.found["url"]
        if "embargo" in self.found and "published" not in self.found:  # Hugo's publishDate alone
            self.found["published"] = self.found["embargo"]

    def article(self, body: Body | None) -> Article:
        given: dict[str, Any] = {}
        for name, (key, value) in self.found.items():
            if (reader := _READERS.get(name)) is None:
                continue
            context = self.context
            if str(key[-1]).endswith("_gmt"):  # WordPress writes these without an offset
                context = msgspec.structs.replace(context, zone=dt.UTC)
            try:
                given[name] = reader(value, context)
            except ValueError as e:
                self._refuse(name, key, e)
        self._combine(given)
        self._settle(given)
        self._complete_title_and_date(given)
        given["slug"] = slugify(given.get("slug") or self.context.slug or given["title"])
        return Article(
            path=self.record.path,
            key=self.record.key,
            line=self.record.line,
            body=body or self._body(),
            extra=self.extra,
            **given,
        )

    def _combine(self, given: dict[str, Any]) -> None:
        """Fold fields that have no field of their own into those that do."""
        categories = given.pop("categories", ())
        if categories and "section" not in given:
            given["section"], categories = categories[0], categories[1:]
        if categories:
            given["tags"] = values.once([*given.get("tags", ()), *categories])
        if aliases := given.pop("aliases", ()):
            self.extra["aliases"] = list(aliases)
        image = given.get("image")
        if image is not None:
            alt, caption = (
                values.words(self._clean((key,), str(self.record.fields.get(key) or "")))
                for key in ("feature_image_alt", "feature_image_caption")
            )
            given["image"] = msgspec.structs.replace(
                image, alt=image.alt or alt, caption=image.caption or caption
            )

    def _settle(self, given: dict[str, Any]) -> None:
        """Settle contradictions so that nothing is shown by mistake, too early, or too long."""
        if self.withheld:
            given["draft"] = True
        for name, pick in (("published", max), ("embargo", max), ("expires", min)):
            if name in self.others and given.get(name):
                given[name] = pick([given[name], *self._moments(name)])
        if given.get("embargo") and given.get("published"):
            given["published"] = max(given["published"], given["embargo"])

    def _moments(self, name: str) -> list[dt.datetime]:
        """Return the moments that further names of a field have, as far as they can be read."""
        found: list[dt.datetime] = []
        if str(self.found[name][0][-1]).endswith("_gmt"):
            return found  # the others are the same without an offset
        for key, value in self.others.get(name, ()):
            with contextlib.suppress(ValueError):
                if not key.startswith(("created", "datetime")) and not key.endswith("_gmt"):
                    found.append(values.date(value, self.context))
        return found

    def _complete_title_and_date(self, given: dict[str, Any]) -> None:
        if not given.get("title"):
            title = self._clean(("title",), self.context.title).strip() or self._title_of_post()
            if not title:
                raise IncompleteError(
                    "the article has no title", at=self.record.at(()), hint="add `title: …`"
                )
            given["title"] = title
        if given.get("published") is None and not given.get("draft", self.context.draft):
            moment = self.context.date or values.date_in_address(given.get("url", ""), self.context)
            if moment is None:
                raise IncompleteError(
                    "the article has no date",
                    at=self.record.at(()),
                    hint="add `date: 2026-11-20`, or begin the file's name with the date",
                )
            given["published"] = max(moment, given.get("embargo") or moment)

    def _title_of_post(self) -> str:
        """Return the title that Jekyll gives a post without one: the words of its file's name."""
        is_post = {"_posts", "_drafts"} & set(self.record.path.split("/"))
        words = self.context.slug.replace("_", "-").split("-") if is_post else []
        return " ".join(word.capitalize() for word in words if word)

    def _body(self) -> Body:
        for name, kind in (("html", "html"), ("markdown", "markdown")):
            if name in self.found:
                key, value = self.found[name]
                if isinstance(value, dict):
                    value = value.get("rendered", "")
                if not isinstance(value, str):
                    raise ArticleError(f"`{key[-1]}` is no text", at=self.record.at(key))
                return Body(self._resolved(key, value, kind), kind, self.record.line)  # type: ignore[arg-type]
        return Body("")

    def _resolved(self, key: Key, text: str, kind: str) -> str:
        """Carry out tags of other programs; others are reported where the field stands."""
        resolved, tags = resolve_tags(text, kind)
        if tags:
            at = self.record.at(key)
            for tag in tags:
                self.context.report(tag_removed(tag, at))
        return resolved

    def _clean(self, key: Key, value: Any, depth: int = 0) -> Any:
        """Repair characters that feeds cannot hold, wherever in the value they are."""
        if isinstance(value, str):
            if value.isprintable():
                return value
            text, bad = repair(value)
            if bad:
                self._report(
                    "control-character",
                    key,
                    f"the character {bad[0].code} in `{repair(str(key[-1]))[0]}` was removed",
                )
            return text
        if isinstance(value, list | tuple | dict) and depth == _DEEPEST:
            return None
        if isinstance(value, list | tuple):
            return [self._clean(key, item, depth + 1) for item in value]
        if isinstance(value, dict):
            return {name: self._clean(key, item, depth + 1) for name, item in value.items()}
        return value

    def _refuse(self, name: str, key: Key, error: ValueError) -> None:
        message, _, hint = str(error).partition(" | ")
        message = f"`{'.'.join(str(k) for k in key)}`: {message}"
        if name == "published" and self.context.date:
            self._report(
                "date-unreadable", key, f"{message}; the date in the file's name is used", hint
            )
        elif name in _ESSENTIAL:
            raise ArticleError(message, at=self.record.at(key), hint=hint) from error
        else:
            self._report("field-ignored", key, message, hint)

    def _report(self, code: str, key: Key, message: str, hint: str = "") -> None:
        self.context.report(Finding(code=code, message=message, at=self.record.at(key), hint=hint))


@lru_cache(maxsize=1024)
def _plain_name(name: object) -> str:
    return str(name).strip().lower().replace("-", "_").replace(" ", "_")


def tag_removed(tag: ForeignTag, at: Location) -> Finding:
    """Return the finding that a tag leaves behind."""
    shown = re.sub(r"\s+", " ", tag.text)
    shown = shown if len(shown) <= 60 else shown[:59] + "…"
    return Finding(code="template-tag", message=f"`{shown}` was removed", at=at)


_READERS: Mapping[str, Callable[[Any, Context], Any]] = {
    "id": values.identifier,
    "title": values.title,
    "kicker": values.line,
    "standfirst": values.prose,
    "summary": values.prose,
    "published": values.date,
    "updated": values.date,
    "url": values.address,
    "slug": values.line,
    "authors": values.authors,
    "section": values.section,
    "categories": values.categories,
    "tags": values.tags,
    "language": values.language,
    "image": values.image,
    "enclosures": values.enclosures,
    "canonical_url": values.web_address,
    "source": values.source,
    "comments_url": values.web_address,
    "rights": values.line,
    "draft": values.draft,
    "embargo": values.date,
    "expires": values.date,
    "corrections": values.corrections,
    "aliases": values.strings,
}

_DATE_IN_NAME = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[-_T ](\d{2})(\d{2})(?=[-_ ]))?[-_ ]?(.*)"
)


def split_name(name: str, zone: dt.tzinfo) -> tuple[dt.datetime | None, str]:
    """Return the date at the beginning of a file's name, in UTC, and the rest of it."""
    match = _DATE_IN_NAME.fullmatch(name) if name[:1].isdigit() else None
    if not match:
        return None, name
    year, month, day, hour, minute = (int(match[n] or 0) for n in range(1, 6))
    try:
        return to_utc(dt.datetime(year, month, day, hour, minute, tzinfo=zone), zone), match[6]
    except ValueError:
        return None, name
