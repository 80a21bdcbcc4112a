"""The page itself: everything that a publisher wants to see, without learning anything."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

import msgspec

from feedpub.newsletter.preview.files import part, policy
from feedpub.newsletter.preview.pictures import Shown
from feedpub.newsletter.preview.sections import SECTIONS
from feedpub.newsletter.preview.value import Preview


def preview_page(preview: Preview, reload: tuple[str, int] | None = None) -> str:
    """Return the page.

    With `reload` it asks at that address now and then, and loads itself anew when the number
    there is another.
    """
    script = part("reload.js") + part("script.js")
    shown = [(section.id, section.title, section.body(preview)) for section in SECTIONS]
    body = "\n".join(
        f'<section id="{id}" aria-labelledby="{id}-title">\n'
        f'<h2 id="{id}-title">{title}</h2>\n{html}\n</section>'
        for id, title, html in shown
        if html
    )
    links = "".join(f'<li><a href="#{id}">{title}</a></li>' for id, title, html in shown if html)
    return _PAGE.format(
        policy=policy(script, reloads=reload is not None),
        title=escape(f"{preview.subject} – preview of {preview.newsletter}"),
        style=part("style.css"),
        kicker=escape(f"{preview.newsletter} · {preview.key}"),
        subject=escape(preview.subject),
        lang=escape(preview.language),
        dir=preview.direction,
        source=_source(preview),
        links=links,
        body=body,
        data=_data(preview, reload),
        script=script,
    )


def _source(preview: Preview) -> str:
    if preview.source:
        return f"As {escape(preview.source)} has it, with the template {escape(preview.template)}."
    return "There is no file for this edition yet: this is what <code>compose</code> proposes."


def _data(preview: Preview, reload: tuple[str, int] | None) -> str:
    """Return what the script needs, as JSON that no element can end."""
    data: Mapping[str, Any] = {
        "documents": preview.documents,
        "views": preview.views,
        "pictures": [_picture(shown) for shown in preview.pictures],
        "reload": reload,
    }
    return msgspec.json.encode(data).decode().replace("<", "\\u003c")


def _picture(shown: Shown) -> Mapping[str, str]:
    return {"type": shown.media_type, "data": shown.data}


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta http-equiv="x-dns-prefetch-control" content="off">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<header class="top">
<p class="kicker">{kicker}</p>
<h1 lang="{lang}" dir="{dir}">{subject}</h1>
<p class="source">{source}</p>
<nav aria-label="On this page"><ul>{links}</ul></nav>
</header>
<main>
<noscript><p class="warning">The mails on this page are shown by a small script in it. Let it
run to see them; it loads nothing.</p></noscript>
{body}
</main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""
