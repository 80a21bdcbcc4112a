"""What the mail weighs, and what each story costs."""

from __future__ import annotations

from html import escape

from feedpub.newsletter.lint.size import CLIPPED, LARGE
from feedpub.newsletter.preview.value import Heaviness, Preview
from feedpub.newsletter.preview.writing import more, size
from feedpub.newsletter.weight import GMAIL


def sizes(preview: Preview) -> str:
    """Return the weight of each segment's mail beside Gmail's limit, and its parts."""
    alone = len(preview.weights) == 1
    return "\n".join(_heaviness(each, named=not alone) for each in preview.weights)


def _heaviness(each: Heaviness, *, named: bool) -> str:
    weight = each.weight
    caption = f"<h3>Segment {escape(each.segment)}</h3>" if named else ""
    level = "bad" if weight.most >= CLIPPED else "warn" if weight.most >= LARGE else "good"
    costs = sorted(zip(weight.stories, each.headlines, strict=False), key=lambda pair: -pair[0])
    rest = weight.html - sum(weight.stories)
    rows = [_cost(rest, "Head, masthead, styles and footer", weight.html)]
    rows += [_cost(cost, escape(headline), weight.html) for cost, headline in costs]
    return (
        f"{caption}<p>{_SAID[level]} Gmail hides what comes after about {size(GMAIL)} of HTML: "
        f"{size(weight.html)} plain, {size(weight.encoded)} as it is sent; the text part "
        f"{size(weight.text)}.</p>\n"
        f'<meter class="{level}" min="0" max="{GMAIL}" low="{LARGE}" high="{CLIPPED}" optimum="0" '
        f'value="{weight.most}">{each.share} %</meter>\n'
        f"{_costs(rows[:_FIRST])}{more('smaller stories', rows[_FIRST:], _costs)}"
    )


_FIRST = 12
"""Rows of a list that are always seen."""


def _costs(rows: list[str]) -> str:
    return (
        '<table class="costs"><thead><tr><th scope="col">Part</th><th scope="col">HTML</th>'
        '<th scope="col"><span class="unseen">Share</span></th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


_SAID = {
    "good": "There is room.",
    "warn": "<strong>Close to the limit.</strong>",
    "bad": "<strong>Too large:</strong> shorten the largest, or leave some out.",
}


def _cost(cost: int, part: str, whole: int) -> str:
    share = 100 * cost / max(whole, 1)
    return (
        f'<tr><th scope="row">{part}</th><td class="number">{size(cost)}</td>'
        f'<td class="bar"><span style="width:{share:.1f}%"></span></td></tr>'
    )
