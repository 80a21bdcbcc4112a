"""How long mail takes: an edition rendered, and a message filled for each subscriber.

    python -m tests.benchmarks.mail_time [--runs 5] [--recipients 1000000]

Beside it, in the same run, what others do: premailer as it comes, and css-inline, once for
every recipient. An edition is one of 60 stories, rendered, inlined and compiled in a process
that has done it before; a message is one of 40 KB with a name and three addresses, and every
subscriber has other values. Ends with 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import logging
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from feedpub.newsletter.compiled import CompiledMessage
from feedpub.newsletter.message import compile_message
from feedpub.newsletter.render import Rendered, render_edition
from feedpub.newsletter.templates import environment
from tests.newsletter_builders import NOW, article, config, edition, harbour_stories, newsletter

EDITION_MS = 150.0
FILL_US = 5.0
MESSAGE_BYTES = 40_000
GROWTH_BYTES = 5_000_000
"""More than this, and memory grows with the audience."""

OTHERS = 20
"""Recipients for which the others are asked; they need no more to be measured."""


def main() -> int:
    """Measure, print, and say whether every bar was kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=_Plain)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--recipients", type=int, default=1_000_000)
    given = parser.parse_args()
    with TemporaryDirectory() as folder:
        kept = [
            _edition_of_60(given.runs),
            _others(given.runs),
            _filling(given.runs, Path(folder)),
            _audience(given.recipients, Path(folder)),
        ]
    return 0 if all(kept) else 1


class _Plain(argparse.RawDescriptionHelpFormatter):
    """Help as it is written."""


def _edition_of_60(runs: int) -> bool:
    stories = [
        article(f"{number}: {story.title}", slug=f"s{number}", summary=story.summary,
                html=story.html, image=story.image, section=story.section)
        for number, story in enumerate((harbour_stories() * 5)[:60])
    ]  # fmt: skip
    env = environment(None)
    told = edition(stories)

    def make() -> Rendered:
        made = render_edition(told, stories, newsletter(), config(), env, now=NOW)
        compile_message(made, told, newsletter(), config(), date=NOW)
        return made

    size = len(make().html)
    took = _median(make, runs) * 1e3
    return _told(f"edition of 60 stories ({size:,} B)", took, "ms", EDITION_MS)


def _others(runs: int) -> bool:
    """Time what is done for every recipient where nothing is compiled."""
    import css_inline
    from premailer import Premailer

    logging.getLogger("CSSUTILS").setLevel(logging.CRITICAL)
    stories = harbour_stories()
    told = edition(stories)
    source = render_edition(
        told, stories, newsletter(), config(), environment(None), now=NOW
    ).source
    ways: dict[str, Callable[[], Any]] = {
        "premailer": lambda: Premailer(source, cssutils_logging_level="CRITICAL").transform(),
        "css-inline": lambda: css_inline.inline(source, load_remote_stylesheets=False),
    }
    for name, inline in ways.items():
        took = _median(lambda: [inline() for _ in range(OTHERS)], runs) / OTHERS * 1e6  # noqa: B023
        _told(f"{name} per recipient, 12 stories", took, "us")
    return True


def _message(folder: Path) -> CompiledMessage:
    """Return a message of the promised size with what most have: a name and addresses."""
    text = "The ferry crosses at six, at seven and at noon. " * 20
    (folder / "mine.html").write_text(
        "<!DOCTYPE html>\n<html lang='en'><head><title>{{ subject }}</title></head><body>"
        "<p>Dear {{ subscriber.name }},</p>{{ article.body }}"
        '<a href="{{ unsubscribe_url }}">out</a></body></html>'
    )
    (folder / "mine.txt").write_text("Dear {{ subscriber.name }},\n{{ unsubscribe_url }}\n")
    given = newsletter(
        template="mine",
        fields={"name": {"default": "reader"}},
        unsubscribe_url="{{ subscriber.unsubscribe_url }}",
    )
    told = [article(html=f"<p>{text}</p>" * (MESSAGE_BYTES // len(text)))]
    made = render_edition(edition(told), told, given, config(), environment(folder), now=NOW)
    return compile_message(made, edition(told), given, config(), date=NOW)


def _audience_of(size: int) -> Iterator[dict[str, str]]:
    names = ("Ana", "José", "Marguerite O’Neill", "Tom", "Inês", "")
    for number in range(size):
        yield {
            "email": f"reader{number}@mail.example",
            "name": names[number % len(names)],
            "unsubscribe_url": f"https://ledger.example/u/{number:043x}",
            "delivery": f"{number:x}",
        }


def _filling(runs: int, folder: Path) -> bool:
    message = _message(folder)
    audience = list(_audience_of(20_000))
    size = len(message.fill(audience[0]))

    def fill() -> None:
        for values in audience:
            message.fill(values)

    took = _median(fill, runs) / len(audience) * 1e6
    return _told(f"one recipient filled ({size:,} B)", took, "us", FILL_US)


def _audience(recipients: int, folder: Path) -> bool:
    message = _message(folder)
    for values in _audience_of(20_000):
        message.fill(values)
    before = _peak()
    begun = time.perf_counter()
    with Path("/dev/null").open("wb") as sink:
        for values in _audience_of(recipients):
            sink.write(message.fill(values))
    took = time.perf_counter() - begun
    grown = _peak() - before
    sys.stdout.write(
        f"{recipients:,} recipients: {took:.1f} s, memory grew by {grown / 1e6:.1f} MB\n"
    )
    return grown <= GROWTH_BYTES


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _median(what: Callable[[], Any], runs: int) -> float:
    what()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        what()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _told(what: str, took: float, unit: str, bar: float | None = None) -> bool:
    kept = bar is None or took <= bar
    judged = "" if bar is None else f"  (at most {bar:g} {unit}: {'kept' if kept else 'MISSED'})"
    sys.stdout.write(f"{what}: {took:,.1f} {unit}{judged}\n")
    sys.stdout.flush()
    return kept


if __name__ == "__main__":
    sys.exit(main())
