"""Labels: the section and the kicker, as pages print them around a headline."""

import re
from collections.abc import Sequence

from feedpub.loaders.clippings.paragraphs import Line
from feedpub.loaders.clippings.pictures import SHORT, is_structure


def labels_above(paragraphs: Sequence[Line], at: int) -> Sequence[Line]:
    """Return the section and the kicker that stand above a headline.

    Short capitals may themselves be the headline, unless what follows looks more like one.
    """
    end = at
    while end < min(at + 3, len(paragraphs)) and _is_label_above(paragraphs[end].text):
        end += 1
    if end == len(paragraphs):
        return paragraphs[at : end - 1]
    below = paragraphs[end].text
    if len(below) <= SHORT and below[-1] not in ".…" and not is_structure(below):
        return paragraphs[at:end]
    while end > at and not section(paragraphs[end - 1].text):
        end -= 1
    return paragraphs[at:end]


def section(text: str) -> str:
    """Return the section a label or the last step of a breadcrumb trail names, else ""."""
    if text.casefold() in _SECTIONS:
        return text
    steps = _STEP.split(text) if len(text) < 90 else []
    if len(steps) < 2 or any(not s or len(s) > 30 or s.count(" ") > 3 for s in steps):
        return ""
    known = ">" in text or any(s.casefold() in _SITE for s in steps)
    return steps[-1] if known else ""


def is_label(text: str) -> bool:
    """Tell whether the text could be a kicker: a few words and no end."""
    return (
        len(text) <= 40
        and text.count(" ") <= 4
        and any(map(str.isalpha, text))
        and text[-1] not in '.!?…:;,"”\u2019'
    )


def is_plain_kicker(text: str) -> bool:
    """Tell whether a label gives itself away by case (``news analysis``) or wording."""
    return is_label(text) and (text in (text.lower(), text.upper()) or text.casefold() in _KICKERS)


def _is_label_above(text: str) -> bool:
    if section(text):
        return True
    return len(text) <= 30 and text.count(" ") <= 2 and is_plain_kicker(text)


_STEP = re.compile(r"\s*[>\u203a»]\s*|\s+[/|]\s+")
_SECTIONS = frozenset(
    "world,europe,asia,africa,americas,u.s.,uk,international,politics,business,economy,markets,"
    "science,health,climate,environment,technology,tech,sport,sports,culture,arts,books,travel,"
    "style,food,local,national,metro,politik,wirtschaft,gesellschaft,kultur,wissen,feuilleton,"
    "ausland,inland,lokales,política,economia,mundo,cultura,sociedade,ciência,desporto,país,"
    "monde,économie,société,culture,sciences".split(",")
)
_KICKERS = frozenset(
    "analysis,news analysis,opinion,editorial,comment,review,interview,essay,guest essay,profile,"
    "feature,obituary,explainer,analyse,kommentar,reportage,porträt,leitartikel,meinung,opinião,"
    "análise,reportagem,entrevista,crónica,tribune,entretien,enquête".split(",")
)
_SITE = _SECTIONS | frozenset("home news start startseite início".split())
"""Steps that show a trail to be one."""
