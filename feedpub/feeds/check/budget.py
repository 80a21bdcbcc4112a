"""How large a feed may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from feedpub.feeds.check.seen import Problem, Seen

WARN_BYTES = 1_000_000
FAIL_BYTES = 2_000_000
"""Google News takes feeds of at most 2 MB."""

ARCHIVE_BYTES = 5_000_000
"""What the W3C validator and several readers refuse; nobody polls an archive."""

MOST_ITEMS = 200


def check_size(
    formats: Sequence[tuple[Seen, int]], *, is_archive: bool = False
) -> Iterator[Problem]:
    """Yield what the formats of one feed, with their sizes in bytes, weigh too much.

    To an archive (RFC 5005) nobody subscribes, so it may be large, or empty.
    """
    if not formats:
        return
    seen, size = max(formats, key=lambda pair: pair[1])
    limit = ARCHIVE_BYTES if is_archive else FAIL_BYTES
    if size > limit:
        message = f"{seen.path} has {_megabytes(size)}, more than {_megabytes(limit)}; the largest"
        yield Problem("feed-too-large", f"{message} articles: {_largest(seen)}")
    elif size > WARN_BYTES and not is_archive:
        message = f"{seen.path} has {_megabytes(size)}; the largest articles: {_largest(seen)}"
        yield Problem("feed-large", message)
    if len(seen.entries) > MOST_ITEMS and not is_archive:
        yield Problem("feed-long", f"{seen.path} has {len(seen.entries)} items")
    if not seen.entries and not is_archive:
        yield Problem("feed-empty", f"{seen.path} has no items")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


def _largest(seen: Seen) -> str:
    sizes = sorted(((len(e.html.encode()), e.title) for e in seen.entries), reverse=True)
    return ", ".join(f"`{title}` ({size // 1000:,} kB)" for size, title in sizes[:3])
