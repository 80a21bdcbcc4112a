"""What an inliner says when it cannot."""

from __future__ import annotations


class CannotInline(Exception):
    """The CSS is of a kind that the inliner does not read."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotInstalled(CannotInline):
    """The settings name an inliner whose package is not there."""
