"""Languages: every sentence is there in each, and numbers, names and dates are as people write."""

from __future__ import annotations

import datetime as dt
import pkgutil
import re
import string
from itertools import product
from zoneinfo import ZoneInfo

import msgspec
import pytest

from feedpub.errors import TemplateError
from feedpub.newsletter import words as words_package
from feedpub.newsletter.locales import date_words, locale_of, number_words, period_words, plural_of
from feedpub.newsletter.templates import environment, fill
from feedpub.newsletter.words import WORDS, Words, words_for
from feedpub.publication.language import CORRECTIONS

LANGUAGES = sorted(WORDS)
FORMS = ("stories", "minutes")

SAME_IN_ENGLISH = {
    "de": {"links", "video", "audio"},
    "fr": {"notes", "note", "audio", "embed", "source", "minutes.one", "minutes.other"},
    "es": {"audio"},
    "pt-br": {"links"},
}
"""Words that English has in common with the language."""

SCRIPTS = {"ja": "[\u3040-\u30ff\u4e00-\u9fff]", "ar": "[\u0600-\u06ff]", "he": "[\u0590-\u05ff]"}

NO_SENTENCES = {"language", "colon", "comma", "last", "last_before", "quotes", "inner_quotes"}


def sentences(language):
    """Return every sentence by its name; forms as ``stories.one``."""
    found = {}
    for name, value in msgspec.structs.asdict(WORDS[language]).items():
        if isinstance(value, str):
            found[name] = value
        elif name in FORMS:
            found |= {f"{name}.{category}": form for category, form in value.items()}
    return {name: value for name, value in found.items() if name not in NO_SENTENCES}


def placeholders(text):
    return sorted(field for _, field, _, _ in string.Formatter().parse(text) if field)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_says_something(language):
    for name, text in sentences(language).items():
        assert text.strip() == text, name
        assert text, name


@pytest.mark.parametrize(("language", "name"), list(product(LANGUAGES, FORMS)))
def test_a_language_has_each_plural_that_cldr_gives_it(language, name):
    demanded = locale_of(language).plural_form.tags | {"other"}
    assert set(getattr(WORDS[language], name)) == demanded


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_is_filled_in_in_every_language(language):
    english = {name.partition(".")[0]: placeholders(text) for name, text in sentences("en").items()}
    for name, text in sentences(language).items():
        # The words for none, one and two may say the number themselves.
        said = name.endswith((".zero", ".one", ".two")) and "{" not in text
        assert placeholders(text) == ([] if said else english[name.partition(".")[0]]), name


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_nothing_is_left_in_english(language):
    english = sentences("en")
    same = {name for name, text in sentences(language).items() if english.get(name) == text}
    assert same == SAME_IN_ENGLISH.get(language, set())


@pytest.mark.parametrize("language", SCRIPTS)
def test_every_sentence_is_in_the_script_of_its_language(language):
    for name, text in sentences(language).items():
        bare = re.sub(r"\{\w+\}", "", text)
        assert re.search(SCRIPTS[language], bare), name
        assert not re.search("[A-Za-z]", bare), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_know_their_own_language(language):
    own = WORDS[language].language.lower()
    assert own.startswith(language)
    assert words_for(own).by == WORDS[language].by


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) & set(CORRECTIONS)))
def test_feeds_and_newsletters_call_a_correction_the_same(language):
    assert WORDS[language].correction == CORRECTIONS[language]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("de-AT", "de"), ("pt-BR", "pt-BR"), ("pt-AO", "pt-PT"), ("pt", "pt-PT"),
        ("es-419", "es"), ("ar-Latn-EG", "ar"), ("nl", "en"), ("", "en"),
    ],
)  # fmt: skip
def test_a_language_without_words_takes_those_of_its_parent_or_english(asked, given):
    assert words_for(asked).language == given


THREE = ("Ana", "Tom", "Inês")


@pytest.mark.parametrize(
    ("language", "names", "line"),
    [
        ("en", THREE, "By Ana, Tom and Inês"),
        ("de", THREE, "Von Ana, Tom und Inês"),
        ("fr", THREE, "Par Ana, Tom et Inês"),
        ("es", ("Ana", "Tom"), "Por Ana y Tom"),
        ("es", ("Tom", "Inés"), "Por Tom e Inés"),
        ("es", ("Tom", "Íñigo"), "Por Tom e Íñigo"),
        ("es", ("Tom", "Hilario"), "Por Tom e Hilario"),
        ("es", ("Tom", "Hierro"), "Por Tom y Hierro"),
        ("es", ("Tom", "Yolanda"), "Por Tom y Yolanda"),
        ("es", ("Tom", "Yves"), "Por Tom e Yves"),
        ("pt", THREE, "Por Ana, Tom e Inês"),
        ("ja", ("山田花子", "佐藤一郎", "鈴木"), "執筆：山田花子、佐藤一郎、鈴木"),
        ("ar", ("ليلى حداد", "عمر", "سامي"), "بقلم ليلى حداد وعمر وسامي"),
        ("he", ("דנה לוי", "יוסי"), "מאת דנה לוי ויוסי"),
        ("he", ("דנה לוי", "Tom"), "מאת דנה לוי ו־Tom"),
        ("en", ("Ana",), "By Ana"),
        ("en", ("", "Ana", ""), "By Ana"),
        ("en", (), ""),
        ("en", ("{0}", "A {names} B"), "By {0} and A {names} B"),
    ],
)
def test_names_are_joined_as_the_language_does(language, names, line):
    assert WORDS[language].byline(names) == line


@pytest.mark.parametrize(
    ("language", "label", "end"),
    [
        ("en", "Source: x", "Source:"), ("fr", "Source\u00a0: x", "Source\u00a0:"),
        ("ja", "出典：x", "出典："), ("he", "מקור: x", "מקור:"),
    ],
)  # fmt: skip
def test_a_colon_has_the_space_of_the_language(language, label, end):
    words = WORDS[language]
    assert (words.label(words.source, "x"), words.label(words.source)) == (label, end)


def count(number, language):
    words = words_for(language)
    return words.stories[plural_of(number, words.language)].format(n=number_words(number, language))


@pytest.mark.parametrize(
    ("language", "number", "text"),
    [
        ("en", 1, "1 story"), ("en", 1200, "1,200 stories"),
        ("de", 1200, "1.200 Artikel"),
        ("fr", 0, "0 article"), ("fr", 2, "2 articles"),
        ("fr", 1_000_000, "1\u202f000\u202f000 d’articles"),
        ("es", 1_000_000, "1.000.000 de artículos"),
        ("pt", 0, "0 artigos"), ("pt-BR", 0, "0 artigo"),
        ("ja", 12, "12件の記事"),
        ("ar", 0, "لا مقالات"), ("ar", 1, "مقال واحد"), ("ar", 2, "مقالان"),
        ("ar", 3, "3 مقالات"), ("ar", 11, "11 مقالًا"), ("ar", 100, "100 مقال"),
        ("ar-EG", 12, "١٢ مقالًا"),
        ("he", 1, "כתבה אחת"), ("he", 2, "שתי כתבות"), ("he", 12, "12 כתבות"),
        ("lv", 21, "21 stories"),
    ],
)  # fmt: skip
def test_stories_are_counted(language, number, text):
    assert count(number, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "4,120.5"), ("de", "4.120,5"), ("fr", "4\u202f120,5"),
     ("pt-BR", "4.120,5"), ("pt", "4\u00a0120,5"), ("ja", "4,120.5"), ("ar", "4,120.5"),
     ("ar-EG", "٤٬١٢٠٫٥"), ("fa", "۴٬۱۲۰٫۵")],
)  # fmt: skip
def test_a_number_has_the_digits_and_marks_of_the_language(language, text):
    assert number_words(4120.5, language) == text


DAY = dt.date(2026, 11, 22)


@pytest.mark.parametrize(
    ("language", "full", "long"),
    [
        ("en", "Sunday, November 22, 2026", "November 22, 2026"),
        ("en-GB", "Sunday, 22 November 2026", "22 November 2026"),
        ("de", "Sonntag, 22. November 2026", "22. November 2026"),
        ("fr", "dimanche 22 novembre 2026", "22 novembre 2026"),
        ("es", "domingo, 22 de noviembre de 2026", "22 de noviembre de 2026"),
        ("pt", "domingo, 22 de novembro de 2026", "22 de novembro de 2026"),
        ("pt-BR", "domingo, 22 de novembro de 2026", "22 de novembro de 2026"),
        ("ja", "2026年11月22日日曜日", "2026年11月22日"),
        ("ar", "الأحد، 22 نوفمبر 2026", "22 نوفمبر 2026"),
        ("ar-EG", "الأحد، ٢٢ نوفمبر ٢٠٢٦", "٢٢ نوفمبر ٢٠٢٦"),
        ("he", "יום ראשון, 22 בנובמבר 2026", "22 בנובמבר 2026"),
        ("fa", "یکشنبه ۲۲ نوامبر ۲۰۲۶", "۲۲ نوامبر ۲۰۲۶"),
        ("xx-nonsense", "Sunday, November 22, 2026", "November 22, 2026"),
    ],
)
def test_a_day_is_written_as_the_language_does(language, full, long):
    assert date_words(DAY, language, "full") == full
    assert date_words(DAY, language) == long


THIN = "\u2009–\u2009"


@pytest.mark.parametrize(
    ("language", "week", "months"),
    [
        ("en", f"November 16{THIN}22, 2026", f"November 30{THIN}December 6, 2026"),
        ("en-GB", "16–22 November 2026", f"30 November{THIN}6 December 2026"),
        ("de", "16.–22. November 2026", f"30. November{THIN}6. Dezember 2026"),
        ("fr", "16–22 novembre 2026", f"30 novembre{THIN}6 décembre 2026"),
        ("es", "16–22 de noviembre de 2026", f"30 de noviembre{THIN}6 de diciembre de 2026"),
        ("pt", "16–22 de novembro de 2026", f"30 de novembro{THIN}6 de dezembro de 2026"),
        ("ja", "2026年11月16日～22日", "2026年11月30日～12月6日"),
        ("ar", "16–22 نوفمبر 2026", "30 نوفمبر – 6 ديسمبر 2026"),
        ("ar-EG", "١٦–٢٢ نوفمبر ٢٠٢٦", "٣٠ نوفمبر – ٦ ديسمبر ٢٠٢٦"),
        ("he", "16–22 בנובמבר 2026", "30 בנובמבר – 6 בדצמבר 2026"),
        ("nl", "16–22 november 2026", f"30 november{THIN}6 december 2026"),
        ("fa", "۱۶ تا ۲۲ نوامبر ۲۰۲۶", "۳۰ نوامبر تا ۶ دسامبر ۲۰۲۶"),
        ("cs", "16.–22. listopadu 2026", f"30. listopadu{THIN}6. prosince 2026"),
        ("hu", "2026. november 16–22.", f"2026. november 30.{THIN}december 6."),
    ],
)
def test_a_week_is_one_expression(language, week, months):
    assert period_words(dt.date(2026, 11, 16), DAY, language) == week
    assert period_words(dt.date(2026, 11, 30), dt.date(2026, 12, 6), language) == months


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en-GB", f"28 December 2026{THIN}3 January 2027"),
        ("es", f"28 de diciembre de 2026{THIN}3 de enero de 2027"),
        ("ja", "2026年12月28日～2027年1月3日"),
        ("he", "28 בדצמבר 2026 – 3 בינואר 2027"),
    ],
)
def test_a_week_over_the_new_year_names_both_years(language, text):
    assert period_words(dt.date(2026, 12, 28), dt.date(2027, 1, 3), language) == text


def test_a_period_of_one_day_is_that_day():
    assert period_words(DAY, DAY, "en-GB") == "22 November 2026"


def test_every_locale_can_write_a_period():
    from babel.localedata import locale_identifiers

    first, last = dt.date(2026, 11, 16), dt.date(2027, 1, 3)
    tags = {name.replace("_", "-") for name in locale_identifiers() if name != "root"}
    assert all(period_words(first, last, tag) for tag in sorted(tags))
    assert all(period_words(first, DAY, tag) for tag in sorted(tags))


def test_a_language_is_added_by_a_row():
    dutch = msgspec.structs.replace(WORDS["en"], language="nl", by="Door {names}", last=" en ")
    table = {**WORDS, "nl": dutch}
    assert words_for("nl-BE", table).byline(["An", "Jan"]) == "Door An en Jan"
    assert isinstance(words_for("nl", table), Words)


# In templates

MOMENT = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)


def written(template, language="en-GB", **names):
    context = {
        "language": language, "words": words_for(language), "zone": ZoneInfo("America/Lima"),
        "moment": MOMENT, "week": dt.date(2026, 11, 16), "sunday": DAY,
    }  # fmt: skip
    return environment(None).from_string(template).render(context | names)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        pytest.param("{{ moment|date }}", "21 November 2026", id="a moment, in the zone"),
        pytest.param("{{ sunday|date }}", "22 November 2026", id="a day, in no zone"),
        pytest.param("{{ none|date }}", "", id="nothing"),
        pytest.param("{{ sunday|date('d MMM') }}", "22 Nov", id="a pattern"),
        pytest.param("{{ week|period(sunday) }}", "16–22 November 2026", id="a week"),
        pytest.param("{{ week|period(moment) }}", "16–21 November 2026", id="up to a moment"),
        pytest.param("{{ 2|count(words.stories) }}", "2 stories", id="a number of stories"),
        pytest.param("{{ words.label(words.source, 'x') }}", "Source: x", id="a label"),
    ],
)
def test_filters_write_in_the_language_of_the_newsletter(template, text):
    assert written(template, none=None) == text


def test_english_words_in_a_language_without_its_own_have_english_plurals():
    # Latvian counts 21 as it does 1.
    assert written("{{ 21|count(words.stories) }}", "lv") == "21 stories"


def test_forms_of_a_template_have_the_plurals_of_its_language():
    forms = {"one": "{n} tekst", "few": "{n} teksty", "other": "{n} tekstów"}
    assert written("{{ 3|count(forms) }}", "pl", forms=forms) == "3 teksty"
    assert written("{{ 5|count(forms) }}", "pl", forms=forms) == "5 tekstów"


@pytest.mark.parametrize(
    "mistake",
    ["'x'|date", "'x'|period('y')", "5|period(6)", "sunday|date(5)", "'x'|number",
     "1|count('x')", "1|count({})", "words.byline(5)", "words.label()"],
)  # fmt: skip
def test_a_mistake_with_them_is_told_with_its_line(tmp_path, mistake):
    (tmp_path / "own.html").write_text(f"<p>\n{{{{ {mistake} }}}}")
    names = {"language": "en", "words": words_for("en"), "zone": ZoneInfo("UTC"), "sunday": DAY}
    with pytest.raises(TemplateError) as caught:
        fill(environment(tmp_path), ["own.html"], names)
    assert caught.value.at is not None
    assert caught.value.at.line == 2


def test_every_file_of_words_is_in_the_table():
    files = {module.name for module in pkgutil.iter_modules(words_package.__path__)} - {"wording"}
    assert files == {tag.replace("-", "_") for tag in WORDS}
