"""Uses of features in ``<style>`` blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from feedpub.newsletter.lint.css import AtRule, Declaration, Rule, matches, sheet, values_of
from feedpub.newsletter.lint.document import Document, Element, Style
from feedpub.newsletter.lint.support import features
from feedpub.newsletter.lint.support.use import Facts, Use, Where
from feedpub.newsletter.lint.support.values import features_of

_SIGNS = re.compile(r"""\[[^\]]*\]|\.(?=\S)|#(?=\S)|\s*[>+~,]\s*|\s+|\*|::?[\w-]+|[\w-]+""", re.I)
_AT_RULES = {word: slug for slug, words in features.AT_RULES.items() for word in words.split()}
_MEDIA = {word: slug for slug, words in features.MEDIA.items() for word in words.split()}
_PSEUDOS = {word: slug for slug, words in features.PSEUDOS.items() for word in words.split()}
_REPRESENTATIVES = 3
_MOST_TESTS = 500_000
"""Of whether a rule is for an element; rules that come after so many are left out."""

MOST_DECLARATIONS = 300
"""Of one rule or element; what comes after is left out."""


def in_sheets(facts: Facts) -> Iterator[Use]:
    """Yield what the ``<style>`` blocks use; `element` is the block for what is about it."""
    tests = iter(range(_MOST_TESTS))
    for style in facts.document.styles:
        found = sheet(style.text, style.at)
        yield Use("html-style", "<style>", style.element.at, facts, element=style.element)
        if found.comments:
            yield Use("css-comments", "/* … */", found.comments[0], facts, Where.RULE,
                      style.element)  # fmt: skip
        for at_rule in found.at_rules:
            yield from _at_rule(at_rule, style, facts)
        for rule in found.rules:
            if not rule.is_junk:
                yield from _rule(rule, style, facts, tests)


def _at_rule(rule: AtRule, style: Style, facts: Facts) -> Iterator[Use]:
    words = f"@{rule.name} {rule.prelude}".strip()
    if slug := _AT_RULES.get(rule.name):
        yield Use(slug, words[:60], rule.at, facts, Where.EXTRA, style.element,
                  conditions=rule.conditions)  # fmt: skip
    if rule.name == "media":
        for word in re.findall(r"\(\s*([\w-]+)", rule.prelude.lower()):
            if slug := _MEDIA.get(word):
                yield Use(slug, words[:60], rule.at, facts, Where.EXTRA, style.element)


def _rule(rule: Rule, style: Style, facts: Facts, tests: Iterator[int]) -> Iterator[Use]:
    if rule.outer:
        yield Use("css-nesting", rule.selector[:60], rule.at, facts, Where.EXTRA, style.element)
        return
    extra = bool(rule.conditions or style.ignored or style.media not in ("", "all", "screen"))
    if extra:
        yield from _declared(rule.declarations, style.element, rule, style, facts)
        return
    subjects = list(_subjects(rule.selector, style, facts.document, tests))
    if subjects:
        yield from _selector(rule, style, facts)
    for element in subjects:
        here = {declaration.name for declaration in values_of(element)}
        said = tuple(d for d in rule.declarations if d.name not in here)
        yield from _declared(said, element, rule, style, facts)


def _subjects(
    selector: str, style: Style, document: Document, tests: Iterator[int]
) -> Iterator[Element]:
    """Yield one element of each kind that the rule is for, three at most."""
    tags: set[str] = set()
    hidden = "not" if style.mso == "only" else "only"
    for element in document.elements:
        if next(tests, None) is None:
            return
        if element.tag in tags or element.mso == hidden or element.tag in ("style", "script"):
            continue
        if matches(selector, element) is not False:
            tags.add(element.tag)
            yield element
            if len(tags) == _REPRESENTATIVES:
                return


def _declared(
    declarations: tuple[Declaration, ...], element: Element, rule: Rule, style: Style, facts: Facts
) -> Iterator[Use]:
    declarations = declarations[:MOST_DECLARATIONS]
    where = Where.EXTRA if element is style.element else Where.RULE
    for declaration in declarations:
        for slug in features_of(declaration.name, declaration.value, declaration.important):
            yield Use(
                slug, str(declaration)[:60], declaration.at, facts, where, element, declaration,
                declarations, rule.selector[:200], rule.conditions, style.mso,
            )  # fmt: skip


def _selector(rule: Rule, style: Style, facts: Facts) -> Iterator[Use]:
    seen: set[str] = set()
    for sign in _signs(rule.selector):
        slug = _PSEUDOS.get(sign) or _SELECTOR_SLUGS.get(sign)
        if slug and slug not in seen:
            seen.add(slug)
            found = rule.selector if len(rule.selector) <= 60 else sign
            yield Use(slug, found, rule.at, facts, Where.RULE, style.element,
                      block=rule.declarations[:50], selector=rule.selector[:200])  # fmt: skip


_SELECTOR_SLUGS = {sign: slug for slug, sign in features.SELECTORS.items()}


def _signs(selector: str) -> Iterator[str]:
    """Yield what a selector consists of, by the words of the tables."""
    before = ""
    for found in _SIGNS.findall(selector[:1000]):
        sign = found.strip() or "space"
        if sign.startswith(":"):
            yield sign.replace("::", ":").lower()
        elif sign.startswith("["):
            yield "["
        elif sign in (".", "#"):
            yield sign
            if sign == "." and before == ".":
                yield ".."
        elif re.match(r"[\w-]", sign) and sign != "space":
            if before in ("", "space", ",", ">", "+", "~"):
                yield "type"
            continue
        else:
            yield sign
        before = sign
