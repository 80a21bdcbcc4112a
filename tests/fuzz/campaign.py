"""Batches of generated files through whole builds, each held to the oracle.

    python -m tests.fuzz.campaign files 17      # the batch of that number again

A batch is one publication. Each file is first read alone and each article completed alone, within
a second; then everything is built, by the very function that `feedpub build` calls. The campaign
`mail` has steps of its own, see there.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NamedTuple

from feedpub.errors import ArticleError, FeedpubError, LockError
from feedpub.findings import Finding
from feedpub.loaders import LOADERS, Source, load_articles
from feedpub.loaders.values import Context
from feedpub.model import Author
from feedpub.project import Project
from feedpub.project.build import build
from feedpub.project.report import BuildReport
from tests.fuzz import mail
from tests.fuzz.files import Files, article_files, html_files
from tests.fuzz.oracle import Oracle, Wrong, check_findings
from tests.fuzz.shrink import shrink
from tests.site import Site

NOW = dt.datetime(2026, 11, 20, 17, tzinfo=dt.UTC)
SIZE = 200
"""Files in a batch."""

Maker = Callable[[random.Random, int], Files]
_MAKERS: Mapping[str, Maker] = {"files": article_files, "html": html_files}
CAMPAIGNS: Mapping[str, int] = {**dict.fromkeys(_MAKERS, SIZE), "mail": mail.SIZE}
"""The campaigns, with the files in a batch of each."""


class Failure(NamedTuple):
    """What went wrong."""

    kind: str
    """The same for failures that probably have one cause."""

    story: str


def run(campaign: str, number: int) -> str | None:
    """Run a batch; if it fails, return the story with the smallest input that could be found."""
    seed = f"{campaign} {number}"
    rng = random.Random(seed)
    thorough = number % 10 == 0
    if campaign == "mail":
        settings, batch = "", mail.batch(rng)
    else:
        settings = _settings(rng)
        batch = [_MAKERS[campaign](rng, n) for n in range(SIZE)]
    failure = attempt(batch, settings, seed, thorough=thorough)
    if failure is None:
        return None

    def fails(files: Sequence[Files]) -> bool:
        again = attempt(files, settings, seed, thorough=thorough)
        return again is not None and again.kind == failure.kind

    smallest = shrink(batch, fails, most=300 if failure.kind.startswith("hang") else 2_000)
    final = attempt(smallest, settings, seed, thorough=thorough) or failure
    shown = "\n".join(f"{f.path}: {f.data!r}" for files in smallest for f in files)
    again = f"python -m tests.fuzz.campaign {seed}"
    return f"{final.story}\n\nThe smallest input:\n{shown}\n\nSettings:\n{settings}\nAgain: {again}"


def attempt(
    batch: Sequence[Files], settings: str, seed: str, *, thorough: bool = False
) -> Failure | None:
    """Put the files into a publication and build it; return what went wrong.

    Without `settings` they are among the files, and mail is made.
    """
    root = Path(tempfile.mkdtemp(prefix="feedpub-fuzz-"))
    where = "setting up"
    try:
        for name, step in _all_steps(root, settings, batch, seed, thorough):
            where = name
            step()
    except Hang:
        return Failure(f"hang {where.split()[0]}", f"More than its time, {where}")
    except Wrong as e:
        return Failure(str(e).partition(":")[0], f"{where}: {e}")
    except Exception as e:
        # Whatever it is, it is what the campaign is looking for.
        last = traceback.extract_tb(e.__traceback__)[-1]
        kind = f"{type(e).__name__} {last.filename}:{last.lineno}"
        return Failure(kind, f"{where}:\n{''.join(traceback.format_exception(e, limit=-5))}")
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return None


Step = tuple[str, Callable[[], None]]


def _all_steps(
    root: Path, settings: str, batch: Sequence[Files], seed: str, thorough: bool
) -> Iterator[Step]:
    if settings:
        written = _write(root, settings, batch)
        yield from _steps(root, written, batch, random.Random(seed), thorough)
        return
    for name, step, seconds in mail.steps(root, batch, thorough):

        def limited(step: Callable[[], None] = step, seconds: float = seconds) -> None:
            with at_most(seconds):
                step()

        yield name, limited


def _steps(
    root: Path,
    written: Mapping[str, bytes],
    batch: Sequence[Files],
    rng: random.Random,
    thorough: bool,
) -> Iterator[Step]:
    oracle = Oracle()
    for files in batch:
        path = f"articles/{files[0].path}"
        yield f"reading {path}", lambda path=path: _read_alone(root, path, written)
    yield from _complete_each(root, oracle)
    yield "building all", lambda: _build(root, written, oracle)
    if thorough:
        yield "building all again", lambda: _build_again(root)
        yield "listing and checking all", lambda: _list_and_check(root)
        yield "building after changes", lambda: _build_changed(root, batch, rng)


def _write(root: Path, settings: str, batch: Sequence[Files]) -> dict[str, bytes]:
    """Write the publication; return its files."""
    site = Site(root).write("feedpub.toml", settings)
    site.write("articles/pic.png", _PNG).write("articles/tape.mp3", b"ID3")
    written = {"feedpub.toml": settings.encode()}
    for file in itertools.chain.from_iterable(batch):
        site.write(f"articles/{file.path}", file.data)
        written[f"articles/{file.path}"] = file.data
    return written


_PNG = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000002000000030806000000")


# --- the steps -------------------------------------------------------------------------------


def _read_alone(root: Path, path: str, written: Mapping[str, bytes]) -> None:
    """Read one file as the loaders do, within a second, with nothing but errors with a place."""
    findings: list[Finding] = []
    errors: list[ArticleError] = []
    stem = path.rpartition(".")[0]
    beside = next((p for e in ("toml", "yaml", "yml") if (p := f"{stem}.{e}") in written), None)
    source = Source(
        path=path,
        folder="articles",
        data=written[path],
        side=(beside, written[beside]) if beside else None,
    )
    context = Context(
        zone=dt.UTC,
        authors={"ana": Author(name="Ana")},
        report=findings.append,
        broken=errors.append,
    )
    if source.suffix in LOADERS:
        with at_most(1):
            list(load_articles([source], context))
    check_findings(findings, written)
    broken = [
        Finding(code="article-broken", message=e.message, at=e.at, hint=e.hint) for e in errors
    ]
    check_findings(broken, written)


def _complete_each(root: Path, oracle: Oracle) -> Iterator[Step]:
    """Complete every article, those that readers cannot see too, each within a second."""
    project = Project.open(root)
    publication = project.load(NOW).publication
    complete = project.completer(publication)
    for article in (*publication.articles, *(article for article, _ in publication.withheld)):

        def one(article=article) -> None:  # type: ignore[no-untyped-def]
            with at_most(1):
                completed = complete(article)
                complete.digest(article)
            oracle.check_html(completed.html)

        yield f"completing {article.ref}", one


def _build(root: Path, written: Mapping[str, bytes], oracle: Oracle) -> None:
    with at_most(60):
        report = _built(root)
    check_findings(report.findings, {**written, "feedpub.lock": b""})
    for path, data in Site(root).outputs().items():
        oracle.check_output(path, data)
    oracle.check_formats()


def _build_again(root: Path) -> None:
    before = Site(root).outputs()
    report = _built(root)
    if report.files.written or report.files.removed or report.new_ids:
        raise Wrong(f"second-build: {report.files!r}")
    if Site(root).outputs() != before:
        raise Wrong("second-build: a file changed")


def _list_and_check(root: Path) -> None:
    for arguments in (["list", "--json", "--full"], ["check", "--format", "json"]):
        Site(root).run(*arguments).json()
    for arguments in (["list"], ["check"]):
        Site(root).run(*arguments)


def _build_changed(root: Path, batch: Sequence[Files], rng: random.Random) -> None:
    """Change some files; what was remembered of the others must make no difference."""
    for files in batch:
        if rng.random() < 0.1:
            name, data = rng.choice(files)
            at = rng.randint(0, len(data))
            Site(root).write(f"articles/{name}", data[:at] + b" More words. " + data[at:])
        elif rng.random() < 0.02:
            (root / "articles" / files[0].path).unlink()
    try:
        _built(root)
    except LockError as e:
        if not all(error.at and error.hint for error in e.all()):
            raise Wrong(f"lock-error-without-place: {e}") from e
        return
    remembered = Site(root).outputs()
    shutil.rmtree(root / ".feedpub", ignore_errors=True)
    shutil.rmtree(root / "public")
    _built(root)
    outputs = Site(root).outputs()
    if different := [p for p in {*outputs, *remembered} if outputs.get(p) != remembered.get(p)]:
        raise Wrong(f"remembered-wrongly: {sorted(different)}")


def _built(root: Path) -> BuildReport:
    return build(Project.open(root), root / "public", NOW)


# --- settings --------------------------------------------------------------------------------


def _settings(rng: random.Random) -> str:
    """Return settings under which every article is in a feed."""
    topics = rng.random() < 0.1
    chosen = {
        "base": rng.choice(("https://post.example/", "https://post.example/a/b%20c/", "http://é.example/")),
        "zone": rng.choice(("UTC", "Europe/Lisbon", "Pacific/Apia", "America/New_York")),
        "language": rng.choice(("en", "ar", "pt-BR")),
        "url": rng.choice(
            (
                "{base_url}{year}/{month}/{slug}/",
                "{base_url}{path}/",
                "{base_url}{section}/{slug}.html",
                "{base_url}{year}/{month}/{day}/{slug}",
            )
        ),
        "content": "summary" if rng.random() < 0.1 else "full",
    }  # fmt: skip
    text = _SETTINGS
    for name, value in chosen.items():
        text = text.replace(f"<{name}>", value)
    return text + (_TOPICS if topics else "")


_SETTINGS = """\
[publication]
title = "The Test Post"
base_url = "<base>"
timezone = "<zone>"
language = "<language>"

[articles]
url = "<url>"

[authors.ana]
name = "Ana"
bio = "Writes."

[[feeds]]
path = "feed"
limit = 1000000
content = "<content>"
"""
_TOPICS = """
[[feeds]]
path = "tags/{tag}"
per = "tag"
formats = ["json"]
limit = 2

[[feeds]]
path = "by/{author}"
per = "author"
formats = ["json"]
limit = 2

[[feeds]]
path = "in/{section}"
per = "section"
formats = ["atom"]
limit = 2
"""


# --- time ------------------------------------------------------------------------------------


class Hang(BaseException):
    """Something took longer than it may."""


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Raise `Hang` after so many seconds of work, or after 60 times as many of waiting.

    Work is the processor's time, so that a busy machine makes no hang.
    """

    def stop(signum: int, frame: FrameType | None) -> None:
        raise Hang

    kept = [(signal.signal(sign, stop), sign) for sign in (signal.SIGPROF, signal.SIGALRM)]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.setitimer(signal.ITIMER_REAL, 60 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for before, sign in kept:
            signal.signal(sign, before)


def main() -> None:
    """Run the batches that are named: a campaign, its first number, and how many."""
    campaign, first, *more = sys.argv[1:]
    count = int(more[0]) if more else 1
    failed = 0
    for number in range(int(first), int(first) + count):
        story = run(campaign, number)
        sys.stdout.write(f"{campaign} {number}: {story or 'all is well'}\n")
        sys.stdout.flush()
        failed += story is not None
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()


__all__ = ["CAMPAIGNS", "SIZE", "Failure", "FeedpubError", "attempt", "run"]
