"""Pictures: words for those who do not see them, a width, and what they weigh."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

WIDEST = 2400
"""Pixels from which a picture is more than any screen shows in a mail of 600."""

HEAVIEST = 1_000_000
"""Bytes from which a picture is slow on a telephone."""

_NUMBER = re.compile(r"\d+%?")
_FILE = re.compile(r"(?:IMG|DSC|DSCN|PXL|image|photo|picture|screenshot)?[-_ ]?[\w-]*\d[\w-]*\.(?:jpe?g|png|gif|webp)|[\w-]+\.(?:jpe?g|png|gif|webp)", re.I)  # fmt: skip # noqa: E501
_TINY = 3


def check_pictures(mail: Mail) -> Iterator[Problem]:
    """Yield what is wrong with the pictures."""
    for image in mail.elements:
        if image.tag == "img":
            yield from _words(mail, image)
            yield from _size(mail, image)
            yield from _file(mail, image)


def _problem(code: str, message: str, image: Element) -> Problem:
    source = image.attributes.get("src", "")
    needles = (source, source.rpartition("/")[2])
    return Problem(code, message, element=image, needles=needles, fields=("image",))


def _words(mail: Mail, image: Element) -> Iterator[Problem]:
    alt = image.attributes.get("alt")
    name = image.attributes.get("src", "").rpartition("/")[2][:60]
    if alt is None:
        hidden = image.attributes.get("role") == "presentation" or "aria-hidden" in image.attributes
        if not hidden:
            message = f"the picture `{name}` has no `alt`"
            yield _lacking(mail, _problem("mail-picture-undescribed", message, image))
    elif _FILE.fullmatch(alt.strip()):
        problem = _problem("mail-picture-undescribed",
                           f"the picture `{name}` is described by a file name", image)  # fmt: skip
        yield problem._replace(needles=(alt, *problem.needles))


def _lacking(mail: Mail, problem: Problem) -> Problem:
    """Return the problem where an own template wrote the picture, whosever picture it is."""
    mark = mail.mark(problem.element) if problem.element else None
    return problem._replace(at=mark) if mark and not mark.path.startswith("builtin/") else problem


def _size(mail: Mail, image: Element) -> Iterator[Problem]:
    given = image.attributes
    name = given.get("src", "").rpartition("/")[2][:60]
    for side in ("width", "height"):
        value = given.get(side, "").strip()
        if value and not _NUMBER.fullmatch(value):
            message = f'`{side}="{value}"` is no number, so Outlook shows `{name}` at its full size'
            yield _problem("mail-picture-width", message, image)
    if not given.get("width", "").strip():
        message = f"the picture `{name}` has no `width`, so Outlook shows it at its full size"
        problem = _problem("mail-picture-width", message, image)
        yield problem if "width" in given else _lacking(mail, problem)


def _file(mail: Mail, image: Element) -> Iterator[Problem]:
    source = image.attributes.get("src", "").strip()
    if source.lower().startswith("data:"):
        message = "a picture is embedded, which Gmail and Outlook do not show"
        problem = _problem("mail-picture-embedded", message, image)
        yield problem._replace(needles=(source[:60],))
    elif not source:
        yield _problem("mail-picture-embedded", "a picture has no address", image)
    if mail.origin is None:
        return
    path, size = mail.origin.files.get(source, ("", 0))
    if size > HEAVIEST:
        message = f"the picture `{path}` has {size / 1_000_000:.1f} MB"
        yield _named(_problem("mail-picture-large", message, image), path)
    width = mail.origin.natural.get(source, 0)
    if width > WIDEST:
        message = f"the picture `{path or source}` is {width} pixels wide"
        yield _named(_problem("mail-picture-large", message, image), path)


def _named(problem: Problem, path: str) -> Problem:
    return problem._replace(needles=(*problem.needles, path.rpartition("/")[2]))
