"""What each mail client supports, as tested for caniemail.com."""

from __future__ import annotations

import functools
from importlib.resources import files
from typing import NamedTuple

import msgspec


class Answer(NamedTuple):
    """What a client does with a feature."""

    word: str
    """``y`` yes, ``n`` no, ``a`` partly, ``u`` unknown, ``-`` never tested."""

    notes: tuple[str, ...] = ()
    """Numbers of notes."""


class Feature(NamedTuple):
    """A feature of HTML, CSS or images."""

    slug: str
    title: str
    tested: str
    """The day of the last test, as 2023-07-24."""

    answers: dict[str, Answer]
    """By client, as `gmail.ios`."""

    notes: dict[str, str]

    @property
    def url(self) -> str:
        """The page that shows the tests."""
        return f"https://www.caniemail.com/features/{self.slug}/"


class Matrix(NamedTuple):
    """All features, for the newest version of each client."""

    source: str
    updated: str
    families: dict[str, str]
    platforms: dict[str, str]
    clients: tuple[str, ...]
    features: dict[str, Feature]


class _Feature(msgspec.Struct):
    title: str
    tested: str
    support: str
    notes: dict[str, str]


class _File(msgspec.Struct):
    source: str
    updated: str
    families: dict[str, str]
    platforms: dict[str, str]
    clients: tuple[str, ...]
    features: dict[str, _Feature]


@functools.cache
def matrix() -> Matrix:
    """Return the data that come with this version of feedpub."""
    path = files("feedpub.newsletter.lint").joinpath("data/caniemail.json")
    read = msgspec.json.decode(path.read_bytes(), type=_File)
    return Matrix(
        read.source,
        read.updated,
        read.families,
        read.platforms,
        read.clients,
        {slug: _feature(slug, feature, read.clients) for slug, feature in read.features.items()},
    )


def _feature(slug: str, read: _Feature, clients: tuple[str, ...]) -> Feature:
    answers = {
        client: _answer(said)
        for client, said in zip(clients, read.support.split(" "), strict=True)
        if said != "-"
    }
    return Feature(slug, read.title, read.tested, answers, read.notes)


@functools.cache
def _answer(said: str) -> Answer:
    return Answer(said[0], tuple(said[1:].split(",")) if said[1:] else ())
