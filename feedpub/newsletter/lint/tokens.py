"""Template tags that nobody filled in, and that readers would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

_TAG = re.compile(
    r"""\{\{\{?[^{}\n]{1,80}\}\}\}? | \{%[-+]?\s*\w[^%\n]{0,120}%\} | \{\#[^\n#]{1,80}\#\}
    | \*\|[\w:]{2,40}\|\* | %%\{?\w[\w .:-]{0,40}\}?%% | %recipient(?:_\w+)?\.?[\w-]*%
    | \[\[\s*[a-zA-Z][\w.:-]{0,40}\s*\]\] | <%[=-]?\s*\w[^%\n]{0,80}%>
    | [$\#]\{[a-z][\w.]{0,40}\} | \{\{[^}\n]{0,60}$""",
    re.X,
)
"""Jinja, Liquid and Handlebars; Mailchimp; Ghost and Salesforce; Mailgun; Mautic; ERB."""

_SLANTED = re.compile(r"\|[A-Z][A-Z0-9_:]{1,39}\|")
_CODE = frozenset("code pre kbd samp tt var script style".split())
_WRITTEN = ("href", "src", "alt", "title", "aria-label", "background")


def tags_in(text: str) -> Iterator[str]:
    """Yield the template tags of a text."""
    if any(sign in text for sign in ("{", "%", "*|", "[[")):
        for found in _TAG.finditer(text):
            yield found[0]


def check_tokens(mail: Mail) -> Iterator[Problem]:
    """Yield raw template tags in subject, preheader, HTML and text, but for those in code."""
    told: set[str] = set()
    for name, text in (("subject", mail.subject or ""), ("preheader", mail.preheader)):
        for tag in tags_in(text):
            told.add(tag)
            yield Problem("mail-token", f"`{tag}` stands in the {name}", edition=name,
                          needles=(tag,))  # fmt: skip
    in_code: set[str] = set()
    for run in mail.runs:
        tags = list(tags_in(run.text))
        if tags and any(e.tag in _CODE for e in (run.parent, *run.parent.ancestors())):
            in_code.update(tags)
            continue
        for tag in tags:
            if tag not in told:
                yield Problem("mail-token", f"`{tag}` stands in the text", element=run.parent,
                              needles=(tag,))  # fmt: skip
    for element in mail.elements:
        if element.tag == "em" and _SLANTED.fullmatch(element.words):
            tag = f"*{element.words}*"  # as it was before Markdown took it for emphasis
            yield Problem("mail-token", f"`{tag}` stands in the text", element=element,
                          needles=(tag,))  # fmt: skip
        for name in _WRITTEN:
            for tag in tags_in(element.attributes.get(name, "")):
                yield Problem("mail-token", f"`{tag}` stands in `{name}`", element=element,
                              needles=(tag,))  # fmt: skip
    seen = {tag for run in mail.runs for tag in tags_in(run.text)}
    for tag in tags_in(mail.text or ""):
        if tag not in seen | told | in_code:
            yield Problem("mail-token", f"`{tag}` stands in the text part", needles=(tag,))
            told.add(tag)
