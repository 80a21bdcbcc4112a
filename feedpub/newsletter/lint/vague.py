"""Words of links that say nothing by themselves, in the languages that newsletters speak.

To add a language: one line. People who have the links of a mail read out to them hear only these.
"""

from __future__ import annotations

import re

_VAGUE: dict[str, str] = {
    "en": "click here|click|here|link|this link|this|this page|this article|read|read this|more"
    "|read more|learn more|see more|find out more|details|more info|info|go|continue|see here"
    "|read here|check it out|website",
    "de": "hier|hier klicken|klicken sie hier|klick hier|klicke hier|link|dieser link|mehr"
    "|mehr lesen|weiterlesen|weiter|mehr erfahren|mehr infos|details|lesen|diese seite",
    "fr": "ici|cliquez ici|cliquer ici|clique ici|lien|ce lien|plus|lire plus|lire la suite"
    "|en savoir plus|suite|voir plus|cette page|détails|par ici",
    "es": "aquí|haga clic aquí|haz clic aquí|clic aquí|pulse aquí|pincha aquí|enlace|este enlace"
    "|más|leer más|ver más|más información|saber más|detalles|esta página",
    "pt": "aqui|clique aqui|clica aqui|link|este link|esta ligação|mais|ler mais|leia mais"
    "|saiba mais|saber mais|ver mais|mais informações|detalhes|esta página",
    "ja": "こちら|ここ|ここをクリック|こちらをクリック|クリック|リンク|続き|続きを読む|もっと見る"
    "|もっと読む|詳細|詳細はこちら|詳しくはこちら|詳しく|このページ",
    "ar": "هنا|اضغط هنا|انقر هنا|إضغط هنا|الرابط|رابط|هذا الرابط|المزيد|اقرأ المزيد"
    "|إقرأ المزيد|للمزيد|التفاصيل|هذه الصفحة",
    "he": "כאן|לחץ כאן|לחצו כאן|הקליקו כאן|קישור|הקישור|עוד|קרא עוד|קראו עוד|המשך"
    "|למידע נוסף|פרטים|לפרטים|הדף הזה",
}
_ALL = frozenset(word for words in _VAGUE.values() for word in words.split("|"))
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")


def is_vague(words: str) -> bool:
    """Tell whether a link with these words leaves open where it leads."""
    return _EDGES.sub("", " ".join(words.casefold().split())) in _ALL
