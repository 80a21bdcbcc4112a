"""Which rules of SpamAssassin a message sets off, but for those about its way here."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

OF_TRANSPORT: Mapping[str, str] = {
    "NO_RELAYS": "no server has passed it on yet",
    "NO_RECEIVED": "so none has added a header `Received`",
}
"""Rules that fire because the message has not been sent, each with the reason."""

OF_FORM: Mapping[str, str] = {
    "HTML_MESSAGE": "it has an HTML part; worth nothing by itself, other rules build on it",
}
"""Rules that say what a message is, not that something is wrong with it."""

_RULES = re.compile(r"^X-Spam-Status: .*?\btests=(.*?)(?= autolearn=)", re.M | re.S)


def rules(program: str, files: Sequence[Path], home: Path) -> list[list[str]]:
    """Return the rules that each message sets off; only local ones are tried (`-L`).

    `home` is a folder for what the program would keep of a user.
    """
    done = subprocess.run(
        [program, "--local", "--test-mode", "--nocreate-prefs", *map(str, files)],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=True,
        timeout=600, env={**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    fired = [re.split(r"[,\s]+", names.strip()) for names in _RULES.findall(done.stdout)]
    assert len(fired) == len(files), done.stderr
    return [sorted(set(names) - OF_TRANSPORT.keys() - OF_FORM.keys() - {"none"}) for names in fired]
