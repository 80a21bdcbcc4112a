"""What mail looks like: a newsletter's own colours, fonts, logo and width, the publication's, ours.

To change what is ours: the tables below. Templates name the result `look`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from feedpub.config.brand import brand_problems, picture_address
from feedpub.config.settings import Brand, Config, Fonts, Logo, NewsletterSettings, Palette
from feedpub.newsletter.colors import contrast, darkened, lightened
from feedpub.newsletter.story import Html

LIGHT = Palette(
    page="#f1eee8", sheet="#ffffff", panel="#f6f4ef", ink="#1a1917",
    soft="#5d584f", accent="#9a1b1e", rule="#d9d4c9", line="#1a1917",
)  # fmt: skip
DARK = Palette(
    page="#111110", sheet="#1a1a19", panel="#262523", ink="#eeebe4",
    soft="#b3ada1", accent="#f2968b", rule="#45423c", line="#a39d91",
)  # fmt: skip

WIDTH = 600
PADDING = 48
"""Pixels of the sheet's width that are left empty, both sides together."""

_SERIF = "Georgia,'Times New Roman',serif"
_SANS = "system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif"
_MINCHO = "Georgia,'Hiragino Mincho ProN','Yu Mincho','Noto Serif CJK JP',serif"
_GOTHIC = "system-ui,-apple-system,'Hiragino Sans','Yu Gothic',Meiryo,sans-serif"

FONTS: Mapping[str, Fonts] = {
    "": Fonts(headings=_SERIF, text=_SERIF, labels=_SANS),
    "ja": Fonts(headings=_MINCHO, text=_MINCHO, labels=_GOTHIC),
}
"""Fonts that devices have, by language. The last name is what Outlook falls back to."""


class ShownLogo(msgspec.Struct, frozen=True, kw_only=True):
    """A logo as it stands in a mail."""

    image: str
    """Its address."""

    dark: str
    """The address of the one for dark screens; empty if one suits both."""

    alt: str
    width: int


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a template needs to know of the brand; no field is empty but `logo`."""

    light: Palette
    dark: Palette
    fonts: Fonts
    """Lists of names as CSS has them, without double quotes."""

    width: int = WIDTH
    """Pixels of the sheet, where there is room."""

    logo: ShownLogo | None = None

    @property
    def column(self) -> int:
        """Pixels that text and pictures have."""
        return self.width - PADDING

    @property
    def outlook(self) -> Fonts:
        """For each list of fonts the one that Word has; it takes the first, and else Times."""
        lists = msgspec.structs.asdict(self.fonts)
        return Fonts(**{name: _for_word(families) for name, families in lists.items()})

    @property
    def color(self) -> Palette:
        """Each colour as CSS has it for both: ``light-dark(#ffffff,#1a1a19)``."""
        dark = msgspec.structs.asdict(self.dark)
        both = {
            name: f"light-dark({light},{dark[name]})"
            for name, light in msgspec.structs.asdict(self.light).items()
        }
        return Palette(**both)

    def but(
        self,
        *,
        light: Mapping[str, str] | None = None,
        dark: Mapping[str, str] | None = None,
        fonts: Mapping[str, str] | None = None,
        width: int | None = None,
    ) -> Look:
        """Return the look with some of it changed, for a template that has its own.

        Raises:
            TypeError: if there is no colour or font of that name.
            ValueError: if a value cannot be shown by every mail program.
        """
        changed = Brand(
            colors=Palette(**(light or {})),
            dark=Palette(**(dark or {})),
            fonts=Fonts(**(fonts or {})),
            width=width,
        )
        for _, problem, hint in brand_problems(changed):
            raise ValueError(f"{problem}: {hint}")
        return _over(self, changed, self.logo)


def look_of(newsletter: NewsletterSettings, config: Config) -> Look:
    """Return the look of a newsletter: its own settings over the publication's over ours."""
    language = (newsletter.language or config.publication.language).lower().partition("-")[0]
    look = Look(light=LIGHT, dark=DARK, fonts=FONTS.get(language, FONTS[""]))
    for brand in (config.brand, newsletter.brand):
        look = _over(look, brand, _shown(brand.logo, newsletter, config) or look.logo)
    return look


def _over(look: Look, brand: Brand, logo: ShownLogo | None) -> Look:
    light = _filled(brand.colors, look.light)
    dark = _filled(brand.dark, look.dark)
    if brand.colors.accent and not brand.dark.accent:
        dark = msgspec.structs.replace(dark, accent=_legible(light.accent, dark))
    for name, (least, most) in _LINES.items():
        if getattr(brand.colors, name) and not getattr(brand.dark, name):
            wanted = min(max(contrast(getattr(light, name), light.sheet), least), most)
            shade = _as_visible(getattr(light, name), wanted, dark.sheet)
            dark = msgspec.structs.replace(dark, **{name: shade})
    fonts = {
        name: Html(re.sub(r"\s*,\s*", ",", font.strip()).replace('"', "'"))
        for name, font in msgspec.structs.asdict(_filled(brand.fonts, look.fonts)).items()
    }
    return Look(
        light=light, dark=dark, fonts=Fonts(**fonts), width=brand.width or look.width, logo=logo
    )


def _for_word(families: str) -> Html:
    names = [name.strip("'") for name in families.split(",")]
    known = (name for name in names if name.lower() in _WORD_HAS)
    fallback = "Georgia" if names[-1].lower() == "serif" else "Arial"
    return Html(f"'{next(known, fallback)}'")


_WORD_HAS = frozenset(
    "arial calibri cambria candara constantia corbel georgia meiryo tahoma verdana".split()
) | {"courier new", "segoe ui", "times new roman", "trebuchet ms", "yu gothic", "yu mincho"}


def _filled(given: Any, ours: Any) -> Any:
    """Return `ours` with what is `given` in its place."""
    said = {name: value for name, value in msgspec.structs.asdict(given).items() if value}
    return msgspec.structs.replace(ours, **said)


_LEGIBLE = 5.5
"""A contrast that stays above 4.5:1 when a mail program dims the screen."""


def _legible(color: str, palette: Palette) -> str:
    """Return the colour, lighter if it could not be read on the dark grounds."""
    grounds = (palette.sheet, palette.panel)
    for step in range(0, 101, 5):
        shade = lightened(color, step / 100)
        if min(contrast(shade, ground) for ground in grounds) >= _LEGIBLE:
            return shade
    return palette.accent


_LINES = {"line": (3.0, 7.0), "rule": (1.4, 3.0)}
"""Between which contrasts lines stay that are made for dark screens, where white ones glare."""


def _as_visible(color: str, wanted: float, ground: str) -> str:
    """Return the colour with as much white or black in it as comes nearest to the contrast."""
    shades = [shade(color, step / 50) for step in range(51) for shade in (lightened, darkened)]
    return min(shades, key=lambda shade: abs(contrast(shade, ground) - wanted))


def _shown(logo: Logo | None, newsletter: NewsletterSettings, config: Config) -> ShownLogo | None:
    if logo is None:
        return None
    return ShownLogo(
        image=picture_address(logo.image, config),
        dark=picture_address(logo.dark, config) if logo.dark else "",
        alt=logo.alt or newsletter.title,
        width=min(logo.width, (newsletter.brand.width or config.brand.width or WIDTH) - PADDING),
    )
