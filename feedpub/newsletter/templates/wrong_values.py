"""Filters that say in a sentence what they cannot use; Python's own words help nobody."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import jinja2
from jinja2.nodes import EvalContext
from jinja2.runtime import Context

from feedpub.newsletter.late import LateValue
from feedpub.newsletter.locales import PatternError
from feedpub.newsletter.schemes import TagError

_PASSED = (Context, EvalContext, jinja2.Environment)
"""What Jinja itself gives to filters."""

_RAW = (TypeError, AttributeError, LookupError, ValueError, ArithmeticError)
_MOST = 40
"""Letters of a value that a message shows."""


class WrongValue(ValueError):
    """A filter was given what it cannot use."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def telling(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter, which raises `WrongValue` for whatever Python says of its values."""

    @functools.wraps(function)
    def told(*args: Any, **kwargs: Any) -> Any:
        try:
            return function(*args, **kwargs)
        except (WrongValue, PatternError, TagError):
            raise
        except _RAW as e:
            raise _mistake(name, function, args, kwargs) from e

    return told


def described(value: object, *, quoted: bool = False) -> str:
    """Return a value, or what kind of thing it is, as messages name it."""
    match value:
        case str() | LateValue():
            text = _short(str(value))
            return f'`"{text}"`' if quoted else f"`{text}`"
        case None | bool() | int() | float() | Decimal() | dt.date():
            return f"`{_short(_written(value))}`"
        case list() | tuple():
            return "a list"
        case Mapping():
            return "a table"
        case _:
            return f"`{type(value).__name__}`"


def _written(value: object) -> str:
    try:
        return str(value)
    except ValueError:  # an integer of more digits than Python writes
        return "a number too large"


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _mistake(
    name: str, function: Callable[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]
) -> WrongValue:
    try:
        signature = inspect.signature(function)
        signature.bind(*args, **kwargs)
    except TypeError as e:
        passed = sum(isinstance(arg, _PASSED) for arg in args)
        usage = ", ".join([*signature.parameters][passed + 1 :])
        hint = f"write `… | {name}({usage})`" if usage else f"write `… | {name}`"
        return WrongValue(_misused(name, str(e)), hint + _BESIDES.get(name, ""))
    except ValueError:  # one of Python's that does not say what it takes
        pass
    given = [arg for arg in (*args, *kwargs.values()) if not isinstance(arg, _PASSED)]
    values = ", ".join(described(arg, quoted=True) for arg in given)
    return WrongValue(f"the filter `{name}` cannot use {values}")


_BESIDES: Mapping[str, str] = {"count": "; how many there are is `… | length`"}


def _misused(name: str, said: str) -> str:
    """Return what is wrong with the arguments, of which `inspect` said something."""
    which = re.search(r"'(\w+)'", said)
    if which and "missing" in said:
        return f"the filter `{name}` lacks `{which[1]}`"
    if which and "unexpected" in said:
        return f"the filter `{name}` has no `{which[1]}`"
    return f"the filter `{name}` is given too much"
