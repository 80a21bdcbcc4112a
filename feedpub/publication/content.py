"""The whole of an article as one piece of HTML, as feeds carry it."""

from __future__ import annotations

from html import escape, unescape
from urllib.parse import urlsplit

from feedpub.markup.figure import figure_html
from feedpub.model import Article, Correction, Image
from feedpub.publication.language import CORRECTIONS, direction, in_language


def full_html(article: Article) -> str:
    """Return standfirst, lead picture, text, corrections and biographies of a completed article.

    The lead picture is left out where the text shows it itself. A language that is written
    from right to left is said in the text too, since few readers look for it elsewhere.
    """
    parts = [
        _paragraph(escape(article.standfirst, quote=False), "strong"),
        _figure(article.image) if article.image and not _shows(article.html, article.image) else "",
        article.html,
        *(_correction(correction, article.language) for correction in article.corrections),
        *(_paragraph(escape(author.bio, quote=False), "em") for author in article.authors),
    ]
    html = "\n".join(part for part in parts if part)
    if html and direction(article.language) == "rtl":
        return f'<div lang="{escape(article.language)}" dir="rtl">\n{html}\n</div>'
    return html


def _figure(image: Image) -> str:
    return figure_html(
        image.url,
        image.alt,
        caption=image.caption,
        credit=image.credit,
        width=image.width,
        height=image.height,
    )


def _shows(html: str, image: Image) -> bool:
    if not image.url or "<img" not in html:
        return False
    sources = (part.partition('"')[0] for part in html.split('src="')[1:])
    return _file(image.url) in (_file(unescape(source)) for source in sources)


def _file(url: str) -> str:
    """Return the address of a picture without the query that says its size (``a.jpg?w=600``)."""
    parts = urlsplit(url)
    if parts.path.lower().endswith(_PICTURES):
        parts = parts._replace(query="")
    return parts._replace(scheme="", fragment="").geturl()


_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


def _paragraph(html: str, tag: str) -> str:
    return f"<p><{tag}>{html}</{tag}></p>" if html else ""


def _correction(correction: Correction, language: str) -> str:
    day = f" ({correction.date:%Y-%m-%d})" if correction.date else ""
    label = in_language(CORRECTIONS, language)
    return f"<p><em>{label}{day}: {escape(correction.text, quote=False)}</em></p>"
