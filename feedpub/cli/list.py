"""`feedpub list`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click
import msgspec

from feedpub.cli._common import (
    json_option,
    note,
    now_option,
    pass_project,
    print_json,
    show_findings,
)
from feedpub.dates import local, rfc3339
from feedpub.findings import Severity
from feedpub.model import Article
from feedpub.project import Project
from feedpub.project.listing import articles as all_articles


@click.command("list")
@json_option
@click.option("--full", is_flag=True, help="With --json: the body (`html`) too.")
@now_option
@pass_project
def list_articles(project: Project, as_json: bool, full: bool, now: dt.datetime) -> None:
    """List the articles as they were understood.

    Each with its date, state, title and file, the newest first. As JSON an array of
    records.

    \b
    Example:
        feedpub list
        feedpub list --json --full
    """
    articles, findings = all_articles(project, now, full=as_json and full)
    if as_json:
        print_json([_as_table(article, state.value, full) for article, state in articles])
    else:
        for article, state in articles:
            click.echo(_as_line(article, state.value, project.config.zone))
    broken = [finding for finding in findings if finding.severity is Severity.ERROR]
    show_findings(broken)
    note(f"{len(articles)} articles" + (f", {len(broken)} errors" if broken else ""))


def _as_line(article: Article, state: str, zone: dt.tzinfo) -> str:
    day = local(article.published, zone).date().isoformat() if article.published else ""
    return f"{day:10}  {state:9}  {article.title}  ({article.ref})"


_INNER = {"body", "ids", "fingerprint", "marks", "digest", "line", "slug", "key", "html"}


def _as_table(article: Article, state: str, full: bool) -> dict[str, Any]:
    """Return the record under the field names of the manual."""
    hidden = _INNER - {"html"} if full else _INNER
    table: dict[str, Any] = {"path": article.ref, "state": state}
    for name in article.__struct_fields__:
        if name not in hidden and name != "path":
            table[name] = _plain(getattr(article, name))
    return table


def _plain(value: Any) -> Any:
    """Return what JSON can say; `extra` holds whatever YAML, TOML and JSON can."""
    if isinstance(value, str):
        return value.encode(errors="replace").decode()  # half a surrogate pair, from JSON
    if isinstance(value, dt.datetime) and value.tzinfo:
        return rfc3339(value)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, set):
        return sorted(str(item) for item in value)
    if isinstance(value, dict):
        return {_plain(str(name)): _plain(item) for name, item in value.items()}
    if isinstance(value, msgspec.Struct):
        return {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
    return value
