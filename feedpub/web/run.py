"""The server: a socket, uvicorn on it, and a clean end."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, NamedTuple

from feedpub.errors import ConfigError

if TYPE_CHECKING:
    from starlette.types import ASGIApp


class Server(NamedTuple):
    """A socket that listens; whoever connects already waits."""

    listening: socket.socket
    host: str

    @property
    def address(self) -> str:
        """Where this machine reaches it, with a slash at the end."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        shown = f"[{host}]" if ":" in host else host
        return f"http://{shown}:{self.port}/"

    @property
    def port(self) -> int:
        """The port, also where any free one was asked for."""
        port: int = self.listening.getsockname()[1]
        return port

    def run(self, app: ASGIApp) -> None:
        """Serve until Ctrl-C or SIGTERM; answers under way are finished.

        Raises:
            KeyboardInterrupt: after Ctrl-C, when all is closed.
        """
        import uvicorn

        config = uvicorn.Config(
            app,
            log_level="error",
            access_log=False,
            lifespan="off",
            ws="none",
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        uvicorn.Server(config).run(sockets=[self.listening])


def listen(host: str, port: int) -> Server:
    """Return a server at `host`, a name or an address; with port 0 at any free port.

    Raises:
        ConfigError: if the port is taken, or the host is not this machine.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return Server(socket.create_server((host, port), family=family), host)
    except (OSError, UnicodeError) as e:
        raise ConfigError(_said(e, host, port), hint=_cure(e)) from e


def _said(error: OSError | UnicodeError, host: str, port: int) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"cannot listen at {host}, port {port}: {reason.lower()}"


def _cure(error: OSError | UnicodeError) -> str:
    import errno

    cures = {
        errno.EADDRINUSE: "another program is there: take another with `--port`, "
        "or any free one with `--port 0`",
        errno.EACCES: "take a port from 1024 on: `--port 8000`",
    }
    known = cures.get(error.errno or 0) if isinstance(error, OSError) else None
    return known or "name an address of this machine: `--host 127.0.0.1`"
