"""A picture with its caption and credit, as HTML."""

from __future__ import annotations

from html import escape


def figure_html(
    src: str,
    alt: str,
    *,
    caption: str = "",
    credit: str = "",
    width: int | None = None,
    height: int | None = None,
) -> str:
    """Return a ``figure``; without `src` the description stands as text in its place."""
    small = f"<small>{escape(credit, quote=False)}</small>" if credit else ""
    words = " ".join(part for part in (escape(caption, quote=False), small) if part)
    legend = f"<figcaption>{words}</figcaption>" if words else ""
    if not src:
        return f"<figure><p>{escape(alt, quote=False)}</p>{legend}</figure>"
    size = f' width="{width}" height="{height}"' if width and height else ""
    return f'<figure><img src="{escape(src)}" alt="{escape(alt)}"{size}>{legend}</figure>'
