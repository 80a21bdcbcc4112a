"""The only door to css-inline: faster, and nearer to the cascade of browsers."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from feedpub.newsletter.inline.failure import CannotInline, NotInstalled

_IGNORED = ('data-premailer="ignore"', 'data-css-inline="ignore"')


def inline(html: str) -> str:
    """Return the document with its CSS inlined."""
    ours, theirs = _IGNORED
    body = _NO_STYLE.sub(r"\1", _BEFORE.sub("", html))
    body = _STYLE.sub(lambda tag: tag[0].replace(ours, theirs), body)
    if not body.strip():
        return ""
    written = _BEFORE.sub("", _transform()(body))
    written = _STYLE.sub(lambda tag: tag[0].replace(f" {theirs}", ""), written)
    return f"<!DOCTYPE html>\n{written.strip()}\n"


_BEFORE = re.compile(r"\A(?:\s|<!--.*?-->)*(?:<!doctype[^>]*>)?\s*", re.I | re.S)
"""Any other spelling of the doctype, or anything before it, sends browsers into quirks mode."""

_STYLE = re.compile(r"<style\b[^>]*>", re.I)
_NO_STYLE = re.compile(r'(<[a-zA-Z][^<>]*?) style="[^":]*"')
"""Not CSS, at which it would stop."""


@functools.cache
def _transform() -> Callable[[str], str]:
    try:
        import css_inline
    except ImportError as e:
        hint = "pip install 'feedpub[css-inline]', or take `premailer`"
        raise NotInstalled("css-inline is not installed", hint) from e
    inliner = css_inline.CSSInliner(
        keep_at_rules=True,
        keep_style_tags=False,
        remove_inlined_selectors=True,  # or all rules with `:hover` are lost
        load_remote_stylesheets=False,  # it opens sockets and files otherwise
    )

    def transform(html: str) -> str:
        try:
            return inliner.inline(html)
        except (css_inline.InlineError, ValueError) as e:
            raise CannotInline(f"the CSS cannot be inlined: {e}") from e

    return transform
