"""Whether the world gets the new bytes already: networks of caches take a while."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable

from feedpub.notify.client import Client, Unreachable

_PAUSES = (1.0, 2.0, 4.0, 8.0)
"""Seconds between two looks; the last one goes on."""


def digest(body: bytes) -> str:
    """Return the SHA-256 of some bytes, in hex."""
    return hashlib.sha256(body).hexdigest()


def is_live(
    client: Client,
    feed: str,
    body: bytes,
    seconds: float,
    *,
    sleep: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> bool:
    """Wait until an address serves these bytes, so long at most; tell whether it does."""
    deadline = clock() + seconds
    looks = 0
    while True:
        try:
            reply = client.get(feed)
            if reply.status == 200 and digest(reply.body) == digest(body):
                return True
        except Unreachable:
            pass
        pause = _PAUSES[min(looks, len(_PAUSES) - 1)]
        left = deadline - clock()
        if left <= 0:
            return False
        sleep(min(pause, left))
        looks += 1
