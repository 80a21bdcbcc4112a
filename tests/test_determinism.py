"""Equal input gives equal bytes, whatever the machine; what would not change is not touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.site import NOW, ROOT, Site


def sample(folder: Path) -> Site:
    """Return a copy of the sample publication, which is the repository itself."""
    site = Site(folder)
    for name in ("feedpub.toml", "feedpub.lock"):
        shutil.copy(ROOT / name, folder)
    for name in ("articles", "editions"):
        shutil.copytree(ROOT / name, folder / name, dirs_exist_ok=True)
    return site


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what an ordinary build of the sample makes."""
    site = sample(tmp_path_factory.mktemp("expected"))
    site.build()
    site.run("newsletter", "render", "weekly", "--now", NOW)
    return made_by(site)


def made_by(site: Site) -> dict[str, bytes]:
    """Return all that a build, and perhaps a rendering, have made."""
    mails = (site.root / ".feedpub/newsletters").glob("*.*")
    lock = (site.root / "feedpub.lock").read_bytes()
    return {**site.outputs(), **{file.name: file.read_bytes() for file in mails}, "lock": lock}


def built_by_a_process(site: Site, **environment: str) -> dict[str, bytes]:
    ran = site.process("build", "--now", NOW, **environment)
    assert ran.code in (0, 1), ran.err
    if (site.root / "editions").is_dir():
        ran = site.process("newsletter", "render", "weekly", "--now", NOW, **environment)
        assert ran.code == 0, ran.err
    return made_by(site)


@pytest.mark.parametrize(
    "environment",
    [
        pytest.param({"TZ": "Asia/Tokyo"}, id="Tokyo"),
        pytest.param({"TZ": "America/New_York"}, id="New York"),
        pytest.param({"LC_ALL": "C"}, id="no locale"),
        # Where the locale is not installed, the variable still must not matter.
        pytest.param({"LC_ALL": "de_DE.UTF-8", "LANGUAGE": "de"}, id="German"),
        *(pytest.param({"PYTHONHASHSEED": str(n)}, id=f"hash seed {n}") for n in range(4)),
        pytest.param({"PYTHONOPTIMIZE": "2"}, id="optimised"),
    ],
)
def test_the_environment_does_not_matter(
    tmp_path: Path, expected: dict[str, bytes], environment: dict[str, str]
) -> None:
    assert built_by_a_process(sample(tmp_path), **environment) == expected


def test_the_lock_is_made_anew_the_same_whatever_the_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed in ("0", "1"):
        site = sample(tmp_path / seed)
        (site.root / "feedpub.lock").unlink()
        made.append(built_by_a_process(site, PYTHONHASHSEED=seed))
    assert made[0] == made[1]


def test_articles_of_one_moment_are_written_the_same_whatever_the_hash_seed(site: Site) -> None:
    for name in "abcdef":
        site.article(f"{name}.md", title=name, date="2026-11-18", tags=list("zyx"))
    made = [built_by_a_process(site, PYTHONHASHSEED=seed) for seed in ("0", "1", "2")]
    assert made[0] == made[1] == made[2]


def test_the_order_of_the_files_does_not_matter(tmp_path: Path, expected: dict[str, bytes]) -> None:
    site = Site(tmp_path)
    files = [ROOT / "feedpub.toml", ROOT / "feedpub.lock"]
    files += [*(ROOT / "articles").rglob("*"), *(ROOT / "editions").rglob("*")]
    for file in sorted(files, reverse=True):
        if file.is_file():
            site.write(file.relative_to(ROOT).as_posix(), file.read_bytes())
    site.build()
    site.run("newsletter", "render", "weekly", "--now", NOW)
    assert made_by(site) == expected


def stats(site: Site) -> dict[str, tuple[int, int, int]]:
    files = [site.root / "feedpub.lock", *(site.root / "public").rglob("*")]
    return {str(f): (s.st_ino, s.st_mtime_ns, s.st_ctime_ns) for f in files for s in [f.stat()]}


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    site = sample(tmp_path)
    site.build()
    before = stats(site)
    ran = site.build()
    assert ran.out == ""
    assert stats(site) == before


def test_touched_files_change_nothing(tmp_path: Path) -> None:
    site = sample(tmp_path)
    site.build()
    before = stats(site)
    for file in (site.root / "articles").rglob("*"):
        os.utime(file, (1_000_000_000, 1_000_000_000))
    assert site.build().out == ""
    assert stats(site) == before


def test_a_later_moment_changes_nothing_where_nothing_falls_due(tmp_path: Path) -> None:
    site = sample(tmp_path)
    site.run("build", now="2026-11-20T17:00:00Z")
    before = stats(site)
    assert site.run("build", now="2026-11-20T17:59:59Z").out == ""
    assert stats(site) == before


def test_an_edit_changes_only_the_feeds_that_show_it(site: Site) -> None:
    site.write("feedpub.toml", Site.SETTINGS + '[[feeds]]\npath = "tags/{tag}"\nper = "tag"\n')
    site.article("a.md", title="A", tags=["a"]).article("b.md", title="B", tags=["b"]).build()
    ran = site.article("b.md", title="B, changed", tags=["b"]).build()
    changed = [Path(line).relative_to(site.root / "public").as_posix() for line in ran.out.split()]
    assert changed == [
        f"{stem}.{end}" for stem in ("feed", "tags/b") for end in ("rss", "atom", "json")
    ]
