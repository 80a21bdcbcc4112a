"""English."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="en",
    by="By {names}",
    comma=", ",
    last=" and ",
    stories={"one": "{n} story", "other": "{n} stories"},
    minutes={"one": "{n} minute", "other": "{n} minutes"},
    updated="Updated {date}",
    continue_reading="Continue reading",
    read_more="Read more",
    listen="Listen",
    watch="Watch",
    more_stories="More stories",
    also="Also: {titles}",
    correction="Correction",
    corrected="Correction, {date}",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    notes="Notes",
    note="(note {n})",
    links="Links",
    picture="Picture",
    video="Video",
    audio="Audio",
    file="File",
    embed="Page",
    source="Source",
    view_in_browser="View in browser",
    unsubscribe="Unsubscribe",
    preferences="Manage what you get",
    all_editions="All editions",
    editions_of="All editions of {title}",
    no_editions="There are no editions yet.",
)
