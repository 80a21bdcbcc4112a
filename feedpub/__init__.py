"""feedpub publishes a folder of articles to every feed reader and every inbox."""

__version__ = "0.1.0"
