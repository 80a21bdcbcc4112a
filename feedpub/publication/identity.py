"""Who is who: every article gets the id that it had, or a new one that stays.

An id depends on the publication's host and the article's source alone, so two branches and
two machines make the same one. A file that moved is recognised by its fingerprint or its
address; where that cannot be decided, a person must.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import NamedTuple

import msgspec

from feedpub.errors import Location, LockError, together
from feedpub.lock import LOCK_NAME, Lock, Row
from feedpub.model import Article
from feedpub.publication.rows import (
    SIGNS,
    alike,
    bury,
    is_replaced,
    mint,
    new_row,
    published,
)


class Identified(NamedTuple):
    """The articles with their ids, and the lock as it must now be."""

    articles: tuple[Article, ...]
    lock: Lock
    minted: tuple[Row, ...]
    changed: tuple[tuple[Row, Row], ...]
    """Rows whose id became another, because the record now carries one."""

    def without(self, refs: set[str]) -> Identified:
        """Return this as it is when the articles `refs` are left out: their rows stay as before.

        An article gets its row when readers may get it, not as the copy of another.
        """
        undone: dict[str, Row | None] = {row.ref: None for row in self.minted if row.ref in refs}
        undone |= {now.ref: before for before, now in self.changed if now.ref in refs}
        rows = (undone.get(row.ref, row) for row in self.lock.rows)
        return self._replace(
            lock=Lock(tuple(sorted(row for row in rows if row))),
            minted=tuple(row for row in self.minted if row.ref not in refs),
            changed=tuple(pair for pair in self.changed if pair[1].ref not in refs),
        )


def identify(
    articles: Sequence[Article], lock: Lock, host: str, unread: frozenset[str] = frozenset()
) -> Identified:
    """Give every article its id. Drafts are left alone until they are published.

    `unread` are the files that are there but could not be read; their rows stay.

    Raises:
        LockError: if an article vanished and an unknown one could be the same.
    """
    return _as_before(articles, lock) or _Identifier(articles, lock, host, unread).run()


def _as_before(articles: Sequence[Article], lock: Lock) -> Identified | None:
    """Return the answer if there is nothing to decide, as in nearly every build."""
    rows = {(row.path, row.key): row for row in lock.rows}
    if not len(rows) == len({row.id for row in lock.rows}) == len(lock.rows):
        return None
    identified: list[Article] = []
    for article in articles:
        row = rows.get((article.path, article.key))
        if row is None or article.draft or article.id not in ("", row.id):
            return None
        if is_replaced(row, article):
            return None
        identified.append(_as_known(article, row))
    return Identified(tuple(identified), lock, (), ())


class _Identifier:
    def __init__(
        self, articles: Sequence[Article], lock: Lock, host: str, unread: frozenset[str]
    ) -> None:
        self.articles = articles
        self.host = host
        present = {(article.path, article.key): article for article in articles}
        self.rows = _one_row_each(lock, present)
        held = {self.rows[source].id for source in present if source in self.rows}
        absent = [
            row
            for source, row in self.rows.items()
            if source not in present and not _is_unread(row, unread)
        ]
        self.vanished = [row for row in absent if row.id not in held]
        # After a merge, a moved article may have its old row again; that one is done with.
        for row in absent:
            if row.id in held:
                del self.rows[row.path, row.key]
        self.suspects = [
            article
            for article in articles
            if (known := self.rows.get((article.path, article.key))) and is_replaced(known, article)
        ]
        # Whose file holds another article now is as good as gone, until its text turns up.
        for article in self.suspects:
            self.vanished.append(self.rows.pop((article.path, article.key)))
        self.taken = {row.id for row in lock.rows} | {
            article.id for article in articles if article.id
        }
        self.minted: list[Row] = []
        self.changed: list[tuple[Row, Row]] = []

    def run(self) -> Identified:
        newcomers = [a for a in self.articles if (a.path, a.key) not in self.rows and not a.draft]
        newcomers = self._moved(newcomers)
        self._refuse_to_guess(newcomers)
        self._bury_the_overwritten()
        for article in newcomers:
            self._mint(article)
        identified = tuple(self._identified(article) for article in self.articles)
        lock = Lock(tuple(sorted(self.rows.values())))
        return Identified(identified, lock, tuple(self.minted), tuple(self.changed))

    def _moved(self, newcomers: list[Article]) -> list[Article]:
        """Hand the rows of vanished files to the newcomers that are the same articles."""
        for name_of_row, names_of_article in SIGNS:
            if not self.vanished:
                return newcomers
            known: dict[str, list[Row]] = {}
            for row in reversed(self.vanished):
                known.setdefault(name_of_row(row), []).append(row)
            rest: list[Article] = []
            for article in newcomers:
                name = next((n for n in names_of_article(article) if known.get(n)), None)
                if name is None:
                    rest.append(article)
                else:
                    self._hand_over(known[name].pop(), article)
            newcomers = rest
        return newcomers

    def _bury_the_overwritten(self) -> None:
        """Keep the row of an article whose file another one has taken, under a name of its own."""
        for row in self.vanished:
            if (row.path, row.key) in self.rows and self.rows[row.path, row.key] is not row:
                buried = bury(row)
                self.rows[buried.path, buried.key] = buried

    def _hand_over(self, row: Row, article: Article) -> None:
        self.vanished.remove(row)
        if self.rows.get((row.path, row.key)) is row:
            del self.rows[row.path, row.key]
        moved = msgspec.structs.replace(row, path=article.path, key=article.key)
        self.rows[article.path, article.key] = moved

    def _refuse_to_guess(self, newcomers: Iterable[Article]) -> None:
        unknown = [article for article in newcomers if not article.id]
        if not unknown:
            return
        replaced = {id(article) for article in self.suspects}
        present = {(article.path, article.key): article for article in self.articles}
        errors = [
            _question(article, row, _GONE if (row.path, row.key) not in present else _OTHER)
            for article in unknown
            for row in self.vanished
            if row.ref != article.ref and alike(row, article)
        ]
        errors += [_question_of_reuse(article) for article in unknown if id(article) in replaced]
        minted = {(row.fingerprint, row.published): row for row in self.rows.values()}
        for article in unknown if minted else ():
            row = minted.get((article.fingerprint, published(article)))
            there = present.get((row.path, row.key)) if row else None
            # Else it is a copy, and the file that was there first keeps the id.
            if row and there and there.fingerprint != row.fingerprint:
                errors.append(_question(article, row, _OTHER))
        if errors:
            raise together(errors)

    def _mint(self, article: Article) -> None:
        id_ = article.id or mint(self.host, article.ref, self.taken)
        row = new_row(article, id_)
        self.taken.add(id_)
        self.rows[row.path, row.key] = row
        self.minted.append(row)

    def _identified(self, article: Article) -> Article:
        row = self.rows.get((article.path, article.key))
        if row is None:  # a draft
            return (
                article
                if article.id
                else msgspec.structs.replace(article, id=mint(self.host, article.ref, self.taken))
            )
        if article.id and article.id != row.id:
            now = msgspec.structs.replace(row, id=article.id, ids=())
            self.rows[row.path, row.key] = now
            self.changed.append((row, now))
            return _as_known(article, now)
        return _as_known(article, row)


def _as_known(article: Article, row: Row) -> Article:
    """Return the article with the ids and the date that readers have; see `Row.dated`."""
    if not row.ids and not row.dated:
        return msgspec.structs.replace(article, id=row.id)
    dates: dict[str, dt.datetime] = {}
    if row.dated and article.published and row.published == published(article):
        dates["published"] = dt.datetime.fromisoformat(row.dated)
        if article.updated == article.published:  # nobody said otherwise
            dates["updated"] = dates["published"]
    return msgspec.structs.replace(article, id=row.id, ids=row.ids, **dates)


def _one_row_each(
    lock: Lock, present: Mapping[tuple[str, str], Article]
) -> dict[tuple[str, str], Row]:
    """Return the row of each source; after a merge there may be two, of which one must be right.

    Raises:
        LockError: if they have two ids, and the record does not say which is its own.
    """
    rows: dict[tuple[str, str], Row] = {}
    errors: list[LockError] = []
    for row in lock.rows:
        source = (row.path, row.key)
        other = rows.setdefault(source, row)
        own = present[source].id if source in present else ""
        if row.id == own:
            rows[source] = row
        elif row.id != other.id and other.id != own:
            message = f"`{row.ref}` has two ids, {other.id} and {row.id}"
            hint = "delete the row whose id readers do not have"
            errors.append(LockError(message, at=Location(LOCK_NAME), hint=hint))
    if errors:
        raise together(errors)
    return rows


_GONE = "which is gone"
_OTHER = "whose file has another text now"


def _question(article: Article, row: Row, what: str) -> LockError:
    return LockError(
        f"is this the article that was `{row.ref}`, {what}?",
        at=Location(article.path, article.line),
        hint=f"if it is: `feedpub lock move {row.ref} {article.ref}`; "
        f"if it is another: `feedpub lock mint {article.ref}`",
    )


def _question_of_reuse(article: Article) -> LockError:
    return LockError(
        f"is this still the article that `{article.ref}` was? Title, text, date and address differ",
        at=Location(article.path, article.line),
        hint=f"if it is: `feedpub lock move {article.ref} {article.ref}`; "
        f"if it is another: `feedpub lock mint {article.ref}`",
    )


def _is_unread(row: Row, unread: frozenset[str]) -> bool:
    """Tell whether the row's file, the folder it is in, or its side file cannot be read."""
    path = PurePosixPath(row.path)
    stem = path.with_suffix("")
    names = {row.path, *map(str, path.parents)}
    return any(name in names or PurePosixPath(name).with_suffix("") == stem for name in unread)
