"""What axe-core finds wrong for people who do not see, or see badly."""

from __future__ import annotations

import json
from collections.abc import Sequence

from tests.oracles import AXE
from tests.oracles.browser import Browser

# The page is the mail program's, and so are its landmarks; a mail is an article within it.
OFF = ("landmark-one-main", "region")

_ASK = """
axe.run(document, {
  rules: Object.fromEntries(%s.map(name => [name, { enabled: false }])),
  resultTypes: ["violations"],
}).then(results => results.violations.flatMap(violation => violation.nodes.map(
  node => `${violation.id}: ${violation.help}: ${node.html.slice(0, 200)}`)))
"""


def violations(browser: Browser, off: Sequence[str] = OFF) -> list[str]:
    """Return the violations of what the browser shows: rule, what it wants, element."""
    browser.run(AXE.read_text(encoding="utf-8") + ";0")
    found: list[str] = browser.run(_ASK % json.dumps(off))
    return found
