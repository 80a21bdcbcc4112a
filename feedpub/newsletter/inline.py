"""CSS moved from ``<style>`` into ``style`` attributes; the only door to premailer.

premailer is unmaintained and by default opens sockets and files, crashes on harmless
text, and takes ``!important`` out of the rules that it leaves. Each setting below answers
one of these, and so does each override.
"""

from __future__ import annotations

import contextlib
import functools
import os
import re
import sys
import types
from typing import TYPE_CHECKING, Any

from feedpub.errors import TemplateError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_HINT = (
    'put rules that mail clients read themselves into `<style data-premailer="ignore">`, '
    "and keep the others simple: no nested `@media`, no comma inside `[…]`"
)


def inline_css(html: str) -> str:
    """Return the document with its CSS inlined.

    Blocks marked ``data-premailer="ignore"`` and ``@media`` rules stay in the head.
    Nothing is fetched, whatever ``@import`` or ``<link>`` says.

    Raises:
        TemplateError: if the CSS is of a kind that the inliner cannot read.
    """
    if not html.strip():
        return ""
    try:
        return _transform()(html)
    except _FAILURES as e:
        raise TemplateError(f"the CSS cannot be inlined: {e}", hint=_HINT) from e


def offending_rule(html: str) -> str:
    """Return the first rule of the document that cannot be inlined; empty if none is alone."""
    for block in re.findall(r"<style(?![^>]*\bignore\b)[^>]*>(.*?)</style>", html, re.S):
        for rule in re.findall(r"[^{}]+\{[^{}]*\}", block):
            try:
                _transform()(
                    f"<html><head><style>{rule}</style></head><body><p>x</p></body></html>"
                )
            except _FAILURES:
                return str(rule).strip()
    return ""


_FAILURES = (AttributeError, TypeError, ValueError, SyntaxError, RecursionError)
"""How premailer and cssselect fail on CSS that they do not understand."""


@functools.cache
def _transform() -> Callable[[str], str]:
    # All cached functions of premailer share one cache whose keys do not say which function
    # they belong to, so `<p style="p">` crashes. The size is read when it is imported.
    os.environ["PREMAILER_CACHE_MAXSIZE"] = "0"
    # Imported here because it costs 100 ms that `feedpub build` need not pay.
    import cssutils
    from lxml import etree

    with _without_requests():
        from premailer import Premailer

    cssutils.log.setLevel("CRITICAL")  # it reports every `mso-` property otherwise
    cssutils.ser.prefs.minimizeColorHash = False  # Outlook wants all six digits

    class SafePremailer(Premailer):  # type: ignore[misc]
        """One that cannot reach the network or the disk."""

        def _parse_css_string(self, css_body: str, validate: bool = True) -> Any:
            # `allow_network=False` does not cover `@import`; an own fetcher does.
            parser = cssutils.CSSParser(fetcher=_nothing, validate=validate)
            return parser.parseString(css_body)

        def _load_external(self, url: str) -> str:
            return ""

    def transform(html: str) -> str:
        parser = etree.HTMLParser(huge_tree=True)
        root = etree.fromstring(html.strip(), parser)
        if root is None:  # nothing but a comment
            return ""
        SafePremailer(root, **_SETTINGS).transform()
        # Any other spelling of the doctype, or none, sends browsers into quirks mode.
        written: bytes = etree.tostring(
            root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"
        )
        return written.decode() + "\n"

    return transform


@contextlib.contextmanager
def _without_requests() -> Iterator[None]:
    """Let premailer be imported without requests, which it needs only to fetch.

    Importing requests binds a socket, to see whether the machine has IPv6.
    """
    before = sys.modules.get("requests")
    sys.modules["requests"] = before or types.ModuleType("requests")
    try:
        yield
    finally:
        if before is None:
            del sys.modules["requests"]


_SETTINGS: dict[str, Any] = {
    "strip_important": False,  # or dark mode and narrow screens lose to inlined rules
    "allow_network": False,
    "allow_loading_external_files": False,
    "disable_validation": True,
    "align_floating_images": False,
    "include_star_selectors": True,  # or `a[href*="shop"]` is dropped
    "exclude_pseudoclasses": True,
    "keep_style_tags": False,
    "remove_classes": False,  # the rules in the head need them
    # It would write `height="auto"` and `bgcolor="inherit"`; the templates say it themselves.
    "disable_basic_attributes": ["height", "align", "valign", "bgcolor", "width"],
    "cache_css_parsing": False,
    "base_url": None,
}


def _nothing(url: str) -> tuple[None, bytes]:
    return None, b""
