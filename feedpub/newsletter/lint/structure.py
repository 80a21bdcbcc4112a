"""What people who do not see need of the document: language, direction, title, headings, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from feedpub.newsletter.lint.document import Element
from feedpub.newsletter.lint.mail import Mail
from feedpub.newsletter.lint.problem import Problem

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


def check_language(mail: Mail) -> Iterator[Problem]:
    """Yield that the mail does not say its language or direction where clients keep it.

    Many clients throw `<html>` and `<body>` away, so that something within has to say it too.
    """
    html = next((e for e in mail.elements if e.tag == "html"), None)
    if html is None or not mail.body:
        yield Problem("mail-language", "the mail has no `<html>` and `<body>`", element=html)
        return
    for attribute, code in (("lang", "mail-language"), ("dir", "mail-direction")):
        if not html.attributes.get(attribute, "").strip():
            yield Problem(code, f"`<html>` has no `{attribute}`", element=html)
        if not _is_said_within(mail.body, attribute):
            message = f"no element around the text says `{attribute}`"
            yield Problem(code, message, element=mail.body)
    for element in mail.elements:
        spoken = element.attributes.get("lang", "")
        if spoken and not _LANGUAGE.fullmatch(spoken):
            yield Problem("mail-language", f"`{spoken}` is no language", element=element,
                          needles=(spoken,), fields=("language",))  # fmt: skip
        direction = element.attributes.get("dir", "ltr").lower()
        if direction not in ("ltr", "rtl", "auto"):
            yield Problem("mail-direction", f"`{direction}` is no direction", element=element)


def _is_said_within(body: Element, attribute: str) -> bool:
    """Tell whether an element in the body, or itself, says it of nearly all of the text."""
    whole = len(body.words)
    stack = [body]
    while stack:
        each = stack.pop()
        if whole - len(each.words) > max(whole * _OUTSIDE, _PREHEADER):
            continue
        if each.attributes.get(attribute, "").strip():
            return True
        stack += each.children if whole else ()
    return False


_OUTSIDE = 0.2
_PREHEADER = 300
"""As a share of the text, and in letters: what may stand outside of it, such as a preheader."""


def check_title(mail: Mail) -> Iterator[Problem]:
    """Yield that the document has no title, which is what screen readers say first."""
    title = next((e for e in mail.elements if e.tag == "title"), None)
    if title is None or not title.words:
        head = next((e for e in mail.elements if e.tag == "head"), None)
        yield Problem("mail-title", "the document has no title", element=title or head)


def check_headings(mail: Mail) -> Iterator[Problem]:
    """Yield that there is not one `h1`, that levels are left out, or a heading says nothing."""
    headings = [e for e in mail.elements if re.fullmatch("h[1-6]", e.tag)]
    firsts = [e for e in headings if e.tag == "h1"]
    if not firsts and mail.body and len(mail.body.words) > 200:
        yield Problem("mail-heading", "the mail has no `<h1>`", element=mail.body)
    for extra in firsts[1:]:
        yield Problem("mail-heading", f"a second `<h1>`: “{_short(extra.words)}”", element=extra,
                      needles=(extra.words,))  # fmt: skip
    level = 0
    for heading in headings:
        now = int(heading.tag[1])
        if level and now > level + 1:
            message = f"`<h{now}>` follows `<h{level}>`: “{_short(heading.words)}”"
            yield Problem("mail-heading", message, element=heading, needles=(heading.words,))
        level = now
        if not _says_something(heading):
            yield Problem("mail-heading", f"an empty `<{heading.tag}>`", element=heading)


def _says_something(element: Element) -> bool:
    return bool(element.words) or any(
        e.tag == "img" and e.attributes.get("alt") for e in _inside(element)
    )


def _inside(element: Element) -> Iterator[Element]:
    stack = list(element.children)
    while stack:
        each = stack.pop()
        yield each
        stack += each.children


def check_tables(mail: Mail) -> Iterator[Problem]:
    """Yield tables for layout that are read out as data, and data without headers."""
    for table in mail.document.elements:
        if table.tag != "table" or table.mso == "only":
            continue
        role = table.attributes.get("role", "").lower()
        cells = list(_cells(table))
        heads = [cell for cell in cells if cell.tag == "th"]
        if role in ("presentation", "none"):
            if heads:
                yield Problem("mail-table-headers", "a table for layout has header cells",
                              element=table, needles=_words(cells))  # fmt: skip
            elif mail.origin and mail.mark(table) is None and _is_grid(table, cells, 200):
                yield _headless(table, cells)
        elif heads or any(e.tag == "caption" for e in table.children):
            yield from _data(table, heads, cells)
        elif _is_data(mail, table, cells):
            yield _headless(table, cells)
        else:
            yield Problem("mail-table-role", 'a table for layout has no `role="presentation"`',
                          element=table)  # fmt: skip


def _data(table: Element, heads: Sequence[Element], cells: Sequence[Element]) -> Iterator[Problem]:
    if not heads:
        yield _headless(table, cells)
    for head in heads:
        if head.attributes.get("scope", "").lower() not in ("col", "row", "colgroup", "rowgroup"):
            message = f"a header cell has no `scope`: “{_short(head.words)}”"
            yield Problem("mail-table-headers", message, element=head, needles=(head.words,))
            break


def _headless(table: Element, cells: Sequence[Element]) -> Problem:
    message = f"a table has no headers: “{_short(table.words)}”"
    return Problem("mail-table-headers", message, element=table, needles=_words(cells))


def _is_data(mail: Mail, table: Element, cells: Sequence[Element]) -> bool:
    """Tell data from layout: it comes from an article, or is a grid of words."""
    return bool(mail.origin and mail.mark(table) is None) or _is_grid(table, cells)


def _is_grid(table: Element, cells: Sequence[Element], most: int = 60) -> bool:
    """Tell whether a table has three rows or more of as many cells each, with few words in them."""
    rows = [e for e in _inside(table) if e.tag == "tr" and _table_of(e) is table]
    widths = {sum(c.tag == "td" for c in row.children) for row in rows}
    nested = any(e.tag in ("table", "img") for e in _inside(table))
    short = all(len(cell.words) < most for cell in cells)
    return len(rows) > 2 and widths.isdisjoint({0, 1}) and len(widths) == 1 and not nested and short


def _cells(table: Element) -> Iterator[Element]:
    return (e for e in _inside(table) if e.tag in ("td", "th") and _table_of(e) is table)


def _table_of(element: Element) -> Element | None:
    return next((e for e in element.ancestors() if e.tag == "table"), None)


def _words(cells: Sequence[Element]) -> tuple[str, ...]:
    """Return the words of the first cells that have some, in the order of the document."""
    ordered = sorted(cells, key=lambda cell: cell.at)
    return tuple(cell.words for cell in ordered if cell.words)[:3]


def _short(words: str) -> str:
    return words if len(words) <= 50 else f"{words[:49].rstrip()}…"
