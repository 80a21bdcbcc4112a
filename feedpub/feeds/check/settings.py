"""Where in the settings a feed comes from."""

from __future__ import annotations

import re

from feedpub.config import CONFIG_NAME, Config, FeedSettings
from feedpub.errors import Location
from feedpub.places import toml_place


def place_of_feed(text: str, config: Config, path: str) -> Location:
    """Return the table in the settings that makes the file `path`."""
    for number, settings in enumerate(config.feeds):
        if _makes(settings, path) and (place := toml_place(text, ("feeds", number, "path"))):
            return Location(CONFIG_NAME, *place)
    place = toml_place(text, ("publication", "title"))
    return Location(CONFIG_NAME, *place) if place else Location(CONFIG_NAME)


def _makes(settings: FeedSettings, path: str) -> bool:
    stems = [*settings.files.values(), f"{settings.path}.*", f"{settings.path}/*"]
    return any(_pattern(stem).fullmatch(path) for stem in stems)


def _pattern(template: str) -> re.Pattern[str]:
    pieces = re.split(r"(\{\w+\}|\*)", template)
    return re.compile(
        "".join(
            r"[^/]+" if piece == "*" or piece.startswith("{") else re.escape(piece)
            for piece in pieces
        )
    )
