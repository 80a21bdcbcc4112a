"""Pictures and media files: where they are served, what they are."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.loaders.assets import Assets, media_type_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0\0\0\0\0"
SERVED = (("articles/images", "https://post.example/i/"), ("articles/ä", "https://cdn.example/ä"))


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    (tmp_path / "articles/images").mkdir(parents=True)
    (tmp_path / "articles/images/a b.png").write_bytes(PNG)
    (tmp_path / "articles/x.mp3").write_bytes(b"abc")
    return Assets(tmp_path, SERVED)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("a.JPG", "image/jpeg"),
        ("https://x.example/a.mp3?b=c.png", "audio/mpeg"),
        ("a.exe", ""),
        ("a", ""),
    ],
)
def test_the_type_comes_from_the_ending(address: str, expected: str) -> None:
    assert media_type_of(address) == expected


def test_a_picture_has_its_size_and_a_file_its_length(assets: Assets) -> None:
    picture, sound = assets.at("articles/images/a b.png"), assets.at("articles/x.mp3")
    assert picture
    assert sound
    assert (picture.width, picture.height, picture.length) == (640, 480, len(PNG))
    assert (sound.width, sound.length, sound.media_type) == (None, 3, "audio/mpeg")


@pytest.mark.parametrize(
    "path", ["articles", "no.png", "../x", "articles/images/\0.png", "x" * 999]
)
def test_what_is_no_file_of_ours_is_none(assets: Assets, path: str) -> None:
    assert assets.at(path) is None


def test_nothing_outside_of_the_publication_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(PNG)
    root = tmp_path / "site"
    root.mkdir()
    (root / "link.png").symlink_to(tmp_path / "secret.png")
    assets = Assets(root, ())
    assert assets.at("../secret.png") is None
    assert assets.at("link.png") is None
    assert assets.path_beside("articles/a.md", "../../secret.png") is None


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("images/a%20b.png?v=1#x", "articles/images/a b.png"),
        ("./x.mp3", "articles/x.mp3"),
        ("../top.png", "top.png"),
    ],
)
def test_a_reference_names_a_file_beside_the_article(
    assets: Assets, reference: str, expected: str
) -> None:
    assert assets.path_beside("articles/a.md", reference) == expected


def test_addresses_and_files_belong_together(assets: Assets) -> None:
    assert assets.url_of("articles/images/a.png") == "https://post.example/i/a.png"
    assert assets.url_of("articles/imagesque/a.png") is None
    assert assets.path_of("https://post.example/i/a%20b.png?v") == "articles/images/a b.png"
    assert assets.path_of("https://cdn.example/%C3%A4/x.png") == "articles/ä/x.png"
    assert assets.path_of("https://other.example/i/a.png") is None


def test_the_whole_publication_may_be_served(tmp_path: Path) -> None:
    assets = Assets(tmp_path, ((".", "https://post.example"),))
    assert assets.url_of("a/b.png") == "https://post.example/a/b.png"
    assert assets.path_of("https://post.example/a/b.png") == "a/b.png"


@given(
    head=st.sampled_from(
        [
            b"\xff\xd8\xff\xe0\0\x10JFIF",
            b"GIF89a",
            PNG[:18],
            b"RIFF\0\0\0\0WEBPVP8X",
            b"<svg ",
            b"\0\0\0\x20ftypavif",
            b"II*\0",
            b"BM",
            b"\0\0\0\x0cjP  \r\n",
            b"8BPS",
        ]
    ),
    rest=st.binary(max_size=60),
    ending=st.sampled_from(["png", "jpg", "gif", "webp", "svg", "avif"]),
)
def test_a_broken_picture_has_no_size(
    tmp_path_factory: pytest.TempPathFactory, head: bytes, rest: bytes, ending: str
) -> None:
    root = tmp_path_factory.getbasetemp()
    name = f"broken.{ending}"
    (root / name).write_bytes(head + rest)
    asset = Assets(root, ()).at(name)
    assert asset
    assert asset.length == len(head + rest)
    assert (asset.width is None) == (asset.height is None)
