"""CSS moved from ``<style>`` into ``style`` attributes.

To add an inliner: a module with a function that takes and returns a document and raises
`CannotInline`, and a line in `INLINERS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from feedpub.errors import TemplateError
from feedpub.newsletter.inline import _css_inline, _premailer
from feedpub.newsletter.inline.failure import CannotInline, NotInstalled

__all__ = ["INLINERS", "CannotInline", "NotInstalled", "inline_css", "offending_rule"]

INLINERS: Mapping[str, Callable[[str], str]] = {
    "premailer": _premailer.inline,
    "css-inline": _css_inline.inline,
}

_HINT = (
    'put rules that mail clients read themselves into `<style data-premailer="ignore">`, '
    "and keep the others simple: no nested `@media`, no comma inside `[…]`"
)


def inline_css(html: str, inliner: str = "premailer") -> str:
    """Return the document with its CSS inlined.

    Blocks marked ``data-premailer="ignore"`` and ``@media`` rules stay in the head.
    Nothing is fetched, whatever ``@import`` or ``<link>`` says.

    Raises:
        TemplateError: if the CSS is of a kind that the inliner cannot read.
        NotInstalled: if there is no such inliner here.
    """
    if not html.strip():
        return ""
    try:
        return INLINERS[inliner](_with_media_inside(html))
    except NotInstalled:
        raise
    except CannotInline as e:
        raise TemplateError(str(e), hint=e.hint or _HINT) from e


def offending_rule(html: str, inliner: str = "premailer") -> str:
    """Return the first rule of the document that cannot be inlined; empty if none is alone."""
    for block in re.findall(r"<style(?![^>]*\bignore\b)[^>]*>(.*?)</style>", html, re.S):
        for rule in re.findall(r"[^{}]+\{[^{}]*\}", block):
            head = f"<head><style>{rule}</style></head>"
            try:
                INLINERS[inliner](f"<html>{head}<body><p>x</p></body></html>")
            except CannotInline:
                return str(rule).strip()
    return ""


_WITH_MEDIA = re.compile(r"<style\b([^>]*?)\smedia=\"([^\"]+)\"([^>]*)>(.*?)</style>", re.S)


def _with_media_inside(html: str) -> str:
    """Say the condition of a whole block within it, where inliners heed it."""
    if " media=" not in html:
        return html

    def inside(match: re.Match[str]) -> str:
        before, media, after, css = match.groups()
        if "ignore" in before + after or media == "all":
            return match[0]
        return f"<style{before}{after}>@media {media} {{{css}}}</style>"

    return _WITH_MEDIA.sub(inside, html)
