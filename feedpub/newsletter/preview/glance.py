"""At a glance: what there is to know in numbers, and a small picture of every view."""

from __future__ import annotations

from html import escape

from feedpub.newsletter.lint.size import LARGE
from feedpub.newsletter.preview.lists import weighty
from feedpub.newsletter.preview.value import Preview
from feedpub.newsletter.preview.views import PHONE, View
from feedpub.newsletter.preview.writing import size


def glance(preview: Preview) -> str:
    """Return the numbers, and a tile for each view."""
    tiles = "\n".join(_tile(number, view) for number, view in enumerate(preview.views))
    return f'{_facts(preview)}\n<ul class="tiles">\n{tiles}\n</ul>'


def _tile(number: int, view: View) -> str:
    kind = "phone" if view.width <= PHONE else "desktop"
    note = f'<span class="note">{escape(view.note)}</span>' if view.note else ""
    return (
        f'<li class="tile {kind} {view.colours}" style="--width:{view.width}">'
        f'<a href="#closer" data-view="{number}">'
        f'<span class="screen" inert><iframe title="{escape(view.title)}" tabindex="-1" '
        f'sandbox="allow-same-origin" scrolling="no" width="{view.width}"></iframe></span>'
        f'<span class="name">{escape(view.title)} <small>{view.width} px</small></span>{note}'
        '<span class="note warning" hidden></span></a></li>'
    )


def _facts(preview: Preview) -> str:
    heaviest = max(preview.weights, key=lambda each: each.weight.most)
    inbox = preview.inboxes[0]
    missing = sum(1 for shown in preview.pictures if shown.missing)
    facts = [
        _fact("Size", size(heaviest.weight.most), f"{heaviest.share} % of what Gmail shows",
              warns=heaviest.weight.most >= LARGE),
        _fact("Stories", str(len(heaviest.headlines))),
        _fact("Subject", _characters(inbox.subject), warns=not 10 <= len(inbox.subject) <= 78),
        _fact("Preheader", _characters(inbox.preheader),
              warns=not 35 <= len(inbox.preheader) <= 140),
        _fact("Pictures", str(len(preview.pictures)), f"{missing} not on this disk" if missing
              else "", warns=bool(missing)),
        _fact("Late fields", str(len(preview.fields)), ", ".join(sorted(preview.fields))),
        _fact("Remarks", str(len(weighty(preview))), warns=bool(weighty(preview))),
    ]  # fmt: skip
    return f'<dl class="facts">{"".join(facts)}</dl>'


def _fact(name: str, value: str, more: str = "", *, warns: bool = False) -> str:
    mark = '<span class="mark" role="img" aria-label="look at this">▲</span> ' if warns else ""
    small = f"<small>{escape(more)}</small>" if more else ""
    return f"<div><dt>{name}</dt><dd>{mark}{escape(value)}{small}</dd></div>"


def _characters(text: str) -> str:
    return f"{len(text)} characters"
