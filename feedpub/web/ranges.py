"""Parts of a file, as players ask for them (RFC 9110 section 14)."""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_RANGES = 20
"""Whoever asks for more parts gets the whole; no player does (RFC 9110 section 17.15)."""

_RANGES = re.compile(r"\s*bytes\s*=(.*)", re.IGNORECASE | re.DOTALL)
_RANGE = re.compile(r"(\d{1,18})-(\d{0,18})|-(\d{1,18})", re.ASCII)


class Range(NamedTuple):
    """A part of a file, in bytes; `end` is not part of it."""

    start: int
    end: int

    def header(self, size: int) -> str:
        """Return the value of ``Content-Range``."""
        return f"bytes {self.start}-{self.end - 1}/{size}"


def parse_ranges(value: str, size: int) -> list[Range] | None:
    """Return the parts that are asked for, in order and merged where they touch.

    None means: ignore the header, as the RFC has it for other units and for mistakes. An
    empty list means that no part lies within the file.
    """
    match = _RANGES.fullmatch(value)
    specs = [spec.strip() for spec in match[1].split(",")] if match else []
    found = [_RANGE.fullmatch(spec) for spec in specs if spec]
    if not found or len(found) > MAX_RANGES:
        return None
    ranges = []
    for spec in found:
        if spec is None or (spec[2] and int(spec[2]) < int(spec[1])):
            return None
        ranges.append(_range(spec, size))
    return _merged(sorted(range_ for range_ in ranges if range_.start < range_.end))


def _range(spec: re.Match[str], size: int) -> Range:
    if spec[3]:  # so many bytes at the end
        return Range(max(size - int(spec[3]), 0), size)
    return Range(int(spec[1]), min(int(spec[2]) + 1, size) if spec[2] else size)


def _merged(ranges: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for each in ranges:
        if merged and each.start <= merged[-1].end:
            merged[-1] = Range(merged[-1].start, max(merged[-1].end, each.end))
        else:
            merged.append(each)
    return merged
