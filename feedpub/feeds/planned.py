"""A file that is to be written: what it is, whether it would change, and how it is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from feedpub.config import CONFIG_NAME, Config, place_of
from feedpub.errors import ConfigError, Location

Kind = Literal["feed", "archive", "page", "site", "edition"]


class Planned(NamedTuple):
    """A file that is to be written."""

    path: str
    """Relative to the output folder, with forward slashes."""

    media_type: str
    kind: Kind
    """What people subscribe to is a feed; its older articles are its archive.

    An edition is the web page of one, or the list of a newsletter's.
    """

    what: str
    """What it is, for errors: ``the feed `News` ``."""

    key: Callable[[], str]
    """Returns a hex digest of everything that the bytes depend on, and of nothing else."""

    body: Callable[[], bytes]
    """Returns the bytes; equal keys give equal bytes. A TemplateError is the user's mistake."""


def digest_of(write: Callable[[], bytes]) -> str:
    """Return a hex digest of what is cheap to write."""
    return hashlib.blake2b(write(), digest_size=16).hexdigest()


def digest(*parts: object) -> str:
    """Return a hex digest of values that msgspec can encode."""
    data = msgspec.msgpack.encode(parts, order="deterministic")
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def refuse_one_file_for_two(documents: tuple[Planned, ...], config: Config) -> None:
    """Raise if two files, or a file and a folder, would have one name on some system.

    Raises:
        ConfigError: naming the first two, where the settings say so, and what to do.
    """
    files: dict[str, Planned] = {}
    folders: dict[str, Planned] = {}
    for document in documents:
        name = document.path.casefold()  # as many systems see it
        other = files.setdefault(name, document)
        if other is not document:
            message = f"{other.what} and {document.what} are both written to `{document.path}`"
            raise _collision(message, config, other, document)
        folder = name.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = document
            folder = folder.rpartition("/")[0]
    for name in files.keys() & folders.keys():
        file, inner = files[name], folders[name]
        message = f"{file.what} is the file `{file.path}`, and {inner.what} needs a folder there"
        raise _collision(message, config, file, inner)


def _collision(message: str, config: Config, *documents: Planned) -> ConfigError:
    hints: Mapping[Kind, str] = {
        "feed": "give one of them another `path`",
        "archive": "set `archives = false` for the feed",
        "page": "set `pages = false` in [site]",
        "site": "switch it off in [site]",
        "edition": "set `pages = false` for the newsletter",
    }
    kinds = dict.fromkeys(["feed", *(document.kind for document in documents)])
    named = [setting for one in documents for setting in _settings_of(one, config)]
    at = place_of(config, max(named)[1]) if named else Location(CONFIG_NAME)
    return ConfigError(message, at=at, hint=", or ".join(hints[kind] for kind in kinds))


def _settings_of(
    document: Planned, config: Config
) -> Iterator[tuple[tuple[bool, int], tuple[str | int, ...]]]:
    """Yield the settings that name the file of a feed, or that of the feed of an archive.

    The first of each pair says how near they are: the name of the file itself is nearest, and
    the feed that was added last.
    """
    is_feed = document.kind == "feed"
    if not is_feed and document.kind != "archive":
        return
    for index, feed in enumerate(config.feeds):
        for format in feed.formats:
            setting: tuple[str | int, ...] = ("feeds", index, "path")
            pattern = pattern_of(feed.path) + (r"\." if is_feed else r"/\d{4}-\d\d\.") + format
            if is_feed and format in feed.files:
                setting = ("feeds", index, "files", format)
                pattern = pattern_of(feed.files[format])
            if re.fullmatch(pattern, document.path):
                yield (is_feed, index), setting


def pattern_of(name: str) -> str:
    """Return the pattern of the files that a name such as ``tags/{tag}`` stands for."""
    return re.sub(r"\\{\w+\\}", "[^/]+", re.escape(name))
