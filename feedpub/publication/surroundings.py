"""What an article's text may ask about: other articles, pictures and media files."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Literal

import msgspec

from feedpub.loaders.assets import Asset, Assets
from feedpub.publication.assemble import Publication

Question = Literal["asset", "address", "state", "page", "withheld_page"]


class Surroundings:
    """Answers questions about the other files; the answers are all that a text depends on."""

    def __init__(self, publication: Publication, assets: Assets) -> None:
        self.base_url = publication.config.base_url
        self.assets = assets
        self.folder = ""
        """A folder from which articles may be named as from that of the publication."""

        self._publication = publication

    @cached_property
    def _addresses(self) -> dict[str, str]:
        return {a.path: a.url for a in self._publication.articles if not a.key}

    @cached_property
    def _states(self) -> dict[str, str]:
        return {a.path: state.value for a, state in self._publication.withheld if not a.key}

    @cached_property
    def _pages(self) -> dict[str, list[str]]:
        return _by_last_part(self._addresses)

    @cached_property
    def _withheld_pages(self) -> dict[str, list[str]]:
        return _by_last_part(self._states)

    def answer(self, question: Question, name: str) -> str:
        """Return the answer as text; empty if there is none."""
        match question:
            case "asset":
                asset = self.assets.at(name)
                return msgspec.json.encode(asset).decode() if asset else ""
            case "address":
                inner = name.removeprefix(f"{self.folder}/")
                return self._addresses.get(name) or self._addresses.get(inner, "")
            case "state":
                return self._states.get(name, "")
            case "page":
                return self._addresses.get(_named(name, self._pages), "")
            case "withheld_page":
                return self._states.get(_named(name, self._withheld_pages), "")


class Asking:
    """The questions of one article, which are remembered with their answers."""

    def __init__(self, surroundings: Surroundings) -> None:
        self.surroundings = surroundings
        self.asked: list[tuple[Question, str, str]] = []

    def asset(self, path: str) -> Asset | None:
        """Return the picture or media file at a path of the publication."""
        self._ask("asset", path)
        return self.surroundings.assets.at(path)

    def address(self, path: str) -> str:
        """Return the address of the visible article that a file holds."""
        return self._ask("address", path)

    def state(self, path: str) -> str:
        """Return the state of the article that a file holds, if readers cannot see it."""
        return self._ask("state", path)

    def page(self, name: str) -> str:
        """Return the address of the visible article that another program's link names."""
        return self._ask("page", name)

    def withheld_page(self, name: str) -> str:
        """Return the state of the article that such a link names, if readers cannot see it."""
        return self._ask("withheld_page", name)

    def _ask(self, question: Question, name: str) -> str:
        answer = self.surroundings.answer(question, name)
        self.asked.append((question, name, answer))
        return answer


def _by_last_part(paths: Iterable[str]) -> dict[str, list[str]]:
    """Return the paths by the last part of each name that a link may call them."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for name in {name.rpartition("/")[2] for name in _names(path)}:
            found.setdefault(name, []).append(path)
    return found


def _named(name: str, pages: dict[str, list[str]]) -> str:
    """Return the path that another program's link means, without folders or ending."""
    for path in pages.get(name.rpartition("/")[2], ()):
        if any(f"/{known}".endswith(f"/{name}") for known in _names(path)):
            return path
    return ""


def _names(path: str) -> tuple[str, str, str]:
    stem = path.rpartition(".")[0]
    return path, stem, stem.removesuffix("/index")
