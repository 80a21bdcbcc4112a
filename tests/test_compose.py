"""Which articles an edition has, and the file that people edit."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import EditionError
from feedpub.newsletter.compose import canonical_key, key_of, period_of
from feedpub.newsletter.edition import Edition, Entry
from feedpub.newsletter.edition_file import edition_path, format_edition, parse_edition
from tests.site import Site

WEEKLY = """
[[newsletters]]
name = "weekly"
title = "The week"
from = { email = "desk@post.example" }
"""


@pytest.fixture
def weekly(site: Site) -> Site:
    """A publication with a weekly newsletter, and one article on each of 21 days."""
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY)
    for day in range(1, 22):
        site.article(f"{day:02}.md", title=f"Day {day}", date=f"2026-11-{day:02}T12:00:00Z")
    return site


def titles(site: Site, key: str = "2026-W47") -> list[str]:
    """Return the titles in an edition's file, in its order."""
    text = (site.root / f"editions/weekly-{key}.md").read_text()
    return [line.partition("# ")[2] for line in text.splitlines() if line.startswith("  - id")]


def test_an_edition_has_the_articles_of_its_week_the_newest_first(weekly: Site) -> None:
    assert weekly.run("newsletter", "compose", "weekly").code == 0
    assert titles(weekly) == ["Day 20", "Day 19", "Day 18", "Day 17", "Day 16"]


def test_a_week_begins_on_monday_in_the_zone_of_the_publication(site: Site) -> None:
    settings = Site.SETTINGS.replace("Europe/Lisbon", "Asia/Tokyo") + WEEKLY
    site.write("feedpub.toml", settings)
    site.article("in.md", title="In", date="2026-11-15T15:00:00Z")  # Monday 0:00 in Tokyo
    site.article("out.md", title="Out", date="2026-11-15T14:59:59Z")
    assert site.run("newsletter", "compose", "weekly", "2026-W47").code == 0
    assert titles(site) == ["In"]


def test_an_edition_that_exists_is_left_alone(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly")
    file = weekly.root / "editions/weekly-2026-W47.md"
    file.write_text(file.read_text() + "\nMy words.\n")
    ran = weekly.run("newsletter", "compose", "weekly")
    assert "left alone" in ran.err
    assert "My words." in file.read_text()
    weekly.run("newsletter", "compose", "weekly", "--force")
    assert "My words." not in file.read_text()


def test_no_article_is_in_two_editions_and_a_late_one_is_in_the_next(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly", "2026-W46", now="2026-11-15T20:00:00Z")
    weekly.article("late.md", title="Late", date="2026-11-12T12:00:00Z")
    weekly.article("too-late.md", title="Too late", date="2026-10-30T12:00:00Z")
    weekly.run("newsletter", "compose", "weekly", "2026-W47")
    second = titles(weekly)
    assert "Late" in second
    assert "Too late" not in second
    assert not set(second) & set(titles(weekly, "2026-W46"))


def test_nothing_before_the_start_of_a_newsletter_is_in_it(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + "start = 2026-11-18\n")
    weekly.run("newsletter", "compose", "weekly")
    assert titles(weekly) == ["Day 20", "Day 19", "Day 18"]


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        pytest.param("max_stories = 2", ["Day 20", "Day 19"], id="the newest"),
        pytest.param('sections = ["Sea"]', ["Sea news"], id="one section"),
        pytest.param('tags = ["fish", "ice"]', ["Sea news"], id="any of the tags"),
    ],
)
def test_settings_choose_what_is_in_an_edition(
    weekly: Site, setting: str, expected: list[str]
) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + setting)
    weekly.article(
        "sea.md", title="Sea news", date="2026-11-16T09:00:00Z", section="Sea", tags=["fish"]
    )
    weekly.run("newsletter", "compose", "weekly")
    assert titles(weekly) == expected


def test_there_is_no_edition_where_there_is_nothing_to_say(weekly: Site) -> None:
    ran = weekly.run("newsletter", "compose", "weekly", "2026-W30")
    assert ran.code == 1
    assert "nothing was published for weekly 2026-W30" in ran.err
    assert not (weekly.root / "editions").exists()


def test_a_broken_article_stops_composing(weekly: Site) -> None:
    weekly.write("articles/broken.md", "---\ntitle: [\n---\n")
    ran = weekly.run("newsletter", "compose", "weekly")
    assert ran.code == 1
    assert "articles/broken.md:" in ran.err
    assert not (weekly.root / "editions").exists()


def test_a_key_of_another_kind_is_refused_with_an_example(weekly: Site) -> None:
    ran = weekly.run("newsletter", "compose", "weekly", "2026-11")
    assert ran.code == 1
    assert "`2026-11` is no week" in ran.err
    assert "2026-W47" in ran.err


def test_an_unknown_newsletter_names_those_that_are_known(weekly: Site) -> None:
    ran = weekly.run("newsletter", "render", "weakly")
    assert ran.code == 2
    assert "Hint: known: weekly" in ran.err


def test_each_article_gets_its_own_edition_if_the_newsletter_says_so(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'every = "article"\ntemplate = "article"\n')
    site.article("a.md", title="First", date="2026-11-18").article(
        "b.md", title="Second", date="2026-11-19"
    )
    paths = [site.run("newsletter", "compose", "weekly").out for _ in range(2)]
    assert paths[0] != paths[1]
    ran = site.run("newsletter", "compose", "weekly")
    assert ran.code == 1
    assert "every article has had its edition" in ran.err


def test_what_is_edited_is_what_is_rendered(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly")
    file = weekly.root / "editions/weekly-2026-W47.md"
    text = file.read_text().replace("# Day 18", '# Day 18\n    headline: "Another headline"')
    file.write_text(text.replace('subject: "Day 20"', 'subject: "My subject"') + "\nHello *all*.\n")
    assert weekly.run("newsletter", "render", "weekly").code == 0
    html = (weekly.root / ".feedpub/newsletters/weekly-2026-W47.html").read_text()
    assert "<title>My subject</title>" in html
    assert "Another headline" in html
    assert ">Day 18<" not in html
    assert "<em" in html


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"draft": True}, "articles/18.md, is a draft", id="draft"),
        pytest.param({"embargo": "2026-12-01"}, "is still to be published", id="scheduled"),
        pytest.param({"expires": "2026-11-19"}, "has expired", id="expired"),
        pytest.param({"id": "urn:other"}, "no article has the id", id="unknown"),
    ],
)
def test_an_article_that_readers_cannot_see_is_refused_with_place_and_reason(
    weekly: Site, change: dict[str, object], message: str
) -> None:
    weekly.run("newsletter", "compose", "weekly")
    weekly.article("18.md", title="Day 18", date="2026-11-18T12:00:00Z", **change)
    ran = weekly.run("newsletter", "render", "weekly")
    assert ran.code == 1
    assert "editions/weekly-2026-W47.md:10:5: " in ran.err
    assert message in ran.err


# Edition files that no command would find


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        pytest.param(
            "weekly-2026-W48.md",
            "newsletter: weekly\nkey: 2026-W47",
            ":3:1: the edition weekly 2026-W47 belongs into editions/weekly-2026-W47.md",
            id="another name",
        ),
        pytest.param(
            "weekly-2026-w47.md",
            "newsletter: weekly\nkey: 2026-w47",
            ":3:1: the key `2026-w47` is written `2026-W47`",
            id="not canonical",
        ),
        pytest.param(
            "weekly-2026-11.md",
            "newsletter: weekly\nkey: 2026-11",
            ":3:1: `2026-11` is no week",
            id="no week",
        ),
        pytest.param(
            "weakly-2026-W47.md",
            "newsletter: weakly\nkey: 2026-W47",
            ":2:1: there is no newsletter `weakly`",
            id="unknown newsletter",
        ),
    ],
)
def test_an_edition_that_no_command_would_find_is_an_error(
    weekly: Site, name: str, text: str, message: str
) -> None:
    weekly.write(f"editions/{name}", f"---\n{text}\nsubject: s\narticles: [a]\n---\n")
    ran = weekly.run("newsletter", "render", "weekly")
    assert ran.code == 1
    assert f"editions/{name}{message}" in ran.err
    assert "Hint: " in ran.err


def test_a_file_without_front_matter_is_no_edition(weekly: Site) -> None:
    weekly.write("editions/README.md", "# How we do this\n")
    assert weekly.run("newsletter", "render", "weekly").code == 0


def test_a_proposal_that_is_rendered_says_so(weekly: Site) -> None:
    ran = weekly.run("newsletter", "render", "weekly", "2026-w47")
    assert "there is no editions/weekly-2026-W47.md; rendered as proposed" in ran.err
    weekly.run("newsletter", "compose", "weekly", "2026-w47")
    assert "proposed" not in weekly.run("newsletter", "render", "weekly", "2026-w47").err


@pytest.mark.parametrize(
    ("every", "key", "canonical"),
    [
        ("day", "2027-1-4", "2027-01-04"),
        ("week", "2027-w1", "2027-W01"),
        ("month", "2027-1", "2027-01"),
        ("article", "Any:id", "Any:id"),
    ],
)
def test_a_key_is_made_canonical(every: str, key: str, canonical: str) -> None:
    assert canonical_key(every, key) == canonical


def test_composing_anew_proposes_the_same_articles(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly")
    before = titles(weekly)
    weekly.run("newsletter", "compose", "weekly", "--force")
    assert titles(weekly) == before


def test_the_edition_that_is_now_is_rendered_though_nothing_is_left_to_propose(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY).article()
    assert site.run("newsletter", "compose", "weekly").code == 0
    assert site.run("newsletter", "render", "weekly").code == 0


def test_an_article_in_two_editions_is_refused_in_the_later_one(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly", "2026-W46", now="2026-11-15T20:00:00Z")
    weekly.run("newsletter", "compose", "weekly", "2026-W47")
    first = (weekly.root / "editions/weekly-2026-W46.md").read_text()
    entry = next(line for line in first.splitlines() if line.endswith("# Day 15"))
    second = weekly.root / "editions/weekly-2026-W47.md"
    second.write_text(second.read_text().replace("articles:\n", f"articles:\n{entry}\n"))
    ran = weekly.run("newsletter", "render", "weekly", "2026-W47")
    assert ran.code == 1
    assert "editions/weekly-2026-W47.md:8:5: " in ran.err
    assert "is in editions/weekly-2026-W46.md:8:5 already" in ran.err
    assert weekly.run("newsletter", "render", "weekly", "2026-W46").code == 0


def test_composing_tells_how_to_render_that_edition(weekly: Site) -> None:
    ran = weekly.run("newsletter", "compose", "weekly", "2026-W46")
    assert "feedpub newsletter render weekly 2026-W46" in ran.err


def test_a_picture_that_is_missing_ends_with_1(weekly: Site) -> None:
    weekly.article("20.md", title="Day 20", date="2026-11-20T12:00:00Z", image={"url": "no.jpg"})
    ran = weekly.run("newsletter", "render", "weekly")
    assert ran.code == 1
    assert "`no.jpg` does not exist" in ran.err
    assert ran.out


def test_an_introduction_is_completed_as_an_article_is(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly")
    file = weekly.root / "editions/weekly-2026-W47.md"
    file.write_text(
        file.read_text() + "\nSee [one](articles/20.md) and [two](../articles/19.md#x).[^1]\n\n"
        "![Gone](gone.png)\n\n[^1]: A note.\n\nThe end.\n"
    )
    ran = weekly.run("newsletter", "render", "weekly")
    assert "2026-W47.md:17:9: the picture `gone.png` does not exist" in ran.err
    html = (weekly.root / ".feedpub/newsletters/weekly-2026-W47.html").read_text()
    assert 'href="https://post.example/2026/11/20/"' in html
    assert 'href="https://post.example/2026/11/19/#x"' in html
    assert html.index("The end.") < html.index("A note.")
    text = (weekly.root / ".feedpub/newsletters/weekly-2026-W47.txt").read_text()
    assert "Notes:\n(1) A note." in text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param(
            "---\nkey: x\nsubject: s\narticles: [a]\n---\n",
            "`newsletter` is missing",
            id="no newsletter",
        ),
        pytest.param(
            "---\nnewsletter: w\nkey: k\nsubject: s\n---\n",
            "has a list `articles`",
            id="no articles",
        ),
        pytest.param(
            "---\nnewsletter: w\nkey: k\nsubject: s\nsubjekt: t\narticles: [a]\n---\n",
            "e.md:5:1: unknown field `subjekt`",
            id="unknown field",
        ),
        pytest.param(
            "---\nnewsletter: w\nkey: k\nsubject: s\narticles:\n  - id: a\n  - id: a\n---\n",
            "e.md:7:5: `a` is here a second time",
            id="an article twice",
        ),
        pytest.param(
            "---\nnewsletter: w\nkey: k\nsubject: s\narticles:\n  - id: a\n    head: b\n---\n",
            "e.md:7:5: unknown field `head`",
            id="unknown field of an article",
        ),
    ],
)
def test_a_mistake_in_an_edition_has_its_place(text: str, message: str) -> None:
    with pytest.raises(EditionError) as caught:
        parse_edition(text, "e.md")
    assert message in str(caught.value)


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30
).map(lambda text: " ".join(text.split()))
editions = st.builds(
    Edition,
    newsletter=st.just("weekly"),
    key=st.from_regex(r"[A-Za-z0-9:-]{1,20}", fullmatch=True),
    subject=words.filter(bool),
    preheader=words,
    entries=st.lists(
        st.builds(Entry, st.uuids().map(str), words, words),
        min_size=1,
        max_size=4,
        unique_by=lambda e: e.id,
    ).map(tuple),
    intro=st.just("Hello *all*."),
    path=st.just("e.md"),
)


@given(editions)
def test_an_edition_is_read_as_it_was_written(edition: Edition) -> None:
    assert parse_edition(format_edition(edition, {}), "e.md") == edition


@given(
    st.dates(dt.date(1900, 1, 1), dt.date(2200, 1, 1)), st.sampled_from(["day", "week", "month"])
)
def test_the_key_of_a_day_names_the_period_that_the_day_is_in(day: dt.date, every: str) -> None:
    period = period_of(every, key_of(every, day))
    assert period.start <= day < period.end
    assert key_of(every, period.end) != key_of(every, day)


def test_the_file_of_an_edition_has_a_name_that_every_system_takes() -> None:
    assert edition_path("alerts", "urn:uuid:0f6a") == "editions/alerts-urn-uuid-0f6a.md"
