"""Portuguese, as in Portugal; what Brazil says differently is in `pt_br`."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="pt-PT",
    by="Por {names}",
    comma=", ",
    last=" e ",
    stories={"one": "{n} artigo", "many": "{n} de artigos", "other": "{n} artigos"},
    minutes={"one": "{n} minuto", "many": "{n} de minutos", "other": "{n} minutos"},
    updated="Atualizado em {date}",
    continue_reading="Continuar a ler",
    read_more="Ler mais",
    listen="Ouvir",
    watch="Ver o vídeo",
    more_stories="Mais artigos",
    also="E ainda: {titles}",
    correction="Correção",
    corrected="Correção de {date}",
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    notes="Notas",
    note="(nota {n})",
    links="Ligações",
    picture="Imagem",
    video="Vídeo",
    audio="Áudio",
    file="Ficheiro",
    embed="Página",
    source="Fonte",
    view_in_browser="Ver no navegador",
    unsubscribe="Cancelar a subscrição",
    preferences="Gerir preferências",
    all_editions="Todas as edições",
    editions_of="Todas as edições de {title}",
    no_editions="Ainda não há edições.",
)
