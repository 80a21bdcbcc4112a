"""All places of a document where a feature of the data is used."""

from __future__ import annotations

from collections.abc import Iterator

from feedpub.newsletter.lint.css import Declaration, style_of
from feedpub.newsletter.lint.document import Document, Element
from feedpub.newsletter.lint.support import features
from feedpub.newsletter.lint.support.css_uses import MOST_DECLARATIONS, in_sheets
from feedpub.newsletter.lint.support.use import Facts, Use
from feedpub.newsletter.lint.support.values import features_of, image_format


def uses(document: Document) -> Iterator[Use]:
    """Yield every use, those in styles first."""
    facts = facts_of(document)
    yield from in_sheets(facts)
    for element in document.elements:
        if ":" in element.tag:  # VML has rules of its own
            continue
        yield from _element(element, facts)
        if element.attributes:
            yield from _attributes(element, facts)
        if "style" in element.attributes:
            yield from _inline(element, style_of(element), facts)


def facts_of(document: Document) -> Facts:
    """Return what must be known of the whole before a part can be judged."""
    names = {
        element.attributes.get("name", "") for element in document.elements if element.tag == "a"
    }
    exact = "mso-line-height-rule" in document.text
    return Facts(document, exact, frozenset(names), _overflow(document))


GMAIL_STYLES = 16_384
"""Bytes of all `<style>` blocks together (hteumeuleu/email-bugs, issue 90)."""


def _overflow(document: Document) -> Element | None:
    size = 0
    for style in document.styles:
        size += len(style.text.encode()) if style.mso != "only" else 0
        if size > GMAIL_STYLES:
            return style.element
    return None


def _inverted(table: features.Words) -> dict[str, str]:
    return {word: slug for slug, words in table.items() for word in words.split()}


_TAGS = _inverted(features.ELEMENTS)
_ATTRIBUTES = _inverted(features.ATTRIBUTES)
_TYPED = {pair: slug for slug, pair in features.TYPED.items()}
_FORMATS = _inverted(features.IMAGES)


def _element(element: Element, facts: Facts) -> Iterator[Use]:
    tag, given = element.tag, element.attributes
    slug = _TAGS.get(tag) or _TYPED.get((tag, _type(tag, given.get("type", ""))))
    if slug:
        yield Use(slug, f"<{tag}>", element.at, facts, element=element)
    if tag == "link":
        yield Use("html-link", f'<link rel="{given.get("rel", "")}">', element.at, facts,
                  element=element)  # fmt: skip
    elif tag == "meta" and given.get("name", "").lower() == "color-scheme":
        yield Use("html-meta-color-scheme", '<meta name="color-scheme">', element.at, facts,
                  element=element)  # fmt: skip


def _type(tag: str, given: str) -> str:
    return given.lower() or {"input": "text", "button": "submit"}.get(tag, "")


def _attributes(element: Element, facts: Facts) -> Iterator[Use]:
    for name, value in element.attributes.items():
        if slug := _ATTRIBUTES.get(name):
            found = f'{name}="{_short(value)}"'
            yield Use(slug, found, element.value_at(name), facts, element=element)
    if element.tag in ("a", "area"):
        yield from _link(element, element.attributes.get("href", "").strip(), facts)
    name = "background" if "background" in element.attributes else "src"
    if name in element.attributes and element.tag in ("img", "input", "td", "th", "table", "body"):
        yield from _image(element, name, facts)


def _link(element: Element, address: str, facts: Facts) -> Iterator[Use]:
    slug = ""
    if address.startswith("#") and len(address) > 1:
        slug = "html-anchor-links"
    elif address[:7].lower() == "mailto:":
        slug = "html-mailto-links"
    if slug:
        at = element.value_at("href")
        yield Use(slug, f'href="{_short(address)}"', at, facts, element=element)


def _image(element: Element, name: str, facts: Facts) -> Iterator[Use]:
    address = element.attributes[name].strip()
    found, at = f'{name}="{_short(address)}"', element.value_at(name)
    if address[:5].lower() == "data:":
        yield Use("image-base64", found, at, facts, element=element)
    if slug := _FORMATS.get(image_format(address)):
        yield Use(slug, found, at, facts, element=element)


def _inline(element: Element, declarations: tuple[Declaration, ...], facts: Facts) -> Iterator[Use]:
    declarations = declarations[:MOST_DECLARATIONS]
    for declaration in declarations:
        for slug in features_of(declaration.name, declaration.value, declaration.important):
            yield Use(
                slug, _short(str(declaration)), declaration.at, facts,
                element=element, declaration=declaration, block=declarations,
            )  # fmt: skip


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:59]}…"
