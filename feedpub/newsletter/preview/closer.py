"""One view at its full size, of whatever one chooses."""

from __future__ import annotations

from html import escape

from feedpub.newsletter.preview.value import Preview
from feedpub.newsletter.preview.views import PHONE, SMALL


def closer(preview: Preview) -> str:
    """Return the choices, and the frame that shows what was chosen."""
    kinds = preview.kinds
    parts = [("mail", "Mail"), ("text", "Text part")]
    parts += [("web", "Page for the web")] if kinds.has_page else []
    parts += [
        ("mirrored", {"rtl": "From right to left", "ltr": "From left to right"}[kinds.opposite])
    ]
    widths = [(str(kinds.desktop), "Desktop"), (str(PHONE), "Phone"), (str(SMALL), "Small phone")]
    choices = [
        _choice("part", "Show", parts),
        _choice("width", "Screen", widths),
        _choice("colours", "Colours", _COLOURS),
        _choice("pictures", "Pictures", [("on", "On"), ("off", "Off")]),
        _choice("recipient", "Recipient", [(each.name, each.title) for each in kinds.recipients]),
        _choice("segment", "Segment", [(name, name) for name in kinds.segments]),
    ]
    return (
        f'<form class="choices">{"".join(choices)}</form>\n<p id="said" role="status"></p>\n'
        '<div class="stage"><iframe id="frame" title="The mail as chosen above" '
        'sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox" '
        'scrolling="no"></iframe></div>'
    )


_COLOURS = [
    ("light", "Light"),
    ("dark", "Dark"),
    ("partial", "Partly inverted (approximate)"),
    ("full", "Inverted (approximate)"),
]


def _choice(name: str, legend: str, options: list[tuple[str, str]]) -> str:
    hidden = " hidden" if len(options) < 2 else ""
    radios = "".join(
        f'<label><input type="radio" name="{name}" value="{escape(value)}"'
        f"{'' if number else ' checked'}><span>{escape(title)}</span></label>"
        for number, (value, title) in enumerate(options)
    )
    return f"<fieldset{hidden}><legend>{legend}</legend>{radios}</fieldset>"
