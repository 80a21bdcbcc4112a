"""The only door to git: a folder as it was at a commit. Nothing of the repository is changed."""

from __future__ import annotations

import contextlib
import os
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from feedpub.errors import ConfigError


class Commit(NamedTuple):
    """A commit, and the folder of its repository that is wanted."""

    root: Path
    """The top of the working tree."""

    prefix: str
    """The folder, relative to it; empty, or with a slash at the end."""

    hash: str

    @property
    def short(self) -> str:
        """The beginning of the hash, for people."""
        return self.hash[:7]


def find_commit(folder: Path, name: str) -> Commit:
    """Return the commit that `name` is in the repository of `folder`, as git understands names.

    ``NAME...`` is where the current branch left NAME (`git merge-base`), as in `git diff`.

    Raises:
        ConfigError: if there is no git, no repository, or no such commit, with the way out.
    """
    root, prefix = _repository(folder)
    if name.startswith("-") or not name:
        raise ConfigError(f"`{name}` is no commit", hint=_NAMES)
    if name.endswith("..."):
        return Commit(root, prefix, _merge_base(root, name.removesuffix("...")))
    return Commit(root, prefix, _hash(root, name))


def _repository(folder: Path) -> tuple[Path, str]:
    found = _git(folder, "rev-parse", "--show-toplevel", "--show-prefix")
    if found.returncode == 0:
        top, prefix = os.fsdecode(found.stdout).split("\n")[:2]
        return Path(top), prefix
    said = os.fsdecode(found.stderr).strip().splitlines() or ["it does not say why"]
    if "not a git repository" in said[0]:
        hint = "name a folder of feeds or a saved feed instead, or begin with `git init`"
        raise ConfigError("there is no git repository here or above", hint=hint)
    more = said[-1].strip() if len(said) > 1 else ""
    hint = f"run `{more}`" if more.startswith("git ") else more  # such as safe.directory
    raise ConfigError(f"git cannot read the repository: {_without_label(said[0])}", hint=hint)


def _hash(root: Path, name: str) -> str:
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
    if found.returncode == 0:
        return found.stdout.decode().strip()
    if _git(root, "rev-parse", "--verify", "--quiet", "HEAD").returncode:
        raise ConfigError(f"there is no commit `{name}`", hint="nothing was committed here yet")
    raise ConfigError(f"there is no commit `{name}`", hint=_way_to(root, name))


def _merge_base(root: Path, name: str) -> str:
    other = _hash(root, name)
    found = _git(root, "merge-base", "HEAD", other)
    if found.returncode == 0:
        return found.stdout.decode().strip()
    hint = _FULL_HISTORY if _is_shallow(root) else f"compare with `{name}` itself"
    raise ConfigError(f"`{name}` and HEAD have no commit in common", hint=hint)


def _way_to(root: Path, name: str) -> str:
    if _is_shallow(root):
        return _FULL_HISTORY
    remote, slash, branch = name.partition("/")
    if slash and remote in os.fsdecode(_git(root, "remote").stdout).split():
        return f"fetch it: `git fetch {remote} {branch}:refs/remotes/{name}`"
    return _NAMES


_FULL_HISTORY = (
    "this clone holds only a part of the history: `git fetch --unshallow`, "
    "or `fetch-depth: 0` of actions/checkout"
)
_NAMES = "name a commit as in git (HEAD~1, main, v1.2), a folder of feeds, or a saved feed"


def _is_shallow(root: Path) -> bool:
    return _git(root, "rev-parse", "--is-shallow-repository").stdout.strip() == b"true"


@contextlib.contextmanager
def exported(commit: Commit) -> Iterator[Path]:
    """Have the files of the folder as they were, in a temporary folder, submodules included.

    They are as a checkout would have them: line ends and filters (LFS) as the repository says,
    whatever `.gitattributes` withholds from archives.

    Raises:
        ConfigError: with what git said.
    """
    with tempfile.TemporaryDirectory(prefix="feedpub-", ignore_cleanup_errors=True) as temporary:
        target = Path(temporary) / "tree"
        _export(commit, target, Path(temporary))
        yield target / commit.prefix


def _export(commit: Commit, target: Path, temporary: Path) -> None:
    index = {"GIT_INDEX_FILE": str(temporary / f"index-{commit.hash}")}
    root = commit.root
    _checked(root, "read-tree", commit.hash, environment=index)
    wanted = [commit.prefix] if commit.prefix else []
    listed = _checked(root, "ls-files", "-s", "-z", "--", *wanted, environment=index)
    target.mkdir(parents=True, exist_ok=True)
    (target / commit.prefix).mkdir(parents=True, exist_ok=True)
    paths: list[bytes] = []
    for line in listed.split(b"\0")[:-1]:
        about, _, path = line.partition(b"\t")
        mode, hash_, _ = about.split()
        if mode == _SUBMODULE:
            inner = Commit(root / os.fsdecode(path), "", hash_.decode())
            _export_submodule(inner, target / os.fsdecode(path), temporary)
        else:
            paths.append(path)
    into = f"--prefix={target}{os.sep}"
    given = b"".join(path + b"\0" for path in paths)
    _checked(root, "checkout-index", "-z", "--stdin", into, environment=index, given=given)


_SUBMODULE = b"160000"


def _export_submodule(commit: Commit, target: Path, temporary: Path) -> None:
    if not (commit.root / ".git").exists():
        return  # nor can the articles of now be in it
    if _git(commit.root, "cat-file", "-e", f"{commit.hash}^{{commit}}").returncode:
        message = f"the submodule `{commit.root.name}` lacks the commit {commit.short}"
        hint = f"fetch it: `git -C {commit.root} fetch origin {commit.hash}`"
        raise ConfigError(message, hint=hint)
    _export(commit, target, temporary)


def _checked(
    folder: Path, *arguments: str, environment: dict[str, str], given: bytes = b""
) -> bytes:
    done = _git(folder, *arguments, environment=environment, given=given)
    if done.returncode:
        said = os.fsdecode(done.stderr).strip().splitlines()
        why = _without_label(said[0]) if said else f"`git {arguments[0]}` failed"
        raise ConfigError(f"git cannot read the commit: {why}", hint="`git fsck` may say more")
    return done.stdout


def _git(
    folder: Path, *arguments: str, environment: dict[str, str] | None = None, given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    # No hook and no sparse checkout; a path is a path, whatever signs are in it.
    command = ["git", "-C", str(folder), "--literal-pathspecs"]
    command += ["-c", f"core.hooksPath={os.devnull}", "-c", "core.sparseCheckout=false"]
    env = {**_environment(), **(environment or {})}
    try:
        return subprocess.run(
            [*command, *arguments], input=given, capture_output=True, env=env, check=False
        )
    except FileNotFoundError as e:
        hint = "install git, or name a folder of feeds or a saved feed"
        raise ConfigError("git is not installed", hint=hint) from e


_OF_ONE_REPOSITORY = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR",
                      "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"}  # fmt: skip
"""What a hook of git hands on; the folder decides here."""


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_ONE_REPOSITORY}
    return {**kept, "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0"}


def _without_label(line: str) -> str:
    return line.removeprefix("fatal: ").removeprefix("error: ")
