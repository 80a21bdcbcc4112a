"""A web server for tests: a WebSub hub, and the site as the world has it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qsl


class Answer(NamedTuple):
    """What the hub says next."""

    status: int
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()


class Hub:
    """Answers 204 to every POST, but for the `answers` that are said first; GET serves `live`."""

    def __init__(self) -> None:
        self.forms: list[dict[str, str]] = []
        """The fields of every POST, with its type as `type`, and its path as `at`."""
        self.answers: list[Answer] = []
        self.live: dict[str, bytes | list[bytes]] = {}
        """Bytes by path; of a list one at each request, and the last for ever."""
        self.first_waits = threading.Barrier(1)
        """With two parties, the first POST is answered when there is a second, or after a while."""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def told(self) -> list[str]:
        """Return the feeds of which it was told, in order."""
        return [form["hub.url"] for form in self.forms]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hub = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                form = dict(parse_qsl(body, strict_parsing=True))
                hub.forms.append({**form, "type": self.headers["Content-Type"], "at": self.path})
                with suppress(threading.BrokenBarrierError):
                    hub.first_waits.wait(timeout=1.5)
                self.reply(hub.answers.pop(0) if hub.answers else Answer(204))

            def do_GET(self) -> None:
                found = hub.live.get(self.path)
                if isinstance(found, list):
                    found = found.pop(0) if len(found) > 1 else found[0]
                self.reply(Answer(404) if found is None else Answer(200), found or b"")

            def reply(self, answer: Answer, body: bytes | None = None) -> None:
                content = answer.body.encode() if body is None else body
                self.send_response(answer.status)
                for name, value in answer.headers:
                    self.send_header(name, value)
                if answer.status != 204:
                    self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *arguments: object) -> None:
                pass

        return Handler


@contextmanager
def running_hub() -> Iterator[Hub]:
    """Have a hub."""
    hub = Hub()
    thread = threading.Thread(target=hub.server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield hub
    finally:
        hub.server.shutdown()
        thread.join()
        hub.server.server_close()
