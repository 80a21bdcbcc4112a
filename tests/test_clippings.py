"""Clippings: what a person pastes from a news page becomes the parts of an article."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedpub.loaders.clippings import Clipping, ClippingError, Picture, parse_clipping

CLIPPINGS = sorted((Path(__file__).parent / "data" / "clippings").glob("*.txt"))

BODY = (
    "The council met behind closed doors for most of the night. Nobody slept.",
    "By morning the lamps on the quay had been put out one by one, and the ferries were late.",
    "The harbour master says that he will not sign anything before the tide tables are printed.",
)
TABLE = "A table with nine empty chairs."
ROOM = "The council room on Friday."


def clip(*paragraphs: str, title: str = "Council Moves the Ferry Pier") -> Clipping:
    """Parse a clipping with a blank line between paragraphs."""
    return parse_clipping("\n\n".join((title, *paragraphs)))


def kinds(clipping: Clipping) -> list[str]:
    return ["picture" if isinstance(b, Picture) else b.kind for b in clipping.blocks]


def texts(clipping: Clipping) -> list[str]:
    return [b.caption if isinstance(b, Picture) else b.text for b in clipping.blocks]


def plain(clipping: Clipping) -> dict[str, Any]:
    """Return the clipping as JSON would hold it."""
    named = clipping._asdict() | {
        "lead": clipping.lead and clipping.lead._asdict(),
        "blocks": [block._asdict() for block in clipping.blocks],
    }
    result: dict[str, Any] = json.loads(json.dumps(named))
    return result


# Whole pages


@pytest.mark.parametrize("path", CLIPPINGS, ids=lambda path: path.stem)
def test_a_page_is_taken_apart_as_its_json_says(path: Path) -> None:
    text = path.read_bytes().decode()
    assert plain(parse_clipping(text)) == json.loads(path.with_suffix(".json").read_text("utf-8"))


def test_a_page_with_glued_credits_has_all_its_parts() -> None:
    path = next(path for path in CLIPPINGS if path.stem == "broadsheet_credit_dots")
    clipping = parse_clipping(path.read_text("utf-8"))
    assert clipping.title == "As the Eel Fishery Closes, a River Town Looks Away"
    assert clipping.kicker == "news analysis"
    assert clipping.standfirst.startswith("Officials say")
    pictures = [clipping.lead, *(b for b in clipping.blocks if isinstance(b, Picture))]
    assert [p and p.credit for p in pictures] == ["Ines Calder for The Harbour Ledger"] * 3
    assert all(p and p.alt and p.caption and "Credit" not in p.caption for p in pictures)
    assert clipping.authors == ("Tobias Renn",)
    assert kinds(clipping).count("paragraph") == 8
    assert [line for line, _ in clipping.dropped] == [19, 29, 37, 39, 41, 43, 45]


# What may be thrown away


WORD = re.compile(r"\d+|[^\W\d_]+")
"""A date and the label glued to it are two words."""


def words(text: str) -> Counter[str]:
    visible = re.sub("[\ufeff\u200b\u2060\u00ad]", "", text)
    return Counter(word.casefold() for word in WORD.findall(visible))


LABELS = set(
    words("credit credits photo photos photograph photographs picture image video")
    + words("foto bild imagem crédito illustration source caption by")
)
"""Words that only say what the name after them is."""
SNIPPETS = (
    *BODY,
    "Image", "image", "Photo", "Video", "1:23", "Comments", "Comments (12)", "Related",
    "WORLD", "news analysis", "Home > World > Europe", "By Ann Lee and Bo Kahn",
    "Ann Lee in Lisbon", "—", "* * *", "Nov. 3, 2026", "Published Nov. 3, 2026Updated Nov. 4, 2026",
    "By Ann Lee | Nov. 3, 2026",
    "A pier.", "The pier at dawn.Credit...Ann Lee for The Ledger", "Photograph: Ann Lee/Costa",
    "Image source, Costa", "Image caption, The pier.", "Advertisement", "Correction",
    "Correction: It was Tuesday.", "Ann Lee is a reporter in Lisbon.", "- one", "- two", "1. one",
    "“Nobody ever asked the ferrymen.”", "— Ann Lee", "> quoted", "About the author",
    "Bo Kahn contributed reporting.", "Senior correspondent", "213", "What happened",
)  # fmt: skip


def everything(clipping: Clipping) -> str:
    """Return all text of a clipping, names of authors apart: those are in the byline or the bio."""
    pictures = [clipping.lead] if clipping.lead else []
    parts = [part for picture in pictures for part in picture]
    for block in clipping.blocks:
        parts.extend(block if isinstance(block, Picture) else [block.text])
    parts += [clipping.title, clipping.kicker, clipping.standfirst, clipping.section]
    parts += [clipping.bio, clipping.published, clipping.updated]
    parts += [*clipping.byline, *clipping.corrections, *(text for _, text in clipping.dropped)]
    return "\n".join(parts)


def check_nothing_is_lost(text: str) -> None:
    try:
        clipping = parse_clipping(text)
    except ClippingError as error:
        assert error.line >= 1
        return
    lost = words(text) - words(everything(clipping))
    assert set(lost) <= LABELS


@given(st.text())
@example("A\x0bB\n\x85\u2028C")
def test_any_text_parses_or_has_no_headline(text: str) -> None:
    try:
        parse_clipping(text)
    except ClippingError as error:
        assert error.line >= 1


@given(st.lists(st.sampled_from(SNIPPETS), max_size=25), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_every_word_of_a_page_is_somewhere_in_the_result(parts: list[str], gap: str) -> None:
    check_nothing_is_lost(gap.join(parts))


@given(st.text(st.sampled_from("AbcŁ \n\n.-:,()/|>…“”—12"), max_size=400))
def test_every_word_of_any_text_is_somewhere_in_the_result(text: str) -> None:
    check_nothing_is_lost(text)


# Headline, kicker, section, standfirst


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("", 1, id="empty"),
        pytest.param("\n\n \n", 1, id="blank"),
        pytest.param("\nAdvertisement\n\nShare\n", 1, id="only furniture"),
        pytest.param("\n\n" + " ".join(BODY * 2), 3, id="begins with a long paragraph"),
    ],
)
def test_a_text_without_headline_is_an_error_with_its_line(text: str, line: int) -> None:
    with pytest.raises(ClippingError, match="no headline") as error:
        parse_clipping(text)
    assert (error.value.line, error.value.message) == (line, str(error.value))


@pytest.mark.parametrize(
    ("line", "kicker"),
    [
        pytest.param("news analysis", "news analysis", id="lower case"),
        pytest.param("ANALYSIS", "ANALYSIS", id="capitals"),
        pytest.param("Editorial", "Editorial", id="a word that is one"),
        pytest.param("Nobody slept.", "", id="a sentence has an end"),
        pytest.param("What Happened", "", id="title case with body below is a heading"),
        pytest.param("the night the lamps went out on every quay", "", id="too long"),
        pytest.param("all is not as it was", "", id="too many words"),
    ],
)
def test_a_kicker_below_the_headline_is_known_by_its_form(line: str, kicker: str) -> None:
    assert clip(line, *BODY).kicker == kicker


def test_a_short_line_between_headline_and_standfirst_is_a_kicker_in_any_case() -> None:
    clipping = clip("Letter From the Coast", BODY[0], "By Ann Lee", *BODY[1:])
    assert (clipping.kicker, clipping.standfirst) == ("Letter From the Coast", BODY[0])


@pytest.mark.parametrize(
    ("above", "section", "kicker"),
    [
        pytest.param(["World"], "World", "", id="section"),
        pytest.param(["OPINION"], "", "OPINION", id="kicker"),
        pytest.param(["Economy", "guest essay"], "Economy", "guest essay", id="both"),
        pytest.param(["Home › News › Coast"], "Coast", "", id="breadcrumb"),
        pytest.param(["Politics / Ports"], "Ports", "", id="breadcrumb with slash"),
        pytest.param(["Advertisement", "Travel"], "Travel", "", id="below furniture"),
    ],
)
def test_labels_above_the_headline_are_section_and_kicker(
    above: list[str], section: str, kicker: str
) -> None:
    clipping = clip("Council Moves the Ferry Pier", *BODY, title="\n\n".join(above))
    assert (clipping.section, clipping.kicker) == (section, kicker)
    assert clipping.title == "Council Moves the Ferry Pier"


@pytest.mark.parametrize("below", [BODY[0], "By Ann Lee", "news analysis"])
def test_a_short_headline_in_capitals_is_no_kicker(below: str) -> None:
    assert clip(below, *BODY, title="PIER MOVES").title == "PIER MOVES"


def test_a_year_may_be_a_headline() -> None:
    assert clip(*BODY, title="1984").title == "1984"


@pytest.mark.parametrize(
    "separator",
    [
        pytest.param("By Ann Lee", id="byline"),
        pytest.param("Nov. 3, 2026", id="date"),
        pytest.param(f"{ROOM}Credit...Ann Lee", id="picture"),
        pytest.param("Share full article", id="buttons"),
    ],
)
def test_a_standfirst_is_parted_from_the_body(separator: str) -> None:
    clipping = clip(BODY[0], separator, *BODY[1:])
    assert clipping.standfirst == BODY[0]
    assert texts(clipping) == list(BODY[1:])


@pytest.mark.parametrize(
    "between",
    [
        pytest.param([], id="nothing"),
        pytest.param(["Advertisement"], id="an advertisement, which stands anywhere"),
    ],
)
def test_a_first_paragraph_that_nothing_parts_from_the_body_is_body(between: list[str]) -> None:
    clipping = clip(BODY[0], *between, *BODY[1:])
    assert (clipping.standfirst, texts(clipping)) == ("", list(BODY))


def test_a_paragraph_below_the_byline_is_body_even_above_a_picture() -> None:
    clipping = clip("By Ann Lee", BODY[0], f"{ROOM}Credit...Ann Lee", BODY[1])
    assert (clipping.standfirst, clipping.lead) == ("", None)
    assert kinds(clipping) == ["paragraph", "picture", "paragraph"]


def test_a_paragraph_too_long_for_a_standfirst_is_body() -> None:
    long = " ".join(BODY * 2)
    clipping = clip(long, f"{ROOM}Credit...Ann Lee", BODY[1])
    assert (clipping.standfirst, clipping.lead) == ("", None)
    assert texts(clipping) == [long, ROOM, BODY[1]]


@pytest.mark.parametrize("end", ["By Ann Lee", f"{ROOM}Credit...Ann Lee", "Share full article"])
def test_the_only_paragraph_is_body_whatever_follows(end: str) -> None:
    clipping = clip(BODY[0], end)
    assert (clipping.standfirst, texts(clipping)[:1]) == ("", [BODY[0]])


def test_a_paragraph_between_two_pictures_is_body() -> None:
    picture = f"{ROOM}Credit...Ann Lee"
    clipping = clip(picture, BODY[0], picture, *BODY[1:])
    assert (clipping.standfirst, texts(clipping)) == ("", [BODY[0], ROOM, *BODY[1:]])


def test_a_standfirst_may_stand_below_the_lead_picture_if_a_byline_follows() -> None:
    clipping = clip(f"{ROOM}Credit...Ann Lee", BODY[0], "By Ann Lee", *BODY[1:])
    assert (clipping.lead, clipping.standfirst) == (Picture("", ROOM, "Ann Lee"), BODY[0])


# Pictures


@pytest.mark.parametrize(
    ("end", "credit"),
    [
        pytest.param("Credit...Ann Lee for The Ledger", "Ann Lee for The Ledger", id="three dots"),
        pytest.param("Credit…Ann Lee", "Ann Lee", id="ellipsis"),
        pytest.param(" Credit...via Reuters", "via Reuters", id="via an agency"),
        pytest.param(" Credit: Ann Lee", "Ann Lee", id="colon"),
        pytest.param("CreditAnn Lee for The Ledger", "Ann Lee for The Ledger", id="glued"),
        pytest.param(" (Ann Lee/Costa)", "Ann Lee/Costa", id="brackets"),
        pytest.param(" (Photo: Ann Lee)", "Ann Lee", id="label in brackets"),
        pytest.param(" Photograph: Ann Lee/Costa", "Ann Lee/Costa", id="photograph"),
        pytest.param(" Image credit: Ann Lee", "Ann Lee", id="image credit"),
        pytest.param(" Photo by Ann Lee", "Ann Lee", id="photo by"),
        pytest.param(" Foto: Ann Lee/dpa", "Ann Lee/dpa", id="German, agency in lower case"),
        pytest.param(" Ann Lee/Getty Images", "Ann Lee/Getty Images", id="agency"),
        pytest.param(" © Ann Lee", "Ann Lee", id="sign"),
    ],
)
@pytest.mark.parametrize("marker", [True, False], ids=["marked", "unmarked"])
def test_a_credit_at_the_end_of_a_caption_is_split_off(end: str, credit: str, marker: bool) -> None:
    picture = "Image\n" * marker + f"{TABLE}\n{ROOM}{end}"
    assert clip(BODY[0], BODY[1], "By Ann Lee", BODY[2], picture, BODY[0]).blocks[1] == Picture(
        TABLE, ROOM, credit
    )


@pytest.mark.parametrize(
    "paragraph",
    [
        "She got credit for the pier, and the ferrymen got the bill.",
        "Where did it come from? Credit: the bank had agreed to lend.",
        "He asked for one thing only. Credit... he never got it.",
        "The loan came through on Friday.Credit Suisse said no to the second.",
        "Credit: Banks Lend Again",
        "It was a question of money (and/or time)",
        "It was a question of money (Britain/Ireland)",
        "The photograph: a pier, a lamp and nobody.",
        "He said so twice. Then he left for Alvora/Quays.",
        "They asked two firms. Alvora Ferries/Costa Lines.",
    ],
)
def test_a_sentence_that_only_sounds_like_a_credit_stays_whole(paragraph: str) -> None:
    clipping = clip(*BODY, paragraph, BODY[0])
    assert texts(clipping)[3] == paragraph
    assert "picture" not in kinds(clipping)


def test_a_caption_that_speaks_of_credit_is_split_only_at_its_credit() -> None:
    caption = "She took the Credit, and the blame."
    clipping = clip("By Ann Lee", BODY[0], f"Image\n{TABLE}\n{caption}Credit...Bo Kahn", BODY[1])
    assert clipping.blocks[1] == Picture(TABLE, caption, "Bo Kahn")


@pytest.mark.parametrize(
    ("lines", "picture"),
    [
        pytest.param(
            f"Image\n{TABLE}\n{ROOM}\nCredit...Ann Lee",
            Picture(TABLE, ROOM, "Ann Lee"),
            id="credit on its own line",
        ),
        pytest.param(
            f"Image\n\n{TABLE}\n\n{ROOM}Credit...Ann Lee",
            Picture(TABLE, ROOM, "Ann Lee"),
            id="blank lines between",
        ),
        pytest.param(f"Photo\n{ROOM}", Picture("", ROOM, ""), id="one line, no credit"),
        pytest.param(f"IMAGE\n{TABLE}\n{ROOM}", Picture(TABLE, ROOM, ""), id="no credit"),
        pytest.param(
            f"Video\n0:00/1:32\n{ROOM}Credit...Ann Lee", Picture("", ROOM, "Ann Lee"), id="film"
        ),
        pytest.param(
            f"{ROOM}\nPhotograph: Ann Lee/Costa",
            Picture("", ROOM, "Ann Lee/Costa"),
            id="no marker, credit below",
        ),
        pytest.param(
            f"Image source, Costa\nImage caption, {ROOM}", Picture("", ROOM, "Costa"), id="labels"
        ),
    ],
)
def test_a_picture_is_put_together_from_the_lines_it_was_pasted_as(
    lines: str, picture: Picture
) -> None:
    clipping = clip("By Ann Lee", BODY[0], lines, BODY[1])
    assert clipping.blocks[1] == picture
    assert kinds(clipping) == ["paragraph", "picture", "paragraph"]


def test_a_picture_above_the_body_is_the_lead_and_a_second_one_is_not() -> None:
    clipping = clip(f"{TABLE}\n{ROOM}Credit...Ann Lee", f"{ROOM} (Bo Kahn/Costa)", *BODY)
    assert clipping.lead == Picture(TABLE, ROOM, "Ann Lee")
    assert clipping.blocks[0] == Picture("", ROOM, "Bo Kahn/Costa")


def test_without_blank_lines_the_line_above_a_dotted_credit_describes_the_lead() -> None:
    clipping = parse_clipping("\n".join(("Pier", BODY[0], TABLE, f"{ROOM}Credit...Bo Kahn", *BODY)))
    assert clipping.lead == Picture(TABLE, ROOM, "Bo Kahn")
    assert clipping.standfirst == BODY[0]


def test_without_blank_lines_a_paragraph_above_a_caption_stays_a_paragraph() -> None:
    lines = ("Pier", "By Ann Lee", BODY[0], BODY[1], f"{ROOM} (Bo Kahn/Costa)", BODY[2])
    clipping = parse_clipping("\n".join(lines))
    assert texts(clipping) == [BODY[0], BODY[1], ROOM, BODY[2]]


def test_a_paragraph_after_a_marker_without_picture_stays_a_paragraph() -> None:
    clipping = clip("By Ann Lee", BODY[0], "Image", BODY[1], BODY[2])
    assert (texts(clipping), clipping.dropped) == (list(BODY), ((7, "Image"),))


def test_a_paragraph_after_a_marker_is_no_description_of_a_picture_further_down() -> None:
    clipping = clip("By Ann Lee", BODY[0], "Photo", BODY[1], f"{ROOM} (Bo Kahn/Costa)", BODY[2])
    assert texts(clipping) == [BODY[0], "Photo", BODY[1], ROOM, BODY[2]]


def test_a_heading_that_is_a_marker_elsewhere_stays_a_heading() -> None:
    assert kinds(clip(*BODY, "Video", *BODY))[3] == "heading"


# Byline and dates


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        pytest.param("By Ann Lee", ["Ann Lee"], id="one"),
        pytest.param("BY ANN LEE", ["ANN LEE"], id="capitals"),
        pytest.param("By Ann Lee, Bo Kahn and Zoë O’Hara", ["Ann Lee", "Bo Kahn", "Zoë O’Hara"],
                     id="three"),
        pytest.param("By Ann Lee in Lisbon and Bo Kahn in Porto", ["Ann Lee", "Bo Kahn"],
                     id="places"),
        pytest.param("By Ann Lee, Harbour Correspondent", ["Ann Lee"], id="role"),
        pytest.param("By J. R. van der Meer Jr.", ["J. R. van der Meer Jr."], id="initials"),
        pytest.param("By The Associated Press", ["The Associated Press"], id="agency"),
        pytest.param("By Ann Lee Nov. 3, 2026", ["Ann Lee"], id="date behind"),
        pytest.param("By Ann Lee | Nov. 3, 2026 | 5 min read", ["Ann Lee"], id="strokes"),
        pytest.param("Von Jette Harms, Oderhagen", ["Jette Harms"], id="German, place"),
        pytest.param("Por Tomé Valadares e Rita Lobo", ["Tomé Valadares", "Rita Lobo"],
                     id="Portuguese"),
        pytest.param("Par Zoé Lenoir et Ali Ben Salah", ["Zoé Lenoir", "Ali Ben Salah"],
                     id="French"),
    ],
)  # fmt: skip
def test_a_byline_names_the_authors(line: str, authors: list[str]) -> None:
    clipping = clip(line, *BODY)
    assert list(clipping.authors) == authors
    assert texts(clipping) == list(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the pier had moved.",
        "By Monday Evening",
        "By the Numbers",
        "By Design",
        "Por Fim",
        "By Ann Lee’s own account, nothing had moved at all.",
    ],
)
def test_a_line_that_merely_begins_with_by_is_body(line: str) -> None:
    clipping = clip(line, *BODY)
    assert (clipping.authors, texts(clipping)[0]) == ((), line)


def test_a_byline_within_the_body_stays_there() -> None:
    assert "By Ann Lee" in texts(clip(*BODY, "By Ann Lee", *BODY))


def test_a_role_below_the_byline_belongs_to_it() -> None:
    clipping = clip("By Ann Lee\nHarbour correspondent", *BODY)
    assert clipping.byline == ("By Ann Lee", "Harbour correspondent")


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        pytest.param(["Ann Lee", "Harbour correspondent"], ("Ann Lee",), id="role below"),
        pytest.param(["Ann Lee in Porto", "3 November 2026"], ("Ann Lee",), id="place, date below"),
        pytest.param([BODY[2], "Ann Lee", "3 November 2026"], ("Ann Lee",), id="below standfirst"),
        pytest.param(["Climate Change", "3 November 2026"], (), id="it may be a label"),
    ],
)
def test_a_name_alone_is_a_byline_if_its_neighbours_say_so(
    lines: list[str], authors: tuple[str, ...]
) -> None:
    assert clip(*lines, *BODY[:2]).authors == authors


@pytest.mark.parametrize(
    ("line", "published", "updated"),
    [
        ("June 16, 2025", "June 16, 2025", ""),
        ("20 November 2026", "20 November 2026", ""),
        ("Fri 20 Nov 2026 09.14 GMT", "Fri 20 Nov 2026 09.14 GMT", ""),
        ("2026-11-20T09:14:00Z", "2026-11-20T09:14:00Z", ""),
        ("20. November 2026, 14:05 Uhr", "20. November 2026, 14:05 Uhr", ""),
        ("20 de novembro de 2026 às 14h05", "20 de novembro de 2026 às 14h05", ""),
        ("9:14 AM EST, Fri November 20, 2026", "9:14 AM EST, Fri November 20, 2026", ""),
        (
            "Published Nov. 3, 2026, 9:14 a.m. ET",
            "Published Nov. 3, 2026, 9:14 a.m. ET",
            "",
        ),
        ("Published Nov. 3, 2026Updated Nov. 4, 2026", "Published Nov. 3, 2026",
         "Updated Nov. 4, 2026"),
        ("Updated Nov. 4", "", "Updated Nov. 4"),
        ("Nov. 3", "", ""),
        ("Pier 3 November 2026", "", ""),
        ("On Nov. 3, 2026, the pier moved.", "", ""),
    ],
)  # fmt: skip
def test_a_date_line_is_found_as_written(line: str, published: str, updated: str) -> None:
    clipping = clip(line, *BODY)
    assert (clipping.published, clipping.updated) == (published, updated)
    assert (line in texts(clipping)) == (not published and not updated)


def test_a_date_within_the_body_is_a_heading() -> None:
    clipping = clip(*BODY, "June 16, 2025", *BODY)
    assert (clipping.published, kinds(clipping)[3]) == ("", "heading")


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        "Share full article",
        "Listen to this article · 5:31 min",
        "Listen to this article · 5:31 min Learn more",
        "Advertisement",
        "Continue reading the main story",
        "Sign up for the Tideline newsletter",
        "Sign up for our daily newsletter: all you need to know.",
        "Read more",
        "Read more: Pier moves again",
        "Related",
        "Related: Who paid for the pier?",
        "Follow us",
        "See more on: Ports, Ferries, Piers",
        "A version of this article appears in print on Nov. 3, 2026, Section A, Page 4.",
        "© 2026 The Harbour Ledger. All rights reserved.",
    ],
)
def test_furniture_vanishes_from_the_middle_and_the_text_goes_on(line: str) -> None:
    clipping = clip(*BODY, line, *BODY)
    assert (texts(clipping), clipping.dropped) == ([*BODY, *BODY], ((9, line),))


@pytest.mark.parametrize(
    "line",
    [
        "Comments came in all night, and the clerk read every one of them.",
        "Comments",
        "Tags",
        "More on the pier",
        "Newsletter",
        "Image is everything in a harbour town.",
        "image",
        "Follow us, the ferryman shouted.",
        "Sign up for the newsletter, she told them, and you will see.",
        "Related to the mayor by marriage, he did not vote.",
        "Listen to this story, she said.",
        "Read more about it in the minutes, the clerk advised.",
        "Share this, they told him.",
        "Most read the letter twice.",
    ],
)
def test_a_line_that_merely_sounds_like_furniture_stays(line: str) -> None:
    clipping = clip(*BODY, line, *BODY)
    assert (texts(clipping), clipping.dropped) == ([*BODY, line, *BODY], ())


@pytest.mark.parametrize(
    "line",
    [
        "Comments",
        "Popular posts from this blog",
        "Most read",
        "Related stories",
        "Tags",
        "Newsletter",
        "More in Ports",
    ],
)
def test_headlines_below_the_end_are_dropped_with_their_title(line: str) -> None:
    clipping = clip(*BODY, line, "A Pier Too Far", "The Lamps of Alvora")
    assert texts(clipping) == list(BODY)
    assert [text for _, text in clipping.dropped] == [line, "A Pier Too Far", "The Lamps of Alvora"]


@pytest.mark.parametrize(
    "below",
    [
        pytest.param(["He made none at all."], id="a short sentence"),
        pytest.param(["lamps and piers " * 9 + "only", "A Pier", "A Lamp"], id="long without end"),
        pytest.param(["He said lamps" + " and piers" * 11 + ".", "A Pier", "A Lamp"], id="long"),
        pytest.param(
            [f"{BODY[0]} {BODY[1]}", "A Pier", "A Lamp", "A Boat"], id="prose, then lists"
        ),
    ],
)
def test_a_heading_with_text_below_ends_nothing(below: list[str]) -> None:
    assert texts(clip(*BODY, "Comments", *below)) == [*BODY, "Comments", *below]


@pytest.mark.parametrize("line", ["Comments (12)", "12 comments", "Leave a comment"])
def test_what_readers_wrote_below_an_article_is_dropped(line: str) -> None:
    clipping = clip(*BODY, line, "Joe", "What a night. I was there, and I saw the lamps go out.")
    assert (texts(clipping), len(clipping.dropped)) == (list(BODY), 3)


def test_a_count_of_comments_near_the_top_ends_nothing() -> None:
    assert texts(clip("By Ann Lee", "Comments (12)", *BODY)) == list(BODY)
    assert texts(clip(BODY[0], "Comments (12)", *BODY)) == [BODY[0], *BODY]


def test_a_biography_and_a_correction_below_a_list_of_headlines_are_kept() -> None:
    clipping = clip(
        *BODY, "Related", "A Pier Too Far", "Ann Lee is a reporter.", "Correction: It was Tuesday."
    )
    assert (clipping.bio, clipping.corrections) == (
        "Ann Lee is a reporter.",
        ("Correction: It was Tuesday.",),
    )
    assert [text for _, text in clipping.dropped] == ["Related", "A Pier Too Far"]


# The end


@pytest.mark.parametrize(
    ("paragraph", "authors"),
    [
        ("Ann Lee is an international correspondent, covering ports.", ("Ann Lee",)),
        ("Ann Lee is The Ledger’s harbour editor.", ("Ann Lee",)),
        ("Ann Lee writes about ports and the people in them.", ("Ann Lee",)),
        ("Ann Lee covers ports for The Ledger.", ("Ann Lee",)),
        ("Ann Lee, who lives in Porto, is a reporter.", ("Ann Lee",)),
        ("Ann Lee and Bo Kahn reported from Alvora.", ("Ann Lee", "Bo Kahn")),
        ("Reporting by Ann Lee; Editing by Bo Kahn", ("Ann Lee",)),
        ("Ann Lee ist Redakteurin im Ressort Wirtschaft.", ("Ann Lee",)),
        ("Ann Lee contributed reporting.", ()),
    ],
)
def test_a_biography_at_the_end_names_the_author(paragraph: str, authors: tuple[str, ...]) -> None:
    clipping = clip(*BODY, paragraph)
    assert (clipping.bio, clipping.authors) == (paragraph, authors)
    assert texts(clipping) == list(BODY)


@pytest.mark.parametrize(
    "paragraph",
    [
        pytest.param("Port Alvora is a town of nine thousand.", id="not a person of the trade"),
        pytest.param("Lisbon is the editor of its own story.", id="not a name"),
        pytest.param("The ferryman is a writer, too.", id="not capitalised"),
        pytest.param("Ann Lee is a reporter. " + " ".join(BODY * 3), id="long"),
    ],
)
def test_a_last_paragraph_that_is_no_biography_is_body(paragraph: str) -> None:
    clipping = clip(*BODY, paragraph)
    assert (clipping.bio, texts(clipping)) == ("", [*BODY, paragraph])


def test_a_last_paragraph_about_somebody_in_the_article_is_body() -> None:
    clipping = clip("“I saw it,” said Ann Lee.", *BODY, "Ann Lee is a reporter, and she stayed.")
    assert (clipping.bio, clipping.authors) == ("", ())


def test_a_biography_elsewhere_is_body() -> None:
    assert clip(*BODY, "Ann Lee is a reporter.", BODY[0]).bio == ""


def test_the_byline_vouches_for_a_biography_without_a_trade() -> None:
    clipping = clip("By Ann Lee and Bo Kahn", *BODY, "Bo Kahn is a ferryman.")
    assert (clipping.authors, clipping.bios) == (
        ("Ann Lee", "Bo Kahn"),
        ("", "Bo Kahn is a ferryman."),
    )


@pytest.mark.parametrize("rule", ["—", "***", "About the author"])
def test_below_a_rule_any_short_presentation_is_a_biography(rule: str) -> None:
    clipping = clip(*BODY, rule, "Bo Kahn is a ferryman.")
    assert (clipping.authors, clipping.dropped) == (("Bo Kahn",), ((9, rule),))


@pytest.mark.parametrize(
    ("lines", "corrections"),
    [
        (["Correction: It was Tuesday."], ("Correction: It was Tuesday.",)),
        (
            ["A correction was made on Nov. 4, 2026: It was Tuesday."],
            ("A correction was made on Nov. 4, 2026: It was Tuesday.",),
        ),
        (["Correction", "It was Tuesday."], ("It was Tuesday.",)),
        (["Correction: Nov. 4, 2026", "It was Tuesday."],
         ("Correction: Nov. 4, 2026\nIt was Tuesday.",)),
        (["Correction: It was Tuesday.", "Correction: It was May."],
         ("Correction: It was Tuesday.", "Correction: It was May.")),
    ],
)  # fmt: skip
def test_corrections_at_the_end_are_set_apart(
    lines: list[str], corrections: tuple[str, ...]
) -> None:
    clipping = clip(*BODY, *lines, "Ann Lee is a reporter.")
    assert (clipping.corrections, texts(clipping)) == (corrections, list(BODY))


def test_a_paragraph_about_corrections_within_the_body_stays() -> None:
    paragraph = "Correction: that was the word on the door."
    assert texts(clip(*BODY, paragraph, *BODY))[3] == paragraph


# Kinds of blocks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("What the lamps cost", "heading", id="no end"),
        pytest.param("He said this:", "paragraph", id="colon"),
        pytest.param("“Why?”", "paragraph", id="speech"),
        pytest.param("and then nothing", "paragraph", id="lower case"),
        pytest.param("* * *", "break", id="rule"),
        pytest.param("– Not I, said the ferryman", "paragraph", id="dash of speech"),
        pytest.param("> Nobody ever asked us.", "quote", id="marked quote"),
        pytest.param("• one lamp", "list", id="one bullet"),
        pytest.param("1. The pier", "heading", id="one number"),
    ],
)
def test_a_line_between_paragraphs_is_of_a_kind(line: str, kind: str) -> None:
    assert kinds(clip(*BODY, line, *BODY))[3] == kind


def test_the_last_line_is_no_heading() -> None:
    assert kinds(clip(*BODY, "And so to bed"))[-1] == "paragraph"


def test_items_become_one_list() -> None:
    clipping = clip(*BODY, "- one lamp\n- two piers", *BODY, "1. first\n2. second", *BODY)
    assert [b[1] for b in clipping.blocks if b[0] == "list"] == [
        "one lamp\ntwo piers",
        "1. first\n2. second",
    ]


def test_a_quoted_line_is_a_pull_quote_if_repeated_or_signed() -> None:
    said = "“Nobody ever asked the ferrymen,” she said, and left."
    pulled = "“Nobody ever asked the ferrymen.”"
    assert kinds(clip(*BODY, pulled, *BODY))[3] == "paragraph"
    assert kinds(clip(said, *BODY, pulled, *BODY))[4] == "quote"
    signed = clip(*BODY, pulled, "— Ann Lee, clerk", *BODY)
    assert signed.blocks[3][:2] == ("quote", f"{pulled}\n— Ann Lee, clerk")


# Lines, spaces, wrapping


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_marks_and_odd_spaces_change_nothing(end: str) -> None:
    text = "\ufeffPier\u00a0 Moves  \n\n" + "\n\n".join(BODY).replace(" ", "\u00a0")
    clipping = parse_clipping(text.replace("\n", end))
    assert (clipping.title, texts(clipping)) == ("Pier Moves", list(BODY))
    assert [b[2] for b in clipping.blocks] == [3, 5, 7]


WRAPPED = """\
Council Moves the Ferry Pier

The council met behind closed doors for most of the night, and nobody in
the town slept. By morning the lamps on the quay had been put out one by
one, and the ferries were late. A well-known ferryman called it a well-
earned rest.
Image
"""


def test_wrapped_lines_become_one_paragraph() -> None:
    (text,) = texts(parse_clipping(WRAPPED))
    assert text.startswith(
        "The council met behind closed doors for most of the night, and nobody in"
    )
    assert "and nobody in the town slept. By morning" in text
    assert text.endswith("A well-known ferryman called it a well-earned rest.")


def test_in_wrapped_text_a_line_with_room_left_ends_its_paragraph() -> None:
    text = WRAPPED.replace("Image", "Then the sun came up.")
    assert texts(parse_clipping(text))[1] == "Then the sun came up."


def test_items_in_wrapped_text_stay_apart() -> None:
    item = "- nine lamps that were never lit, one for every member of the council"
    text = WRAPPED.replace("Image", f"\n{item}\n{item}\n\nThat was all there was.")
    assert texts(parse_clipping(text))[1] == "\n".join([item.removeprefix("- ")] * 2)


def test_one_paragraph_per_line_needs_no_blank_lines() -> None:
    clipping = parse_clipping(
        "\n".join(("Pier Moves", "By Ann Lee", *BODY, "Comments", "Old Pier"))
    )
    assert (clipping.authors, texts(clipping)) == (("Ann Lee",), list(BODY))
