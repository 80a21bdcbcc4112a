"""German."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="de",
    by="Von {names}",
    comma=", ",
    last=" und ",
    stories={"one": "{n} Artikel", "other": "{n} Artikel"},
    minutes={"one": "{n} Minute", "other": "{n} Minuten"},
    updated="Aktualisiert am {date}",
    continue_reading="Weiterlesen",
    read_more="Mehr lesen",
    listen="Anhören",
    watch="Ansehen",
    more_stories="Weitere Artikel",
    also="Außerdem: {titles}",
    correction="Korrektur",
    corrected="Korrektur vom {date}",
    quotes=("„", "“"),
    inner_quotes=("‚", "‘"),
    notes="Anmerkungen",
    note="(Anm. {n})",
    links="Links",
    picture="Bild",
    video="Video",
    audio="Audio",
    file="Datei",
    embed="Seite",
    source="Quelle",
    view_in_browser="Im Browser ansehen",
    unsubscribe="Newsletter abbestellen",
    preferences="Einstellungen ändern",
    all_editions="Alle Ausgaben",
    editions_of="{title}: alle Ausgaben",
    no_editions="Noch ist keine Ausgabe erschienen.",
)
