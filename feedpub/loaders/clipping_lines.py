"""What one line of a clipping is, judged by its words alone.

A line is furniture, a date, a byline or a credit only if *all* of it is; a sentence that merely
begins the same way is not. Where a line stands, and what that makes of it, is decided in
`clipping_text`. To teach it a page's words, add a line to one of the tables.
"""

import re
from itertools import islice
from typing import Literal, NamedTuple

Tail = Literal["sure", "likely", ""]


class Biography(NamedTuple):
    """The people a biography names, and how much its words can be trusted."""

    names: tuple[str, ...]
    sure: bool
    """It speaks of journalism; otherwise only of somebody who is a something."""
    about: Literal["life", "work", "help"]
    """``Ann Lee is a reporter``; ``Reporting by Ann Lee``; ``Ann Lee contributed reporting``."""


class Credit(NamedTuple):
    """A line that ends in the name of a photographer or an agency."""

    caption: str
    name: str
    dotted: bool
    """Written ``Credit...Name``, by pages that put a description above the caption."""
    sure: bool
    """It can be nothing else, even on a line of its own between two paragraphs."""


def _words(listed: str, by: str | None = None) -> frozenset[str]:
    """Make a set of words, or of phrases separated by commas."""
    return frozenset(listed.split(by))


def _table(patterns: str) -> re.Pattern[str]:
    """Compile a table with one pattern per line, any of which must match a whole line."""
    return re.compile("|".join(patterns.strip("\n").splitlines()), re.IGNORECASE)


_FURNITURE = _table(r"""
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
""")

_SHARE = _table(r"""
share(?: this)? full article|(?:share|save|print|gift|give) this (?:article|story|page)
listen to this (?:article|story)(?: ?[·|•\u2013-]? ?\d+:\d\d)?(?: min\w*\.?)?(?: learn more)?
""")

_PAGE_TOOLS = _table(r"""
share|save|print|e-?mail|copy link|bookmark|facebook|twitter|linkedin|whatsapp|comments?
teilen|merken|drucken|kommentare|compartilhar|partilhar|partager|imprimir|comentários
commentaires|view in app
\d[\d.,]*[km]?|(?:share|teilen) ?[·|•,/].{0,60}|share (?:on|via) .{1,40}|learn more
(?:reading time|lesezeit|tempo de leitura|temps de lecture) ?: ?\d+.{0,12}
\d+[ -]?min(?:ute|uten|utos)?s?\.? (?:read|lesezeit|de leitura|de lecture)
(?:published|updated|posted)?:? ?(?:\d+|an?) (?:min(?:ute)?|hour|day)s? ago
""")

_SURE_TAIL = _table(r"""
(?:comments?|kommentare|comentários|commentaires) ?[(\[]\d+[)\]]
\d+ (?:comments?|kommentare|comentários)
(?:leave|post|add|write) (?:a|your) (?:comment|reply)|(?:view|read|show)(?: all)?(?: \d+)? comments?
join the (?:conversation|discussion)|popular posts from this blog
deixe (?:um|o seu) comentário|kommentar schreiben|laisser un commentaire
""")

_BOX = _table(r"""
related(?: (?:articles?|stories|content|coverage|posts|news|headlines))?:?|popular posts:?
most (?:read|viewed|popular|shared|commented)(?: (?:in|on) .{1,30})?:?|you (?:may|might) also like:?
recommended(?: for you| stories)?:?|trending(?: now)?:?|editors?['\u2019]?s? picks?:?
mais lidas|leia também|mehr zum thema|meistgelesen|das könnte sie auch interessieren|à lire aussi
""")

_LIKELY_TAIL = _table(r"""
comments?:?|kommentare|comentários|comentarios|commentaires|tags:?|topics:?|newsletters?|follow us
more (?:on|from|in) .{1,40}|latest (?:news|stories)|share this|about us|contact us|site index
""")

_MARKER = re.compile(
    r"(?:Image|IMAGE|Photo|PHOTO|Photograph|Picture|Video|VIDEO|Foto|Bild|Imagem|Vídeo|Slideshow)"
    r"(?: \d+ (?:of|von|de) \d+)?:?"
)
_DURATION = re.compile(r"(?:\d{1,2}:\d\d(?::\d\d)?)(?: ?/ ?\d{1,2}:\d\d(?::\d\d)?)?(?: min\w*)?")
_DIVIDER = re.compile(r"(?:[-\u2013—_=~] ?){2,}|[—\u2013]|(?:[*•·#⁂] ?){3,}|⁂")
_END = re.compile(r"[.!?…][\"'”\u2019“»«)\]]*$")
_SECTIONS = _words(
    "world,europe,asia,africa,americas,u.s.,uk,international,politics,business,economy,markets,"
    "science,health,climate,environment,technology,tech,sport,sports,culture,arts,books,travel,"
    "style,food,local,national,metro,politik,wirtschaft,gesellschaft,kultur,wissen,feuilleton,"
    "ausland,inland,lokales,política,economia,mundo,cultura,sociedade,ciência,desporto,país,"
    "monde,économie,société,culture,sciences",
    ",",
)
_KICKERS = _words(
    "analysis,news analysis,opinion,editorial,comment,review,interview,essay,guest essay,profile,"
    "feature,obituary,explainer,analyse,kommentar,reportage,porträt,leitartikel,meinung,opinião,"
    "análise,reportagem,entrevista,crónica,tribune,entretien,enquête",
    ",",
)

_MONTHS = (
    "jan(?:uary|uar|eiro|vier|\\.)?|feb(?:ruary|ruar|\\.)?|fev(?:ereiro|\\.)?|févr?(?:ier|\\.)?"
    "|mar(?:ch|ço|s|\\.)?|märz|a[pvb]r(?:il|\\.)?|may|mai[o]?|june?|jun(?:i|ho|\\.)|juin"
    "|july?|jul(?:i|ho|\\.)|juill?(?:et|\\.)?|aug(?:ust|\\.)?|ago(?:sto|\\.)?|août"
    "|sept?(?:ember|embre|\\.)?|set(?:embro|\\.)?|oct(?:ober|obre|\\.)?|okt(?:ober|\\.)?"
    "|out(?:ubro|\\.)?|nov(?:ember|embro|embre|\\.)?|de[cz](?:ember|embro|\\.)?|déc(?:embre|\\.)?"
)
_CLOCK = (
    r"\d{1,2}(?:[:.h]\d{2})(?::\d{2})?(?:\.\d+)?(?: ?[ap]\.? ?m\b\.?)?"
    r"(?: ?(?:Uhr|h|Z|[+-]\d{2}:?\d{2}|[A-Z]{2,5}|\([A-Z]{2,5}\)))?"
)
_DAY = (
    rf"(?:(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.|º)? (?:de |of )?(?:{_MONTHS}),?(?: (?:de )?\d{{4}})?"
    r"|\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4})"
)
_WEEKDAY = (
    r"(?:mon|tue|wed|thu|fri|sat|sun|mo|di|mi|do|fr|sa|so|seg|ter|qua|qui|sex|s[aá]b|dom|lun|mar|mer"
    r"|mi[eé]|jeu|jue|ven|vie|sam|dim)[^\W\d_]{0,8}(?:-feira)?"
)
_MOMENT = (
    rf"(?:{_CLOCK},? )?(?:{_WEEKDAY}[.,]{{0,2}} )?{_DAY}"
    rf"(?:T{_CLOCK}|,?(?: (?:at|um|às|à|[-\u2013—|·•]))? ?\(?{_CLOCK}\)?)?"
)
_PUBLISHED = r"(?:first |originally )?(?:published|posted|veröffentlicht|erstellt|publicado|publié)"
_UPDATED = (
    r"(?:last |zuletzt )?(?:updated|modified|amended|aktualisiert|a[ct]?tualizado|mise? à jour)"
)
_ON = r"(?:[: ]+(?:on |em |le |am |vom )?)"
_DATES = re.compile(
    rf"(?:(?P<bare>{_MOMENT})|(?P<published>{_PUBLISHED}{_ON}{_MOMENT}))?"
    rf"(?: ?[|·•;,\u2013—-]? ?\(?(?P<updated>{_UPDATED}{_ON}{_MOMENT})\)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")

_BY = re.compile(
    r"(?P<by>by|von|por|par|text by|words by|written by|text:|texto:) (?P<names>.+)", re.IGNORECASE
)
_AND = re.compile(r",? (?:and|und|with|mit|et|avec|e|y|com|&) |, ?|; ?", re.IGNORECASE)
_PLACE = re.compile(r" (?:in|at|for|aus|em|à|en|für) (?=[^\W\d_a-z])")
_ROLE = re.compile(
    r"\b(?:correspondent|reporter|editor|writer|journalist|columnist|critic|photographer"
    r"|bureau chief|contributor|freelancer?|fellow|producer|author|historian|professor|lecturer"
    r"|redakteur|korrespondent|autor|kolumnist|correspondente|repórter|jornalista|editora"
    r"|redator|colunista|correspondante?|journaliste|rédac\w+|periodista|corresponsal)"
    r"(?:s|in|innen|a|as|e)?\b",
    re.IGNORECASE,
)
_PARTICLES = _words("van von der den de da do dos das du di del la le bin ibn al el ter")
_NOT_NAMES = _words(
    "the a an in on at of and our your this that monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november december"
    " design contrast comparison accident"
)
_DESKS = _words("reuters afp ap dpa lusa ansa efe epd staff agencies bloomberg")
_COLLECTIVE = re.compile(
    r"the .{1,30}(?:press|board|staff|desk|team|agency|editors)", re.IGNORECASE
)

_CREDIT_DOTS = re.compile(r"Credits?\s?(?:\.{3}|…)\s*(?P<name>\S.*)$")
_CREDIT_LABEL = re.compile(
    r"(?P<before>^|[.!?…”\"\u2019')\]] ?|\s[\u2013—|-] |\s)(?P<open>\(?)"
    r"(?P<label>(?:(?i:photo|image|picture|video) )?(?i:credits?)|Photo(?:graph)?s?|PHOTO|Picture"
    r"|Image|Foto|FOTO|Bild|Imagem|Crédito|Crédit photo|Illustration)"
    r"(?:\s?:| (?:by|von) (?=[^\W\d_a-z]))\s*"
    r"(?P<name>[^()]*(?:\([^()]*\))?[^()]*?)\)?$"
)
_CREDIT_BRACKET = re.compile(r"\s\((?P<name>[^()]{3,80})\)$")
_CREDIT_AGENCY = re.compile(r"(?<=[.!?”\"\u2019)]) ?(?P<name>[^.!?”\"()]{3,70}/[^.!?”\"()]{2,40})$")
_CREDIT_SIGN = re.compile(r"(?:^|\s|(?<=[.!?]))© ?(?P<name>[^\W\d].{1,60})$")
_CREDIT_GLUED = re.compile(r"(?<=[.!?”\"\u2019)])Credit(?P<name>[^\W\d_a-z].*)$")
_SOURCE = re.compile(r"^(?:Image|Video) source, (?P<name>.+)$")
_CAPTION_LABEL = re.compile(r"(?:Image|Video) caption, (?P<caption>.+)")
_AGENCY = re.compile(
    r"\b(?:Getty(?: Images)?|Reuters|AFP|AP|Associated Press|EPA|dpa|Lusa|Bloomberg|Alamy|PA|ANSA"
    r"|Shutterstock|Magnum|EFE|Xinhua|imago|Agence France-Presse|iStock|NASA)\b"
)
_CREDIT_SMALL = _words(
    "for of the and via by de da do das dos von van und e et y in at courtesy dpa epa picture"
    " alliance pool handout imago photograph photographs illustration photo"
)

_BIO_SURE = re.compile(
    r"(?:,[^.]{1,90},)? ?(?:(?:is|are|ist|sind|é|são|es|est) (?P<what>[^.]{0,160})"
    r"|(?:writes|reports|reported|covers|cover|has covered|has reported|schreibt|berichtet|escreve"
    r"|cobre|écrit|escribe)\b(?: (?:about|on|for|from|über|aus|sobre|sur))?.*"
    r"|(?P<helped>contributed (?:reporting|research|to this)\b.*))"
)
_IS_A = re.compile(
    r"(?:,[^.]{1,90},)? ?(?:is (?:an?|the)|ist (?:eine?|der|die)|é (?:um|uma|o|a)) .+"
)
_HELP = re.compile(
    r"\(?(?:(?P<wrote>reporting|text|bericht) by (?P<who>[^;.]+)|(?:additional reporting"
    r"|with reporting|reporting was contributed|edited|editing) by .+|mitarbeit: .+);?.*",
    re.IGNORECASE,
)
_ABOUT_AUTHORS = _table(
    r"about the (?:author|writer)s?:?|über die autor(?:en|in)|sobre [oa]s? autor(?:es|a)?"
)
_CORRECTION = re.compile(
    r"(?:a correction was made (?:on|to)|corrections?\s?(?::|—|\u2013)|korrektur\s?:|correção\s?:"
    r"|correctif\s?:|correction \(|an earlier version of this (?:article|story|report)"
    r"|this (?:article|story) was (?:amended|corrected) on|eine frühere version dies)",
    re.IGNORECASE,
)
_CORRECTION_LABEL = re.compile(
    r"(?:corrections?|korrektur|correção)(?:\s?[:—\u2013].{0,30})?", re.IGNORECASE
)
_BULLET = re.compile(r"(?P<mark>[•▪◦‣●*-]|\d{1,2}[.)]) (?P<text>\S.*)")


def is_sentence(text: str) -> bool:
    """Tell whether the text reads like prose: it has an end, or is too long for a label."""
    return len(text) > 140 or (_END.search(text[-6:]) is not None and text.count(" ") >= 3)


def ends(text: str) -> bool:
    """Tell whether the text ends with the end of a sentence."""
    return _END.search(text[-6:]) is not None


def is_prose(text: str) -> bool:
    """Tell whether the text is more than one short sentence, as no list of headlines has it."""
    return is_sentence(text) and (len(text) >= 120 or len(re.findall(r"[.!?] ", text)) >= 1)


def is_furniture(text: str) -> bool:
    """Tell whether the line belongs to the page wherever it stands."""
    return len(text) <= 200 and (_FURNITURE.fullmatch(text) is not None or is_share(text))


def is_share(text: str) -> bool:
    """Tell whether the line is a button that pages put above and below an article."""
    return len(text) <= 60 and _SHARE.fullmatch(text) is not None


def is_page_tool(text: str) -> bool:
    """Tell whether the line belongs to the page if it stands above the body."""
    return (
        len(text) <= 80 and (_PAGE_TOOLS.fullmatch(text) or _SURE_TAIL.fullmatch(text)) is not None
    )


def is_box(text: str) -> bool:
    """Tell whether the line is the title of a box of links."""
    return len(text) <= 60 and _BOX.fullmatch(text) is not None


def tail(text: str) -> Tail:
    """Say how surely the article is over where this line stands."""
    if len(text) > 60:
        return ""
    if _SURE_TAIL.fullmatch(text):
        return "sure"
    return "likely" if _BOX.fullmatch(text) or _LIKELY_TAIL.fullmatch(text) else ""


def is_marker(text: str) -> bool:
    """Tell whether the line announces a picture: ``Image``."""
    return len(text) <= 24 and _MARKER.fullmatch(text) is not None


def is_duration(text: str) -> bool:
    """Tell whether the line is the length of a film: ``0:00/1:32``."""
    return len(text) <= 24 and _DURATION.fullmatch(text) is not None


def is_divider(text: str) -> bool:
    """Tell whether the line is a rule made of characters."""
    return len(text) <= 100 and _DIVIDER.fullmatch(text) is not None


def dates(text: str) -> tuple[str, str] | None:
    """Split a date line into when it was published and when updated, as written.

    A date without a label must have its year: ``May 16`` may be a heading.
    """
    if not 6 <= len(text) <= 120 or not any(map(str.isdigit, text)):
        return None
    found = _DATES.fullmatch(text)
    if found is None or (found["bare"] and not _YEAR.search(found["bare"])):
        return None
    return found["bare"] or found["published"] or "", found["updated"] or ""


def byline(text: str) -> tuple[str, ...] | None:
    """Return the names in ``By Ann Lee and Bo Kahn in Lisbon``, or None if it is no byline."""
    found = _BY.fullmatch(text) if len(text) <= 160 else None
    return _people(found["names"]) if found and text[:1].isupper() else None


def looks_like_byline(text: str) -> bool:
    """Tell whether the line begins like a byline."""
    return text[:1].isupper() and _BY.fullmatch(text) is not None


def bare_byline(text: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the names in a line of nothing but names and places, and whether there are places."""
    names = _people(text) if len(text) <= 120 else None
    return (names, _PLACE.search(text) is not None) if names else None


def is_role(text: str) -> bool:
    """Tell whether the line, standing below a byline, says what the author does."""
    if len(text) > 100 or ends(text):
        return False
    return _ROLE.search(text) is not None or text.startswith(("Reporting from ", "@"))


def section(text: str) -> str:
    """Return the section a label or the last step of a breadcrumb trail names, else ""."""
    if text.casefold() in _SECTIONS:
        return text
    steps = (
        [s.strip() for s in re.split(r"\s*[>\u203a»]\s*|\s+[/|]\s+", text)]
        if len(text) < 90
        else []
    )
    if len(steps) < 2 or any(not s or len(s) > 30 or s.count(" ") > 3 for s in steps):
        return ""
    known = {"home", "news", "start", "startseite", "início"} | _SECTIONS
    return steps[-1] if any(s.casefold() in known for s in steps) or ">" in text else ""


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
    return is_label(text) and (
        text == text.lower() or text == text.upper() or text.casefold() in _KICKERS
    )


def caption_label(text: str) -> str:
    """Return what follows ``Image caption,``, else ""."""
    found = _CAPTION_LABEL.fullmatch(text) if text.startswith(("Image c", "Video c")) else None
    return found["caption"] if found else ""


def split_credit(text: str) -> Credit | None:
    """Split a caption from the credit glued to its end; None if it does not end in a credit."""
    if len(text) > 800:
        return None
    start = max(0, len(text) - 200)
    end = text[start:]
    for pattern in (
        _CREDIT_DOTS,
        _CREDIT_LABEL,
        _CREDIT_BRACKET,
        _CREDIT_AGENCY,
        _CREDIT_SIGN,
        _CREDIT_GLUED,
    ):
        found = pattern.search(end)
        if found and _is_creditor(found["name"], pattern, found):
            before = found["before"] if pattern is _CREDIT_LABEL else ""
            caption = text[: start + found.start()] + before.rstrip(" \u2013—|-")
            dotted = pattern is _CREDIT_DOTS
            named = "/" in found["name"] or _AGENCY.search(found["name"]) is not None
            sure = dotted or named or end.startswith(("Photo", "PHOTO", "Foto", "FOTO"))
            return Credit(caption.strip(), found["name"].strip(), dotted, sure)
    return None


def image_source(text: str) -> str:
    """Return what follows ``Image source,``, else ""."""
    found = _SOURCE.fullmatch(text) if len(text) <= 120 else None
    return found["name"] if found else ""


def biography(text: str) -> Biography | None:
    """Recognise a sentence about a writer; only its place can tell whether it is a biography."""
    if len(text) > 500:
        return None
    if help_ := _HELP.fullmatch(text):
        wrote = _people(help_["who"].strip(" )")) if help_["wrote"] else None
        return Biography(wrote or (), True, "work" if wrote else "help")
    names, rest = _leading_people(text)
    if not names:
        return None
    if found := _BIO_SURE.match(rest):
        sure = found["what"] is None or _ROLE.search(found["what"]) is not None
        if sure or _IS_A.match(rest):
            return Biography(names, sure, "help" if found["helped"] else "life")
    return None


def is_about_authors(text: str) -> bool:
    """Tell whether the line is the title above biographies."""
    return len(text) <= 40 and _ABOUT_AUTHORS.fullmatch(text) is not None


def is_correction(text: str) -> bool:
    """Tell whether the text, standing at the end, corrects the article."""
    return _CORRECTION.match(text) is not None


def is_correction_label(text: str) -> bool:
    """Tell whether the line is only the title or date above a correction."""
    return len(text) <= 50 and not ends(text) and _CORRECTION_LABEL.fullmatch(text) is not None


def bullet(text: str) -> tuple[str, str] | None:
    """Split a list item into its mark and its text."""
    found = _BULLET.fullmatch(text)
    return (found["mark"], found["text"]) if found else None


def _people(text: str) -> tuple[str, ...] | None:
    """Return the names in a list of names, places and roles; None if it holds anything else."""
    before, comma, place = text.rpartition(", ")
    if comma and " " not in place and _is_name_word(place):
        text = before
    names: list[str] = []
    for part in _AND.split(text):
        name = _PLACE.split(part, maxsplit=1)[0].strip()
        if names and _ROLE.search(name):
            continue
        if not _is_person(name):
            return None
        names.append(name)
    return tuple(names)


def _leading_people(text: str) -> tuple[tuple[str, ...], str]:
    """Take the names from the front of a sentence and return what is left of it."""
    names: list[list[str]] = [[]]
    end = 0
    for found in islice(re.finditer(r"\S+", text), 24):
        word = found[0].removesuffix(",")
        joint = word in ("and", "und", "e", "et")
        if not joint and not _is_name_word(word):
            break
        if not joint:
            names[-1].append(word)
            # The comma after the last name opens an aside, which belongs to the rest.
            end = found.start() + len(word)
        if names[-1] and (joint or word != found[0]):
            names.append([])
    people = [" ".join(name) for name in names if name]
    return (tuple(people), text[end:]) if all(map(_is_person, people)) else ((), text)


def _is_person(text: str) -> bool:
    words = text.split()
    if text.casefold() in _DESKS or _COLLECTIVE.fullmatch(text):
        return True
    return 2 <= len(words) <= 6 and words[-1][0].isupper() and all(map(_is_name_word, words))


def _is_name_word(word: str) -> bool:
    if word.casefold() in _NOT_NAMES or not word:
        return False
    letters = word.replace("-", "").replace("\u2019", "").replace("'", "")
    if letters.endswith(".") and len(letters) <= 3:
        letters = letters[:-1]
    return word in _PARTICLES or (
        word[0].isupper() and letters.replace(".", "x").isalpha() and "." not in letters[2:]
    )


def _is_creditor(name: str, pattern: re.Pattern[str], found: re.Match[str]) -> bool:
    """Tell whether the end of a caption is names, and not the rest of a sentence."""
    words = name.replace("/", " ").rstrip(". ").split()
    if not words or len(name) > 120 or len(words) > 14 or name.rstrip()[-1] in "!?":
        return False
    for word in words:
        bare = word.strip(",.;()-\u2013—&|©\u2019'")
        if bare and not bare[0].isupper() and bare not in _CREDIT_SMALL and not bare.isdigit():
            return False
    named = _AGENCY.search(name) is not None
    if pattern in (_CREDIT_BRACKET, _CREDIT_AGENCY):
        return "/" in name and (named or len(words) >= 3) and not name.endswith(".")
    if pattern is _CREDIT_GLUED:
        return len(words) >= 2
    if pattern is _CREDIT_LABEL and found["before"].isspace() and not found["open"]:
        return "/" in name or named
    return True
