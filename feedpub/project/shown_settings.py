"""The settings that a mail shows."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from feedpub.newsletter.lint.mail import Origin
from feedpub.places import Path


def shown_settings(origin: Origin) -> Iterator[tuple[Path, str]]:
    """Yield the settings that a mail shows, with what they say."""
    newsletter = origin.newsletter
    for name in ("unsubscribe_url", "preferences_url", "reason", "title", "postal_address"):
        yield (*origin.table, name), getattr(newsletter, name)
    for brand, path in ((newsletter.brand, origin.table), (origin.config.brand, ())):
        if brand.logo:
            for name, value in msgspec.structs.asdict(brand.logo).items():
                yield (*path, "brand", "logo", name), str(value)
    publication = origin.config.publication
    yield ("publication", "title"), publication.title
    yield ("publication", "base_url"), publication.base_url
