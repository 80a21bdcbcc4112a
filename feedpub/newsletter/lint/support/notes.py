"""When a partial support matters: a predicate for each note of the data.

A note stands under its feature and number, with words of its text, by which a test sees
that new data did not give the number to another note. Notes that are not here, and speak
of the mail, make findings that are only worth knowing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from feedpub.findings import Severity
from feedpub.newsletter.lint.support import predicates as p
from feedpub.newsletter.lint.support import predicates_html as h

ABOUT_READER = re.compile(
    r"(?i)non[- ]google|hotmail|microsoft (?:email|account)|outlook accounts|depends? on|"
    r"browser|operating system|updated your os|second <head>|not live tested|doesn.t work in IE"
)
"""Notes on the reader's account, browser or system, which no mail can change."""

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class Note(NamedTuple):
    """What a note speaks of, and whether a use is such a case."""

    words: str
    applies: p.Predicate
    severity: Severity | None = None
    """Instead of the feature's own."""

    anywhere: bool = False
    """Whether it matters in rules that are only more for some clients."""

    firm: bool = False
    """Whether nothing else in the mail stands in for it."""


_SPACED = p.has(r"\brgba?\(\s*[\d.%]+\s+[\d.%]")
_LOGICAL = p.has(r"\binline-(?:start|end)\b")
_SLASH = p.has(r"/")

NOTES: Mapping[tuple[str, int], Note] = {
    ("css-at-font-face", 4): Note("distant fonts are ignored", p.inline),
    ("css-at-media", 1): Note("nested media", p.nested_media, _WARNING, True, True),
    ("css-at-media", 2): Note("Only supports `screen`", p.never),
    ("css-at-media", 7): Note("height based", p.never),
    ("css-at-media", 10): Note("Nested media", p.nested_media, _WARNING, True, True),
    ("css-at-media-orientation", 2): Note("portrait", p.never),
    ("css-background", 1): Note("multiple values", p.several),
    ("css-background", 2): Note("background-size", _SLASH, _INFO),
    ("css-background", 3): Note("background-color", p.picture_alone),
    ("css-background-image", 3): Note("multiple values", p.several),
    ("css-border", 1): Note("bigger than 8px", p.thick, _INFO),
    ("css-border", 2): Note("Unreliable", p.never),
    ("css-border-radius", 2): Note("slash", _SLASH),
    ("css-clear", 1): Note("inline-start", _LOGICAL),
    ("css-comments", 1): Note("second `<head>`", p.never),
    ("css-comments", 2): Note("non-google", p.never),
    ("css-comments", 4): Note("style", p.never),
    ("css-direction", 1): Note("rtl", p.never),
    ("css-display", 1): Note("non Google", p.never),
    ("css-display", 4): Note("inner tables", p.never),
    ("css-display", 5): Note("display:none", p.has(r"contents|flow-root"), _INFO),
    ("css-display", 6): Note(
        "flow-root", p.has(r"flow-root|inline-(?:flex|grid)|inline flow|contents|revert"), _INFO
    ),
    ("css-display-flex", 2): Note("inline-flex", p.has("inline-flex")),
    ("css-display-none", 1): Note("nested `<table>`", p.nested_table, firm=True),
    ("css-display-none", 2): Note("<img>", p.shown_picture, firm=True),
    ("css-float", 2): Note("inline-start", _LOGICAL),
    ("css-font-size", 1): Note("rem", p.never),  # css-unit-rem says so
    ("css-font-size", 2): Note("relative", p.has(r"larger|smaller|%")),
    ("css-font-size-adjust", 3): Note("2-value", p.never),
    ("css-font-weight", 1): Note("numeric values are supported", p.odd_weight),
    ("css-font-weight", 2): Note("bold font weight", p.odd_weight),
    ("css-gap", 1): Note("flexbox", p.never),
    ("css-height", 1): Note("min-height", p.never),
    ("css-height", 2): Note("<body>", p.fixed_height),
    ("css-important", 1): Note("lowercase", p.upper_important, _WARNING, True, True),
    ("css-important", 4): Note("space before", p.close_important, _INFO),
    ("css-important", 5): Note("inline", p.dropped_important, _INFO),
    ("css-important", 7): Note("background-image", p.close_picture, _INFO, True),
    ("css-left-right-top-bottom", 2): Note("Percentages", p.never),
    ("css-letter-spacing", 1): Note("negative", p.has(r"-\d*[1-9]\d*(?:\.\d+)?px|-\d*\.[2-9]em")),
    ("css-letter-spacing", 2): Note("`em`", p.never),
    ("css-line-height", 1): Note("mso-line-height-rule", p.blurred_lines),
    ("css-linear-gradient", 3): Note("inline", p.picture_without_color),
    ("css-radial-gradient", 2): Note("inline", p.picture_without_color),
    ("css-list-style", 1): Note("list-style-image", p.has(r"url\(")),
    ("css-list-style", 2): Note("list-style-type", p.has(r"url\(|inside")),
    ("css-list-style", 3): Note("list-style-image", p.has(r"url\(")),
    ("css-margin", 1): Note("Negative", p.negative),
    ("css-margin", 2): Note("<span>", p.span_margin, _INFO),
    ("css-margin", 3): Note("background-color", p.never),
    ("css-margin", 4): Note("auto", p.auto_margin),
    ("css-max-width", 1): Note("<table>", p.wide),
    ("css-nesting", 1): Note("doesn’t work", p.always, _WARNING, True),
    ("css-overflow", 1): Note("scroll", p.never),
    ("css-overflow", 4): Note("overflow-block", p.never),
    ("css-overflow-wrap", 1): Note("word-break", p.never),
    ("css-padding", 1): Note("table cells", p.outside_cells),
    ("css-padding", 2): Note("same row", p.never),
    ("css-position", 1): Note("sticky", p.has("sticky|fixed")),
    ("css-position", 2): Note("sticky", p.has("absolute|fixed")),
    ("css-position", 3): Note("relative", p.has("absolute|sticky|fixed")),
    ("css-rgb", 1): Note("Whitespace", _SPACED, _WARNING),
    ("css-rgb", 2): Note("Alpha", p.has(r"\brgb\((?:(?:[^),]*,){3}|[^)/]*/)")),
    ("css-rgb", 3): Note("stripped", _SPACED, _ERROR, True, True),
    ("css-rgba", 1): Note("Whitespace", _SPACED, _WARNING),
    ("css-rgba", 2): Note("stripped", _SPACED, _ERROR, True, True),
    ("css-selector-attribute", 1): Note("class selector", p.attribute_selector(r"\.[\w-]+\[")),
    ("css-selector-attribute", 2): Note("[attr=value]", p.attribute_selector(r"[$^*]=")),
    ("css-selector-attribute", 3): Note("prefixed", p.attribute_selector(r"\[class")),
    ("css-selector-attribute", 4): Note(
        "[attr=value]", p.attribute_selector(r"\[[^=]*\]|[~|$^*]=")
    ),
    ("css-selector-attribute", 5): Note("[attr~=value]", p.attribute_selector(r"\[(?!class~=)")),
    ("css-sytem-ui", 1): Note("system-ui", p.has(r"\bui-")),
    ("css-text-align", 1): Note("start", p.has(r"\b(?:start|end)\b")),
    ("css-text-align", 3): Note("match-parent", p.has("match-parent"), _INFO),
    ("css-text-align", 5): Note("match-parent", p.has("match-parent"), _INFO),
    ("css-text-decoration", 2): Note("multiple", p.has(r"\S\s+\S"), _INFO),
    ("css-text-decoration", 3): Note("overline", p.has("overline")),
    ("css-text-indent", 1): Note("Negative", p.negative),
    ("css-text-justify", 3): Note("inter-character", p.has("inter-(?!character)|distribute")),
    ("css-text-transform", 1): Note("lowercase", p.has("lowercase")),
    ("css-transition", 1): Note("Longhand", p.never),
    ("css-transition", 2): Note("all", p.has(r"\ball\b")),
    ("css-unit-vh", 2): Note("zero", p.always),
    ("css-user-select", 1): Note("-webkit", p.never),
    ("css-user-select", 2): Note("`all`", p.never),
    ("css-white-space", 2): Note("`pre`", p.has(r"^pre$")),
    ("css-width", 1): Note("<body>", p.fixed_width),
    ("css-word-break", 2): Note("break-all", p.never),
    ("css-word-spacing", 1): Note("rem", p.has(r"rem|\dch")),
    ("css-word-wrap", 1): Note("break-word", p.never),
    ("html-align", 3): Note("`left` and `right`", h.table_beside, _INFO),
    ("html-anchor-links", 3): Note("does nothing", h.unnamed_target, _INFO),
    ("html-anchor-links", 5): Note("in-app", h.unnamed_target, _INFO),
    ("html-anchor-links", 7): Note("`name`", h.unnamed_target, _INFO),
    ("html-background", 2): Note("<body>", h.on_cells_without_color),
    ("html-base", 1): Note("removed", p.always),
    ("html-base", 3): Note("last", p.always),
    ("html-base", 4): Note("anchor", p.never),
    ("html-body", 1): Note("<div>", p.never),
    ("html-button-reset", 2): Note("submits", p.always),
    ("html-dfn", 1): Note("title", p.never),
    ("html-dir", 1): Note("rtl", p.never),
    ("html-dir", 3): Note("<a>", p.on("a"), _INFO),
    ("html-form", 6): Note("not submitted", p.always),
    ("html-height", 1): Note("Percentage", h.percent_picture),
    ("html-height", 2): Note("120 dpi", p.never),
    ("html-lang", 1): Note("<td>", p.never),  # for screen readers, and not known to matter there
    ("html-lists", 1): Note("reversed", h.reversed_list, _INFO),
    ("html-lists", 2): Note("value", p.never),
    ("html-mailto-links", 3): Note("bcc", h.blind_copy, _INFO),
    ("html-picture", 2): Note("stripped", p.never),
    ("html-role", 2): Note("<table>", p.never),
    ("html-semantics", 1): Note("<time>", p.always),
    ("html-semantics", 2): Note("<details>", p.on("details", "main", "nav", "summary")),
    ("html-semantics", 4): Note("stripped", p.always),
    ("html-style", 1): Note("<body>", h.in_body, _WARNING),
    ("html-style", 4): Note("before their rules", h.in_body, _WARNING),
    ("html-style", 6): Note("16 KB", h.too_large, _WARNING),
    ("html-svg", 1): Note("background", p.never),
    ("html-target", 3): Note("new window", p.never),
    ("html-video", 5): Note("controls", h.uncontrolled),
    ("html-video", 6): Note("autoplay", p.never),
    ("html-width", 1): Note("Percentage", h.percent_picture),
    ("html-width", 2): Note("120 dpi", p.never),
    ("image-avif", 3): Note("jpg", p.never),
    ("image-base64", 1): Note("gif", p.always),
    ("image-bmp", 1): Note("colours", p.always),
    ("image-gif", 1): Note("animated", p.never),
    ("image-gif", 2): Note("animation", p.never),
    ("image-heif", 1): Note("jpg", p.never),
    ("image-tiff", 1): Note("colours", p.always),
    ("image-webp", 1): Note("jpg", p.never),
    ("image-webp", 3): Note("animation", p.never),
}
"""By slug and number."""

_REPEATED: tuple[tuple[str, Note], ...] = (
    ("Only supported on type selectors", Note("type selectors", p.not_a_type)),
    ("submits the form", Note("submits", p.always, _INFO)),
    ("`normal` value is not", Note("normal", p.has(r"^normal$"), _INFO)),
    ("`inline-flex`, `inline-grid`", Note("flex", p.has("flex|grid|flow-root|contents"), _INFO)),
    ("`/ value` shorthand", Note("/", _SLASH, _INFO)),
    ("Only supports the line property", Note("line", p.has(r"\S\s+\S"), _INFO)),
)
"""Notes that many features have, under whatever number."""


def note_on(slug: str, number: str, text: str) -> Note | None:
    """Return what is known of a note, by its number or else by its text."""
    if known := NOTES.get((slug, int(number))):
        return known
    return next((note for words, note in _REPEATED if words in text), None)
