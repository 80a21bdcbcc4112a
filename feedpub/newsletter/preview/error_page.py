"""The page that stands in place of a preview that cannot be made: what is wrong, and where."""

from __future__ import annotations

from html import escape

import msgspec

from feedpub.errors import FeedpubError
from feedpub.newsletter.preview.files import part, policy


def error_page(error: FeedpubError, reload: tuple[str, int]) -> str:
    """Return the page; it loads itself anew as `preview_page` does."""
    script = part("reload.js") + part("error.js")
    items = "\n".join(_item(each) for each in error.all())
    return _PAGE.format(
        policy=policy(script, reloads=True),
        style=part("style.css"),
        items=items,
        data=msgspec.json.encode({"reload": reload}).decode().replace("<", "\\u003c"),
        script=script,
    )


def _item(error: FeedpubError) -> str:
    place = f'<p class="place"><code>{escape(str(error.at))}</code></p>' if error.at else ""
    hint = f'<p class="source">{escape(error.hint)}</p>' if error.hint else ""
    return f"<li>{place}<p><strong>{escape(error.message)}</strong></p>{hint}</li>"


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>It cannot be shown</title>
<link rel="icon" href="data:,">
<style>
{style}</style>
</head>
<body>
<header class="top">
<p class="kicker">Preview</p>
<h1>It cannot be shown</h1>
</header>
<main><section role="alert" aria-label="What is wrong">
<ul class="errors">
{items}
</ul>
<p class="source">The preview comes back by itself when this is mended.</p>
</section></main>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
"""
