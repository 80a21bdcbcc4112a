"""The text part as programs show it that know no HTML."""

from __future__ import annotations

from html import escape

_PAGE = """<!DOCTYPE html>
<html lang="{language}" dir="{direction}">
<head>
<meta charset="utf-8">
<title>Text part</title>
<style>
:root {{ color-scheme: light }}
body {{ margin: 0; padding: 24px 20px; background: #fff; color: #1b1b1b }}
pre {{ margin: 0; font: 13.5px/1.5 ui-monospace, "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere }}
@media (prefers-color-scheme: dark) {{ body {{ background: #1a1a19; color: #e8e6e1 }} }}
</style>
</head>
<body><pre>{text}</pre></body>
</html>
"""


def text_page(text: str, language: str, direction: str) -> str:
    """Return a document that shows the text as it is."""
    return _PAGE.format(
        language=escape(language), direction=direction, text=escape(text, quote=False)
    )
