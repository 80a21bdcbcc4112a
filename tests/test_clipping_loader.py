"""Clippings as articles: the text, its front matter, its side file and its name together."""

from __future__ import annotations

from typing import Any

import pytest

from tests.site import Site

FIRST = "The council met behind closed doors for most of the night. Nobody slept."
LAST = "By morning the lamps on the quay had been put out one by one, and the ferries were late."


def pasted(*above: str, below: tuple[str, ...] = ()) -> str:
    """Return a page with something above its two paragraphs, and below."""
    return "\n\n".join(("Council Moves the Ferry Pier", *above, FIRST, LAST, *below)) + "\n"


def load(site: Site, text: str, name: str = "2026-11-17-pier.txt", **sides: str) -> dict[str, Any]:
    """Return the only article, the body with it; `sides` are side files by their endings."""
    site.write(f"articles/{name}", text)
    for suffix, content in sides.items():
        site.write(f"articles/{name.removesuffix('txt')}{suffix}", content)
    (article,) = site.list("--full")
    return article


def names(article: dict[str, Any]) -> list[str]:
    return [author["name"] for author in article["authors"]]


# --- when it was published -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "sides"),
    [
        pytest.param("2026-11-17-pier.txt", pasted(), {}, id="name of the file"),
        pytest.param("pier.txt", pasted("By Ann Lee", "Nov. 17, 2026"), {}, id="date line"),
        pytest.param("pier.txt", "---\ndate: 2026-11-17\n---\n" + pasted(), {}, id="front matter"),
        pytest.param("pier.txt", pasted(), {"toml": "date = 2026-11-17\n"}, id="TOML beside"),
        pytest.param("pier.txt", pasted(), {"yaml": "date: 2026-11-17\n"}, id="YAML beside"),
    ],
)
def test_a_clipping_has_its_date_from(
    site: Site, name: str, text: str, sides: dict[str, str]
) -> None:
    assert load(site, text, name, **sides)["published"] == "2026-11-17T00:00:00Z"


@pytest.mark.parametrize(
    ("name", "head", "side", "day"),
    [
        pytest.param("pier.txt", "", "", 1, id="text"),
        pytest.param("2026-11-02-pier.txt", "", "", 2, id="name of the file over text"),
        pytest.param("2026-11-02-pier.txt", "date: 2026-11-03", "", 3, id="front matter over name"),
        pytest.param(
            "pier.txt", "date: 2026-11-03", "date: 2026-11-04", 4, id="side file over all"
        ),
    ],
)
def test_of_several_dates_one_wins(site: Site, name: str, head: str, side: str, day: int) -> None:
    text = f"---\n{head}\n---\n" * bool(head) + pasted("Nov. 1, 2026")
    article = load(site, text, name, **({"yaml": side} if side else {}))
    assert article["published"] == f"2026-11-{day:02}T00:00:00Z"


def test_a_clipping_without_any_date_is_an_error_that_says_how_to_give_one(site: Site) -> None:
    ran = site.write("articles/pier.txt", pasted()).run("check")
    assert ran.code == 1
    assert "articles/pier.txt:1: error: the article has no date" in ran.out + ran.err
    assert "add `date: 2026-11-20`, or begin the file's name with the date" in ran.out + ran.err


# --- when it was updated ---------------------------------------------------------------------

BOTH = "Published Nov. 17, 2026Updated Nov. 18, 2026"


def test_the_text_says_when_it_was_updated(site: Site) -> None:
    article = load(site, pasted(BOTH), "pier.txt")
    assert article["published"] == "2026-11-17T00:00:00Z"
    assert article["updated"] == "2026-11-18T00:00:00Z"


@pytest.mark.parametrize("field", ["updated", "lastmod"])
def test_when_it_was_updated_by_hand_wins_under_any_name(site: Site, field: str) -> None:
    article = load(site, f"---\n{field}: 2026-11-19\n---\n" + pasted(BOTH), "pier.txt")
    assert article["updated"] == "2026-11-19T00:00:00Z"


def test_an_update_without_year_is_no_date(site: Site) -> None:
    article = load(site, pasted("Updated Nov. 18"))
    assert article["updated"] == article["published"] == "2026-11-17T00:00:00Z"


# --- those who wrote it and those who helped -------------------------------------------------

LIFE = "Ann Lee is a reporter in Lisbon."
THANKS = "Bo Kahn contributed reporting."


def test_an_authors_biography_stands_with_the_author_alone(site: Site) -> None:
    article = load(site, pasted("By Ann Lee", below=(LIFE,)))
    assert [(a["name"], a["bio"]) for a in article["authors"]] == [("Ann Lee", LIFE)]
    assert LIFE not in article["html"]


@pytest.mark.parametrize(
    ("below", "notes"),
    [
        pytest.param([THANKS], [THANKS], id="thanks"),
        pytest.param([LIFE, THANKS], [THANKS], id="thanks below a biography"),
        pytest.param([THANKS, "Edited by Cy Dorn"], [THANKS, "Edited by Cy Dorn"], id="two"),
        pytest.param(["Cy Dorn is an editor & writer."], ["Cy Dorn is an editor &amp; writer."],
                     id="a stranger's biography"),
    ],
)  # fmt: skip
def test_what_no_author_tells_ends_the_body(site: Site, below: list[str], notes: list[str]) -> None:
    article = load(site, pasted("By Ann Lee", below=tuple(below)))
    assert names(article) == ["Ann Lee"]
    ends = "".join(f"<p><em>{note}</em></p>" for note in notes)
    assert article["html"].replace("\n", "").endswith(f"<p>{LAST}</p>{ends}")


def test_a_biography_is_not_lost_if_the_authors_are_given_by_hand(site: Site) -> None:
    article = load(site, pasted("By Ann Lee", below=(LIFE,)), toml='author = "A. Lee"\n')
    assert names(article) == ["A. Lee"]
    assert article["html"].endswith(f"<p><em>{LIFE}</em></p>")


def test_a_known_author_keeps_the_biography_of_the_settings(site: Site) -> None:
    site.write(
        "feedpub.toml", Site.SETTINGS + '\n[authors."Ann Lee"]\nname = "Ann Lee"\nbio = "X."\n'
    )
    (author,) = load(site, pasted("By Ann Lee"))["authors"]
    assert author["bio"] == "X."


# --- the side file ---------------------------------------------------------------------------

PICTURE = "A pier at dawn.\nThe pier on Friday.Credit...Ann Lee"
WORDS = {"alt": "A pier at dawn.", "caption": "The pier on Friday.", "credit": "Ann Lee"}


@pytest.mark.parametrize(
    "side",
    [
        pytest.param('image = "https://post.example/pier.jpg"\n', id="address"),
        pytest.param('cover = "https://post.example/pier.jpg"\n', id="under another name"),
        pytest.param('image = ["https://post.example/pier.jpg"]\n', id="list"),
        pytest.param('[image]\nurl = "https://post.example/pier.jpg"\n', id="table"),
    ],
)
def test_a_picture_has_its_address_from_the_side_file_and_its_words_from_the_text(
    site: Site, side: str
) -> None:
    image = load(site, pasted(PICTURE), toml=side)["image"]
    assert image["url"] == "https://post.example/pier.jpg"
    assert {name: image[name] for name in WORDS} == WORDS


def test_words_of_a_picture_in_the_side_file_win(site: Site) -> None:
    side = '[image]\nurl = "https://post.example/pier.jpg"\ncaption = "Gone."\n'
    image = load(site, pasted(PICTURE), toml=side)["image"]
    assert (image["alt"], image["caption"]) == ("A pier at dawn.", "Gone.")


@pytest.mark.parametrize(
    ("field", "ours"),
    [
        ("headline", "title"),
        ("overline", "kicker"),
        ("dek", "standfirst"),
        ("Category", "section"),
    ],
)
def test_a_field_of_the_side_file_wins_under_any_name(site: Site, field: str, ours: str) -> None:
    text = f"World\n\nPier Moves\n\nnews analysis\n\n{FIRST}\n\nBy Ann Lee\n\n{LAST}\n"
    assert load(site, text)[ours] not in ("", "By hand")
    assert load(site, text, toml=f'{field} = "By hand"\n')[ours] == "By hand"


@pytest.mark.parametrize(
    ("side", "content", "place"),
    [
        pytest.param("toml", 'tags = ["pier"]\ndate = "soon"\n', "pier.toml:2:1", id="TOML value"),
        pytest.param("yaml", "tags: [pier]\ndate: soon\n", "pier.yaml:2:1", id="YAML value"),
        pytest.param("toml", "tags = [\n\ndate = 1\n", "pier.toml:3:", id="TOML syntax"),
        pytest.param("yaml", "tags: pier\ndate: [\n", "pier.yaml:3:", id="YAML syntax"),
        pytest.param("yaml", "- pier\n", "pier.yaml:1:1", id="no table"),
        pytest.param("toml", "tags = 1\nupdated = true\ndate = 2026-11-17", "pier.toml:2:1",
                     id="a field that is left out"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_side_file_is_reported_at_its_own_line(
    site: Site, side: str, content: str, place: str
) -> None:
    site.write("articles/pier.txt", pasted()).write(f"articles/pier.{side}", content)
    ran = site.run("check")
    assert f"articles/{place}" in ran.out + ran.err
    assert "pier.txt:" not in ran.out + ran.err


def test_a_mistake_in_the_front_matter_is_reported_there_even_with_a_side_file(site: Site) -> None:
    site.write("articles/pier.txt", "---\ntags: [pier]\ndate: soon\n---\n" + pasted())
    ran = site.write("articles/pier.toml", 'section = "Ports"\n').run("check")
    assert "articles/pier.txt:3:1: error: `date`" in ran.out + ran.err


# --- the text --------------------------------------------------------------------------------


def test_a_text_without_headline_is_an_error_at_its_line(site: Site) -> None:
    text = "---\ndate: 2026-11-17\n---\n\n" + f"{FIRST} {LAST} " * 3
    ran = site.write("articles/pier.txt", text).run("check")
    assert "articles/pier.txt:5: error: no headline" in ran.out + ran.err
    assert "begin with the headline on a line of its own" in ran.out + ran.err


@pytest.mark.parametrize("text", ['{"title": "A"}', "---\ntitle: A\n---", "---\ntitle: A\n---\n"])
def test_a_clipping_without_a_text_is_an_error_on_a_line_of_its_file(site: Site, text: str) -> None:
    last = len(text.split("\n"))
    ran = site.write("articles/pier.txt", text).run("check")
    assert f"articles/pier.txt:{last}: error: no headline: there is no text" in ran.out + ran.err


def test_a_mistake_at_the_end_of_a_side_file_is_within_the_file(site: Site) -> None:
    site.write("articles/pier.txt", pasted())
    ran = site.write("articles/pier.yml", "e:\nl").run("check")
    assert "articles/pier.yml:2:2: error: not valid YAML" in ran.out + ran.err


@pytest.mark.parametrize(
    ("lines", "html"),
    [
        pytest.param("What it cost", "<h2>What it cost</h2>", id="heading"),
        pytest.param("* * *", "<hr>", id="break"),
        pytest.param("- one\n- two", "<ul><li>one</li><li>two</li></ul>", id="list"),
        pytest.param(
            "> Nobody asked.", "<blockquote><p>Nobody asked.</p></blockquote>", id="quote"
        ),
        pytest.param("<b> & co were late.", "<p>&lt;b&gt; &amp; co were late.</p>", id="no markup"),
    ],
)
def test_a_block_becomes_html(site: Site, lines: str, html: str) -> None:
    article = load(site, pasted("By Ann Lee", below=(lines, FIRST)))
    assert article["html"].replace("\n", "").endswith(f"<p>{LAST}</p>{html}<p>{FIRST}</p>")
