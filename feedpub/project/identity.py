"""What `lock` does: a person settles which article is which."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from feedpub.config import CONFIG_NAME
from feedpub.errors import Location, LockError
from feedpub.lock import LOCK_NAME, Lock, Row
from feedpub.model import Article
from feedpub.output import alone
from feedpub.project.project import Project
from feedpub.publication.rows import bury, is_replaced, mint, new_row
from feedpub.urls import host_of


def move_identity(project: Project, old: str, new: str) -> Row:
    """Let the article `new` be the one that `old` was (each a path, or path#key).

    Raises:
        LockError: if there is no such row or file.
    """
    with alone(project.root / CONFIG_NAME, LOCK_NAME):
        return _move(project, old, new)


def _move(project: Project, old: str, new: str) -> Row:
    rows = {row.ref: row for row in project.lock.rows}
    if old not in rows:
        raise LockError(f"the lock has no row for `{old}`", hint=_nearest(old, rows))
    path, _, key = new.partition("#")
    if not (project.root / path).is_file():
        raise LockError(
            f"there is no file `{path}`", hint="name the file that the article is in now"
        )
    row = _renewed(project, msgspec.structs.replace(rows[old], path=path, key=key))
    kept = (r for ref, r in rows.items() if ref not in (old, new))
    project.write_lock(Lock((*kept, row)))
    return row


def mint_identity(project: Project, ref: str) -> Row:
    """Give the article `ref` a new id of its own.

    Raises:
        LockError: if there is no such article, it has a row, or it can have none.
    """
    with alone(project.root / CONFIG_NAME, LOCK_NAME):
        return _mint(project, ref)


def _mint(project: Project, ref: str) -> Row:
    found, findings = project.read_articles()
    articles = {article.ref: article for article in found}
    if ref not in articles:
        for finding in findings:
            if finding.code == "article-broken" and finding.at and finding.at.path == ref:
                raise LockError(finding.message, at=finding.at, hint=finding.hint)
        known = [*articles, *(finding.at.path for finding in findings if finding.at)]
        raise LockError(f"there is no article `{ref}`", hint=_nearest(ref, known))
    article = articles[ref]
    kept = [_buried(row, article) if row.ref == ref else row for row in project.lock.rows]
    taken = {row.id: row for row in project.lock.rows}
    if article.id in taken:
        message = f"its id, `{article.id}`, is that of `{taken[article.id].ref}`"
        raise LockError(message, at=Location(article.path, article.line), hint="remove the `id`")
    row = new_row(article, article.id or mint(host_of(project.config.base_url), ref, set(taken)))
    project.write_lock(Lock((*kept, row)))
    return row


def _buried(row: Row, article: Article) -> Row:
    if not is_replaced(row, article):
        message = f"`{row.ref}` has an id already"
        raise LockError(message, hint="an article keeps its id for ever")
    return bury(row)


def _renewed(project: Project, row: Row) -> Row:
    """Return the row with what its article looks like now, if that can be told."""
    found = {article.ref: article for article in project.read_articles()[0]}
    if row.ref not in found:
        return row
    # What readers know of it from before stays with it.
    return msgspec.structs.replace(new_row(found[row.ref], row.id), ids=row.ids, dated=row.dated)


def _nearest(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # on the error path only

    close = get_close_matches(name, list(known), 1)
    return f"did you mean `{close[0]}`?" if close else "feedpub.lock has the names"
