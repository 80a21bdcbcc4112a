"""feedpub.lock in git: branches that each add articles merge without a conflict."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import needed_program
from tests.site import NOW, Site


class Repository(Site):
    """A publication in a git repository of its own."""

    def git(self, *arguments: str) -> str:
        """Run git, shut off from the settings of whoever runs the tests."""
        env = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "GIT_AUTHOR_NAME": "Ana",
            "GIT_AUTHOR_EMAIL": "ana@post.example",
            "GIT_COMMITTER_NAME": "Ana",
            "GIT_COMMITTER_EMAIL": "ana@post.example",
        }
        command = [needed_program("git"), "-C", str(self.root), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self) -> Repository:
        """Build and commit everything but the output."""
        self.build()
        self.git("add", "--all", ":!public")
        self.git("commit", "--quiet", "--message", "Work")
        return self

    def clone(self, name: str) -> Repository:
        target = self.root.parent / name
        self.git("clone", "--quiet", str(self.root), str(target))
        return Repository(target)

    def merge(self, other: Repository) -> Repository:
        self.git("pull", "--quiet", "--no-rebase", "--no-edit", str(other.root), "main")
        return self

    def lock_lines(self) -> list[str]:
        return (self.root / "feedpub.lock").read_text().splitlines()

    def move(self, old: str, new: str) -> Repository:
        target = self.root / "articles" / new
        target.parent.mkdir(parents=True, exist_ok=True)
        (self.root / "articles" / old).rename(target)
        return self

    def ids(self) -> dict[str, str]:
        return {item["title"]: item["id"] for item in self.feed()["items"]}


@pytest.fixture
def here(tmp_path: Path) -> Repository:
    """A repository as `feedpub init` begins it, with three articles."""
    here = Repository(tmp_path / "here")
    (here.root / "articles").rmdir()
    assert here.run("init", "--url", "https://post.example/", "--now", NOW).code == 0
    (here.root / "articles" / "welcome.md").unlink()
    for name in ("d", "m", "s"):
        here.article(f"{name}.md", title=name.upper(), date=f"2026-11-0{'dms'.index(name) + 1}")
    here.git("init", "--quiet", "--initial-branch", "main")
    return here.commit()


def add(repository: Repository, name: str) -> Repository:
    date = f"2026-10-{ord(name) - ord('a') + 1:02}"
    repository.article(f"{name}.md", f"Text of {name}.", title=name.upper(), date=date)
    return repository


def test_init_tells_git_how_to_merge_the_lock(here: Repository) -> None:
    told = here.git("check-attr", "merge", "feedpub.lock")
    assert told == "feedpub.lock: merge: union\n"


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        pytest.param("a", "b", id="beside each other at the beginning"),
        pytest.param("y", "z", id="beside each other at the end"),
        pytest.param("z", "a", id="far apart"),
        pytest.param("e", "f", id="in the middle"),
        pytest.param("f", "e", id="in the middle, the other way round"),
    ],
)
def test_two_branches_that_each_add_an_article_merge(
    here: Repository, ours: str, theirs: str
) -> None:
    there = add(here.clone("there"), theirs).commit()
    alone = Repository(shutil.copytree(here.root, here.root.parent / "alone"))
    add(add(alone, ours), theirs).build()
    add(here, ours).commit().merge(there)
    assert here.run("build", "--frozen").code == 0
    here.build()
    assert here.lock_lines() == alone.lock_lines() == sorted(alone.lock_lines())
    assert here.ids() == alone.ids()


def test_a_branch_that_renames_and_one_that_adds_merge(here: Repository) -> None:
    before = here.ids()
    there = here.clone("there").move("m.md", "n.md").commit()
    add(here, "l").commit().merge(there).build()
    assert {**before, "L": here.ids()["L"]} == here.ids()
    assert [line.split('"')[3] for line in here.lock_lines()] == [
        f"articles/{name}.md" for name in "dlns"
    ]


def test_a_branch_that_renames_and_one_that_edits_merge(here: Repository) -> None:
    before = here.ids()
    there = here.clone("there").move("m.md", "moved/m.md").commit()
    here.article("m.md", "Edited.", title="M", date="2026-11-02").commit().merge(there).build()
    assert here.ids() == before
    assert "Edited." in (here.root / "articles" / "moved" / "m.md").read_text()


def test_two_branches_that_rename_neighbours_merge(here: Repository) -> None:
    before = here.ids()
    there = here.clone("there").move("d.md", "moved/d.md").commit()
    here.move("m.md", "moved/m.md").commit().merge(there).build()
    assert here.ids() == before
    assert len(here.lock_lines()) == 3


def test_after_a_merge_a_new_file_at_an_old_path_is_a_new_article(here: Repository) -> None:
    before = here.ids()
    there = here.clone("there").move("d.md", "moved/d.md").commit()
    here.move("m.md", "moved/m.md").commit().merge(there).build()
    for name in ("d", "m"):
        here.article(f"{name}.md", "Another.", title=f"New {name}", date="2026-09-01")
        here.build()
    after = here.ids()
    assert {title: after[title] for title in before} == before
    assert len(set(after.values())) == 5


def test_two_branches_that_delete_and_add_merge(here: Repository) -> None:
    before = here.ids()
    there = here.clone("there")
    (there.root / "articles" / "m.md").unlink()
    there.commit()
    add(here, "n").commit().merge(there).build()
    del before["M"]
    assert {**before, "N": here.ids()["N"]} == here.ids()
    assert len(here.lock_lines()) == 4
