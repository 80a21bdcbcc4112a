"""The whole of an article as one piece of HTML, as feeds carry it."""

from __future__ import annotations

from html import escape

from feedpub.markup.figure import figure_html
from feedpub.model import Article, Correction, Image


def full_html(article: Article) -> str:
    """Return standfirst, lead picture, text, corrections and biographies of a completed article.

    The lead picture is left out where the text shows it itself.
    """
    parts = [
        _paragraph(escape(article.standfirst, quote=False), "strong"),
        _figure(article.image) if article.image and not _shows(article.html, article.image) else "",
        article.html,
        *(_correction(correction) for correction in article.corrections),
        *(_paragraph(escape(author.bio, quote=False), "em") for author in article.authors),
    ]
    return "\n".join(part for part in parts if part)


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
    return bool(image.url) and f'src="{escape(image.url)}"' in html


def _paragraph(html: str, tag: str) -> str:
    return f"<p><{tag}>{html}</{tag}></p>" if html else ""


def _correction(correction: Correction) -> str:
    day = f" ({correction.date:%Y-%m-%d})" if correction.date else ""
    return f"<p><em>Correction{day}: {escape(correction.text, quote=False)}</em></p>"
