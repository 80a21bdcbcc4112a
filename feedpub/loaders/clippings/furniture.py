"""Furniture: the lines that belong to the page and not to the article."""

from typing import Literal

from feedpub.loaders.clippings.lines import line_test

Tail = Literal["sure", "likely", ""]


def is_furniture(text: str) -> bool:
    """Tell whether the line belongs to the page wherever it stands."""
    return _is_anywhere(text) or is_share(text)


is_share = line_test(
    60,
    r"""
share(?: this)? full article|(?:share|save|print|gift|give) this (?:article|story|page)
listen to this (?:article|story)(?: ?[·|•\u2013-]? ?\d+:\d\d)?(?: min\w*\.?)?(?: learn more)?
""",
)
"""Whether the line is a button that pages put above and below an article."""


def is_page_tool(text: str) -> bool:
    """Tell whether the line belongs to the page if it stands above the body."""
    return _is_tool(text) or _is_sure_tail(text)


is_box = line_test(
    60,
    r"""
related(?: (?:articles?|stories|content|coverage|posts|news|headlines))?:?|popular posts:?
most (?:read|viewed|popular|shared|commented)(?: (?:in|on) .{1,30})?:?|you (?:may|might) also like:?
recommended(?: for you| stories)?:?|trending(?: now)?:?|editors?['\u2019]?s? picks?:?
mais lidas|leia também|mehr zum thema|meistgelesen|das könnte sie auch interessieren|à lire aussi
""",
)
"""Whether the line is the title of a box of links."""


def tail(text: str) -> Tail:
    """Say how surely the article is over where this line stands."""
    if len(text) <= _LONGEST_TAIL and _is_sure_tail(text):
        return "sure"
    return "likely" if is_box(text) or _is_likely_tail(text) else ""


is_divider = line_test(100, r"(?:[-\u2013—_=~] ?){2,}|[—\u2013]|(?:[*•·#⁂] ?){3,}|⁂")
"""Whether the line is a rule made of characters."""


_is_anywhere = line_test(
    200,
    r"""
(?:skip )?advertisements?|anzeige|werbung|publicidade|publicidad|publicité
continua após a publicidade
(?:article|story) continues (?:below|after)(?: this| the)?(?: advertisement| ad)?
continue reading(?: the main story| below)?|skip to (?:main )?content
(?:sign up|subscribe)(?: here| now)? (?:for|to) [^.!?:"“”]{0,60}newsletters?(?:[ :][^,.!?]*)?[.!]?
read more(?: ?[\u203a>»→…]+.*|:.*[^.!]| (?:here|about|on) .*[^.!?])?
weiterlesen|leia mais|lire la suite
(?:related|see also|leia também|lesen sie auch|lire aussi) ?:.*[^.!]|see more on:.*
(?:tags|topics|filed under|schlagwörter|temas) ?:.*[^.!?]
follow us(?: on [^.!?]{1,60})?[.:!]?|folgen sie uns.{0,40}|siga-nos.{0,40}
a version of this article appear(?:s|ed) in print (?:on|in) .*
order reprints(?: ?\|.*)?|the comments? section is closed\b.*|be the first to comment\.?
(?:copyright )?(?:©|\(c\)) ?(?:copyright )?\d{4}\b.*
all rights reserved\.?|alle rechte vorbehalten\.?
""",
)

_is_tool = line_test(
    80,
    r"""
share|save|print|e-?mail|copy link|bookmark|facebook|twitter|linkedin|whatsapp|comments?
teilen|merken|drucken|kommentare|compartilhar|partilhar|partager|imprimir|comentários
commentaires|view in app
\d[\d.,]*[km]?|(?:share|teilen) ?[·|•,/].{0,60}|share (?:on|via) .{1,40}|learn more
(?:reading time|lesezeit|tempo de leitura|temps de lecture) ?: ?\d+.{0,12}
\d+[ -]?min(?:ute|uten|utos)?s?\.? (?:read|lesezeit|de leitura|de lecture)
(?:published|updated|posted)?:? ?(?:\d+|an?) (?:min(?:ute)?|hour|day)s? ago
""",
)

_LONGEST_TAIL = 60

_is_sure_tail = line_test(
    80,
    r"""
(?:comments?|kommentare|comentários|commentaires) ?[(\[]\d+[)\]]
\d+ (?:comments?|kommentare|comentários)
(?:leave|post|add|write) (?:a|your) (?:comment|reply)|(?:view|read|show)(?: all)?(?: \d+)? comments?
join the (?:conversation|discussion)|popular posts from this blog
deixe (?:um|o seu) comentário|kommentar schreiben|laisser un commentaire
""",
)

_is_likely_tail = line_test(
    _LONGEST_TAIL,
    r"""
comments?:?|kommentare|comentários|comentarios|commentaires|tags:?|topics:?|newsletters?|follow us
more (?:on|from|in) .{1,40}|latest (?:news|stories)|share this|about us|contact us|site index
""",
)
