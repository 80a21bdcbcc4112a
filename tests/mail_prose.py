"""What the town's newspapers write: the texts of tests/data/editions as blocks of articles."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

Prose = dict[str, Any]
PAGES = "https://ledger.example"

_RIGHT_TO_LEFT = ("ar",)


@functools.cache
def prose_of(language: str) -> Prose:
    """Return what is written in a language."""
    file = Path(__file__).parent / "data" / "editions" / f"{language}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def blocks(number: int, prose: Prose) -> Iterator[str]:
    """Yield the blocks of an article: the first of twelve has all kinds, others one or two."""
    said = prose["paragraphs"]
    paragraphs = [f"<p>{said[(number + i) % len(said)]}</p>" for i in range(1 + number * 7 % 5)]
    if number % 12 == 0:
        kinds = _KINDS
    else:
        kinds = tuple(_KINDS[(number * step) % len(_KINDS)] for step in (1, 2)[: 1 + number % 2])
    yield paragraphs[0]
    for kind in kinds:
        yield kind(prose, f"{number + 1}")
    yield from paragraphs[1:]


def _headed(prose: Prose, number: str) -> str:
    first, second = prose["headings"]
    return f"<h2>{first}</h2><p>{prose['paragraphs'][1]}</p><h4>{second}</h4>"


def _list(prose: Prose, number: str) -> str:
    first, second, third = prose["list"]
    inner = f"<ol start='3'><li>{prose['inner']}</li></ol>"
    return f"<ul><li>{first}</li><li>{second}{inner}</li><li><p>{third}</p></li></ul>"


def _quote(prose: Prose, number: str) -> str:
    return f"<blockquote><p>{prose['quote']}</p></blockquote>"


def _figure(prose: Prose, number: str) -> str:
    story = prose["stories"][0]
    return (
        f'<figure><img src="{PAGES}/images/inside-{number}.jpg" width="1200" height="800"'
        f' alt="{escape(story["alt"])}"><figcaption>{story["caption"]}'
        f" <small>{prose['credit']}</small></figcaption></figure>"
    )


def _table(rows: list[list[str]]) -> str:
    head, *others = rows
    cells = "".join(f"<th>{cell}</th>" for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in others)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>"


def _narrow(prose: Prose, number: str) -> str:
    return _table(prose["table"])


def _wide(prose: Prose, number: str) -> str:
    return _table(prose["wide"])


def _code(prose: Prose, number: str) -> str:
    line = "north 06:00 06:40 07:20 08:00 08:40 09:20 10:00 (then hourly) last 23:20"
    return f"<pre><code>{line}\nsouth 06:20\n</code></pre><p><code>{line[:16]}</code></p>"


def _players(prose: Prose, number: str) -> str:
    return (
        f'<video controls poster="{PAGES}/images/crossing.jpg" title="{prose["video"]}">'
        f'<source src="{PAGES}/media/crossing-{number}.mp4"></video>'
        f'<audio controls src="{PAGES}/media/horn-{number}.mp3"></audio>'
    )


def _notes(prose: Prose, number: str) -> str:
    first, second = prose["notes"]
    page = f"{PAGES}/2026/11/{number}/"
    return (
        f'<p>{prose["inner"]}<sup><a href="#n1">1</a></sup> {prose["quote"]}<sup><a'
        f' href="#n2">2</a></sup></p><div id="n1"><sup>1</sup><p>{first}</p></div>'
        f'<div id="n2"><sup>2</sup><p>{second} <a href="{page}">{prose["source"]}</a></p></div>'
    )


def _details(prose: Prose, number: str) -> str:
    summary, text = prose["details"]
    return f"<details><summary>{summary}</summary><p>{text}</p></details><hr>"


def _terms(prose: Prose, number: str) -> str:
    first, says, second, says_too = prose["terms"]
    return f"<dl><dt>{first}</dt><dd>{says}</dd><dt>{second}</dt><dd>{says_too}</dd></dl>"


def _foreign(prose: Prose, number: str) -> str:
    language = prose["guest"]
    side = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    said = prose_of(language)["paragraphs"][1]
    return f'<p lang="{language}" dir="{side}">{said}</p><p><mark>{prose["inner"]}</mark></p>'


_KINDS = (
    _headed, _list, _quote, _figure, _narrow, _wide, _code, _players, _details, _terms, _foreign,
    _notes,
)  # fmt: skip
