"""Portuguese, as in Brazil."""

from __future__ import annotations

import msgspec

from feedpub.newsletter.words import pt

WORDS = msgspec.structs.replace(
    pt.WORDS,
    language="pt-BR",
    continue_reading="Continuar lendo",
    read_more="Leia mais",
    watch="Assistir ao vídeo",
    also="E mais: {titles}",
    quotes=("“", "”"),
    inner_quotes=("‘", "’"),
    links="Links",
    file="Arquivo",
    unsubscribe="Cancelar a inscrição",
    preferences="Gerenciar preferências",
)
