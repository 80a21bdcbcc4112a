"""Which articles an edition has, and the file that people edit."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedpub.errors import EditionError
from feedpub.newsletter.context import View
from feedpub.newsletter.edition import Edition, Entry, file_name
from feedpub.newsletter.edition_file import edition_path, format_edition, parse_edition
from feedpub.newsletter.periods import canonical_key, key_of, period_of
from feedpub.newsletter.templates import environment
from feedpub.project import Project
from feedpub.project.newsletters import opened, rendered_for
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


def test_where_a_period_has_nothing_new_the_last_edition_is_rendered(weekly: Site) -> None:
    for key, now in (("2026-W46", "2026-11-15T20:00:00Z"), ("2026-W47", "2026-11-20T20:00:00Z")):
        assert weekly.run("newsletter", "compose", "weekly", key, now=now).code == 0
    ran = weekly.run("newsletter", "render", "weekly", now="2026-12-24T12:00:00Z")
    assert ran.code == 0, ran.err
    assert "weekly-2026-W47.html" in ran.out
    ran = weekly.run("newsletter", "render", "weekly", "2026-W52", now="2026-12-24T12:00:00Z")
    assert "nothing was published for weekly 2026-W52" in ran.err


def test_what_is_taken_is_told_and_what_is_late(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly", "2026-W46", now="2026-11-15T20:00:00Z")
    weekly.article("late.md", title="Late one", date="2026-11-12T12:00:00Z")
    ran = weekly.run("newsletter", "compose", "weekly")
    assert "  2026-11-20  Day 20\n" in ran.err
    assert "  2026-11-12  Late one  (late)\n" in ran.err
    assert ran.out.endswith("editions/weekly-2026-W47.md\n")


def test_what_max_stories_leaves_out_is_told_and_comes_in_the_next(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + "max_stories = 3")
    ran = weekly.run("newsletter", "compose", "weekly", "2026-W46", now="2026-11-15T20:00:00Z")
    assert "left out, since `max_stories` leaves no room:\n  2026-11-12  Day 12\n" in ran.err
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY)
    weekly.run("newsletter", "compose", "weekly")
    assert "Day 12" in titles(weekly)


def test_a_later_edition_makes_no_earlier_one_late(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly", "2026-W47")
    weekly.run("newsletter", "compose", "weekly", "2026-W45")
    assert titles(weekly, "2026-W45") == [f"Day {day}" for day in range(8, 1, -1)]


def test_an_edition_bears_the_day_on_which_it_is_composed(weekly: Site) -> None:
    settings = Site.SETTINGS.replace("Europe/Lisbon", "Asia/Tokyo") + WEEKLY
    weekly.write("feedpub.toml", settings)
    weekly.run("newsletter", "compose", "weekly", now="2026-11-20T17:00:00Z")
    assert "\ndate: 2026-11-21\n" in edition_text(weekly)


@pytest.mark.parametrize(
    ("zone", "inside", "outside"),
    [
        # Clocks go forward at midnight: the day begins at one.
        ("Africa/Cairo", "2026-04-23T22:00:00Z", "2026-04-23T21:59:59Z"),
        # Clocks go back in the night before: the day has 25 hours.
        ("Europe/Lisbon", "2026-10-26T00:00:00Z", "2026-10-25T23:59:59Z"),
        ("America/New_York", "2026-11-01T04:00:00Z", "2026-11-01T03:59:59Z"),
    ],
)
def test_a_day_begins_when_it_does_there_whatever_the_clocks_do(
    site: Site, zone: str, inside: str, outside: str
) -> None:
    daily = WEEKLY + 'every = "day"\n'
    site.write("feedpub.toml", Site.SETTINGS.replace("Europe/Lisbon", zone) + daily)
    site.article("in.md", title="In", date=inside).article("out.md", title="Out", date=outside)
    day = {"Africa/Cairo": "2026-04-24", "Europe/Lisbon": "2026-10-26"}.get(zone, "2026-11-01")
    assert site.run("newsletter", "compose", "weekly", day).code == 0
    assert titles(site, day) == ["In"]


def test_subject_and_preheader_are_in_the_language_of_the_newsletter(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'language = "pt"')
    weekly.run("newsletter", "compose", "weekly")
    assert '\npreheader: "E ainda: Day 19 · Day 18"\n' in edition_text(weekly)


def test_a_title_about_template_tags_makes_no_edition_with_one(weekly: Site) -> None:
    weekly.article("20.md", title="{{ mustache }} and *|FNAME|*", date="2026-11-20T12:00:00Z")
    weekly.run("newsletter", "compose", "weekly")
    assert weekly.run("newsletter", "render", "weekly").code == 0
    html = (weekly.root / ".feedpub/newsletters/weekly-2026-W47.html").read_text()
    assert "<title>{ { mustache }} and * |FNAME|*</title>" in html
    assert ">{{ mustache }} and *|FNAME|*</a>" in html


def edition_text(site: Site, key: str = "2026-W47") -> str:
    return (site.root / f"editions/weekly-{key}.md").read_text()


# Broken articles


BROKEN = "---\ntitle: [\n{}---\nText.\n"


@pytest.mark.parametrize(
    ("name", "date"),
    [
        pytest.param("broken.md", "", id="no date"),
        pytest.param("broken.md", "date: 2026-11-17\n", id="a date of the week"),
        pytest.param("broken.md", "date: soon\n", id="no date that is one"),
        pytest.param("2026-11-17-broken.md", "", id="a date in the name of the file"),
    ],
)
def test_a_broken_article_that_may_belong_into_the_edition_stops_composing(
    weekly: Site, name: str, date: str
) -> None:
    weekly.write(f"articles/{name}", BROKEN.format(date))
    ran = weekly.run("newsletter", "compose", "weekly")
    assert ran.code == 1
    assert f"articles/{name}:" in ran.err
    assert not (weekly.root / "editions").exists()


@pytest.mark.parametrize(
    ("name", "date"),
    [
        pytest.param("broken.md", "date: 2026-10-01\n", id="an old date"),
        pytest.param("broken.md", "date: 2026-11-23\n", id="a date that is to come"),
        pytest.param("2020-01-02-broken.md", "", id="an old name"),
    ],
)
def test_a_broken_article_of_other_days_does_not(weekly: Site, name: str, date: str) -> None:
    weekly.write(f"articles/{name}", BROKEN.format(date))
    ran = weekly.run("newsletter", "compose", "weekly")
    assert ran.code == 0, ran.err
    assert f"does not belong into it: articles/{name}:" in ran.err


def test_of_a_broken_article_that_was_published_the_lock_has_the_date(weekly: Site) -> None:
    weekly.build()
    weekly.write("articles/01.md", BROKEN.format(""))
    assert weekly.run("newsletter", "compose", "weekly").code == 0
    weekly.write("articles/18.md", BROKEN.format(""))
    ran = weekly.run("newsletter", "compose", "weekly", "--force")
    assert ran.code == 1
    assert "articles/18.md:" in ran.err


def test_a_broken_article_that_had_its_edition_is_not_missed(weekly: Site) -> None:
    weekly.run("newsletter", "compose", "weekly", "2026-W46", now="2026-11-15T20:00:00Z")
    weekly.write("articles/14.md", BROKEN.format(""))
    assert weekly.run("newsletter", "compose", "weekly").code == 0


def test_an_article_of_its_own_edition_is_stopped_by_itself_alone(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'every = "article"\n')
    site.article("a.md", date="2026-11-18").write("articles/b.md", BROKEN.format(""))
    assert site.run("newsletter", "compose", "weekly").code == 0
    ran = site.run("newsletter", "compose", "weekly", "articles/b.md")
    assert ran.code == 1
    assert "articles/b.md:" in ran.err


# All newsletters at once


DAILY = WEEKLY.replace("weekly", "daily") + 'every = "day"\n'
ALERTS = WEEKLY.replace("weekly", "alerts") + 'every = "article"\n'


def composed(site: Site, now: str) -> list[str]:
    """Compose all, and return the names of the files that were written."""
    ran = site.run("newsletter", "compose", "--all", now=now)
    assert ran.code == 0, ran.err
    return [line.rpartition("/")[2] for line in ran.out.splitlines()]


def test_every_newsletter_gets_the_edition_of_the_last_period_that_is_over(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + DAILY)
    monday = "2026-11-16T06:00:00Z"
    assert composed(weekly, monday) == ["weekly-2026-W46.md", "daily-2026-11-15.md"]
    ran = weekly.run("newsletter", "compose", "--all", now=monday)
    assert (ran.code, ran.out) == (0, "")
    assert "nothing to compose" in ran.err
    assert composed(weekly, "2026-11-18T06:00:00Z") == ["daily-2026-11-17.md"]


def test_a_newsletter_with_nothing_to_say_is_passed_over(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'tags = ["none"]\n' + DAILY)
    assert composed(weekly, "2026-11-16T06:00:00Z") == ["daily-2026-11-15.md"]


def test_of_articles_with_their_own_editions_nobody_waits_for_the_old_ones(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + ALERTS)
    assert len(composed(weekly, "2026-11-19T18:00:00Z")) == 1
    assert len(composed(weekly, "2026-11-19T18:00:00Z")) == 14  # those of the last 14 days
    assert composed(weekly, "2026-11-19T18:00:00Z") == []
    assert len(composed(weekly, "2026-11-21T18:00:00Z")) == 2


def test_a_newsletter_that_cannot_be_composed_does_not_hold_up_the_others(weekly: Site) -> None:
    weekly.write("feedpub.toml", Site.SETTINGS + WEEKLY + DAILY)
    weekly.write("articles/broken.md", BROKEN.format("date: 2026-11-09\n"))
    ran = weekly.run("newsletter", "compose", "--all", now="2026-11-16T06:00:00Z")
    assert ran.code == 1
    assert ran.out.splitlines()[0].endswith("daily-2026-11-15.md")
    assert ran.err.count("articles/broken.md:") == 2  # told once as an error, once set aside


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "give either a NAME or --all"),
        (["weekly", "--all"], "give either a NAME or --all"),
        (["--all", "--force"], "--force needs a NAME"),
        (["weekly", "0001-W01"], "nothing was published"),
        (["weekly", "9999-W52"], "is no week"),
        (["weekly", "2026-W60"], "is no week"),
    ],
)
def test_what_cannot_be_composed_is_said(weekly: Site, arguments: list[str], message: str) -> None:
    ran = weekly.run("newsletter", "compose", *arguments)
    assert ran.code in (1, 2)
    assert message in ran.err


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


def test_the_article_that_was_composed_is_the_one_that_is_rendered(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY + 'every = "article"\ntemplate = "article"\n')
    site.article("a.md", title="First", date="2026-11-18").article(
        "b.md", title="Second", date="2026-11-19"
    )
    composed = Path(site.run("newsletter", "compose", "weekly").out.strip())
    rendered = site.run("newsletter", "render", "weekly")
    assert "rendered as proposed" not in rendered.err
    assert Path(rendered.out.splitlines()[0]).stem == composed.stem
    assert site.run("newsletter", "compose", "weekly").out
    assert site.run("newsletter", "render", "weekly").out == rendered.out


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
    assert "editions/weekly-2026-W47.md:11:5: " in ran.err
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
    assert "editions/weekly-2026-W47.md:9:5: " in ran.err
    assert "is in editions/weekly-2026-W46.md:9:5 already" in ran.err
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
    assert "2026-W47.md:18:9: the picture `gone.png` does not exist" in ran.err
    html = (weekly.root / ".feedpub/newsletters/weekly-2026-W47.html").read_text()
    assert 'href="https://post.example/2026/11/20/"' in html
    assert 'href="https://post.example/2026/11/19/#x"' in html
    assert html.index("The end.") < html.index("A note.")
    text = (weekly.root / ".feedpub/newsletters/weekly-2026-W47.txt").read_text()
    assert "Notes:\n(1) A note." in text


HEAD = "---\nnewsletter: weekly\nkey: 2026-W47\nsubject: s\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        pytest.param(
            "---\nkey: x\nsubject: s\narticles: [a]\n---\n",
            ["1: `newsletter` is missing"],
            id="no newsletter",
        ),
        pytest.param(
            "---\nkey: [x]\narticles: [a]\n---\n",
            ["1: `newsletter` is missing", "1: `subject` is missing", "2:1: `key` must be text"],
            id="with a column and without one",
        ),
        pytest.param(HEAD + "---\n", ["1: an edition has a list `articles`"], id="no articles"),
        pytest.param(
            HEAD + "subjekt: t\narticles: [a]\n---\n",
            ["5:1: unknown field `subjekt`"],
            id="unknown field",
        ),
        pytest.param(
            HEAD + "articles:\n  - id: a\n  - id: a\n---\n",
            ["7:5: `a` is here a second time"],
            id="an article twice",
        ),
        pytest.param(
            HEAD + "articles:\n  - id: a\n    head: b\n---\n",
            ["7:5: unknown field `head`"],
            id="unknown field of an article",
        ),
        pytest.param(
            HEAD + "date: 20 Nov\narticles:\n  - [a]\n  - headline: x\n  - id: b\n    blurb: [x]\n"
            "    segments: {a: b}\n---\n",
            [
                "5:1: `date` must be a day",
                "7:5: an article is named by its id",
                "8:5: `id` is missing",
                "10:5: `blurb` must be text",
                "11:5: `segments` must be a list of names",
            ],
            id="all at once",
        ),
        pytest.param("---\nnewsletter: [\n---\n", ["3:1: not valid YAML"], id="no YAML"),
        pytest.param("---\n- a\n---\n", ["2:1: the front matter is a list"], id="no table"),
        pytest.param("---\n", ["1:1: the front matter that begins here"], id="no end"),
    ],
)
def test_mistakes_in_an_edition_have_their_places(text: str, places: list[str]) -> None:
    with pytest.raises(EditionError) as caught:
        parse_edition(text, "e.md")
    said = [str(error) for error in caught.value.all()]
    assert [line for line in said if not any(line.startswith(f"e.md:{p}") for p in places)] == []
    assert len(said) == len(places)


def mistakes(site: Site, text: str, more: str = "") -> list[str]:
    """Return what is said of an edition of the weekly newsletter, with the hints."""
    site.write("feedpub.toml", Site.SETTINGS + WEEKLY + more)
    site.write("editions/weekly-2026-W47.md", text)
    ran = site.run("newsletter", "render", "weekly")
    prefix = "Error: editions/weekly-2026-W47.md:"
    return [line.removeprefix(prefix) for line in ran.err.splitlines()]


RENDERED = ".feedpub/newsletters/weekly-2026-W47"
FIELDS = 'segments = ["free", "paid"]\nfields = { name = {}, town = { default = "town" } }\n'


def test_tags_of_other_programs_and_unknown_fields_have_their_places(weekly: Site) -> None:
    text = """\
---
newsletter: weekly
key: 2026-W47
subject: "{{ subscriber.name | default(\\"friend\\") }}: {{ subscriber.nme }} and *|FNAME|*"
preheader: 'For {{ subscriber.town }} {% if x %}'
articles:
  - id: a
    headline: "{{ subscriber.name }}"
    segments: [free, paid, piad]
---

Dear {{ subscriber.name | d("all") }},

`{{ subscriber.nobody }}` is a tag, and {{ subscriber.twon | default('x') }} is wrong.
So is {{ subscriber.name | upper }}, and %%name%%, and {{ include }}.
"""
    said = [line for line in mistakes(weekly, text, FIELDS) if not line.startswith("Hint")]
    declared = "is declared in `fields` of the newsletter"
    expected = [
        ("subscriber.nme", f"no field `nme` {declared}"),
        ("*|FNAME|*", "the template tag `*|FNAME|*` would"),
        ("{% if x %}", "the template tag `{% if x %}` would"),
        ('{{ subscriber.name }}"', "the template tag `{{ subscriber.name }}` would"),
        ("piad", "`weekly` has no segment `piad`"),
        ("twon", f"no field `twon` {declared}"),
        ("{{ subscriber.name | upper", "the template tag `{{ subscriber.name | upper }}` would"),
        ("%%name", "the template tag `%%name%%` would"),
        ("{{ include", "the template tag `{{ include }}` would"),
    ]
    assert len(said) == len(expected)
    for line, (piece, message) in zip(said, expected, strict=True):
        before = text[: text.index(piece)]
        place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
        assert line.startswith(f"{place}: {message}")


@pytest.mark.parametrize(
    ("intro", "is_whole"),
    [
        ("[yours]({{ subscriber.town }})", True),
        ("[yours]( <{{ subscriber.town }}>)", True),
        ("[yours][1]\n\n[1]: {{ subscriber.town }}", True),
        ('<a href="{{ subscriber.town }}">yours</a>', True),
        ("[yours]({{ subscriber.page }})", False),
        ("[yours](https://post.example/?t={{ subscriber.town }})", False),
        ("[yours](/towns/{{ subscriber.town }}/)", False),
        ("({{ subscriber.town }})", False),
    ],
)
def test_only_an_address_is_the_whole_of_a_link(weekly: Site, intro: str, is_whole: bool) -> None:
    weekly.article("a.md", id="a")
    fields = 'fields = { town = { default = "x" }, page = { type = "address" } }\n'
    said = mistakes(weekly, HEAD + f"articles: [a]\n---\n{intro}\n", fields)
    message = "`subscriber.town` is no address, so no link can lead there"
    assert [message in line for line in said if not line.startswith("Hint")] == [True] * is_whole


def test_the_nearest_name_is_the_hint(weekly: Site) -> None:
    text = HEAD + "preheader: '{{ subscriber.twon }}'\narticles: [a]\n---\n"
    assert "Hint: did you mean `town`?" in mistakes(weekly, text, FIELDS)


def test_a_folder_or_a_file_that_cannot_be_read_among_the_editions_is_an_error(
    weekly: Site,
) -> None:
    (weekly.root / "editions/weekly-2026-W47.md").mkdir(parents=True)
    weekly.write("editions/weekly-2026-W46.md", b"---\nsubject: \xff\n---\n")
    ran = weekly.run("newsletter", "render", "weekly")
    assert ran.code == 1
    assert "editions/weekly-2026-W47.md: cannot be read: is a directory" in ran.err
    assert "editions/weekly-2026-W46.md:2:10: " in ran.err


def test_late_fields_of_an_introduction_are_filled_and_those_in_code_are_text(
    weekly: Site,
) -> None:
    intro = "Dear {{ subscriber.name | default('<you>') }}: `{{ subscriber.name }}`\n"
    weekly.article("a.md", id="a")
    text = HEAD + f"articles: [a]\n---\n{intro}"
    assert mistakes(weekly, text, "fields = { name = {} }\n") == []
    html = (weekly.root / f"{RENDERED}.html").read_text()
    assert ">{{ subscriber.name }}</code>" in html
    mail = message_from_bytes((weekly.root / f"{RENDERED}.eml").read_bytes(), policy=default)
    assert "Dear &lt;you&gt;:" in mail.get_body(("html",)).get_content()
    assert "Dear <you>:" in mail.get_body(("plain",)).get_content()


words = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=30
).map(lambda text: " ".join(text.split()))
editions = st.builds(
    Edition,
    newsletter=st.just("weekly"),
    date=st.none() | st.dates(),
    key=st.from_regex(r"[A-Za-z0-9:-]{1,20}", fullmatch=True),
    subject=words.filter(bool),
    preheader=words,
    entries=st.lists(
        st.builds(Entry, st.uuids().map(str), words, words, st.sampled_from([(), ("a", "b-c")])),
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


def test_two_keys_are_two_files_and_none_is_that_of_the_list() -> None:
    keys = ["urn:x:日本", "urn:x:中国", "index", "Index", "..", "", "-", "a" * 300, "a" * 301]
    names = {file_name(key).lower() for key in keys}
    assert len(names) == len(keys)
    assert not names & {"index", "", ".", ".."}
    assert max(map(len, names)) < 120


def test_an_introduction_is_filled_in_for_each_segment(weekly: Site) -> None:
    weekly.article("a.md", id="a")
    intro = "Dear {{ subscriber.name | default('you') }},\n"
    assert mistakes(weekly, HEAD + f"articles: [a]\n---\n{intro}", FIELDS) == []
    project = Project.open(weekly.root)
    shown = opened(project, "weekly", None, MOMENT)
    env = environment(None)
    for segment in ("free", "paid"):
        rendered = rendered_for(project, shown, env, MOMENT, View(segment=segment))
        assert all(word in rendered.html for word in rendered.gaps)
        assert len(rendered.gaps) == 1


MOMENT = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
