"""Hebrew."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="he",
    by="מאת {names}",
    comma=", ",
    last=" ו",
    last_before=("[^\u0590-\u05ff\ufb1d-\ufb4f]", " ו־"),
    stories={"one": "כתבה אחת", "two": "שתי כתבות", "other": "{n} כתבות"},
    minutes={"one": "דקה אחת", "two": "שתי דקות", "other": "{n} דקות"},
    updated="עודכן ב־{date}",
    continue_reading="להמשך הקריאה",
    read_more="לקריאה נוספת",
    listen="להאזנה",
    watch="לצפייה",
    more_stories="כתבות נוספות",
    also="וגם: {titles}",
    correction="תיקון",
    corrected="תיקון מ־{date}",
    quotes=("”", "”"),
    inner_quotes=("’", "’"),
    notes="הערות",
    note="(הערה {n})",
    links="קישורים",
    picture="תמונה",
    video="סרטון",
    audio="הקלטה",
    file="קובץ",
    embed="עמוד",
    source="מקור",
    view_in_browser="צפייה בדפדפן",
    unsubscribe="ביטול ההרשמה",
    preferences="ניהול העדפות",
    all_editions="כל הגיליונות",
    editions_of="כל הגיליונות של {title}",
    no_editions="עדיין לא יצאו גיליונות.",
)
