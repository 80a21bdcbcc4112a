"""Telling the world that something is new: WebSub hubs, once for the same bytes."""

from feedpub.notify.client import Client, Unreachable
from feedpub.notify.hub import Outcome, State, publish
from feedpub.notify.live import is_live
from feedpub.notify.told import Told

__all__ = ["Client", "Outcome", "State", "Told", "Unreachable", "is_live", "publish"]
