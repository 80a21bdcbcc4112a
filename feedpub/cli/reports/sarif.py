"""Findings as SARIF 2.1.0, which code hosts and editors show (OASIS, with errata 01)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from feedpub import __version__
from feedpub.cli.reports.repository import in_repository, prefix_of
from feedpub.findings import KINDS, Finding, Severity

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def as_sarif(findings: Sequence[Finding], root: Path) -> str:
    """Return one run, with every kind of finding as a rule.

    Paths are relative to the repository. A result is recognised in another run by its
    fingerprint, which depends on the words of its line and not on the number.
    """
    fingerprints = _Fingerprints(root)
    prefix = prefix_of(root)
    results = [_result(finding, prefix, fingerprints.of(finding)) for finding in findings]
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": _driver()},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode()


def _driver() -> dict[str, Any]:
    return {
        "name": "feedpub",
        "semanticVersion": __version__,
        "rules": [
            {
                "id": code,
                "shortDescription": {"text": kind.sentence},
                "fullDescription": {"text": f"{kind.sentence} {kind.cure}"},
                "help": {"text": kind.cure},
                "defaultConfiguration": {"level": _LEVELS[kind.severity]},
            }
            for code, kind in KINDS.items()
        ],
    }


def _result(finding: Finding, prefix: str, fingerprint: str) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": _INDEX[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}. {finding.advice}"},
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},
    }
    if finding.at:
        path, line, column = finding.at
        # Code hosts show only what has a line.
        region = {"startLine": line or 1, **({"startColumn": column} if column else {})}
        place = {"artifactLocation": {"uri": quote(in_repository(prefix, path))}, "region": region}
        result["locations"] = [{"physicalLocation": place}]
    return result


_INDEX = {code: index for index, code in enumerate(KINDS)}


class _Fingerprints:
    """What a finding is recognised by: its code, its file, and the words of its line."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.lines = cache(self._lines)
        self.seen: Counter[str] = Counter()

    def of(self, finding: Finding) -> str:
        path, line, _ = finding.at or ("", None, None)
        known = self.lines(path) if path and line else []
        words = known[line - 1].strip() if line and line <= len(known) else finding.message
        data = f"{finding.code}\n{path}\n{words}".encode("utf-8", "surrogatepass")
        mark = hashlib.sha256(data).hexdigest()[:16]
        self.seen[mark] += 1
        return f"{mark}:{self.seen[mark]}"

    def _lines(self, path: str) -> list[str]:
        try:
            return (self.root / path).read_text("utf-8", "replace").splitlines()
        except OSError:
            return []
