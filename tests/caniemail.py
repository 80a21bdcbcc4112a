"""Makes the vendored support data anew: `python -m tests.caniemail path/to/caniemail.json`.

The file is in the npm package that `VERSION` names: `npm pack caniemail@2.0.2`, then
`data/caniemail.json` in it. Of each feature it keeps what the newest version of each client
does, when that was tested, and the notes that are still in force.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

VERSION = "2.0.2"
TARGET = Path(__file__).parent.parent / "feedpub/newsletter/lint/data/caniemail.json"


def main(source: Path) -> None:
    TARGET.write_text(compact(source.read_bytes()), encoding="utf-8")


def compact(data: bytes) -> str:
    """Return the vendored file for the package's: JSON with one feature in a line."""
    given = json.loads(data)
    clients = sorted(
        {
            f"{family}.{platform}"
            for feature in given["data"]
            for family, platforms in feature["stats"].items()
            for platform, versions in platforms.items()
            if versions
        }
    )
    head = {
        "source": f"npm caniemail {VERSION}",
        "sha256": hashlib.sha256(data).hexdigest(),
        "updated": given["last_update_date"][:10],
        "license": "MIT, see LICENSE.caniemail",
        "families": given["nicenames"]["family"],
        "platforms": given["nicenames"]["platform"],
        "clients": clients,
    }
    lines = [f"{_json(key)}: {_json(value)}" for key, value in head.items()]
    features = ",\n".join(
        f"  {_json(feature['slug'])}: {_json(_feature(feature, clients))}"
        for feature in sorted(given["data"], key=lambda feature: feature["slug"])
    )
    return "{\n" + ",\n".join([*lines, '"features": {\n' + features + "\n}"]) + "\n}\n"


def _feature(feature: dict[str, Any], clients: list[str]) -> dict[str, Any]:
    answers = [_newest(feature["stats"], *client.split(".")) for client in clients]
    used = {number for answer in answers for number in re.findall(r"\d+", answer)}
    notes = feature["notes_by_num"] or {}
    return {
        "title": feature["title"].strip(),
        "tested": feature["last_test_date"],
        "support": " ".join(answers),
        "notes": {
            number: _plain(notes[number]) for number in sorted(used, key=int) if number in notes
        },
    }


def _newest(stats: dict[str, Any], family: str, platform: str) -> str:
    """Return the answer for the newest version: `y`, `n`, `a1,2`, `u`, or `-` for no test.

    It is the last in the order of the document. As text, `16.80` would come before `2016`.
    """
    versions = stats.get(family, {}).get(platform)
    if not versions:
        return "-"
    answer = list(versions.values())[-1]
    return str(answer[0] + ",".join(re.findall(r"\d+", answer)))


def _plain(note: str) -> str:
    """Return a note without the addresses of its links."""
    return " ".join(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", note).split())


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
