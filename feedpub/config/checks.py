"""What no type can say of the settings. To add a check: a function, and its name in `_CHECKS`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from zoneinfo import ZoneInfo

from feedpub.config.brand import brand_problems, logo_problems
from feedpub.config.grammar import LANGUAGE, LANGUAGE_HINT, is_whole_address, misnamed
from feedpub.config.newsletters import newsletter_problems
from feedpub.config.problem import Path, Problem
from feedpub.config.settings import Brand, Config
from feedpub.model import Author
from feedpub.urls import absolute, placeholders


def impossible(config: Config) -> Iterator[Problem]:
    """Yield what no type forbids and no publication can be built with."""
    for check in _CHECKS:
        yield from check(config)


def _publication(config: Config) -> Iterator[Problem]:
    publication = config.publication
    if not publication.title.strip():
        yield ("publication", "title"), "`publication.title` is empty", ""
    if publication.author and not publication.author.name.strip():
        yield ("publication", "author"), "`publication.author` has no name", 'author = "Ann"'
    if not is_whole_address(publication.base_url):
        yield (
            ("publication", "base_url"),
            f"`{publication.base_url}` is no web address",
            'write it whole: base_url = "https://www.example.org/"',
        )
    elif re.search("[?#]", publication.base_url):
        message = f"`{publication.base_url}` is no address of a folder"
        yield ("publication", "base_url"), message, "leave out what begins with `?` or `#`"
    elif not _is_of_the_web(publication.icon, publication.base_url):
        hint = 'for example icon = "/icon.png"'
        yield ("publication", "icon"), f"`{publication.icon}` is no address of the web", hint
    if publication.max_new is not None and publication.max_new < 0:
        yield ("publication", "max_new"), "`max_new` must be at least 0", "0 is for no limit"
    for index, hub in enumerate(publication.hubs):
        if not is_whole_address(hub):
            hint = 'write it whole: hubs = ["https://hub.example.org/"]'
            yield ("publication", "hubs", index), f"`{hub}` is no web address", hint
    for hub in sorted({hub for hub in publication.hubs if publication.hubs.count(hub) > 1}):
        yield ("publication", "hubs"), f"the hub `{hub}` is named twice", "name it once"
    try:
        ZoneInfo(publication.timezone)
    except (KeyError, ValueError, OSError):
        hint = "names are as in Europe/Lisbon or America/New_York"
        yield ("publication", "timezone"), f"`{publication.timezone}` is no time zone", hint
    if not LANGUAGE.fullmatch(publication.language):
        problem = f"`{publication.language}` is no language"
        yield ("publication", "language"), problem, LANGUAGE_HINT


def _is_of_the_web(reference: str, base_url: str) -> bool:
    try:
        return is_whole_address(absolute(reference, base_url))
    except ValueError:  # `http://[`
        return False


def _authors(config: Config) -> Iterator[Problem]:
    authors: dict[Path, Author] = {("authors", n): a for n, a in config.authors.items()}
    if config.publication.author:
        authors["publication", "author"] = config.publication.author
    for path, author in authors.items():
        if author.url and not is_whole_address(author.url):
            hint = 'write it whole: url = "https://www.example.org/"'
            yield (*path, "url"), f"`{author.url}` is no web address", hint


_URL_FIELDS = {"base_url", "year", "month", "day", "section", "slug", "path"}


def _articles(config: Config) -> Iterator[Problem]:
    yield from misnamed(("articles", "url"), config.articles.url, _URL_FIELDS)
    if not {"slug", "path"} & set(placeholders(config.articles.url)):
        hint = "put {slug} or {path} into it"
        yield ("articles", "url"), "`articles.url` would give every article one address", hint
    yield from _inside(("articles", "folder"), config.articles.folder)
    for index, assets in enumerate(config.articles.assets):
        yield from _inside(("articles", "assets", index, "folder"), assets.folder)
        yield from misnamed(("articles", "assets", index, "url"), assets.url, {"base_url"})
        if not is_whole_address(assets.url.replace("{base_url}", config.base_url)):
            hint = 'for example url = "{base_url}images/"'
            yield (("articles", "assets", index, "url"), f"`{assets.url}` is no web address", hint)
    if config.articles.max_bytes < 1:
        yield ("articles", "max_bytes"), "`articles.max_bytes` must be at least 1", ""


def _feeds(config: Config) -> Iterator[Problem]:
    paths: dict[str, str] = {}
    """The files by their names in lower case, since many systems know no other."""

    for index, feed in enumerate(config.feeds):
        here: Path = ("feeds", index)
        allowed = {feed.per} if feed.per else set()
        for key, text in (("path", feed.path), ("title", feed.title)):
            yield from misnamed((*here, key), text, {str(name) for name in allowed})
        for name in [feed.path, *feed.files.values()]:
            if feed.per and feed.per not in placeholders(name):
                hint = f'for example path = "{feed.per}s/{{{feed.per}}}"'
                yield (
                    (*here, "path"),
                    f"`{name}` lacks {{{feed.per}}}, so all would be one file",
                    hint,
                )
        if feed.limit < 1:
            yield (*here, "limit"), "`limit` must be at least 1", ""
        if not feed.formats:
            yield (*here, "formats"), "`formats` is empty", "one of rss, atom, json"
        for format in feed.formats:
            path = feed.files.get(format, f"{feed.path}.{format}")
            key = "files" if format in feed.files else "path"
            given = feed.files.get(format, feed.path)
            yield from _inside((*here, key), given)
            yield from _servable((*here, key), given, path)
            if other := paths.get(path.casefold()):
                message = f"two feeds are written to `{path}`"
                if other != path:
                    message = f"`{other}` and `{path}` are one file on many systems"
                yield (*here, "path"), message, "give one another path"
            paths[path.casefold()] = path


def _brand(config: Config) -> Iterator[Problem]:
    brands: dict[Path, Brand] = {("brand",): config.brand}
    for index, newsletter in enumerate(config.newsletters):
        brands["newsletters", index, "brand"] = newsletter.brand
    for path, brand in brands.items():
        yield from brand_problems(brand, path)
        yield from logo_problems(config, brand, path)


_CHECKS: tuple[Callable[[Config], Iterator[Problem]], ...] = (
    _publication,
    _authors,
    _articles,
    _feeds,
    newsletter_problems,
    _brand,
)


_OURS = {".feedpub.json", ".feedpub-staging"}
"""What feedpub keeps in the output folder for itself; see `output`."""


def _servable(key: Path, given: str, path: str) -> Iterator[Problem]:
    """The name of a file is the end of its address, sign for sign, but for spaces and letters."""
    parts = given.split("/")
    if bad := re.search(r"[?#%\\\0-\x1f\x7f]", given):
        message = f"the character {bad[0]!r} cannot stand in the address of a feed"
        yield key, message, "use letters, digits, hyphens and slashes"
    elif not parts[-1]:
        yield key, f"`{given}` names no file", f'for example "{given}feed"'
    elif {"", "."} & set(parts[1:] if given.startswith("/") else parts):
        yield key, f"`{given}` is written in a roundabout way", "use single slashes and no `./`"
    elif path.split("/")[0].casefold() in _OURS:
        yield key, f"`{path.split('/')[0]}` is feedpub's own", "use another name"
    elif any(re.match(r"\.(?!\.$|well-known$|feedpub)", part) for part in parts):
        message = f"`{given}` is hidden: most hosts serve no name that begins with a point"
        yield key, message, "leave out the point"


def _inside(path: Path, folder: str) -> Iterator[Problem]:
    """The output and the sources stay within their folders, on every system."""
    if folder.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", folder) or ":" in folder:
        yield path, f"`{folder}` leads out of the publication", "use a path below it"
