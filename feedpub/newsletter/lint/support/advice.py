"""The smallest change that lets a mail look as it was meant, where there is one."""

from __future__ import annotations

from collections.abc import Mapping

_ADVICE: Mapping[str, str] = {
    "css-at-font-face": "Name fonts that everybody has behind the web font.",
    "css-at-import": "Put the rules into the mail itself.",
    "css-at-media": "Write the two conditions as one: `@media screen and (max-width:480px)`.",
    "css-background": "Give the cell a `bgcolor`, or put `background-color` before the picture.",
    "css-comments": "Remove the comment.",
    "css-display-none": "Add `mso-hide:all`.",
    "css-float": "Use the attribute `align` on the picture or table.",
    "css-important": "Write ` !important` in lower case, with a space before it.",
    "css-line-height": "Add `mso-line-height-rule:exactly`.",
    "css-margin": 'Centre the table with `align="center"`; keep margins positive.',
    "css-max-width": "Put a table of that width around it in `<!--[if mso]>`.",
    "css-nesting": "Write the selector out in full.",
    "css-padding": "Put the padding on the table cell around it, or add `mso-padding-alt`.",
    "css-position": "Lay it out with table cells.",
    "css-text-align": "Write `left` or `right`.",
    "css-variables": "Write the value itself; templates know the colours of `[brand]`.",
    "css-visibility": "Leave it out of the mail.",
    "css-white-space": "Use `<pre>`, or write the line breaks as `<br>`.",
    "css-width": "Add the attribute `width`.",
    "html-anchor-links": 'Put `<a name="…"></a>` at the place that the link leads to.',
    "html-audio": "Put a link to the recording inside.",
    "html-background": "Give the cell a `bgcolor`.",
    "html-form": "Link to a page with the form.",
    "html-hidden": "Leave it out of the mail.",
    "html-link": "Put the rules into the mail itself.",
    "html-picture": "Put an `<img>` with a JPEG or PNG inside.",
    "html-srcset": "Add `src` with a JPEG or PNG.",
    "html-style": "Keep the rules in the head, and below 16 KB together.",
    "html-svg": "Use a PNG.",
    "html-video": "Put a linked picture inside.",
    "html-width": "Write the width in pixels.",
    "image-base64": "Link to the picture instead.",
}

_BY_BEGINNING: tuple[tuple[str, str], ...] = (
    ("css-background-", "Give the cell a `bgcolor`, or put `background-color` before the picture."),
    ("css-display-", "Lay it out with table cells, or write `display:block` before it."),
    ("css-function-", "Write a plain value before it, for those who do not know it."),
    ("css-unit-", "Write a value in pixels before it, for those who do not know it."),
    ("css-rgb", "Write a colour as #336699 before it."),
    ("css-modern-color", "Write a colour as #336699."),
    ("css-linear-", "Put a `background-color` before it."),
    ("css-radial-", "Put a `background-color` before it."),
    ("css-margin-", "Write `margin-left` or `margin-right` before it."),
    ("css-padding-", "Write `padding-left` or `padding-right` before it."),
    ("image-", "Use a JPEG or PNG."),
)


def advice_on(slug: str) -> str:
    """Return one sentence, empty where the mail is good enough as it is."""
    if slug in _ADVICE:
        return _ADVICE[slug]
    return next((said for start, said in _BY_BEGINNING if slug.startswith(start)), "")
