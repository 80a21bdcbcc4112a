"""How each feature of the data is seen in a document; one table for each kind of sight.

A feature is in one table only, or in `UNSEEN` with the reason. A test compares them with
the data, so that a new feature cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping

from feedpub.newsletter.lint.support.properties import PROPERTIES

__all__ = ["PROPERTIES"]

Words = Mapping[str, str]
"""Slugs, and the words, between spaces, that each is seen by."""

VALUES: Mapping[str, tuple[str, str]] = {
    "css-display-flex": ("display", r"\b(?:inline-)?flex\b"),
    "css-display-grid": ("display", r"\b(?:inline-)?grid\b"),
    "css-display-none": ("display", r"\bnone\b"),
    "css-intrinsic-size": (
        "width height min-width max-width min-height max-height",
        r"\b(?:fit|min|max)-content\b",
    ),
    "css-sytem-ui": (
        "font-family font",
        r"\b(?:system-ui|ui-(?:serif|sans-serif|rounded|monospace))\b",
    ),
}
"""Seen by a property with a value in which the pattern is."""

FUNCTIONS: Words = {
    "css-conic-gradient": "conic-gradient repeating-conic-gradient",
    "css-function-clamp": "clamp",
    "css-function-light-dark": "light-dark",
    "css-function-max": "max",
    "css-function-min": "min",
    "css-linear-gradient": "linear-gradient repeating-linear-gradient -webkit-linear-gradient",
    "css-modern-color": "lch oklch lab oklab",
    "css-radial-gradient": "radial-gradient repeating-radial-gradient",
    "css-rgb": "rgb",
    "css-rgba": "rgba",
    "css-unit-calc": "calc",
    "css-variables": "var",
}
"""Seen by a function in a value."""

UNITS: Words = {
    "css-unit-ch": "ch",
    "css-unit-cm": "cm",
    "css-unit-em": "em",
    "css-unit-ex": "ex",
    "css-unit-in": "in",
    "css-unit-mm": "mm",
    "css-unit-pc": "pc",
    "css-unit-percent": "%",
    "css-unit-pt": "pt",
    "css-unit-px": "px",
    "css-unit-rem": "rem",
    "css-unit-vh": "vh",
    "css-unit-vmax": "vmax",
    "css-unit-vmin": "vmin",
    "css-unit-vw": "vw",
    "css-unit-initial": "initial",
}
"""Seen by the unit of a number in a value; `initial` by the word."""

AT_RULES: Words = {
    "css-at-font-face": "font-face",
    "css-at-import": "import",
    "css-at-keyframes": "keyframes -webkit-keyframes",
    "css-at-media": "media",
    "css-at-supports": "supports",
}

MEDIA: Words = {
    "css-at-media-device-pixel-ratio": "-webkit-device-pixel-ratio "
    "-webkit-min-device-pixel-ratio -webkit-max-device-pixel-ratio",
    "css-at-media-hover": "hover any-hover",
    "css-at-media-orientation": "orientation",
    "css-at-media-prefers-color-scheme": "prefers-color-scheme",
    "css-at-media-prefers-reduced-motion": "prefers-reduced-motion",
}
"""Seen by a feature in a media query."""

PSEUDOS: Words = {
    "css-pseudo-class-active": ":active",
    "css-pseudo-class-checked": ":checked",
    "css-pseudo-class-default": ":default",
    "css-pseudo-class-first-child": ":first-child",
    "css-pseudo-class-first-of-type": ":first-of-type",
    "css-pseudo-class-focus": ":focus",
    "css-pseudo-class-focus-visible": ":focus-visible",
    "css-pseudo-class-focus-within": ":focus-within",
    "css-pseudo-class-has": ":has",
    "css-pseudo-class-hover": ":hover",
    "css-pseudo-class-lang": ":lang",
    "css-pseudo-class-last-child": ":last-child",
    "css-pseudo-class-last-of-type": ":last-of-type",
    "css-pseudo-class-link": ":link",
    "css-pseudo-class-not": ":not",
    "css-pseudo-class-nth-child": ":nth-child",
    "css-pseudo-class-nth-last-child": ":nth-last-child",
    "css-pseudo-class-nth-last-of-type": ":nth-last-of-type",
    "css-pseudo-class-nth-of-type": ":nth-of-type",
    "css-pseudo-class-only-child": ":only-child",
    "css-pseudo-class-only-of-type": ":only-of-type",
    "css-pseudo-class-target": ":target",
    "css-pseudo-class-visited": ":visited",
    "css-pseudo-element-after": ":after",
    "css-pseudo-element-before": ":before",
    "css-pseudo-element-first-letter": ":first-letter",
    "css-pseudo-element-first-line": ":first-line",
    "css-pseudo-element-marker": ":marker",
    "css-pseudo-element-placeholder": ":placeholder",
}
"""Seen by a pseudo-class or pseudo-element of a selector."""

SELECTORS: Words = {
    "css-selector-adjacent-sibling": "+",
    "css-selector-attribute": "[",
    "css-selector-chaining": "..",
    "css-selector-child": ">",
    "css-selector-class": ".",
    "css-selector-descendant": "space",
    "css-selector-general-sibling": "~",
    "css-selector-grouping": ",",
    "css-selector-id": "#",
    "css-selector-type": "type",
    "css-selector-universal": "*",
}
"""Seen by the sign that a selector has."""

ELEMENTS: Words = {
    "html-abbr": "abbr",
    "html-acronym": "acronym",
    "html-address": "address",
    "html-audio": "audio",
    "html-base": "base",
    "html-bdi": "bdi",
    "html-blockquote": "blockquote",
    "html-body": "body",
    "html-code": "code",
    "html-del": "del",
    "html-dfn": "dfn",
    "html-dialog": "dialog",
    "html-div": "div",
    "html-form": "form",
    "html-h1-h6": "h1 h2 h3 h4 h5 h6",
    "html-hr": "hr",
    "html-image-maps": "map",
    "html-img": "img",
    "html-lists": "ul ol dl li",
    "html-marquee": "marquee",
    "html-meter": "meter",
    "html-object": "object",
    "html-p": "p",
    "html-picture": "picture",
    "html-pre": "pre",
    "html-progress": "progress",
    "html-rp": "rp",
    "html-rt": "rt",
    "html-ruby": "ruby",
    "html-select": "select",
    "html-semantics": "article aside details figcaption figure footer header main mark nav "
    "section summary time",
    "html-small": "small",
    "html-span": "span",
    "html-strike": "strike",
    "html-strong": "strong",
    "html-svg": "svg",
    "html-table": "table",
    "html-textarea": "textarea",
    "html-video": "video",
    "html-wbr": "wbr",
}

ATTRIBUTES: Words = {
    "css-inert-attribute": "inert",
    "html-align": "align",
    "html-aria-describedby": "aria-describedby",
    "html-aria-hidden": "aria-hidden",
    "html-aria-label": "aria-label",
    "html-aria-labelledby": "aria-labelledby",
    "html-aria-live": "aria-live",
    "html-background": "background",
    "html-cellpadding": "cellpadding",
    "html-cellspacing": "cellspacing",
    "html-dir": "dir",
    "html-height": "height",
    "html-hidden": "hidden",
    "html-lang": "lang",
    "html-loading-attribute": "loading",
    "html-popover": "popover",
    "html-required": "required",
    "html-role": "role",
    "html-srcset": "srcset",
    "html-target": "target",
    "html-valign": "valign",
    "html-width": "width",
}

TYPED: Mapping[str, tuple[str, str]] = {
    "html-button-reset": ("button", "reset"),
    "html-button-submit": ("button", "submit"),
    "html-input-checkbox": ("input", "checkbox"),
    "html-input-hidden": ("input", "hidden"),
    "html-input-radio": ("input", "radio"),
    "html-input-reset": ("input", "reset"),
    "html-input-submit": ("input", "submit"),
    "html-input-text": ("input", "text"),
}
"""Seen by an element and its `type`."""

IMAGES: Words = {
    "image-apng": "apng image/apng",
    "image-avif": "avif image/avif",
    "image-bmp": "bmp image/bmp",
    "image-gif": "gif image/gif",
    "image-hdr": "hdr jxr image/vnd.radiance",
    "image-heif": "heic heif image/heic image/heif",
    "image-ico": "ico image/x-icon image/vnd.microsoft.icon",
    "image-jpg": "jpg jpeg image/jpeg",
    "image-mp4": "mp4 m4v video/mp4",
    "image-png": "png image/png",
    "image-svg": "svg svgz image/svg+xml",
    "image-tiff": "tif tiff image/tiff",
    "image-webp": "webp image/webp",
}
"""Seen by the ending of an address, or by its type where it is a `data:` address."""

SPECIAL: Mapping[str, str] = {
    "css-comments": "comments in <style>",
    "css-important": "!important",
    "css-nesting": "a rule in a rule",
    "html-anchor-links": "href that starts with #",
    "html-link": "<link>, by its rel",
    "html-mailto-links": "href that starts with mailto:",
    "html-meta-color-scheme": "<meta name=color-scheme>",
    "html-style": "<style>, by place and size",
    "image-base64": "src that starts with data:",
}
"""Seen by code of its own, in `uses`."""

UNSEEN: Mapping[str, str] = {
    "amp": "is a part of the message of its own, beside the HTML",
    "bimi": "is a record in the sender's DNS",
    "html-comments": "is supported everywhere; conditional comments decide who sees an element",
    "html-doctype": "is written by the inliner, and mail must look right without it",
}
"""Not seen, and why."""
