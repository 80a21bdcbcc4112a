"""Spanish."""

from __future__ import annotations

from feedpub.newsletter.words.wording import Words

WORDS = Words(
    language="es",
    by="Por {names}",
    comma=", ",
    last=" y ",
    last_before=(r"[ií]|hi(?![ae])|y(?=[^aeiouáéíóú\W])", " e "),
    stories={"one": "{n} artículo", "many": "{n} de artículos", "other": "{n} artículos"},
    minutes={"one": "{n} minuto", "many": "{n} de minutos", "other": "{n} minutos"},
    updated="Actualizado el {date}",
    continue_reading="Seguir leyendo",
    read_more="Leer más",
    listen="Escuchar",
    watch="Ver el vídeo",
    more_stories="Más artículos",
    also="Además: {titles}",
    correction="Corrección",
    corrected="Corrección del {date}",
    quotes=("«", "»"),
    inner_quotes=("“", "”"),
    notes="Notas",
    note="(nota {n})",
    links="Enlaces",
    picture="Imagen",
    video="Vídeo",
    audio="Audio",
    file="Archivo",
    embed="Página",
    source="Fuente",
    view_in_browser="Ver en el navegador",
    unsubscribe="Darse de baja",
    preferences="Gestionar preferencias",
    all_editions="Todas las ediciones",
    editions_of="Todas las ediciones de {title}",
    no_editions="Todavía no hay ediciones.",
)
