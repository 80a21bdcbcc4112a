"""Answers: whole, in part, without a body. The bytes are those that the tag belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from feedpub.web.ranges import Range
from feedpub.web.stored import Stored

if TYPE_CHECKING:
    from starlette.responses import Response

_CHUNK = 1 << 18

_KEPT = ("ETag", "Cache-Control", "Vary", "Access-Control-Allow-Origin", "Link")
"""What an answer 304 repeats (RFC 9110 section 15.4.5), and what scripts need."""


def answer(
    stored: Stored, status: int, headers: dict[str, str], ranges: list[Range] | None
) -> Response:
    """Return the answer for a file.

    `status` is 200, 304 or 412 as the preconditions have it, or 404 for the page that says so.
    `ranges` is None for the whole; none at all is 416.
    """
    from starlette.responses import Response

    if status == 304:
        return Response(None, 304, {name: headers[name] for name in _KEPT if name in headers})
    if status == 412:
        return text(412, "The file is another one by now.\n", {"ETag": stored.etag})
    if ranges is None:
        return _body(stored, [_Part(b"", Range(0, stored.size))], status, headers)
    if not ranges:
        unsatisfied = {"Content-Range": f"bytes */{stored.size}", "Accept-Ranges": "bytes"}
        return text(416, "The file is shorter than that.\n", unsatisfied)
    if len(ranges) == 1:
        headers["Content-Range"] = ranges[0].header(stored.size)
        return _body(stored, [_Part(b"", ranges[0])], 206, headers)
    boundary = f"feedpub-{stored.etag[1:-1]}"
    parts = _multipart(stored, headers["Content-Type"], boundary, ranges)
    headers["Content-Type"] = f"multipart/byteranges; boundary={boundary}"
    return _body(stored, parts, 206, headers)


def text(status: int, body: str, headers: Mapping[str, str]) -> Response:
    """Return a short answer of our own."""
    from starlette.responses import Response

    whole = {
        "Content-Type": "text/plain; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
        **headers,
    }
    return Response(body.encode(), status, whole)


def without_body(response: Response) -> Response:
    """Return the answer to HEAD: every header of GET, the length too, and no more."""
    from starlette.responses import Response

    bare = Response(status_code=response.status_code)
    bare.raw_headers = response.raw_headers
    return bare


class _Part(NamedTuple):
    """A piece of a body: something of ours, then a part of the file."""

    head: bytes
    range: Range

    @property
    def length(self) -> int:
        return len(self.head) + self.range.end - self.range.start


def _multipart(stored: Stored, type_: str, boundary: str, ranges: list[Range]) -> list[_Part]:
    """Return several ranges as the parts of one body (RFC 9110 section 14.6)."""
    parts = []
    for range_ in ranges:
        head = (
            f"\r\n--{boundary}\r\nContent-Type: {type_}\r\n"
            f"Content-Range: {range_.header(stored.size)}\r\n\r\n"
        )
        parts.append(_Part(head.encode("latin-1"), range_))
    return [*parts, _Part(f"\r\n--{boundary}--\r\n".encode("latin-1"), Range(0, 0))]


def _body(stored: Stored, parts: list[_Part], status: int, headers: dict[str, str]) -> Response:
    from starlette.responses import Response, StreamingResponse

    if stored.body is not None:
        body = b"".join(part.head + stored.body[slice(*part.range)] for part in parts)
        return Response(body, status, headers)
    length = str(sum(part.length for part in parts))
    chunks = _chunks(stored.file, parts)
    return StreamingResponse(chunks, status, {**headers, "Content-Length": length})


def _chunks(file: Path, parts: list[_Part]) -> Iterator[bytes]:
    with file.open("rb") as opened:
        for part in parts:
            if part.head:
                yield part.head
            opened.seek(part.range.start)
            left = part.range.end - part.range.start
            while left and (chunk := opened.read(min(left, _CHUNK))):
                left -= len(chunk)
                yield chunk
