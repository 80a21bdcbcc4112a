"""A table of fields, whatever program wrote it, becomes an article."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.dates import rfc3339
from feedpub.loaders.record import split_name
from feedpub.model import Author, Correction, Enclosure, Image, Link
from tests.loading import LISBON, read_fields
from tests.site import Site


def article_of(fields: dict[str, Any], **known: Any) -> Any:
    return read_fields(fields, **known).article


# --- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        pytest.param(
            {"lastmod": "2026-11-21"},
            "updated",
            dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
            id="Hugo: lastmod",
        ),
        pytest.param(
            {"expiryDate": "2027-01-01"},
            "expires",
            dt.datetime(2027, 1, 1, tzinfo=dt.UTC),
            id="Hugo: expiryDate",
        ),
        pytest.param({"permalink": "/2018/x/"}, "url", "/2018/x/", id="Jekyll: permalink"),
        pytest.param({"categories": "sea  news"}, "section", "sea", id="Jekyll: words"),
        pytest.param({"categories": "sea  news"}, "tags", ("news",), id="Jekyll: the other words"),
        pytest.param({"excerpt": "Short"}, "summary", "Short", id="Jekyll: excerpt"),
        pytest.param(
            {"taxonomies": {"tags": ["a", "b"]}}, "tags", ("a", "b"), id="Zola: taxonomies"
        ),
        pytest.param({"extra": {"image": "a.png"}}, "image", Image(url="a.png"), id="Zola: extra"),
        pytest.param({"Tags": "a, b,a"}, "tags", ("a", "b"), id="Pelican: Tags"),
        pytest.param({"Category": "Sea"}, "section", "Sea", id="Pelican: Category"),
        pytest.param({"Lang": "pt_BR"}, "language", "pt-BR", id="Pelican: Lang"),
        pytest.param(
            {"authors": "Ann; Bob"},
            "authors",
            (Author(name="Ann"), Author(name="Bob")),
            id="Pelican: authors",
        ),
        pytest.param(
            {"params": {"author": "Ann"}}, "authors", (Author(name="Ann"),), id="Hugo: params"
        ),
        pytest.param({"redirect_from": "/old/"}, "extra", {"aliases": ["/old/"]}, id="redirects"),
        pytest.param({"Sub-Title": "x", "deck": "Below"}, "standfirst", "Below", id="deck"),
        pytest.param(
            {"custom_excerpt": "Mine", "excerpt": None},
            "summary",
            "Mine",
            id="Ghost: custom_excerpt",
        ),
        pytest.param({"tags": [{"name": "A", "slug": "a"}]}, "tags", ("A",), id="Ghost: tags"),
        pytest.param(
            {"tags": [{"name": "#new", "slug": "hash-new"}, {"name": "A"}]},
            "tags",
            ("A",),
            id="Ghost: internal tags",
        ),
        pytest.param({"tags": ["#sea"]}, "tags", ("#sea",), id="a name that has the sign"),
        pytest.param(
            {"authors": [{"name": "Ann", "website": "https://a.example/", "bio": "x"}]},
            "authors",
            (Author(name="Ann", url="https://a.example/", bio="x"),),
            id="Ghost: authors",
        ),
        pytest.param(
            {
                "attachments": [
                    {
                        "url": "a.mp3",
                        "mime_type": "audio/mpeg",
                        "size_in_bytes": 5,
                        "duration_in_seconds": 7,
                    }
                ]
            },
            "enclosures",
            (Enclosure(url="a.mp3", media_type="audio/mpeg", length=5, duration=7),),
            id="JSON Feed: attachments",
        ),
        pytest.param(
            {"corrections": ["One", {"text": "Two", "date": "2026-11-22"}]},
            "corrections",
            (
                Correction(text="One"),
                Correction(text="Two", date=dt.datetime(2026, 11, 22, tzinfo=dt.UTC)),
            ),
            id="corrections",
        ),
        pytest.param(
            {"source": {"url": "https://x.example/", "title": "X"}},
            "source",
            Link(url="https://x.example/", title="X"),
            id="source",
        ),
        pytest.param(
            {"image": {"src": "a.png", "alt": "A", "credit": "C", "width": "2"}},
            "image",
            Image(url="a.png", alt="A", credit="C", width=2),
            id="image as a table",
        ),
        pytest.param({"images": ["a.png", "b.png"]}, "image", Image(url="a.png"), id="many images"),
        pytest.param({"mood": "calm", "n": 5}, "extra", {"mood": "calm", "n": 5}, id="the rest"),
    ],
)
def test_the_names_of_other_programs_are_understood(
    fields: dict[str, Any], name: str, expected: Any
) -> None:
    read = read_fields(fields)
    assert getattr(read.article, name) == expected
    assert not read.findings


def test_our_own_name_wins_and_so_does_the_record_over_its_tables() -> None:
    article = article_of(
        {
            "extra": {"summary": "no"},
            "description": "no",
            "summary": "yes",
            "params": {"summary": "no"},
        }
    )
    assert article.summary == "yes"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ann Lee", Author(name="Ann Lee")),
        ("Ann Lee <ann@x.example>", Author(name="Ann Lee", email="ann@x.example")),
        ("<ann@x.example>", Author(name="ann@x.example", email="ann@x.example")),
        ("bob", Author(name="Bob Ray", bio="Bob writes.")),
        (
            {"name": "bob", "email": "b@x.example"},
            Author(name="Bob Ray", bio="Bob writes.", email="b@x.example"),
        ),
    ],
)
def test_an_author_is_a_name_a_mailbox_a_table_or_a_short_name(
    author: Any, expected: Author
) -> None:
    known = {"bob": Author(name="Bob Ray", bio="Bob writes.")}
    assert article_of({"author": author}, authors=known).authors == (expected,)


# --- drafts and dates ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "draft"),
    [
        ({}, False),
        ({"draft": True}, True),
        ({"draft": "yes"}, True),
        ({"published": False}, True),
        ({"published": True}, False),
        ({"status": "draft"}, True),
        ({"status": "published"}, False),
        ({"status": "publish"}, False),
        ({"status": "future"}, False),
        ({"status": "private"}, True),
    ],
)
def test_every_program_has_its_word_for_a_draft(fields: dict[str, Any], draft: bool) -> None:
    article = article_of(fields)
    assert article.draft is draft
    assert rfc3339(article.published) == "2026-11-20T00:00:00Z"


def test_a_draft_needs_no_date_and_a_folder_of_drafts_makes_drafts() -> None:
    assert article_of({"date": None, "draft": True}).published is None
    assert article_of({"date": None}, draft=True).draft
    # As in Jekyll; of two marks the one that holds back counts.
    assert article_of({"draft": False}, draft=True).draft


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ({"date": 20261118}, "2026-11-18T00:00:00Z"),
        ({"date": 1795194000}, "2026-11-20T17:00:00Z"),
        ({"date": 1795194000999}, "2026-11-20T17:00:00Z"),
        ({"date": dt.date(2026, 7, 1)}, "2026-06-30T23:00:00Z"),
        ({"date": dt.datetime(2026, 7, 1, 12)}, "2026-07-01T11:00:00Z"),  # noqa: DTZ001
        ({"date": None, "pubDate": "2026-07-01"}, "2026-06-30T23:00:00Z"),
        pytest.param(
            {"date": "2026-07-01T12:00:00", "date_gmt": "2026-07-01T10:00:00"},
            "2026-07-01T10:00:00Z",
            id="WordPress: date_gmt is exact",
        ),
        pytest.param(
            {"date": None, "path": "2018/07/27/title/"}, "2018-07-26T23:00:00Z", id="in the address"
        ),
        pytest.param(
            {"date": "2026-11-20", "embargo": "2026-11-21"}, "2026-11-21T00:00:00Z", id="embargo"
        ),
        pytest.param(
            {"date": None, "publishDate": "2026-11-21"},
            "2026-11-21T00:00:00Z",
            id="Hugo: publishDate alone",
        ),
    ],
)
def test_the_date_is_found(fields: dict[str, Any], published: str) -> None:
    assert rfc3339(article_of(fields).published) == published


NAMED = {"date": dt.datetime(2026, 11, 1, tzinfo=dt.UTC), "slug": "named"}


def test_what_the_file_is_named_fills_the_gaps() -> None:
    article = article_of({"date": None}, **NAMED)
    assert (rfc3339(article.published), article.slug) == ("2026-11-01T00:00:00Z", "named")
    assert article_of({"slug": "My Own"}, **NAMED).slug == "my-own"
    assert article_of({"title": None}, title="In the text").title == "In the text"


def test_an_unreadable_date_is_told_where_the_name_has_one() -> None:
    read = read_fields({"date": "01/02/2024"}, **NAMED)
    assert rfc3339(read.article.published or LISBON) == "2026-11-01T00:00:00Z"  # type: ignore[arg-type]
    assert [finding.code for finding in read.findings] == ["date-unreadable"]


def test_wordpress_drafts_have_a_date_that_is_none() -> None:
    assert article_of({"date": "0000-00-00 00:00:00", "status": "draft"}).published is None


WORDPRESS = {
    "id": 12,
    "date": "2026-11-20T18:00:00",
    "date_gmt": "2026-11-20T17:00:00",
    "modified_gmt": "2026-11-21T17:00:00",
    "guid": {"rendered": "https://post.example/?p=12"},
    "slug": "hello",
    "status": "publish",
    "link": "https://post.example/hello/",
    "title": {"rendered": "Fish &amp; chips"},
    "content": {"rendered": "<p>Text</p>", "protected": False},
    "excerpt": {"rendered": "<p>Short &hellip;</p>\n"},
    "author": 1,
    "featured_media": 5,
    "categories": [3],
    "tags": [4],
    "_embedded": {
        "author": [{"id": 1, "name": "Ann"}],
        "wp:featuredmedia": [{"source_url": "https://post.example/a.jpg", "alt_text": "A"}],
        "wp:term": [
            [{"taxonomy": "category", "name": "Sea"}],
            [{"taxonomy": "post_tag", "name": "t"}],
        ],
    },
}


def test_a_post_of_wordpress() -> None:
    article = article_of(WORDPRESS)
    assert article.id == "https://post.example/?p=12"
    assert rfc3339(article.published) == "2026-11-20T17:00:00Z"
    assert rfc3339(article.updated) == "2026-11-21T17:00:00Z"
    assert (article.title, article.summary) == ("Fish & chips", "Short …")
    assert (article.body.text, article.body.kind) == ("<p>Text</p>", "html")
    assert article.url == "https://post.example/hello/"
    assert (article.section, article.tags, article.authors) == (
        "Sea",
        ("t",),
        (Author(name="Ann"),),
    )
    assert article.image == Image(url="https://post.example/a.jpg", alt="A")


def test_numbers_of_wordpress_are_no_names() -> None:
    read = read_fields({key: value for key, value in WORDPRESS.items() if key != "_embedded"})
    article = read.article
    assert (article.authors, article.section, article.tags, article.image) == ((), "", (), None)
    assert not read.findings


GHOST = {
    "id": "5f1a",
    "uuid": "0f6a7d52-8c1b-4d0e-b7a4-2f5f9f1f7a01",
    "title": "Hello",
    "slug": "hello",
    "html": "<p>Text</p>",
    "feature_image": "https://post.example/a.jpg",
    "feature_image_alt": "A ferry",
    "feature_image_caption": "<i>At</i> sea",
    "published_at": "2026-11-20T17:00:00.000+00:00",
    "custom_excerpt": None,
    "excerpt": "Text",
    "status": "published",
    "canonical_url": None,
    "authors": [{"name": "Ann"}],
    "primary_author": {"name": "Ann"},
    "tags": [{"name": "Sea"}],
    "url": "https://post.example/hello/",
}


def test_a_post_of_ghost() -> None:
    article = article_of({**GHOST, "date": None})
    assert article.id == "5f1a"
    assert article.image == Image(
        url="https://post.example/a.jpg",
        alt="A ferry",
        caption="At sea",
    )
    assert (article.summary, article.tags, article.body.text) == ("Text", ("Sea",), "<p>Text</p>")
    assert rfc3339(article.published) == "2026-11-20T17:00:00Z"


# --- what cannot be used ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"title": None}, "the article has no title"),
        ({"title": "  "}, "`title`: the title is empty"),
        ({"title": ["a"]}, "`title`: text was expected, not a list"),
        ({"title": True}, "`title`: text was expected, not true or false"),
        ({"date": None}, "the article has no date"),
        ({"date": "soon"}, "`date`: `soon` is not a date"),
        ({"date": "01/02/2024"}, "`date`: `01/02/2024` could mean two different days"),
        ({"date": ["2026"]}, "`date`: text was expected, not a list"),
        ({"date": 20261120170000}, "`date`: `20261120170000` is not a date"),
        ({"date": 2026}, "`date`: `2026` is not a date"),
        ({"id": "two words"}, "`id`: `two words` is no id"),
        ({"url": {"a": 1}}, "`url`: text was expected, not a table"),
        ({"permalink": "/:year/:title/"}, "`permalink`: `/:year/:title/` is a pattern"),
        ({"draft": "perhaps"}, "`draft`: `perhaps` is neither true nor false"),
        ({"embargo": "later"}, "`embargo`: `later` is not a date"),
        ({"expires": 5}, "`expires`: `5` is not a date"),
        ({"extra": {"expires": "x"}}, "`extra.expires`: `x` is not a date"),
    ],
)
def test_a_mistake_in_an_essential_field_breaks_the_article(
    fields: dict[str, Any], message: str
) -> None:
    read = read_fields(fields)
    assert read.error == f"articles/a.md:1: {message}"
    assert read.errors[0].hint or "draft" in fields


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"image": 5}, "`image`: `5` is no address"),
        ({"image": {"width": 5}}, "`image`: the picture has no `url`"),
        ({"image": {"url": "a.png", "width": "wide"}}, "`image`: `wide` is no whole number"),
        ({"enclosures": [{"title": "x"}]}, "`enclosures`: the media file has no `url`"),
        ({"enclosure": True}, "`enclosure`: `True` is no address"),
        ({"tags": {"a": 1}}, "`tags`: text was expected, not nothing"),
        ({"tags": [["a"]]}, "`tags`: text was expected, not a list"),
        ({"authors": 5}, "`authors`: `5` is no name"),
        ({"author": {"email": "a@b.example"}}, "`author`: an author has no `name`"),
        ({"language": "english please"}, "`language`: `english please` is no language"),
        ({"canonical_url": "/here"}, "`canonical_url`: `/here` is no web address"),
        ({"source": {"title": "x"}}, "`source`: `` is no web address"),
        ({"updated": "soon"}, "`updated`: `soon` is not a date"),
        ({"summary": ["a"]}, "`summary`: text was expected, not a list"),
        ({"corrections": [{"date": "2026-11-20"}]}, "`corrections`: a correction has no `text`"),
    ],
)
def test_a_mistake_elsewhere_loses_the_field_and_keeps_the_article(
    fields: dict[str, Any], message: str
) -> None:
    read = read_fields(fields)
    assert read.article.title == "A title"
    assert read.told() == [f"field-ignored articles/a.md:1: {message}"]


def test_characters_that_feeds_cannot_hold_are_repaired_in_fields() -> None:
    read = read_fields({"title": "A\x08b", "authors": [{"name": "C\ud800"}], "html": "<p>\ud800x"})
    assert read.article.title == "Ab"
    assert read.article.authors == (Author(name="C"),)
    assert read.article.body.text == "<p>x"
    assert [finding.code for finding in read.findings] == ["control-character"] * 3


values: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["2026-11-20", "https://x.example/", "a; b", "x <y@z.example>"])
    | st.datetimes()
    | st.dates()
    | st.times(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["name", "url", "rendered", "text", "date"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)
names = st.sampled_from(
    "id title kicker standfirst summary date date_gmt updated url slug authors section categories "
    "tags language image enclosures canonical_url source rights draft status embargo expires "
    "corrections html markdown aliases taxonomies extra params _embedded x".split()
)


@given(st.dictionaries(names, values, max_size=6))
def test_any_table_is_an_article_or_an_error(fields: dict[str, Any]) -> None:
    read = read_fields(fields)
    assert len(read.articles) + len(read.errors) == 1


# --- names of files --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "date", "rest"),
    [
        ("2026-11-20-a-title", "2026-11-20T00:00:00Z", "a-title"),
        ("2026-11-20", "2026-11-20T00:00:00Z", ""),
        ("2026-7-1-a", "2026-06-30T23:00:00Z", "a"),
        ("2026-11-20_a", "2026-11-20T00:00:00Z", "a"),
        ("2026-11-20 a b", "2026-11-20T00:00:00Z", "a b"),
        ("2026-11-20-1730-a", "2026-11-20T17:30:00Z", "a"),
        ("2026-02-30-a", None, "2026-02-30-a"),
        ("9999-12-31-a", "9999-12-31T00:00:00Z", "a"),
        ("a-2026-11-20", None, "a-2026-11-20"),
        ("a", None, "a"),
    ],
)
def test_the_date_at_the_beginning_of_a_name(name: str, date: str | None, rest: str) -> None:
    moment, left = split_name(name, LISBON)
    assert (moment and rfc3339(moment), left) == (date, rest)


def test_a_date_beyond_all_years_is_part_of_the_name() -> None:
    west = dt.timezone(dt.timedelta(hours=-5))
    assert split_name("0001-01-01-a", dt.timezone(dt.timedelta(hours=5))) == (None, "0001-01-01-a")
    assert split_name("9999-12-31-2330-a", west) == (None, "9999-12-31-2330-a")


@pytest.mark.parametrize(
    ("fields", "draft"),
    [
        pytest.param({"status": "draft"}, True, id="a draft"),
        pytest.param({"status": "published"}, False, id="published"),
        pytest.param({"status": "stable"}, False, id="a word of another meaning"),
        pytest.param({"status": "published", "visibility": "paid"}, True, id="for members"),
        pytest.param({"status": "published", "visibility": "public"}, False, id="for all"),
    ],
)
def test_what_other_programs_hide_is_a_draft(
    site: Site, fields: dict[str, Any], draft: bool
) -> None:
    site.article(**fields)
    assert [article["draft"] for article in site.list()] == [draft]


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": False, "published": False},
        {"draft": False, "status": "draft"},
        {"status": "published", "published": "no"},
        {"extra": {"published": False}},
        {"hidden": True},
        {"private": "yes"},
        {"headless": True},
        {"build": {"list": "never"}},
        {"email_only": True},
        {"status": "sent", "email_only": False},
        {"title": {"rendered": "T"}, "content": {"rendered": "x", "protected": True}},
    ],
    ids=str,
)
def test_of_marks_that_contradict_each_other_the_one_that_holds_back_counts(
    fields: dict[str, Any],
) -> None:
    assert article_of(fields).draft


@pytest.mark.parametrize(
    ("fields", "published", "expires"),
    [
        ({"date": "2020-01-01", "publish_date": "2099-01-01"}, 2099, None),
        ({"date": "2020-01-01", "published_at": "2099-01-01"}, 2099, None),
        ({"date": "2020-01-01", "embargo": "2020-02-01", "publishDate": "2099-01-01"}, 2099, None),
        ({"date": "2020-01-01", "created": "2025-01-01"}, 2020, None),
        (
            {"date": "2020-01-01", "expires": "2099-06-01", "expiryDate": "2021-06-01"},
            2020,
            2021,
        ),
        ({"date": None, "published": True, "pubDate": "2020-06-01"}, 2020, None),
    ],
    ids=str,
)
def test_of_several_dates_the_one_that_holds_back_counts(
    fields: dict[str, Any], published: int, expires: int | None
) -> None:
    article = article_of(fields)
    assert article.published
    year = (article.published + dt.timedelta(days=1)).year
    assert (year, article.expires and article.expires.year) == (published, expires)


@pytest.mark.parametrize(
    "embedded",
    [
        {"author": None},
        {"author": ["x"]},
        {"author": 5},
        {"wp:term": None},
        {"wp:term": ["x"]},
        {"wp:term": [["x"]]},
        {"wp:term": [[{"taxonomy": "category"}]]},
        {"wp:featuredmedia": [None]},
        ["x"],
    ],
    ids=str,
)
def test_what_wordpress_embeds_in_another_shape_is_passed_over(embedded: Any) -> None:
    assert article_of({"title": {"rendered": "Odd"}, "_embedded": embedded}).title == "Odd"


def test_an_address_that_is_a_template_is_reported_and_not_used(site: Site) -> None:
    site.article(permalink="/blog/{{ title | slugify }}/index.html")
    ran = site.build()
    assert "the address `/blog/{{ title | slugify }}/index.html` is a template" in ran.err
    assert site.list()[0]["url"] == "https://post.example/2026/11/a/"


# --- characters that no feed can hold --------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "name", "expected"),
    [
        pytest.param({"title": "A\n\ufffe"}, "title", "A", id="white space before it"),
        pytest.param({"title": "\x08 A &#129;"}, "title", "A", id="a reference"),
        pytest.param({"summary": "<i>A</i> &#x9d;"}, "summary", "A", id="a reference in HTML"),
        pytest.param({"tags": ["\ufffe", "a"]}, "tags", ("a",), id="a tag of nothing else"),
        pytest.param({"tags": ["&#129;", "a"]}, "tags", ("a",), id="a tag of a reference"),
        pytest.param({"tags": [{"name": "\ud800"}]}, "tags", (), id="a tag of Ghost"),
        pytest.param({"section": "\x7f"}, "section", "", id="a section of nothing else"),
        pytest.param({"url": " /a/\x08 "}, "url", "/a/", id="an address"),
        pytest.param({"title": {"rendered": "A \x08"}}, "title", "A", id="a table"),
        pytest.param(
            {"author": [{"name": "Ann\x08 "}]}, "authors", (Author(name="Ann"),), id="an author"
        ),
        pytest.param(
            {"image": "a.png", "feature_image_alt": "Sea \x08"},
            "image",
            Image(url="a.png", alt="Sea"),
            id="words of a picture",
        ),
    ],
)
def test_what_is_removed_leaves_no_white_space_and_no_empty_names(
    fields: dict[str, Any], name: str, expected: Any
) -> None:
    assert getattr(article_of(fields), name) == expected


def test_a_title_of_nothing_but_such_characters_is_none() -> None:
    assert read_fields({"title": "\ufffe"}).error.endswith("the article has no title")
    assert "the title is empty" in read_fields({"title": " \ufffe"}).error
    assert article_of({"title": "\x08"}, title="Of the text \x81").title == "Of the text"


def test_a_name_of_nothing_but_such_characters_is_none() -> None:
    read = read_fields({"author": "&#129;"})
    assert read.article.authors == ()
    assert read.told() == ["field-ignored articles/a.md:1: `author`: an author has no name"]


def test_what_was_removed_is_told_once_for_each_text() -> None:
    read = read_fields({"tags": ["a", "b\x08\x08"], "title": "A\ufffe"})
    assert sorted(finding.message for finding in read.findings) == [
        "the character U+0008 in `tags` was removed",
        "the character U+FFFE in `title` was removed",
    ]


@pytest.mark.parametrize("field", ["title", "tags", "image", "authors", "enclosures"])
@pytest.mark.parametrize("around", [lambda x: [x], lambda x: {"name": x}], ids=["list", "table"])
def test_values_nested_deeply_are_no_values(field: str, around: Any) -> None:
    value: Any = "x"
    for _ in range(900):
        value = around(value)
    read = read_fields({field: value})
    assert read.errors or read.findings


@pytest.mark.parametrize("name", ["date", "date_gmt", "embargo"])
@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-14:00"])
def test_a_moment_outside_of_all_years_is_an_error(name: str, moment: str) -> None:
    assert "the date is outside the years 1 to 9999" in read_fields({name: moment}).error


def test_an_address_of_an_author_that_is_none_is_left_out() -> None:
    article = article_of({"author": {"name": "Ann", "email": "a@b\r\nBcc: x@y"}})
    assert article.authors == (Author(name="Ann"),)


def test_a_media_type_that_is_none_is_an_error_of_that_field() -> None:
    read = read_fields({"enclosures": [{"url": "a.mp3", "type": "a/b\r\nX:1"}]})
    assert read.article.enclosures == ()
    assert "is no media type" in read.told()[0]
