"""How long `feedpub --help` takes, beside a bare Click program with as many commands.

    python -m tests.benchmarks.help_time

Whole processes, 20 of each in turn; the ratio of the medians is promised to be at most 1.3.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from feedpub.cli import COMMANDS

RUNS = 20

BARE = (
    """\
import click

@click.group()
@click.version_option("1")
@click.option("-C", "folder", help="A folder.")
def main(folder):
    "A program."
"""
    + "".join(
        f"""
@main.command("{name}", help="{entry.short_help}")
def _{number}():
    pass
"""
        for number, (name, entry) in enumerate(COMMANDS.items())
    )
    + "\nmain()\n"
)


def seconds(command: list[str]) -> float:
    """Return how long the process takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    """Time both in turn and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "bare.py"
        program.write_text(BARE)
        ours = [sys.executable, "-m", "feedpub", "--help"]
        bare = [sys.executable, str(program), "--help"]
        seconds(ours), seconds(bare)  # warm
        pairs = [(seconds(ours), seconds(bare)) for _ in range(RUNS)]
    own, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    sys.stdout.write(
        f"feedpub --help {own * 1000:.0f} ms, bare Click {other * 1000:.0f} ms, "
        f"ratio {own / other:.2f}\n"
    )


if __name__ == "__main__":
    main()
