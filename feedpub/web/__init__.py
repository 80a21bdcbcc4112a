"""What is reached over HTTP: files, as a good static host serves them. The door to Starlette."""

from feedpub.web.find import Mount
from feedpub.web.run import Server, listen
from feedpub.web.static import StaticSite

__all__ = ["Mount", "Server", "StaticSite", "listen"]
