"""The settings: what feedpub.toml may say, and how it is read."""

from feedpub.config.read import CONFIG_NAME, parse_config, place_of
from feedpub.config.settings import (
    ArticlesSettings,
    AssetsSettings,
    Config,
    FeedSettings,
    NewsletterSettings,
    PublicationSettings,
    SiteSettings,
)

__all__ = [
    "CONFIG_NAME",
    "ArticlesSettings",
    "AssetsSettings",
    "Config",
    "FeedSettings",
    "NewsletterSettings",
    "PublicationSettings",
    "SiteSettings",
    "parse_config",
    "place_of",
]
