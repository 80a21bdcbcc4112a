"""The logos of `[brand]`: files of the publication that no article names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from feedpub.config import place_of
from feedpub.config.brand import picture_address
from feedpub.config.problem import Path
from feedpub.findings import Finding

if TYPE_CHECKING:
    from feedpub.config.settings import Brand
    from feedpub.project.project import Project


def missing_logos(project: Project) -> Iterator[Finding]:
    """Yield the logos that are served from a folder of ours, but are not there."""
    for at, reference, path in _logos(project):
        if not project.assets.at(path):
            message = f"the picture `{reference}` does not exist"
            hint = "correct the path, which is relative to feedpub.toml, or add the picture"
            place = place_of(project.config, at)
            yield Finding(code="picture-missing", message=message, at=place, hint=hint)


def logo_files(project: Project) -> frozenset[str]:
    """Return the paths at which files for the logos should be."""
    return frozenset(path for _, _, path in _logos(project))


def _logos(project: Project) -> Iterator[tuple[Path, str, str]]:
    """Yield where each logo is named, by which name, and the path that this means."""
    config = project.config
    brands: list[tuple[Path, Brand]] = [(("brand",), config.brand)]
    for index, newsletter in enumerate(config.newsletters):
        brands.append((("newsletters", index, "brand"), newsletter.brand))
    for at, brand in brands:
        given = {"image": brand.logo.image, "dark": brand.logo.dark} if brand.logo else {}
        for key, reference in given.items():
            if path := project.assets.path_of(picture_address(reference, config)):
                yield (*at, "logo", key), reference, path
