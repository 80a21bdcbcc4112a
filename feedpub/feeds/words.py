"""What the pages of feeds say to people, in their language. A language is one more row."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from feedpub.publication.language import in_language


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """The sentences of one language."""

    subscribe: str
    explain: str
    choose: str
    latest: str
    nothing: str
    all_feeds: str
    website: str
    comma: str = ", "

    tag: str
    author: str
    section: str
    """The plural of each, above a list of feeds."""


WORDS: Mapping[str, Words] = {
    "en": Words(
        subscribe="Subscribe",
        explain="This is a feed: put its address into a feed reader, and every new article comes "
        "to you there. It costs nothing and needs no account.",
        choose="Every reader takes at least one of these addresses; if in doubt, take the first.",
        latest="Latest articles",
        nothing="There are no articles yet.",
        all_feeds="All feeds (OPML)",
        website="Website",
        tag="Tags",
        author="Authors",
        section="Sections",
    ),
    "de": Words(
        subscribe="Abonnieren",
        explain="Dies ist ein Feed: Tragen Sie seine Adresse in einen Feedreader ein, und jeder "
        "neue Artikel kommt dort bei Ihnen an. Das kostet nichts und braucht kein Konto.",
        choose="Jeder Reader nimmt mindestens eine dieser Adressen; im Zweifel die erste.",
        latest="Neueste Artikel",
        nothing="Es gibt noch keine Artikel.",
        all_feeds="Alle Feeds (OPML)",
        website="Website",
        tag="Schlagwörter",
        author="Autoren",
        section="Ressorts",
    ),
    "fr": Words(
        subscribe="S’abonner",
        explain="Ceci est un flux : ajoutez son adresse à un lecteur de flux, et chaque nouvel "
        "article vous y parviendra. C’est gratuit et sans compte.",
        choose="Tout lecteur accepte au moins une de ces adresses ; dans le doute, prenez la "
        "première.",
        latest="Derniers articles",
        nothing="Il n’y a pas encore d’article.",
        all_feeds="Tous les flux (OPML)",
        website="Site web",
        tag="Mots-clés",
        author="Auteurs",
        section="Rubriques",
    ),
    "es": Words(
        subscribe="Suscribirse",
        explain="Esto es un canal: añada su dirección a un lector de canales y cada artículo "
        "nuevo le llegará allí. Es gratis y no requiere ninguna cuenta.",
        choose="Todo lector acepta al menos una de estas direcciones; en caso de duda, la primera.",
        latest="Últimos artículos",
        nothing="Todavía no hay artículos.",
        all_feeds="Todos los canales (OPML)",
        website="Sitio web",
        tag="Etiquetas",
        author="Autores",
        section="Secciones",
    ),
    "pt": Words(
        subscribe="Subscrever",
        explain="Isto é um feed: junte o endereço a um leitor de feeds e cada artigo novo "
        "chega-lhe aí. Não custa nada e não precisa de conta.",
        choose="Qualquer leitor aceita pelo menos um destes endereços; em caso de dúvida, o "
        "primeiro.",
        latest="Artigos mais recentes",
        nothing="Ainda não há artigos.",
        all_feeds="Todos os feeds (OPML)",
        website="Site",
        tag="Etiquetas",
        author="Autores",
        section="Secções",
    ),
    "ja": Words(
        subscribe="購読する",
        explain="これはフィードです。アドレスをフィードリーダーに登録すると、新しい記事がそこに届きます。"
        "無料で、アカウントも必要ありません。",
        choose="どのリーダーも、次のアドレスの少なくとも一つに対応しています。迷ったら最初のものを使ってください。",
        latest="最新の記事",
        nothing="まだ記事はありません。",
        all_feeds="すべてのフィード (OPML)",
        website="ウェブサイト",
        comma="、",
        tag="タグ",
        author="著者",
        section="セクション",
    ),
    "ar": Words(
        subscribe="الاشتراك",
        explain="هذه خلاصة: أضف عنوانها إلى قارئ الخلاصات ليصلك فيه كل مقال جديد. "
        "الخدمة مجانية ولا تحتاج إلى حساب.",
        choose="يقبل كل قارئ واحدًا على الأقل من هذه العناوين؛ عند الشك خذ الأول.",
        latest="أحدث المقالات",
        nothing="لا توجد مقالات بعد.",
        all_feeds="كل الخلاصات (OPML)",
        website="الموقع",
        comma="، ",
        tag="الوسوم",
        author="الكتّاب",
        section="الأقسام",
    ),
    "he": Words(
        subscribe="הרשמה",
        explain="זהו פיד: מוסיפים את הכתובת שלו לקורא פידים, וכל כתבה חדשה מגיעה לשם. "
        "זה בחינם וללא צורך בחשבון.",
        choose="כל קורא מקבל לפחות אחת מהכתובות האלה; אם יש ספק, בוחרים בראשונה.",
        latest="הכתבות האחרונות",
        nothing="אין עדיין כתבות.",
        all_feeds="כל הפידים (OPML)",
        website="אתר",
        tag="תגיות",
        author="כותבים",
        section="מדורים",
    ),
}


def words_for(language: str) -> Words:
    """Return the words of a language (BCP 47), or of its parent, or the English ones."""
    return in_language(WORDS, language)
