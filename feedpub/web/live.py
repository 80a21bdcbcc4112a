"""Pages that load themselves anew after a build."""

from __future__ import annotations

RELOAD_PATH = "/.feedpub/builds"
"""Where pages ask how many builds there were; no file can have such a name."""

_SCRIPT = b"""<script>(async () => { for (;;) { await new Promise((wait) => setTimeout(wait, 700));
try { if (await (await fetch("%s")).text() !== "%d") return location.reload(); } catch {} } })()
</script>"""
# It asks again and again: a connection that stays open would keep the server from ending.


def with_script(body: bytes, builds: int) -> bytes:
    """Return a page that loads itself anew after build number `builds`."""
    start, end, rest = body.rpartition(b"</body>")
    script = _SCRIPT % (RELOAD_PATH.encode(), builds)
    return start + script + end + rest if end else rest + script
