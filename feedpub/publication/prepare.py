"""What can be said of one article without knowing the others: its address, what it inherits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec

from feedpub.config import Config
from feedpub.errors import Location
from feedpub.findings import Finding
from feedpub.markup.characters import repair
from feedpub.model import Article, Body
from feedpub.publication.address import address_of, within_site
from feedpub.publication.likeness import sketch


def prepare(
    article: Article, digest: str, config: Config, findings: list[Finding]
) -> Article | None:
    """Return the article with what follows from it and the settings alone; its text is left out.

    `digest` is that of its file. None if it has no address; `findings` take why.
    """
    at = Location(article.path, article.line)
    try:
        url = address_of(article, config)
    except ValueError as e:
        message = f"`{article.url}` is no address: {e}"
        findings.append(Finding(code="article-broken", message=message, at=at))
        return None
    known_by = sketch(article.title, article.body.text)
    return msgspec.structs.replace(
        article,
        body=Body("", article.body.kind, article.body.line),
        digest=digest,
        url=url,
        updated=article.updated or (None if article.corrections else article.published),
        extra=_extra(article, config, findings) if article.extra else article.extra,
        language=article.language or config.publication.language,
        authors=article.authors or (config.default_author,),
        rights=article.rights or config.publication.rights,
        fingerprint=known_by.fingerprint,
        marks=known_by.marks,
    )


def _extra(article: Article, config: Config, findings: list[Finding]) -> dict[str, Any]:
    extra: dict[str, Any] = plain_data(article.extra)
    if "aliases" not in extra:
        return extra
    aliases: list[str] = []
    for alias in extra["aliases"]:
        try:
            aliases.append(within_site(alias, config.base_url))
        except ValueError as e:
            message = f"`aliases`: `{alias}` is no address: {e}"
            at = Location(article.path, article.line)
            findings.append(Finding(code="field-ignored", message=message, at=at))
    return {**extra, "aliases": aliases}


def plain_data(value: Any) -> Any:
    """Return what YAML, TOML and JSON hold as what JSON alone can hold.

    Dates become their ISO 8601 text; numbers beyond 64 bits become text too.
    """
    if isinstance(value, str):
        return repair(value)[0]
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if -(2**63) <= value < 2**63 else str(value)
    if isinstance(value, dict):
        return {plain_data(str(name)): plain_data(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain_data(item) for item in value]
    if isinstance(value, set):
        return sorted(plain_data(str(item)) for item in value)
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return repair(str(value))[0]
