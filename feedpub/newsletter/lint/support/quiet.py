"""Features whose lack is no finding by itself."""

from __future__ import annotations

QUIET: frozenset[str] = frozenset(
    """
    css-at-media css-at-supports css-at-keyframes css-at-media-device-pixel-ratio
    css-at-media-hover css-at-media-orientation css-at-media-prefers-color-scheme
    css-at-media-prefers-reduced-motion css-color-scheme html-meta-color-scheme
    css-background-origin css-background-position css-background-repeat css-background-size
    css-background-clip css-cursor css-empty-cells css-font-kerning css-hyphenate-character
    css-hyphenate-limit-chars css-hyphens css-orphans css-overflow css-overflow-wrap
    css-left-right-top-bottom css-resize css-scroll-snap css-table-layout
    css-text-decoration-skip-ink
    css-text-underline-position css-text-wrap css-user-select css-widows css-word-break
    css-word-wrap css-z-index css-accent-color css-flex-direction css-flex-wrap css-align-items
    css-justify-content
    css-gap css-grid-template css-outline css-outline-offset
    html-abbr html-acronym html-aria-describedby html-aria-hidden html-aria-label
    html-aria-labelledby html-aria-live html-bdi html-body html-loading-attribute
    html-style html-role html-required html-strike html-target html-wbr html-rp html-rt
    css-inert-attribute
    """.split()
)
"""Where nothing is lost: what they add is more for those who have it, or goes with another
feature that is reported; without them the mail is as it would be anyway. Only a note with a
predicate of its own makes a finding of these."""
