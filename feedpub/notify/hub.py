"""A WebSub hub is told that a feed has changed (W3C WebSub section 7, PubSubHubbub 0.4).

The hub fetches the feed at once and sends what is new to all who subscribed through it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from feedpub.notify.client import Client, Reply, Unreachable

ATTEMPTS = 5

LONGEST_WAIT = 60.0
"""Seconds; a hub that asks for more is left for the next run."""


class State(Enum):
    """What became of telling a hub."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    """For a reason that stays; a person must do something."""
    DEFERRED = "deferred"
    """For a reason that may pass."""


class Outcome(NamedTuple):
    """What one hub said of one feed."""

    hub: str
    feed: str
    state: State
    said: str
    """Why not, in a sentence."""

    attempts: int


def publish(
    client: Client, hub: str, feed: str, *, sleep: Callable[[float], None] = time.sleep
) -> Outcome:
    """Tell a hub that the feed at this address has changed.

    Any 2xx is acceptance. No answer, 408, 425, 429 and 5xx are tried again, after 1, 2, 4 and
    8 seconds or as long as the hub asks for. Everything else is a refusal.
    """
    fields = {"hub.mode": "publish", "hub.url": feed}
    said = ""
    for attempt in range(1, ATTEMPTS + 1):
        wait = float(2 ** (attempt - 1))
        try:
            reply = client.post_form(hub, fields)
        except Unreachable as e:
            said = f"no answer: {e}"
            if e.lasting:
                return Outcome(hub, feed, State.REFUSED, said, attempt)
        else:
            if 200 <= reply.status < 300:
                return Outcome(hub, feed, State.ACCEPTED, "", attempt)
            said = _said(reply)
            if not _may_pass(reply.status):
                return Outcome(hub, feed, State.REFUSED, said, attempt)
            wait = wait if reply.retry_after is None else reply.retry_after
        if wait > LONGEST_WAIT or attempt == ATTEMPTS:
            break
        sleep(wait)
    return Outcome(hub, feed, State.DEFERRED, said, attempt)


def _may_pass(status: int) -> bool:
    return status in (408, 425, 429) or (status >= 500 and status not in (501, 505))


def _said(reply: Reply) -> str:
    """Return the hub's answer in one line; some explain themselves in the body."""
    if reply.location:
        return f"the hub answered {reply.status}: it is now at {reply.location}"
    words = " ".join(reply.body[:2000].decode("utf-8", "replace").split())
    plain = "" if words.startswith("<") else words[:200]
    wait = f", and to come back in {reply.retry_after:.0f} seconds" if reply.retry_after else ""
    return f"the hub answered {reply.status}" + (f": {plain}" if plain else "") + wait
