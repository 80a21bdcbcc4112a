"""feedpub.lock: which id every published article has, for ever. One JSON row on each line.

Git merges it by keeping the lines of both sides (``merge=union``), so rows may come in
any order, or twice; they are always written sorted.
"""

from __future__ import annotations

import msgspec

from feedpub.errors import Location, LockError, together

LOCK_NAME = "feedpub.lock"


class Row(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    order=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
):
    """The identity of one article."""

    path: str
    """The file, relative to the publication."""

    key: str = ""
    """Which record of it, in a file of many."""

    id: str
    url: str
    """Its address when the id was made; a rename is recognised by it."""

    published: str
    """Likewise, in UTC (RFC 3339)."""

    fingerprint: str
    """Of its title and text, likewise."""

    marks: str = ""
    """Of some of its lines, likewise; by them a text is recognised that was edited since."""

    ids: tuple[tuple[str, str], ...] = ()
    """Format and id, where readers of one format know it by another id (`feedpub lock adopt`)."""

    dated: str = ""
    """The date that readers have, likewise; it counts while the article's is `published` still."""

    @property
    def ref(self) -> str:
        """Path and, in a file of many records, key."""
        return f"{self.path}#{self.key}" if self.key else self.path


class Lock(msgspec.Struct, frozen=True):
    """All rows, sorted."""

    rows: tuple[Row, ...] = ()


_decoder = msgspec.json.Decoder(Row)
_encoder = msgspec.json.Encoder()


def parse_lock(text: str, *, name: str = LOCK_NAME) -> Lock:
    """Return the lock that `text` holds.

    Raises:
        LockError: carrying every line that is no row; nothing is guessed, since a lost
            row would make subscribers see an article again.
    """
    try:
        return Lock(tuple(sorted(set(_decoder.decode_lines(text)))))
    except (msgspec.MsgspecError, UnicodeError):
        pass  # line by line, it is seen which
    rows: set[Row] = set()
    errors: list[LockError] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            rows.add(_decoder.decode(line.encode()))
        except (msgspec.MsgspecError, UnicodeError) as e:
            errors.append(_damaged(line, Location(name, number, 1), e))
    if errors:
        raise together(errors)
    return Lock(tuple(sorted(rows)))


def _damaged(line: str, at: Location, error: Exception) -> LockError:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        hint = (
            "keep the rows of both sides and delete the marks; "
            f"`{LOCK_NAME} merge=union` in .gitattributes avoids it"
        )
        return LockError("a merge conflict is not resolved", at=at, hint=hint)
    hint = f"restore the line from git: `git checkout HEAD -- {LOCK_NAME}`"
    return LockError(
        f"the row is damaged: {str(error)[:1].lower()}{str(error)[1:]}", at=at, hint=hint
    )


def format_lock(lock: Lock) -> str:
    """Return the text of the lock: one row a line, sorted."""
    return _encoder.encode_lines(sorted(set(lock.rows))).decode()
