"""`feedpub lock`."""

from __future__ import annotations

import datetime as dt
from typing import Any

import click

from feedpub.cli._common import (
    folder,
    json_option,
    note,
    now_option,
    pass_project,
    print_json,
    show_problem,
)
from feedpub.dates import rfc3339
from feedpub.errors import printable
from feedpub.project import Project
from feedpub.project.adopt import Adopted, AdoptReport
from feedpub.project.adopt import adopt as adopt_feeds
from feedpub.project.identity import mint_identity, move_identity


@click.group()
def lock() -> None:
    """Settle which article is which.

    feedpub.lock keeps the id of every article, so that no reader sees one twice. Where
    feedpub cannot tell whether a new file is an old article, you say so here.
    """


@lock.command()
@click.argument("feeds", metavar="FEED-FILE...", nargs=-1, required=True)
@click.option("-n", "--dry-run", is_flag=True, help="Show what would be taken; write nothing.")
@json_option
@now_option
@pass_project
def adopt(
    project: Project, feeds: tuple[str, ...], dry_run: bool, as_json: bool, now: dt.datetime
) -> None:
    """Take ids and dates from the live feeds of a blog that moves in.

    Readers know an article by the id that the old feed gave it. Save the old feeds, in every
    format that people subscribe to, and the lock takes over what they say, so that no reader
    sees an article twice. Articles are recognised by their address, or by title and day.
    Printed is each article whose id or date is taken; items that match no article are
    reported.

    \b
    Example:
        feedpub lock adopt live.xml
    """
    for feed in feeds:
        if "://" in feed:
            raise click.UsageError(f"save it first: curl -o live.xml {feed}")
    files = [folder() / feed for feed in feeds]
    report = adopt_feeds(project, files, now, dry_run=dry_run)
    if as_json:
        print_json(_as_table(report))
    else:
        for one in report.adopted:
            if one.is_new:
                click.echo(_line(one))
    _show_doubts(report)
    note(_summary(report, dry_run))
    if report.unmatched or report.conflicts or report.damaged:
        click.get_current_context().exit(1)


@lock.command()
@click.argument("old")
@click.argument("new")
@pass_project
def move(project: Project, old: str, new: str) -> None:
    """Say that the article OLD is now in the file NEW.

    OLD and NEW are paths as feedpub.lock has them; for a record in a file of many, the
    path, #, and its key.

    \b
    Example:
        feedpub lock move articles/ferry.md articles/2026/the-ferry.md
    """
    row = move_identity(project, old, new)
    note(f"{row.ref} keeps the id {row.id}")


@lock.command()
@click.argument("article")
@pass_project
def mint(project: Project, article: str) -> None:
    """Say that ARTICLE is a new one, whatever it looks like.

    \b
    Example:
        feedpub lock mint articles/2026/another-ferry.md
    """
    row = mint_identity(project, article)
    note(f"{row.ref} has the new id {row.id}")


# --- What adopt tells ------------------------------------------------------------------------


def _line(one: Adopted) -> str:
    ids = [one.row.id, *(f"{format}: {id_}" for format, id_ in one.row.ids)]
    dated = [f"date {one.row.dated}"] if one.row.dated else []
    return "\t".join(map(printable, [one.row.ref, *ids, *dated]))


def _show_doubts(report: AdoptReport) -> None:
    for feed in report.damaged:
        text = f"{feed.path}: not well-formed ({feed.damage}); items may be missing"
        show_problem("Warning", text, "save it again, whole")
    for one in report.adopted:
        if one.odd:
            text = f"{one.row.ref}: the date in the feed, {rfc3339(one.odd)}, can be none of it"
            show_problem("Warning", text, "the article keeps its own")
        if one.how != "address":
            text = f"{one.row.ref}: recognised by {one.how}: it was {one.item.url}"
            show_problem("Warning", text, _REDIRECT.format(one.article.url))
        elif one.row.dated and one.row.dated[:10] != one.row.published[:10]:
            text = f"{one.row.ref}: its date is {one.row.published}, in the feed {one.row.dated}"
            show_problem("Warning", text, "readers keep that of the feed until you change the file")
    for conflict in report.conflicts:
        show_problem("Error", f"{conflict.article.ref}: {conflict.reason}", conflict.hint)
    for left in report.unmatched:
        name = f"“{left.item.title}” ({left.item.url or left.item.id})"
        near = f"it may be {left.nearest}: write `id: {left.item.id}` into it"
        gone = "nothing need be done if the article is gone; else write its address into it"
        show_problem("Warning", f"no article is {name}", near if left.nearest else gone)


_REDIRECT = "if the address changes for good, redirect the old one to {}"


def _summary(report: AdoptReport, dry_run: bool) -> str:
    new = sum(one.is_new for one in report.adopted)
    parts = [f"{new} {'would be ' if dry_run else ''}adopted"]
    known = len(report.adopted) - new
    parts += [f"{known} as they were"] if known else []
    dated = sum(bool(one.row.dated) for one in report.adopted if one.is_new)
    parts += [f"{dated} with the date of the feed"] if dated else []
    parts += [f"{len(report.conflicts)} in conflict"] if report.conflicts else []
    parts += [f"{len(report.unmatched)} without an article"] if report.unmatched else []
    parts += [f"{report.others} in no feed"] if report.others else []
    return ", ".join(parts)


def _as_table(report: AdoptReport) -> dict[str, Any]:
    return {
        "adopted": [
            {
                "article": one.row.ref,
                "id": one.row.id,
                "ids": dict(one.row.ids),
                "date": one.row.dated,
                "address": one.article.url,
                "address_in_feed": one.item.url,
                "by": one.how,
                "new": one.is_new,
            }
            for one in report.adopted
        ],
        "conflicts": [
            {"article": one.article.ref, "id": one.item.id, "reason": one.reason, "hint": one.hint}
            for one in report.conflicts
        ],
        "unmatched": [
            {
                "file": one.file,
                "id": one.item.id,
                "address": one.item.url,
                "title": one.item.title,
                "nearest": one.nearest,
            }
            for one in report.unmatched
        ],
        "articles_in_no_feed": report.others,
    }
