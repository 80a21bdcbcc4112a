"""The manual says what the program does."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from feedpub.cli import COMMANDS
from feedpub.findings import KINDS
from feedpub.newsletter.story import Story
from feedpub.newsletter.templates.filters import FILTERS
from tests.site import ROOT, Site

STORY = [name for name in dir(Story) if not name.startswith("_")]
_PLUMBING = ("words", "shows_picture")

README = (ROOT / "README.md").read_text()


def test_its_generated_parts_are_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cogapp", "--check", "README.md"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, "`make readme` writes them anew"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_it(name: str) -> None:
    assert f"### feedpub {name}" in README


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_of_finding_is_in_it(code: str) -> None:
    assert f"| `{code}` |" in README


def test_its_first_screen_says_what_it_is_and_shows_the_two_commands() -> None:
    first = "\n".join(README.splitlines()[:25])
    assert "RSS, Atom and JSON feeds" in first
    assert "make run" in first
    assert "make test" in first


@pytest.mark.parametrize("name", sorted(set(FILTERS) - {"d", "default", "light", "dark"}))
def test_every_filter_of_templates_is_in_it(name: str) -> None:
    assert re.search(rf"`(?:\{{\{{[^}}`]*)?\|?{name}\b", README.split("#### Filters")[1])


@pytest.mark.parametrize("name", [name for name in STORY if name not in _PLUMBING])
def test_everything_that_a_story_has_is_in_it(name: str) -> None:
    said = README.split("A story has")[1].split("#### Filters")[0]
    assert re.search(rf"`(?:story\.)?{name}[`(]", said)


def test_its_way_from_a_copy_of_a_template_to_a_clean_check_is_as_it_says(tmp_path: Path) -> None:
    copy, blocks, said, picture, text = _blocks("From a copy to a clean check")
    site = Site(tmp_path / "site")
    shutil.copytree(ROOT / "articles", site.root / "articles", dirs_exist_ok=True)
    for name in ("feedpub.toml", "feedpub.lock"):
        shutil.copy(ROOT / name, site.root)
    change(site.root / "feedpub.toml", 'template = "digest"', 'template = "harbour"')
    command, *files = copy.splitlines()
    written = site.run(*command.split()[2:]).out.splitlines()
    assert written == [str(site.root / file) for file in files]

    html, plain = map(Path, written)
    lead, end = blocks.split("…\n")
    change(html, "{% block lead %}\n", lead)
    change(html, "{% endblock %}\n{% endblock %}", "{% endblock %}\n" + end)
    assert site.run("check").out == said.partition("\n")[2]

    change(html, re.findall("<img.*>", lead)[0].partition("</td>")[0], picture.rstrip())
    before, after = text.split("…\n")
    change(plain, "{% block content %}\n", "{% block content %}\n" + before)
    change(plain, "{% endfor %}\n{% endblock %}", "{% endfor %}\n\n" + after + "{% endblock %}")
    assert site.run("check").out == ""


def _blocks(heading: str) -> list[str]:
    """Return the blocks of code below a heading."""
    section = README.split(f"# {heading}\n")[1].split("\n#")[0]
    return re.findall(r"^```\w+\n(.*?)^```$", section, re.M | re.S)


def change(file: Path, old: str, new: str) -> None:
    """Replace the last of the places where a file says something."""
    before, found, after = file.read_text().rpartition(old)
    assert found, old
    file.write_text(before + new + after)


def test_its_links_lead_somewhere() -> None:
    headings = {
        re.sub(r"[^a-z ]", "", h.lower()).replace(" ", "-")
        for h in re.findall(r"^#+ (.+)$", README, re.M)
    }
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", README.split("## Articles")[0]):
        if target.startswith("#"):
            assert target[1:] in headings
        else:
            assert (ROOT / target).exists(), target
