"""The only door to premailer.

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
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from feedpub.newsletter.inline.cascade import merged, weight
from feedpub.newsletter.inline.failure import CannotInline

_FAILURES = (AttributeError, TypeError, ValueError, SyntaxError, RuntimeError)
"""How premailer and cssselect fail on CSS that they do not understand."""


def inline(html: str) -> str:
    """Return the document with its CSS inlined."""
    try:
        return _transform()(html)
    except _FAILURES as e:
        raise CannotInline(f"the CSS cannot be inlined: {e}") from e


@functools.cache
def _transform() -> Callable[[str], str]:
    # Imported here because it costs 100 ms that `feedpub build` need not pay.
    import cssutils
    from lxml import etree

    premailer = _hardened(_imported())
    cssutils.log.setLevel("CRITICAL")  # it reports every `mso-` property otherwise
    cssutils.ser.prefs.minimizeColorHash = False  # Outlook wants all six digits
    # `allow_network=False` does not cover `@import`; an own fetcher does.
    parser = cssutils.CSSParser(fetcher=_nothing, validate=False)
    parsed: dict[str, Any] = {}  # a mail's rules are those of the last one, mostly

    class SafePremailer(premailer.Premailer):  # type: ignore[misc, name-defined]
        """One that cannot reach the network or the disk, and weighs rules as browsers do."""

        def _parse_css_string(self, css_body: str, validate: bool = True) -> Any:
            return parser.parseString(css_body)

        def _parse_style_rules(self, css_body: str, ruleset_index: int) -> Any:
            if css_body not in parsed:
                if len(parsed) >= _MOST_SHEETS:
                    parsed.clear()
                parsed[css_body] = super()._parse_style_rules(css_body, 0)
            rules, leftover = parsed[css_body]
            return [(weight(rule, ruleset_index), *rule[1:]) for rule in rules], leftover

        def _load_external(self, url: str) -> str:
            return ""

    def transform(html: str) -> str:
        root = etree.fromstring(html.strip(), etree.HTMLParser(huge_tree=True))
        if root is None:  # nothing but a comment
            return ""
        with warnings.catch_warnings(action="ignore"):  # of its own attributes, with its own path
            SafePremailer(root, **_SETTINGS).transform()
        # Any other spelling of the doctype, or none, sends browsers into quirks mode.
        written: bytes = etree.tostring(
            root, method="html", encoding="utf-8", doctype="<!DOCTYPE html>"
        )
        return written.decode() + "\n"

    return transform


def _imported() -> Any:
    # All cached functions of premailer share one cache whose keys do not say which function
    # they belong to, so `<p style="p">` crashes. The size is read when it is imported.
    os.environ["PREMAILER_CACHE_MAXSIZE"] = "0"
    with _without_requests():
        import premailer.premailer
    return premailer.premailer


def _hardened(module: Any) -> Any:
    """Give premailer caches that do not mix, and a merge that keeps the order of the cascade."""
    pairs = functools.lru_cache(maxsize=4096)(module.csstext_to_pairs)

    def merge(style: str, rules: Iterable[Any], *_: Any, **__: Any) -> str:
        own = pairs(style, validate=False) if style else ()
        return merged(own, rules)

    module.csstext_to_pairs = pairs
    module.merge_styles = merge
    module.FILTER_PSEUDOSELECTORS = _Structural()
    module._create_cssselector = functools.lru_cache(maxsize=1024)(module._create_cssselector)
    return module


class _Structural:
    """Pseudo-classes that depend on the document alone, so that their rules can be inlined."""

    _names = re.compile(
        r":(?:(?:first|last|only)-(?:child|of-type)|empty|root"
        r"|nth-(?:last-)?(?:child|of-type)\([^()]*\)|not\([^():]*\))"
    )

    def __contains__(self, pseudo: str) -> bool:
        return bool(self._names.fullmatch(pseudo))


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


_MOST_SHEETS = 32


def _nothing(url: str) -> tuple[None, bytes]:
    return None, b""
