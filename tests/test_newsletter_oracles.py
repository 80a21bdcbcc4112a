"""Every built-in template, in three languages and sizes, before judges that are not ours.

Nine of the editions in `make test`, in which each two of template, language and size meet;
all of them in `make soak`.
"""

from __future__ import annotations

import os

import pytest

from tests.mail_editions import combinations, latin_square, mail, web_page
from tests.oracles import accessible, covered, legible, readback, spam, styles, valid

pytest_plugins = ["tests.oracles.fixtures"]

SOAK = os.environ.get("FEEDPUB_SOAK") == "1"
EDITIONS = combinations() if SOAK else latin_square()

each = pytest.mark.parametrize("edition", EDITIONS, ids=str)
chromium = pytest.mark.chromium


def test_every_template_language_and_size_meets_every_other():
    pairs = {(c.template, c.language) for c in latin_square()}
    pairs |= {(c.template, c.size) for c in latin_square()}
    pairs |= {(c.language, c.size) for c in latin_square()}
    assert len(pairs) == 3 * 9
    assert len(combinations()) == 27


def test_the_html_is_valid(java, tmp_path):
    files = []
    for edition in EDITIONS:
        for kind, html in (("mail", mail(edition).rendered.html), ("page", web_page(edition))):
            files.append(tmp_path / f"{edition}-{kind}.html")
            files[-1].write_text(html, encoding="utf-8")
    assert valid.errors(java, files) == {}


def test_no_rule_about_content_takes_it_for_spam(spamassassin, tmp_path):
    files = [tmp_path / f"{edition}.eml" for edition in EDITIONS]
    for file, edition in zip(files, EDITIONS, strict=True):
        file.write_bytes(mail(edition).message)
    fired = spam.rules(spamassassin, files, tmp_path)
    assert dict(zip(map(str, EDITIONS), fired, strict=True)) == {str(e): [] for e in EDITIONS}


@chromium
@each
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(browser, packages, edition, scheme):
    assert accessible.violations(browser.show(mail(edition).rendered.html, scheme=scheme)) == []


@chromium
@each
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_web_page_is_accessible_landmarks_and_all(browser, packages, edition, scheme):
    assert accessible.violations(browser.show(web_page(edition), scheme=scheme), off=()) == []


@chromium
@each
@pytest.mark.parametrize("width", [320, 375])
@pytest.mark.parametrize("pictures", [True, False], ids=["pictures", "no pictures"])
def test_nothing_is_wider_than_the_screen(browser, edition, width, pictures):
    browser.show(mail(edition).rendered.html, width=width, pictures=pictures)
    assert browser.reach() <= width


@chromium
@each
@pytest.mark.parametrize("pictures", [True, False], ids=["pictures", "no pictures"])
def test_every_text_can_be_read_whatever_becomes_of_the_colours(browser, edition, pictures):
    assert legible.illegible(browser, mail(edition).rendered.html, pictures=pictures) == []


@chromium
@each
def test_inlining_changes_no_computed_style(browser, edition):
    rendered = mail(edition).rendered
    assert styles.differences(browser, rendered.source, rendered.html) == []


@chromium
@pytest.mark.parametrize("edition", [e for e in EDITIONS if SOAK or e.size < 60], ids=str)
def test_the_other_inliner_comes_to_the_same_styles(browser, edition):
    pytest.importorskip("css_inline")
    other = mail(edition, "css-inline").rendered.html
    assert styles.differences(browser, mail(edition).rendered.html, other) == []


@chromium
@each
def test_the_text_part_says_what_the_html_says(browser, edition):
    rendered = mail(edition).rendered
    missing = covered.missing_pairs if edition.language == "ja" else covered.missing_words
    share, lost = missing(covered.visible_text(browser, rendered.html), rendered.text)
    assert share >= 0.98, lost


@chromium
@each
def test_the_text_part_has_every_link(browser, edition):
    rendered = mail(edition).rendered
    assert covered.links(browser, rendered.html) - covered.addresses(rendered.text) == set()


@each
def test_the_message_reads_back_as_it_was_rendered(edition):
    rendered, message = mail(edition)
    contents = {"text/plain": rendered.text, "text/html": rendered.html}
    assert readback.faults(message, contents) == []
