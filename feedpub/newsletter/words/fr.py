"""French."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="fr",
    colon="\N{NO-BREAK SPACE}: ",
    by="Par {names}",
    comma=", ",
    last=" et ",
    stories={"one": "{n} article", "many": "{n} d’articles", "other": "{n} articles"},
    minutes={"one": "{n} minute", "many": "{n} de minutes", "other": "{n} minutes"},
    updated="Mis à jour le {date}",
    continue_reading="Lire la suite",
    read_more="En savoir plus",
    listen="Écouter",
    watch="Regarder",
    more_stories="Autres articles",
    also="À lire aussi\N{NO-BREAK SPACE}: {titles}",
    correction="Rectificatif",
    corrected="Rectificatif du {date}",
    quotes=("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"),
    inner_quotes=("“", "”"),
    notes="Notes",
    note="(note {n})",
    links="Liens",
    picture="Image",
    video="Vidéo",
    audio="Audio",
    file="Fichier",
    embed="Page",
    source="Source",
    view_in_browser="Voir dans le navigateur",
    unsubscribe="Se désabonner",
    preferences="Gérer mes préférences",
    all_editions="Tous les numéros",
    editions_of="{title}\N{NO-BREAK SPACE}: tous les numéros",
    no_editions="Aucun numéro n’est encore paru.",
)
