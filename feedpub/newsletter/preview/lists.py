"""Late fields, pictures, headers and remarks: what is looked up rather than looked at."""

from __future__ import annotations

from html import escape

from feedpub.findings import Finding, Severity
from feedpub.newsletter.preview.pictures import Shown
from feedpub.newsletter.preview.value import Preview
from feedpub.newsletter.preview.writing import more, size


def fields(preview: Preview) -> str:
    """Return what the late fields say to whom."""
    if not preview.fields:
        return ""
    titles = [recipient.title for recipient in preview.kinds.recipients]
    head = "".join(f'<th scope="col">{escape(title)}</th>' for title in titles)
    rows = "".join(
        f'<tr><th scope="row"><code>{escape(name)}</code></th>'
        + "".join(
            f"<td><bdi>{escape(says[recipient.name])}</bdi></td>"
            for recipient in preview.kinds.recipients
        )
        + "</tr>"
        for name, says in sorted(preview.fields.items())
    )
    return (
        f'<div class="wide"><table><thead><tr><th scope="col">Field</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def headers(preview: Preview) -> str:
    """Return the head of the mail."""
    return (
        "<p>As they are sent to the example; the name of the delivery is added to the "
        "Message-ID.</p>\n"
        f'<pre tabindex="0" translate="no" aria-label="Headers">{escape(preview.headers)}</pre>'
    )


def pictures(preview: Preview) -> str:
    """Return the pictures with their files, or why they are not shown."""
    if not preview.pictures:
        return "<p>The mail has none.</p>"
    rows = "".join(_picture(shown) for shown in preview.pictures)
    return (
        '<div class="wide"><table><thead><tr><th scope="col">Address</th>'
        '<th scope="col">File</th><th scope="col">Size</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _picture(shown: Shown) -> str:
    file = f"<code>{escape(shown.path)}</code>" if shown.path else ""
    why = f'<span class="warning">{escape(shown.missing)}</span>' if shown.missing else ""
    return (
        f'<tr><th scope="row"><code>{escape(shown.address or "(empty)")}</code></th>'
        f"<td>{' '.join(filter(None, (file, why)))}</td>"
        f'<td class="number">{size(shown.length) if shown.length else ""}</td></tr>'
    )


def remarks(preview: Preview) -> str:
    """Return what was noteworthy; what is less than a warning, on demand."""
    if not preview.findings:
        return ""
    infos = [_remark(each) for each in preview.findings if each.severity is Severity.INFO]
    others = [_remark(each) for each in weighty(preview)]
    shown = _listed(others) if others else "<p>Nothing that must be mended.</p>"
    return f"{shown}{more('lighter remarks', infos, _listed)}"


def weighty(preview: Preview) -> list[Finding]:
    """Return the remarks that are warnings or worse."""
    return [each for each in preview.findings if each.severity is not Severity.INFO]


def _listed(items: list[str]) -> str:
    return f'<ul class="remarks">{"".join(items)}</ul>'


def _remark(finding: Finding) -> str:
    hint = f"<br><small>{escape(finding.advice)}</small>" if finding.advice else ""
    name = finding.severity.value
    return f'<li><strong class="{name}">{name}</strong> {escape(str(finding))}{hint}</li>'
