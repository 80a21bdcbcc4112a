"""What no type can say of `[brand]`: values that CSS, or some mail program, cannot take."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

import msgspec

from feedpub.config.problem import Path, Problem
from feedpub.config.settings import Brand, Config
from feedpub.urls import absolute, fill


def logo_problems(config: Config, brand: Brand, at: Path = ("brand",)) -> Iterator[Problem]:
    """Yield the pictures of the logo that no reader could load."""
    if brand.logo is None:
        return
    if brand.logo.width < 1:
        yield (*at, "logo", "width"), "`width` must be at least 1", ""
    for key, given in (("image", brand.logo.image), ("dark", brand.logo.dark)):
        if (given or key == "image") and not picture_address(given, config):
            hint = "name a file in a folder of `assets`, or write its address with https://"
            message = f"`{given}` is not served: it is neither an address nor among the assets"
            yield (*at, "logo", key), message, hint


def picture_address(reference: str, config: Config) -> str:
    """Return the address of a picture: as it is, or of a file in a folder of `assets`.

    Empty if it is no address, and no such folder holds the file.
    """
    try:
        if re.match(r"https?://|/", reference, re.IGNORECASE):
            return absolute(reference, config.base_url)
        path = posixpath.normpath(reference)
        for assets in config.articles.assets:
            folder = posixpath.normpath(assets.folder)
            inside = path if folder == "." else path.removeprefix(f"{folder}/")
            if inside != path or (folder == "." and reference and not path.startswith("..")):
                served = fill(assets.url, {"base_url": config.base_url}).rstrip("/") + "/"
                return absolute(inside, served)
    except ValueError:  # `http://[`
        pass
    return ""


WIDTHS = range(320, 801)
"""Pixels of a sheet: telephones are as narrow, and no line should be longer."""


def brand_problems(brand: Brand, at: Path = ("brand",)) -> Iterator[Problem]:
    """Yield what is wrong with the brand whose table is `at`; its logo is not looked at."""
    if brand.width is not None and brand.width not in WIDTHS:
        hint = f"between {WIDTHS.start} and {WIDTHS.stop - 1}; most mail is 600 wide"
        yield (*at, "width"), f"`width` cannot be {brand.width} pixels", hint
    for table, palette in (("colors", brand.colors), ("dark", brand.dark)):
        for name, color in msgspec.structs.asdict(palette).items():
            if color and not _COLOR.fullmatch(color):
                hint = f'write # and six digits, as in {name} = "{_six_digits(color)}"'
                yield (*at, table, name), f"`{color}` is no colour of six digits", hint
    for name, font in msgspec.structs.asdict(brand.fonts).items():
        if font and not _FONTS.fullmatch(font):
            hint = f"""for example {name} = "Charter, 'Times New Roman', serif\""""
            yield (*at, "fonts", name), f"`{font}` is no list of fonts", hint


_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_WORD = r"-?[^\W\d][\w-]*"
_NAME = rf"""(?:"[\w .-]+"|'[\w .-]+'|{_WORD}(?: {_WORD})*)"""
_FONTS = re.compile(rf" *{_NAME}(?: *, *{_NAME})* *")


def _six_digits(color: str) -> str:
    """Return what was likely meant, or an example."""
    short = re.fullmatch(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})", color.strip())
    if not short:
        return "#9a1b1e"
    digits = short[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
