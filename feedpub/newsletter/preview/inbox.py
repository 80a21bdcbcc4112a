"""The line by which a reader decides whether to open the mail."""

from __future__ import annotations

from html import escape

from feedpub.newsletter.preview.value import Inbox, Preview


def inbox(preview: Preview) -> str:
    """Return the line as lists of mail show it on a phone and on a desktop."""
    lines = list(dict.fromkeys(preview.inboxes))
    said = "".join(_inboxes(preview, inbox) for inbox in lines)
    return (
        "<p>Cut where the width of a list usually cuts it. Programs and fonts differ: the first "
        f"35 characters of the subject are seen nearly everywhere.</p>\n{said}"
    )


def _inboxes(preview: Preview, inbox: Inbox) -> str:
    for_whom = [name for name in (inbox.segment, inbox.recipient) if name]
    tongue = f'lang="{escape(preview.language)}" dir="{preview.direction}"'
    words = (
        f'<span class="sender">{escape(inbox.sender)}</span>'
        f'<span class="subject">{escape(inbox.subject)}</span>'
        f'<span class="preheader">{escape(inbox.preheader)}</span>'
    )
    shown = "".join(
        f'<figure class="inbox {kind}"><figcaption>{title}</figcaption>'
        f'<p class="line" {tongue}>{words}</p></figure>'
        for kind, title in (("phone", "Phone"), ("desktop", "Desktop"))
    )
    caption = f"<h3>{escape(', '.join(for_whom))}</h3>" if len(preview.inboxes) > 1 else ""
    return f'{caption}<div class="inboxes">{shown}</div>'
