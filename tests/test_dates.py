"""Dates as people write them: exact, or refused."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from feedpub.dates import find_date, is_date_only, parse_date, rfc822, rfc3339, to_utc

NEW_YORK = ZoneInfo("America/New_York")
LISBON = ZoneInfo("Europe/Lisbon")

moments = st.datetimes(timezones=st.just(dt.UTC)).map(lambda m: m.replace(microsecond=0))


def parsed(text: str, zone: dt.tzinfo = NEW_YORK) -> str:
    return rfc3339(parse_date(text, zone))


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20T17:00:00Z",
        "2026-11-20t17:00:00z",
        "2026-11-20T17:00Z",
        "2026-11-20T18:00:00+01:00",
        "2026-11-20T18:00:00+0100",
        "2026-11-20 18:00:00 +0100",
        "2026-11-20 18:00 +01:00",
        "2026-11-20T17:00:00.123456789Z",
        "2026-11-20T17:00:00,5Z",
        "20261120T170000Z",
        "2026-W47-5T17:00Z",
        "2026-11-20T12:00:00",
        "2026-11-20T12:00",
        "2026-11-20T12",
        "2026-11-20 12:00",
        "2026/11/20 12:00:00",
        "2026.11.20 12:00",
        "2026-11-20 17:00 UTC",
        "2026-11-20 17:00 Europe/Lisbon",
        "2026-11-20 14:00 America/Argentina/Buenos_Aires",
        "2026-11-20 22:00 Etc/GMT-5",
        "2026-11-20 12:00 EST",
        "Fri, 20 Nov 2026 17:00:00 GMT",
        "Fri, 20 Nov 2026 17:00:00 +0000",
        "Fri, 20 Nov 2026 17:00:00 -0000",
        "Fri, 20 Nov 2026 12:00:00 EST",
        "Fri, 20 Nov 2026 18:00 +0100 (CET)",
        "20 Nov 2026 17:00:00 UT",
        "Friday, 20-Nov-2026 17:00:00 GMT",
        "November 20, 2026 12:00",
        "November 20, 2026 12:00 pm",
        "Nov. 20, 2026, 12:00 p.m.",
        "Nov. 20, 2026 at 5:00 pm UTC",
        "  2026-11-20T17:00:00Z\n",
    ],
)
def test_one_moment_has_many_spellings(text: str) -> None:
    assert parsed(text) == "2026-11-20T17:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-09",
        "2026-11-9",
        "20261109",
        "2026/11/09",
        "2026.11.09",
        "2026-W46-1",
        "9 November 2026",
        "9. Nov 2026",
        "9th Nov. 2026",
        "November 9, 2026",
        "november 9 2026",
        "Nov. 9th, 2026",
        "Monday, November 9, 2026",
        "Published Nov. 9, 2026",
    ],
)
def test_a_day_is_its_midnight_in_the_zone_of_the_publication(text: str) -> None:
    assert parsed(text) == "2026-11-09T05:00:00Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2018-11-04 20:58:20 +0100", "2018-11-04T19:58:20Z", id="Jekyll"),
        pytest.param("2010-12-03 10:20", "2010-12-03T15:20:00Z", id="Pelican"),
        pytest.param("2013/05/06", "2013-05-06T04:00:00Z", id="slashes"),
        pytest.param("Sept. 5, 2026", "2026-09-05T04:00:00Z", id="Sept"),
        pytest.param("May 5, 2026 12:30 am", "2026-05-05T04:30:00Z", id="after midnight"),
        pytest.param("May 5, 2026 11:59 PM", "2026-05-06T03:59:00Z", id="before midnight"),
        pytest.param("0050-01-01T00:00:00Z", "0050-01-01T00:00:00Z", id="a year below 100"),
    ],
)
def test_dates_as_programs_write_them(text: str, expected: str) -> None:
    assert parsed(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026-03-29 01:30", "2026-03-29T01:30:00Z", id="skipped in spring"),
        pytest.param("2026-03-29 02:30", "2026-03-29T01:30:00Z", id="just after"),
        pytest.param("2026-10-25 01:30", "2026-10-25T00:30:00Z", id="twice in autumn, the first"),
        pytest.param("2026-07-01", "2026-06-30T23:00:00Z", id="summer"),
        pytest.param("2026-01-01", "2026-01-01T00:00:00Z", id="winter"),
    ],
)
def test_the_clocks_of_the_zone_change(text: str, expected: str) -> None:
    assert parsed(text, LISBON) == expected


@pytest.mark.parametrize(
    "text", ["01/02/2024", "1.2.24", "31/12/2024", "12-31-2024", "1/2/24 9:00"]
)
def test_what_could_mean_two_days_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="two different days"):
        parse_date(text, NEW_YORK)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "today",
        "2026",
        "2026-11",
        "2026-13-01",
        "2026-02-30",
        "0000-01-01",
        "10000-01-01",
        "June 31, 2026",
        "Ma 5, 2026",
        "20 Nov 26",
        "2026-11/20",
        "2026-11-20 25:00",
        "2026-11-20 13:00 pm",
        "2026-11-20 0:30 am",
        "2026-11-20T17:00:61Z",
        "2026-11-20T17:00:00+25:00",
        "2026-11-20 17:00 +0075",
        "2026-11-20 17:00 CET",
        "2026-11-20 17:00 Foo/Bar",
        "2026-11-20 17:00 ../../etc/passwd",
        "2026-11-20 17:00 America/",
        "2026-11-20+01:00",
        "2026-11-20x17:00",
        "２０２６-11-20",
        "1795194000",
        "1" * 5000,
        "Fri, 20 Nov 99999999999999999999 17:00:00 +0000",
        "20 Nov 2026 17:00:00 +99999999999999999999",
        "\x00",
    ],
)
def test_nonsense_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a (?:date|time zone)") as caught:
        parse_date(text, NEW_YORK)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("text", ["9999-12-31T23:59:59-10:00", "0001-01-01T00:00:00+10:00"])
def test_years_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="years 1 to 9999"):
        parse_date(text, NEW_YORK)


@given(moments)
@example(dt.datetime(1, 1, 1, tzinfo=dt.UTC))
@example(dt.datetime(9999, 12, 31, 23, 59, 59, tzinfo=dt.UTC))
def test_what_is_written_can_be_read(moment: dt.datetime) -> None:
    assert parse_date(rfc3339(moment), NEW_YORK) == moment
    assert parse_date(rfc822(moment), NEW_YORK) == moment


@given(
    st.text(max_size=40)
    | st.text(alphabet="0123456789-/.:TZ+ WamEST", max_size=30)
    | st.from_regex(r"\A\d{1,4}[-/. ][A-Za-z0-9]{1,4}[-/., ]+\d{1,5}[ T]?[\d:+-]{0,12}\Z")
)
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        moment = parse_date(text, NEW_YORK)
    except ValueError:
        return
    assert moment.tzinfo is dt.UTC
    assert moment.microsecond == 0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published Nov. 20, 2026Updated Nov. 21, 2026", "2026-11-20"),
        ("By Ann Lee, 20 November 2026, Lisbon", "2026-11-20"),
        ("Since Smarch 3, 2026 and until May 4, 2026", "2026-05-04"),
        ("Room 101, 2026", None),
        ("No day at all", None),
    ],
)
def test_the_first_day_in_a_line_of_prose(line: str, expected: str | None) -> None:
    found = find_date(line, dt.UTC)
    assert (found and found.date().isoformat()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", True),
        ("20 Nov 2026", True),
        ("2026-11-20T17", False),
        ("20 Nov 2026 9:00", False),
    ],
)
def test_a_day_without_a_time_is_told_apart(text: str, expected: bool) -> None:
    assert is_date_only(text) is expected


def test_fractions_of_seconds_are_cut_and_zones_made_utc() -> None:
    moment = dt.datetime(2026, 11, 20, 12, 0, 0, 999_999)  # noqa: DTZ001
    assert to_utc(moment, NEW_YORK) == dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)


def test_milliseconds_are_written_where_there_are_any() -> None:
    moment = dt.datetime(2026, 11, 20, 12, 0, 0, 250_000, tzinfo=NEW_YORK)
    assert rfc3339(moment) == "2026-11-20T17:00:00.250Z"
    assert rfc822(moment) == "Fri, 20 Nov 2026 17:00:00 +0000"


@pytest.mark.parametrize("end", ["+0100 CET", "+0100 CET m=+0.1", "+0100 MEZ"])
def test_the_offset_counts_in_the_form_of_go(end: str) -> None:
    parsed = parse_date(f"2020-01-02 03:04:05.123 {end}", dt.UTC)
    assert rfc3339(parsed) == "2020-01-02T02:04:05Z"
